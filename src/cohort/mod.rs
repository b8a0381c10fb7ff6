// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Outcome data: persons with a score of an instrument, or of a column, and what became of them. No row leaves in silence: all are counted.

mod columns;
mod read;
mod scored;

pub use read::{read, read_watched};
pub use scored::{Expected, RateSource, expected};

pub use crate::number::horizon::{Horizon, Unit};

use crate::evaluate::Evaluator;
use crate::lang::Text;
use crate::mapping::Mapping;
use crate::record::Conventions;
use crate::record::set::Sets;

/// What persons are scored with.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a> {
    /// The instrument.
    pub evaluator: &'a Evaluator,
    /// The scale, by index in the form.
    pub scale: usize,
    /// Where expected rates come from; `None` where the file has none.
    pub rates: Option<&'a Expected>,
    /// Which column is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
    /// Answers for all persons.
    pub sets: &'a Sets,
}

/// Which columns say what.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// An instrument to score with.
    pub scoring: Option<Scoring<'a>>,
    /// A column with a score.
    pub score: Option<&'a str>,
    /// A column with a probability.
    pub probability: Option<&'a str>,
    /// A column with a second score of the same persons.
    pub against: Option<&'a str>,
    /// Columns that are predictors of a model fitted here.
    pub predictors: &'a [String],
    /// The column with the outcome: yes or no.
    pub outcome: &'a str,
    /// The column with the time to the event, or to the end of follow-up.
    pub time: Option<&'a str>,
    /// The unit of that column.
    pub unit: Unit,
    /// The outcome counts within this time.
    pub horizon: Option<Horizon>,
    /// The column that says how many equal persons a row stands for.
    pub weights: Option<&'a str>,
    /// Columns whose values make groups.
    pub groups: &'a [String],
    /// How the input is written, where the user says so.
    pub conventions: &'a Conventions,
}

/// A value that may not be settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// Least possible.
    pub low: f64,
    /// Greatest possible.
    pub high: f64,
}

impl Between {
    /// A settled value.
    #[must_use]
    pub fn one(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// The value, where it is settled.
    #[must_use]
    #[allow(clippy::float_cmp, reason = "both ends are the same bits when one value is left")]
    pub fn settled(self) -> Option<f64> {
        (self.low == self.high).then_some(self.low)
    }
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The name of the case; never shown in figures.
    pub id: String,
    /// The line or row of the input.
    pub row: u64,
    /// The score; `None` where the column or the model gives none.
    pub score: Option<Between>,
    /// The levels that are left, by index, lowest first; none without a scheme.
    pub levels: Vec<usize>,
    /// The expected rate.
    pub probability: Option<Between>,
    /// A second score.
    pub second: Option<f64>,
    /// The predictors of a model, in the order asked.
    pub predictors: Vec<f64>,
    /// What became of the person, within the horizon where there is one; `None` where it is not known.
    pub outcome: Option<bool>,
    /// Whether the event was seen at `time`.
    pub event: Option<bool>,
    /// Time to the event or the end of follow-up, in the unit asked.
    pub time: Option<f64>,
    /// How many equal persons the row stands for.
    pub weight: usize,
    /// The group by each column; `None` where it is not known.
    pub groups: Vec<Option<String>>,
    /// Points by item of the form, for the items of the scale; `None` where an answer that they need is not known.
    pub items: Vec<Option<f64>>,
}

/// How many rows ended where. `read` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the input.
    pub read: u64,
    /// A cell that the instrument needs cannot be read.
    pub rejected: u64,
    /// The instrument is not for them.
    pub not_applicable: u64,
    /// Answers that cannot be together.
    pub inconsistent: u64,
    /// No number: an answer leaves the scale without a total, or the column of scores, probabilities or predictors is empty.
    pub without_score: u64,
    /// Rows of weight 0, or of unknown weight.
    pub without_weight: u64,
    /// The outcome is not known.
    pub outcome_unknown: u64,
    /// Not followed until the horizon, without an event before.
    pub followed_too_short: u64,
    /// Outcome known, and the score a range because answers are unknown.
    pub incomplete: u64,
    /// Outcome and score known.
    pub complete: u64,
}

impl Counts {
    /// Whether every row ended somewhere.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        let ended = self.rejected + self.not_applicable + self.inconsistent + self.without_score + self.without_weight;
        self.read == ended + self.outcome_unknown + self.followed_too_short + self.incomplete + self.complete
    }
}

/// Persons with what became of them.
#[derive(Clone, Debug, Default)]
pub struct Cohort {
    /// Persons with a score, or a range of scores; in the order of the input. Outcomes may be unknown.
    pub persons: Vec<Person>,
    /// Counts of rows.
    pub counts: Counts,
    /// Ids of the levels, lowest first.
    pub levels: Vec<String>,
    /// What people call them, in the same order.
    pub level_names: Vec<Text>,
    /// Names of the items whose points stand in [`Person::items`].
    pub items: Vec<String>,
    /// What the user should know of how the input was read.
    pub notes: Vec<Text>,
}
