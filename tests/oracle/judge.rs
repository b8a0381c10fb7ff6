// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a record to what the program must write about it, by trying every completion.

use super::Record;
use super::completions::{Finding, Left, Range, each_completion};
use super::field::{Answer, Field, Value};
use super::numbers::Span;

pub struct Scale {
    /// `fta.` where the instrument reports several scales, else empty.
    pub prefix: &'static str,
    pub levels: Vec<String>,
}

/// What a completion that is inside the population and obeys the constraints gives.
type Find = Box<dyn Fn(&[Value]) -> Finding>;

pub struct Oracle {
    pub id: &'static str,
    pub fields: Vec<Field>,
    pub gates: Vec<(usize, Span)>,
    pub obeys: fn(&[Value]) -> bool,
    pub find: Find,
    pub scales: Vec<Scale>,
    pub horizons: &'static [&'static str],
    pub score_decimals: usize,
    /// A field whose unknown answer counts as a value by a published rule.
    pub unknown_counts_as: Option<(usize, Value)>,
    /// Full records without anything remarkable, to vary one field of.
    pub plain: Vec<Vec<&'static str>>,
}

/// What must be in the result row; `reasons` must be in its `reason`.
pub struct Verdict {
    pub outcome: &'static str,
    pub columns: Vec<(String, String)>,
    pub reasons: Vec<String>,
    pub near_edge: bool,
}

impl Oracle {
    pub fn judge(&self, record: &Record) -> Verdict {
        let Some(choices) = self.choices(record, Field::stand_ins) else {
            return self.verdict("rejected", None, Vec::new());
        };
        let mut left = Left::new(self, &choices);
        each_completion(&choices, |index, values| left.take(index, values));
        if !left.inside {
            return self.verdict("not_applicable", None, Vec::new());
        }
        if left.worlds == 0 {
            return self.verdict("inconsistent", None, Vec::new());
        }
        let mut reasons = self.gate_reasons(&left.gate_can_fail);
        let open = !reasons.is_empty() || !left.is_settled();
        if let Some((field, value)) = self.unknown_counts_as
            && matches!(self.fields[field].read(&record[field]), Answer::Unknown)
        {
            let field = &self.fields[field];
            reasons.push(format!("assumed:{}={}", field.name, field.write(value)));
        }
        let decisive = self.decisive(record, &left, &choices);
        self.verdict(if open { "open" } else { "scored" }, Some((&left, decisive)), reasons)
    }

    /// The values that each field may have; `None` where a cell cannot be read.
    pub fn choices(&self, record: &Record, tried: fn(&Field) -> Vec<Value>) -> Option<Vec<Vec<Value>>> {
        let choose = |(place, field): (usize, &Field)| match (field.read(&record[place]), self.unknown_counts_as) {
            (Answer::Unreadable, _) => None,
            (Answer::Known(value), _) => Some(vec![value]),
            (Answer::Unknown, Some((counted, value))) if counted == place => Some(vec![value]),
            (Answer::Unknown, _) => Some(tried(field)),
        };
        self.fields.iter().enumerate().map(choose).collect()
    }

    fn gate_reasons(&self, can_fail: &[bool]) -> Vec<String> {
        let failing = self.gates.iter().zip(can_fail).filter(|(_, can_fail)| **can_fail);
        failing.map(|((field, _), _)| format!("gate?{}", self.fields[*field].name)).collect()
    }

    fn decisive(&self, record: &Record, left: &Left, choices: &[Vec<Value>]) -> Vec<usize> {
        let fields = 0..self.fields.len();
        let alone: Vec<usize> = fields.clone().filter(|field| left.changes_alone(*field, choices)).collect();
        if !alone.is_empty() || left.levels_are_settled() {
            return alone;
        }
        // Two worlds with different levels exist; a field with two values left differs in such a pair: were its two worlds
        // of one level, any world of another level differs from at least one of them in the field and in the level.
        let pairs = self.choices(record, Field::pairs).expect("read before");
        let mut seen: Vec<Option<Value>> = vec![None; self.fields.len()];
        let mut differs = vec![false; self.fields.len()];
        each_completion(&pairs, |_, values| {
            if self.is_inside(values) && (self.obeys)(values) {
                for (field, value) in values.iter().enumerate() {
                    differs[field] |= *seen[field].get_or_insert(*value) != *value;
                }
            }
        });
        fields.filter(|field| differs[*field]).collect()
    }

    pub fn is_inside(&self, values: &[Value]) -> bool {
        self.gates.iter().all(|(field, span)| span.holds(values[*field]))
    }

    fn verdict(&self, outcome: &'static str, left: Option<(&Left, Vec<usize>)>, reasons: Vec<String>) -> Verdict {
        let near_edge = left.as_ref().is_some_and(|(left, _)| left.near_edge);
        let mut columns = vec![("outcome".to_owned(), outcome.to_owned())];
        for (place, scale) in self.scales.iter().enumerate() {
            let scores = left.as_ref().map(|(left, _)| left.scores[place]);
            let levels = left.as_ref().map_or_else(Vec::new, |(left, _)| left.levels_of(place, scale));
            let mut add = |name: &str, text: String| columns.push((format!("{}{name}", scale.prefix), text));
            add("score", scores.and_then(Range::only).map_or_else(String::new, |score| self.score(score)));
            add("score_min", scores.map_or_else(String::new, |scores| self.score(scores.min)));
            add("score_max", scores.map_or_else(String::new, |scores| self.score(scores.max)));
            add("level", if levels.len() == 1 { levels[0].to_owned() } else { String::new() });
            add("levels", levels.join("|"));
        }
        for (place, horizon) in self.horizons.iter().enumerate() {
            let range = left.as_ref().map(|(left, _)| left.probabilities[place]);
            let text = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.12}"));
            columns.push((format!("probability.{horizon}"), text(range.and_then(Range::only))));
            columns.push((format!("probability_min.{horizon}"), text(range.map(|range| range.min))));
            columns.push((format!("probability_max.{horizon}"), text(range.map(|range| range.max))));
        }
        let decisive = left.map_or_else(Vec::new, |(_, decisive)| decisive);
        let names: Vec<&str> = decisive.into_iter().map(|field| self.fields[field].name).collect();
        columns.push(("decisive".to_owned(), names.join("|")));
        Verdict { outcome, columns, reasons, near_edge }
    }

    fn score(&self, score: f64) -> String {
        format!("{score:.*}", self.score_decimals)
    }
}
