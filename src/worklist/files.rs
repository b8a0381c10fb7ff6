// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The files of a list: the list that is handed out, its key with every case and its grounds, and what changed against an earlier list.
//!
//! With a control sample the list says nothing from which a control could be told: no tier, no rank, no ground. The key has all of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::case::Case;
use super::changes::{Changes, Move};
use super::day::{End, When};
use super::list::{Entry, List};
use super::request::KeyKind;
use crate::protocol::Protocol;

/// The columns of a list that is handed out blind, before those that go along.
pub const BLIND: [&str; 5] = ["place", "case_id", "row", "fault", "marks"];
/// The columns of a key, and of a list without controls, before those that go along.
pub const KEY: [&str; 21] = [
    "place",
    "rank",
    "part",
    "case_id",
    "row",
    "outcome",
    "tier",
    "tiers",
    "grounds",
    "edge",
    "order",
    "review_due",
    "review",
    "term_ends",
    "term",
    "subject",
    "subject_end",
    "subject_standing",
    "fault",
    "reason",
    "instrument",
];
/// The columns of changes.
pub const CHANGES: [&str; 8] = ["case_id", "change", "why", "part_before", "part", "grounds_before", "grounds", "tiers"];

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Names of columns.
    pub header: Vec<String>,
    /// Rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// The list that is handed out: who is on it, in order.
#[must_use]
pub fn list(list: &List<'_>) -> Sheet {
    let blind = list.is_blind();
    let cells = |entry: &Entry| if blind { blind_cells(entry) } else { cells(entry, list) };
    let names: &[&str] = if blind { &BLIND } else { &KEY };
    Sheet { header: header(names, list), rows: list.listed().map(cells).collect() }
}

/// The key: every case of the results, those on the list in its order and then the others in theirs.
#[must_use]
pub fn key(list: &List<'_>) -> Sheet {
    let others = list.entries.iter().filter(|entry| entry.place.is_none());
    Sheet { header: header(&KEY, list), rows: list.listed().chain(others).map(|entry| cells(entry, list)).collect() }
}

/// What changed against an earlier list.
#[must_use]
pub fn changes(changes: &Changes) -> Sheet {
    let rows = changes.cases.iter().map(|change| {
        let (before, now) = (change.before.clone().unwrap_or_default(), change.now.clone().unwrap_or_default());
        let grounds = |was: &super::previous::Was| joined(was.grounds.iter().map(|ground| ground.code()));
        let what = if change.what == Move::Stayed && change.why.is_empty() { "same".to_owned() } else { change.why.join("|") };
        vec![
            change.case_id.clone(),
            change.what.code().to_owned(),
            what,
            before.part.clone(),
            now.part.clone(),
            grounds(&before),
            grounds(&now),
            now.tiers,
        ]
    });
    Sheet { header: CHANGES.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn header(names: &[&str], list: &List<'_>) -> Vec<String> {
    let along = list.request.asked.along.iter().map(|name| format!("input.{}", name.strip_prefix("input.").unwrap_or(name)));
    names.iter().map(|name| (*name).to_owned()).chain(along).collect()
}

fn blind_cells(entry: &Entry) -> Vec<String> {
    let case = &entry.case;
    let marks = joined(case.reason.split('|').filter(|code| is_mark(code)));
    let cells = [place(entry), case.id.clone(), rows(case), joined(case.faults.iter().map(String::as_str)), marks];
    cells.into_iter().chain(case.along.iter().cloned()).collect()
}

fn cells(entry: &Entry, list: &List<'_>) -> Vec<String> {
    let (case, protocol) = (&entry.case, list.protocol);
    let kind = list.request.asked.order.as_ref().map_or(KeyKind::Date, |(_, kind)| *kind);
    let cells = [
        place(entry),
        entry.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        case.part.map(|part| part.code(protocol)).unwrap_or_default(),
        case.id.clone(),
        rows(case),
        case.outcome.code().to_owned(),
        case.tier.and_then(|tier| protocol.tiers().get(tier)).map(|tier| tier.id.clone()).unwrap_or_default(),
        tiers(case, protocol),
        joined(entry.grounds.iter().map(|ground| ground.code())),
        entry.taken.code(),
        case.key.print(kind),
        case.review.print(),
        when(case.review).to_owned(),
        case.term.print(),
        when(case.term).to_owned(),
        case.subject.ground.clone(),
        case.subject.end.print(),
        case.subject.standing.code().to_owned(),
        joined(case.faults.iter().map(String::as_str)),
        case.reason.clone(),
        case.instrument.clone(),
    ];
    cells.into_iter().chain(case.along.iter().cloned()).collect()
}

fn place(entry: &Entry) -> String {
    entry.place.map(|place| place.to_string()).unwrap_or_default()
}

fn rows(case: &Case) -> String {
    case.rows.iter().map(u64::to_string).collect::<Vec<_>>().join("+")
}

/// All tiers that are left, as the results have them.
#[must_use]
pub fn tiers(case: &Case, protocol: &Protocol) -> String {
    joined(case.tiers.iter().filter_map(|&tier| protocol.tiers().get(tier)).map(|tier| tier.id.as_str()))
}

fn when(end: End) -> &'static str {
    match end.when {
        When::Past => "past",
        When::Soon => "soon",
        When::Later => "later",
        When::Never => "",
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("|")
}

/// What a list is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The list.
    pub list: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// What changed against an earlier list.
    pub changes: PathBuf,
    /// Its record.
    pub summary: PathBuf,
}

impl Paths {
    /// `list.csv` → `list.key.csv`, `list.changes.csv`, `list.summary.json`.
    #[must_use]
    pub fn of(list: &Path) -> Self {
        let stem = list.file_stem().map_or_else(|| "list".into(), |stem| stem.to_string_lossy().into_owned());
        let extension = list.extension().map_or_else(|| "csv".into(), |extension| extension.to_string_lossy().into_owned());
        let beside = |word: &str, extension: &str| list.with_file_name(format!("{stem}.{word}.{extension}"));
        Self {
            list: list.to_owned(),
            key: beside("key", &extension),
            changes: beside("changes", &extension),
            summary: beside("summary", "json"),
        }
    }
}

/// The marks that cases on the list carry, with how many have each: what has to be said of an instrument with every result.
#[must_use]
pub fn marks(list: &List<'_>) -> BTreeMap<String, usize> {
    let mut marks = BTreeMap::new();
    for entry in list.listed() {
        for code in entry.case.reason.split('|').filter(|code| is_mark(code)) {
            *marks.entry(code.to_owned()).or_insert(0) += 1;
        }
    }
    marks
}

/// Whether a code of `reason` says something of the instrument rather than of the case.
fn is_mark(code: &str) -> bool {
    const OF_FILES: [&str; 9] =
        ["review:", "edition:", "edition?", "local_norms:", "status:", "validity:", "shelf_life:", "shelf_life?", "mark:"];
    OF_FILES.iter().any(|start| code.starts_with(start))
}
