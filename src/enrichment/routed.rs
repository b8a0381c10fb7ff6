// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What to ask with a protocol that routes. Where the route hangs on an unknown answer, first what settles the route; then, for each route
//! that is left, what settles its tier. A case is settled when it follows one route, or none, and one tier is left there.

use super::list::Asked;
use super::questions::{Asker, Inquiry};
use crate::domain::Answer;
use crate::evaluate::{Evaluator, Outcome, Reason};
use crate::protocol::Routes;
use crate::protocol::routes::{Member, Why};
use crate::record::RunError;
use crate::text;

/// For each route its instruments as one, of which the tier alone is reported.
pub fn evaluators(routes: &Routes) -> Vec<Option<Evaluator>> {
    (0..routes.routes().len()).map(|route| routes.for_tier(route)).collect()
}

/// Finds out what to ask.
pub struct RoutedAsker<'a> {
    routes: &'a Routes,
    as_of: Option<i64>,
    router: Asker<'a>,
    by_route: Vec<Option<(&'a Evaluator, Asker<'a>)>>,
}

impl<'a> RoutedAsker<'a> {
    pub fn new(routes: &'a Routes, evaluators: &'a [Option<Evaluator>], as_of: Option<i64>) -> Result<Self, RunError> {
        if routes.reads_age() && as_of.is_none() {
            return Err(RunError::Usage(vec![text!(
                "dit protocol leest hoe oud een uitkomst is: noem de peildatum met --as-of",
                "this protocol reads how old a result is: say the day with --as-of"
            )]));
        }
        let by_route = evaluators.iter().map(|one| one.as_ref().map(|evaluator| (evaluator, Asker::new(evaluator, None))));
        Ok(Self { routes, as_of, router: Asker::new(routes.router(), None), by_route: by_route.collect() })
    }

    /// What to ask of a record, with the columns that settle it alone; nothing where it is settled.
    pub fn ask(&mut self, answers: &[Answer]) -> Option<(Asked<'a>, Vec<usize>)> {
        let answers = self.routes.with_ages(answers, self.as_of);
        let routed = self.routes.evaluate(&answers);
        if routed.outcome != Outcome::Open {
            return None;
        }
        let certain = routed.routes.len() == 1 && !routed.none;
        let mut parts: Vec<(&'a crate::form::Form, Inquiry)> = Vec::new();
        let mut settling = Vec::new();
        let mut first = Some(0);
        if !certain && let Some(inquiry) = self.router.ask(&answers) {
            first = inquiry.worst;
            parts.push((self.routes.router().instrument().form(), inquiry));
        }
        let mut most = Some(0);
        let gate_open = routed.why.iter().any(|why| matches!(why, Why::Said(Reason::GateOpen(_))));
        for (route, evaluation) in &routed.left {
            // Once the route is known, nothing is left to ask where it has one tier.
            let tiers = self.routes.tier_scheme(*route).and_then(|tier| evaluation.reach.levels.get(tier)).map_or(0, Vec::len);
            if tiers == 1 && !gate_open {
                continue;
            }
            let Some((evaluator, asker)) = &mut self.by_route[*route] else { continue };
            let Some(mut inquiry) = asker.ask(&answers) else { continue };
            if certain {
                settling = asker.settling(&answers);
            }
            // They come after those that settle the route, and not twice.
            inquiry
                .questions
                .retain(|question| parts.iter().all(|(_, part)| part.questions.iter().all(|known| known.field != question.field)));
            for question in &mut inquiry.questions {
                question.step = question.step.zip(first).map(|(step, first)| step + first);
            }
            most = most.zip(inquiry.worst).map(|(most, worst)| most.max(worst));
            parts.push((evaluator.instrument().form(), inquiry));
        }
        // Nothing is asked where all that is open is a score.
        if parts.iter().all(|(_, part)| part.questions.is_empty()) {
            return None;
        }
        let days = self.routes.members().iter().filter_map(Member::dated).map(|dated| (dated.age, dated.day)).collect();
        Some((Asked { worst: first.zip(most).map(|(first, most)| first + most), days, parts }, settling))
    }
}
