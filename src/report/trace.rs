// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The item-by-item trace of one record: what was answered, what it counts as, which row gave points, and how they add up.

use super::possible::{Left, Possible, ScaleReach};
use super::words;
use crate::domain::Answer;
use crate::evaluate::facts::Facts;
use crate::evaluate::{Evaluation, Outcome};
use crate::form::{Award, Condition, Form, Item, ItemForm};
use crate::instrument::Instrument;
use crate::lang::Lang;
use crate::number::Points;

/// How the value came about that an answer counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was answered.
    Given,
    /// It was computed from other answers.
    Derived,
    /// Unknown, and a published rule says what that counts as.
    Assumed,
    /// Unknown, and the other answers leave one value.
    Implied,
    /// Unknown.
    Unknown,
}

impl Origin {
    /// The code in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Derived => "derived",
            Self::Assumed => "assumed",
            Self::Implied => "implied",
            Self::Unknown => "unknown",
        }
    }
}

/// One field's answer.
#[derive(Clone, Debug)]
pub struct AnswerTrace {
    /// The field, by index in the form.
    pub field: usize,
    /// As given.
    pub given: Answer,
    /// How `value` came about.
    pub origin: Origin,
    /// What it counts as.
    pub value: Option<i64>,
}

/// What gave an item its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gave {
    /// A row of a table: both by index.
    Row(usize, usize),
    /// A row over several fields, by index.
    Joint(usize),
    /// The points where no row holds.
    Otherwise,
    /// A weight for each unit of a value.
    Weight,
    /// A weight for the Copas rate.
    Rate,
    /// Nothing: the item does not apply here.
    DoesNotApply,
}

/// One scored line.
#[derive(Clone, Debug)]
pub struct ItemTrace {
    /// The item, by index in the form.
    pub item: usize,
    /// What gave points, as far as the answers are known.
    pub gave: Vec<Gave>,
    /// The points that are left; `None` where the record has no score.
    pub points: Option<Left>,
}

/// The trace of a record.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Answers, by field.
    pub answers: Vec<AnswerTrace>,
    /// Items, in form order.
    pub items: Vec<ItemTrace>,
    /// Scales by index in the form; empty where the record has no score.
    pub scales: Vec<ScaleReach>,
    /// Rules that can hold, of an instrument without a scale.
    pub rules: Vec<usize>,
}

impl Trace {
    /// Traces a record.
    #[must_use]
    pub fn of(instrument: &Instrument, answers: &[Answer], evaluation: &Evaluation) -> Self {
        let form = instrument.form();
        let facts = Facts::of(instrument.plan(), answers);
        let has_values = matches!(evaluation.outcome, Outcome::Scored | Outcome::Open);
        let possible = has_values.then(|| Possible::of(instrument, answers)).flatten();
        let traced = (0..form.fields.len()).map(|field| answer(form, &facts, possible.as_ref(), answers, field)).collect();
        let items = form.items.iter().enumerate().map(|(index, item)| ItemTrace {
            item: index,
            gave: gave(item, &facts),
            points: possible.as_ref().map(|possible| possible.item(index)),
        });
        let (scales, rules) = possible.as_ref().map(|possible| possible.sums(form)).unwrap_or_default();
        Self { answers: traced, items: items.collect(), scales, rules }
    }
}

fn answer(form: &Form, facts: &Facts, possible: Option<&Possible<'_>>, answers: &[Answer], field: usize) -> AnswerTrace {
    let given = answers.get(field).copied().unwrap_or_default();
    let known = facts.values[field];
    let (origin, value) = match (given, known) {
        (Answer::Known(value), _) => (Origin::Given, Some(value)),
        (Answer::NotApplicable, Some(value)) if form.fields[field].not_applicable => (Origin::Given, Some(value)),
        (_, Some(value)) if form.fields[field].derive.is_some() => (Origin::Derived, Some(value)),
        (_, Some(value)) => (Origin::Assumed, Some(value)),
        (_, None) => {
            let left = possible.and_then(|possible| possible.values(field));
            let only = left.and_then(|left| left.first().filter(|first| left.last() == Some(*first)));
            only.map_or((Origin::Unknown, None), |value| (Origin::Implied, Some(value)))
        }
    };
    AnswerTrace { field, given, origin, value }
}

fn gave(item: &Item, facts: &Facts) -> Vec<Gave> {
    if item.applies.as_ref().is_some_and(|applies| holds(applies, facts) == Some(false)) {
        return vec![Gave::DoesNotApply];
    }
    let known = |field: &usize| facts.is_known(*field);
    match &item.form {
        ItemForm::Tables(_, tables) => {
            let rows = tables.iter().enumerate().filter_map(|(table, rows)| {
                let value = facts.values[rows.field]?;
                rows.rows.iter().position(|row| row.set.contains(value)).map(|row| Gave::Row(table, row))
            });
            rows.collect()
        }
        ItemForm::Rows(rows, _) => {
            let row = rows.iter().position(|row| holds(&row.when, facts) == Some(true));
            let none = rows.iter().all(|row| holds(&row.when, facts) == Some(false));
            row.map(Gave::Joint).or(none.then_some(Gave::Otherwise)).into_iter().collect()
        }
        ItemForm::Weight(_, field) => known(field).then_some(Gave::Weight).into_iter().collect(),
        ItemForm::Copas { .. } => item.fields().iter().all(known).then_some(Gave::Rate).into_iter().collect(),
    }
}

/// Whether a condition holds; `None` where that depends on an unknown answer.
fn holds(condition: &Condition, facts: &Facts) -> Option<bool> {
    let tests = || condition.iter().map(|test| facts.values[test.field].map(|value| test.set.contains(value)));
    if tests().any(|test| test == Some(false)) {
        return Some(false);
    }
    tests().all(|test| test == Some(true)).then_some(true)
}

impl AnswerTrace {
    /// The answer in words, with what it counts as where that differs.
    #[must_use]
    pub fn words(&self, form: &Form, lang: Lang) -> String {
        let field = &form.fields[self.field];
        let undeclared = self.given == Answer::NotApplicable && self.origin != Origin::Given;
        let unknown = if undeclared { say!(lang, "n.v.t.", "n/a") } else { say!(lang, "onbekend", "unknown") };
        let Some(value) = self.value.map(|value| words::value(field, value, lang)) else {
            return if undeclared { say!(lang, "{unknown} (telt als onbekend)", "{unknown} (counts as unknown)") } else { unknown };
        };
        match self.origin {
            Origin::Given | Origin::Unknown => value,
            Origin::Derived => say!(lang, "{value} (berekend)", "{value} (computed)"),
            Origin::Assumed => say!(lang, "{unknown} (telt als: {value})", "{unknown} (counts as: {value})"),
            Origin::Implied => say!(lang, "{unknown} (volgt: {value})", "{unknown} (follows: {value})"),
        }
    }
}

impl Gave {
    /// The row in words; empty where the answer itself says it.
    #[must_use]
    pub fn words(self, form: &Form, item: &Item, lang: Lang) -> String {
        match (self, &item.form) {
            (Self::Row(table, row), ItemForm::Tables(_, tables)) => {
                words::pattern(&form.fields[tables[table].field], &tables[table].rows[row].set, lang)
            }
            (Self::Joint(row), ItemForm::Rows(rows, _)) => words::condition(form, &rows[row].when, lang),
            (Self::Otherwise, _) => say!(lang, "geen van de rijen", "none of the rows"),
            (Self::DoesNotApply, _) => say!(lang, "geldt hier niet", "does not apply here"),
            (Self::Weight, ItemForm::Weight(weight, _)) => {
                let weight = words::points(*weight, lang);
                say!(lang, "{weight} per eenheid", "{weight} a unit")
            }
            (Self::Rate, ItemForm::Copas { weight, .. }) => {
                let weight = words::points(*weight, lang);
                format!("{weight} × ln((n + 1) / (10 + t))")
            }
            _ => String::new(),
        }
    }

    /// The pattern of a row on one field, as the file writes it.
    #[must_use]
    pub fn pattern(self, item: &Item) -> Option<&str> {
        match (self, &item.form) {
            (Self::Row(table, row), ItemForm::Tables(_, tables)) => Some(&tables[table].rows[row].pattern),
            _ => None,
        }
    }

    /// What a row gives; `None` where that is computed.
    #[must_use]
    pub fn points(self, item: &Item) -> Option<Award> {
        match (self, &item.form) {
            (Self::Row(table, row), ItemForm::Tables(_, tables)) => Some(tables[table].rows[row].points),
            (Self::Joint(row), ItemForm::Rows(rows, _)) => Some(Award::Points(rows[row].points)),
            (Self::Otherwise, ItemForm::Rows(_, otherwise)) => Some(Award::Points(otherwise.unwrap_or_default())),
            (Self::DoesNotApply, _) => Some(Award::Points(Points::ZERO)),
            _ => None,
        }
    }
}
