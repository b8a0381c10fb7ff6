// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The record of a list: what it was made from and how, its numbers, and the digests of its files. Internal: the numbers are exact.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::changes::{Changes, Move};
use super::count::{Counts, Edge, Ends};
use super::files;
use super::list::List;
use super::request::{EdgeRule, KeyKind};
use crate::digest;
use crate::number::date;
use crate::record::RunError;
use crate::text;

/// A file by its name, without its folder, and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Lower-case hex digits.
    pub sha256: String,
}

impl Named {
    /// A file as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> Result<Self, RunError> {
        let sha256 = digest::of_file(path).map_err(|cause| {
            let path = path.display();
            RunError::Machine { what: text!("lezen van {path}", "reading {path}"), cause }
        })?;
        Ok(Self { name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(), sha256 })
    }

    fn json(&self) -> Value {
        json!({ "file": self.name, "sha256": self.sha256 })
    }
}

/// What a list was made from, and what was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The results.
    pub results: Option<Named>,
    /// The input that columns were joined from.
    pub input: Option<Named>,
    /// The key of the earlier list.
    pub previous: Option<Named>,
    /// The list, its key, and the changes.
    pub written: Vec<(&'static str, Named)>,
}

/// The record.
#[must_use]
pub fn record(list: &List<'_>, changes: Option<&Changes>, sources: &Sources) -> Value {
    let (request, counts) = (list.request, Counts::of(list));
    let asked = &request.asked;
    let named = |named: &Option<Named>| named.as_ref().map(Named::json);
    let written: Map<String, Value> = sources.written.iter().map(|(what, named)| ((*what).to_owned(), named.json())).collect();
    let day = |day: i64| date::print(day);
    json!({
        "format_version": 1,
        "internal": true,
        "protocol": list.protocol.stamp(),
        "as_of": request.as_of.map(day),
        "results": named(&sources.results),
        "input": named(&sources.input),
        "previous": named(&sources.previous),
        "written": written,
        "asked": {
            "capacity": request.capacity,
            "edge": match request.edge { EdgeRule::All => "all", EdgeRule::Lots => "lots" },
            "control": request.control,
            "seed": request.seed,
            "lots": "sha256 of `taxeer PURPOSE 1\\nSEED\\nCASE`, lowest first",
            "within_days": request.within,
            "order": asked.order.as_ref().map(|(name, kind)| json!({ "column": name, "kind": match kind { KeyKind::Date => "date", KeyKind::Number => "number" } })),
            "reviewed": asked.reviewed,
            "ends": asked.ends,
            "subject": asked.subject.as_ref().map(|(ground, ends)| json!({ "ground": ground, "end": ends })),
        },
        "rows": counts.rows,
        "cases": counts.cases,
        "rows_of_a_case_with_an_earlier_one": counts.more_rows,
        "cases_without_case_id": counts.unnamed,
        "reconciles": counts.reconciles(),
        "listed": counts.listed,
        "parts": counts.parts.iter().map(|part| json!({
            "part": part.part.map(|part| part.code(list.protocol)),
            "cases": part.cases,
            "risk": part.risk,
            "other_grounds": part.other,
            "control": part.control,
            "not_listed": part.cases - part.risk - part.other - part.control,
        })).collect::<Vec<_>>(),
        "without_tier": counts.without_tier,
        "grounds": counts.grounds.iter().map(|(ground, all, only)| (ground.code().to_owned(), json!({ "cases": all, "only": only }))).collect::<Map<_, _>>(),
        "control_pool": list.pool,
        "edge": counts.edge.map(|edge| self::edge(edge, list)),
        "review": ends(counts.review),
        "never_reviewed": { "cases": counts.never_reviewed.0, "not_listed": counts.never_reviewed.1 },
        "term": ends(counts.term),
        "subject": { "holds": ends(counts.subject), "without_end": counts.endless, "lapsed": counts.lapsed },
        "faults": counts.faults,
        "marks": files::marks(list),
        "changes": changes.map(self::changes),
    })
}

fn edge(edge: Edge, list: &List<'_>) -> Value {
    json!({ "rank": edge.rank, "part": edge.part.map(|part| part.code(list.protocol)), "fit": edge.fit, "of": edge.of, "drawn": edge.drawn })
}

fn ends(ends: Ends) -> Value {
    json!({ "past": ends.past, "soon": ends.soon, "later": ends.later })
}

fn changes(changes: &Changes) -> Value {
    let of = |what: Move| json!({ "cases": changes.count(what), "why": changes.reasons(what) });
    json!({
        "before": changes.before,
        "now": changes.now,
        "entered": of(Move::Entered),
        "stayed": of(Move::Stayed),
        "left": of(Move::Left),
        "without_case_id": [changes.unnamed.0, changes.unnamed.1],
        "reconciles": changes.reconciles(),
    })
}
