// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Aggregates that are made to be shared: how many cases have which outcome, level and tier, and how often an answer is missing. Counts
//! below a limit are hidden, and so much beside them that no hidden one can be told more exactly than the page says.
//!
//! Rows → [`tally`] (exact, internal) → [`tables`]: counts that add up ([`cell`]) → [`hide`] → [`page`] and [`files`].

pub mod cell;
pub mod files;
pub mod hide;
pub mod page;
pub mod tables;
pub mod tally;

pub use cell::{Cell, Load, Split};
pub use hide::{Part, Published, PublishedLoad, PublishedSplit, Shown, publish};
pub use tally::Tally;

/// Counts below this are hidden where a protocol does not say otherwise.
pub const SMALL: u64 = 5;
