// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cells of a field: maximal runs of neighbouring answers that no pattern of the file tells apart.

use serde::Serialize;

use crate::domain::{NOT_APPLICABLE, Set};
use crate::form::{Field, Form};
use crate::plan::patterns;

/// The cells of one field, in order; "not applicable" is the last where the field has that answer.
pub struct Cells {
    /// The least answer of each.
    least: Vec<i64>,
}

impl Cells {
    fn of(field: &Field, patterns: &[Set]) -> Self {
        let all = field.domain.all();
        // Two neighbours can differ only where some pattern begins or has just ended.
        let edges = patterns.iter().flat_map(Set::intervals).flat_map(|&(low, high)| [Some(low), high.checked_add(1)]).flatten();
        let parts = |answer: &i64| {
            let told_apart = |set: &Set| set.contains(answer - 1) != set.contains(*answer);
            all.first() < Some(*answer) && all.contains(*answer) && patterns.iter().any(told_apart)
        };
        let mut least: Vec<i64> = edges.filter(parts).chain(all.first()).collect();
        least.sort_unstable();
        least.dedup();
        if field.not_applicable {
            least.push(NOT_APPLICABLE);
        }
        Self { least }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.least.len()
    }

    /// The cell of an answer of the field.
    pub fn of_answer(&self, answer: i64) -> usize {
        let values = self.least.iter().filter(|&&least| least != NOT_APPLICABLE);
        match answer {
            NOT_APPLICABLE => self.least.len().saturating_sub(1),
            _ => values.take_while(|&&least| least <= answer).count().saturating_sub(1),
        }
    }
}

/// The cells of each field of a form.
pub fn of(form: &Form) -> Vec<Cells> {
    form.fields.iter().zip(patterns(form)).map(|(field, patterns)| Cells::of(field, &patterns)).collect()
}

#[derive(Serialize)]
pub struct FieldCells {
    id: String,
    cells: Vec<String>,
}

pub fn claims(form: &Form, cells: &[Cells]) -> Vec<FieldCells> {
    let claim = |(field, cells): (&Field, &Cells)| FieldCells {
        id: field.id.clone(),
        cells: cells.least.iter().map(|&least| field.domain.print(least)).collect(),
    };
    form.fields.iter().zip(cells).map(claim).collect()
}
