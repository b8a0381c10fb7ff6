// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The record of a run: what was read, with what, and where every row ended, for machines and for whoever asks later. It stands beside the
//! results as `OUTPUT.summary.json`. Its counts are exact and for internal use.

use serde_json::{Value, json};

use super::run::Job;
use super::summary::Summary;
use crate::caution::Caution;
use crate::lang::{Lang, Text};
use crate::mapping::Mapping;
use crate::number::date;
use crate::protocol::{Protocol, Routes};

/// The version of the layout of this record.
pub const VERSION: u32 = 2;

/// A file of a run: its name without folders, and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Name.
    pub name: String,
    /// Digest.
    pub digest: String,
}

/// The record as JSON.
#[must_use]
pub fn json(job: &Job<'_>, input: &Written, output: &Written, summary: &Summary, notes: &[Text], lang: Lang) -> Value {
    let counts =
        |counts: &[(String, u64)]| counts.iter().map(|(name, count)| (name.clone(), json!(count))).collect::<serde_json::Map<_, _>>();
    let by_scheme: serde_json::Map<String, Value> =
        summary.levels.iter().map(|(scheme, levels)| (scheme.clone(), Value::Object(counts(levels)))).collect();
    let open_levels: serde_json::Map<String, Value> = summary
        .levels
        .iter()
        .zip(&summary.open_levels)
        .map(|((scheme, levels), (_, open))| {
            let sets = open.iter().map(|(set, count)| {
                let names: Vec<&str> = set.iter().map(|&level| levels[level].0.as_str()).collect();
                (names.join("|"), json!(count))
            });
            (scheme.clone(), Value::Object(sets.collect()))
        })
        .collect();
    json!({
        "format_version": VERSION,
        "internal": true,
        "input": { "name": input.name, "sha256": input.digest },
        "output": { "name": output.name, "sha256": output.digest },
        "instrument": job.stamp(),
        "mapping": job.mapping.map(Mapping::stamp),
        "protocol": job.protocol.map(Protocol::stamp),
        "as_of": job.as_of.day.map(date::print),
        "cautions": cautions(job),
        "read": summary.read,
        "scored": summary.scored,
        "open": summary.open_settled + summary.open,
        "open_level_settled": summary.open_settled,
        "open_level_open": summary.open,
        "not_applicable": summary.not_applicable,
        "not_applicable_by_gate": counts(&summary.gates),
        "inconsistent": summary.inconsistent,
        "rejected": summary.rejected,
        "merged": summary.merged,
        "conflicting": summary.conflicting,
        "reconciles": summary.reconciles(),
        "rows_with_answers_of_list": summary.filled,
        "duplicates_checked": summary.duplicates.is_some(),
        "conflicting_cases": summary.duplicates.map(|found| found.conflicting_cases),
        "rows_without_case_id": summary.duplicates.map(|found| found.unnamed),
        "levels": by_scheme,
        "open_levels": open_levels,
        "tiers": counts(&summary.tiers),
        "routes": counts(&summary.routes),
        "forced": summary.forced,
        "notes": notes.iter().map(|note| note.get(lang)).collect::<Vec<_>>(),
    })
}

/// What has to be said in every row, or in every row in which an instrument has a part.
fn cautions(job: &Job<'_>) -> Vec<String> {
    let members = job.protocol.and_then(Protocol::routes).map_or(&[][..], Routes::members);
    let of_each = members.iter().zip(&job.as_of.of_each);
    let of_each = of_each.flat_map(|(member, cautions)| cautions.iter().map(|caution| caution.code_of(&member.form().id)));
    job.as_of.cautions.iter().map(Caution::code).chain(of_each).collect()
}
