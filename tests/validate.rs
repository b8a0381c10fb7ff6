// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer validate`: reference values of R through the command, laws, and what people read.

#[path = "statistics/data.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod data;
#[path = "validate/input.rs"]
mod input;
#[path = "validate/laws.rs"]
mod laws;
mod page_check;
#[path = "validate/pictures.rs"]
mod pictures;
mod program;
#[path = "statistics/reference.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod reference;
#[path = "validate/reference.rs"]
mod references;
#[path = "validate/reports.rs"]
mod reports;
#[path = "validate/run.rs"]
mod run;
#[path = "validate/sample.rs"]
mod sample;
mod workbook;
