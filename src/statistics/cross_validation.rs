// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A penalty chosen by cross-validation, as `cv.glmnet` does (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33, 2010):
//! the deviance on each fold of a model of the others.

use super::penalised::{self, Penalty};
use super::{Design, Error, input, logistic};

/// Penalties tried.
const STEPS: usize = 100;
/// The smallest over the largest.
const SMALLEST: f64 = 1e-4;
/// Ridge never lets go of a column: its path begins so many times above that of LASSO.
const RIDGE: f64 = 1000.0;

/// One penalty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The penalty.
    pub lambda: f64,
    /// Deviance of a person, on data that the model has not seen.
    pub deviance: f64,
    /// Its standard error over folds.
    pub error: f64,
}

/// A path of penalties, largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The penalties.
    pub steps: Vec<Step>,
    /// The step with the least deviance.
    pub least: usize,
    /// The largest penalty whose deviance is within one standard error of the least (Breiman and others, 1984).
    pub within: usize,
}

/// Goes along the path; `folds` says for each row in which fold it is, counted from 0.
///
/// # Errors
/// Fewer than three folds; a fold without which one outcome lacks, or a column is constant; else as [`penalised::fit`].
pub fn path(design: &Design, events: &[bool], folds: &[usize], penalty: Penalty) -> Result<Path, Error> {
    input::lengths(design.rows(), folds.len())?;
    let many = folds.iter().max().map_or(0, |last| last + 1);
    if many < 3 {
        return Err(Error::TooFew { needed: 3, found: many });
    }
    let top = penalised::largest(design, events, None)? * if penalty == Penalty::Ridge { RIDGE } else { 1.0 };
    let ratio = libm::log(SMALLEST) / (STEPS - 1) as f64;
    let steps = (0..STEPS).map(|at| step(design, events, folds, many, penalty, top * libm::exp(ratio * at as f64)));
    let steps: Vec<Step> = steps.collect::<Result<_, Error>>()?;
    let least = (0..STEPS).min_by(|a, b| steps[*a].deviance.total_cmp(&steps[*b].deviance)).unwrap_or(0);
    let enough = steps[least].deviance + steps[least].error;
    let within = (0..STEPS).find(|at| steps[*at].deviance <= enough).unwrap_or(least);
    Ok(Path { steps, least, within })
}

fn step(design: &Design, events: &[bool], folds: &[usize], many: usize, penalty: Penalty, lambda: f64) -> Result<Step, Error> {
    let mut of_folds = Vec::with_capacity(many);
    for fold in 0..many {
        let others: Vec<f64> = folds.iter().map(|of| f64::from(u8::from(*of != fold))).collect();
        let model = penalised::fit(design, events, Some(&others), penalty, lambda)?;
        let own = (0..folds.len()).filter(|row| folds[*row] == fold);
        let (mut deviance, mut n) = (0.0, 0);
        for row in own {
            deviance -= 2.0 * logistic::log_likelihood(model.linear[row], events[row]);
            n += 1;
        }
        if n == 0 {
            return Err(Error::Empty);
        }
        of_folds.push((deviance / f64::from(n), f64::from(n)));
    }
    let n: f64 = of_folds.iter().map(|(_, n)| n).sum();
    let deviance = of_folds.iter().map(|(one, n)| one * n).sum::<f64>() / n;
    let spread = of_folds.iter().map(|(one, n)| n * (one - deviance) * (one - deviance)).sum::<f64>() / n;
    Ok(Step { lambda, deviance, error: (spread / (many - 1) as f64).sqrt() })
}
