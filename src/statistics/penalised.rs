// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Logistic regression with a penalty, scaled as `glmnet` does (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33,
//! 2010): what is made least is the negative log-likelihood divided by the sum of weights, plus lambda times the penalty of the
//! coefficients of columns that were divided by their standard deviation (divisor n). The intercept is not penalised.

use super::logistic::{self, expit, logit};
use super::{Design, Error, input, lasso, ridge};

/// What is penalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Penalty {
    /// Half the sum of squares (Hoerl and Kennard, Technometrics 12, 1970; le Cessie and van Houwelingen, Applied Statistics 41, 1992).
    Ridge,
    /// The sum of absolute values (Tibshirani, Journal of the Royal Statistical Society B 58, 1996).
    Lasso,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Penalised {
    /// Coefficients of the columns as they were given, intercept first.
    pub coefficients: Vec<f64>,
    /// What was made least, per unit of weight.
    pub objective: f64,
    /// Linear predictor of every row.
    pub linear: Vec<f64>,
}

/// Columns with mean 0 and standard deviation 1, outcomes and weights.
pub(super) struct Scaled<'a> {
    pub design: Design,
    pub events: &'a [bool],
    pub weights: Vec<f64>,
    pub lambda: f64,
}

/// Fits a model at a penalty of `lambda`; 0 is no penalty.
///
/// # Errors
/// One outcome lacks; a constant column; `lambda` below 0 or not finite; without a penalty also what [`logistic::fit`] refuses.
pub fn fit(design: &Design, events: &[bool], weights: Option<&[f64]>, penalty: Penalty, lambda: f64) -> Result<Penalised, Error> {
    if !(lambda >= 0.0 && lambda.is_finite()) {
        return Err(Error::OutOfRange { row: 0 });
    }
    if lambda == 0.0 {
        let found = logistic::fit(design, events, logistic::Options { weights, offset: None })?;
        return Ok(Penalised { objective: -found.log_likelihood / found.size, coefficients: found.coefficients, linear: found.linear });
    }
    let (scaled, means, sds) = Scaled::of(design, events, weights, lambda)?;
    let b = match penalty {
        Penalty::Ridge => ridge::search(&scaled)?,
        Penalty::Lasso => lasso::search(&scaled)?,
    };
    let objective = scaled.objective(penalty, &b);
    let mut coefficients = b.clone();
    for (at, (mean, sd)) in means.iter().zip(&sds).enumerate() {
        coefficients[at + 1] = b[at + 1] / sd;
        coefficients[0] -= coefficients[at + 1] * mean;
    }
    let linear = design.predict(coefficients[0], &coefficients[1..]);
    Ok(Penalised { coefficients, objective, linear })
}

/// The least penalty at which LASSO keeps no column: where its path begins.
///
/// # Errors
/// As [`fit`].
pub fn largest(design: &Design, events: &[bool], weights: Option<&[f64]>) -> Result<f64, Error> {
    let (scaled, _, _) = Scaled::of(design, events, weights, 1.0)?;
    let base = scaled.base_rate();
    let mut pull = vec![0.0; scaled.design.width()];
    for (row, (weight, event)) in scaled.weights.iter().zip(events).enumerate() {
        let residual = weight * (f64::from(u8::from(*event)) - base);
        pull.iter_mut().zip(scaled.design.row(row)).for_each(|(pull, value)| *pull += residual * value);
    }
    Ok(pull.iter().fold(0.0, |most: f64, pull| most.max(pull.abs())))
}

impl<'a> Scaled<'a> {
    fn of(design: &Design, events: &'a [bool], weights: Option<&[f64]>, lambda: f64) -> Result<(Self, Vec<f64>, Vec<f64>), Error> {
        let n = design.rows();
        input::lengths(n, events.len())?;
        let weights = weights.map_or_else(|| vec![1.0; n], <[f64]>::to_vec);
        let (size, _) = input::weighted_classes(&weights, events)?;
        let (scaled, means, sds) = design.standardised(&weights)?;
        let weights = weights.iter().map(|weight| weight / size).collect();
        Ok((Self { design: scaled, events, weights, lambda }, means, sds))
    }

    fn base_rate(&self) -> f64 {
        self.weights.iter().zip(self.events).filter(|(_, event)| **event).map(|(weight, _)| weight).sum()
    }

    /// No column, the base rate for all.
    pub fn start(&self) -> Vec<f64> {
        let mut b = vec![0.0; self.design.width() + 1];
        b[0] = logit(self.base_rate());
        b
    }

    pub fn linear(&self, row: usize, b: &[f64]) -> f64 {
        super::design::sum(b[0], self.design.row(row), &b[1..])
    }

    /// Chance of every row.
    pub fn rates(&self, b: &[f64]) -> Vec<f64> {
        (0..self.design.rows()).map(|row| expit(self.linear(row, b))).collect()
    }

    pub fn objective(&self, penalty: Penalty, b: &[f64]) -> f64 {
        let rows = 0..self.design.rows();
        let fit: f64 = rows.map(|row| self.weights[row] * logistic::log_likelihood(self.linear(row, b), self.events[row])).sum();
        let size: f64 = match penalty {
            Penalty::Ridge => b[1..].iter().map(|b| b * b).sum::<f64>() / 2.0,
            Penalty::Lasso => b[1..].iter().map(|b| b.abs()).sum(),
        };
        self.lambda * size - fit
    }
}
