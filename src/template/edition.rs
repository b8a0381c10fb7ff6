// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The next edition of an instrument: the old text with what is certainly another in its head.

use std::sync::Arc;

use super::dates;
use crate::diagnostic::{Source, Span};
use crate::syntax::{PLACEHOLDER, tree};

/// The text of an edition with another edition's name; its dates are to be filled in, but for those of a day of entry that is given.
/// Everything else, comments too, stays byte for byte.
#[must_use]
pub fn edition(source: &Arc<Source>, name: &str, entered: Option<i64>) -> String {
    let [entered, review_by] = dates(entered);
    let (tree, _) = tree::read(source);
    // When the old one ended is never when the new one does.
    let values =
        [("edition", name), ("valid_from", PLACEHOLDER), ("valid_until", PLACEHOLDER), ("entered", &entered), ("review_by", &review_by)];
    let mut places: Vec<(Span, &str)> = values.into_iter().filter_map(|(key, value)| Some((tree.get(key)?.span.clone(), value))).collect();
    places.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    places.into_iter().fold(source.text.clone(), |mut text, (span, value)| {
        text.replace_range(span, &format!("\"{value}\""));
        text
    })
}
