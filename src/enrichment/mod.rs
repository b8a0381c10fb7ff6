// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Enrichment: the questions whose answers would settle open cases, in the order that takes the fewest in the worst case.

mod list;
mod questions;
mod routed;

pub use list::{HEADER, Job, List, file};
pub use questions::{Asker, Effect, Inquiry, Left, Question};
