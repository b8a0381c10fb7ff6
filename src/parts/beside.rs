// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What stands beside the tables: how a field is derived, which fields feed a weight, which schemes are reported, what studies found,
//! how long a result may be used.

use std::collections::BTreeMap;

use super::Maker;
use super::part::{Key, Kind, Need, Part};
use super::region::Scope;
use super::value::Value;
use crate::form::{Derivation, Figure, Form, ItemForm, Study, Term};
use crate::number::Points;
use crate::number::fixed::ONE;

pub fn parts(form: &Form) -> Vec<Part> {
    let maker = Maker { form, scope: Scope::Population };
    let mut parts = Vec::new();
    for field in &form.fields {
        let derived = field.derive.as_ref().map(|derive| derivation(form, derive));
        parts.extend(derived.map(|value| maker.single(Key::new(Kind::Derive, &field.id), Need::Kind, value, &field.span)));
    }
    for item in &form.items {
        let fed = feeds(form, &item.form);
        parts.extend(fed.map(|value| maker.single(Key::new(Kind::Feeds, &item.id), Need::Kind, value, &item.span)));
    }
    for scheme in form.schemes.iter().filter(|scheme| scheme.report) {
        parts.push(maker.single(Key::new(Kind::Report, &scheme.id), Need::Kind, Value::word("yes"), &scheme.span));
    }
    parts.extend(form.studies.iter().flat_map(|study| study_parts(&maker, study)));
    parts.extend(form.shelf_life.iter().map(|shelf_life| {
        let (unit, number) = match shelf_life.term {
            Term::Months(months) => ("months", months),
            Term::Days(days) => ("days", days),
        };
        maker.single(Key::new(Kind::ShelfLife, unit), Need::Kind, Value::Number(Points(number * ONE)), &shelf_life.span)
    }));
    parts
}

/// As a line has it: `completed_years date_of_birth date_of_release`.
fn derivation(form: &Form, derive: &Derivation) -> Value {
    let word = match derive {
        Derivation::CompletedYears(..) => "completed_years",
        Derivation::Difference(..) => "difference",
        Derivation::Sum(_) => "sum",
        Derivation::Max(_) => "max",
        Derivation::Any(_) => "any",
    };
    let ids = derive.inputs().into_iter().map(|field| form.fields[field].id.as_str());
    Value::derivation(std::iter::once(word).chain(ids))
}

fn feeds(form: &Form, item: &ItemForm) -> Option<Value> {
    let id = |field: &usize| form.fields[*field].id.as_str();
    match item {
        ItemForm::Weight(_, of) => Some(Value::word(id(of))),
        ItemForm::Copas { previous, conviction, first, .. } => {
            Some(Value::Words(format!("copas_rate {} {} {}", id(previous), id(conviction), id(first))))
        }
        ItemForm::Tables(..) | ItemForm::Rows(..) => None,
    }
}

/// `STUDY.n`, `STUDY.auc`, `STUDY.auc.low`; of several figures of one measure the second is `STUDY.auc.2`.
fn study_parts(maker: &Maker<'_>, study: &Study) -> Vec<Part> {
    let number = |id: String, value: Points| maker.single(Key::new(Kind::Study, id), Need::Kind, Value::Number(value), &study.span);
    let name = &study.id;
    let mut parts: Vec<Part> = study.persons.iter().map(|&persons| number(format!("{name}.n"), Points(persons * ONE))).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for Figure { measure, value, interval, .. } in &study.figures {
        let time = times.entry(measure.word()).or_insert(0);
        *time += 1;
        let id = if *time == 1 { format!("{name}.{}", measure.word()) } else { format!("{name}.{}.{time}", measure.word()) };
        parts.extend(interval.map(|(low, _)| number(format!("{id}.low"), low)));
        parts.extend(interval.map(|(_, high)| number(format!("{id}.high"), high)));
        parts.push(number(id, *value));
    }
    parts
}
