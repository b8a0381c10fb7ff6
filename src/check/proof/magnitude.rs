// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Sums stay within a million points, so that no sum of any record can overflow.

use super::Prover;
use crate::diagnostic::Code;
use crate::form::{Combine, ItemForm, Part};
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::text;

/// The largest sum of a scale, in points.
const MOST: i128 = 1_000_000;

/// Whether every sum stays within the limit; a scale that can pass it is told.
pub fn check(prover: &mut Prover<'_>) -> bool {
    let form = prover.form;
    let items: Vec<i128> = form.items.iter().map(|item| largest(prover, &item.form)).collect();
    let mut bounded = true;
    for (index, scale) in form.scales.iter().enumerate() {
        let sum = sum(prover, &items, index);
        if sum > MOST * i128::from(ONE) {
            let id = &scale.id;
            bounded = false;
            let found = text!("de som `{id}` kan boven een miljoen komen", "the sum `{id}` can exceed a million");
            prover.tell(Code::BadNumber, &scale.span, found, |finding| {
                finding.mend(text!("kijk gewichten, punten en `max` van de velden na", "look at weights, points and `max` of the fields"))
            });
        }
    }
    bounded
}

/// The largest points of an item, above or below zero, whatever the answers.
fn largest(prover: &Prover<'_>, item: &ItemForm) -> i128 {
    let size = |points: Points| i128::from(points.0.unsigned_abs());
    let limit = |field: usize| {
        let all = prover.form.fields[field].domain.all();
        i128::from(all.first().unwrap_or(0).unsigned_abs().max(all.last().unwrap_or(0).unsigned_abs()))
    };
    match item {
        ItemForm::Tables(combine, tables) => {
            let each = tables.iter().map(|table| table.rows.iter().filter_map(|row| row.points.points()).map(size).max().unwrap_or(0));
            if *combine == Combine::Sum { each.sum() } else { each.max().unwrap_or(0) }
        }
        ItemForm::Rows(rows, otherwise) => rows.iter().map(|row| row.points).chain(*otherwise).map(size).max().unwrap_or(0),
        ItemForm::Weight(weight, field) => size(*weight) * limit(*field),
        // A logarithm of a count or of its inverse is far below 50.
        ItemForm::Copas { weight, .. } => size(*weight) * 50,
    }
}

/// The largest raw sum of a scale; a conversion bounds what it passes on.
fn sum(prover: &Prover<'_>, items: &[i128], scale: usize) -> i128 {
    let parts = prover.form.scales[scale].parts.iter();
    parts
        .map(|part| match part {
            Part::Item(item) => items[*item],
            Part::Scale(inner) => match &prover.form.scales[*inner].convert {
                Some(convert) => convert.rows.iter().map(|row| i128::from(row.points.0.unsigned_abs())).max().unwrap_or(0),
                None => sum(prover, items, *inner),
            },
        })
        .sum()
}
