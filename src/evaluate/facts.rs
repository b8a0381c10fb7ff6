// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is known of a record: values given, derived, or counted by a published rule.

use super::outcome::Reason;
use crate::domain::{Answer, NOT_APPLICABLE};
use crate::number::date::completed_years;
use crate::plan::{Owner, Plan, Relation};

/// The known values of a record and their cells.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Values by field of the plan; `None` is unknown.
    pub values: Vec<Option<i64>>,
    /// Cells by field of the plan; meaningless where the value is unknown.
    pub cells: Vec<u16>,
    /// Rules for unknown that were applied, and answers that were not declared.
    pub reasons: Vec<Reason>,
    /// Derived values that cannot be.
    pub disagreements: Vec<Reason>,
}

impl Facts {
    /// Takes a record's answers; missing ones are unknown.
    #[must_use]
    pub fn of(plan: &Plan, answers: &[Answer]) -> Self {
        let unknown = plan.fields.len();
        let mut facts = Self { values: vec![None; unknown], cells: vec![0; unknown], reasons: Vec::new(), disagreements: Vec::new() };
        for (field, answer) in answers.iter().enumerate().take(plan.asked) {
            let value = match *answer {
                Answer::Known(value) => Some(value),
                Answer::NotApplicable if plan.fields[field].cells.of_value(NOT_APPLICABLE).is_some() => Some(NOT_APPLICABLE),
                Answer::NotApplicable => {
                    facts.reasons.push(Reason::NotDeclared(field));
                    None
                }
                Answer::Unknown => None,
            };
            facts.set(plan, field, value);
        }
        facts.derive(plan);
        for field in 0..plan.asked {
            if let (None, Some(assumed)) = (facts.values[field], plan.fields[field].unknown) {
                facts.reasons.push(Reason::Assumed(field, assumed));
                facts.set(plan, field, Some(assumed));
            }
        }
        facts.derive(plan);
        facts
    }

    /// Nothing is known, and no rule for unknown is applied: the proof looks at all values.
    #[must_use]
    pub fn nothing(plan: &Plan) -> Self {
        let fields = plan.fields.len();
        Self { values: vec![None; fields], cells: vec![0; fields], reasons: Vec::new(), disagreements: Vec::new() }
    }

    /// Whether a field's value is known.
    #[must_use]
    pub fn is_known(&self, field: usize) -> bool {
        self.values[field].is_some()
    }

    fn set(&mut self, plan: &Plan, field: usize, value: Option<i64>) {
        let Some(value) = value else { return };
        match plan.fields[field].cells.of_value(value) {
            Some(cell) => {
                self.values[field] = Some(value);
                self.cells[field] = cell;
            }
            // Readers keep values inside the domain; a derived one may fall outside it.
            None => self.disagreements.push(Reason::Disagrees(plan.fields[field].named)),
        }
    }

    fn derive(&mut self, plan: &Plan) {
        let bonds = plan.bonds.iter().filter_map(|bond| match bond.owner {
            Owner::Derivation(result) => Some((result, &bond.relation)),
            Owner::Constraint(_) => None,
        });
        let bonds: Vec<_> = bonds.collect();
        for _ in 0..bonds.len() {
            for &(result, relation) in &bonds {
                if self.values[result].is_none() && !self.disagreements.contains(&Reason::Disagrees(plan.fields[result].named)) {
                    self.set(plan, result, self.derived(result, relation));
                }
            }
        }
    }

    fn derived(&self, result: usize, relation: &Relation) -> Option<i64> {
        match relation {
            Relation::Years { from, to, .. } => Some(completed_years(self.values[*from]?, self.values[*to]?)),
            Relation::Highest { of, .. } => {
                let values: Option<Vec<i64>> = of.iter().map(|&field| self.values[field]).collect();
                values?.into_iter().max()
            }
            Relation::Sum { plus, minus, .. } => {
                let side = |side: &[usize]| {
                    let fields = side.iter().filter(|&&field| field != result);
                    fields.map(|&field| self.values[field]).sum::<Option<i64>>()
                };
                Some(side(plus)? - side(minus)?)
            }
        }
    }
}
