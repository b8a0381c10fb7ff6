// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norms.

use super::Provenance;
use crate::diagnostic::Span;
use crate::domain::Set;
use crate::lang::Text;
use crate::number::Points;

/// What the values of a norm are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormKind {
    /// Rank in a sample.
    Percentile,
    /// Percent with the outcome.
    Rate,
    /// Ratio to a stated score.
    Ratio,
}

/// Values of a norm at some scores.
#[derive(Clone, Debug)]
pub struct NormRow {
    /// The scores.
    pub at: Set,
    /// The value.
    pub value: Points,
    /// 95% interval.
    pub interval: Option<(Points, Points)>,
    /// Percent below, at and above.
    pub shares: Option<[Points; 3]>,
    /// Where it stands.
    pub span: Span,
}

/// What the literature says at a score.
#[derive(Clone, Debug)]
pub struct Norm {
    /// Name.
    pub id: String,
    /// What its values are.
    pub kind: NormKind,
    /// The scale, by index.
    pub scale: usize,
    /// Name for people.
    pub title: Text,
    /// Of what.
    pub outcome: Text,
    /// Within how long.
    pub horizon: Text,
    /// In which sample.
    pub sample: Text,
    /// Country of the sample.
    pub country: String,
    /// Values rise with the score.
    pub rising: bool,
    /// Values by score.
    pub rows: Vec<NormRow>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}
