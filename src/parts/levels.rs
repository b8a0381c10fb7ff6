// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Schemes and rules: levels, their order, shifts, roundings, probabilities.

use super::Maker;
use super::part::{Key, Kind, Need, Part, Row};
use super::region::{Axis, Region, Scope, rest};
use super::value::{OTHERWISE, Value};
use crate::domain::Set;
use crate::form::{Base, Form, Look, Rule, Scheme, Shift};
use crate::number::Points;

pub fn parts(form: &Form) -> Vec<Part> {
    let maker = Maker { form, scope: Scope::Population };
    let mut parts: Vec<Part> = (0..form.schemes.len()).flat_map(|scheme| scheme_parts(&maker, scheme)).collect();
    parts.extend(rule_parts(&maker));
    parts
}

fn scheme_parts(maker: &Maker<'_>, index: usize) -> Vec<Part> {
    let scheme = &maker.form.schemes[index];
    let levels = scheme.levels.iter().map(|level| level.id.as_str());
    let mut parts = vec![maker.single(Key::new(Kind::Order, &scheme.id), Need::Kind, Value::list(levels), &scheme.span)];
    if let Some(rounding) = &scheme.rounding {
        let numbers = [
            ("probability_decimals", i64::from(rounding.probability_decimals)),
            ("percent_decimals", i64::from(rounding.percent_decimals)),
            ("lowest", rounding.lowest),
            ("highest", rounding.highest),
        ];
        parts.extend(numbers.map(|(name, number)| {
            let key = Key::new(Kind::Percent, format!("{}.{name}", scheme.id));
            maker.single(key, Need::Kind, Value::Number(Points(number * crate::number::fixed::ONE)), &scheme.span)
        }));
    }
    let axis = match scheme.base {
        Base::Scale(scale) => Axis::Scale(scale),
        Base::Horizon(..) => Axis::Percent(index),
        Base::Scheme(_) => {
            parts.push(shift_part(maker, index));
            return parts;
        }
        Base::Rules => return parts,
    };
    let need = if counts(maker.form, index) { Need::Always } else { Need::Beside };
    let mut part = maker.part(Key::new(Kind::Level, &scheme.id), need, &scheme.span);
    part.rows = scheme.levels.iter().map(|level| maker.on(axis, &level.at, Value::word(&level.id), &level.span)).collect();
    parts.push(part);
    parts
}

/// Whether a scheme is reported, or a reported one is made of it. Where none is reported each counts.
fn counts(form: &Form, index: usize) -> bool {
    let looks_at = |scheme: &Scheme| {
        let base = scheme.base == Base::Scheme(index) || scheme.otherwise == Some(index);
        base || scheme.shifts.iter().flat_map(|shift| &shift.when).any(|look| matches!(look, Look::Scheme(of, _) if *of == index))
    };
    let later = form.schemes.iter().enumerate().skip(index + 1);
    !form.schemes.iter().any(|scheme| scheme.report)
        || form.schemes[index].report
        || later.into_iter().any(|(other, scheme)| looks_at(scheme) && counts(form, other))
}

fn shift_part(maker: &Maker<'_>, index: usize) -> Part {
    let scheme = &maker.form.schemes[index];
    let need = if counts(maker.form, index) { Need::Always } else { Need::Beside };
    let mut part = maker.part(Key::new(Kind::Level, &scheme.id), need, &scheme.span);
    let mut taken: Vec<Region> = Vec::new();
    for shift in &scheme.shifts {
        let holds: Vec<Region> = shift_region(maker, shift).into_iter().collect();
        let first = rest(&holds, &taken, maker.space());
        part.rows.push(maker.row(first, Value::word(&scheme.levels[shift.level].id), &shift.span));
        taken.extend(holds);
    }
    part.rest = scheme.otherwise.map(|_| OTHERWISE);
    part
}

fn shift_region(maker: &Maker<'_>, shift: &Shift) -> Option<Region> {
    let tests = shift.when.iter().map(|look| match look {
        Look::Field(test) => (Axis::Field(test.field), test.set.clone()),
        Look::Scheme(scheme, levels) => {
            let levels = levels.iter().filter_map(|&level| i64::try_from(level).ok());
            (Axis::Scheme(*scheme), levels.fold(Set::empty(), |set, level| set.union(&Set::one(level))))
        }
    });
    Region::of(tests, maker.space())
}

/// A rule holds where none before it does.
fn rule_parts(maker: &Maker<'_>) -> Vec<Part> {
    let form = maker.form;
    let mut parts = Vec::new();
    let mut taken: Vec<Region> = Vec::new();
    let level = |rule: &Rule| {
        let scheme = form.schemes.iter().find(|scheme| scheme.base == Base::Rules)?;
        scheme.levels.get(rule.level?).map(|level| Value::word(&level.id))
    };
    for rule in &form.rules {
        let holds: Vec<Region> = maker.where_holds(&rule.when).into_iter().collect();
        let first = rest(&holds, &taken, maker.space());
        let part = |key: Key, family: &str, value: Value| Part {
            family: Some(family.to_owned()),
            rows: vec![Row { regions: first.clone(), value, place: maker.place(&rule.span) }],
            ..maker.part(key, Need::Always, &rule.span)
        };
        parts.extend(level(rule).map(|value| part(Key::new(Kind::Level, &rule.id), "level", value)));
        for (horizon, probability) in form.rule_horizons.iter().zip(&rule.probabilities) {
            let key = Key::new(Kind::Probability, format!("{horizon}.{}", rule.id));
            parts.push(part(key, horizon, Value::Number(Points(probability.units()))));
        }
        taken.extend(holds);
    }
    parts
}
