// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cohen's kappa.

use super::{Error, Interval, distribution, input};

/// How much a disagreement of one, two or more categories counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// All the same (Cohen, 1960).
    None,
    /// By the distance of the categories.
    Linear,
    /// By its square.
    Quadratic,
}

/// Kappa with its errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    /// Kappa.
    pub kappa: f64,
    /// Its standard error, for an interval (Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969).
    pub error: f64,
    /// Kappa over its standard error when the coders agree by chance alone; `None` where that error is 0.
    pub z: Option<f64>,
    /// Share of equal codes.
    pub agreement: f64,
}

impl Kappa {
    /// The interval, not above 1 and not below -1.
    #[must_use]
    pub fn interval(&self, level: f64) -> Interval {
        let half = distribution::z_of(level) * self.error;
        Interval { estimate: self.kappa, lower: (self.kappa - half).max(-1.0), upper: (self.kappa + half).min(1.0) }
    }
}

/// The square table of two coders: rows are the categories of the first, columns of the second, in their order.
///
/// # Errors
/// No cases; unequal numbers of them; a code outside `categories`.
pub fn table(first: &[usize], second: &[usize], categories: usize) -> Result<Vec<Vec<usize>>, Error> {
    input::lengths(first.len(), second.len())?;
    let mut table = vec![vec![0; categories]; categories];
    for (row, (a, b)) in first.iter().zip(second).enumerate() {
        *table.get_mut(*a).and_then(|line| line.get_mut(*b)).ok_or(Error::OutOfRange { row })? += 1;
    }
    Ok(table)
}

/// Kappa of a square table.
///
/// # Errors
/// A table that is not square or smaller than 2; no cases; only one category used by both ([`Error::Constant`]).
pub fn kappa(table: &[Vec<usize>], weighting: Weighting) -> Result<Kappa, Error> {
    let size = table.len();
    if size < 2 {
        return Err(Error::TooFew { needed: 2, found: size });
    }
    if let Some(line) = table.iter().find(|line| line.len() != size) {
        return Err(Error::Lengths { first: size, second: line.len() });
    }
    let n = table.iter().flatten().sum::<usize>() as f64;
    if n <= 0.0 {
        return Err(Error::Empty);
    }
    let p = |i: usize, j: usize| table[i][j] as f64 / n;
    let rows: Vec<f64> = (0..size).map(|i| (0..size).map(|j| p(i, j)).sum()).collect();
    let columns: Vec<f64> = (0..size).map(|j| (0..size).map(|i| p(i, j)).sum()).collect();
    let w = |i: usize, j: usize| match weighting {
        Weighting::None => f64::from(u8::from(i == j)),
        Weighting::Linear => 1.0 - i.abs_diff(j) as f64 / (size - 1) as f64,
        Weighting::Quadratic => 1.0 - (i.abs_diff(j) as f64 / (size - 1) as f64) * (i.abs_diff(j) as f64 / (size - 1) as f64),
    };
    let cells = || (0..size).flat_map(|i| (0..size).map(move |j| (i, j)));
    let seen: f64 = cells().map(|(i, j)| w(i, j) * p(i, j)).sum();
    let chance: f64 = cells().map(|(i, j)| w(i, j) * rows[i] * columns[j]).sum();
    if 1.0 - chance < 1e-12 {
        return Err(Error::Constant);
    }
    let kappa = (seen - chance) / (1.0 - chance);
    let row_mean: Vec<f64> = (0..size).map(|i| (0..size).map(|j| w(i, j) * columns[j]).sum()).collect();
    let column_mean: Vec<f64> = (0..size).map(|j| (0..size).map(|i| w(i, j) * rows[i]).sum()).collect();
    let (mut own, mut by_chance) = (0.0, 0.0);
    for (i, j) in cells() {
        let mean = row_mean[i] + column_mean[j];
        let part = w(i, j) * (1.0 - chance) - mean * (1.0 - seen);
        own += p(i, j) * part * part;
        by_chance += rows[i] * columns[j] * (w(i, j) - mean) * (w(i, j) - mean);
    }
    let middle = seen * chance - 2.0 * chance + seen;
    let below = n * (1.0 - chance) * (1.0 - chance);
    let error = ((own - middle * middle).max(0.0) / (below * (1.0 - chance) * (1.0 - chance))).sqrt();
    let error_by_chance = ((by_chance - chance * chance).max(0.0) / below).sqrt();
    let agreement = (0..size).map(|i| p(i, i)).sum();
    Ok(Kappa { kappa, error, z: (error_by_chance > 0.0).then(|| kappa / error_by_chance), agreement })
}
