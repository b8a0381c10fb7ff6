// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Integer points of least logistic loss, under rules, with a lower bound of what any points could reach.
//!
//! A table of points is a total with a real intercept and slope. Records with equal features are put together ([`rows`]); good choices of
//! features come from a beam ([`beam`]), and then all choices are gone through by rising bound ([`search`]); on each, every integer
//! point near the best real coefficients is looked at ([`lattice`]). Bounds hold whether or not a fit has converged ([`fit`]).

#![allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
#![allow(clippy::many_single_char_names, reason = "names are those of the formulas cited")]

mod beam;
mod choice;
mod cone;
mod curve;
mod error;
mod fit;
mod incumbent;
mod lattice;
mod near;
mod problem;
mod refit;
mod request;
mod rows;
mod search;
mod set;
mod solution;

pub use curve::curve;
pub use error::Error;
pub use request::{Effort, Feature, Request, Rule, Size};
pub use search::solve;
pub use solution::{Ended, Solution};
