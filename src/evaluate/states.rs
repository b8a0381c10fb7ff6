// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The states that are left over all components: a direct sum a scale, a cell a kept field, counts of withheld answers.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::component::Component;

/// Sums that may be made for each state that may be kept: most of them are the same.
const SUMS_A_STATE: usize = 8;

/// A set of states, each with how it came about.
#[derive(Clone, Debug)]
pub struct States {
    width: usize,
    flat: Vec<i64>,
    /// For each component, per state: the state before it and the contribution that was added.
    steps: Vec<Vec<(usize, usize)>>,
}

impl States {
    /// All sums of the base and one contribution of each component.
    #[must_use]
    pub fn of<'c>(base: &[i64], components: impl Iterator<Item = &'c Component>) -> Self {
        let mut states = Self { width: base.len(), flat: base.to_vec(), steps: Vec::new() };
        for component in components {
            states = states.and(component);
        }
        states
    }

    /// The same, unless there are more than so many, or many more sums to be made on the way.
    #[must_use]
    pub fn within<'c>(most: usize, base: &[i64], components: impl Iterator<Item = &'c Component>) -> Option<Self> {
        let mut states = Self { width: base.len(), flat: base.to_vec(), steps: Vec::new() };
        for component in components {
            let sums = states.iter().count().checked_mul(component.contributions.len())?;
            if sums > most.saturating_mul(SUMS_A_STATE) {
                return None;
            }
            states = states.and(component);
            if states.iter().count() > most {
                return None;
            }
        }
        Some(states)
    }

    fn and(self, component: &Component) -> Self {
        let mut known: HashMap<Vec<i64>, usize> = HashMap::new();
        let (mut flat, mut step) = (Vec::new(), Vec::new());
        for (before, state) in self.iter().enumerate() {
            for (contribution, added) in component.contributions.iter().enumerate() {
                let sum: Vec<i64> = state.iter().zip(added).map(|(a, b)| a + b).collect();
                if let Entry::Vacant(place) = known.entry(sum) {
                    flat.extend_from_slice(place.key());
                    step.push((before, contribution));
                    place.insert(step.len() - 1);
                }
            }
        }
        let mut steps = self.steps;
        steps.push(step);
        Self { width: self.width, flat, steps }
    }

    /// The states.
    pub fn iter(&self) -> impl Iterator<Item = &[i64]> {
        // A width of zero is an instrument without scales whose rules look at no field: one empty state.
        self.flat.chunks(self.width.max(1)).chain((self.width == 0).then_some(&[][..]))
    }

    /// The contribution of each component that makes up a state.
    #[must_use]
    pub fn contributions(&self, state: usize) -> Vec<usize> {
        let mut at = state;
        let mut found: Vec<usize> = self
            .steps
            .iter()
            .rev()
            .map(|step| {
                let (before, contribution) = step.get(at).copied().unwrap_or((0, 0));
                at = before;
                contribution
            })
            .collect();
        found.reverse();
        found
    }
}
