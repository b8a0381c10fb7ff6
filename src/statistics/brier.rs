// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Brier score, scaled Brier score and logarithmic loss.

use super::{Error, input, logistic};

/// Mean squared difference of probability and outcome (Brier, Monthly Weather Review 78, 1950).
///
/// # Errors
/// No rows; a value that is no probability.
pub fn brier(probabilities: &[f64], events: &[bool]) -> Result<f64, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    let sum: f64 = probabilities.iter().zip(events).map(|(p, event)| if *event { (1.0 - p) * (1.0 - p) } else { p * p }).sum();
    Ok(sum / events.len() as f64)
}

/// 1 - Brier / (r(1-r)), r the share with the event (Steyerberg and others, Epidemiology 21, 2010).
///
/// # Errors
/// As [`brier`]; one outcome lacks.
pub fn scaled(probabilities: &[f64], events: &[bool]) -> Result<f64, Error> {
    let (cases, others) = input::two_classes(probabilities, events)?;
    let n = events.len() as f64;
    Ok(1.0 - brier(probabilities, events)? / (cases as f64 / n * (others as f64 / n)))
}

/// Mean of -ln of the probability given to what happened; infinite when that was 0.
///
/// # Errors
/// As [`brier`].
pub fn log_loss(probabilities: &[f64], events: &[bool]) -> Result<f64, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    let sum: f64 = probabilities.iter().zip(events).map(|(p, event)| if *event { libm::log(*p) } else { libm::log1p(-p) }).sum();
    Ok(-sum / events.len() as f64)
}

/// The same from a fitted model: mean negative log-likelihood.
#[must_use]
pub fn log_loss_of(fit: &logistic::Logistic) -> f64 {
    -fit.log_likelihood / fit.size
}
