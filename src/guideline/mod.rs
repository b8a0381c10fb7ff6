// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Skeletons of reports by a guideline: every item of the list, filled where a run knows what belongs there and "not filled in" where it
//! does not. One guideline a file; a run hands in [`Facts`] by [`Topic`] and knows nothing of lists.

mod facts;
mod item;
mod page;
mod ragee;
mod tripod;

pub use facts::{Facts, Topic};
pub use item::{Applies, Filled, Item, Knows, Section};
pub use page::{Head, counts, document};
pub use ragee::RAGEE;
pub use tripod::TRIPOD;

/// A list of what a report has to say.
#[derive(Clone, Copy, Debug)]
pub struct Guideline {
    /// Its name.
    pub name: &'static str,
    /// Authors, title, year: where the list was published.
    pub source: &'static str,
    /// How far numbers and words of the items here are confirmed, Dutch and English.
    pub confirmed: (&'static str, &'static str),
    /// The items, in sections.
    pub sections: &'static [Section],
    /// Items of which only the number is known: this program has not their words.
    pub unworded: usize,
}
