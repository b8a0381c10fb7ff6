// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Scales and their conversions.

use super::{Condition, Link, PointsRow, Provenance};
use crate::diagnostic::Span;
use crate::lang::Text;
use crate::number::Points;

/// What a scale adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An item, by index.
    Item(usize),
    /// Another scale, by index.
    Scale(usize),
}

/// A conversion of a raw sum.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Least and greatest reachable raw sum.
    pub range: Range,
    /// Rows: raw sums to a value.
    pub rows: Vec<PointsRow>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// A declared range.
#[derive(Clone, Debug)]
pub struct Range {
    /// Least value.
    pub low: Points,
    /// Greatest value.
    pub high: Points,
    /// Decimal places as written: the comparison is made to so many.
    pub places: u32,
    /// Where it stands.
    pub span: Span,
}

/// A sum of items or of other scales.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Name.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// What it adds up.
    pub parts: Vec<Part>,
    /// Least and greatest reachable value, after its own conversion.
    pub range: Range,
    /// The range where a condition holds.
    pub cases: Vec<(Condition, Range)>,
    /// Conversion of the raw sum.
    pub convert: Option<Conversion>,
    /// Probabilities by horizon, in file order.
    pub links: Vec<Link>,
    /// Whether another scale adds it up; then it is not reported.
    pub internal: bool,
    /// Whether its values are whole points.
    pub whole: bool,
    /// What is told where an answer leaves it without a total.
    pub withheld: Option<Text>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}
impl Scale {
    /// The items that it adds itself, by index; not those of inner scales.
    pub fn items(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().filter_map(|part| if let Part::Item(item) = part { Some(*item) } else { None })
    }
}
