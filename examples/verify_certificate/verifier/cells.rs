// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cells of fields, and which fields are tied together.

use std::collections::BTreeSet;

use crate::verifier::fixed::Int;
use crate::verifier::pattern::{Answer, Set};
use crate::verifier::relation::Relation;
use crate::verifier::ruleset::RuleSet;

/// A run of answers that no pattern tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Run(Int, Int),
    NotApplicable,
}

impl Cell {
    /// Its least answer.
    pub fn least(self) -> Answer {
        match self {
            Self::Run(from, _) => Some(from),
            Self::NotApplicable => None,
        }
    }
}

/// The cells of each field, in order.
pub fn cells(set: &RuleSet) -> Vec<Vec<Cell>> {
    let patterns: Vec<(usize, &Set)> = set.patterns().into_iter().map(|(field, set)| (*field, set)).chain(set.table_patterns()).collect();
    let cut = |(at, field): (usize, &crate::verifier::ruleset::Field)| {
        let (least, greatest) = (field.space.least, field.space.greatest);
        let runs = patterns.iter().filter(|(field, _)| *field == at).flat_map(|(_, set)| &set.runs);
        // A run begins a cell, and what comes behind it does.
        let mut starts: BTreeSet<Int> = runs.flat_map(|(from, to)| [*from, to + 1]).filter(|start| *start <= greatest).collect();
        starts.insert(least);
        let starts: Vec<Int> = starts.into_iter().collect();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([greatest]);
        let mut cells: Vec<Cell> = starts.iter().zip(ends).map(|(from, to)| Cell::Run(*from, to)).collect();
        cells.extend(field.can_be_not_applicable().then_some(Cell::NotApplicable));
        cells
    };
    set.fields.iter().enumerate().map(cut).collect()
}

/// The components: lists of fields in file order, in the order of their first field.
pub fn components(set: &RuleSet) -> Vec<Vec<usize>> {
    let mut ties: Vec<Vec<usize>> = Vec::new();
    let fields = |when: &[(usize, Set)]| when.iter().map(|(field, _)| *field).collect::<Vec<_>>();
    ties.extend(set.gates.iter().map(|gate| fields(gate)));
    ties.extend(set.implications.iter().map(|both| [fields(&both.when), fields(&both.require)].concat()));
    ties.extend(set.relations.iter().map(Relation::fields));
    for item in &set.items {
        ties.push([item.fields(), item.applies.as_deref().map(fields).unwrap_or_default()].concat());
    }
    let mut of: Vec<usize> = (0..set.fields.len()).collect();
    for tie in ties {
        let Some(first) = tie.iter().map(|field| of[*field]).min() else { continue };
        let joined: BTreeSet<usize> = tie.iter().map(|field| of[*field]).collect();
        for component in &mut of {
            if joined.contains(component) {
                *component = first;
            }
        }
    }
    let firsts: BTreeSet<usize> = of.iter().copied().collect();
    firsts.into_iter().map(|first| (0..of.len()).filter(|field| of[*field] == first).collect()).collect()
}
