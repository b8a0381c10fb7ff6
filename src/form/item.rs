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

/// What an answer or a sum gives: a withheld one can be added to nothing, so that nobody takes it for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Award {
    /// Points.
    Points(Points),
    /// No number: no source confirms one.
    Withheld,
}

impl Award {
    /// How a file writes that there is no number.
    pub const WITHHELD: &'static str = "withheld";

    /// The points; `None` where they are withheld.
    #[must_use]
    pub fn points(self) -> Option<Points> {
        match self {
            Self::Points(points) => Some(points),
            Self::Withheld => None,
        }
    }

    /// Whether there is no number.
    #[must_use]
    pub fn is_withheld(self) -> bool {
        self == Self::Withheld
    }
}

/// A row of a table: points of an answer, or the value of a raw sum.
#[derive(Clone, Debug)]
pub struct PointsRow<G = Points> {
    /// The pattern as written.
    pub pattern: String,
    /// Its values.
    pub set: Set,
    /// What they give.
    pub points: G,
    /// Where it stands.
    pub span: Span,
}

/// Points by one field.
#[derive(Clone, Debug)]
pub struct PointsTable {
    /// Index of the field.
    pub field: usize,
    /// Rows that partition its domain inside the population.
    pub rows: Vec<PointsRow<Award>>,
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
    /// The field of which an answer gives no number, if there is one: an item of a single table.
    #[must_use]
    pub fn withholds(&self) -> Option<&PointsTable> {
        let ItemForm::Tables(_, tables) = &self.form else { return None };
        tables.iter().find(|table| table.rows.iter().any(|row| row.points.is_withheld()))
    }

    /// The most points that an answer can give; `None` for a weight, which has no row.
    #[must_use]
    pub fn most(&self) -> Option<Points> {
        match &self.form {
            ItemForm::Tables(combine, tables) => {
                let mut most = tables.iter().filter_map(|table| table.rows.iter().filter_map(|row| row.points.points()).max());
                match combine {
                    Combine::Min => most.min(),
                    Combine::Max | Combine::Any | Combine::All => most.max(),
                    Combine::Sum => most.next().map(|first| std::iter::once(first).chain(most).sum()),
                }
            }
            ItemForm::Rows(rows, otherwise) => rows.iter().map(|row| row.points).chain(*otherwise).max(),
            ItemForm::Weight(..) | ItemForm::Copas { .. } => None,
        }
    }

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
