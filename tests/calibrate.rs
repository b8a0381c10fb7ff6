// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer calibrate`: new files that pass the checker, move no score that they must not, and say where their numbers come from.

#[path = "calibrate/edition.rs"]
mod edition;
#[path = "calibrate/norms.rs"]
mod norms;
#[path = "calibrate/points.rs"]
mod points;
mod program;
#[path = "calibrate/refit.rs"]
mod refit;
#[path = "calibrate/refused.rs"]
mod refused;
#[path = "calibrate/reports.rs"]
mod reports;
#[path = "calibrate/run.rs"]
mod run;
#[path = "calibrate/sample.rs"]
mod sample;
#[path = "calibrate/update.rs"]
mod update;
