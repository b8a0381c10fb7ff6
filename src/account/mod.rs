// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An account of one case: what was recorded of it, how far the next level or tier is, and where it stands on a work list. Nothing in it
//! comes from anywhere but what was recorded; it is scored again only to see that it comes out as it stands.

pub mod again;
pub mod listed;
pub mod page;
pub mod recorded;
pub mod ways;

pub use again::{Again, again};
pub use listed::Listed;
pub use recorded::{Recorded, Row};
pub use ways::{Way, Ways};

use crate::batch::Job;
use crate::domain::Answer;
use crate::evaluate::settle;
use crate::form::Form;
use crate::lang::Text;
use crate::number::Points;
use crate::plan::Plan;
use crate::protocol::Protocol;

/// The ladder that a case stands on: the tiers of a protocol, else the reported levels of an instrument.
pub struct Ladder<'j> {
    job: &'j Job<'j>,
    /// Its steps, lowest first: the stable name, and in words.
    pub steps: Vec<(String, Text)>,
    scheme: Option<usize>,
}

/// What it takes to get to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// Points from the nearest score that is left, where one plain score decides.
    pub points: Option<Points>,
    /// The fewest answers.
    pub ways: Ways,
}

impl<'j> Ladder<'j> {
    /// The ladder of a run; nothing where the instrument has no levels and there is no protocol.
    #[must_use]
    pub fn of(job: &'j Job<'j>) -> Option<Self> {
        if let Some(protocol) = job.protocol {
            let steps = protocol.tiers().iter().map(|tier| (tier.id.clone(), tier.name.clone())).collect();
            return Some(Self { job, steps, scheme: None });
        }
        let form = job.evaluator.instrument().form();
        let scheme = form.schemes.iter().position(|scheme| scheme.report)?;
        let steps = form.schemes[scheme].levels.iter().map(|level| (level.id.clone(), level.name.clone())).collect();
        Some(Self { job, steps, scheme: Some(scheme) })
    }

    /// The form whose fields are asked.
    #[must_use]
    pub fn form(&self) -> &'j Form {
        self.job.protocol.and_then(Protocol::routes).map_or_else(|| self.job.evaluator.instrument().form(), |routes| routes.form())
    }

    /// The steps that are left of a record, lowest first.
    #[must_use]
    pub fn reach(&self, answers: &[Answer]) -> Vec<usize> {
        if let Some(routes) = self.job.protocol.and_then(Protocol::routes) {
            return routes.tiers_of(&routes.with_ages(answers, self.job.as_of.day)).tiers;
        }
        let evaluation = self.job.evaluator.result(answers);
        match (self.job.protocol, self.scheme) {
            (Some(protocol), _) => protocol.tier(&evaluation).tiers,
            (None, Some(scheme)) => evaluation.reach.levels.get(scheme).cloned().unwrap_or_default(),
            (None, None) => Vec::new(),
        }
    }

    /// What it takes to get to the next steps up and down from what is left; none where nothing is left.
    #[must_use]
    pub fn distances(&self, answers: &[Answer]) -> Vec<Distance> {
        let left = self.reach(answers);
        let (Some(&low), Some(&high)) = (left.first(), left.last()) else { return Vec::new() };
        let up = (high + 1 < self.steps.len()).then_some(high + 1);
        let down = low.checked_sub(1);
        let to = |step: usize| Distance {
            points: self.points(answers, step),
            ways: ways::smallest(self.form(), self.plan(), answers, step, &|answers: &[Answer]| self.reach(answers)),
        };
        up.into_iter().chain(down).map(to).collect()
    }

    /// Points to the nearest score of a step, from the scores that are left.
    fn points(&self, answers: &[Answer], step: usize) -> Option<Points> {
        let (form, plan) = (self.job.evaluator.instrument().form(), self.plan());
        let routed = self.job.protocol.and_then(Protocol::routes).is_some();
        if routed || plan.scales.len() != 1 || plan.width() != 1 || !form.scales.first()?.whole {
            return None;
        }
        let evaluation = self.job.evaluator.result(answers);
        let left = evaluation.reach.scales.first()?;
        let range = &form.scales.first()?.range;
        let one = crate::number::fixed::ONE;
        let is_there = |score: &i64| {
            let levels = settle::settle(plan, &[*score]).map(|settled| settled.levels);
            levels.is_some_and(|levels| match (self.job.protocol, self.scheme) {
                (Some(protocol), _) => protocol.tier_of(&levels) == Some(step),
                (None, Some(scheme)) => levels.get(scheme) == Some(&step),
                (None, None) => false,
            })
        };
        let scores = (0..).map(|number| range.low.0 + number * one).take_while(|score| *score <= range.high.0).filter(is_there);
        let away = |score: i64| if score > left.greatest.0 { score - left.greatest.0 } else { (left.least.0 - score).max(0) };
        scores.map(away).min().map(Points)
    }

    fn plan(&self) -> &'j Plan {
        match self.job.protocol.and_then(Protocol::routes) {
            Some(routes) => routes.reader().instrument().plan(),
            None => self.job.evaluator.instrument().plan(),
        }
    }
}
