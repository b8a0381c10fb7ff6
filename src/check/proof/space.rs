// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! All allowed completions of the empty record: every record that can be inside the population.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::NOT_APPLICABLE;
use crate::evaluate::component::{self, Component};
use crate::evaluate::facts::Facts;
use crate::evaluate::settle;
use crate::evaluate::states::States;
use crate::evaluate::sums::Sums;
use crate::evaluate::{Frame, View};
use crate::form::Form;
use crate::number::Points;
use crate::plan::{Plan, TooLarge};

/// More states than this are not listed.
const MOST_STATES: usize = 2_000_000;
/// Fields that are tied together may not have more combinations of cells than this.
const MOST_LEAVES: usize = 2_000_000;

/// A contribution of each component: a record, cell by cell.
pub type Choice = Vec<usize>;

/// Every record that obeys the constraints inside the population, given some known answers.
pub struct Space<'a> {
    form: &'a Form,
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
    /// How it comes about.
    pub choice: Choice,
}

/// Why there is no space.
pub enum Empty {
    /// Nobody passes the gates.
    Population,
    /// The constraints leave nothing.
    Contradiction,
    /// Fields that are tied together and have too many combinations of cells.
    TooLarge(Vec<usize>),
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
    /// All records that can be inside the population.
    ///
    /// # Errors
    /// When there is none, or there are too many to look at.
    pub fn new(form: &'a Form, plan: &'a Plan) -> Result<Self, Empty> {
        let facts = Facts::nothing(plan);
        let components = components(plan, &facts)?;
        let view = View::of(form);
        let frame = Frame { form, plan, view: &view };
        let base = frame.base(&facts);
        let reached = if frame.is_plain() {
            Reached::Plain(Sums::new(base[0], components.iter()))
        } else if let Some(states) = States::within(MOST_STATES, &base, components.iter()) {
            let listed = states.iter().enumerate().map(|(index, sums)| State { sums: sums.to_vec(), choice: states.contributions(index) });
            Reached::Listed(listed.collect())
        } else {
            Reached::TooMany
        };
        Ok(Self { form, plan, facts, components, reached })
    }

    /// Whether any record can be inside the population.
    ///
    /// # Errors
    /// When there are too many to look at.
    pub fn exists(form: &Form) -> Result<bool, TooLarge> {
        let plan = Plan::compile(form)?;
        match components(&plan, &Facts::nothing(&plan)) {
            Ok(_) => Ok(true),
            Err(Empty::TooLarge(_)) => Err(TooLarge(form.id.clone())),
            Err(_) => Ok(false),
        }
    }

    /// What the records are of.
    #[must_use]
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Whether there are too many states to look at.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.reached, Reached::TooMany)
    }

    /// The listed states; none where one plain scale is asked by interval.
    #[must_use]
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
            _ => self
                .numbers(scale, stage)
                .filter(|(number, _)| (low..=high).contains(&number.0))
                .min_by_key(|(number, _)| *number)
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
            _ => self
                .numbers(scale, stage)
                .filter(|(number, _)| (low..=high).contains(&number.0))
                .max_by_key(|(number, _)| *number)
                .map(|(number, state)| (number, state.choice.clone())),
        }
    }

    fn numbers(&self, scale: usize, stage: Stage) -> impl Iterator<Item = (Points, &State)> {
        let number = match stage {
            Stage::Raw => settle::raw_sum,
            Stage::Value => settle::converted,
        };
        // A record whose total is withheld has none.
        self.states().iter().filter_map(move |state| Some((number(self.plan, &state.sums, scale)?.points()?, state)))
    }

    /// A record as `field=value` pairs, for a person to score by hand.
    #[must_use]
    pub fn witness(&self, choice: &[usize]) -> String {
        self.record_of(choice).to_string()
    }

    /// A record that comes about by a choice.
    #[must_use]
    pub fn record_of(&self, choice: &[usize]) -> Record<'a> {
        let leaf = |(component, contribution): (&Component, &usize)| {
            component.leaves.iter().position(|leaf| leaf.contribution == *contribution).unwrap_or(0)
        };
        let leaves: Vec<usize> = self.components.iter().zip(choice).map(leaf).collect();
        self.record(&leaves)
    }

    /// A record whose values of some fields hold; the fields are tied together, so that they share a component.
    #[must_use]
    pub fn find(&self, fields: &[usize], holds: impl Fn(&dyn Fn(usize) -> i64) -> bool) -> Option<Record<'a>> {
        let mut leaves = vec![0; self.components.len()];
        let Some(place) = self.components.iter().position(|component| fields.iter().any(|field| component.fields.contains(field))) else {
            return holds(&|_| 0).then(|| self.record(&leaves));
        };
        let component = &self.components[place];
        leaves[place] = component.leaves.iter().position(|leaf| {
            holds(&|field| {
                let cell = component.fields.iter().position(|&one| one == field).map_or(0, |at| leaf.cells[at]);
                self.plan.fields[field].cells.low(cell)
            })
        })?;
        Some(self.record(&leaves))
    }

    /// The record that some leaf of each component makes up.
    fn record(&self, leaves: &[usize]) -> Record<'a> {
        let mut values: Vec<Option<i64>> = self.facts.values.clone();
        for (component, &leaf) in self.components.iter().zip(leaves) {
            let solved = component.values(self.plan, &self.facts, leaf);
            let tied: Vec<usize> = component.bonds.iter().flat_map(|&bond| self.plan.bonds[bond].relation.fields()).collect();
            for (&field, &cell) in component.fields.iter().zip(&component.leaves[leaf].cells) {
                let (low, high) = self.plan.fields[field].cells.interval(cell);
                values[field] = match &solved {
                    Some(solved) if tied.contains(&field) => Some(solved[field]),
                    _ if field < self.form.fields.len() => Some(self.form.fields[field].domain.simplest(low, high)),
                    _ => Some(low),
                };
            }
        }
        Record { form: self.form, values }
    }
}

/// Every component with its allowed completions.
fn components(plan: &Plan, facts: &Facts) -> Result<Vec<Component>, Empty> {
    let groups = component::groups(plan, facts);
    for group in &groups {
        let mut cells = group.fields.iter().map(|&field| plan.fields[field].cells.len());
        if cells.try_fold(1_usize, usize::checked_mul).is_none_or(|many| many > MOST_LEAVES) {
            let many = group.fields.iter().filter(|&&field| plan.fields[field].cells.len() > 1).map(|&field| plan.fields[field].named);
            return Err(Empty::TooLarge(many.collect::<BTreeSet<usize>>().into_iter().collect()));
        }
    }
    for group in &groups {
        if let component::Population::Outside(_) = group.population(plan, facts) {
            return Err(Empty::Population);
        }
    }
    let components: Result<Vec<Component>, _> = groups.iter().map(|group| group.complete(plan, facts)).collect();
    components.map_err(|_| Empty::Contradiction)
}

/// A record that a person can score by hand; it prints as `field=value` pairs.
pub struct Record<'a> {
    form: &'a Form,
    values: Vec<Option<i64>>,
}

impl Record<'_> {
    /// The value of a field, or of a hidden one; every field of a record of the space has one.
    #[must_use]
    pub fn value(&self, field: usize) -> Option<i64> {
        self.values.get(field).copied().flatten()
    }

    /// The answer to a field, as a person writes it.
    #[must_use]
    pub fn answer(&self, field: usize) -> String {
        match self.values[field] {
            Some(NOT_APPLICABLE) => "n/a".to_owned(),
            Some(value) => self.form.fields[field].domain.print(value),
            None => "?".to_owned(),
        }
    }
}

impl fmt::Display for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.form.fields.iter().enumerate().map(|(index, field)| format!("{}={}", field.id, self.answer(index)));
        f.write_str(&pairs.collect::<Vec<_>>().join("; "))
    }
}
