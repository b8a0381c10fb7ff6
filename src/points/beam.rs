// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Good choices of columns, found without a proof: columns are added one by one to a beam of choices, then exchanged.
//!
//! The idea of a beam and of exchanges is that of `FasterRisk` (Liu, Zhong, Li, Seltzer and Rudin 2022); here each step is ranked by the
//! score test over all columns at once, and every choice is fitted in full.

use std::collections::BTreeSet;

use super::choice::{CLOSE, Choice};
use super::fit::Until;
use super::problem::Problem;
use super::set::{self, Set};

const WIDTH: usize = 8;
const CHILDREN: usize = 2 * WIDTH;
const ROUNDS: usize = 6;
const POOL: usize = 16;
const UNTIL: Until = Until { close: 1e-8, cutoff: f64::INFINITY };

/// A set that might be next: its loss, nearly, and coefficients to begin with.
struct Idea {
    loss: f64,
    set: Set,
    start: Vec<f64>,
}

/// Choices within all limits, best first, and how many fits they took.
pub(super) fn choices(problem: &Problem, all: &Choice) -> (Vec<Choice>, u64) {
    let mut fits = 0;
    if problem.fits(problem.all()) {
        return (vec![all.clone()], fits);
    }
    let units = &problem.limits[0].units;
    let counted = set::members(problem.limits[0].counted).into_iter().fold(0, |set, unit| set | units[unit]);
    let kept = if problem.has_kept { set::one(problem.least.len() - 1) } else { 0 };
    let mut start = vec![0.0; problem.least.len() + 1];
    start[0] = libm::log(problem.cases / (problem.total - problem.cases));
    let mut beam = vec![Choice::new(problem, counted | kept, &start, UNTIL)];
    let mut full: Vec<Choice> = Vec::new();
    while !beam.is_empty() {
        let mut ideas = Vec::new();
        for choice in &beam {
            let more = additions(problem, choice);
            if more.is_empty() {
                full.push(choice.clone());
            }
            ideas.extend(more);
        }
        beam = fitted(problem, ideas, CHILDREN, &mut fits);
        beam.truncate(WIDTH);
    }
    sort(&mut full);
    let mut seen: BTreeSet<Set> = full.iter().map(|choice| choice.set).collect();
    let mut asked = BTreeSet::new();
    for _ in 0..ROUNDS {
        let turn: Vec<Choice> = full.iter().filter(|choice| !asked.contains(&choice.set)).take(WIDTH / 2).cloned().collect();
        asked.extend(turn.iter().map(|choice| choice.set));
        let mut ideas: Vec<Idea> = turn.iter().flat_map(|choice| exchanges(problem, choice, &mut fits)).collect();
        ideas.retain(|idea| !seen.contains(&idea.set));
        let found = fitted(problem, ideas, CHILDREN, &mut fits);
        seen.extend(found.iter().map(|choice| choice.set));
        full.extend(found);
        sort(&mut full);
        full.truncate(POOL);
        if full.iter().take(WIDTH / 2).all(|choice| asked.contains(&choice.set)) {
            break;
        }
    }
    full.retain(|choice| problem.covers(choice.set));
    for choice in &mut full {
        *choice = Choice::new(problem, choice.set, &choice.spread(problem), Until { close: CLOSE, cutoff: f64::INFINITY });
    }
    (full, fits)
}

fn sort(choices: &mut [Choice]) {
    choices.sort_by(|a, b| a.fit.loss.total_cmp(&b.fit.loss).then(a.set.cmp(&b.set)));
}

/// The choice with one more unit; one of a required group first.
fn additions(problem: &Problem, choice: &Choice) -> Vec<Idea> {
    let gains = choice.gains(problem);
    let open = problem.required.iter().find(|group| *group & choice.set == 0);
    let units = problem.limits[0].units.iter().filter(|unit| **unit & !choice.set != 0);
    let start = choice.spread(problem);
    let idea = |unit: &Set| {
        let set = choice.set | unit;
        let gain: f64 = set::members(unit & !choice.set).into_iter().map(|column| gains[column]).sum();
        Idea { loss: choice.fit.loss - gain, set, start: start.clone() }
    };
    units.filter(|unit| open.is_none_or(|group| group & *unit != 0) && problem.fits(choice.set | *unit)).map(idea).collect()
}

/// The choice with one unit for another.
fn exchanges(problem: &Problem, choice: &Choice, fits: &mut u64) -> Vec<Idea> {
    let limit = &problem.limits[0];
    let mut ideas = Vec::new();
    for unit in limit.touched(choice.set, 0).filter(|unit| !set::holds(limit.counted, *unit)) {
        let (_, start) = choice.without(problem, limit.units[unit]);
        let smaller = Choice::new(problem, choice.set & !limit.units[unit], &start, UNTIL);
        *fits += 1;
        ideas.extend(additions(problem, &smaller));
    }
    ideas
}

/// The best ideas, each set once, fitted and sorted.
fn fitted(problem: &Problem, mut ideas: Vec<Idea>, most: usize, fits: &mut u64) -> Vec<Choice> {
    ideas.sort_by(|a, b| a.loss.total_cmp(&b.loss).then(a.set.cmp(&b.set)));
    let mut seen = BTreeSet::new();
    ideas.retain(|idea| seen.insert(idea.set));
    ideas.truncate(most);
    *fits += ideas.len() as u64;
    let mut choices: Vec<Choice> = ideas.into_iter().map(|idea| Choice::new(problem, idea.set, &idea.start, UNTIL)).collect();
    sort(&mut choices);
    choices
}
