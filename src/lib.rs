// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! taxeer ("assess!") turns published risk-assessment instruments into rule sets that can be read, proven, run and traced.
//!
//! The one way through: text → [`syntax`] → checked model ([`instrument`], made by [`check`] only) → compiled [`plan`] →
//! [`evaluate`] → outcome → report, batch or export. The library never prints, exits, reads the clock or panics on input.

#![warn(missing_docs)]
#![warn(clippy::exit, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used)]

pub mod account;
pub mod aggregate;
pub mod batch;
pub mod calibration;
pub mod catalogue;
pub mod caution;
pub mod certificate;
pub mod check;
pub mod cohort;
pub mod diagnostic;
pub mod difference;
pub mod digest;
pub mod domain;
pub mod draft;
pub mod enrichment;
pub mod evaluate;
pub mod form;
#[cfg(feature = "frames")]
pub mod frames;
pub mod guideline;
pub mod instrument;
pub mod lang;
pub mod mapping;
pub mod number;
pub mod overview;
mod parts;
pub mod picture;
pub mod plan;
pub mod points;
pub mod progress;
pub mod protocol;
pub mod record;
pub mod report;
pub mod second_entry;
pub mod self_test;
pub mod signature;
pub mod statistics;
pub mod syntax;
pub mod template;
pub mod validation;
pub mod worklist;
