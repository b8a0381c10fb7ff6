// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fields of both rule sets that belong together, with all combinations of their cells.

use std::collections::BTreeMap;

use super::Uncounted;
use super::field::Fields;
use crate::plan::relation::{self, Relation};
use crate::plan::{Plan, Role};

/// More combinations of one component are not enumerated.
const MOST_COMBINATIONS: usize = 1 << 20;
/// Nor so many when each is asked of the search for values.
const MOST_SEARCHES: usize = 1 << 16;

/// Numbers of combinations of a component.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Inside both populations, obeying both.
    pub both: u128,
    /// Obeying both, inside the population of each.
    pub inside: [u128; 2],
    /// Inside both populations, obeying the constraints of each.
    pub obeying: [u128; 2],
}

/// A component, enumerated.
pub(super) struct Component {
    pub counts: Counts,
    /// What combinations inside and obeying both add to the joint state, with how many do.
    pub states: BTreeMap<Vec<i64>, u128>,
}

/// Enumerates every component.
pub(super) fn components(fields: &Fields, plans: [&Plan; 2]) -> Result<Vec<Component>, Uncounted> {
    groups(fields, plans).iter().map(|group| Ok(Walk::of(fields, plans, group)?.run())).collect()
}

/// Places of fields that factors of either plan tie together.
fn groups(fields: &Fields, plans: [&Plan; 2]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..fields.all.len()).collect();
    for (plan, places) in plans.iter().zip(&fields.places) {
        for factor in &plan.factors {
            let Some(&first) = factor.fields.first() else { continue };
            let to = group_of[places[first]];
            for &field in &factor.fields {
                let from = group_of[places[field]];
                group_of.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    group_of.iter().enumerate().for_each(|(place, group)| groups.entry(*group).or_default().push(place));
    groups.into_values().collect()
}

/// What one rule set asks of a combination.
struct Asks<'a> {
    plan: &'a Plan,
    gates: Vec<usize>,
    bans: Vec<usize>,
    terms: Vec<usize>,
    /// Place among the kept and field.
    kept: Vec<(usize, usize)>,
    relations: Vec<Relation>,
    /// Cells by field of the plan.
    cells: Vec<u16>,
    /// Where its numbers begin in a joint state.
    start: usize,
}

struct Walk<'a> {
    fields: &'a Fields,
    group: &'a [usize],
    asks: [Asks<'a>; 2],
    /// The relations of both, each once.
    relations: Vec<Relation>,
    ranges: Vec<(i64, i64)>,
    width: usize,
    found: Component,
}

impl<'a> Walk<'a> {
    fn of(fields: &'a Fields, plans: [&'a Plan; 2], group: &'a [usize]) -> Result<Self, Uncounted> {
        let asks = [0, 1].map(|side| {
            let (plan, places) = (plans[side], &fields.places[side]);
            let mut asks = Asks {
                plan,
                gates: Vec::new(),
                bans: Vec::new(),
                terms: Vec::new(),
                kept: Vec::new(),
                relations: Vec::new(),
                cells: vec![0; plan.fields.len()],
                start: if side == 0 { 0 } else { plans[0].width() },
            };
            for factor in plan.factors.iter().filter(|factor| factor.fields.iter().any(|&field| group.contains(&places[field]))) {
                match factor.role {
                    Role::Gate(gate) => asks.gates.push(gate),
                    Role::Ban(ban) => asks.bans.push(ban),
                    Role::Term(term) => asks.terms.push(term),
                    Role::Relation(bond) => asks.relations.push(plan.bonds[bond].relation.renamed(|field| places[field])),
                }
            }
            let kept = plan.kept.iter().enumerate().map(|(place, &field)| (place, field));
            asks.kept = kept.filter(|(_, field)| group.contains(&places[*field])).collect();
            asks
        });
        let mut relations = asks[0].relations.clone();
        relations.extend(asks[1].relations.iter().filter(|relation| !asks[0].relations.contains(relation)).cloned());
        let most = if relations.is_empty() { MOST_COMBINATIONS } else { MOST_SEARCHES };
        let combinations = group.iter().try_fold(1_usize, |all, &place| all.checked_mul(fields.all[place].cells.len()));
        if combinations.is_none_or(|all| all > most) {
            let mut names: Vec<String> = Vec::new();
            for name in group.iter().map(|&place| &fields.all[place].name) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            return Err(Uncounted::TooLarge(names));
        }
        let ranges = vec![(i64::MIN / 8, i64::MAX / 8); fields.all.len()];
        let found = Component { counts: Counts::default(), states: BTreeMap::new() };
        Ok(Self { fields, group, asks, relations, ranges, width: plans.iter().map(|plan| plan.width()).sum(), found })
    }

    fn run(mut self) -> Component {
        self.step(0);
        self.found
    }

    fn step(&mut self, depth: usize) {
        let Some(&place) = self.group.get(depth) else { return self.visit() };
        let field = &self.fields.all[place];
        for &(interval, cells) in &field.cells {
            self.ranges[place] = interval;
            for ((asks, of), cell) in self.asks.iter_mut().zip(field.of).zip(cells) {
                if let Some(of) = of {
                    asks.cells[of] = cell;
                }
            }
            self.step(depth + 1);
        }
    }

    fn visit(&mut self) {
        let [old, new] = &self.asks;
        let inside = [old.inside(), new.inside()];
        let tables = [old.unbanned(), new.unbanned()];
        let possible = |relations: &[Relation]| relations.is_empty() || relation::solve(relations, self.ranges.clone()).is_some();
        let obeys_both = tables[0] && tables[1] && (inside[0] || inside[1]) && possible(&self.relations);
        let counts = &mut self.found.counts;
        if inside[0] && inside[1] {
            for (count, (table, ask)) in counts.obeying.iter_mut().zip(tables.iter().zip(&self.asks)) {
                *count += u128::from(obeys_both || *table && possible(&ask.relations));
            }
        }
        if !obeys_both {
            return;
        }
        counts.inside.iter_mut().zip(inside).for_each(|(count, inside)| *count += u128::from(inside));
        if inside[0] && inside[1] {
            counts.both += 1;
            let mut state = vec![0; self.width];
            self.asks.iter().for_each(|ask| ask.add(&mut state));
            *self.found.states.entry(state).or_insert(0) += 1;
        }
    }
}

impl Asks<'_> {
    fn inside(&self) -> bool {
        self.gates.iter().all(|&gate| self.plan.gates[gate].at(&self.cells))
    }

    fn unbanned(&self) -> bool {
        self.bans.iter().all(|&ban| self.plan.bans[ban].obeyed.at(&self.cells))
    }

    fn add(&self, state: &mut [i64]) {
        for &term in &self.terms {
            let term = &self.plan.terms[term];
            let added = term.points.at(&self.cells, &self.plan.fields);
            term.places.iter().for_each(|&place| state[self.start + place] += added);
        }
        for &(place, field) in &self.kept {
            state[self.start + self.plan.scales.len() + place] = i64::from(self.cells[field]);
        }
    }
}
