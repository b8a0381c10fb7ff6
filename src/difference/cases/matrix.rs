// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The matrix of moves: where the cases were, where they are now. Every case is in exactly one cell.

use std::collections::{BTreeMap, BTreeSet};

use super::result::{CaseResult, Levels};
use crate::difference::pairs::Pairs;
use crate::evaluate::Outcome;
use crate::form::Form;
use crate::number::Points;

/// Where a case can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// One level, by its place among those of the scheme.
    Level(usize),
    /// One score.
    Score(Points),
    /// Another outcome, or more than one level or score is left.
    Outcome(Outcome),
}

/// What a matrix is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A pair of schemes, by place; whether it is what is reported.
    Levels(usize, bool),
    /// The scores of a pair of scales, by place.
    Scores(usize),
    /// Outcomes: nothing else is shared.
    Outcomes,
}

/// Counts of cases by where they were and are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// What it is about.
    pub subject: Subject,
    /// The names of the schemes or scales.
    pub name: String,
    /// All levels of the old and of the new scheme; of other states those that occur.
    levels: [Vec<String>; 2],
    /// Whether the scores of each are whole.
    whole: [bool; 2],
    counts: BTreeMap<(State, State), u64>,
}

impl Matrix {
    /// The matrices of two rule sets, empty.
    pub(super) fn all(pairs: &Pairs, old: &Form, new: &Form) -> Vec<Self> {
        let empty = |subject, name, levels, whole| Self { subject, name, levels, whole, counts: BTreeMap::new() };
        let of_scheme = |place: usize| {
            let pair = &pairs.schemes[place];
            let ids = |form: &Form, scheme: usize| form.schemes[scheme].levels.iter().map(|level| level.id.clone()).collect();
            let levels = [ids(old, pair.old), ids(new, pair.new)];
            empty(Subject::Levels(place, pair.reported), pairs.scheme_name(pair, old, new), levels, [true; 2])
        };
        let mut matrices: Vec<Self> = Vec::new();
        for (place, pair) in pairs.scales.iter().enumerate() {
            let reported = pairs.schemes.iter().position(|scheme| scheme.reported && scheme.scale == Some(place));
            matrices.push(reported.map_or_else(
                || {
                    let (was, is) = (&old.scales[pair.old], &new.scales[pair.new]);
                    let name = crate::difference::pairs::both(&was.id, &is.id);
                    empty(Subject::Scores(place), name, [Vec::new(), Vec::new()], [was.whole, is.whole])
                },
                of_scheme,
            ));
        }
        matrices.extend(pairs.schemes.iter().position(|pair| pair.reported && pair.scale.is_none()).map(of_scheme));
        if matrices.is_empty() {
            matrices.push(empty(Subject::Outcomes, String::new(), [Vec::new(), Vec::new()], [true; 2]));
        }
        matrices.extend((0..pairs.schemes.len()).filter(|&place| !pairs.schemes[place].reported).map(of_scheme));
        matrices
    }

    pub(super) fn count(&mut self, old: &CaseResult, new: &CaseResult, names: &Levels) {
        let state = |result: &CaseResult, side: usize| match self.subject {
            Subject::Levels(place, _) => match result.levels[place][..] {
                [only] => {
                    let own = self.levels[side].iter().position(|level| Some(level) == names.0[place].get(only));
                    own.map_or(State::Outcome(result.outcome), State::Level)
                }
                _ => State::Outcome(result.outcome),
            },
            Subject::Scores(place) => match result.scores[place] {
                Some((least, greatest)) if least == greatest => State::Score(least),
                _ => State::Outcome(result.outcome),
            },
            Subject::Outcomes => State::Outcome(result.outcome),
        };
        let cell = (state(old, 0), state(new, 1));
        *self.counts.entry(cell).or_insert(0) += 1;
    }

    /// The states that the old (0) or new (1) side has: every level, and others that occur.
    #[must_use]
    pub fn states(&self, side: usize) -> Vec<State> {
        let mut states: BTreeSet<State> = (0..self.levels[side].len()).map(State::Level).collect();
        states.extend(self.counts.keys().map(|cell| if side == 0 { cell.0 } else { cell.1 }));
        let (outcomes, values): (Vec<State>, Vec<State>) = states.into_iter().partition(|state| matches!(state, State::Outcome(_)));
        // The least good outcome comes last.
        values.into_iter().chain(outcomes.into_iter().rev()).collect()
    }

    /// The code of a state: a level, a score, or an outcome.
    #[must_use]
    pub fn name(&self, side: usize, state: State) -> String {
        match state {
            State::Level(level) => self.levels[side].get(level).cloned().unwrap_or_default(),
            State::Score(points) => points.as_score(self.whole[side]),
            State::Outcome(outcome) => outcome.code().to_owned(),
        }
    }

    /// How many cases were in one state and are in another.
    #[must_use]
    pub fn cell(&self, old: State, new: State) -> u64 {
        self.counts.get(&(old, new)).copied().unwrap_or(0)
    }

    /// How many cases were (0) or are (1) in a state.
    #[must_use]
    pub fn total_of(&self, side: usize, state: State) -> u64 {
        let there = self.counts.iter().filter(|(cell, _)| [cell.0, cell.1][side] == state);
        there.map(|(_, count)| count).sum()
    }

    /// All cases.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many cases are in another state than they were, by name: a level of another scheme may have the same name.
    #[must_use]
    pub fn moved(&self) -> u64 {
        let moved = self.counts.iter().filter(|((old, new), _)| self.name(0, *old) != self.name(1, *new));
        moved.map(|(_, count)| count).sum()
    }
}
