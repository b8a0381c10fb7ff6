// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What studies found of an instrument.

use super::Provenance;
use crate::diagnostic::Span;
use crate::lang::Text;
use crate::number::Points;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Area under the ROC curve.
    Auc,
    /// Harrell's C.
    CIndex,
    /// Expected over observed.
    EoIndex,
    /// Hazard ratio for one point.
    HazardRatio,
    /// Odds ratio for one point.
    OddsRatio,
    /// Percent with the outcome.
    Rate,
    /// Standardised difference.
    D,
    /// Correlation.
    R,
}

impl Measure {
    /// Every measure.
    pub const ALL: &'static [Self] =
        &[Self::Auc, Self::CIndex, Self::EoIndex, Self::HazardRatio, Self::OddsRatio, Self::Rate, Self::D, Self::R];

    /// As it is written in a file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Auc => "auc",
            Self::CIndex => "c_index",
            Self::EoIndex => "eo_index",
            Self::HazardRatio => "hazard_ratio",
            Self::OddsRatio => "odds_ratio",
            Self::Rate => "rate",
            Self::D => "d",
            Self::R => "r",
        }
    }
}

/// One number that a study found.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub measure: Measure,
    /// The number.
    pub value: Points,
    /// 95% interval.
    pub interval: Option<(Points, Points)>,
    /// Of what, where the study has several.
    pub of: Option<Text>,
}

/// A study.
#[derive(Clone, Debug)]
pub struct Study {
    /// Name.
    pub id: String,
    /// Who was studied.
    pub sample: Text,
    /// Country code or codes.
    pub country: Option<String>,
    /// Number of persons.
    pub persons: Option<i64>,
    /// How long they were followed.
    pub follow_up: Option<Text>,
    /// What was predicted.
    pub outcome: Option<Text>,
    /// What was found.
    pub figures: Vec<Figure>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}
