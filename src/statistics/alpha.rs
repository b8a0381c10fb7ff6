// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cronbach's alpha.

use nalgebra::DMatrix;

use super::distribution::f_quantile;
use super::{Error, Interval, input};

/// Alpha and what each item does to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Alpha {
    /// Alpha (Cronbach, Psychometrika 16, 1951) with Feldt's interval (Psychometrika 30, 1965).
    pub raw: Interval,
    /// From the correlations instead of the covariances; `None` where an item does not vary.
    pub standardised: Option<f64>,
    /// Correlation of each item with the sum of the others.
    pub item_rest: Vec<Option<f64>>,
    /// Alpha without the item; `None` with two items.
    pub without: Vec<Option<f64>>,
}

/// Alpha of a complete table: `answers[case][item]`.
///
/// # Errors
/// Fewer than two cases or items; lines of unequal length; a value that is not finite; a total that does not vary.
pub fn alpha(answers: &[Vec<f64>], level: f64) -> Result<Alpha, Error> {
    input::level(level)?;
    let items = answers.first().ok_or(Error::Empty)?.len();
    let few = answers.len().min(items);
    if few < 2 {
        return Err(Error::TooFew { needed: 2, found: few });
    }
    for (row, line) in answers.iter().enumerate() {
        input::lengths(items, line.len())?;
        input::finite(line).map_err(|_| Error::NotFinite { row })?;
    }
    let n = answers.len() as f64;
    let means: Vec<f64> = (0..items).map(|item| answers.iter().map(|line| line[item]).sum::<f64>() / n).collect();
    let covariance = DMatrix::from_fn(items, items, |i, j| {
        answers.iter().map(|line| (line[i] - means[i]) * (line[j] - means[j])).sum::<f64>() / (n - 1.0)
    });
    let all: Vec<usize> = (0..items).collect();
    let raw = of(&covariance, &all).ok_or(Error::Constant)?;
    let varies = (0..items).all(|i| covariance[(i, i)] > 0.0);
    let standardised = varies.then(|| {
        let correlation = DMatrix::from_fn(items, items, |i, j| covariance[(i, j)] / (covariance[(i, i)] * covariance[(j, j)]).sqrt());
        of(&correlation, &all)
    });
    let others = |item: usize| all.iter().copied().filter(|other| *other != item).collect::<Vec<_>>();
    let item_rest = |item: usize| {
        let others = others(item);
        let rest: f64 = others.iter().flat_map(|i| others.iter().map(|j| covariance[(*i, *j)])).sum();
        let shared: f64 = others.iter().map(|other| covariance[(item, *other)]).sum();
        let spread = covariance[(item, item)] * rest;
        (spread > 0.0).then(|| shared / spread.sqrt())
    };
    let tail = (1.0 - level) / 2.0;
    let df = (n - 1.0, (n - 1.0) * (items as f64 - 1.0));
    let limit = |p: f64| 1.0 - (1.0 - raw) * f_quantile(p, df.0, df.1);
    Ok(Alpha {
        raw: Interval { estimate: raw, lower: limit(1.0 - tail), upper: limit(tail) },
        standardised: standardised.flatten(),
        item_rest: all.iter().map(|item| item_rest(*item)).collect(),
        without: all.iter().map(|item| (items > 2).then(|| of(&covariance, &others(*item))).flatten()).collect(),
    })
}

fn of(covariance: &DMatrix<f64>, items: &[usize]) -> Option<f64> {
    let k = items.len() as f64;
    let own: f64 = items.iter().map(|i| covariance[(*i, *i)]).sum();
    let total: f64 = items.iter().flat_map(|i| items.iter().map(|j| covariance[(*i, *j)])).sum();
    (total > 0.0).then(|| k / (k - 1.0) * (1.0 - own / total))
}
