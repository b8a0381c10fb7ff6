// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Exact numbers: points, values of fields, dates, horizons, and the one software `exp` and `ln`.

pub mod cox;
pub mod date;
pub mod fixed;
pub mod horizon;
pub mod logistic;
pub mod period;

pub use fixed::{Points, Probability};
