// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The area under the ROC curve.

use super::{Error, input, rank};

/// AUC: the share of pairs (one with the event, one without) in which the one with the event has the higher score; equal scores
/// count one half. Exact, also with ties (Hanley and `McNeil`, Radiology 143, 1982).
///
/// # Errors
/// When one outcome lacks, or a score is not finite.
pub fn auc(scores: &[f64], events: &[bool]) -> Result<f64, Error> {
    let (cases, others) = input::two_classes(scores, events)?;
    let ranks = rank::midranks(scores);
    let sum: f64 = ranks.iter().zip(events).filter(|(_, event)| **event).map(|(rank, _)| rank).sum();
    let (m, n) = (cases as f64, others as f64);
    Ok((sum - m * (m + 1.0) / 2.0) / (m * n))
}

/// AUC where a row stands for `weights[row]` equal rows.
///
/// # Errors
/// As [`auc`]; a weight that is negative or not finite.
pub fn weighted(scores: &[f64], events: &[bool], weights: &[f64]) -> Result<f64, Error> {
    input::two_classes(scores, events)?;
    input::lengths(scores.len(), weights.len())?;
    input::finite(weights)?;
    if let Some(row) = weights.iter().position(|weight| *weight < 0.0) {
        return Err(Error::OutOfRange { row });
    }
    let order = rank::order(scores);
    let (mut cases, mut others, mut won) = (0.0, 0.0, 0.0);
    for run in rank::runs(&order, scores) {
        let of = |event: bool| run.iter().filter(|row| events[**row] == event).map(|row| weights[*row]).sum::<f64>();
        let (case, other) = (of(true), of(false));
        won += case * (others + other / 2.0);
        cases += case;
        others += other;
    }
    match (cases > 0.0, others > 0.0) {
        (false, _) => Err(Error::NoEvents),
        (_, false) => Err(Error::NoNonEvents),
        _ => Ok(won / (cases * others)),
    }
}
