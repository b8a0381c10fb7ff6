// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Several proven instruments as one evaluator, so that what is unknown is looked at over all of them at once: a column that two of them
//! share has one value in both, and the tier is one more scheme over their levels and the protocol's facts.

use crate::evaluate::Evaluator;
use crate::form::{
    Base, Condition, Constraint, ConstraintRule, Derivation, Field, Form, Gate, Item, ItemForm, JointRow, Level, Look, Part, PointsTable,
    Provenance, Scale, Scheme, Shift, Test,
};
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::plan::{Plan, TooLarge};
use crate::protocol::level_names;

/// Where a part of a joined form comes from: the instrument, by its place in the protocol, and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct From {
    /// The instrument.
    pub member: usize,
    /// The index in its form.
    pub index: usize,
}

/// A form under construction.
pub struct Join {
    form: Form,
    /// For each gate where it comes from; nothing for one of the protocol.
    pub gates: Vec<Option<From>>,
    /// For each constraint where it comes from.
    pub constraints: Vec<From>,
    /// For each instrument that was added its place in the protocol, its first scale and its first scheme.
    pub added: Vec<(usize, usize, usize)>,
}

impl Join {
    /// Starts with columns that nothing is known of but what can be read.
    pub fn new(like: &Form, fields: &[Field]) -> Self {
        let form = Form {
            fields: fields.to_vec(),
            gates: Vec::new(),
            constraints: Vec::new(),
            items: Vec::new(),
            scales: Vec::new(),
            schemes: Vec::new(),
            rules: Vec::new(),
            rule_horizons: Vec::new(),
            norms: Vec::new(),
            unreachable: Vec::new(),
            packs: Vec::new(),
            studies: Vec::new(),
            references: Vec::new(),
            shelf_life: None,
            calibration: None,
            judgement: None,
            ..like.clone()
        };
        Self { form, gates: Vec::new(), constraints: Vec::new(), added: Vec::new() }
    }

    /// The same under a name.
    pub fn named(like: &Form, id: &str, title: &Text, fields: &[Field]) -> Self {
        let mut join = Self::new(like, fields);
        (join.form.id, join.form.title) = (id.to_owned(), title.clone());
        join
    }

    /// A column that is computed from others.
    pub fn derive(&mut self, column: usize, derivation: &Derivation, to: impl Fn(usize) -> usize) {
        self.form.fields[column].derive.get_or_insert_with(|| derived(derivation, to));
    }

    /// A gate of the protocol.
    pub fn gate(&mut self, id: &str, require: Condition) {
        self.gates.push(None);
        self.form.gates.push(Gate {
            id: id.to_owned(),
            require,
            reason: Text::default(),
            instead: None,
            provenance: Provenance::default(),
            span: 0..0,
        });
    }

    /// Adds an instrument, whose field `i` is the column `to(i)`. Its gates that the condition already holds are left out: inside it
    /// they cannot fail.
    pub fn add(&mut self, member: usize, form: &Form, to: impl Fn(usize) -> usize + Copy, within: &Condition) {
        let (items, scales, schemes) = (self.form.items.len(), self.form.scales.len(), self.form.schemes.len());
        self.added.push((member, scales, schemes));
        for (index, field) in form.fields.iter().enumerate() {
            let column = to(index);
            self.form.fields[column].unknown = self.form.fields[column].unknown.or(field.unknown);
            if let Some(derivation) = &field.derive {
                self.derive(column, derivation, to);
            }
        }
        for (index, gate) in form.gates.iter().enumerate() {
            let require = condition(&gate.require, to);
            if !holds_within(&require, within) {
                self.gates.push(Some(From { member, index }));
                self.form.gates.push(Gate { require, ..gate.clone() });
            }
        }
        for (index, constraint) in form.constraints.iter().enumerate() {
            self.constraints.push(From { member, index });
            self.form.constraints.push(Constraint { rule: rule(&constraint.rule, to), ..constraint.clone() });
        }
        self.form.items.extend(form.items.iter().map(|item| self::item(item, to)));
        self.form.scales.extend(form.scales.iter().map(|scale| {
            let part = |part: &Part| match *part {
                Part::Item(item) => Part::Item(item + items),
                Part::Scale(scale) => Part::Scale(scale + scales),
            };
            let cases = scale.cases.iter().map(|(when, range)| (condition(when, to), range.clone())).collect();
            Scale { parts: scale.parts.iter().map(part).collect(), cases, ..scale.clone() }
        }));
        // The rules of one instrument can be kept as they are; those of a second become a scheme of its own, first match first.
        let kept = self.form.rules.is_empty();
        let named = level_names(form);
        for scheme in &form.schemes {
            let id = named.iter().find(|(_, reported)| form.schemes[*reported].id == scheme.id);
            let id = id.map_or_else(|| format!("{}.level.{}", form.id, scheme.id), |(name, _)| name.clone());
            let mut scheme = Scheme { id, ..moved(scheme, to, scales, schemes) };
            if scheme.base == Base::Rules && !kept {
                let shifts = form.rules.iter().filter_map(|rule| {
                    let when = condition(&rule.when, to).into_iter().map(Look::Field).collect();
                    Some(Shift { when, level: rule.level?, span: rule.span.clone() })
                });
                (scheme.base, scheme.shifts) = (Base::Scheme(0), shifts.collect());
            }
            self.form.schemes.push(scheme);
        }
        if kept && !form.rules.is_empty() {
            let rules = form.rules.iter().map(|rule| crate::form::Rule { when: condition(&rule.when, to), ..rule.clone() });
            self.form.rules = rules.collect();
            self.form.rule_horizons.clone_from(&form.rule_horizons);
        }
    }

    /// Adds a scheme of rows, first match first; its place.
    pub fn scheme(&mut self, id: &str, levels: &[String], rows: Vec<(Vec<Look>, usize)>, report: bool) -> usize {
        let levels =
            levels.iter().map(|id| Level { id: id.clone(), name: Text::same(id), at: crate::domain::Set::empty(), span: 0..0 }).collect();
        self.form.schemes.push(Scheme {
            id: id.to_owned(),
            title: Text::same(id),
            base: Base::Scheme(0),
            owner: String::new(),
            date: None,
            report,
            rising: false,
            rounding: None,
            levels,
            shifts: rows.into_iter().map(|(when, level)| Shift { when, level, span: 0..0 }).collect(),
            otherwise: None,
            provenance: Provenance::default(),
            span: 0..0,
        });
        self.form.schemes.len() - 1
    }

    /// The evaluator.
    ///
    /// # Errors
    /// When a part has too many combinations of answers.
    pub fn evaluator(self) -> Result<Evaluator, TooLarge> {
        let plan = Plan::compile(&self.form)?;
        Ok(Evaluator::new(&Instrument::proven(self.form, plan)))
    }
}

/// Whether a condition holds wherever another does.
fn holds_within(require: &Condition, within: &Condition) -> bool {
    require.iter().all(|test| within.iter().any(|known| known.field == test.field && known.set.without(&test.set).is_empty()))
}

fn condition(of: &Condition, to: impl Fn(usize) -> usize) -> Condition {
    of.iter().map(|test| moved_test(test, &to)).collect()
}

fn moved_test(test: &Test, to: impl Fn(usize) -> usize) -> Test {
    Test { field: to(test.field), ..test.clone() }
}

/// A derivation over columns.
pub fn derived(derivation: &Derivation, to: impl Fn(usize) -> usize) -> Derivation {
    let all = |fields: &[usize]| fields.iter().map(|&field| to(field)).collect();
    match derivation {
        Derivation::CompletedYears(a, b) => Derivation::CompletedYears(to(*a), to(*b)),
        Derivation::Difference(a, b) => Derivation::Difference(to(*a), to(*b)),
        Derivation::Sum(of) => Derivation::Sum(all(of)),
        Derivation::Max(of) => Derivation::Max(all(of)),
        Derivation::Any(of) => Derivation::Any(all(of)),
    }
}

fn rule(rule: &ConstraintRule, to: impl Fn(usize) -> usize + Copy) -> ConstraintRule {
    let all = |fields: &[usize]| fields.iter().map(|&field| to(field)).collect();
    match rule {
        ConstraintRule::Implies(when, require) => ConstraintRule::Implies(condition(when, to), condition(require, to)),
        ConstraintRule::Bounds { plus, minus, least, most } => {
            ConstraintRule::Bounds { plus: all(plus), minus: all(minus), least: *least, most: *most }
        }
    }
}

fn item(item: &Item, to: impl Fn(usize) -> usize + Copy) -> Item {
    let form = match &item.form {
        ItemForm::Tables(combine, tables) => {
            ItemForm::Tables(*combine, tables.iter().map(|table| PointsTable { field: to(table.field), ..table.clone() }).collect())
        }
        ItemForm::Rows(rows, otherwise) => {
            ItemForm::Rows(rows.iter().map(|row| JointRow { when: condition(&row.when, to), ..row.clone() }).collect(), *otherwise)
        }
        ItemForm::Weight(weight, field) => ItemForm::Weight(*weight, to(*field)),
        ItemForm::Copas { weight, previous, conviction, first } => {
            ItemForm::Copas { weight: *weight, previous: to(*previous), conviction: to(*conviction), first: to(*first) }
        }
    };
    Item { form, applies: item.applies.as_ref().map(|applies| condition(applies, to)), ..item.clone() }
}

fn moved(scheme: &Scheme, to: impl Fn(usize) -> usize, scales: usize, schemes: usize) -> Scheme {
    let base = match scheme.base {
        Base::Scale(scale) => Base::Scale(scale + scales),
        Base::Horizon(scale, link) => Base::Horizon(scale + scales, link),
        Base::Scheme(scheme) => Base::Scheme(scheme + schemes),
        Base::Rules => Base::Rules,
    };
    let look = |look: &Look| match look {
        Look::Field(test) => Look::Field(moved_test(test, &to)),
        Look::Scheme(scheme, levels) => Look::Scheme(scheme + schemes, levels.clone()),
    };
    let shifts = scheme.shifts.iter().map(|shift| Shift { when: shift.when.iter().map(look).collect(), ..shift.clone() });
    Scheme { base, shifts: shifts.collect(), otherwise: scheme.otherwise.map(|at| at + schemes), ..scheme.clone() }
}
