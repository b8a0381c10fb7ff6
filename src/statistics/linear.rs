// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Symmetric systems, by the Cholesky factor of `nalgebra`.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use super::Error;

/// The smallest share of a column's spread that the others must leave unexplained.
const UNEXPLAINED: f64 = 1e-11;

/// Factors a positive definite matrix, or names the first column that follows from those before it.
pub(crate) fn factor(matrix: &DMatrix<f64>) -> Result<Cholesky<f64, Dyn>, Error> {
    let collinear = |column| Err(Error::Collinear { column });
    let Some(factor) = Cholesky::new(matrix.clone()) else {
        let first = (1..=matrix.nrows()).find(|size| Cholesky::new(matrix.view((0, 0), (*size, *size)).into_owned()).is_none());
        return collinear(first.unwrap_or(1) - 1);
    };
    let lower = factor.l_dirty();
    match (0..matrix.nrows()).find(|j| lower[(*j, *j)] * lower[(*j, *j)] < UNEXPLAINED * matrix[(*j, *j)]) {
        Some(column) => collinear(column),
        None => Ok(factor),
    }
}

/// Solves `matrix` x = `right`.
pub(crate) fn solve(matrix: &DMatrix<f64>, right: &[f64]) -> Result<Vec<f64>, Error> {
    let solution = factor(matrix)?.solve(&DVector::from_column_slice(right));
    Ok(solution.as_slice().to_vec())
}

/// Copies the lower triangle up.
pub(crate) fn mirror(matrix: &mut DMatrix<f64>) {
    for i in 0..matrix.nrows() {
        for j in 0..i {
            matrix[(j, i)] = matrix[(i, j)];
        }
    }
}
