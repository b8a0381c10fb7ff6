// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Calibration in the large, intercept and slope; and the smallest update that a closed test asks for.

use super::logistic::{self, Logistic, Options, logit};
use super::{Design, Error, distribution, input};

/// An estimate with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error.
    pub error: f64,
}

/// How predicted and observed outcomes agree on the scale of the logit (Cox, Biometrika 45, 1958; Steyerberg, Clinical Prediction
/// Models, 2019, 15.3).
#[derive(Clone, Debug, PartialEq)]
pub struct Recalibration {
    /// Intercept when the slope is held at 1: calibration in the large.
    pub in_the_large: Estimate,
    /// Intercept of the joint fit.
    pub intercept: Estimate,
    /// Slope of the joint fit.
    pub slope: Estimate,
    /// Log-likelihood of the predictions as they are.
    pub as_is: f64,
    /// Log-likelihood with a new intercept.
    pub with_intercept: f64,
    /// Log-likelihood with a new intercept and slope.
    pub with_slope: f64,
    /// Log-likelihood of one rate for all.
    pub null: f64,
}

/// Fits both models to probabilities.
///
/// # Errors
/// A probability of 0 or 1 or not finite; one outcome lacks; all probabilities equal; separation.
pub fn recalibrate(probabilities: &[f64], events: &[bool], weights: Option<&[f64]>) -> Result<Recalibration, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, true)?;
    let logits: Vec<f64> = probabilities.iter().map(|p| logit(*p)).collect();
    let large = logistic::fit(&Design::empty(events.len()), events, Options { weights, offset: Some(&logits) })?;
    let joint = match logistic::fit(&Design::new(&[&logits])?, events, Options { weights, offset: None }) {
        Err(Error::Collinear { .. }) => return Err(Error::Constant),
        joint => joint?,
    };
    let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
    let as_is = logits.iter().zip(events).enumerate().map(|(row, (z, event))| weight(row) * logistic::log_likelihood(*z, *event)).sum();
    let of = |fit: &Logistic, at: usize| Estimate { estimate: fit.coefficients[at], error: fit.errors[at] };
    Ok(Recalibration {
        in_the_large: of(&large, 0),
        intercept: of(&joint, 0),
        slope: of(&joint, 1),
        as_is,
        with_intercept: large.log_likelihood,
        with_slope: joint.log_likelihood,
        null: joint.null_log_likelihood,
    })
}

/// The change that a sample asks for, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Update {
    /// None: the predictions stand.
    None,
    /// A new intercept.
    Intercept,
    /// A new intercept and slope.
    Slope,
    /// New weights.
    Revision,
}

/// One comparison of the closed test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// The smaller change.
    pub update: Update,
    /// Twice the difference of the log-likelihoods.
    pub chi_square: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// p value.
    pub p: f64,
}

/// The closed test of Vergouwe and others (Statistics in Medicine 36, 2017): the smallest change that the largest model does not
/// significantly improve upon, each tested at `alpha`. `revision` is the log-likelihood of refitted weights and the number of its
/// predictors (the intercept not counted); without it the largest model is a new intercept and slope.
#[must_use]
pub fn closed_test(fit: &Recalibration, revision: Option<(f64, usize)>, alpha: f64) -> (Update, Vec<Test>) {
    let (largest, log_likelihood, parameters) = match revision {
        Some((log_likelihood, predictors)) if predictors > 1 => (Update::Revision, log_likelihood, predictors + 1),
        _ => (Update::Slope, fit.with_slope, 2),
    };
    let smaller = [(Update::None, fit.as_is, 0), (Update::Intercept, fit.with_intercept, 1), (Update::Slope, fit.with_slope, 2)];
    let mut tests = Vec::new();
    for (update, reached, used) in smaller.into_iter().filter(|(update, ..)| *update < largest) {
        let chi_square = (2.0 * (log_likelihood - reached)).max(0.0);
        let df = parameters - used;
        let p = distribution::chi_square_above(chi_square, df as f64);
        tests.push(Test { update, chi_square, df, p });
        if p >= alpha {
            return (update, tests);
        }
    }
    (largest, tests)
}

impl Recalibration {
    /// The indices of rms' `val.prob` (Harrell, Regression Modeling Strategies, 2015, 10.9): Nagelkerke's R², discrimination D,
    /// unreliability U and quality Q = D - U.
    #[must_use]
    pub fn quality(&self, size: f64) -> [f64; 4] {
        let ratio = 2.0 * (self.as_is - self.null);
        let d = (ratio - 1.0) / size;
        let u = (2.0 * (self.with_slope - self.as_is) - 2.0) / size;
        let r2 = (1.0 - libm::exp(-ratio / size)) / (1.0 - libm::exp(2.0 * self.null / size));
        [r2, d, u, d - u]
    }
}
