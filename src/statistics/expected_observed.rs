// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The E/O index: expected events over observed ones.

use super::{Error, distribution, input};

/// The constant of the logarithmic interval, as the literature has it.
const Z: f64 = 1.96;

/// E/O with two 95% intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectedObserved {
    /// Persons.
    pub n: usize,
    /// Events seen.
    pub observed: usize,
    /// Sum of the probabilities.
    pub expected: f64,
    /// E/O; `None` without events.
    pub index: Option<f64>,
    /// E/O · exp(∓1.96 · √(1/O)) (Rockhill and others, 2003; Hanson, 2017); `None` without events.
    pub log: Option<(f64, f64)>,
    /// E over the exact Poisson limits of O (Garwood, Biometrika 28, 1936); the upper limit is infinite without events.
    pub exact: (f64, f64),
}

/// Computes it from one probability a person.
///
/// # Errors
/// No rows; a value that is no probability.
pub fn expected_observed(probabilities: &[f64], events: &[bool]) -> Result<ExpectedObserved, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    let observed = events.iter().filter(|event| **event).count();
    let expected: f64 = probabilities.iter().sum();
    let o = observed as f64;
    let index = (observed > 0).then(|| expected / o);
    let log = index.map(|index| (index * libm::exp(-Z * (1.0 / o).sqrt()), index * libm::exp(Z * (1.0 / o).sqrt())));
    let (lower, upper) = poisson_exact(observed, 0.95);
    // Where nothing is expected either, 0/0 would be no number.
    let highest = if observed == 0 { f64::INFINITY } else { expected / lower };
    Ok(ExpectedObserved { n: events.len(), observed, expected, index, log, exact: (expected / upper, highest) })
}

/// Exact limits of the mean of a Poisson count.
#[must_use]
pub fn poisson_exact(count: usize, level: f64) -> (f64, f64) {
    let tail = (1.0 - level) / 2.0;
    let lower = if count == 0 { 0.0 } else { distribution::gamma_quantile(tail, count as f64) };
    (lower, distribution::gamma_quantile(1.0 - tail, count as f64 + 1.0))
}
