// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The one evaluator: a record, with all its unknown answers, to an outcome.
//!
//! Unknown answers that share an item, a constraint or a gate form a *component*; the completions of a component are enumerated
//! together, cell by cell ([`component`]). Components are independent of each other, so what is left over all of them is the set of
//! sums of what each leaves ([`states`], or [`sums`] for one plain scale). An exact record is the case without components.

pub mod block;
pub mod classes;
pub(crate) mod component;
mod decisive;
pub(crate) mod facts;
pub mod outcome;
pub(crate) mod settle;
pub(crate) mod states;
pub(crate) mod sums;
mod withheld;

use component::{Component, Population};
use facts::Facts;
pub use outcome::{Evaluation, Outcome, ProbabilityReach, Reach, Reason, ScaleReach};
use settle::Settled;
use states::States;

use crate::domain::Answer;
use crate::form::{Form, Status};
use crate::instrument::Instrument;
use crate::plan::{Owner, Plan, Role};

/// An instrument ready to score.
#[derive(Clone, Debug)]
pub struct Evaluator {
    instrument: Instrument,
    view: View,
}

/// Which parts of a settled state are reported.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// Reported scales.
    pub scales: Vec<usize>,
    /// Reported schemes.
    pub schemes: Vec<usize>,
    /// Links: scale and place, in the order of the form's horizons.
    pub links: Vec<(usize, usize)>,
}

impl View {
    pub(crate) fn of(form: &Form) -> Self {
        let scales: Vec<usize> = form.reported_scales().collect();
        let links = scales.iter().flat_map(|&scale| (0..form.scales[scale].links.len()).map(move |link| (scale, link))).collect();
        Self { schemes: (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).collect(), scales, links }
    }
}

/// The pieces that stay fixed while a record is scored.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub form: &'a Form,
    pub plan: &'a Plan,
    pub view: &'a View,
}

impl Evaluator {
    /// Compiles a proven instrument.
    #[must_use]
    pub fn new(instrument: &Instrument) -> Self {
        Self { view: View::of(instrument.form()), instrument: instrument.clone() }
    }

    /// What is scored with.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// Scores one record: an answer for each field of the form, in order; missing ones are unknown.
    #[must_use]
    pub fn evaluate(&self, answers: &[Answer]) -> Evaluation {
        let frame = self.frame();
        frame.evaluate(&Facts::of(frame.plan, answers))
    }
}

/// What asking looks at, of a record.
impl Evaluator {
    /// What comes out, without the fields that decide.
    pub(crate) fn result(&self, answers: &[Answer]) -> Evaluation {
        let frame = self.frame();
        frame.result(&Facts::of(frame.plan, answers))
    }

    /// The unknown fields that can matter: those whose answers together with others of theirs make a difference, or a gate open.
    pub(crate) fn unsettled(&self, answers: &[Answer]) -> Vec<usize> {
        let frame = self.frame();
        let facts = Facts::of(frame.plan, answers);
        let mut fields: Vec<usize> = Vec::new();
        for group in component::groups(frame.plan, &facts) {
            let Ok(component) = group.complete(frame.plan, &facts) else { continue };
            if component.contributions.len() > 1 || !component.gate_fields.is_empty() {
                fields.extend(group.fields.iter().filter(|&&field| field < frame.plan.asked));
            }
        }
        fields.sort_unstable();
        fields
    }

    /// What a record's further fate hangs on: two records with one signature have the same results whatever is answered to the fields
    /// that both leave open. Nothing where a known answer already stops the record.
    pub(crate) fn signature(&self, answers: &[Answer]) -> Option<Vec<i64>> {
        let frame = self.frame();
        frame.signature(&Facts::of(frame.plan, answers))
    }

    /// As [`Self::signature`], where equal signatures give equal results to the last reason: no answer is told of by name.
    pub(crate) fn result_signature(&self, answers: &[Answer]) -> Option<Vec<i64>> {
        let frame = self.frame();
        if frame.plan.counts().next().is_some() {
            return None;
        }
        let facts = Facts::of(frame.plan, answers);
        if facts.reasons.is_empty() { frame.signature(&facts) } else { None }
    }

    /// Every state that some record inside the population can have, whatever is known of it; `None` when there may be more than so many.
    pub(crate) fn all_states(&self, most: usize) -> Option<Vec<Vec<i64>>> {
        let frame = self.frame();
        let facts = Facts::nothing(frame.plan);
        let Some(components) = frame.components(&facts) else { return Some(Vec::new()) };
        let base = frame.base(&facts);
        Some(States::within(most, &base, components.iter())?.iter().map(<[i64]>::to_vec).collect())
    }

    /// The states that are left of a record inside the population; none where a gate, a constraint or a comparison leaves nothing.
    pub(crate) fn states_of(&self, answers: &[Answer]) -> Vec<Vec<i64>> {
        let (frame, facts) = (self.frame(), Facts::of(self.instrument.plan(), answers));
        let Some(components) = frame.components(&facts) else { return Vec::new() };
        States::of(&frame.base(&facts), components.iter()).iter().map(<[i64]>::to_vec).collect()
    }

    /// The unknown fields that alone change the result, without those that count where none does.
    pub(crate) fn alone(&self, answers: &[Answer]) -> Vec<usize> {
        let (frame, facts) = (self.frame(), Facts::of(self.instrument.plan(), answers));
        let Some(components) = frame.components(&facts) else { return Vec::new() };
        decisive::alone(&frame, &facts, &frame.base(&facts), &components).into_iter().collect()
    }

    fn frame(&self) -> Frame<'_> {
        Frame { form: self.instrument.form(), plan: self.instrument.plan(), view: &self.view }
    }
}

impl Frame<'_> {
    fn signature(&self, facts: &Facts) -> Option<Vec<i64>> {
        let known = self.known_factors(facts);
        if !known.failing.is_empty() || !known.broken.is_empty() {
            return None;
        }
        let mut signature: Vec<i64> = (0..self.plan.fields.len()).map(|field| i64::from(facts.is_known(field))).collect();
        signature.extend(self.base(facts));
        for factor in &self.plan.factors {
            if factor.fields.iter().all(|&field| facts.is_known(field)) {
                continue;
            }
            let compared = matches!(factor.role, Role::Relation(_));
            for &field in factor.fields.iter().filter(|&&field| facts.is_known(field)) {
                signature.push(if compared { facts.values[field].unwrap_or_default() } else { i64::from(facts.cells[field]) });
            }
        }
        Some(signature)
    }

    fn evaluate(&self, facts: &Facts) -> Evaluation {
        self.weigh(facts, true)
    }

    /// What comes out, without the fields that decide: for those who ask for the result only.
    pub(crate) fn result(&self, facts: &Facts) -> Evaluation {
        self.weigh(facts, false)
    }

    fn weigh(&self, facts: &Facts, with_decisive: bool) -> Evaluation {
        Evaluation { on_trial: self.form.status == Status::Trial, ..self.weighed(facts, with_decisive) }
    }

    fn weighed(&self, facts: &Facts, with_decisive: bool) -> Evaluation {
        let known = self.known_factors(facts);
        if let Some(&gate) = known.failing.first() {
            return without(Outcome::NotApplicable, vec![Reason::Gate(gate)], facts);
        }
        let groups = component::groups(self.plan, facts);
        for group in &groups {
            if let Population::Outside(gate) = group.population(self.plan, facts) {
                return without(Outcome::NotApplicable, vec![Reason::Gate(gate)], facts);
            }
        }
        if !known.broken.is_empty() {
            return without(Outcome::Inconsistent, known.broken, facts);
        }
        let mut components = Vec::with_capacity(groups.len());
        for group in &groups {
            match group.complete(self.plan, facts) {
                Ok(component) => components.push(component),
                Err(reasons) => return without(Outcome::Inconsistent, reasons, facts),
            }
        }
        let base = self.base(facts);
        let reach = self.reach(&base, &components);
        let open = components.iter().flat_map(|component| component.gate_fields.iter().map(|&field| Reason::GateOpen(field)));
        let mut open: Vec<Reason> = open.collect();
        open.sort_unstable();
        open.dedup();
        let decided = self.decided(&reach);
        let outcome = if decided && open.is_empty() { Outcome::Scored } else { Outcome::Open };
        let undecided = with_decisive && !decided;
        let decisive = if undecided { decisive::decisive(self, facts, &base, &components, &reach) } else { Vec::new() };
        let withheld = withheld::reasons(self, facts, &components, &reach);
        let reasons = open.into_iter().chain(withheld).chain(facts.reasons.iter().copied()).collect();
        Evaluation { outcome, reach, decisive, reasons, on_trial: false }
    }

    /// The components of a record; `None` where nothing is left inside the population.
    fn components(&self, facts: &Facts) -> Option<Vec<Component>> {
        let known = self.known_factors(facts);
        if !known.failing.is_empty() || !known.broken.is_empty() {
            return None;
        }
        component::groups(self.plan, facts).iter().map(|group| group.complete(self.plan, facts).ok()).collect()
    }

    /// What the factors say whose fields are all known.
    fn known_factors(&self, facts: &Facts) -> KnownFactors {
        let mut known = KnownFactors { failing: Vec::new(), broken: facts.disagreements.clone() };
        for factor in &self.plan.factors {
            if !factor.fields.iter().all(|&field| facts.is_known(field)) {
                continue;
            }
            match factor.role {
                Role::Gate(gate) if !self.plan.gates[gate].at(&facts.cells) => known.failing.push(gate),
                Role::Ban(ban) if !self.plan.bans[ban].obeyed.at(&facts.cells) => {
                    known.broken.push(ban_reason(self.plan, ban));
                }
                Role::Relation(bond) if !self.plan.bonds[bond].relation.holds(|field| facts.values[field].unwrap_or(0)) => {
                    known.broken.push(bond_reason(self.plan, bond));
                }
                _ => {}
            }
        }
        known
    }

    /// The sums and kept cells that the known answers give by themselves.
    pub(crate) fn base(&self, facts: &Facts) -> Vec<i64> {
        let mut base = vec![0; self.plan.width()];
        for factor in &self.plan.factors {
            if let Role::Term(term) = factor.role
                && factor.fields.iter().all(|&field| facts.is_known(field))
            {
                let term = &self.plan.terms[term];
                let added = term.points.at(&facts.cells, &self.plan.fields);
                term.places.iter().for_each(|&place| base[place] += added);
            }
        }
        for (place, &field) in self.plan.kept.iter().enumerate() {
            if facts.is_known(field) {
                base[self.plan.scales.len() + place] = i64::from(facts.cells[field]);
            }
        }
        base
    }

    /// Whether one plain scale decides everything, so that sums can be asked for by interval instead of being listed.
    pub(crate) fn is_plain(&self) -> bool {
        self.plan.scales.len() == 1
            && self.plan.width() == 1
            && self.plan.scales[0].convert.is_none()
            && self.plan.schemes.iter().all(|scheme| matches!(scheme, crate::plan::PlanScheme::Cuts { .. }))
            && self.form.scales[0].links.iter().all(|link| link.at.is_empty() && link.rises())
    }

    fn reach(&self, base: &[i64], components: &[Component]) -> Reach {
        if self.is_plain() && !components.is_empty() {
            return sums::Sums::new(base[0], components.iter()).reach(self);
        }
        let states = States::of(base, components.iter());
        settle::reach(self, states.iter().filter_map(|state| self.settle(state)))
    }

    pub(crate) fn settle(&self, state: &[i64]) -> Option<Settled> {
        settle::settle(self.plan, state)
    }

    fn decided(&self, reach: &Reach) -> bool {
        reach.scales.iter().all(|scale| scale.least == scale.greatest && !reach.withheld.contains(&scale.scale))
            && self.view.schemes.iter().all(|&scheme| reach.levels[scheme].len() == 1)
            && reach.probabilities.iter().all(|probability| probability.least == probability.greatest)
    }
}

fn without(outcome: Outcome, mut reasons: Vec<Reason>, facts: &Facts) -> Evaluation {
    reasons.sort_unstable();
    reasons.dedup();
    reasons.extend(facts.reasons.iter().copied());
    Evaluation::without_values(outcome, reasons)
}

struct KnownFactors {
    failing: Vec<usize>,
    broken: Vec<Reason>,
}

pub(crate) fn ban_reason(plan: &Plan, ban: usize) -> Reason {
    match plan.bans[ban].constraint {
        Some(constraint) => Reason::Constraint(constraint),
        None => Reason::Conditional(plan.bans[ban].obeyed.fields().last().copied().unwrap_or(0)),
    }
}

pub(crate) fn bond_reason(plan: &Plan, bond: usize) -> Reason {
    match plan.bonds[bond].owner {
        Owner::Constraint(constraint) => Reason::Constraint(constraint),
        Owner::Derivation(field) => Reason::Disagrees(plan.fields[field].named),
    }
}
