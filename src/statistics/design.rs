// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Predictors of a model, row by row.

use super::{Error, input};

/// A table of predictors without the intercept. Rows are kept together, and added up in the order of the columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    rows: usize,
    width: usize,
    values: Vec<f64>,
}

impl Design {
    /// Puts columns side by side.
    ///
    /// # Errors
    /// No rows, columns of unequal length, a value that is not finite.
    pub fn new(columns: &[&[f64]]) -> Result<Self, Error> {
        let rows = columns.first().ok_or(Error::Empty)?.len();
        for column in columns {
            input::lengths(rows, column.len())?;
            input::finite(column)?;
        }
        let values = (0..rows).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
        Ok(Self { rows, width: columns.len(), values })
    }

    /// A table without predictors: a model of the intercept alone.
    #[must_use]
    pub fn empty(rows: usize) -> Self {
        Self { rows, width: 0, values: Vec::new() }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of predictors.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The predictors of a row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    /// Intercept plus the weighted sum of every row, added in the order of the columns.
    #[must_use]
    pub fn predict(&self, intercept: f64, coefficients: &[f64]) -> Vec<f64> {
        (0..self.rows).map(|row| sum(intercept, self.row(row), coefficients)).collect()
    }

    /// Weighted mean and standard deviation (divisor: the sum of weights) of every column.
    pub(crate) fn moments(&self, weights: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let total: f64 = weights.iter().sum();
        let mut mean = vec![0.0; self.width];
        let mut square = vec![0.0; self.width];
        for (row, weight) in weights.iter().enumerate() {
            for (mean, value) in mean.iter_mut().zip(self.row(row)) {
                *mean += weight * value / total;
            }
        }
        for (row, weight) in weights.iter().enumerate() {
            for ((square, value), mean) in square.iter_mut().zip(self.row(row)).zip(&mean) {
                *square += weight * (value - mean) * (value - mean) / total;
            }
        }
        (mean, square.into_iter().map(f64::sqrt).collect())
    }

    /// Centred and scaled columns: sums over them keep their digits. A constant column is an error.
    pub(crate) fn standardised(&self, weights: &[f64]) -> Result<(Self, Vec<f64>, Vec<f64>), Error> {
        let (mean, sd) = self.moments(weights);
        if let Some(column) = (0..self.width).find(|j| sd[*j] <= 1e-12 * (1.0 + mean[*j].abs())) {
            return Err(Error::Collinear { column });
        }
        let values = self.values.iter().enumerate().map(|(at, value)| (value - mean[at % self.width]) / sd[at % self.width]).collect();
        Ok((Self { rows: self.rows, width: self.width, values }, mean, sd))
    }
}

pub(crate) fn sum(start: f64, row: &[f64], coefficients: &[f64]) -> f64 {
    row.iter().zip(coefficients).fold(start, |sum, (value, weight)| sum + value * weight)
}
