// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `DeLong`'s variance of the AUC and the tests that compare two of them.

use super::{Error, Interval, auc, distribution, input, rank};

/// An AUC with what its variance is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct DeLong {
    /// The area.
    pub auc: f64,
    /// Its variance; not defined with a single event or non-event.
    pub variance: Option<f64>,
    /// Share of the non-events below each event, in the order of the rows.
    cases: Vec<f64>,
    /// Share of the events above each non-event, in the order of the rows.
    others: Vec<f64>,
}

/// A test of the difference of two AUCs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// First less second, with its interval.
    pub difference: Interval,
    /// z when paired, t when not.
    pub statistic: f64,
    /// Degrees of freedom when not paired.
    pub df: Option<f64>,
    /// Two-sided p value.
    pub p: f64,
    /// Covariance of the two areas; 0 when not paired.
    pub covariance: f64,
}

/// `DeLong`, `DeLong` and Clarke-Pearson (Biometrics 44, 1988) by midranks in O(n log n) (Sun and Xu, IEEE Signal Processing Letters 21,
/// 2014).
///
/// # Errors
/// When one outcome lacks, or a score is not finite.
pub fn delong(scores: &[f64], events: &[bool]) -> Result<DeLong, Error> {
    let (m, n) = input::two_classes(scores, events)?;
    let of = |wanted: bool| scores.iter().zip(events).filter(move |(_, event)| **event == wanted).map(|(score, _)| *score);
    let all = rank::midranks(scores);
    let within_cases = rank::midranks(&of(true).collect::<Vec<_>>());
    let within_others = rank::midranks(&of(false).collect::<Vec<_>>());
    let (mut cases, mut others) = (Vec::with_capacity(m), Vec::with_capacity(n));
    for (rank, event) in all.iter().zip(events) {
        if *event {
            cases.push((rank - within_cases[cases.len()]) / n as f64);
        } else {
            others.push(1.0 - (rank - within_others[others.len()]) / m as f64);
        }
    }
    let variance = covariance(&cases, &cases).zip(covariance(&others, &others)).map(|(a, b)| a / m as f64 + b / n as f64);
    Ok(DeLong { auc: auc::auc(scores, events)?, variance, cases, others })
}

impl DeLong {
    /// The interval on the scale of the AUC, clipped at 0 and 1 as pROC does.
    ///
    /// # Errors
    /// A level outside 0..1; a single event or non-event.
    pub fn interval(&self, level: f64) -> Result<Interval, Error> {
        input::level(level)?;
        let half = distribution::z_of(level) * self.variance()?.sqrt();
        Ok(Interval { estimate: self.auc, lower: (self.auc - half).max(0.0), upper: (self.auc + half).min(1.0) })
    }

    fn variance(&self) -> Result<f64, Error> {
        self.variance.ok_or(Error::TooFew { needed: 2, found: self.cases.len().min(self.others.len()) })
    }

    /// Two scores of the same persons: normal distribution.
    ///
    /// # Errors
    /// Other numbers of persons; a single event or non-event; two scores that order everybody alike.
    pub fn paired(&self, second: &Self, level: f64) -> Result<Comparison, Error> {
        input::level(level)?;
        input::lengths(self.cases.len(), second.cases.len())?;
        input::lengths(self.others.len(), second.others.len())?;
        let of_cases = covariance(&self.cases, &second.cases).unwrap_or(0.0) / self.cases.len() as f64;
        let of_others = covariance(&self.others, &second.others).unwrap_or(0.0) / self.others.len() as f64;
        let covariance = of_cases + of_others;
        let variance = self.variance()? + second.variance()? - 2.0 * covariance;
        if variance <= 1e-18 {
            return Err(Error::Constant);
        }
        let (estimate, error) = (self.auc - second.auc, variance.sqrt());
        let statistic = estimate / error;
        let half = distribution::z_of(level) * error;
        let difference = Interval { estimate, lower: estimate - half, upper: estimate + half };
        Ok(Comparison { difference, statistic, df: None, p: distribution::normal_two_sided(statistic), covariance })
    }

    /// Two groups of persons: t distribution with Satterthwaite's degrees of freedom, as pROC does.
    ///
    /// # Errors
    /// A single event or non-event; no variance in either.
    pub fn unpaired(&self, second: &Self, level: f64) -> Result<Comparison, Error> {
        input::level(level)?;
        let (first_variance, second_variance) = (self.variance()?, second.variance()?);
        let variance = first_variance + second_variance;
        if variance <= 0.0 {
            return Err(Error::Constant);
        }
        let size = |one: &Self| (one.cases.len() + one.others.len()) as f64 - 1.0;
        let df = variance * variance / (first_variance * first_variance / size(self) + second_variance * second_variance / size(second));
        let (estimate, error) = (self.auc - second.auc, variance.sqrt());
        let statistic = estimate / error;
        let half = distribution::z_of(level) * error;
        let difference = Interval { estimate, lower: estimate - half, upper: estimate + half };
        Ok(Comparison { difference, statistic, df: Some(df), p: distribution::t_two_sided(statistic, df), covariance: 0.0 })
    }
}

/// Sample covariance; `None` for fewer than two values.
fn covariance(a: &[f64], b: &[f64]) -> Option<f64> {
    let n = a.len() as f64;
    if a.len() < 2 {
        return None;
    }
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    Some(a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / (n - 1.0))
}
