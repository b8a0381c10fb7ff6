// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A second way to every result, for comparison with the program: tables typed by another reader, cells chosen by hand,
//! and one completion after the other. It shares no code and no file with `src` and `instruments`.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "plain arithmetic on small numbers, to be read beside the tables; a wrong number here fails a test"
)]

pub mod cases;
mod completions;
pub mod field;
mod judge;
pub mod numbers;
mod ogrs3;
mod osp_dc;
#[cfg(test)]
mod own_tests;
mod psa;
mod static_99r;

pub use completions::Finding;
pub use judge::{Oracle, Scale, Verdict};
pub use ogrs3::ogrs3;
pub use osp_dc::osp_dc;
pub use psa::psa;
pub use static_99r::static_99r;

/// One text a field, in field order, as a CSV file has it.
pub type Record = Vec<String>;
