// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is asked of a list, and what of it cannot go together.

use crate::lang::Text;
use crate::record::RunError;
use crate::record::dates::Dates;
use crate::text;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The day that the list speaks of, as a day number.
    pub as_of: Option<i64>,
    /// How many cases by risk; all of them when none is given.
    pub capacity: Option<usize>,
    /// What happens where the capacity ends among equals.
    pub edge: EdgeRule,
    /// How many cases are drawn from those that are not on the list.
    pub control: usize,
    /// What all lots are drawn with.
    pub seed: Option<u64>,
    /// How many days ahead an end is told.
    pub within: u16,
    /// Columns.
    pub asked: Asked,
}

/// What happens where the capacity ends among equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EdgeRule {
    /// All of them are listed and marked: a person chooses.
    #[default]
    All,
    /// Lots are drawn.
    Lots,
}

/// What stands in the column that orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyKind {
    /// Dates, oldest first.
    #[default]
    Date,
    /// Whole numbers, lowest first.
    Number,
}

/// Columns of the input that a list is made with, by their names there.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What orders within a part.
    pub order: Option<(String, KeyKind)>,
    /// The day of the last review.
    pub reviewed: Option<String>,
    /// The day on which a monitoring term ends.
    pub ends: Option<String>,
    /// The ground of a subject list and the day on which it lapses.
    pub subject: Option<(String, String)>,
    /// Columns that go along with the list.
    pub along: Vec<String>,
    /// Ways to write a date.
    pub dates: Dates,
}

impl Asked {
    /// All columns, in the order in which a row of results keeps their cells.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let subject = self.subject.iter().flat_map(|(ground, ends)| [ground.clone(), ends.clone()]);
        let order = self.order.iter().map(|(name, _)| name.clone());
        order.chain(self.reviewed.clone()).chain(self.ends.clone()).chain(subject).chain(self.along.iter().cloned()).collect()
    }
}

impl Request {
    /// Refuses what cannot go together.
    ///
    /// # Errors
    /// With everything that lacks.
    pub fn refuse_contradictions(&self) -> Result<(), RunError> {
        let mut wrong: Vec<Text> = Vec::new();
        if self.control > 0 && self.capacity.is_none() {
            wrong.push(text!(
                "--control trekt uit wie niet op de lijst staat: noem ook --capacity",
                "--control draws from who is not on the list: also say --capacity"
            ));
        }
        if self.seed.is_none() && (self.control > 0 || self.edge == EdgeRule::Lots) {
            wrong.push(text!(
                "loten vraagt een zaad: noem --seed, een geheel getal dat u zelf kiest",
                "drawing lots takes a seed: say --seed, a whole number of your choice"
            ));
        }
        let dated = [
            ("--reviewed", self.asked.reviewed.is_some()),
            ("--ends", self.asked.ends.is_some()),
            ("--subject", self.asked.subject.is_some()),
        ];
        if self.as_of.is_none() {
            for (flag, _) in dated.into_iter().filter(|(_, asked)| *asked) {
                wrong.push(text!("{flag} vraagt een peildatum: noem --as-of", "{flag} takes a day: say --as-of"));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(RunError::Usage(wrong)) }
    }
}
