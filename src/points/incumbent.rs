// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The best points so far.

use std::cmp::Ordering;

/// Two losses this close, as a share, are equal: what lies between is rounding.
const EQUAL: f64 = 1e-10;

/// Points by column of the problem, with intercept and slope of least loss.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub points: Vec<i32>,
    /// For centred columns.
    pub intercept: f64,
    pub slope: f64,
    pub loss: f64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Incumbent {
    pub best: Option<Candidate>,
}

impl Incumbent {
    /// A bound above this is of no use. Equal losses are still looked at, so that the choice among them does not depend on the way there.
    pub fn cutoff(&self) -> f64 {
        self.best.as_ref().map_or(f64::INFINITY, |best| best.loss + margin(best.loss))
    }

    pub fn offer(&mut self, candidate: Candidate) -> bool {
        let better = self.best.as_ref().is_none_or(|best| order(&candidate, best).is_lt());
        if better {
            self.best = Some(candidate);
        }
        better
    }
}

pub(super) fn margin(loss: f64) -> f64 {
    EQUAL * (1.0 + loss)
}

/// Smaller loss; then fewer points given, then smaller ones, then more of them on the columns that come first.
fn order(a: &Candidate, b: &Candidate) -> Ordering {
    if (a.loss - b.loss).abs() > margin(b.loss) {
        return a.loss.total_cmp(&b.loss);
    }
    let given = |c: &Candidate| c.points.iter().filter(|points| **points != 0).count();
    let total = |c: &Candidate| c.points.iter().map(|points| points.unsigned_abs()).sum::<u32>();
    let sizes = |c: &Candidate| c.points.iter().map(|points| points.unsigned_abs()).collect::<Vec<u32>>();
    let first = sizes(b).cmp(&sizes(a)).then_with(|| b.points.cmp(&a.points));
    given(a).cmp(&given(b)).then(total(a).cmp(&total(b))).then(first)
}
