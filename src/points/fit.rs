// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Real coefficients of least logistic loss within a cone, and a lower bound of that loss which holds at every step of the search.
//!
//! The bound is weak duality. For any probabilities a in [0, 1] with residuals that no direction of the cone gains from, the loss of
//! every model is at least the entropy of a. Moving the probabilities p of the present model by a Newton step d, a = p + p (1 - p) x.d,
//! gives such an a, as long as no |x.d| exceeds 1; the entropy it gives up is at most d'Hd, because the Kullback-Leibler divergence is at
//! most chi squared. So loss(b) - d'Hd - m.Ab is a bound, m being the multipliers of the cone's edges A.

use nalgebra::{DMatrix, DVector};

use super::cone::Edge;
use super::rows::Sample;

/// Added to the diagonal of the second derivatives, as a share of it: columns that follow from others get a step too.
const RIDGE: f64 = 1e-10;
/// What rounding and the ridge leave of the residuals is counted for effects on the log odds of up to this.
const LARGEST_EFFECT: f64 = 1000.0;
const MOST_STEPS: u64 = 60;
/// A linear predictor beyond this that still moves says that the search runs to infinity: e^-20 is 2e-9.
const FAR: f64 = 20.0;
const SWEEPS: usize = 200;

/// A model on the columns of a sample, intercept first.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub b: Vec<f64>,
    pub loss: f64,
    /// No model within the cone has a smaller loss.
    pub lower: f64,
    /// What a last step could still gain, at most.
    pub left: f64,
    pub second: DMatrix<f64>,
    /// Inverse of the second derivatives.
    pub inverse: DMatrix<f64>,
    pub end: End,
    pub steps: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As close as was asked, or the steps ran out: the bound tells how close.
    Close,
    /// The bound reached the cutoff, so that the rest is of no use.
    Cut,
    /// Coefficients ran off: outcomes are separated.
    Far,
}

/// When a search may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    /// The loss above its bound, as a share.
    pub close: f64,
    /// A bound from which on the search is of no use.
    pub cutoff: f64,
}

/// Loss, residual sums and second derivatives at linear predictors.
struct Local {
    loss: f64,
    gradient: Vec<f64>,
    second: DMatrix<f64>,
}

/// Newton's method with steps that move no linear predictor by more than 1: within that every step lowers the loss (Bach 2010,
/// "Self-concordant analysis for logistic regression", lemma 1).
pub(super) fn fit(sample: &Sample, edges: &[Edge], start: Vec<f64>, until: Until) -> Fit {
    let mut b = start;
    let mut z = predict(sample, &b);
    let mut lower = f64::NEG_INFINITY;
    let mut steps = 0;
    loop {
        steps += 1;
        let local = local(sample, &z);
        let inverse = invert(&local.second);
        let (step, multipliers) = within(edges, &b, &local.gradient, &inverse);
        let moves = predict(sample, &step);
        let furthest = moves.iter().fold(0.0, |most: f64, t| most.max(t.abs()));
        let given_up = quadratic(&local.second, &step);
        let slack: f64 = edges.iter().zip(&multipliers).map(|(edge, m)| m * edge.value(&b)).sum();
        if furthest <= 1.0 {
            let bound = local.loss - given_up - slack - rounding(sample, edges, &local, &step, &multipliers);
            lower = lower.max(bound);
        }
        let outside = edges.iter().fold(0.0, |most: f64, edge| most.max(-edge.value(&b)));
        let end = if lower >= until.cutoff {
            Some(End::Cut)
        } else if furthest <= 1.0 && given_up + slack.abs() <= until.close * (1.0 + local.loss) && outside < 1e-9 {
            Some(End::Close)
        } else if furthest > 0.1 && z.iter().any(|z| z.abs() > FAR) {
            Some(End::Far)
        } else {
            (steps >= MOST_STEPS).then_some(End::Close)
        };
        if let Some(end) = end {
            return Fit { b, loss: local.loss, lower, left: given_up + slack, second: local.second, inverse, end, steps };
        }
        let share = if furthest > 1.0 { 1.0 / furthest } else { 1.0 };
        b.iter_mut().zip(&step).for_each(|(b, step)| *b += share * step);
        z.iter_mut().zip(&moves).for_each(|(z, t)| *z += share * t);
    }
}

pub(super) fn predict(sample: &Sample, b: &[f64]) -> Vec<f64> {
    let mut z = vec![b[0]; sample.len()];
    for (column, b) in sample.columns.iter().zip(&b[1..]) {
        z.iter_mut().zip(column).for_each(|(z, x)| *z += b * x);
    }
    z
}

fn local(sample: &Sample, z: &[f64]) -> Local {
    let n = sample.len();
    let (mut residual, mut spread, mut loss) = (vec![0.0; n], vec![0.0; n], 0.0);
    for row in 0..n {
        let small = libm::exp(-z[row].abs());
        let p = if z[row] >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) };
        loss += sample.weight[row] * (z[row].max(0.0) + libm::log1p(small)) - sample.events[row] * z[row];
        residual[row] = sample.events[row] - sample.weight[row] * p;
        spread[row] = sample.weight[row] * small / ((1.0 + small) * (1.0 + small));
    }
    let width = sample.columns.len() + 1;
    let mut gradient = vec![residual.iter().sum(); width];
    let mut second = DMatrix::zeros(width, width);
    second[(0, 0)] = spread.iter().sum();
    let mut weighted = vec![0.0; n];
    for (i, column) in sample.columns.iter().enumerate() {
        gradient[i + 1] = dot(column, &residual);
        weighted.iter_mut().zip(column).zip(&spread).for_each(|((weighted, x), spread)| *weighted = x * spread);
        second[(i + 1, 0)] = weighted.iter().sum();
        second[(0, i + 1)] = second[(i + 1, 0)];
        for (j, other) in sample.columns[..=i].iter().enumerate() {
            let sum = dot(&weighted, other);
            second[(i + 1, j + 1)] = sum;
            second[(j + 1, i + 1)] = sum;
        }
    }
    Local { loss, gradient, second }
}

/// Eight sums side by side, in a fixed order.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (a8, b8) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = a8.remainder().iter().zip(b8.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a8.zip(b8) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

fn invert(second: &DMatrix<f64>) -> DMatrix<f64> {
    let mut ridged = second.clone();
    let mut share = RIDGE;
    loop {
        for j in 0..ridged.nrows() {
            ridged[(j, j)] = second[(j, j)] * (1.0 + share) + share * f64::EPSILON * (1.0 + second[(0, 0)]);
        }
        if let Some(factor) = ridged.clone().cholesky() {
            return factor.inverse();
        }
        share *= 10.0;
    }
}

pub(super) fn quadratic(matrix: &DMatrix<f64>, d: &[f64]) -> f64 {
    let d = DVector::from_column_slice(d);
    (matrix * &d).dot(&d)
}

/// The Newton step that stays within the cone, and the multipliers of its edges (Hildreth 1957, "A quadratic programming procedure").
fn within(edges: &[Edge], b: &[f64], gradient: &[f64], inverse: &DMatrix<f64>) -> (Vec<f64>, Vec<f64>) {
    let towards = |gradient: &[f64]| (inverse * DVector::from_column_slice(gradient)).as_slice().to_vec();
    let free = towards(gradient);
    let mut multipliers = vec![0.0; edges.len()];
    let after: Vec<f64> = edges.iter().map(|edge| edge.value(b) + edge.value(&free)).collect();
    if after.iter().all(|value| *value >= 0.0) {
        return (free, multipliers);
    }
    let width = b.len();
    let products: Vec<Vec<f64>> = edges
        .iter()
        .map(|edge| {
            let column: Vec<f64> =
                (0..width).map(|j| edge.first.1 * inverse[(j, edge.first.0)] + edge.second.1 * inverse[(j, edge.second.0)]).collect();
            edges.iter().map(|other| other.value(&column)).collect()
        })
        .collect();
    for _ in 0..SWEEPS {
        let mut moved = false;
        for at in 0..edges.len() {
            if products[at][at] <= 0.0 {
                continue;
            }
            let value = after[at] + dot(&products[at], &multipliers);
            let next = (multipliers[at] - value / products[at][at]).max(0.0);
            moved |= (next - multipliers[at]).abs() > 1e-12 * (1.0 + next);
            multipliers[at] = next;
        }
        if !moved {
            break;
        }
    }
    let mut pushed = gradient.to_vec();
    edges.iter().zip(&multipliers).for_each(|(edge, m)| edge.add(*m, &mut pushed));
    (towards(&pushed), multipliers)
}

/// What the residuals that should be 0 can still take from the bound, and the rounding of the sums.
fn rounding(sample: &Sample, edges: &[Edge], local: &Local, step: &[f64], multipliers: &[f64]) -> f64 {
    let moved = &local.second * DVector::from_column_slice(step);
    let mut left: Vec<f64> = local.gradient.iter().zip(moved.iter()).map(|(g, moved)| g - moved).collect();
    edges.iter().zip(multipliers).for_each(|(edge, m)| edge.add(*m, &mut left));
    let mut lost = left[0].abs() * LARGEST_EFFECT;
    for (column, left) in sample.columns.iter().zip(&left[1..]) {
        let widest = column.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        lost += left.abs() * LARGEST_EFFECT / widest.max(f64::MIN_POSITIVE);
    }
    lost + 4.0 * f64::EPSILON * sample.len() as f64 * (1.0 + local.loss)
}
