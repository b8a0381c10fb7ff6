// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the cells of a result column are, for formats that know types.

use super::columns::Column;
use crate::form::{FieldType, Form};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The name of a case: text, whatever it looks like.
    Name,
    /// Text.
    Text,
    /// Texts joined with `|`.
    List,
    /// A whole number.
    Whole,
    /// A number with decimals.
    Real,
    /// A cell of the input where a date is asked for: a date where it is typed as one.
    Date,
}

impl Holds {
    /// What a column of this name holds.
    #[must_use]
    pub fn of(form: &Form, name: &str, column: &Column) -> Self {
        let scale = |place: usize| form.reported_scales().nth(place).and_then(|scale| form.scales.get(scale));
        match column {
            Column::CaseId => Self::Name,
            Column::Row => Self::Whole,
            Column::Score(place, _) if place.and_then(scale).is_none_or(|scale| scale.whole) => Self::Whole,
            Column::Score(..) | Column::Probability(..) => Self::Real,
            Column::Levels(_) | Column::Tiers | Column::Decisive | Column::Reason => Self::List,
            Column::Input(_) => {
                let field = form.fields.iter().find(|field| name.strip_prefix("input.") == Some(&*field.id));
                if field.is_some_and(|field| field.kind == FieldType::Date) { Self::Date } else { Self::Text }
            }
            Column::Routed(routed) => routed.holds(),
            Column::Outcome | Column::Level(_) | Column::Tier | Column::Instrument | Column::Protocol => Self::Text,
        }
    }

    /// What each of these columns holds.
    pub(super) fn of_all(form: &Form, columns: &[(String, Column)]) -> Vec<Self> {
        columns.iter().map(|(name, column)| Self::of(form, name, column)).collect()
    }
}
