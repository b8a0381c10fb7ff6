// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Tables of points: no gap, no overlap, and the shape that `any` and `all` ask for.
//!
//! A gap is a record inside the population that obeys the constraints and falls in no row. Rows may not overlap anywhere.

use super::Prover;
use super::rows::holds;
use super::space::{Record, Space};
use crate::check::resolve::Doubt;
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::Set;
use crate::form::{Award, Combine, Form, Item, ItemForm, JointRow, PointsRow, PointsTable};
use crate::number::Points;
use crate::text;

/// The answers of a field inside the population, as far as gates on that field say.
pub fn inside(form: &Form, field: usize) -> Set {
    let tests = form.gates.iter().flat_map(|gate| &gate.require).filter(|test| test.field == field);
    tests.fold(form.fields[field].answers(), |inside, test| inside.intersection(&test.set))
}

/// Whether every table that could be read partitions its fields; without a space only overlaps are looked at.
pub fn check(prover: &mut Prover<'_>, doubt: &Doubt, space: Option<&Space<'_>>) -> bool {
    let told = prover.findings.len();
    for (index, item) in prover.form.items.iter().enumerate() {
        if doubt.items.contains(&index) {
            continue;
        }
        match &item.form {
            ItemForm::Tables(combine, tables) => {
                for table in tables {
                    partition(prover, item, table, space);
                }
                if matches!(combine, Combine::Any | Combine::All) {
                    one_number(prover, item, tables.iter().map(|table| table.rows.as_slice()));
                }
            }
            ItemForm::Rows(rows, otherwise) => joint(prover, item, rows, otherwise.is_none(), space),
            ItemForm::Weight(_, field) if item.applies.is_none() => weighted(prover, item, *field),
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
    prover.findings.len() == told
}

/// Where a conditional item does not apply its fields are "not applicable" and it needs no row.
fn is_asked(prover: &Prover<'_>, item: &Item, field: usize, value: i64) -> bool {
    item.applies.is_none() || prover.form.fields[field].domain.all().contains(value)
}

fn partition(prover: &mut Prover<'_>, item: &Item, table: &PointsTable, space: Option<&Space<'_>>) {
    let form = prover.form;
    let (field, rows, id) = (table.field, &table.rows, &item.id);
    let (name, domain) = (&form.fields[field].id, &form.fields[field].domain);
    for (index, row) in rows.iter().enumerate() {
        let clash = rows[..index].iter().map(|other| (other, row.set.intersection(&other.set))).find(|(_, twice)| !twice.is_empty());
        let Some((other, twice)) = clash else { continue };
        let record = space.and_then(|space| space.find(&[field], |value| twice.contains(value(field))));
        let (low, high) = twice.intervals()[0];
        let value = record.as_ref().map_or_else(|| domain.print(domain.simplest(low, high)), |record| record.answer(field));
        let place = prover.place(&other.span);
        prover.tell(
            Code::Overlap,
            &row.span,
            text!("{name} = {value} valt in twee rijen van `{id}`", "{name} = {value} falls in two rows of `{id}`"),
            |finding| {
                with(finding, record.as_ref())
                    .related(place, text!("de andere rij", "the other row"))
                    .mend(text!("laat de rijen op elkaar aansluiten", "make the rows meet"))
            },
        );
    }
    let covered = rows.iter().fold(Set::empty(), |covered, row| covered.union(&row.set));
    let missed = |value: i64| !covered.contains(value) && is_asked(prover, item, field, value);
    let Some(record) = space.and_then(|space| space.find(&[field], |value| missed(value(field)))) else { return };
    let needed = if item.applies.is_some() { inside(form, field).intersection(&domain.all()) } else { inside(form, field) };
    let (value, missing) = (record.answer(field), domain.describe(&needed.without(&covered)));
    prover.tell(
        Code::Gap,
        &table.span,
        text!("{name} = {value} krijgt geen punten in `{id}`", "{name} = {value} gets no points in `{id}`"),
        |finding| {
            with(finding, Some(&record))
                .allowed(text!("rijen voor elke waarde binnen de populatie", "rows for every value inside the population"))
                .mend(text!("voeg een rij toe voor \"{missing}\"", "add a row for \"{missing}\""))
        },
    );
}

fn with(finding: Diagnostic, record: Option<&Record<'_>>) -> Diagnostic {
    match record {
        Some(record) => finding.witness(record.to_string()),
        None => finding,
    }
}

fn one_number<'r>(prover: &mut Prover<'_>, item: &Item, tables: impl Iterator<Item = &'r [PointsRow<Award>]>) {
    let mut points: Vec<Points> = tables.flatten().filter_map(|row| row.points.points()).filter(|points| *points != Points::ZERO).collect();
    points.sort_unstable();
    points.dedup();
    if points.len() > 1 {
        let all = points.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        prover.tell(Code::AnyAll, &item.span, text!("de tabellen geven {all}", "the tables give {all}"), |finding| {
            finding
                .allowed(text!("0 en één ander aantal punten", "0 and one other number of points"))
                .mend(text!("kijk de punten na, of kies combine = \"max\"", "look at the points, or choose combine = \"max\""))
        });
    }
}

/// A weight of a field says nothing of the answer "not applicable".
fn weighted(prover: &mut Prover<'_>, item: &Item, field: usize) {
    let field = &prover.form.fields[field];
    if field.not_applicable {
        let (id, name) = (&item.id, &field.id);
        let found = text!("{name} = n.v.t. krijgt geen punten in `{id}`", "{name} = n/a gets no points in `{id}`");
        prover.tell(Code::Gap, &item.span, found, |finding| {
            finding.mend(text!("haal `not_applicable` weg, of gebruik `applies`", "remove `not_applicable`, or use `applies`"))
        });
    }
}

fn joint(prover: &mut Prover<'_>, item: &Item, rows: &[JointRow], complete: bool, space: Option<&Space<'_>>) {
    let (fields, id) = (item.fields(), &item.id);
    let name = |record: &Record<'_>, fields: &[usize]| {
        let pairs = fields.iter().map(|&field| format!("{} = {}", prover.form.fields[field].id, record.answer(field)));
        pairs.collect::<Vec<_>>().join(", ")
    };
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some((number, other)) = rows[..index].iter().enumerate().find(|(_, other)| overlap(other, row)) else { continue };
        let record = space.and_then(|space| space.find(&fields, |value| holds(&row.when, value) && holds(&other.when, value)));
        let (first, second) = (number + 1, index + 1);
        let words = match &record {
            Some(record) => {
                let case = name(record, &fields);
                text!("{case} valt in twee rijen van `{id}`", "{case} falls in two rows of `{id}`")
            }
            None => text!("rij {first} en rij {second} van `{id}` overlappen", "row {first} and row {second} of `{id}` overlap"),
        };
        found.push((Code::Overlap, row.span.clone(), words, record, Some(prover.place(&other.span))));
    }
    let in_none = |value: &dyn Fn(usize) -> i64| {
        fields.iter().all(|&field| is_asked(prover, item, field, value(field))) && !rows.iter().any(|row| holds(&row.when, value))
    };
    if let Some(record) = space.filter(|_| complete).and_then(|space| space.find(&fields, in_none)) {
        let case = name(&record, &fields);
        let words = text!("{case} krijgt geen punten in `{id}`", "{case} gets no points in `{id}`");
        found.push((Code::Gap, item.span.clone(), words, Some(record), None));
    }
    for (code, span, words, record, other) in found {
        prover.tell(code, &span, words, |finding| {
            let finding = with(finding, record.as_ref());
            match other {
                Some(place) => finding
                    .related(place, text!("de andere rij", "the other row"))
                    .mend(text!("maak een van de twee nauwer", "narrow one of the two")),
                None => finding.mend(text!("voeg een rij of `otherwise` toe", "add a row or `otherwise`")),
            }
        });
    }
}

/// Whether two rows have an answer to every field in common.
fn overlap(a: &JointRow, b: &JointRow) -> bool {
    let shared = |test: &crate::form::Test| {
        b.when.iter().filter(|other| other.field == test.field).all(|other| !other.set.intersection(&test.set).is_empty())
    };
    a.when.iter().all(shared)
}
