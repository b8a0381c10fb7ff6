// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Logistic regression by largest likelihood.

use nalgebra::DMatrix;

use super::{Design, Error, distribution, input, linear};

const MOST_STEPS: usize = 60;
/// A step this small, in standard deviations of the predictors, ends the search.
const SMALL_STEP: f64 = 1e-10;
/// A linear predictor this large says that the search runs to infinity: e^-30 is 1e-13.
const FAR: f64 = 30.0;

/// A fitted model; index 0 is the intercept.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    /// Coefficients, intercept first.
    pub coefficients: Vec<f64>,
    /// Their standard errors.
    pub errors: Vec<f64>,
    /// Their covariance, row by row.
    pub covariance: Vec<Vec<f64>>,
    /// Largest log-likelihood.
    pub log_likelihood: f64,
    /// Log-likelihood with the intercept alone.
    pub null_log_likelihood: f64,
    /// Linear predictor of every row, offset included.
    pub linear: Vec<f64>,
    /// Sum of weights: the number of persons.
    pub size: f64,
}

/// 1 / (1 + e^-z), the same bits for the same z on every platform.
#[must_use]
pub fn expit(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + libm::exp(-z))
    } else {
        let e = libm::exp(z);
        e / (1.0 + e)
    }
}

/// ln(p / (1 - p)).
#[must_use]
pub fn logit(p: f64) -> f64 {
    libm::log(p) - libm::log1p(-p)
}

/// Log-likelihood of one outcome at linear predictor `z`, without loss in the tails.
pub(crate) fn log_likelihood(z: f64, event: bool) -> f64 {
    let toward = if event { z } else { -z };
    if toward >= 0.0 { -libm::log1p(libm::exp(-toward)) } else { toward - libm::log1p(libm::exp(toward)) }
}

/// What a fit may be given besides predictors and outcomes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// A row stands for this many equal rows.
    pub weights: Option<&'a [f64]>,
    /// Added to the linear predictor with coefficient 1.
    pub offset: Option<&'a [f64]>,
}

/// Newton's method (iteratively reweighted least squares; `McCullagh` and Nelder, Generalized Linear Models, 1989, 2.5) with halved
/// steps, on centred and scaled columns.
///
/// # Errors
/// One outcome lacks; a column follows from others; outcomes are separated; a value is not finite.
pub fn fit(design: &Design, events: &[bool], options: Options) -> Result<Logistic, Error> {
    let n = design.rows();
    input::lengths(n, events.len())?;
    let (ones, zeros) = (vec![1.0; n], vec![0.0; n]);
    let (weights, offset) = (options.weights.unwrap_or(&ones), options.offset.unwrap_or(&zeros));
    input::lengths(n, offset.len())?;
    input::finite(offset)?;
    let (size, cases) = input::weighted_classes(weights, events)?;
    let (scaled, mean, sd) = design.standardised(weights)?;
    let problem = Problem { design: &scaled, events, weights, offset };
    let start = logit(cases / size);
    let null_log_likelihood =
        if options.offset.is_none() { size * binomial_entropy(cases / size) } else { problem.search(0, vec![start])?.log_likelihood };
    let mut first = vec![0.0; design.width() + 1];
    first[0] = start;
    let found = problem.search(design.width(), first)?;

    // Back to the columns as they were given: b = s / sd, and the intercept takes the means.
    let width = design.width() + 1;
    let back = DMatrix::from_fn(width, width, |i, j| match (i, j) {
        (0, 0) => 1.0,
        (0, j) => -mean[j - 1] / sd[j - 1],
        (i, j) if i == j => 1.0 / sd[i - 1],
        _ => 0.0,
    });
    let coefficients: Vec<f64> = (0..width).map(|i| (0..width).map(|j| back[(i, j)] * found.coefficients[j]).sum()).collect();
    let covariance = &back * linear::factor(&found.information)?.inverse() * back.transpose();
    let linear = (0..n).map(|row| super::design::sum(coefficients[0], design.row(row), &coefficients[1..]) + offset[row]).collect();
    Ok(Logistic {
        errors: (0..width).map(|j| covariance[(j, j)].sqrt()).collect(),
        covariance: (0..width).map(|i| (0..width).map(|j| covariance[(i, j)]).collect()).collect(),
        coefficients,
        log_likelihood: found.log_likelihood,
        null_log_likelihood,
        linear,
        size,
    })
}

fn binomial_entropy(p: f64) -> f64 {
    p * libm::log(p) + (1.0 - p) * libm::log1p(-p)
}

impl Logistic {
    /// Probability of every row.
    #[must_use]
    pub fn probabilities(&self) -> Vec<f64> {
        self.linear.iter().map(|z| expit(*z)).collect()
    }

    /// Akaike's criterion.
    #[must_use]
    pub fn aic(&self) -> f64 {
        2.0 * self.coefficients.len() as f64 - 2.0 * self.log_likelihood
    }

    /// Schwarz's criterion.
    #[must_use]
    pub fn bic(&self) -> f64 {
        libm::log(self.size) * self.coefficients.len() as f64 - 2.0 * self.log_likelihood
    }

    /// `McFadden`'s pseudo R².
    #[must_use]
    pub fn mcfadden(&self) -> f64 {
        1.0 - self.log_likelihood / self.null_log_likelihood
    }

    /// Wald limits of every coefficient.
    #[must_use]
    pub fn wald(&self, level: f64) -> Vec<(f64, f64)> {
        let z = distribution::z_of(level);
        self.coefficients.iter().zip(&self.errors).map(|(b, se)| (b - z * se, b + z * se)).collect()
    }

    /// The linear predictor at these predictors, with its standard error.
    #[must_use]
    pub fn at(&self, row: &[f64]) -> (f64, f64) {
        let x: Vec<f64> = std::iter::once(1.0).chain(row.iter().copied()).collect();
        let variance: f64 = x.iter().zip(&self.covariance).map(|(a, line)| a * super::design::sum(0.0, line, &x)).sum();
        (super::design::sum(0.0, &x, &self.coefficients), variance.sqrt())
    }
}

struct Problem<'a> {
    design: &'a Design,
    events: &'a [bool],
    weights: &'a [f64],
    offset: &'a [f64],
}

struct Found {
    coefficients: Vec<f64>,
    information: DMatrix<f64>,
    log_likelihood: f64,
}

impl Problem<'_> {
    fn linear(&self, row: usize, width: usize, b: &[f64]) -> f64 {
        super::design::sum(b[0], &self.design.row(row)[..width], &b[1..]) + self.offset[row]
    }

    fn log_likelihood(&self, width: usize, b: &[f64]) -> f64 {
        (0..self.design.rows()).map(|row| self.weights[row] * log_likelihood(self.linear(row, width, b), self.events[row])).sum()
    }

    fn score(&self, width: usize, b: &[f64]) -> (Vec<f64>, DMatrix<f64>, f64) {
        let mut score = vec![0.0; width + 1];
        let mut information = DMatrix::zeros(width + 1, width + 1);
        let mut furthest: f64 = 0.0;
        for row in 0..self.design.rows() {
            let z = self.linear(row, width, b);
            furthest = furthest.max((z - self.offset[row]).abs());
            let p = expit(z);
            let residual = self.weights[row] * (f64::from(u8::from(self.events[row])) - p);
            let spread = self.weights[row] * p * (1.0 - p);
            let x = &self.design.row(row)[..width];
            score[0] += residual;
            information[(0, 0)] += spread;
            for i in 0..width {
                score[i + 1] += residual * x[i];
                information[(i + 1, 0)] += spread * x[i];
                for j in 0..=i {
                    information[(i + 1, j + 1)] += spread * x[i] * x[j];
                }
            }
        }
        linear::mirror(&mut information);
        (score, information, furthest)
    }

    fn search(&self, width: usize, mut b: Vec<f64>) -> Result<Found, Error> {
        let mut best = self.log_likelihood(width, &b);
        for step_number in 0..MOST_STEPS {
            let (score, information, furthest) = self.score(width, &b);
            let step = match linear::solve(&information, &score) {
                Ok(step) => step,
                Err(Error::Collinear { column }) if step_number == 0 => return Err(Error::Collinear { column: column.saturating_sub(1) }),
                Err(_) => return Err(separated(&b)),
            };
            let largest = step.iter().fold(0.0, |most: f64, part| most.max(part.abs()));
            if largest < SMALL_STEP {
                return Ok(Found { coefficients: b, information, log_likelihood: best });
            }
            if furthest > FAR && largest > 0.1 {
                return Err(separated(&b));
            }
            let mut share = 1.0;
            loop {
                let next: Vec<f64> = b.iter().zip(&step).map(|(b, step)| b + share * step).collect();
                let reached = self.log_likelihood(width, &next);
                if reached >= best - 1e-10 * (1.0 + best.abs()) {
                    (b, best) = (next, reached);
                    break;
                }
                share /= 2.0;
                if share < 1e-6 {
                    return Err(Error::NotConverged { steps: step_number });
                }
            }
        }
        Err(separated(&b))
    }
}

fn separated(b: &[f64]) -> Error {
    let column = (1..b.len()).max_by(|i, j| b[*i].abs().total_cmp(&b[*j].abs())).map_or(0, |j| j - 1);
    Error::Separation { column }
}
