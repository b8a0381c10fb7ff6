// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What was found, and how well it is known to be.

/// Points with the model that they make: the chance of an event is 1 / (1 + exp(-(intercept + slope total))).
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Points of every feature of the request, with no common divisor where the rules allow that.
    pub points: Vec<i32>,
    /// Log odds at a total of 0.
    pub intercept: f64,
    /// Log odds per point; never below 0.
    pub slope: f64,
    /// Total logistic loss: the negative log-likelihood, natural logarithm.
    pub loss: f64,
    /// No points that obey the rules have a smaller loss.
    pub bound: f64,
    /// No real coefficients of the same size have a smaller loss.
    pub real_bound: f64,
    /// The loss of real coefficients of all features.
    pub all_features: f64,
    /// How the search ended.
    pub ended: Ended,
    /// Rows that differ in some feature.
    pub distinct_rows: usize,
    /// Fits of real coefficients.
    pub fits: u64,
    /// Choices of features whose integer points were searched.
    pub choices: u64,
    /// Partial points looked at.
    pub looks: u64,
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// No other points are better: bound and loss are one.
    Proven,
    /// The effort was spent; the bound holds.
    Limit,
    /// It was stopped; the bound holds.
    Stopped,
}

impl Solution {
    /// The loss above its lower bound.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.loss - self.bound
    }

    /// Features that have points.
    #[must_use]
    pub fn size(&self) -> usize {
        self.points.iter().filter(|points| **points != 0).count()
    }
}
