// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What stands in a column, in so far as a proposal needs it: few values are kept, and fewer are shown.

use std::collections::BTreeMap;

use crate::domain::answer;
use crate::form::{Field, FieldType};
use crate::record::conventions::Manner;
use crate::record::rows::Rows;
use crate::record::{Block, RunError, cell};

/// A column with more different values is no column of codes.
const MOST: usize = 12;
/// A longer value is no code.
const LONGEST: usize = 24;
const BLOCK: usize = 4_096;

/// What stands in a column.
#[derive(Clone, Debug)]
pub struct Seen {
    filled: u64,
    /// Values with how often they stand there; none when there are too many.
    values: Option<BTreeMap<String, u64>>,
    days: bool,
    counts: bool,
}

impl Seen {
    /// Looks through a whole input.
    pub fn all(rows: &mut dyn Rows, columns: usize, manner: Manner) -> Result<Vec<Self>, RunError> {
        let mut seen = vec![Self { filled: 0, values: Some(BTreeMap::new()), days: true, counts: true }; columns];
        let mut block = Block::default();
        while rows.read(&mut block, BLOCK)? {
            for row in block.rows() {
                for (at, seen) in seen.iter_mut().enumerate() {
                    seen.add(row.cell(at).unwrap_or_default().trim(), manner);
                }
            }
        }
        Ok(seen)
    }

    fn add(&mut self, value: &str, manner: Manner) {
        if answer::is_unknown(value) {
            return;
        }
        self.filled += 1;
        self.days &= self.days && cell::part(FieldType::Date, value, manner).is_ok();
        self.counts &= self.counts && cell::part(FieldType::Count, value, manner).is_ok();
        if let Some(values) = &mut self.values {
            let room = values.len() < MOST && value.chars().count() <= LONGEST;
            match values.get_mut(value) {
                Some(count) => *count += 1,
                None if room => drop(values.insert(value.to_owned(), 1)),
                None => self.values = None,
            }
        }
    }

    /// Whether its values can be answers to a field, by their kind.
    pub fn may_answer(&self, field: &Field) -> bool {
        let empty = self.filled == 0;
        match field.kind {
            FieldType::Date => empty || self.days,
            FieldType::Count | FieldType::Decimal => empty || !self.days,
            FieldType::Choice | FieldType::YesNo => empty || (self.values.is_some() && !self.days),
        }
    }

    /// Whether it holds days only.
    pub fn is_days(&self) -> bool {
        self.filled > 0 && self.days
    }

    /// Whether there are more values than codes.
    pub fn is_many(&self) -> bool {
        self.values.is_none()
    }

    /// Whether its values may be shown: few, and each of them of more than one case as a rule. Names and numbers of cases are neither.
    pub fn is_quotable(&self) -> bool {
        self.values.as_ref().is_some_and(|values| !values.is_empty() && 2 * values.len() as u64 <= self.filled)
    }

    /// Its values.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.counts().map(|(value, _)| value)
    }

    /// Its values with how often they stand there.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.values.iter().flatten().map(|(value, count)| (value.as_str(), *count))
    }
}
