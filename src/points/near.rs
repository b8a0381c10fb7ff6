// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How far coefficients may lie from the best ones before their loss reaches a cutoff.

use nalgebra::DMatrix;

use super::fit::Fit;
use super::rows::Sample;

/// Within the cone, the loss at distance r from the fit, in the metric of its second derivatives, is at least
/// `loss + (exp(-kr) + kr - 1) / k²`, k being the largest distance by which one unit of that metric moves a linear predictor (Bach 2010,
/// "Self-concordant analysis for logistic regression", proposition 1). So all that is below a cutoff lies within a ball.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    lower: f64,
    /// What the gradient that is left may take, per unit of distance.
    tilt: f64,
    reach: f64,
}

impl Near {
    pub fn new(sample: &Sample, fit: &Fit) -> Self {
        let left = fit.left.max(0.0);
        Self { lower: fit.lower.min(fit.loss - left), tilt: left.sqrt(), reach: furthest(sample, &fit.inverse) }
    }

    /// The largest distance with a loss below the cutoff; not finite where there is no limit.
    pub fn radius(&self, cutoff: f64) -> f64 {
        let allowed = cutoff - self.lower;
        if allowed <= 0.0 {
            return 0.0;
        }
        if !allowed.is_finite() {
            return f64::INFINITY;
        }
        let k = self.reach.max(1e-6);
        let gained = |r: f64| (libm::expm1(-k * r) + k * r) / (k * k) - self.tilt * r;
        let (mut low, mut high) = (0.0, 1.0);
        while gained(high) < allowed {
            (low, high) = (high, high * 2.0);
            if high > 1e9 {
                return f64::INFINITY;
            }
        }
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if gained(middle) < allowed { low = middle } else { high = middle }
        }
        high
    }
}

/// The largest standard error of a linear predictor among the rows.
fn furthest(sample: &Sample, inverse: &DMatrix<f64>) -> f64 {
    let mut most: f64 = 0.0;
    for row in 0..sample.len() {
        let mut sum = inverse[(0, 0)];
        for (i, column) in sample.columns.iter().enumerate() {
            let mut inner = 2.0 * inverse[(i + 1, 0)];
            for (j, other) in sample.columns.iter().enumerate() {
                inner += inverse[(i + 1, j + 1)] * other[row];
            }
            sum += inner * column[row];
        }
        most = most.max(sum);
    }
    most.max(0.0).sqrt()
}
