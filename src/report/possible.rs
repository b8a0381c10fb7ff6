// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is still possible for one record: answers of unknown fields, points of items, sums of scales and rules, over the same
//! completions that the evaluator looks at.

use crate::domain::{Answer, Set};
use crate::evaluate::component::{self, Component};
use crate::evaluate::facts::Facts;
use crate::evaluate::states::States;
use crate::evaluate::{Frame, View};
use crate::form::{Award, Form};
use crate::instrument::Instrument;
use crate::number::Points;
use crate::plan::{Plan, Role, TermPoints};

/// Points from the least to the greatest that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Least.
    pub least: Points,
    /// Greatest.
    pub greatest: Points,
}

impl Reach {
    fn one(points: Points) -> Self {
        Self { least: points, greatest: points }
    }

    fn widen(&mut self, points: Points) {
        self.least = self.least.min(points);
        self.greatest = self.greatest.max(points);
    }

    fn and(self, other: Self) -> Self {
        Self { least: self.least + other.least, greatest: self.greatest + other.greatest }
    }
}

/// What is left of an item or a sum over all completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Left {
    /// The points of the completions that have any.
    pub points: Option<Reach>,
    /// Whether some completion has none: no number is confirmed for an answer.
    pub withheld: bool,
}

impl Left {
    fn one(award: Award) -> Self {
        Self { points: award.points().map(Reach::one), withheld: award.is_withheld() }
    }

    fn widen(&mut self, award: Award) {
        match award {
            Award::Points(points) => self.points.get_or_insert(Reach::one(points)).widen(points),
            Award::Withheld => self.withheld = true,
        }
    }

    fn and(self, other: Self) -> Self {
        let points = self.points.zip(other.points).map(|(own, other)| own.and(other));
        Self { points, withheld: self.withheld || other.withheld }
    }

    /// What it is, when one thing is left.
    #[must_use]
    pub fn only(self) -> Option<Award> {
        match (self.points, self.withheld) {
            (None, true) => Some(Award::Withheld),
            (Some(reach), false) if reach.least == reach.greatest => Some(Award::Points(reach.least)),
            _ => None,
        }
    }
}

/// Raw sums and values of a scale that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ScaleReach {
    /// Before the scale's own conversion.
    pub raw: Left,
    /// After it.
    pub value: Left,
}

/// The completions of a record that are inside the population and obey all constraints.
pub struct Possible<'a> {
    plan: &'a Plan,
    /// What is known: given, derived, or counted by a published rule.
    pub facts: Facts,
    components: Vec<Component>,
}

impl<'a> Possible<'a> {
    /// `None` when no completion is left: then there are no points.
    #[must_use]
    pub fn of(instrument: &'a Instrument, answers: &[Answer]) -> Option<Self> {
        let plan = instrument.plan();
        let facts = Facts::of(plan, answers);
        let groups = component::groups(plan, &facts);
        let components: Option<Vec<Component>> = groups.iter().map(|group| group.complete(plan, &facts).ok()).collect();
        Some(Self { plan, components: components?, facts })
    }

    /// The values that an unknown field can still have; `None` where it is known, nothing looks at it, or it is not certain that the
    /// record is inside the population: then nothing follows.
    #[must_use]
    pub fn values(&self, field: usize) -> Option<Set> {
        let (component, at) =
            self.components.iter().find_map(|component| component.fields.iter().position(|&one| one == field).map(|at| (component, at)))?;
        if !component.gate_fields.is_empty() {
            return None;
        }
        let mut cells: Vec<u16> = component.leaves.iter().map(|leaf| leaf.cells[at]).collect();
        cells.sort_unstable();
        cells.dedup();
        let cell_sets = cells.into_iter().map(|cell| self.plan.fields[field].cells.set(cell));
        Some(cell_sets.fold(Set::empty(), |all, set| all.union(&set)))
    }

    /// The points of an item. Its tables in different components are independent, so their reaches add up.
    #[must_use]
    pub fn item(&self, item: usize) -> Left {
        let terms = self.plan.factors.iter().filter_map(|factor| match factor.role {
            Role::Term(term) if self.plan.terms[term].item == item => Some((term, &factor.fields)),
            _ => None,
        });
        let (known, unknown): (Vec<_>, Vec<_>) = terms.partition(|(_, fields)| fields.iter().all(|&field| self.facts.is_known(field)));
        let known: Vec<usize> = known.into_iter().map(|(term, _)| term).collect();
        let mut left = Left::one(self.award(&known, &self.facts.cells));
        for component in &self.components {
            let own = unknown.iter().filter(|(_, fields)| fields.iter().any(|field| component.fields.contains(field)));
            let own: Vec<usize> = own.map(|&(term, _)| term).collect();
            if own.is_empty() {
                continue;
            }
            let mut cells = self.facts.cells.clone();
            let mut added = Left::default();
            for leaf in &component.leaves {
                component.fields.iter().zip(&leaf.cells).for_each(|(&field, &cell)| cells[field] = cell);
                added.widen(self.award(&own, &cells));
            }
            left = left.and(added);
        }
        left
    }

    /// What some terms of one item give at cells.
    fn award(&self, terms: &[usize], cells: &[u16]) -> Award {
        let terms = || terms.iter().map(|&term| &self.plan.terms[term].points);
        let at = |points: &TermPoints| points.at(cells, &self.plan.fields);
        if terms().any(|points| points.counts() && at(points) > 0) {
            return Award::Withheld;
        }
        Award::Points(Points(terms().filter(|points| !points.counts()).map(at).sum()))
    }

    /// What is left of every scale of the form, and the rules that can hold.
    #[must_use]
    pub fn sums(&self, form: &Form) -> (Vec<ScaleReach>, Vec<usize>) {
        let view = View::of(form);
        let frame = Frame { form, plan: self.plan, view: &view };
        let base = frame.base(&self.facts);
        if frame.is_plain() {
            // One scale without conversion: its components add up, and its states can be too many to list.
            let start = Reach::one(Points(base[0]));
            let raw = self.components.iter().fold(start, |reach, component| {
                let mut sums = component.contributions.iter().map(|sums| Points(sums[0]));
                let first = sums.next().unwrap_or_default();
                let mut added = Reach::one(first);
                sums.for_each(|sum| added.widen(sum));
                reach.and(added)
            });
            let left = Left { points: Some(raw), withheld: false };
            return (vec![ScaleReach { raw: left, value: left }], Vec::new());
        }
        let mut scales: Vec<Option<ScaleReach>> = vec![None; form.scales.len()];
        let mut rules: Vec<usize> = Vec::new();
        for state in States::of(&base, self.components.iter()).iter() {
            let Some(settled) = frame.settle(state) else { continue };
            for (scale, reach) in scales.iter_mut().enumerate() {
                let (raw, value) = (settled.raw[scale], settled.values[scale]);
                let reach = reach.get_or_insert_default();
                reach.raw.widen(raw);
                reach.value.widen(value);
            }
            rules.extend(settled.rule.filter(|rule| !rules.contains(rule)));
        }
        rules.sort_unstable();
        (scales.into_iter().flatten().collect(), rules)
    }
}
