// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a rule set says, part by part: rows that give a value in a [`region`] of answers, made from its form and never from the
//! compiled plan. What compares two sayings (a second entry, another edition) starts here, so that `6..` equals `6..=12`.

mod beside;
mod items;
mod levels;
pub mod part;
mod population;
pub mod region;
mod scales;
pub mod value;

use std::sync::Arc;

pub use population::{AT_LEAST, AT_MOST};
pub use scales::CASES;

use crate::diagnostic::{Place, Span};
use crate::domain::Set;
use crate::form::{Form, Test};
use part::{Key, Need, Part, Row};
use region::{Axis, Region, Scope, Space, rest};
use value::Value;

/// Every part that can be compared.
pub fn parts(form: &Form) -> Vec<Part> {
    let mut parts = items::parts(form);
    parts.extend(scales::parts(form));
    parts.extend(levels::parts(form));
    parts.extend(population::parts(form));
    parts.extend(beside::parts(form));
    parts
}

/// Makes the parts and rows of one form.
#[derive(Clone, Copy)]
struct Maker<'a> {
    form: &'a Form,
    scope: Scope,
}

impl Maker<'_> {
    fn space(&self) -> Space<'_> {
        Space { form: self.form, scope: self.scope }
    }

    fn place(&self, span: &Span) -> Place {
        Place { source: Arc::clone(&self.form.whole), span: span.clone() }
    }

    /// A part without rows.
    fn part(&self, key: Key, need: Need, span: &Span) -> Part {
        Part { key, need, scope: self.scope, rest: None, family: None, rows: Vec::new(), place: self.place(span) }
    }

    /// A part that is one value, whatever the answers.
    fn single(&self, key: Key, need: Need, value: Value, span: &Span) -> Part {
        Part { rows: vec![self.row(Some(Region::default()), value, span)], ..self.part(key, need, span) }
    }

    fn row(&self, regions: impl IntoIterator<Item = Region>, value: Value, span: &Span) -> Row {
        Row { regions: regions.into_iter().collect(), value, place: self.place(span) }
    }

    /// A row with one set on one axis.
    fn on(&self, axis: Axis, set: &Set, value: Value, span: &Span) -> Row {
        self.row(self.region([(axis, set)]), value, span)
    }

    fn region<'s>(&self, tests: impl IntoIterator<Item = (Axis, &'s Set)>) -> Option<Region> {
        let space = self.space();
        Region::of(tests.into_iter().map(|(axis, set)| (axis, space.own(axis, set))), space)
    }

    /// Where a condition on fields holds.
    fn where_holds(&self, condition: &[Test]) -> Option<Region> {
        self.region(condition.iter().map(|test| (Axis::Field(test.field), &test.set)))
    }

    /// Where none of some rows holds.
    fn elsewhere(&self, rows: &[Row]) -> Vec<Region> {
        let taken: Vec<Region> = rows.iter().flat_map(|row| row.regions.iter().cloned()).collect();
        rest(&[Region::default()], &taken, self.space())
    }
}
