// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fields, gates and constraints: what can be read, who is scored, what cannot be together, what unknown counts as.

use super::Maker;
use super::part::{Key, Kind, Need, Part};
use super::region::{Axis, Region, Scope, rest};
use super::value::{ALLOWED, FORBIDDEN, IN, OUT, Value};
use crate::domain::Domain;
use crate::form::{Constraint, ConstraintRule, Form};
use crate::number::fixed;

/// The sides of a comparison.
pub const AT_MOST: &str = "at_most";
pub const AT_LEAST: &str = "at_least";

pub fn parts(form: &Form) -> Vec<Part> {
    let maker = Maker { form, scope: Scope::Domain };
    let mut parts = Vec::new();
    for (index, field) in form.fields.iter().enumerate() {
        let axis = Axis::Tried(index);
        let mut domain = maker.part(Key::new(Kind::Domain, &field.id), Need::Kind, &field.span);
        domain.rows.push(maker.on(axis, &field.answers(), Value::word(IN), &field.span));
        domain.rest = Some(OUT);
        parts.push(domain);
        if let Some(unknown) = field.unknown {
            let value = Value::Words(field.domain.print(unknown));
            parts.push(maker.single(Key::new(Kind::Unknown, &field.id), Need::Always, value, &field.span));
        }
    }
    for gate in &form.gates {
        let span = gate.require.first().map_or(&gate.span, |test| &test.span);
        let mut part = maker.part(Key::new(Kind::Gate, &gate.id), Need::Kind, &gate.span);
        part.rows.push(maker.row(maker.where_holds(&gate.require), Value::word(IN), span));
        part.rest = Some(OUT);
        parts.push(part);
    }
    parts.extend(form.constraints.iter().flat_map(|constraint| constraint_parts(form, constraint)));
    parts
}

fn constraint_parts(form: &Form, constraint: &Constraint) -> Vec<Part> {
    let maker = Maker { form, scope: Scope::Population };
    let (id, span) = (&constraint.id, &constraint.span);
    match &constraint.rule {
        ConstraintRule::Implies(when, require) => {
            let holds: Vec<Region> = maker.where_holds(when).into_iter().collect();
            let obeyed: Vec<Region> = maker.where_holds(require).into_iter().collect();
            let mut part = maker.part(Key::new(Kind::Constraint, id), Need::Kind, span);
            part.rows.push(maker.row(rest(&holds, &obeyed, maker.space()), Value::word(FORBIDDEN), span));
            part.rest = Some(ALLOWED);
            vec![part]
        }
        ConstraintRule::Bounds { plus, minus, least, most } => {
            let (plus_fields, plus, minus) = (plus, names(form, plus), names(form, minus));
            let number = |ordinal: i64| Value::Words(fixed::print(ordinal, places(form, plus_fields)));
            let side = |side: &str, left: &Value, right: &Value| {
                let key = Key::half(Kind::Constraint, id, side);
                maker.single(key, Need::Kind, Value::comparison(left, side, right), span)
            };
            // Between fields `at_least` is `at_most` read from the other side.
            match (&minus, least, most) {
                (Value::Words(fields), _, Some(_)) if !fields.is_empty() => vec![side(AT_MOST, &plus, &minus)],
                (Value::Words(fields), Some(_), None) if !fields.is_empty() => vec![side(AT_MOST, &minus, &plus)],
                _ => {
                    let least = least.map(|least| side(AT_LEAST, &plus, &number(least)));
                    let most = most.map(|most| side(AT_MOST, &plus, &number(most)));
                    least.into_iter().chain(most).collect()
                }
            }
        }
    }
}

fn names(form: &Form, fields: &[usize]) -> Value {
    Value::set(fields.iter().map(|&field| form.fields[field].id.as_str()))
}

/// Decimal places of the fields of a comparison.
fn places(form: &Form, fields: &[usize]) -> u32 {
    match fields.first().map(|&field| &form.fields[field].domain) {
        Some(Domain::Number { places, .. }) => *places,
        _ => 0,
    }
}
