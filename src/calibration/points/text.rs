// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The text of an instrument with other points in its tables.

use std::sync::Arc;

use super::{Place, Tables};
use crate::diagnostic::{Source, Span};
use crate::syntax::tree;

/// The text with the new points in the place of the old ones; everything else stays byte for byte. What follows from points, ranges,
/// levels, norms and links, is not touched: the checker names what no longer fits.
#[must_use]
pub fn rewritten(source: &Arc<Source>, tables: &Tables) -> String {
    let (tree, _) = tree::read(source);
    let mut places: Vec<(Span, i32)> = Vec::new();
    for row in &tables.bands {
        let item = tree.get("item").and_then(|items| items.get(&tables.items[row.band.item]));
        let node = item.and_then(|item| match &row.band.place {
            Place::Table { field, pattern } => item.get("points")?.get(field)?.get(pattern),
            Place::Row(at) => item.get("row")?.elements().get(*at)?.get("points"),
            Place::Otherwise => item.get("otherwise"),
        });
        places.extend(node.map(|node| (node.span.clone(), row.new)));
    }
    places.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    places.into_iter().fold(source.text.clone(), |mut text, (span, new)| {
        text.replace_range(span, &new.to_string());
        text
    })
}
