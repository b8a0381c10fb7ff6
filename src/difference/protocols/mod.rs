// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What changed between two protocols: what each file says that the other does not, and over a file of cases who gets another tier, by
//! which rule. Scores never hang on a protocol; that they do not is counted, and told.

mod cases;
mod changes;
pub mod json;
pub mod page;

pub use cases::{Cases, HEADER, Job, Move, Side, file};
pub use changes::{Change, changes};

use crate::protocol::Protocol;

/// Everything there is to tell of two protocols.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The old one.
    pub old: &'a Protocol,
    /// The new one.
    pub new: &'a Protocol,
    /// What one file says and the other does not.
    pub changes: Vec<Change>,
    /// What it does to a file of cases.
    pub cases: Option<Cases>,
}
