// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Many records at once, a column at a time: how a batch is scored. Records with an unknown or withheld answer, or that a gate or
//! constraint stops, go the way of one record; a test holds the two equal.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Evaluation, Evaluator};
use crate::domain::{Answer, NOT_APPLICABLE};
use crate::plan::{Relation, Role, TermPoints};

/// Remembered results are dropped beyond so many.
const MOST_REMEMBERED: usize = 65_536;

/// Answers by field, for a block of records.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    fields: Vec<Vec<Answer>>,
    rows: usize,
}

impl Answers {
    /// No records, of so many fields.
    #[must_use]
    pub fn new(fields: usize) -> Self {
        Self { fields: vec![Vec::new(); fields], rows: 0 }
    }

    /// Adds a record: an answer for each field.
    pub fn push(&mut self, record: &[Answer]) {
        for (field, column) in self.fields.iter_mut().enumerate() {
            column.push(record.get(field).copied().unwrap_or_default());
        }
        self.rows += 1;
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Drops all records and keeps the memory.
    pub fn clear(&mut self) {
        self.fields.iter_mut().for_each(Vec::clear);
        self.rows = 0;
    }

    fn record(&self, row: usize) -> Vec<Answer> {
        self.fields.iter().map(|column| column[row]).collect()
    }
}

/// Scores blocks, and remembers the results of states that came before.
#[derive(Debug)]
pub struct BlockEvaluator<'e> {
    evaluator: &'e Evaluator,
    /// By state: records of which every answer is known.
    remembered: HashMap<Vec<i64>, Arc<Evaluation>>,
    /// By signature: all other records.
    open: HashMap<Vec<i64>, Arc<Evaluation>>,
}

impl<'e> BlockEvaluator<'e> {
    /// Starts with nothing remembered.
    #[must_use]
    pub fn new(evaluator: &'e Evaluator) -> Self {
        Self { evaluator, remembered: HashMap::new(), open: HashMap::new() }
    }

    /// Scores every record of a block.
    pub fn evaluate(&mut self, answers: &Answers) -> Vec<Arc<Evaluation>> {
        let kernel = Kernel::run(self.evaluator, answers);
        (0..answers.rows)
            .map(|row| {
                if !kernel.exact[row] {
                    return self.record(&answers.record(row));
                }
                let state: Vec<i64> = kernel.states.iter().map(|column| column[row]).collect();
                if let Some(known) = self.remembered.get(&state) {
                    return Arc::clone(known);
                }
                let result = Arc::new(self.evaluator.evaluate(&answers.record(row)));
                remember(&mut self.remembered, state, &result);
                result
            })
            .collect()
    }

    /// Scores one record.
    pub fn record(&mut self, answers: &[Answer]) -> Arc<Evaluation> {
        let signature = self.evaluator.result_signature(answers);
        if let Some(known) = signature.as_ref().and_then(|signature| self.open.get(signature)) {
            return Arc::clone(known);
        }
        let result = Arc::new(self.evaluator.evaluate(answers));
        if let Some(signature) = signature {
            remember(&mut self.open, signature, &result);
        }
        result
    }
}

fn remember(results: &mut HashMap<Vec<i64>, Arc<Evaluation>>, key: Vec<i64>, result: &Arc<Evaluation>) {
    if results.len() >= MOST_REMEMBERED {
        results.clear();
    }
    results.insert(key, Arc::clone(result));
}

/// The states of the records of which every answer is known and gives points, and that no gate or constraint stops.
struct Kernel {
    exact: Vec<bool>,
    states: Vec<Vec<i64>>,
}

impl Kernel {
    fn run(evaluator: &Evaluator, answers: &Answers) -> Self {
        let plan = evaluator.instrument.plan();
        let rows = answers.rows;
        let mut exact = vec![true; rows];
        let mut values: Vec<Vec<i64>> = vec![vec![0; rows]; plan.fields.len()];
        let mut cells: Vec<Vec<u16>> = vec![vec![0; rows]; plan.fields.len()];
        for (field, column) in answers.fields.iter().enumerate().take(plan.asked) {
            for (row, answer) in column.iter().enumerate() {
                let value = match answer {
                    Answer::Known(value) => Some(*value),
                    Answer::NotApplicable => Some(NOT_APPLICABLE),
                    Answer::Unknown => None,
                };
                match value.and_then(|value| Some((value, plan.fields[field].cells.of_value(value)?))) {
                    Some((value, cell)) => (values[field][row], cells[field][row]) = (value, cell),
                    None => exact[row] = false,
                }
            }
        }
        let mut kernel = Self { exact, states: vec![vec![0; rows]; plan.width()] };
        // Hidden fields are differences of asked ones.
        for hidden in plan.asked..plan.fields.len() {
            let relation = plan.bonds.iter().find(|bond| bond.relation.fields().contains(&hidden)).map(|bond| &bond.relation);
            let Some(Relation::Sum { plus, minus, .. }) = relation else { continue };
            for row in (0..rows).filter(|&row| kernel.exact[row]).collect::<Vec<_>>() {
                let taken: i64 = minus.iter().filter(|&&field| field != hidden).map(|&field| values[field][row]).sum();
                let value = plus.iter().map(|&field| values[field][row]).sum::<i64>() - taken;
                match plan.fields[hidden].cells.of_value(value) {
                    Some(cell) => (values[hidden][row], cells[hidden][row]) = (value, cell),
                    None => kernel.exact[row] = false,
                }
            }
        }
        for factor in &plan.factors {
            match factor.role {
                Role::Gate(gate) => kernel.keep(&plan.gates[gate], &cells),
                Role::Ban(ban) => kernel.keep(&plan.bans[ban].obeyed, &cells),
                Role::Relation(bond) => {
                    let relation = &plan.bonds[bond].relation;
                    for (row, exact) in kernel.exact.iter_mut().enumerate() {
                        *exact = *exact && relation.holds(|field| values[field][row]);
                    }
                }
                Role::Term(term) => kernel.add(evaluator, term, &cells),
            }
        }
        for (place, &field) in plan.kept.iter().enumerate() {
            for (state, cell) in kernel.states[plan.scales.len() + place].iter_mut().zip(&cells[field]) {
                *state = i64::from(*cell);
            }
        }
        // Records with one state have one result, but for the reason which answer is withheld.
        for count in plan.counts() {
            for (exact, withheld) in kernel.exact.iter_mut().zip(&kernel.states[count]) {
                *exact = *exact && *withheld == 0;
            }
        }
        kernel
    }

    fn keep(&mut self, table: &crate::plan::Table<bool>, cells: &[Vec<u16>]) {
        for (row, exact) in self.exact.iter_mut().enumerate() {
            *exact = *exact && at(table, cells, row);
        }
    }

    fn add(&mut self, evaluator: &Evaluator, term: usize, cells: &[Vec<u16>]) {
        let plan = evaluator.instrument.plan();
        let term = &plan.terms[term];
        for (row, _) in self.exact.iter().enumerate().filter(|(_, exact)| **exact) {
            let added = match &term.points {
                TermPoints::Table(table) => at(table, cells, row).0,
                TermPoints::Withheld(table) => i64::from(at(table, cells, row)),
                TermPoints::Copas { weight, previous, years } => {
                    let value = |field: usize| plan.fields[field].cells.low(cells[field][row]);
                    crate::number::logistic::copas_points(*weight, value(*previous), value(*years)).0
                }
            };
            for &place in &term.places {
                self.states[place][row] += added;
            }
        }
    }
}

/// The value of a table in one row of columns of cells.
fn at<T: Copy>(table: &crate::plan::Table<T>, cells: &[Vec<u16>], row: usize) -> T {
    let (axes, values) = table.parts();
    let place: usize = axes.iter().map(|&(field, stride)| usize::from(cells[field][row]) * stride).sum();
    values[place]
}
