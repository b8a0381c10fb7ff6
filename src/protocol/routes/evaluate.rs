// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A record to its routes, its outcome and its tiers.

use super::{Joined, Routes, join};
use crate::domain::Answer;
use crate::evaluate::{Evaluation, Outcome, Reason, settle};
use crate::plan::PlanScheme;
use crate::protocol::TierReach;

/// What a protocol makes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routed {
    /// Which of the five.
    pub outcome: Outcome,
    /// For each route on which completions are left its result; those of [`Routes::evaluator`].
    pub left: Vec<(usize, Evaluation)>,
    /// All routes that the record can follow; where the outcome is not open or scored, those that give the reason.
    pub routes: Vec<usize>,
    /// Whether it can be that no route fits.
    pub none: bool,
    /// The tiers that are left, and the one that the protocol gives.
    pub tiers: TierReach,
    /// Unknown columns that alone change a reported level or the tier, in column order.
    pub decisive: Vec<usize>,
    /// Why, in a fixed order.
    pub why: Vec<Why>,
}

/// Why; columns, routes and instruments by their place in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The record follows this route, or can.
    Route(usize),
    /// No route fits, or it can be that none does.
    NoRoute,
    /// An unknown column on which the route hangs.
    RouteOpen(usize),
    /// A gate of an instrument that fails.
    Gate(usize, usize),
    /// A constraint of an instrument that is broken.
    Constraint(usize, usize),
    /// What an instrument says, on columns.
    Said(Reason),
}

impl Routes {
    /// What the protocol makes of a record: an answer for each column, with ages ([`Routes::with_ages`]). Missing ones are unknown.
    #[must_use]
    pub fn evaluate(&self, answers: &[Answer]) -> Routed {
        let router = self.router.result(answers);
        if router.outcome == Outcome::Inconsistent {
            let why = router.reasons.into_iter().map(Why::Said).collect();
            return Routed::without(Outcome::Inconsistent, Vec::new(), false, why);
        }
        let possible = router.reach.levels.first().cloned().unwrap_or_default();
        let none = possible.contains(&self.all.len());
        let routes: Vec<usize> = possible.into_iter().filter(|&route| route < self.all.len()).collect();
        let (mut left, mut outside, mut broken) = (Vec::new(), Vec::new(), Vec::new());
        for &route in &routes {
            let Some(joined) = &self.all[route].joined else {
                outside.push((route, Vec::new()));
                continue;
            };
            let evaluation = joined.evaluator.evaluate(answers);
            match evaluation.outcome {
                Outcome::NotApplicable => outside.push((route, Self::why(route, joined, &evaluation))),
                Outcome::Inconsistent | Outcome::Rejected => broken.push((route, Self::why(route, joined, &evaluation))),
                Outcome::Open | Outcome::Scored => left.push((route, evaluation)),
            }
        }
        if left.is_empty() {
            let (outcome, of) = if broken.is_empty() { (Outcome::NotApplicable, outside) } else { (Outcome::Inconsistent, broken) };
            let mut why: Vec<Why> = of.iter().map(|(route, _)| Why::Route(*route)).collect();
            why.extend((none && outcome == Outcome::NotApplicable).then_some(Why::NoRoute));
            why.extend(of.iter().flat_map(|(_, why)| why.iter().copied()));
            return Routed::without(outcome, of.iter().map(|(route, _)| *route).collect(), none, why);
        }
        self.inside(answers, left, &outside, none)
    }

    /// The tiers that are left of a record, and the one that the protocol gives.
    #[must_use]
    pub fn tiers_of(&self, answers: &[Answer]) -> TierReach {
        self.evaluate(answers).tiers
    }

    /// The rules that hold for what is left of a record, by their place in [`crate::protocol::Protocol::rules`].
    #[must_use]
    pub fn rules_of(&self, answers: &[Answer], routed: &Routed) -> Vec<usize> {
        let mut rules = Vec::new();
        for (route, _) in &routed.left {
            let Some(joined) = &self.all[*route].joined else { continue };
            let plan = joined.evaluator.instrument().plan();
            let PlanScheme::Shifts { shifts, .. } = &plan.schemes[joined.tier] else { continue };
            for state in joined.evaluator.states_of(answers) {
                let Some(settled) = settle::settle(plan, &state) else { continue };
                let kept = &state[plan.scales.len()..];
                rules.extend(shifts.iter().position(|(when, _)| settle::shift_holds(when, &settled.levels[..joined.tier], kept)));
            }
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn inside(&self, answers: &[Answer], left: Vec<(usize, Evaluation)>, outside: &[(usize, Vec<Why>)], none: bool) -> Routed {
        let mut routes: Vec<usize> = left.iter().map(|(route, _)| *route).chain(outside.iter().map(|(route, _)| *route)).collect();
        routes.sort_unstable();
        let certain = routes.len() == 1 && !none;
        let scored = certain && left.iter().all(|(_, evaluation)| evaluation.outcome == Outcome::Scored);
        let mut why: Vec<Why> = routes.iter().map(|&route| Why::Route(route)).collect();
        if none {
            why.push(Why::NoRoute);
        }
        let on_route = if certain { Vec::new() } else { self.router.evaluate(answers).decisive };
        why.extend(on_route.iter().map(|&column| Why::RouteOpen(column)));
        let mut said: Vec<Why> = Vec::new();
        for (route, evaluation) in &left {
            if let Some(joined) = &self.all[*route].joined {
                said.extend(Self::why(*route, joined, evaluation));
            }
        }
        let mut seen: Vec<Why> = Vec::new();
        said.retain(|one| {
            !seen.contains(one) && {
                seen.push(*one);
                true
            }
        });
        why.extend(said);
        let of_each = || left.iter().flat_map(|(_, evaluation)| evaluation.decisive.iter().copied());
        let mut decisive: Vec<usize> = Vec::new();
        if left.len() > 1 {
            let routes = left.iter().filter_map(|(route, _)| self.all[*route].joined.as_ref());
            decisive.extend(routes.flat_map(|joined| joined.evaluator.alone(answers)));
            decisive.extend(self.between(answers, &left));
        }
        // On one route; or where none of them changes the result alone.
        if decisive.is_empty() {
            decisive.extend(of_each());
            decisive.extend(on_route.iter().filter(|_| left.len() > 1));
        }
        decisive.sort_unstable();
        decisive.dedup();
        let tiers = self.reach(&left);
        let outcome = if scored { Outcome::Scored } else { Outcome::Open };
        Routed { outcome, left, routes, none, tiers, decisive, why }
    }

    fn reach(&self, left: &[(usize, Evaluation)]) -> TierReach {
        let of = |(route, evaluation): &(usize, Evaluation)| {
            let joined = self.all[*route].joined.as_ref();
            joined.and_then(|joined| evaluation.reach.levels.get(joined.tier).cloned()).unwrap_or_default()
        };
        let mut tiers: Vec<usize> = left.iter().flat_map(of).collect();
        tiers.sort_unstable();
        tiers.dedup();
        let mut tier = self.open.pick(&tiers);
        if tiers.len() > 1 {
            let holds = |set: usize| {
                left.iter().all(|(route, evaluation)| {
                    let scheme = self.all[*route].joined.as_ref().map(|joined| joined.sets[set]);
                    scheme.is_some_and(|scheme| evaluation.reach.levels.get(scheme).is_some_and(|holds| *holds == [1]))
                })
            };
            let row = (0..self.open_sets.len()).find(|&set| tiers.contains(&self.open_sets[set]) && holds(set));
            tier = row.map(|row| self.open_sets[row]).or(tier);
        }
        TierReach { tiers, tier }
    }

    /// Why, of one route, by what the reasons are of.
    fn why(route: usize, joined: &Joined, evaluation: &Evaluation) -> Vec<Why> {
        let of = |from: join::From, make: fn(usize, usize) -> Why| make(from.member, from.index);
        let reasons = evaluation.reasons.iter().map(|reason| match *reason {
            Reason::Gate(gate) => joined.gates.get(gate).copied().flatten().map_or(Why::Route(route), |from| of(from, Why::Gate)),
            Reason::Constraint(constraint) => {
                joined.constraints.get(constraint).map_or(Why::Said(*reason), |from| of(*from, Why::Constraint))
            }
            other => Why::Said(other),
        });
        let own = reasons.filter(|why| match why {
            // What can make the gate of a route fail is told as what the route hangs on.
            Why::Said(Reason::GateOpen(column)) => joined.in_gates(*column),
            Why::Route(_) => false,
            _ => true,
        });
        own.collect()
    }

    /// The code of a reason, as the column `reason` has it.
    #[must_use]
    pub fn code(&self, why: Why) -> String {
        let column = |column: usize| self.name(column);
        let id = |member: usize| self.members[member].form().id.as_str();
        match why {
            Why::Route(route) => format!("route:{}", self.all[route].id),
            Why::NoRoute => "route:none".to_owned(),
            Why::RouteOpen(one) => format!("route?{}", column(one)),
            Why::Gate(member, gate) => format!("gate:{}.{}", id(member), self.members[member].form().gates[gate].id),
            Why::Constraint(member, constraint) => {
                format!("constraint:{}.{}", id(member), self.members[member].form().constraints[constraint].id)
            }
            Why::Said(reason) => self.said(reason),
        }
    }

    fn said(&self, reason: Reason) -> String {
        let column = |column: usize| self.name(column);
        match reason {
            Reason::GateOpen(one) => format!("gate?{}", column(one)),
            Reason::Withheld(one) => format!("withheld:{}", column(one)),
            Reason::WithheldOpen(one) => format!("withheld?{}", column(one)),
            Reason::Disagrees(one) => format!("disagrees:{}", column(one)),
            Reason::Conditional(one) => format!("conditional:{}", column(one)),
            Reason::Assumed(one, value) => {
                let value = self.form().fields.get(one).map(|field| field.domain.print(value)).unwrap_or_default();
                format!("assumed:{}={value}", column(one))
            }
            Reason::NotDeclared(one) => format!("nvt:{}", column(one)),
            Reason::Unreadable(one) => format!("unreadable:{}", column(one)),
            Reason::Gate(_) | Reason::Constraint(_) => String::new(),
        }
    }
}

impl Joined {
    /// Whether a gate of an instrument looks at a column.
    fn in_gates(&self, column: usize) -> bool {
        let form = self.evaluator.instrument().form();
        let own = form.gates.iter().zip(&self.gates).filter(|(_, from)| from.is_some());
        own.flat_map(|(gate, _)| &gate.require).any(|test| test.field == column || feeds(form, column, test.field))
    }
}

/// Whether a field is computed from a column.
fn feeds(form: &crate::form::Form, column: usize, field: usize) -> bool {
    let inputs = form.fields[field].derive.iter().flat_map(crate::form::Derivation::inputs);
    inputs.into_iter().any(|input| input == column || feeds(form, column, input))
}

impl Routed {
    fn without(outcome: Outcome, routes: Vec<usize>, none: bool, mut why: Vec<Why>) -> Self {
        let mut seen: Vec<Why> = Vec::new();
        why.retain(|one| {
            !seen.contains(one) && {
                seen.push(*one);
                true
            }
        });
        Self { outcome, left: Vec::new(), routes, none, tiers: TierReach::default(), decisive: Vec::new(), why }
    }

    /// Its tiers alone.
    #[must_use]
    pub fn into_tiers(self) -> TierReach {
        self.tiers
    }

    /// What comes out for a record of which a cell cannot be read.
    #[must_use]
    pub fn rejected() -> Self {
        Self::without(Outcome::Rejected, Vec::new(), false, Vec::new())
    }

    /// The one instrument whose score and level fill the columns of results, by its place in the protocol: the first of the routes that are
    /// left; nothing where these differ.
    #[must_use]
    pub fn main(&self, routes: &Routes) -> Option<usize> {
        let mut mains = self.left.iter().map(|(route, _)| routes.all[*route].members.first().copied());
        let first = mains.next().flatten()?;
        mains.all(|main| main == Some(first)).then_some(first)
    }

    /// The instruments of all routes that are left, by their place in the protocol, each once.
    #[must_use]
    pub fn members(&self, routes: &Routes) -> Vec<usize> {
        let mut members: Vec<usize> = Vec::new();
        for (route, _) in &self.left {
            for &member in &routes.all[*route].members {
                if !members.contains(&member) {
                    members.push(member);
                }
            }
        }
        members
    }
}
