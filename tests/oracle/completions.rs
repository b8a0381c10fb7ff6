// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is left of a record with unknown answers, one completion after the other.

use super::field::Value;
use super::{Oracle, Scale};

pub const SCALES: usize = 3;
pub const HORIZONS: usize = 2;

/// What one completion gives; scales and horizons that the instrument does not have stay 0.
#[derive(Clone, Copy, Default)]
pub struct Finding {
    pub scores: [f64; SCALES],
    pub levels: [usize; SCALES],
    pub probabilities: [f64; HORIZONS],
    /// So close to the next level that two correct logarithms may disagree on it.
    pub near_edge: bool,
}

/// All values that the choices allow, the first field running fastest.
pub fn each_completion(choices: &[Vec<Value>], mut visit: impl FnMut(usize, &[Value])) {
    let mut at = vec![0; choices.len()];
    let mut values: Vec<Value> = choices.iter().map(|values| values[0]).collect();
    for index in 0.. {
        visit(index, &values);
        let Some(turn) = (0..choices.len()).find(|field| at[*field] + 1 < choices[*field].len()) else {
            return;
        };
        at[turn] += 1;
        values[turn] = choices[turn][at[turn]];
        for field in 0..turn {
            at[field] = 0;
            values[field] = choices[field][0];
        }
    }
}

#[derive(Clone, Copy)]
pub struct Range {
    pub min: f64,
    pub max: f64,
}

impl Range {
    const NONE: Range = Range { min: f64::INFINITY, max: f64::NEG_INFINITY };

    fn take(&mut self, value: f64) {
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    pub fn only(self) -> Option<f64> {
        (self.min == self.max).then_some(self.min)
    }
}

/// What is left over the completions that are inside the population and obey the constraints ("worlds").
pub struct Left<'a> {
    oracle: &'a Oracle,
    pub inside: bool,
    pub worlds: usize,
    pub gate_can_fail: Vec<bool>,
    pub scores: [Range; SCALES],
    pub probabilities: [Range; HORIZONS],
    pub near_edge: bool,
    /// The levels of every completion in one number, or `NO_WORLD`, in the order of `each_completion`.
    levels: Vec<u16>,
}

const NO_WORLD: u16 = u16::MAX;
const LEVEL_BITS: usize = 4;

impl<'a> Left<'a> {
    pub fn new(oracle: &'a Oracle, choices: &[Vec<Value>]) -> Self {
        Left {
            oracle,
            inside: false,
            worlds: 0,
            gate_can_fail: vec![false; oracle.gates.len()],
            scores: [Range::NONE; SCALES],
            probabilities: [Range::NONE; HORIZONS],
            near_edge: false,
            levels: vec![NO_WORLD; choices.iter().map(Vec::len).product()],
        }
    }

    pub fn take(&mut self, index: usize, values: &[Value]) {
        let inside = self.oracle.is_inside(values);
        self.inside |= inside;
        if !(self.oracle.obeys)(values) {
            return;
        }
        if !inside {
            for (can_fail, (field, span)) in self.gate_can_fail.iter_mut().zip(&self.oracle.gates) {
                *can_fail |= !span.holds(values[*field]);
            }
            return;
        }
        let finding = (self.oracle.find)(values);
        self.worlds += 1;
        self.near_edge |= finding.near_edge;
        for scale in 0..SCALES {
            self.scores[scale].take(finding.scores[scale]);
        }
        for horizon in 0..HORIZONS {
            self.probabilities[horizon].take(finding.probabilities[horizon]);
        }
        let [first, second, third] = finding.levels.map(|level| level as u16);
        self.levels[index] = first | second << LEVEL_BITS | third << (2 * LEVEL_BITS);
    }

    pub fn is_settled(&self) -> bool {
        let mut ranges = self.scores.iter().chain(&self.probabilities);
        ranges.all(|range| range.only().is_some()) && self.levels_are_settled()
    }

    pub fn levels_are_settled(&self) -> bool {
        !has_two_levels(self.levels.iter())
    }

    pub fn levels_of<'s>(&self, place: usize, scale: &'s Scale) -> Vec<&'s str> {
        let mut left = vec![false; scale.levels.len()];
        for levels in self.levels.iter().filter(|levels| **levels != NO_WORLD) {
            left[usize::from(levels >> (place * LEVEL_BITS)) % (1 << LEVEL_BITS)] = true;
        }
        scale.levels.iter().zip(left).filter(|(_, left)| *left).map(|(name, _)| name.as_str()).collect()
    }

    /// Two worlds that differ in this field only have different levels.
    pub fn changes_alone(&self, field: usize, choices: &[Vec<Value>]) -> bool {
        let stride: usize = choices[..field].iter().map(Vec::len).product();
        let length = choices[field].len();
        let line_starts = (0..self.levels.len()).filter(|index| (index / stride).is_multiple_of(length));
        let mut lines = line_starts.map(|start| self.levels[start..].iter().step_by(stride).take(length));
        length > 1 && lines.any(has_two_levels)
    }
}

fn has_two_levels<'l>(levels: impl Iterator<Item = &'l u16>) -> bool {
    let mut worlds = levels.filter(|levels| **levels != NO_WORLD);
    worlds.next().is_some_and(|first| worlds.any(|levels| levels != first))
}
