// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A second table, read.

use super::exact::{Exact, ONE};
use super::pattern::{Answer, Part, Pattern};

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub fields: Vec<Field>,
    pub gates: Vec<Gate>,
    pub constraints: Vec<Constraint>,
    pub items: Vec<Item>,
    pub scales: Vec<Scale>,
    pub schemes: Vec<Scheme>,
    pub rules: Vec<Rule>,
    pub links: Vec<Link>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    pub domain: Pattern,
    /// The least difference between two answers.
    pub step: Exact,
    /// What unknown counts as.
    pub unknown: Option<Answer>,
}

#[derive(Clone, Debug)]
pub struct Test {
    pub field: usize,
    pub pattern: Pattern,
}

pub type When = Vec<Test>;

#[derive(Clone, Debug)]
pub struct Gate {
    pub id: String,
    pub when: When,
}

#[derive(Clone, Debug)]
pub struct Constraint {
    pub id: String,
    pub law: Law,
}

#[derive(Clone, Debug)]
pub enum Law {
    Patterns(When, When),
    /// The sum of fields is at most (or, with `false`, at least) that of others, or a number.
    Sums(Vec<usize>, bool, Bound),
}

#[derive(Clone, Debug)]
pub enum Bound {
    Fields(Vec<usize>),
    Number(Exact),
}

#[derive(Clone, Debug)]
pub struct Item {
    pub id: String,
    pub combine: Option<String>,
    pub applies: Option<When>,
    pub rows: Vec<Row>,
    pub weight: Option<Exact>,
    /// What a weight is for: a field, or the three of the Copas rate.
    pub feeds: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub when: When,
    /// `None`: withheld.
    pub points: Option<Exact>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Summed {
    Item(usize),
    Scale(usize),
}

#[derive(Clone, Debug)]
pub struct Scale {
    pub id: String,
    pub parts: Vec<Summed>,
    pub convert: Vec<(Pattern, Exact)>,
    pub ranges: Vec<(When, Pattern)>,
    /// Whether another scale sums it.
    pub inner: bool,
}

#[derive(Clone, Debug)]
pub struct Scheme {
    pub id: String,
    pub levels: Vec<String>,
    pub look: Look,
    pub rows: Vec<LevelRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    Scale(usize),
    /// A horizon, the decimals of the probability and of the percentage, and its least and greatest value.
    Percent(usize, u32, u32, Exact, Exact),
    /// An earlier scheme, and shifts of it.
    Scheme(usize),
    Rules,
}

#[derive(Clone, Debug)]
pub struct LevelRow {
    pub at: Pattern,
    pub when: When,
    pub level: String,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub when: When,
    pub level: Option<String>,
    pub probabilities: Vec<(String, Exact)>,
}

#[derive(Clone, Debug)]
pub struct Link {
    pub horizon: String,
    pub intercept: Exact,
    pub slope: Exact,
    /// Of a Cox link, which has no intercept.
    pub survival: Option<Exact>,
    pub centre: Exact,
    pub exceptions: Vec<(Pattern, Exact)>,
}

type Line<'t> = [&'t str; 4];

impl Table {
    pub fn read(text: &str) -> Result<Self, String> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.splitn(4, ',').collect();
            lines.push(cells.try_into().map_err(|_| format!("`{line}` has no four cells"))?);
        }
        let mut table = Self::default();
        table.read_fields(&lines)?;
        for line in &lines {
            table.read_line(*line, &lines).map_err(|fault| format!("{}: {fault}", line.join(",")))?;
        }
        table.sums(&lines)?;
        table.schemes(&lines)?;
        Ok(table)
    }

    fn read_fields(&mut self, lines: &[Line<'_>]) -> Result<(), String> {
        for [_, id, _, pattern] in part(lines, "domain") {
            self.fields.push(Field { id: id.to_owned(), domain: Pattern::read(pattern)?, step: Exact(ONE), unknown: None });
        }
        // Only tables of decimals have upper bounds that do not belong to a row.
        for line in lines.iter().filter(|line| line[2].contains('=')) {
            for (name, pattern) in line[2].split(';').filter_map(|test| test.split_once('=')) {
                if Pattern::read(pattern)?.is_half_open()
                    && let Some(field) = self.fields.iter_mut().find(|field| field.id == name)
                {
                    field.step = Exact(ONE / 1_000_000);
                }
            }
        }
        Ok(())
    }

    fn read_line(&mut self, line: Line<'_>, lines: &[Line<'_>]) -> Result<(), String> {
        let [part, id, when, value] = line;
        match part {
            "domain" | "sum" | "level" | "order" | "percent" | "report" | "norm" | "study" | "shelf_life" | "range" | "convert" => {}
            "unknown" => {
                let field = self.field(id)?;
                self.fields[field].unknown = Some(self.answer(field, value).ok_or("no answer of the field")?);
            }
            "gate" => self.gates.push(Gate { id: id.to_owned(), when: self.when(when)? }),
            "constraint" => {
                let law = self.law(when, value)?;
                self.constraints.push(Constraint { id: id.to_owned(), law });
            }
            "item" => {
                let points = if value == "withheld" { None } else { Some(number(value)?) };
                let row = Row { when: self.when(when)?, points };
                self.item(id).rows.push(row);
            }
            "combine" => self.item(id).combine = Some(value.to_owned()),
            "applies" => {
                let when = self.when(when)?;
                self.item(id).applies = Some(when);
            }
            "weight" => self.item(id).weight = Some(number(value)?),
            "feeds" => {
                let names = value.split(' ').filter(|name| *name != "copas_rate");
                let fields = names.map(|name| self.field(name)).collect::<Result<_, _>>()?;
                self.item(id).feeds = fields;
            }
            "link" => self.link(id, when, value)?,
            "probability" => {
                let (horizon, rule) = id.split_once('.').ok_or("no rule")?;
                let when = self.when(when)?;
                let of_rule = lines.iter().find(|line| line[0] == "level" && line[1] == rule);
                let level = of_rule.map(|line| line[3].to_owned());
                let also = self.when(of_rule.map_or("", |line| line[2]))?;
                let at = self.rules.iter().position(|known| known.id == rule).unwrap_or_else(|| {
                    self.rules.push(Rule { id: rule.to_owned(), when: Vec::new(), level, probabilities: Vec::new() });
                    self.rules.len() - 1
                });
                let rule = &mut self.rules[at];
                // Each line of a rule says when it holds: a rule holds where all of them do.
                rule.when.extend(when.into_iter().chain(also));
                rule.probabilities.push((horizon.to_owned(), number(value)?));
            }
            other => return Err(format!("`{other}` is not read here")),
        }
        Ok(())
    }

    fn link(&mut self, id: &str, when: &str, value: &str) -> Result<(), String> {
        let (horizon, what) = id.split_once('.').unwrap_or((id, ""));
        let at = self.links.iter().position(|known| known.horizon == horizon).unwrap_or_else(|| {
            self.links.push(Link {
                horizon: horizon.to_owned(),
                intercept: Exact(0),
                slope: Exact(ONE),
                survival: None,
                centre: Exact(0),
                exceptions: Vec::new(),
            });
            self.links.len() - 1
        });
        match what {
            "intercept" => self.links[at].intercept = number(value)?,
            "slope" => self.links[at].slope = number(value)?,
            "baseline_survival" => self.links[at].survival = Some(number(value)?),
            "centre" => self.links[at].centre = number(value)?,
            _ => {
                let (_, pattern) = when.split_once('=').ok_or("no score")?;
                self.links[at].exceptions.push((Pattern::read(pattern)?, number(value)?));
            }
        }
        Ok(())
    }

    fn sums(&mut self, lines: &[Line<'_>]) -> Result<(), String> {
        let names: Vec<&str> = part(lines, "sum").map(|line| line[1]).collect();
        for [_, id, _, sum] in part(lines, "sum") {
            let summed = |name: &str| {
                let scale = || names.iter().position(|other| *other == name).map(Summed::Scale);
                let item = self.items.iter().position(|item| item.id == name).map(Summed::Item);
                item.filter(|_| scale().is_none() || name != id).or_else(scale).ok_or(format!("nothing is named {name}"))
            };
            let parts = sum.split('+').map(summed).collect::<Result<_, _>>()?;
            self.scales.push(Scale { id: id.to_owned(), parts, convert: Vec::new(), ranges: Vec::new(), inner: false });
        }
        for scale in 0..self.scales.len() {
            self.scales[scale].inner = self.scales.iter().any(|other| other.parts.contains(&Summed::Scale(scale)));
        }
        for [_, id, when, pattern] in part(lines, "range") {
            let range = (self.when(when)?, Pattern::read(pattern)?);
            self.scale(id)?.ranges.push(range);
        }
        for [_, id, when, value] in part(lines, "convert") {
            let pattern = when.strip_prefix("raw=").ok_or("a conversion is of `raw`")?;
            let row = (Pattern::read(pattern)?, number(value)?);
            self.scale(id)?.convert.push(row);
        }
        Ok(())
    }

    /// The reported schemes, and those that they shift.
    fn schemes(&mut self, lines: &[Line<'_>]) -> Result<(), String> {
        for [_, id, ..] in part(lines, "report") {
            self.scheme(id, lines)?;
        }
        Ok(())
    }

    fn scheme(&mut self, id: &str, lines: &[Line<'_>]) -> Result<usize, String> {
        let order = part(lines, "order").find(|line| line[1] == id).ok_or(format!("{id} has no order"))?;
        let mut scheme =
            Scheme { id: id.to_owned(), levels: order[3].split('|').map(str::to_owned).collect(), look: Look::Rules, rows: Vec::new() };
        for [_, _, when, level] in part(lines, "level").filter(|line| line[1] == id) {
            let (tests, fields): (Vec<&str>, Vec<&str>) =
                when.split(';').partition(|test| self.field(test.split('=').next().unwrap_or_default()).is_err());
            let [looked] = tests[..] else { return Err(format!("{when}: one scale, scheme or horizon")) };
            let (name, pattern) = looked.split_once('=').ok_or(format!("{when}: no pattern"))?;
            scheme.look = match name.strip_prefix("percent.") {
                Some(horizon) => self.percent(id, horizon, lines)?,
                None => match self.scales.iter().position(|scale| scale.id == name) {
                    Some(scale) => Look::Scale(scale),
                    None => match self.schemes.iter().position(|scheme| scheme.id == name) {
                        Some(known) => Look::Scheme(known),
                        None => Look::Scheme(self.scheme(name, lines)?),
                    },
                },
            };
            if !scheme.levels.iter().any(|known| known == level) {
                return Err(format!("{level} is no level of {id}"));
            }
            scheme.rows.push(LevelRow { at: Pattern::read(pattern)?, when: self.when(&fields.join(";"))?, level: level.to_owned() });
        }
        self.schemes.push(scheme);
        Ok(self.schemes.len() - 1)
    }

    fn percent(&self, scheme: &str, horizon: &str, lines: &[Line<'_>]) -> Result<Look, String> {
        let link = self.links.iter().position(|link| link.horizon == horizon).ok_or(format!("no horizon {horizon}"))?;
        let named = |name: &str| {
            let id = format!("{scheme}.{name}");
            part(lines, "percent").find(|line| line[1] == id).ok_or(format!("no {id}")).and_then(|line| number(line[3]))
        };
        let places = |name: &str| named(name).and_then(|places| u32::try_from(places.0 / ONE).map_err(|error| error.to_string()));
        Ok(Look::Percent(link, places("probability_decimals")?, places("percent_decimals")?, named("lowest")?, named("highest")?))
    }

    pub fn field(&self, name: &str) -> Result<usize, String> {
        self.fields.iter().position(|field| field.id == name).ok_or(format!("no field is named {name}"))
    }

    fn scale(&mut self, name: &str) -> Result<&mut Scale, String> {
        self.scales.iter_mut().find(|scale| scale.id == name).ok_or(format!("no scale is named {name}"))
    }

    fn item(&mut self, id: &str) -> &mut Item {
        let at = self.items.iter().position(|item| item.id == id).unwrap_or_else(|| {
            self.items.push(Item { id: id.to_owned(), combine: None, applies: None, rows: Vec::new(), weight: None, feeds: Vec::new() });
            self.items.len() - 1
        });
        &mut self.items[at]
    }

    fn when(&self, when: &str) -> Result<When, String> {
        let tests = when.split(';').filter(|test| !test.is_empty());
        tests
            .map(|test| {
                let (field, pattern) = test.split_once('=').ok_or(format!("`{test}` has no pattern"))?;
                Ok(Test { field: self.field(field)?, pattern: Pattern::read(pattern)? })
            })
            .collect()
    }

    fn law(&self, when: &str, value: &str) -> Result<Law, String> {
        if when.contains('=') {
            return Ok(Law::Patterns(self.when(when)?, self.when(value)?));
        }
        let fields = |sum: &str| sum.split('+').map(|name| self.field(name)).collect::<Result<Vec<_>, _>>();
        let (at_most, bound) = match value.split_once(' ') {
            Some(("at_most", bound)) => (true, bound),
            Some(("at_least", bound)) => (false, bound),
            _ => return Err(format!("`{value}` is no comparison")),
        };
        let bound = Exact::read(bound).map_or_else(|| fields(bound).map(Bound::Fields), |number| Ok(Bound::Number(number)))?;
        Ok(Law::Sums(fields(when)?, at_most, bound))
    }

    /// A word as an answer to a field, if it is one.
    pub fn answer(&self, field: usize, word: &str) -> Option<Answer> {
        let domain = &self.fields[field].domain;
        let answer = match (word, Exact::read(word)) {
            ("n.v.t.", _) => Answer::NotApplicable,
            (_, Some(number)) if self.is_number(field) => Answer::Number(number),
            _ => Answer::Word(word.to_owned()),
        };
        domain.holds(&answer).then_some(answer)
    }

    pub fn is_number(&self, field: usize) -> bool {
        self.fields[field].domain.0.iter().any(|part| matches!(part, Part::Span { .. }))
    }

    /// The least and the greatest number that can be read.
    pub fn limits(&self, field: usize) -> Option<(Exact, Exact)> {
        let ends = self.fields[field].domain.ends(self.fields[field].step);
        Some((*ends.iter().min()?, *ends.iter().max()?))
    }

    /// The horizons, of links or of rules.
    pub fn horizons(&self) -> Vec<&str> {
        let mut horizons: Vec<&str> = self.links.iter().map(|link| link.horizon.as_str()).collect();
        for (horizon, _) in self.rules.iter().flat_map(|rule| &rule.probabilities) {
            if !horizons.contains(&horizon.as_str()) {
                horizons.push(horizon);
            }
        }
        horizons
    }

    pub fn reported_scales(&self) -> Vec<usize> {
        (0..self.scales.len()).filter(|&scale| !self.scales[scale].inner).collect()
    }

    /// The reported scheme of a scale, or of the rules: no other scheme shifts it.
    pub fn reported_scheme(&self, scale: Option<usize>) -> Option<usize> {
        let shifted = |scheme: usize| self.schemes.iter().any(|other| other.look == Look::Scheme(scheme));
        (0..self.schemes.len()).find(|&scheme| !shifted(scheme) && self.scale_of(scheme) == scale)
    }

    fn scale_of(&self, scheme: usize) -> Option<usize> {
        match self.schemes[scheme].look {
            Look::Scale(scale) => Some(scale),
            Look::Percent(..) => self.reported_scales().first().copied(),
            Look::Scheme(under) => self.scale_of(under),
            Look::Rules => None,
        }
    }

    /// Every pattern that stands anywhere on a field, but for its domain.
    pub fn patterns(&self, field: usize) -> Vec<&Pattern> {
        let items = self.items.iter().flat_map(|item| item.applies.iter().chain(item.rows.iter().map(|row| &row.when)));
        let constraints = self.constraints.iter().flat_map(|constraint| match &constraint.law {
            Law::Patterns(when, require) => vec![when, require],
            Law::Sums(..) => Vec::new(),
        });
        let whens = items
            .chain(constraints)
            .chain(self.gates.iter().map(|gate| &gate.when))
            .chain(self.rules.iter().map(|rule| &rule.when))
            .chain(self.schemes.iter().flat_map(|scheme| scheme.rows.iter().map(|row| &row.when)))
            .chain(self.scales.iter().flat_map(|scale| scale.ranges.iter().map(|(when, _)| when)));
        whens.flatten().filter(|test| test.field == field).map(|test| &test.pattern).collect()
    }
}

fn part<'l, 't>(lines: &'l [Line<'t>], name: &'static str) -> impl Iterator<Item = Line<'t>> + use<'l, 't> {
    lines.iter().filter(move |line| line[0] == name).copied()
}

fn number(text: &str) -> Result<Exact, String> {
    Exact::read(text).ok_or_else(|| format!("`{text}` is no number"))
}
