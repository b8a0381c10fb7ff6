// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The statistics of the research bench, held to reference values of R and to counting every pair.
//!
//! `tests/reference` holds the values with call, software and tolerance. What was computed on data without a licence is tested where
//! `TAXEER_DATA` names a folder with it.

#[path = "statistics/calibration.rs"]
mod calibration;
#[path = "statistics/data.rs"]
mod data;
#[path = "statistics/discrimination.rs"]
mod discrimination;
#[path = "statistics/pairs.rs"]
mod pairs;
#[path = "statistics/penalised.rs"]
mod penalised;
#[path = "statistics/reference.rs"]
mod reference;
#[path = "statistics/reliability.rs"]
mod reliability;
#[path = "statistics/survival.rs"]
mod survival;
#[path = "statistics/traps.rs"]
mod traps;
