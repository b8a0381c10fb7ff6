// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Kaplan and Meier's estimate of survival.

use super::{Error, distribution, input, rank};

/// Survival after an event time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The time.
    pub time: f64,
    /// Persons at risk just before it.
    pub at_risk: usize,
    /// Events at it.
    pub events: usize,
    /// Share without the event after it.
    pub survival: f64,
    /// Greenwood's sum Σ d/(n(n-d)): the variance of ln S.
    pub greenwood: f64,
}

/// The curve.
#[derive(Clone, Debug, PartialEq)]
pub struct KaplanMeier {
    /// One step for each time at which somebody leaves, by an event or not.
    pub steps: Vec<Step>,
    n: usize,
}

/// The curve at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// Persons at risk just before it.
    pub at_risk: usize,
    /// Share without the event.
    pub survival: f64,
    /// Its standard error (Greenwood, 1926).
    pub error: f64,
    /// Limits on the scale of ln(-ln S); `None` where S is 0 or 1.
    pub log_log: Option<(f64, f64)>,
    /// Limits on the scale of ln S, clipped at 1; `None` where S is 0.
    pub log: Option<(f64, f64)>,
}

/// Kaplan and Meier (Journal of the American Statistical Association 53, 1958).
///
/// # Errors
/// No rows; a time that is negative or not finite.
pub fn kaplan_meier(times: &[f64], events: &[bool]) -> Result<KaplanMeier, Error> {
    check(times, events)?;
    let order = rank::order(times);
    let (mut at_risk, mut survival, mut greenwood) = (times.len(), 1.0, 0.0);
    let mut steps = Vec::new();
    for run in rank::runs(&order, times) {
        let hits = run.iter().filter(|row| events[**row]).count();
        let (n, d) = (at_risk as f64, hits as f64);
        survival *= (n - d) / n;
        greenwood += if hits == 0 { 0.0 } else { d / (n * (n - d)) };
        steps.push(Step { time: times[run[0]], at_risk, events: hits, survival, greenwood });
        at_risk -= run.len();
    }
    Ok(KaplanMeier { steps, n: times.len() })
}

pub(crate) fn check(times: &[f64], events: &[bool]) -> Result<(), Error> {
    input::lengths(times.len(), events.len())?;
    input::finite(times)?;
    times.iter().position(|time| *time < 0.0).map_or(Ok(()), |row| Err(Error::OutOfRange { row }))
}

impl KaplanMeier {
    /// The curve at a time; after the last time that was followed it is not known, and `None`.
    #[must_use]
    pub fn at(&self, time: f64, level: f64) -> Option<Survival> {
        if self.steps.last().is_none_or(|last| time > last.time) {
            return None;
        }
        let place = self.steps.partition_point(|step| step.time <= time);
        let at_risk = self.steps.iter().find(|step| step.time >= time).map_or(0, |step| step.at_risk);
        let (survival, greenwood) = place.checked_sub(1).map_or((1.0, 0.0), |at| (self.steps[at].survival, self.steps[at].greenwood));
        let z = distribution::z_of(level);
        let error = greenwood.sqrt();
        let ln = libm::log(survival);
        let power = |shift: f64| libm::exp(libm::log(-ln) + shift);
        let inner = survival > 0.0 && survival < 1.0;
        let log_log = inner.then(|| (libm::exp(-power(z * error / -ln)), libm::exp(-power(-z * error / -ln))));
        let log = (survival > 0.0).then(|| (libm::exp(ln - z * error), libm::exp(ln + z * error).min(1.0)));
        Some(Survival { at_risk, survival, error: if survival > 0.0 { survival * error } else { 0.0 }, log_log, log })
    }

    /// Persons at the start.
    #[must_use]
    pub fn size(&self) -> usize {
        self.n
    }
}
