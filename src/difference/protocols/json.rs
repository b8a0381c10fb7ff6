// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The same for another program.

use serde_json::{Map, Value, json};

use super::{Difference, HEADER};
use crate::report::json::FORMAT_VERSION;

/// What changed between two protocols, as JSON.
#[must_use]
pub fn json(found: &Difference<'_>) -> Value {
    let changes = found.changes.iter().map(|change| json!({ "part": change.part, "old": change.was, "new": change.now }));
    let cases = found.cases.as_ref().map(|cases| {
        let pairs = |counts: &std::collections::BTreeMap<(String, String), u64>| -> Vec<Value> {
            counts.iter().map(|((old, new), cases)| json!({ "old": old, "new": new, "cases": cases })).collect()
        };
        let moves = cases.moves.iter().map(|one| {
            let cells = HEADER.iter().zip(&one.cells).map(|(name, cell)| ((*name).to_owned(), json!(cell)));
            Value::Object(cells.collect::<Map<_, _>>())
        });
        json!({
            "read": cases.read,
            "moved": cases.moved,
            "other_scores": cases.other_scores,
            "reconciles": cases.reconciles(),
            "tiers": pairs(&cases.matrix),
            "by_rule": pairs(&cases.by_rule),
            "moves": moves.collect::<Vec<_>>(),
        })
    });
    json!({
        "format_version": FORMAT_VERSION,
        "old": found.old.stamp(),
        "new": found.new.stamp(),
        "changes": changes.collect::<Vec<_>>(),
        "cases": cases,
    })
}
