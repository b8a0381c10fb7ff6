// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Unknown fields that belong together, and their completions cell by cell.

use std::collections::HashMap;

use super::facts::Facts;
use super::outcome::Reason;
use super::{ban_reason, bond_reason};
use crate::plan::relation::{self, Relation};
use crate::plan::{Owner, Plan, Role};

/// Unknown fields tied together by factors.
#[derive(Clone, Debug)]
pub struct Group {
    /// The unknown fields, those of relations first so that they are decided early.
    pub fields: Vec<usize>,
    /// The factors with at least one of them, by index.
    pub factors: Vec<usize>,
}

/// Whether a group can be inside the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    /// Some completion passes all its gates.
    Inside,
    /// None does; this gate is the reason.
    Outside(usize),
}

/// A completion of a group, cell by cell.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Cells in the order of the component's fields.
    pub cells: Box<[u16]>,
    /// What it adds, by index in [`Component::contributions`].
    pub contribution: usize,
}

/// A group with its allowed completions: those inside the population that obey all constraints.
#[derive(Clone, Debug)]
pub struct Component {
    /// The unknown fields.
    pub fields: Vec<usize>,
    /// The allowed completions.
    pub leaves: Vec<Leaf>,
    /// The distinct states that they add.
    pub contributions: Vec<Vec<i64>>,
    /// Unknown fields of gates that can still fail.
    pub gate_fields: Vec<usize>,
    /// The relations among its fields, by index.
    pub bonds: Vec<usize>,
}

/// Groups the unknown fields of a record. Hidden and derived fields count as unknown while they are not known.
#[must_use]
pub fn groups(plan: &Plan, facts: &Facts) -> Vec<Group> {
    let mut group_of: Vec<Option<usize>> = vec![None; plan.fields.len()];
    let mut groups: Vec<Group> = Vec::new();
    for field in (0..plan.fields.len()).filter(|&field| !facts.is_known(field)) {
        group_of[field] = Some(groups.len());
        groups.push(Group { fields: vec![field], factors: Vec::new() });
    }
    if groups.is_empty() {
        return groups;
    }
    for (index, factor) in plan.factors.iter().enumerate() {
        let mut unknown = factor.fields.iter().filter_map(|&field| group_of[field]);
        let Some(first) = unknown.next() else { continue };
        groups[first].factors.push(index);
        for other in unknown.collect::<Vec<_>>() {
            // Earlier merges may have moved the field to another group.
            if other == first || groups[other].fields.is_empty() {
                continue;
            }
            let moved = std::mem::replace(&mut groups[other], Group { fields: Vec::new(), factors: Vec::new() });
            moved.fields.iter().for_each(|&field| group_of[field] = Some(first));
            groups[first].fields.extend(moved.fields);
            groups[first].factors.extend(moved.factors);
        }
    }
    groups.retain(|group| !group.fields.is_empty());
    for group in &mut groups {
        let tied = |field: &usize| plan.bonds.iter().any(|bond| bond.relation.fields().contains(field));
        group.fields.sort_unstable_by_key(|field| (!tied(field), *field));
        group.factors.sort_unstable();
        group.factors.dedup();
    }
    groups
}

impl Group {
    /// Whether some completion passes all gates of the group; constraints are not asked, derivations are.
    #[must_use]
    pub fn population(&self, plan: &Plan, facts: &Facts) -> Population {
        let gates: Vec<usize> = self.roles(plan).filter_map(|role| if let Role::Gate(gate) = role { Some(gate) } else { None }).collect();
        if gates.is_empty() {
            return Population::Inside;
        }
        let derivations: Vec<usize> = self
            .roles(plan)
            .filter_map(|role| match role {
                Role::Relation(bond) if matches!(plan.bonds[bond].owner, Owner::Derivation(_)) => Some(bond),
                _ => None,
            })
            .collect();
        let mut fields: Vec<usize> = Vec::new();
        for gate in &gates {
            fields.extend(plan.gates[*gate].fields().into_iter().filter(|field| self.fields.contains(field)));
        }
        let mut used: Vec<usize> = Vec::new();
        while let Some(&bond) = derivations
            .iter()
            .find(|bond| !used.contains(bond) && plan.bonds[**bond].relation.fields().iter().any(|field| fields.contains(field)))
        {
            used.push(bond);
            fields.extend(plan.bonds[bond].relation.fields().into_iter().filter(|field| self.fields.contains(field)));
        }
        fields.sort_unstable();
        fields.dedup();
        let mut inside = false;
        let mut always: Vec<usize> = gates.clone();
        let mut ever: Vec<usize> = Vec::new();
        Walk::new(plan, facts, &fields, &[], &used).run(&mut |cells| {
            let failing: Vec<usize> = gates.iter().copied().filter(|&gate| !plan.gates[gate].at(cells)).collect();
            inside |= failing.is_empty();
            always.retain(|gate| failing.contains(gate));
            ever.extend(failing.into_iter().filter(|gate| !ever.contains(gate)).collect::<Vec<_>>());
        });
        if inside {
            return Population::Inside;
        }
        match always.into_iter().min().or_else(|| ever.into_iter().min()) {
            Some(gate) => Population::Outside(gate),
            // No completion exists at all: that is inconsistent, and told as such.
            None => Population::Inside,
        }
    }

    /// The allowed completions.
    ///
    /// # Errors
    /// When there is none: the constraints that are the reason.
    pub fn complete(&self, plan: &Plan, facts: &Facts) -> Result<Component, Vec<Reason>> {
        let (mut gates, mut bans, mut bonds, mut terms) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for role in self.roles(plan) {
            match role {
                Role::Gate(gate) => gates.push(gate),
                Role::Ban(ban) => bans.push(ban),
                Role::Relation(bond) => bonds.push(bond),
                Role::Term(term) => terms.push(term),
            }
        }
        let kept: Vec<(usize, usize)> =
            plan.kept.iter().enumerate().filter(|(_, field)| self.fields.contains(field)).map(|(place, &field)| (place, field)).collect();
        let mut component = Component {
            fields: self.fields.clone(),
            leaves: Vec::new(),
            contributions: Vec::new(),
            gate_fields: Vec::new(),
            bonds: bonds.clone(),
        };
        let mut known: HashMap<Vec<i64>, usize> = HashMap::new();
        let mut sum = vec![0_i64; plan.width()];
        Walk::new(plan, facts, &self.fields, &bans, &bonds).run(&mut |cells| {
            let mut inside = true;
            for &gate in &gates {
                if !plan.gates[gate].at(cells) {
                    inside = false;
                    component.gate_fields.extend(plan.gates[gate].fields().into_iter().filter(|field| self.fields.contains(field)));
                }
            }
            if !inside {
                return;
            }
            sum.fill(0);
            for &term in &terms {
                let term = &plan.terms[term];
                let added = term.points.at(cells, &plan.fields);
                term.places.iter().for_each(|&place| sum[place] += added);
            }
            for &(place, field) in &kept {
                sum[plan.scales.len() + place] = i64::from(cells[field]);
            }
            let contribution = known.get(&sum).copied().unwrap_or_else(|| {
                component.contributions.push(sum.clone());
                known.insert(sum.clone(), component.contributions.len() - 1);
                component.contributions.len() - 1
            });
            component.leaves.push(Leaf { cells: self.fields.iter().map(|&field| cells[field]).collect(), contribution });
        });
        component.gate_fields.sort_unstable();
        component.gate_fields.dedup();
        if component.leaves.is_empty() { Err(self.blame(plan, facts, &gates, &bans, &bonds)) } else { Ok(component) }
    }

    fn roles<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = Role> + 'p {
        self.factors.iter().map(|&factor| plan.factors[factor].role)
    }

    /// Which constraints leave nothing: each that alone leaves nothing inside the population, else all of them together.
    fn blame(&self, plan: &Plan, facts: &Facts, gates: &[usize], bans: &[usize], bonds: &[usize]) -> Vec<Reason> {
        let derivations: Vec<usize> =
            bonds.iter().copied().filter(|&bond| matches!(plan.bonds[bond].owner, Owner::Derivation(_))).collect();
        let leaves_nothing = |bans: &[usize], bonds: &[usize]| {
            let mut any = false;
            Walk::new(plan, facts, &self.fields, bans, bonds).run(&mut |cells| {
                any |= gates.iter().all(|&gate| plan.gates[gate].at(cells));
            });
            !any
        };
        let all: Vec<(Reason, Vec<usize>, Vec<usize>)> = bans
            .iter()
            .map(|&ban| (ban_reason(plan, ban), vec![ban], derivations.clone()))
            .chain(bonds.iter().map(|&bond| {
                let with: Vec<usize> = derivations.iter().copied().filter(|&other| other != bond).chain([bond]).collect();
                (bond_reason(plan, bond), Vec::new(), with)
            }))
            .collect();
        let alone: Vec<Reason> = all.iter().filter(|(_, bans, bonds)| leaves_nothing(bans, bonds)).map(|(reason, ..)| *reason).collect();
        if alone.is_empty() { all.into_iter().map(|(reason, ..)| reason).collect() } else { alone }
    }
}

impl Component {
    /// Values of the component's fields, by field of the plan, that make up a leaf; known fields keep theirs.
    #[must_use]
    pub fn values(&self, plan: &Plan, facts: &Facts, leaf: usize) -> Option<Vec<i64>> {
        let mut ranges = ranges(plan, facts);
        for (&field, &cell) in self.fields.iter().zip(&self.leaves[leaf].cells) {
            ranges[field] = plan.fields[field].cells.interval(cell);
        }
        let relations: Vec<Relation> = self.bonds.iter().map(|&bond| plan.bonds[bond].relation.clone()).collect();
        relation::solve(&relations, ranges)
    }
}

/// The interval of each field of the plan: a point where it is known, else everything.
#[must_use]
pub fn ranges(plan: &Plan, facts: &Facts) -> Vec<(i64, i64)> {
    (0..plan.fields.len())
        .map(|field| match facts.values[field] {
            Some(value) => (value, value),
            None => (i64::MIN / 8, i64::MAX / 8),
        })
        .collect()
}

/// A walk over all combinations of cells of some unknown fields that obey tables and relations; each is asked as soon as its last
/// field is decided.
struct Walk<'a> {
    plan: &'a Plan,
    fields: &'a [usize],
    /// For each depth, the tables and whether a relation, whose last field is decided there.
    bans: Vec<Vec<usize>>,
    relations: Vec<Vec<Relation>>,
    cells: Vec<u16>,
    ranges: Vec<(i64, i64)>,
}

impl<'a> Walk<'a> {
    fn new(plan: &'a Plan, facts: &Facts, fields: &'a [usize], bans: &[usize], bonds: &[usize]) -> Self {
        let depth = |of: &[usize]| fields.iter().rposition(|field| of.contains(field)).unwrap_or(0);
        let mut walk = Self {
            plan,
            fields,
            bans: vec![Vec::new(); fields.len()],
            relations: vec![Vec::new(); fields.len()],
            cells: facts.cells.clone(),
            ranges: ranges(plan, facts),
        };
        for &ban in bans {
            walk.bans[depth(&plan.bans[ban].obeyed.fields())].push(ban);
        }
        // A relation decided at a depth is asked together with all decided before: they may share fields.
        let depths: Vec<usize> = bonds.iter().map(|&bond| depth(&plan.bonds[bond].relation.fields())).collect();
        for at in 0..fields.len() {
            if depths.contains(&at) {
                let until = bonds.iter().zip(&depths).filter(|&(_, &depth)| depth <= at);
                walk.relations[at] = until.map(|(&bond, _)| plan.bonds[bond].relation.clone()).collect();
            }
        }
        walk
    }

    fn run(&mut self, visit: &mut impl FnMut(&[u16])) {
        self.step(0, visit);
    }

    fn step(&mut self, depth: usize, visit: &mut impl FnMut(&[u16])) {
        let Some(&field) = self.fields.get(depth) else {
            visit(&self.cells);
            return;
        };
        let whole = self.ranges[field];
        for cell in self.plan.fields[field].cells.all() {
            self.cells[field] = cell;
            self.ranges[field] = self.plan.fields[field].cells.interval(cell);
            let obeyed = self.bans[depth].iter().all(|&ban| self.plan.bans[ban].obeyed.at(&self.cells));
            let possible =
                obeyed && (self.relations[depth].is_empty() || relation::solve(&self.relations[depth], self.ranges.clone()).is_some());
            if possible {
                self.step(depth + 1, visit);
            }
        }
        self.ranges[field] = whole;
    }
}
