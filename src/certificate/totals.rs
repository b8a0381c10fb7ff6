// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The reachable totals of a scale, each with how it comes about.

use std::collections::BTreeMap;

use crate::check::proof::space::{Choice, Space, Stage, State};
use crate::evaluate::settle;
use crate::form::Award;
use crate::number::Points;

/// Totals reach from here through there at most.
const ANY: (i64, i64) = (i64::MIN / 2, i64::MAX / 2);

/// The totals of one scale after its own conversion.
pub enum Totals<'s> {
    /// Of a plain scale, which is asked by interval.
    Asked(&'s Space<'s>, usize),
    /// Listed, each with a state that has it; and a state without a total, if there is one.
    Listed(BTreeMap<i64, &'s State>, Option<&'s State>),
}

impl<'s> Totals<'s> {
    pub fn of(space: &'s Space<'s>, scale: usize) -> Self {
        if space.is_plain() {
            return Self::Asked(space, scale);
        }
        let (mut listed, mut withheld) = (BTreeMap::new(), None);
        for state in space.states() {
            match settle::converted(space.plan, &state.sums, scale) {
                Some(Award::Points(total)) => drop(listed.entry(total.0).or_insert(state)),
                Some(Award::Withheld) => withheld = withheld.or(Some(state)),
                // Proven: every raw sum has its row.
                None => {}
            }
        }
        Self::Listed(listed, withheld)
    }

    /// The least total from `low` through `high`.
    pub fn first_in(&self, low: i64, high: i64) -> Option<(Points, Choice)> {
        match self {
            _ if low > high => None,
            Self::Asked(space, scale) => space.first_in(*scale, Stage::Value, low, high),
            Self::Listed(listed, _) => listed.range(low..=high).next().map(|(&total, state)| (Points(total), state.choice.clone())),
        }
    }

    /// The greatest total from `low` through `high`.
    pub fn last_in(&self, low: i64, high: i64) -> Option<(Points, Choice)> {
        match self {
            _ if low > high => None,
            Self::Asked(space, scale) => space.last_in(*scale, Stage::Value, low, high),
            Self::Listed(listed, _) => listed.range(low..=high).next_back().map(|(&total, state)| (Points(total), state.choice.clone())),
        }
    }

    /// How a record comes about that has no total.
    pub fn withheld(&self) -> Option<&Choice> {
        if let Self::Listed(_, Some(state)) = self { Some(&state.choice) } else { None }
    }

    /// The least and the greatest.
    pub fn ends(&self) -> Option<[(Points, Choice); 2]> {
        Some([self.first_in(ANY.0, ANY.1)?, self.last_in(ANY.0, ANY.1)?])
    }

    /// All of them, rising; `None` when there are more than `most`.
    pub fn all(&self, most: usize) -> Option<Vec<(Points, Choice)>> {
        let after = |last: &(Points, Choice)| self.first_in(last.0.0 + 1, ANY.1);
        let all: Vec<_> = std::iter::successors(self.first_in(ANY.0, ANY.1), after).take(most + 1).collect();
        (all.len() <= most).then_some(all)
    }
}
