// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A figure, and a group of them.

use crate::lang::Text;
use crate::statistics::{Error, Interval};

/// One figure: a row of the tidy table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The group of persons, `COLUMN=VALUE`; empty for all.
    pub group: String,
    /// What it is.
    pub figure: &'static str,
    /// Where: a score, a cut-off, a level, a time, a threshold, a predictor.
    pub at: String,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Standard error.
    pub error: Option<f64>,
    /// Persons that it is about.
    pub n: Option<usize>,
    /// Events among them.
    pub events: Option<usize>,
    /// How it was computed.
    pub method: &'static str,
}

#[allow(clippy::needless_pass_by_value, reason = "a place is a number or a name")]
impl Figure {
    /// A figure with an estimate.
    #[must_use]
    pub fn of(figure: &'static str, estimate: f64) -> Self {
        Self { figure, estimate: Some(estimate), ..Self::default() }
    }

    /// A figure with an interval.
    #[must_use]
    pub fn interval(figure: &'static str, interval: Interval) -> Self {
        Self::of(figure, interval.estimate).limits(interval.lower, interval.upper)
    }

    /// With limits.
    #[must_use]
    pub fn limits(self, low: f64, high: f64) -> Self {
        Self { low: Some(low), high: Some(high), ..self }
    }

    /// With a standard error, and Wald's limits where there are none yet.
    #[must_use]
    pub fn error(self, error: f64) -> Self {
        let half = crate::statistics::distribution::z_of(super::CONFIDENCE) * error;
        let (low, high) = match (self.low, self.high, self.estimate) {
            (None, None, Some(estimate)) => (Some(estimate - half), Some(estimate + half)),
            (low, high, _) => (low, high),
        };
        Self { error: Some(error), low, high, ..self }
    }

    /// At a place.
    #[must_use]
    pub fn at(self, at: impl ToString) -> Self {
        Self { at: at.to_string(), ..self }
    }

    /// About so many persons.
    #[must_use]
    pub fn n(self, n: usize) -> Self {
        Self { n: Some(n), ..self }
    }

    /// With so many events.
    #[must_use]
    pub fn events(self, events: usize) -> Self {
        Self { events: Some(events), ..self }
    }

    /// By a method.
    #[must_use]
    pub fn by(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    /// Of a group.
    #[must_use]
    pub fn group(self, group: impl ToString) -> Self {
        Self { group: group.to_string(), ..self }
    }
}

/// Figures that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its name in files.
    pub id: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
    /// What is not given, and why.
    pub refused: Vec<(&'static str, Text)>,
    /// What has to be said.
    pub said: Vec<Text>,
}

impl Section {
    /// A section without figures.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, ..Self::default() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.refused.is_empty() && self.said.is_empty()
    }

    /// Takes figures, or why there are none.
    pub fn take(&mut self, what: &'static str, figures: Result<Vec<Figure>, Error>) {
        match figures {
            Ok(figures) => self.figures.extend(figures),
            Err(error) => self.refused.push((what, error.text())),
        }
    }
}
