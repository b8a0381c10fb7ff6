// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every row of a points table counts for somebody.

use super::Prover;
use super::space::{Record, Space};
use crate::check::resolve::Doubt;
use crate::diagnostic::Code;
use crate::domain::NOT_APPLICABLE;
use crate::form::{Item, ItemForm, JointRow, PointsTable, Test};
use crate::text;

pub fn check(prover: &mut Prover<'_>, doubt: &Doubt, space: &Space<'_>) {
    for (index, item) in prover.form.items.iter().enumerate() {
        match &item.form {
            _ if doubt.items.contains(&index) => {}
            ItemForm::Tables(_, tables) => tables.iter().for_each(|one| table(prover, space, item, one)),
            ItemForm::Rows(rows, otherwise) => joint(prover, space, item, rows, otherwise.is_some()),
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
}

fn table(prover: &mut Prover<'_>, space: &Space<'_>, item: &Item, table: &PointsTable) {
    let (id, field) = (&item.id, &prover.form.fields[table.field].id);
    for row in &table.rows {
        let pattern = &row.pattern;
        let record = space.find(&[table.field], |value| row.set.contains(value(table.field)));
        let found =
            text!("in `{id}` komt niemand in de rij {field} = {pattern}", "in `{id}` nobody comes into the row {field} = {pattern}");
        let part = format!("row {id}.{field}.{pattern}");
        prover.reach(part, record.map(|record| move || record.to_string()), Code::DeadRow, &row.span, found);
    }
}

fn joint(prover: &mut Prover<'_>, space: &Space<'_>, item: &Item, rows: &[JointRow], has_otherwise: bool) {
    let (id, fields) = (&item.id, item.fields());
    for (index, row) in rows.iter().enumerate() {
        let number = index + 1;
        let record: Option<Record<'_>> = space.find(&fields, |value| holds(&row.when, value));
        let found = text!("in `{id}` komt niemand in rij {number}", "in `{id}` nobody comes into row {number}");
        let record = record.map(|record| move || record.to_string());
        prover.reach(format!("row {id}.{number}"), record, Code::DeadRow, &row.span, found);
    }
    if has_otherwise {
        let applies = |value: &dyn Fn(usize) -> i64| item.applies.is_none() || fields.iter().all(|&field| value(field) != NOT_APPLICABLE);
        let record = space.find(&fields, |value| applies(value) && !rows.iter().any(|row| holds(&row.when, value)));
        let found = text!("in `{id}` geldt `otherwise` voor niemand", "in `{id}` `otherwise` holds for nobody");
        let record = record.map(|record| move || record.to_string());
        prover.reach(format!("row {id}.otherwise"), record, Code::DeadRow, &item.span, found);
    }
}

/// Whether all patterns hold.
pub fn holds(tests: &[Test], value: &dyn Fn(usize) -> i64) -> bool {
    tests.iter().all(|test| test.set.contains(value(test.field)))
}
