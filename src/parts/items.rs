// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items: points, how tables combine, weights, where an item applies.

use super::Maker;
use super::part::{Key, Kind, Need, Part};
use super::region::{Axis, Scope};
use super::value::{IN, OUT, Value};
use crate::form::{Combine, Form, Item, ItemForm, JointRow, PointsTable};
use crate::number::Points;

pub fn parts(form: &Form) -> Vec<Part> {
    form.items.iter().flat_map(|item| item_parts(form, item)).collect()
}

fn item_parts(form: &Form, item: &Item) -> Vec<Part> {
    let scope = if item.applies.is_some() { Scope::Answered } else { Scope::Population };
    let maker = Maker { form, scope };
    let mut parts = match &item.form {
        ItemForm::Tables(combine, tables) => tables_parts(&maker, item, *combine, tables),
        ItemForm::Rows(rows, otherwise) => vec![joint_part(&maker, item, rows, *otherwise)],
        ItemForm::Weight(weight, _) | ItemForm::Copas { weight, .. } => {
            vec![maker.single(Key::new(Kind::Weight, &item.id), Need::Always, Value::Number(*weight), &item.span)]
        }
    };
    if let Some(applies) = &item.applies {
        let maker = Maker { form, scope: Scope::Population };
        let mut part = maker.part(Key::new(Kind::Applies, &item.id), Need::Always, &item.span);
        part.rows.push(maker.row(maker.where_holds(applies), Value::word(IN), &item.span));
        part.rest = Some(OUT);
        parts.push(part);
    }
    parts
}

fn tables_parts(maker: &Maker<'_>, item: &Item, combine: Combine, tables: &[PointsTable]) -> Vec<Part> {
    let mut parts = Vec::new();
    for table in tables {
        let column = &maker.form.fields[table.field].id;
        let key = if tables.len() > 1 { Key::half(Kind::Item, &item.id, column) } else { Key::new(Kind::Item, &item.id) };
        let mut part = maker.part(key, Need::Always, &table.span);
        let axis = Axis::Field(table.field);
        part.rows = table.rows.iter().map(|row| maker.on(axis, &row.set, Value::award(row.points), &row.span)).collect();
        parts.push(part);
    }
    if tables.len() > 1 {
        let word = match combine {
            Combine::Max => "max",
            Combine::Min => "min",
            Combine::Sum => "sum",
            Combine::Any => "any",
            Combine::All => "all",
        };
        parts.push(maker.single(Key::new(Kind::Combine, &item.id), Need::Always, Value::word(word), &item.span));
    }
    parts
}

fn joint_part(maker: &Maker<'_>, item: &Item, rows: &[JointRow], otherwise: Option<Points>) -> Part {
    let mut part = maker.part(Key::new(Kind::Item, &item.id), Need::Always, &item.span);
    part.rows = rows.iter().map(|row| maker.row(maker.where_holds(&row.when), Value::Number(row.points), &row.span)).collect();
    if let Some(points) = otherwise {
        let elsewhere = maker.elsewhere(&part.rows);
        part.rows.push(maker.row(elsewhere, Value::Number(points), &item.span));
    }
    part
}
