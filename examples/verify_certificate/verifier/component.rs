// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One component: which combinations of its cells are allowed, and what its allowed records add to each scale.

use std::collections::HashMap;

use crate::verifier::cells::Cell;
use crate::verifier::evaluate;
use crate::verifier::fixed::Int;
use crate::verifier::pattern::Answer;
use crate::verifier::relation::{Bounds, Relation, narrow, solve};
use crate::verifier::ruleset::{Form, RuleSet, holds};
use crate::verifier::text::{Text, say};

/// Combinations and values that one component may have; the published ones have some hundred thousand.
const TOO_MANY: u64 = 20_000_000;

/// The conditions of rules and shifts, one bit each.
pub type Bits = u128;

/// What a component adds: a sum for each scale, none where it is withheld, and which conditions its fields let hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    pub sums: Vec<Option<Int>>,
    pub bits: Bits,
}

#[derive(Debug)]
pub struct Component {
    pub fields: Vec<usize>,
    pub combinations: u128,
    pub allowed: u64,
    /// Every distinct part, each with answers that give it (in the order of `fields`).
    pub parts: Vec<(Part, Vec<Answer>)>,
    /// Which scales have an item here.
    pub scales: Vec<bool>,
}

/// A number that decides points by its value and not by its cell.
#[derive(Clone, Debug)]
struct Measure(Vec<(usize, Int)>);

struct Search<'a> {
    set: &'a RuleSet,
    fields: &'a [usize],
    cells: &'a [Vec<Cell>],
    relations: Vec<Relation>,
    items: Vec<usize>,
    parts: HashMap<Part, Vec<Answer>>,
    allowed: u64,
    looked_at: u64,
}

/// Looks at every combination of cells.
pub fn component(set: &RuleSet, cells: &[Vec<Cell>], fields: Vec<usize>) -> Result<Component, Text> {
    let here = |field: &usize| fields.contains(field);
    let items: Vec<usize> = (0..set.items.len()).filter(|item| set.items[*item].fields().iter().any(here)).collect();
    let relations = set.relations.iter().filter(|relation| relation.fields().iter().any(here)).cloned().collect();
    let mut search = Search { set, fields: &fields, cells, relations, items, parts: HashMap::new(), allowed: 0, looked_at: 0 };
    let mut chosen = vec![Cell::NotApplicable; set.fields.len()];
    let mut record = vec![None; set.fields.len()];
    search.choose(0, &mut chosen, &mut record)?;
    let (allowed, items) = (search.allowed, std::mem::take(&mut search.items));
    let mut parts: Vec<(Part, Vec<Answer>)> = search.parts.into_iter().collect();
    // The order of a hash map is not told.
    parts.sort_by(|(a, _), (b, _)| (&a.sums, a.bits).cmp(&(&b.sums, b.bits)));
    let combinations = fields.iter().map(|field| cells[*field].len() as u128).product();
    let scales = set.scales.iter().map(|scale| scale.items.iter().any(|item| items.contains(item))).collect();
    Ok(Component { fields, combinations, allowed, parts, scales })
}

impl Search<'_> {
    fn choose(&mut self, at: usize, chosen: &mut Vec<Cell>, record: &mut Vec<Answer>) -> Result<(), Text> {
        let Some(field) = self.fields.get(at).copied() else { return self.combination(chosen, record) };
        let cells = self.cells;
        for cell in &cells[field] {
            chosen[field] = *cell;
            record[field] = cell.least();
            if self.possible(at, record) {
                self.choose(at + 1, chosen, record)?;
            }
        }
        Ok(())
    }

    /// What patterns say of the fields that are chosen so far; it is asked when the last of its fields is.
    fn possible(&self, at: usize, record: &[Answer]) -> bool {
        let (now, before) = (self.fields[at], &self.fields[..=at]);
        let ready = |fields: &mut dyn Iterator<Item = usize>| {
            let fields: Vec<usize> = fields.collect();
            fields.contains(&now) && fields.iter().all(|field| before.contains(field))
        };
        let gates = self.set.gates.iter().all(|gate| !ready(&mut gate.iter().map(|(field, _)| *field)) || holds(gate, record));
        let implications = self.set.implications.iter().all(|both| {
            !ready(&mut both.when.iter().chain(&both.require).map(|(field, _)| *field))
                || !holds(&both.when, record)
                || holds(&both.require, record)
        });
        let applies = before.iter().all(|field| {
            let Some(applies) = &self.set.fields[*field].applies else { return true };
            !ready(&mut applies.iter().map(|(field, _)| *field).chain([*field])) || record[*field].is_none() != holds(applies, record)
        });
        gates && implications && applies
    }

    /// A combination that patterns allow: does a record lie in it, and what do its records add?
    fn combination(&mut self, chosen: &[Cell], record: &[Answer]) -> Result<(), Text> {
        self.count()?;
        let ends = |cell: &Cell| if let Cell::Run(from, to) = cell { (*from, *to) } else { (0, 0) };
        let bounds: Bounds = chosen.iter().map(ends).collect();
        let Some(values) = solve(&bounds, &self.relations)? else { return Ok(()) };
        self.allowed += 1;
        let measures = self.measures(record);
        if measures.is_empty() {
            return self.add(&values, record);
        }
        let relations = self.relations.clone();
        self.measure(&measures, bounds, &relations, record)
    }

    /// What weights and rates reckon with, for the items that apply.
    fn measures(&self, record: &[Answer]) -> Vec<Measure> {
        let mut measures = Vec::new();
        for item in self.items.iter().map(|item| &self.set.items[*item]) {
            if item.applies.as_ref().is_some_and(|applies| !holds(applies, record)) {
                continue;
            }
            match item.form {
                Form::Weight { of, .. } => measures.push(Measure(vec![(of, 1)])),
                Form::Copas { previous, conviction, first, .. } => {
                    measures.push(Measure(vec![(previous, 1)]));
                    measures.push(Measure(vec![(conviction, 1), (first, -1)]));
                }
                Form::Tables(..) | Form::Rows(..) => {}
            }
        }
        measures
    }

    /// Goes through every value of every measure.
    fn measure(&mut self, measures: &[Measure], mut bounds: Bounds, relations: &[Relation], record: &[Answer]) -> Result<(), Text> {
        self.count()?;
        if !narrow(&mut bounds, relations) {
            return Ok(());
        }
        let Some((Measure(terms), rest)) = measures.split_first() else {
            if let Some(values) = solve(&bounds, relations)? {
                self.add(&values, record)?;
            }
            return Ok(());
        };
        let end = |high: bool| -> Int {
            let end = |(field, factor): &(usize, Int)| factor * if (*factor > 0) == high { bounds[*field].1 } else { bounds[*field].0 };
            terms.iter().map(end).sum()
        };
        for value in end(false)..=end(true) {
            let mut bounds = bounds.clone();
            let mut relations = relations.to_vec();
            match terms[..] {
                [(field, 1)] => bounds[field] = (value, value),
                _ => relations.push(Relation::linear(terms.clone(), Some(value), Some(value))),
            }
            self.measure(rest, bounds, &relations, record)?;
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Text> {
        self.looked_at += 1;
        if self.looked_at <= TOO_MANY {
            return Ok(());
        }
        let first = &self.set.fields[self.fields[0]].id;
        Err(say!("velden rond {first}: te veel combinaties", "fields around {first}: too many combinations"))
    }

    /// What these values add.
    fn add(&mut self, values: &[Int], record: &[Answer]) -> Result<(), Text> {
        let record: Vec<Answer> = record.iter().zip(values).map(|(answer, value)| answer.map(|_| *value)).collect();
        let mut sums = vec![Some(0); self.set.scales.len()];
        for item in &self.items {
            let points = evaluate::points(&self.set.items[*item], &record)?;
            for (sum, scale) in sums.iter_mut().zip(&self.set.scales) {
                if scale.items.contains(item) {
                    *sum = sum.zip(points).map(|(sum, points)| sum + points);
                }
            }
        }
        let mut bits = Bits::MAX;
        for (at, when) in self.set.conditions().enumerate() {
            let held = when.iter().filter(|(field, _)| self.fields.contains(field)).all(|(field, set)| set.contains(record[*field]));
            if !held {
                bits &= !(1 << at);
            }
        }
        let answers = self.fields;
        self.parts.entry(Part { sums, bits }).or_insert_with(|| answers.iter().map(|field| record[*field]).collect());
        Ok(())
    }
}
