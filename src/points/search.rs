// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The best points and the proof: choices of columns by rising lower bound, and all integer points of each that can still be best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::progress::Watch;

use super::beam;
use super::choice::{CLOSE, Choice};
use super::fit::Until;
use super::incumbent::Incumbent;
use super::lattice::Lattice;
use super::problem::{Limit, Problem};
use super::set::{self, Set};
use super::solution::{Ended, Solution};
use super::{Effort, Error, Request};

/// How near the loss of a choice that is still divided is brought to its bound.
const ROUGH: f64 = 1e-7;
const MILLION: u64 = 1_000_000;

/// Points of least logistic loss under the rules, with a lower bound of the loss of all points that obey them.
///
/// The same request and effort give the same bytes. A `watch` that stops ends the search early; points, if there are any, and bound hold.
///
/// # Errors
/// Values, weights or rules are unsound; one outcome lacks; a feature is constant; outcomes are separated; no points obey the rules.
pub fn solve(request: &Request, effort: Effort, watch: &dyn Watch) -> Result<Solution, Error> {
    let problem = Problem::new(request)?;
    let mut start = vec![0.0; problem.least.len() + 1];
    start[0] = libm::log(problem.cases / (problem.total - problem.cases));
    let all = Choice::new(&problem, problem.all(), &start, Until { close: CLOSE, cutoff: f64::INFINITY });
    if all.ran_off() {
        return Err(separated(&problem, &all));
    }
    let mut search =
        Search { problem: &problem, effort, watch, incumbent: Incumbent::default(), work: all.work(), fits: 1, looks: 0, choices: 0 };
    let (pool, fits) = beam::choices(&problem, &all);
    search.fits += fits;
    for choice in pool {
        if watch.stopped() {
            break;
        }
        if choice.fit.lower < search.incumbent.cutoff() {
            search.integers(&choice);
        }
    }
    let proof = search.prove(&all);
    search.finish(&all, &proof)
}

fn separated(problem: &Problem, all: &Choice) -> Error {
    let sizes = all.fit.b[1..].iter().zip(&all.sample.columns);
    let effect = |(b, column): (&f64, &Vec<f64>)| b.abs() * column.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let furthest = sizes.map(effect).enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let column = furthest.map_or(0, |(at, _)| all.columns[at]);
    Error::Separation { feature: problem.source.get(column).copied().unwrap_or_else(|| problem.kept[0].0) }
}

struct Search<'a> {
    problem: &'a Problem,
    effort: Effort,
    watch: &'a dyn Watch,
    incumbent: Incumbent,
    work: u64,
    fits: u64,
    looks: u64,
    choices: u64,
}

/// What the proof came to.
struct Proof {
    /// No points have a smaller loss.
    bound: f64,
    /// No real coefficients on columns within the limits have a smaller loss.
    real: f64,
    ended: Ended,
}

/// A set of columns of which some must still go.
struct Node {
    lower: f64,
    number: u64,
    set: Set,
    /// For every limit, the units that are used in any case.
    counted: Vec<Set>,
    b: Vec<f64>,
}

impl Search<'_> {
    fn choice(&mut self, set: Set, start: &[f64], until: Until) -> Choice {
        let choice = Choice::new(self.problem, set, start, until);
        self.fits += 1;
        self.work += choice.work();
        choice
    }

    fn integers(&mut self, choice: &Choice) -> bool {
        let mut lattice = Lattice::new(self.problem, &choice.columns, &choice.sample, &choice.fit, self.effort.looks);
        let complete = lattice.search(&mut self.incumbent);
        self.looks += lattice.looks();
        self.work += lattice.work();
        self.choices += 1;
        complete
    }

    /// Best first over choices (branch and bound; the bound of a set of columns is the loss of all of them, so that choices are met in
    /// the order of their real losses).
    fn prove(&mut self, all: &Choice) -> Proof {
        let mut heap = BinaryHeap::new();
        let counted = self.problem.limits.iter().map(|limit| limit.counted).collect();
        heap.push(Node { lower: all.fit.lower, number: 0, set: all.set, counted, b: all.spread(self.problem) });
        let mut number = 0;
        let (mut open, mut real) = (f64::INFINITY, None);
        let first = self.work;
        while let Some(node) = heap.pop() {
            if node.lower >= self.incumbent.cutoff() {
                break;
            }
            let spent = (self.work - first) / MILLION;
            let stopped = self.watch.stopped();
            self.watch.step(spent.min(self.effort.proof), self.effort.proof);
            if stopped || spent >= self.effort.proof {
                let bound = node.lower.min(open);
                let ended = if stopped { Ended::Stopped } else { Ended::Limit };
                return Proof { bound, real: real.unwrap_or(node.lower), ended };
            }
            if self.problem.fits(node.set) {
                let choice = self.choice(node.set, &node.b, Until { close: CLOSE, cutoff: f64::INFINITY });
                real.get_or_insert(node.lower.max(choice.fit.lower));
                if !self.integers(&choice) {
                    open = open.min(choice.fit.lower);
                }
                continue;
            }
            let choice = self.choice(node.set, &node.b, Until { close: ROUGH, cutoff: f64::INFINITY });
            for (set, counted) in self.children(&node, &choice) {
                if !self.problem.covers(set) {
                    continue;
                }
                let (_, start) = choice.without(self.problem, node.set & !set);
                let child = self.choice(set, &start, Until { close: ROUGH, cutoff: self.incumbent.cutoff() });
                let lower = child.fit.lower.max(node.lower);
                if lower < self.incumbent.cutoff() {
                    number += 1;
                    heap.push(Node { lower, number, set, counted, b: child.spread(self.problem) });
                }
            }
        }
        let found = self.incumbent.best.as_ref().map_or(f64::INFINITY, |best| best.loss);
        let ended = if open < found { Ended::Limit } else { Ended::Proven };
        Proof { bound: open.min(found), real: real.unwrap_or(found).min(found), ended }
    }

    /// The ways to take units away: without the first, with the first but without the second, and so on; the costly ones first.
    fn children(&self, node: &Node, choice: &Choice) -> Vec<(Set, Vec<Set>)> {
        let over = |(_, limit): &(usize, &Limit)| limit.used(node.set) > limit.most;
        let Some((which, limit)) = self.problem.limits.iter().enumerate().find(over) else { return Vec::new() };
        let counted = node.counted[which];
        let open = limit.touched(node.set, 0).filter(|unit| !set::holds(counted, *unit));
        let mut open: Vec<(f64, usize)> = open.map(|unit| (choice.without(self.problem, limit.units[unit]).0, unit)).collect();
        open.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let room = limit.most - set::size(counted);
        let mut children = Vec::new();
        let (mut used, mut after) = (counted, node.counted.clone());
        for (_, unit) in &open[..room.min(open.len())] {
            children.push((node.set & !limit.units[*unit], after.clone()));
            used |= set::one(*unit);
            after[which] = used;
        }
        let rest = open[room.min(open.len())..].iter().fold(0, |set, (_, unit)| set | limit.units[*unit]);
        children.push((node.set & !rest, after));
        children
    }

    fn finish(self, all: &Choice, proof: &Proof) -> Result<Solution, Error> {
        let Some(best) = self.incumbent.best else {
            return Err(if proof.ended == Ended::Proven { Error::Contradiction } else { Error::NothingFound });
        };
        let problem = self.problem;
        let mut points = vec![0; problem.width];
        problem.source.iter().zip(&best.points).for_each(|(feature, given)| points[*feature] = *given);
        problem.kept.iter().for_each(|(feature, given)| points[*feature] = *given);
        let centre: f64 = best.points.iter().zip(&problem.rows.means).map(|(points, mean)| f64::from(*points) * mean).sum();
        Ok(Solution {
            points,
            intercept: best.intercept - best.slope * centre,
            slope: best.slope,
            loss: best.loss,
            bound: proof.bound.min(best.loss),
            real_bound: proof.real,
            all_features: all.fit.loss,
            ended: proof.ended,
            distinct_rows: problem.rows.sample.len(),
            fits: self.fits,
            choices: self.choices,
            looks: self.looks,
        })
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        other.lower.total_cmp(&self.lower).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}
