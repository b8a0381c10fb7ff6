// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What every statistic asks of its input.

use super::Error;

/// The same number of rows, and at least one.
pub(crate) fn lengths(first: usize, second: usize) -> Result<(), Error> {
    match (first, second) {
        _ if first != second => Err(Error::Lengths { first, second }),
        (0, _) => Err(Error::Empty),
        _ => Ok(()),
    }
}

/// Every value is a finite number.
pub(crate) fn finite(values: &[f64]) -> Result<(), Error> {
    values.iter().position(|value| !value.is_finite()).map_or(Ok(()), |row| Err(Error::NotFinite { row }))
}

/// Every value is a probability; with `open`, neither 0 nor 1, for those have no logit.
pub(crate) fn probabilities(values: &[f64], open: bool) -> Result<(), Error> {
    finite(values)?;
    let inside = |p: f64| if open { p > 0.0 && p < 1.0 } else { (0.0..=1.0).contains(&p) };
    values.iter().position(|p| !inside(*p)).map_or(Ok(()), |row| Err(Error::OutOfRange { row }))
}

/// Scores beside outcomes, with both outcomes present; the numbers of events and non-events.
pub(crate) fn two_classes(scores: &[f64], events: &[bool]) -> Result<(usize, usize), Error> {
    lengths(scores.len(), events.len())?;
    finite(scores)?;
    let many = events.iter().filter(|event| **event).count();
    match (many, events.len() - many) {
        (0, _) => Err(Error::NoEvents),
        (_, 0) => Err(Error::NoNonEvents),
        counts => Ok(counts),
    }
}

/// Weights beside outcomes, with both outcomes present; the sum of all weights and of those with the event.
pub(crate) fn weighted_classes(weights: &[f64], events: &[bool]) -> Result<(f64, f64), Error> {
    lengths(weights.len(), events.len())?;
    finite(weights)?;
    if let Some(row) = weights.iter().position(|weight| *weight < 0.0) {
        return Err(Error::OutOfRange { row });
    }
    let size: f64 = weights.iter().sum();
    let cases: f64 = weights.iter().zip(events).filter(|(_, event)| **event).map(|(weight, _)| weight).sum();
    if cases <= 0.0 {
        return Err(Error::NoEvents);
    }
    if cases >= size {
        return Err(Error::NoNonEvents);
    }
    Ok((size, cases))
}

/// A level of confidence, such as 0.95.
pub(crate) fn level(level: f64) -> Result<(), Error> {
    if level > 0.0 && level < 1.0 { Ok(()) } else { Err(Error::OutOfRange { row: 0 }) }
}
