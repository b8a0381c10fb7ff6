// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The data of a norm table: percentiles and rates per score.

use super::logistic::{self, Options, expit};
use super::{Design, Error, Interval, distribution, input, proportion, rank};

/// One score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percentile {
    /// The score.
    pub score: f64,
    /// Persons with it.
    pub n: usize,
    /// Percentage with a lower score.
    pub below: f64,
    /// Percentage below plus half of those at it (Crawford, Garthwaite and Slick, 2009; Hanson, Lloyd, Helmus and Thornton, 2012).
    pub midpoint: f64,
    /// Percentage at or below.
    pub at_or_below: f64,
}

/// Percentiles of every score that occurs, lowest first.
///
/// # Errors
/// No rows; a score that is not finite.
pub fn percentiles(scores: &[f64]) -> Result<Vec<Percentile>, Error> {
    input::lengths(scores.len(), scores.len())?;
    input::finite(scores)?;
    let order = rank::order(scores);
    let total = scores.len() as f64;
    let mut before = 0.0;
    let mut table = Vec::new();
    for run in rank::runs(&order, scores) {
        let at = run.len() as f64;
        let share = |many: f64| 100.0 * many / total;
        let row = Percentile {
            score: scores[run[0]],
            n: run.len(),
            below: share(before),
            midpoint: share(before + at / 2.0),
            at_or_below: share(before + at),
        };
        table.push(row);
        before += at;
    }
    Ok(table)
}

/// Events of one score, with Wilson's interval of their rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The score.
    pub score: f64,
    /// Persons with it.
    pub n: usize,
    /// Those with the event.
    pub events: usize,
    /// The rate.
    pub rate: Interval,
}

/// The observed rate of every score that occurs, lowest first.
///
/// # Errors
/// As [`percentiles`]; a level outside 0..1.
pub fn observed_rates(scores: &[f64], events: &[bool], level: f64) -> Result<Vec<Rate>, Error> {
    input::lengths(scores.len(), events.len())?;
    input::finite(scores)?;
    let order = rank::order(scores);
    let row = |run: &[usize]| {
        let hits = run.iter().filter(|row| events[**row]).count();
        Ok(Rate { score: scores[run[0]], n: run.len(), events: hits, rate: proportion::wilson(hits, run.len(), level)? })
    };
    rank::runs(&order, scores).map(row).collect()
}

/// The rate at each of `at` by a logistic regression on the score, with Wald's interval on the scale of the logit.
///
/// # Errors
/// One outcome lacks; a constant score; separation.
pub fn fitted_rates(scores: &[f64], events: &[bool], at: &[f64], level: f64) -> Result<Vec<(f64, Interval)>, Error> {
    input::level(level)?;
    let fit = logistic::fit(&Design::new(&[scores])?, events, Options::default())?;
    let z = distribution::z_of(level);
    let rate = |score: f64| {
        let (linear, error) = fit.at(&[score]);
        Interval { estimate: expit(linear), lower: expit(linear - z * error), upper: expit(linear + z * error) }
    };
    Ok(at.iter().map(|score| (*score, rate(*score))).collect())
}
