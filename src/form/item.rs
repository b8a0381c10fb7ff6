// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items and their points.

use super::{Condition, Provenance};
use crate::diagnostic::Span;
use crate::domain::Set;
use crate::lang::Text;
use crate::number::Points;

/// How several tables of an item combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// The highest counts.
    Max,
    /// The lowest counts.
    Min,
    /// They add up.
    Sum,
    /// The points, when any table gives them.
    Any,
    /// The points, when each table gives them.
    All,
}

/// A row of a points table.
#[derive(Clone, Debug)]
pub struct PointsRow {
    /// The pattern as written.
    pub pattern: String,
    /// Its values.
    pub set: Set,
    /// What they give.
    pub points: Points,
    /// Where it stands.
    pub span: Span,
}

/// Points by one field.
#[derive(Clone, Debug)]
pub struct PointsTable {
    /// Index of the field.
    pub field: usize,
    /// Rows that partition its domain inside the population.
    pub rows: Vec<PointsRow>,
    /// Where it stands.
    pub span: Span,
}

/// A row over several fields.
#[derive(Clone, Debug)]
pub struct JointRow {
    /// Where it holds.
    pub when: Condition,
    /// What it gives.
    pub points: Points,
    /// Where it stands.
    pub span: Span,
}

/// The forms of an item.
#[derive(Clone, Debug)]
pub enum ItemForm {
    /// Tables by field, combined.
    Tables(Combine, Vec<PointsTable>),
    /// Disjoint rows over several fields, with the points where none holds.
    Rows(Vec<JointRow>, Option<Points>),
    /// Points for each unit of a field.
    Weight(Points, usize),
    /// Points for each unit of ln((previous + 1) / (10 + conviction − first)); fields by index.
    Copas {
        /// Weight.
        weight: Points,
        /// Number of previous sanctions.
        previous: usize,
        /// Age at the current conviction.
        conviction: usize,
        /// Age at the first sanction.
        first: usize,
    },
}

/// One scored line of the coding form.
#[derive(Clone, Debug)]
pub struct Item {
    /// Name.
    pub id: String,
    /// Number as printed.
    pub number: Option<String>,
    /// The item in our own words.
    pub title: Text,
    /// The part of the form under which it stands.
    pub section: Option<Text>,
    /// How it gives points.
    pub form: ItemForm,
    /// Elsewhere it adds nothing and its fields are not applicable.
    pub applies: Option<Condition>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

impl Item {
    /// The fields it reads, each once, without those of `applies`.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        let mut fields = match &self.form {
            ItemForm::Tables(_, tables) => tables.iter().map(|table| table.field).collect(),
            ItemForm::Rows(rows, _) => rows.iter().flat_map(|row| row.when.iter().map(|test| test.field)).collect(),
            ItemForm::Weight(_, field) => vec![*field],
            ItemForm::Copas { previous, conviction, first, .. } => vec![*previous, *conviction, *first],
        };
        let mut seen = std::collections::BTreeSet::new();
        fields.retain(|&field| seen.insert(field));
        fields
    }
}
