// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The statistics of the research bench: pure functions over slices, one method a file, each with its source.
//!
//! Outcomes are `bool` (the event happened), scores and probabilities `f64`. Nothing here reads, prints or panics: what cannot be
//! computed is an [`Error`]. `exp` and `ln` are those of the `libm` crate, so that platforms cannot differ; records with equal
//! predictors get bit-equal probabilities, because every row is added up in the same order.

#![allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
#![allow(clippy::many_single_char_names, reason = "names are those of the formulas cited")]

pub mod agreement;
pub mod alpha;
pub mod auc;
pub mod brier;
pub mod concordance;
pub mod cox;
pub mod cross_validation;
pub mod cut_off;
pub mod decision_curve;
pub mod delong;
pub mod design;
pub mod distribution;
mod error;
pub mod expected_observed;
pub mod firth;
pub mod hosmer_lemeshow;
pub mod icc;
pub mod input;
pub mod kaplan_meier;
pub mod kappa;
mod lasso;
mod linear;
pub mod local_regression;
pub mod logistic;
pub mod norms;
pub mod penalised;
pub mod proportion;
pub mod rank;
pub mod recalibration;
mod ridge;
pub mod roc;
pub mod spiegelhalter;
pub mod summary;

pub use design::Design;
pub use error::Error;

/// An estimate with the limits of its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub estimate: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}
