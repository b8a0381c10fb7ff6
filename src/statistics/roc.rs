// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The points of the ROC curve.

use super::{Error, input, rank};

/// One point: those with a score at or above the threshold are called positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Halfway between two scores; infinite at both ends.
    pub threshold: f64,
    /// Share of the events called positive.
    pub sensitivity: f64,
    /// Share of the non-events called negative.
    pub specificity: f64,
}

/// All points, from the lowest threshold to the highest.
///
/// # Errors
/// When one outcome lacks, or a score is not finite.
pub fn points(scores: &[f64], events: &[bool]) -> Result<Vec<Point>, Error> {
    let (cases, others) = input::two_classes(scores, events)?;
    let order = rank::order(scores);
    let mut points = vec![Point { threshold: f64::NEG_INFINITY, sensitivity: 1.0, specificity: 0.0 }];
    let (mut below_cases, mut below_others) = (0, 0);
    let mut runs = rank::runs(&order, scores).peekable();
    while let Some(run) = runs.next() {
        let case = run.iter().filter(|row| events[**row]).count();
        below_cases += case;
        below_others += run.len() - case;
        let threshold = runs.peek().map_or(f64::INFINITY, |next| f64::midpoint(scores[run[0]], scores[next[0]]));
        let sensitivity = (cases - below_cases) as f64 / cases as f64;
        points.push(Point { threshold, sensitivity, specificity: below_others as f64 / others as f64 });
    }
    Ok(points)
}
