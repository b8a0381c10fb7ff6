// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Net benefit at a threshold.

use super::{Error, input};

/// One threshold of the decision curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetBenefit {
    /// The threshold probability: p at or above it is positive.
    pub threshold: f64,
    /// Of deciding by the probabilities.
    pub model: f64,
    /// Of calling everybody positive; nobody positive has 0.
    pub all: f64,
}

/// TP/n - FP/n · t/(1-t) (Vickers and Elkin, Medical Decision Making 26, 2006).
///
/// # Errors
/// No rows; a value that is no probability; a threshold outside 0..1.
pub fn net_benefit(probabilities: &[f64], events: &[bool], thresholds: &[f64]) -> Result<Vec<NetBenefit>, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    input::probabilities(thresholds, true)?;
    let n = events.len() as f64;
    let cases = events.iter().filter(|event| **event).count() as f64;
    let at = |threshold: f64| {
        let odds = threshold / (1.0 - threshold);
        let positive = |wanted: bool| probabilities.iter().zip(events).filter(|(p, event)| **p >= threshold && **event == wanted).count();
        let model = positive(true) as f64 / n - positive(false) as f64 / n * odds;
        NetBenefit { threshold, model, all: cases / n - (n - cases) / n * odds }
    };
    Ok(thresholds.iter().map(|threshold| at(*threshold)).collect())
}
