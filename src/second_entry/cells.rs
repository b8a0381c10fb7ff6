// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cells of a line: patterns, numbers and words.

use super::line::{Line, unreadable};
use crate::diagnostic::{Code, Diagnostic, nearest::nearest};
use crate::domain::{DECIMAL_PLACES, Set, pattern};
use crate::form::{Award, Base, Form};
use crate::lang::Text;
use crate::number::{Points, fixed};
use crate::parts::part::{Kind, Part, Row};
use crate::parts::region::{Axis, Region, Space, rest};
use crate::parts::value::{FORBIDDEN, IN, Value};
use crate::parts::{AT_LEAST, AT_MOST};
use crate::text;

/// `at_most x` or `at_least x`.
pub fn comparison_side(value: &str) -> Option<(&'static str, &str)> {
    let side = |word: &'static str| value.strip_prefix(word).filter(|rest| rest.starts_with(' ')).map(|rest| (word, rest.trim()));
    side(AT_MOST).or_else(|| side(AT_LEAST))
}

/// Whether the other side of a comparison is a number and not fields.
pub fn is_number(text: &str) -> bool {
    fixed::parse(text, DECIMAL_PLACES).is_some()
}

/// Reads the cells of a line.
pub fn row(form: &Form, part: &Part, line: &Line) -> Result<Row, Box<Diagnostic>> {
    let space = Space { form, scope: part.scope };
    let reader = Reader { space, part, line };
    let everything = vec![Region::default()];
    let (regions, value) = match line.kind {
        Kind::Domain => {
            reader.unconditional()?;
            let field = form.field(&line.id).map(Axis::Tried);
            let readable = field.map(|axis| reader.set(axis, &line.value)).transpose()?;
            let regions = field.zip(readable).and_then(|test| Region::of([test], space));
            (regions.into_iter().collect(), Value::word(IN))
        }
        Kind::Constraint => {
            if let Some((side, other)) = comparison_side(&line.value) {
                (everything, comparison(&line.when, side, other))
            } else {
                let (when, require) = (reader.condition(&line.when)?, reader.condition(&line.value)?);
                (rest(&when, &require, space), Value::word(FORBIDDEN))
            }
        }
        _ => (reader.condition(&line.when)?, reader.value()?),
    };
    Ok(Row { regions, value, place: line.place.clone() })
}

fn comparison(left: &str, side: &str, right: &str) -> Value {
    let fields = |list: &str| Value::set(list.split('+'));
    match (side, fixed::parse(right, DECIMAL_PLACES)) {
        (_, Some(number)) => Value::comparison(&fields(left), side, &Value::Words(fixed::print(number, DECIMAL_PLACES))),
        (AT_LEAST, None) => Value::comparison(&fields(right), AT_MOST, &fields(left)),
        (_, None) => Value::comparison(&fields(left), side, &fields(right)),
    }
}

/// What the cells of one line are read with.
struct Reader<'a> {
    space: Space<'a>,
    part: &'a Part,
    line: &'a Line,
}

impl Reader<'_> {
    /// Where all the patterns of a condition hold; no region where that is nowhere inside the population.
    fn condition(&self, text: &str) -> Result<Vec<Region>, Box<Diagnostic>> {
        let mut tests = Vec::new();
        for test in text.split(';').map(str::trim).filter(|test| !test.is_empty()) {
            let Some((name, pattern)) = test.split_once('=') else {
                return Err(self.unreadable(test, text!("veld=patroon", "field=pattern")));
            };
            let Some(axis) = self.axis(name.trim()) else { return Err(self.no_axis(name.trim())) };
            tests.push((axis, self.set(axis, pattern.trim())?));
        }
        Ok(Region::of(tests, self.space).into_iter().collect())
    }

    /// What a name in a condition of this part stands for.
    fn axis(&self, name: &str) -> Option<Axis> {
        let form = self.space.form;
        let scale = |name: &str| form.scales.iter().position(|scale| scale.id == name);
        let field = || form.field(name).map(Axis::Field);
        match self.part.key.kind {
            Kind::Item | Kind::Applies | Kind::Gate | Kind::Constraint | Kind::Range | Kind::Probability => field(),
            Kind::Convert if name == "raw" => scale(&self.line.id).map(Axis::Raw),
            Kind::Link | Kind::Norm | Kind::Share => scale(name).map(Axis::Scale),
            Kind::Level if self.part.family.is_some() => field(),
            Kind::Level => {
                let percent = name.strip_prefix("percent.").and_then(|horizon| self.percent(horizon));
                let scheme = || form.schemes.iter().position(|scheme| scheme.id == name).map(Axis::Scheme);
                percent.or_else(scheme).or_else(|| scale(name).map(Axis::Scale)).or_else(field)
            }
            _ => None,
        }
    }

    fn percent(&self, horizon: &str) -> Option<Axis> {
        let form = self.space.form;
        let scheme = form.schemes.iter().position(|scheme| scheme.id == self.line.id)?;
        let Base::Horizon(scale, link) = form.schemes[scheme].base else { return None };
        (form.scales[scale].links[link].horizon == horizon).then_some(Axis::Percent(scheme))
    }

    fn set(&self, axis: Axis, text: &str) -> Result<Set, Box<Diagnostic>> {
        pattern::read(text, &self.space.domain(axis), self.space.not_applicable(axis)).map_err(|fault| {
            // A value that the rule set's domain does not have is no slip of the pen in the pattern: it is told as a difference.
            let code = if fault.code == Code::OutsideDomain { Code::OnlyInSecond } else { Code::SecondUnreadable };
            let finding = Diagnostic::new(code, self.line.place.clone(), fault.found).allowed(fault.allowed);
            let finding = if code == Code::OnlyInSecond { self.with_part(finding) } else { finding };
            Box::new(match fault.mend {
                Some(mend) => finding.mend(mend),
                None => finding,
            })
        })
    }

    fn value(&self) -> Result<Value, Box<Diagnostic>> {
        let text = self.line.value.as_str();
        let number = || Points::parse(text).map(Value::Number).ok_or_else(|| self.unreadable(text, text!("een getal", "a number")));
        match self.line.kind {
            Kind::Item if text == Award::WITHHELD => Ok(Value::award(Award::Withheld)),
            Kind::Item
            | Kind::Weight
            | Kind::Convert
            | Kind::Percent
            | Kind::Link
            | Kind::Probability
            | Kind::Norm
            | Kind::Share
            | Kind::Study
            | Kind::ShelfLife => number(),
            Kind::Sum => Ok(Value::set(text.split('+'))),
            Kind::Derive => Ok(Value::derivation(text.split_whitespace())),
            Kind::Feeds => Ok(Value::Words(text.split_whitespace().collect::<Vec<_>>().join(" "))),
            Kind::Order => Ok(Value::list(text.split('|'))),
            Kind::Range => {
                let ends = text.split_once("..=").and_then(|(low, high)| Some((Points::parse(low.trim())?, Points::parse(high.trim())?)));
                ends.map(|(low, high)| Value::range(low, high))
                    .ok_or_else(|| self.unreadable(text, text!("laagste..=hoogste", "lowest..=highest")))
            }
            Kind::Gate | Kind::Applies if text != IN => Err(self.unreadable(text, text!("{IN}", "{IN}"))),
            _ => Ok(Value::word(text)),
        }
    }

    fn unconditional(&self) -> Result<(), Box<Diagnostic>> {
        let when = self.line.when.as_str();
        if when.is_empty() { Ok(()) } else { Err(self.unreadable(when, text!("niets in de kolom when", "nothing in the column when"))) }
    }

    fn unreadable(&self, found: &str, allowed: Text) -> Box<Diagnostic> {
        let key = &self.part.key;
        Box::new(unreadable(
            self.line.place.clone(),
            text!("`{found}` is niet te lezen bij {key}", "`{found}` cannot be read at {key}"),
            allowed,
        ))
    }

    fn no_axis(&self, name: &str) -> Box<Diagnostic> {
        let key = &self.part.key;
        let found = text!("bij {key} kent de regelset geen `{name}`", "at {key} the rule set has no `{name}`");
        let near = nearest(name, self.space.form.fields.iter().map(|field| field.id.as_str()));
        let finding = self.with_part(Diagnostic::new(Code::OnlyInSecond, self.line.place.clone(), found));
        Box::new(match near {
            Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
            None => finding,
        })
    }

    fn with_part(&self, finding: Diagnostic) -> Diagnostic {
        finding.related(self.part.place.clone(), text!("de regelset", "the rule set"))
    }
}
