// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An instrument inside a protocol.

use crate::domain::Answer;
use crate::evaluate::{Evaluation, Evaluator};
use crate::form::{Form, Term};
use crate::instrument::Instrument;
use crate::number::date;

/// An instrument of a protocol.
#[derive(Clone, Debug)]
pub struct Member {
    evaluator: Evaluator,
    /// For each of its fields the column; none where its level is given.
    pub(super) columns: Vec<usize>,
    given: bool,
    dated: Option<Dated>,
}

/// When an outcome was made, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The column with the day.
    pub day: usize,
    /// The fact whether it is past its term, by its place after the columns.
    pub age: usize,
    /// The term.
    pub term: Term,
}

impl Dated {
    /// The last day on which an outcome of a day may be used; nothing beyond the calendar.
    #[must_use]
    pub fn last(&self, day: i64) -> Option<i64> {
        match self.term {
            Term::Days(days) => day.checked_add(days),
            Term::Months(months) => date::months_later(day, u32::try_from(months).ok()?),
        }
    }
}

impl Member {
    pub(super) fn new(instrument: &Instrument, columns: Vec<usize>, given: bool, dated: Option<Dated>) -> Self {
        Self { evaluator: Evaluator::new(instrument), columns, given, dated }
    }

    /// What it says.
    #[must_use]
    pub fn form(&self) -> &Form {
        self.evaluator.instrument().form()
    }

    /// The instrument.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        self.evaluator.instrument()
    }

    /// It, ready to score by itself.
    #[must_use]
    pub fn evaluator(&self) -> &Evaluator {
        &self.evaluator
    }

    /// Whether its level is not scored but stands in the input.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.given
    }

    /// Where the input says when it was scored.
    #[must_use]
    pub fn dated(&self) -> Option<Dated> {
        self.dated
    }

    /// The column of one of its fields.
    #[must_use]
    pub fn column(&self, field: usize) -> Option<usize> {
        self.columns.get(field).copied()
    }

    /// Its own answers among those of a protocol's columns.
    #[must_use]
    pub fn answers(&self, answers: &[Answer]) -> Vec<Answer> {
        self.columns.iter().map(|&column| answers.get(column).copied().unwrap_or_default()).collect()
    }

    /// What it says of a record by itself, whatever the protocol makes of it: scores never hang on a protocol.
    #[must_use]
    pub fn evaluate(&self, answers: &[Answer]) -> Evaluation {
        self.evaluator.evaluate(&self.answers(answers))
    }
}
