// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The work list: who is looked at first, within the capacity there is, from the results of a file of cases with a protocol's tiers. It is
//! advice in order; a named person decides, and a case that is not on the list is not closed.
//!
//! The way through: rows of results ([`results`]), joined with columns of the input ([`joined`]) → [`case`]s, read against the protocol →
//! order ([`part`], [`key`]) → [`capacity`], [`draw`] and grounds → the [`list`] → [`changes`] against an earlier one → [`files`] and [`page`]; [`make`] opens and writes the files.

pub mod account;
pub mod capacity;
pub mod case;
pub mod changes;
mod columns;
pub mod count;
pub mod day;
pub mod draw;
pub mod files;
pub mod ground;
pub mod joined;
pub mod key;
pub mod list;
pub mod make;
pub mod page;
pub mod part;
pub mod previous;
pub mod record;
pub mod request;
pub mod results;
mod stop;
pub mod subject;

pub use case::Case;
pub use changes::Changes;
pub use list::{Entry, List, list};
pub use make::Job;
pub use request::{Asked, EdgeRule, KeyKind, Request};
pub use results::Results;
pub use stop::Stop;
