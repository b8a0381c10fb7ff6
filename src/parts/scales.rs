// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Scales: sums, ranges, conversions, links, norms.

use super::Maker;
use super::part::{Key, Kind, Need, Part, SHARES};
use super::region::{Axis, Scope};
use super::value::Value;
use crate::form::{Form, Link, LinkNumber, Norm, Part as Summand, Scale};
use crate::number::Points;

/// The half of a range that speaks of cases.
pub const CASES: &str = "cases";

pub fn parts(form: &Form) -> Vec<Part> {
    let maker = Maker { form, scope: Scope::Population };
    let mut parts = Vec::new();
    for (index, scale) in form.scales.iter().enumerate() {
        let summands = scale.parts.iter().map(|part| match part {
            Summand::Item(item) => form.items[*item].id.as_str(),
            Summand::Scale(inner) => form.scales[*inner].id.as_str(),
        });
        parts.push(maker.single(Key::new(Kind::Sum, &scale.id), Need::Kind, Value::set(summands), &scale.span));
        parts.extend(ranges(&maker, scale));
        if let Some(convert) = &scale.convert {
            let mut part = maker.part(Key::new(Kind::Convert, &scale.id), Need::Always, &convert.span);
            let rows = convert.rows.iter();
            part.rows = rows.map(|row| maker.on(Axis::Raw(index), &row.set, Value::Number(row.points), &row.span)).collect();
            parts.push(part);
        }
        parts.extend(scale.links.iter().flat_map(|link| link_parts(&maker, index, link)));
    }
    parts.extend(form.norms.iter().flat_map(|norm| norm_parts(&maker, norm)));
    parts
}

/// The range of a reported scale of whole points is published; any other follows from the items, and the checker proves each.
fn ranges(maker: &Maker<'_>, scale: &Scale) -> Vec<Part> {
    let need = if scale.whole && !scale.internal { Need::Kind } else { Need::Never };
    let value = Value::range(scale.range.low, scale.range.high);
    let mut parts = vec![maker.single(Key::new(Kind::Range, &scale.id), need, value, &scale.range.span)];
    if !scale.cases.is_empty() {
        let mut part = maker.part(Key::half(Kind::Range, &scale.id, CASES), need, &scale.span);
        let row = |(when, range): &(Vec<_>, crate::form::Range)| {
            maker.row(maker.where_holds(when), Value::range(range.low, range.high), &range.span)
        };
        part.rows = scale.cases.iter().map(row).collect();
        parts.push(part);
    }
    parts
}

fn link_parts(maker: &Maker<'_>, scale: usize, link: &Link) -> Vec<Part> {
    let horizon = &link.horizon;
    let number = |LinkNumber { key, value, unsaid }| {
        let need = if unsaid == Some(value) { Need::Never } else { Need::Always };
        maker.single(Key::new(Kind::Link, format!("{horizon}.{key}")), need, Value::Number(value), &link.span)
    };
    let mut parts: Vec<Part> = link.numbers().into_iter().map(number).collect();
    if !link.at.is_empty() {
        let mut part = maker.part(Key::new(Kind::Link, horizon), Need::Always, &link.span);
        let rows = link.at.iter();
        part.rows = rows.map(|(set, value)| maker.on(Axis::Scale(scale), set, Value::Number(Points(value.units())), &link.span)).collect();
        parts.push(part);
    }
    parts
}

fn norm_parts(maker: &Maker<'_>, norm: &Norm) -> Vec<Part> {
    let axis = Axis::Scale(norm.scale);
    let mut value = maker.part(Key::new(Kind::Norm, &norm.id), Need::Always, &norm.span);
    let mut shares = SHARES.map(|name| maker.part(Key::new(Kind::Share, format!("{}.{name}", norm.id)), Need::Kind, &norm.span));
    for row in &norm.rows {
        value.rows.push(maker.on(axis, &row.at, Value::Number(row.value), &row.span));
        let (low, high) = row.interval.unzip();
        let [below, same, higher] = row.shares.map_or([None; 3], |shares| shares.map(Some));
        for (part, number) in shares.iter_mut().zip([low, high, below, same, higher]) {
            part.rows.extend(number.map(|number| maker.on(axis, &row.at, Value::Number(number), &row.span)));
        }
    }
    std::iter::once(value).chain(shares.into_iter().filter(|part| !part.rows.is_empty())).collect()
}
