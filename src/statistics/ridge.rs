// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Ridge: Newton's method with halved steps on the penalised likelihood (le Cessie and van Houwelingen, Applied Statistics 41, 1992).

use nalgebra::DMatrix;

use super::penalised::{Penalty, Scaled};
use super::{Error, linear};

const MOST_STEPS: usize = 200;
const SMALL_STEP: f64 = 1e-10;

/// Coefficients of scaled columns, intercept first.
pub(super) fn search(scaled: &Scaled<'_>) -> Result<Vec<f64>, Error> {
    let width = scaled.design.width();
    let mut b = scaled.start();
    let mut best = scaled.objective(Penalty::Ridge, &b);
    for _ in 0..MOST_STEPS {
        let mut slope = vec![0.0; width + 1];
        let mut curve = DMatrix::zeros(width + 1, width + 1);
        for (row, rate) in scaled.rates(&b).into_iter().enumerate() {
            let weight = scaled.weights[row];
            let residual = weight * (f64::from(u8::from(scaled.events[row])) - rate);
            let spread = weight * rate * (1.0 - rate);
            let x = scaled.design.row(row);
            slope[0] += residual;
            curve[(0, 0)] += spread;
            for i in 0..width {
                slope[i + 1] += residual * x[i];
                curve[(i + 1, 0)] += spread * x[i];
                for j in 0..=i {
                    curve[(i + 1, j + 1)] += spread * x[i] * x[j];
                }
            }
        }
        for i in 1..=width {
            slope[i] -= scaled.lambda * b[i];
            curve[(i, i)] += scaled.lambda;
        }
        linear::mirror(&mut curve);
        let step = linear::solve(&curve, &slope)?;
        if step.iter().all(|part| part.abs() < SMALL_STEP) {
            return Ok(b);
        }
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = b.iter().zip(&step).map(|(b, step)| b + share * step).collect();
            let reached = scaled.objective(Penalty::Ridge, &next);
            if reached <= best + 1e-14 * (1.0 + best.abs()) {
                (b, best) = (next, reached);
                break;
            }
            share /= 2.0;
            if share < 1e-9 {
                // No step is better than rounding: this is the least.
                return Ok(b);
            }
        }
    }
    Err(Error::NotConverged { steps: MOST_STEPS })
}
