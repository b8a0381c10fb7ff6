//! All allowed completions of the empty record: every record that can be inside the population.

use crate::domain::{Answer, NOT_APPLICABLE};
use crate::evaluate::component::{self, Component};
use crate::evaluate::facts::Facts;
use crate::evaluate::outcome::Reason;
use crate::evaluate::settle;
use crate::evaluate::states::States;
use crate::evaluate::sums::Sums;
use crate::evaluate::{Frame, View};
use crate::form::Form;
use crate::number::Points;
use crate::plan::Plan;

/// More states than this are not listed.
const MOST_STATES: usize = 2_000_000;

/// A contribution of each component: a record, cell by cell.
pub type Choice = Vec<usize>;

/// Every record that obeys the constraints inside the population, given some known answers.
pub struct Space<'a> {
    pub(crate) form: &'a Form,
    pub(crate) plan: &'a Plan,
    facts: Facts,
    /// The components of unknown fields with their allowed completions.
    pub components: Vec<Component>,
    reached: Reached,
}

enum Reached {
    /// Raw sums and values by scale, for every state.
    Listed(Vec<State>),
    /// One plain scale, by its sums.
    Plain(Sums),
    /// Too many to list.
    TooMany,
}

/// A reachable state.
pub struct State {
    /// Direct sums and kept cells.
    pub sums: Vec<i64>,
    /// Raw sums by scale, and values after conversion; `None` where a conversion has no row.
    pub values: Option<(Vec<Points>, Vec<Points>)>,
    /// How it comes about.
    pub choice: Choice,
}

/// Why there is no space.
pub enum Empty {
    /// A gate that no completion passes.
    Population(usize),
    /// Constraints that leave nothing.
    Contradiction(Vec<Reason>),
}

/// Which number of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The sum before the conversion.
    Raw,
    /// The value after it.
    Value,
}

impl<'a> Space<'a> {
    /// The space that is left when these answers are known.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn new(form: &'a Form, plan: &'a Plan, answers: &[Answer]) -> Result<Self, Empty> {
        let mut facts = Facts::of(plan, answers);
        facts.forget_assumptions();
        let groups = component::groups(plan, &facts);
        for group in &groups {
            if let component::Population::Outside(gate) = group.population(plan, &facts) {
                return Err(Empty::Population(gate));
            }
        }
        let components: Result<Vec<Component>, _> = groups.iter().map(|group| group.complete(plan, &facts)).collect();
        let components = components.map_err(Empty::Contradiction)?;
        let view = View::of(form);
        let frame = Frame { form, plan, view: &view };
        let base = frame.base(&facts);
        let many = components.iter().try_fold(1_usize, |many, component| many.checked_mul(component.contributions.len()));
        let reached = if frame.is_plain() {
            Reached::Plain(Sums::new(base[0], components.iter()))
        } else if many.is_none_or(|many| many > MOST_STATES) {
            Reached::TooMany
        } else {
            let states = States::of(&base, components.iter());
            let listed = states.iter().enumerate().map(|(index, sums)| State {
                sums: sums.to_vec(),
                values: settle::values(plan, sums),
                choice: states.contributions(index),
            });
            Reached::Listed(listed.collect())
        };
        Ok(Self { form, plan, facts, components, reached })
    }

    /// Whether there are too many states to look at.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.reached, Reached::TooMany)
    }

    /// Whether nothing is scored: a file without scales and rules.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_too_large() || (self.plan.scales.is_empty() && self.plan.rules.is_empty())
    }

    /// The listed states; none where one plain scale is asked by interval.
    pub fn states(&self) -> &[State] {
        if let Reached::Listed(states) = &self.reached { states } else { &[] }
    }

    /// Whether sums are asked by interval.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(self.reached, Reached::Plain(_))
    }

    /// The least reachable number of a scale from `low` through `high`, with a record that has it.
    #[must_use]
    pub fn first_in(&self, scale: usize, stage: Stage, low: i64, high: i64) -> Option<(Points, Choice)> {
        match &self.reached {
            Reached::Plain(sums) => {
                let sum = sums.first_in(low, high)?;
                Some((Points(sum), sums.parts(sum)?))
            }
            _ => self.numbers(scale, stage).filter(|(number, _)| (low..=high).contains(&number.0)).min_by_key(|(number, _)| *number)
                .map(|(number, state)| (number, state.choice.clone())),
        }
    }

    /// The greatest reachable number of a scale from `low` through `high`, with a record that has it.
    #[must_use]
    pub fn last_in(&self, scale: usize, stage: Stage, low: i64, high: i64) -> Option<(Points, Choice)> {
        match &self.reached {
            Reached::Plain(sums) => {
                let sum = sums.last_in(low, high)?;
                Some((Points(sum), sums.parts(sum)?))
            }
            _ => self.numbers(scale, stage).filter(|(number, _)| (low..=high).contains(&number.0)).max_by_key(|(number, _)| *number)
                .map(|(number, state)| (number, state.choice.clone())),
        }
    }

    fn numbers(&self, scale: usize, stage: Stage) -> impl Iterator<Item = (Points, &State)> {
        self.states().iter().filter_map(move |state| {
            // Where a conversion further on has no row, the raw sums of this scale are still known.
            let (raw, values) = state.values.as_ref()?;
            Some((if stage == Stage::Raw { raw[scale] } else { values[scale] }, state))
        })
    }

    /// A record as `field=value` pairs, for a person to score by hand.
    #[must_use]
    pub fn witness(&self, choice: &[usize]) -> String {
        let mut leaves = Vec::new();
        for (component, &contribution) in self.components.iter().zip(choice) {
            leaves.push(component.leaves.iter().position(|leaf| leaf.contribution == contribution).unwrap_or(0));
        }
        self.witness_of(&leaves)
    }

    /// A record that has given cells in one component, and any in the others.
    #[must_use]
    pub fn witness_in(&self, component: usize, leaf: usize) -> String {
        let mut leaves = vec![0; self.components.len()];
        leaves[component] = leaf;
        self.witness_of(&leaves)
    }

    fn witness_of(&self, leaves: &[usize]) -> String {
        let mut values: Vec<Option<i64>> = self.facts.values.clone();
        for (component, &leaf) in self.components.iter().zip(leaves) {
            let solved = component.values(self.plan, &self.facts, leaf);
            let tied: Vec<usize> =
                component.bonds.iter().flat_map(|&bond| self.plan.bonds[bond].relation.fields()).collect();
            for (&field, &cell) in component.fields.iter().zip(&component.leaves[leaf].cells) {
                let (low, high) = self.plan.fields[field].cells.interval(cell);
                values[field] = match &solved {
                    Some(solved) if tied.contains(&field) => Some(solved[field]),
                    _ if field < self.form.fields.len() => Some(self.form.fields[field].domain.simplest(low, high)),
                    _ => Some(low),
                };
            }
        }
        describe(self.form, &values)
    }

    /// A record where one field has a value, if there is one.
    #[must_use]
    pub fn record_with(form: &Form, plan: &Plan, values: &[(usize, i64)]) -> Option<String> {
        let mut answers = vec![Answer::Unknown; form.fields.len()];
        for &(field, value) in values {
            answers[field] = if value == NOT_APPLICABLE { Answer::NotApplicable } else { Answer::Known(value) };
        }
        let facts = Facts::of(plan, &answers);
        let groups = component::groups(plan, &facts);
        let components: Result<Vec<Component>, _> = groups.iter().map(|group| group.complete(plan, &facts)).collect();
        let space = Space { form, plan, facts, components: components.ok()?, reached: Reached::TooMany };
        let leaves = vec![0; space.components.len()];
        Some(space.witness_of(&leaves))
    }
}

fn describe(form: &Form, values: &[Option<i64>]) -> String {
    let fields = form.fields.iter().zip(values);
    let pairs = fields.filter_map(|(field, value)| value.map(|value| format!("{}={}", field.id, field.domain.print(value))));
    pairs.collect::<Vec<_>>().join("; ")
}
