// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! LASSO: coordinate descent on the quadratic of each step (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33, 2010),
//! with halved steps, so that the objective never rises.

use nalgebra::DMatrix;

use super::penalised::{Penalty, Scaled};
use super::{Error, linear};

const MOST_STEPS: usize = 500;
const MOST_ROUNDS: usize = 100_000;
const SMALL_STEP: f64 = 1e-10;

/// Coefficients of scaled columns, intercept first; a column that is not kept has exactly 0.
pub(super) fn search(scaled: &Scaled<'_>) -> Result<Vec<f64>, Error> {
    let mut b = scaled.start();
    let mut best = scaled.objective(Penalty::Lasso, &b);
    for _ in 0..MOST_STEPS {
        let next = quadratic(scaled, &b);
        let furthest = b.iter().zip(&next).fold(0.0, |most: f64, (b, next)| most.max((b - next).abs()));
        if furthest < SMALL_STEP {
            return Ok(next);
        }
        let mut share = 1.0;
        loop {
            let tried: Vec<f64> =
                if share < 1.0 { b.iter().zip(&next).map(|(b, next)| b + share * (next - b)).collect() } else { next.clone() };
            let reached = scaled.objective(Penalty::Lasso, &tried);
            if reached <= best + 1e-14 * (1.0 + best.abs()) {
                (b, best) = (tried, reached);
                break;
            }
            share /= 2.0;
            if share < 1e-9 {
                return Ok(b);
            }
        }
    }
    Err(Error::NotConverged { steps: MOST_STEPS })
}

/// The least of the penalised quadratic around `b`, a coordinate at a time, with the cross products taken once.
fn quadratic(scaled: &Scaled<'_>, b: &[f64]) -> Vec<f64> {
    let width = scaled.design.width();
    let mut curve = DMatrix::zeros(width + 1, width + 1);
    let mut pull = vec![0.0; width + 1];
    for (row, rate) in scaled.rates(b).into_iter().enumerate() {
        let residual = scaled.weights[row] * (f64::from(u8::from(scaled.events[row])) - rate);
        let spread = scaled.weights[row] * rate * (1.0 - rate);
        let x = |at: usize| if at == 0 { 1.0 } else { scaled.design.row(row)[at - 1] };
        for i in 0..=width {
            pull[i] += residual * x(i);
            for j in 0..=i {
                curve[(i, j)] += spread * x(i) * x(j);
            }
        }
    }
    linear::mirror(&mut curve);
    let mut next = b.to_vec();
    for _ in 0..MOST_ROUNDS {
        let mut furthest: f64 = 0.0;
        for j in 0..=width {
            if curve[(j, j)] <= 0.0 {
                continue;
            }
            // The slope of the quadratic at `next`, without the penalty.
            let moved: f64 = (0..=width).map(|i| curve[(j, i)] * (next[i] - b[i])).sum();
            let free = curve[(j, j)] * next[j] + pull[j] - moved;
            let value = if j == 0 { free } else { free.signum() * (free.abs() - scaled.lambda).max(0.0) } / curve[(j, j)];
            furthest = furthest.max((value - next[j]).abs());
            next[j] = value;
        }
        if furthest < SMALL_STEP / 10.0 {
            break;
        }
    }
    next
}
