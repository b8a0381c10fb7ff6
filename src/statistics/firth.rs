// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Logistic regression with Firth's penalty: half the logarithm of the determinant of the information, Jeffreys' prior (Firth, Biometrika
//! 80, 1993; Heinze and Schemper, Statistics in Medicine 21, 2002). Estimates are finite where outcomes are separated, too.

use nalgebra::DMatrix;

use super::logistic::{self, expit, logit};
use super::{Design, Error, Interval, distribution, input, linear};

const MOST_STEPS: usize = 5_000;
/// A step this small, in standard deviations of the columns, ends the search.
const SMALL_STEP: f64 = 1e-10;
/// The longest step, likewise.
const LONGEST: f64 = 5.0;

/// A fitted model; index 0 is the intercept.
#[derive(Clone, Debug, PartialEq)]
pub struct Firth {
    /// Coefficients, with limits by the profile of the penalised likelihood.
    pub coefficients: Vec<Interval>,
    /// Standard errors: by the inverse of the information.
    pub errors: Vec<f64>,
    /// p values of the penalised likelihood ratio.
    pub p: Vec<f64>,
    /// Largest penalised log-likelihood, of the columns as they were given.
    pub log_likelihood: f64,
    /// Linear predictor of every row.
    pub linear: Vec<f64>,
}

struct Problem<'a> {
    design: Design,
    events: &'a [bool],
    weights: &'a [f64],
}

struct At {
    slope: Vec<f64>,
    information: DMatrix<f64>,
    log_likelihood: f64,
}

/// Fits a model; limits at `level`.
///
/// # Errors
/// One outcome lacks; a column is constant or follows from others; a level outside 0..1.
pub fn firth(design: &Design, events: &[bool], weights: Option<&[f64]>, level: f64) -> Result<Firth, Error> {
    input::level(level)?;
    let n = design.rows();
    input::lengths(n, events.len())?;
    let ones = vec![1.0; n];
    let weights = weights.unwrap_or(&ones);
    let (size, cases) = input::weighted_classes(weights, events)?;
    let (scaled, means, sds) = design.standardised(weights)?;
    let problem = Problem { design: scaled, events, weights };
    let mut start = vec![0.0; design.width() + 1];
    start[0] = logit(cases / size);
    let best = problem.search(start, None)?;
    let at = problem.at(&best)?;
    let inverse = linear::factor(&at.information)?.inverse();
    let width = design.width();
    // The intercept of the columns as given mixes all; its profile is taken of columns that were only divided.
    let back = DMatrix::from_fn(width + 1, width + 1, |i, j| match (i, j) {
        (0, 0) => 1.0,
        (0, j) => -means[j - 1] / sds[j - 1],
        (i, j) if i == j => 1.0 / sds[i - 1],
        _ => 0.0,
    });
    let covariance = &back * inverse * back.transpose();
    let errors: Vec<f64> = (0..=width).map(|j| covariance[(j, j)].sqrt()).collect();
    let given = |b: &[f64]| -> Vec<f64> { (0..=width).map(|i| (0..=width).map(|j| back[(i, j)] * b[j]).sum()).collect() };
    let estimates = given(&best);
    let mut coefficients = Vec::new();
    let mut p = Vec::new();
    let uncentred = Problem { design: divided(design, &sds)?, events, weights };
    let whole: Vec<f64> = (0..=width).map(|j| if j == 0 { estimates[0] } else { best[j] }).collect();
    let top = uncentred.at(&whole)?.log_likelihood;
    for (j, (estimate, error)) in estimates.iter().zip(&errors).enumerate() {
        let unit = if j == 0 { 1.0 } else { sds[j - 1] };
        let profile = Profile { problem: &uncentred, best: &whole, top, column: j };
        let (low, high) = (profile.limit(level, -error * unit)?, profile.limit(level, error * unit)?);
        coefficients.push(Interval { estimate: *estimate, lower: low / unit, upper: high / unit });
        let null = uncentred.search(whole.clone(), Some((j, 0.0)))?;
        let ratio = 2.0 * (top - uncentred.at(&null)?.log_likelihood);
        p.push(distribution::chi_square_above(ratio.max(0.0), 1.0));
    }
    // The determinant of the columns as given: each column was divided by its standard deviation.
    let shrunk: f64 = sds.iter().map(|sd| libm::log(*sd)).sum();
    let linear = design.predict(estimates[0], &estimates[1..]);
    Ok(Firth { coefficients, errors, p, log_likelihood: at.log_likelihood + shrunk, linear })
}

/// Columns divided by their standard deviations, not centred: an intercept of its own.
fn divided(design: &Design, sds: &[f64]) -> Result<Design, Error> {
    let columns: Vec<Vec<f64>> = (0..design.width()).map(|j| (0..design.rows()).map(|row| design.row(row)[j] / sds[j]).collect()).collect();
    if columns.is_empty() {
        return Ok(Design::empty(design.rows()));
    }
    Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

impl Problem<'_> {
    /// The modified score: events less rates, each row drawn towards a half by its leverage.
    fn at(&self, b: &[f64]) -> Result<At, Error> {
        let width = self.design.width();
        let x = |row: usize, at: usize| if at == 0 { 1.0 } else { self.design.row(row)[at - 1] };
        let mut information = DMatrix::zeros(width + 1, width + 1);
        let mut log_likelihood = 0.0;
        let mut rates = Vec::with_capacity(self.design.rows());
        for row in 0..self.design.rows() {
            let z = super::design::sum(b[0], self.design.row(row), &b[1..]);
            log_likelihood += self.weights[row] * logistic::log_likelihood(z, self.events[row]);
            let rate = expit(z);
            let spread = self.weights[row] * rate * (1.0 - rate);
            for i in 0..=width {
                for j in 0..=i {
                    information[(i, j)] += spread * x(row, i) * x(row, j);
                }
            }
            rates.push(rate);
        }
        linear::mirror(&mut information);
        let factor = linear::factor(&information).map_err(|error| match error {
            Error::Collinear { column } => Error::Collinear { column: column.saturating_sub(1) },
            other => other,
        })?;
        let determinant: f64 = (0..=width).map(|j| 2.0 * libm::log(factor.l_dirty()[(j, j)])).sum();
        let inverse = factor.inverse();
        let mut slope = vec![0.0; width + 1];
        for (row, rate) in rates.iter().enumerate() {
            let form: f64 = (0..=width).map(|i| x(row, i) * (0..=width).map(|j| inverse[(i, j)] * x(row, j)).sum::<f64>()).sum();
            let leverage = self.weights[row] * rate * (1.0 - rate) * form;
            let residual = self.weights[row] * (f64::from(u8::from(self.events[row])) - rate) + leverage * (0.5 - rate);
            (0..=width).for_each(|i| slope[i] += residual * x(row, i));
        }
        Ok(At { slope, information, log_likelihood: log_likelihood + determinant / 2.0 })
    }

    /// The largest penalised likelihood, with one coefficient held at a value where that is asked.
    fn search(&self, mut b: Vec<f64>, held: Option<(usize, f64)>) -> Result<Vec<f64>, Error> {
        if let Some((column, value)) = held {
            b[column] = value;
        }
        let free: Vec<usize> = (0..b.len()).filter(|at| held.is_none_or(|(column, _)| *at != column)).collect();
        let mut now = self.at(&b)?;
        for _ in 0..MOST_STEPS {
            if free.is_empty() {
                return Ok(b);
            }
            let part = DMatrix::from_fn(free.len(), free.len(), |i, j| now.information[(free[i], free[j])]);
            let step = linear::solve(&part, &free.iter().map(|at| now.slope[*at]).collect::<Vec<_>>())?;
            let furthest = step.iter().fold(0.0, |most: f64, part| most.max(part.abs()));
            if furthest < SMALL_STEP {
                return Ok(b);
            }
            let mut share = if furthest > LONGEST { LONGEST / furthest } else { 1.0 };
            loop {
                let mut next = b.clone();
                free.iter().zip(&step).for_each(|(at, part)| next[*at] += share * part);
                // Where the information of a step too long cannot be factored, a shorter one is taken.
                let reached =
                    self.at(&next).ok().filter(|at| at.log_likelihood >= now.log_likelihood - 1e-11 * (1.0 + now.log_likelihood.abs()));
                if let Some(reached) = reached {
                    (b, now) = (next, reached);
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
}

/// The penalised likelihood along one coefficient.
struct Profile<'a> {
    problem: &'a Problem<'a>,
    best: &'a [f64],
    top: f64,
    column: usize,
}

impl Profile<'_> {
    /// How far the likelihood ratio at a value is above what the level allows, and the other coefficients there.
    fn beyond(&self, value: f64, allowed: f64, from: &[f64]) -> Result<(f64, Vec<f64>), Error> {
        let found = self.problem.search(from.to_vec(), Some((self.column, value)))?;
        let reached = self.problem.at(&found)?.log_likelihood;
        Ok((2.0 * (self.top - reached) - allowed, found))
    }

    /// The limit on the side of `step`: doubled until the level is passed, then halved in between.
    fn limit(&self, level: f64, step: f64) -> Result<f64, Error> {
        let z = distribution::z_of(level);
        let allowed = z * z;
        let centre = self.best[self.column];
        let (mut inside, mut outside) = (centre, centre + 2.0 * step);
        let mut from = self.best.to_vec();
        let mut doublings = 0;
        loop {
            let (beyond, found) = self.beyond(outside, allowed, &from)?;
            if beyond > 0.0 {
                break;
            }
            (inside, from) = (outside, found);
            outside += (outside - centre).abs() * step.signum();
            doublings += 1;
            if doublings > 40 {
                return Ok(f64::INFINITY * step.signum());
            }
        }
        for _ in 0..60 {
            let middle = f64::midpoint(inside, outside);
            if (outside - inside).abs() <= 1e-10 * (1.0 + middle.abs()) {
                break;
            }
            let (beyond, found) = self.beyond(middle, allowed, &from)?;
            if beyond > 0.0 {
                outside = middle;
            } else {
                (inside, from) = (middle, found);
            }
        }
        Ok(f64::midpoint(inside, outside))
    }
}
