// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Orders and midranks.

/// The rows in the order of their values, the smallest first; equal values keep the order of the rows.
#[must_use]
pub fn order(values: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..values.len()).collect();
    rows.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    rows
}

/// Equality of two finite values that were both given, not computed.
pub(crate) fn same(a: f64, b: f64) -> bool {
    a.partial_cmp(&b) == Some(std::cmp::Ordering::Equal)
}

/// Cuts an order into runs of equal values.
pub(crate) fn runs<'a>(order: &'a [usize], values: &'a [f64]) -> impl Iterator<Item = &'a [usize]> {
    order.chunk_by(move |a, b| same(values[*a], values[*b]))
}

/// The midrank of every row: the mean of the ranks (from 1) that equal values share.
#[must_use]
pub fn midranks(values: &[f64]) -> Vec<f64> {
    let order = order(values);
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for run in runs(&order, values) {
        let rank = before as f64 + (run.len() + 1) as f64 / 2.0;
        for row in run {
            ranks[*row] = rank;
        }
        before += run.len();
    }
    ranks
}
