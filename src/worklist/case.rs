// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A case as a list sees it: what the protocol made of it, where it stands, and what runs out. One case may have several rows of results.

use std::collections::BTreeMap;

use super::Stop;
use super::day::{Day, End};
use super::key::Key;
use super::part::Part;
use super::request::Request;
use super::results::{Line, Results};
use super::subject::Subject;
use crate::evaluate::Outcome;
use crate::number::date;
use crate::protocol::Protocol;
use crate::text;

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name; empty where the input names none.
    pub id: String,
    /// Where its records stand in the input.
    pub rows: Vec<u64>,
    /// What came out.
    pub outcome: Outcome,
    /// The tier that the protocol gives, by its place there.
    pub tier: Option<usize>,
    /// All tiers that are left.
    pub tiers: Vec<usize>,
    /// The tier that a named person forced, by its place there; it stands beside the computed one.
    pub forced: Option<usize>,
    /// Its part of the list; none without tiers.
    pub part: Option<Part>,
    /// Its place within the part.
    pub key: Key,
    /// When it is to be reviewed.
    pub review: End,
    /// That no day of an earlier review is known, though asked for.
    pub never_reviewed: bool,
    /// When its monitoring term ends.
    pub term: End,
    /// What a subject list says.
    pub subject: Subject,
    /// What is wrong with it, as codes: `order:missing`, `reviewed:unreadable`, `rows:2+7`.
    pub faults: Vec<String>,
    /// Reasons and marks of its result, joined with `|`.
    pub reason: String,
    /// What it was scored with.
    pub instrument: String,
    /// Columns of the input that go along.
    pub along: Vec<String>,
}

impl Case {
    /// What it is called where a name is needed: in lots, and among equals.
    #[must_use]
    pub fn name(&self) -> String {
        if self.id.is_empty() { format!("row {}", self.rows.first().copied().unwrap_or_default()) } else { self.id.clone() }
    }

    /// Whether a date that could not be read keeps it unknown whether it should be on the list.
    #[must_use]
    pub fn is_unclear(&self) -> bool {
        self.faults.iter().any(|fault| matches!(fault.as_str(), "reviewed:unreadable" | "reviewed:future" | "ends:unreadable"))
    }

    /// Whether a person forced a tier above all that are left.
    #[must_use]
    pub fn is_forced_up(&self) -> bool {
        self.forced.is_some_and(|forced| self.tier.or(self.tiers.last().copied()).is_none_or(|tier| forced > tier))
    }

    fn place(&self) -> (bool, Option<Part>, Key) {
        (self.part.is_none(), self.part, self.key)
    }
}

/// The cases of results, by name. Rows of one name are one case: it stands where the highest of them stands, and is marked.
///
/// # Errors
/// When the results do not fit the protocol that they name.
pub fn cases(results: &Results, protocol: &Protocol, request: &Request) -> Result<Vec<Case>, Stop> {
    if results.protocol != protocol.stamp() {
        let (then, now) = (&results.protocol, protocol.stamp());
        return Err(Stop::Integrity(text!(
            "de uitvoer is ingedeeld met {then}; wat nu gevonden is heet {now}: het protocol is veranderd",
            "the results have their tiers from {then}; what is found now is {now}: the protocol was changed"
        )));
    }
    let mut named: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for line in &results.lines {
        let case = case(line, protocol, request)?;
        // A case without a name is a case of its own.
        let key = if case.id.is_empty() { format!("\n{}", line.row) } else { case.id.clone() };
        named.entry(key).or_default().push(case);
    }
    Ok(named.into_values().filter_map(merged).collect())
}

fn case(line: &Line, protocol: &Protocol, request: &Request) -> Result<Case, Stop> {
    let tier = |id: &str| {
        let found = protocol.tiers().iter().position(|tier| tier.id == id);
        found.ok_or_else(|| {
            let row = line.row;
            Stop::Integrity(text!(
                "rij {row}: het protocol kent de prioriteit `{id}` niet; de uitvoer is veranderd",
                "row {row}: the protocol has no tier `{id}`; the results were changed"
            ))
        })
    };
    let tiers = line.tiers.split('|').filter(|id| !id.is_empty()).map(tier).collect::<Result<Vec<usize>, Stop>>()?;
    let given = Some(line.tier.as_str()).filter(|id| !id.is_empty()).map(tier).transpose()?;
    if given.is_some_and(|given| !tiers.contains(&given)) {
        let row = line.row;
        return Err(Stop::Integrity(text!(
            "rij {row}: `tier` staat niet in `tiers`; de uitvoer is veranderd",
            "row {row}: `tier` is not in `tiers`; the results were changed"
        )));
    }
    let mut case = Case {
        id: line.case_id.clone(),
        rows: vec![line.row],
        outcome: line.outcome,
        tier: given,
        forced: forced(&line.reason, protocol),
        part: Part::of(given, &tiers),
        tiers,
        key: Key::NotKnown,
        review: End::default(),
        never_reviewed: false,
        term: End::default(),
        subject: Subject::default(),
        faults: Vec::new(),
        reason: line.reason.clone(),
        instrument: line.instrument.clone(),
        along: Vec::new(),
    };
    let mut cells = line.asked.iter().map(String::as_str);
    let mut next = || cells.next().unwrap_or_default();
    let asked = &request.asked;
    if let Some((_, kind)) = &asked.order {
        let (key, fault) = Key::read(next(), *kind, asked, request.as_of);
        case.key = key;
        case.faults.extend(fault.map(|fault| format!("order:{fault}")));
    }
    let as_of = request.as_of.unwrap_or_default();
    if asked.reviewed.is_some() {
        let day = Day::read(next(), asked.dates);
        case.reviewed(day, protocol, as_of, request.within);
    }
    if asked.ends.is_some() {
        match Day::read(next(), asked.dates) {
            Day::On(day) => case.term = End::of(day, as_of, request.within),
            Day::Unreadable => case.faults.push("ends:unreadable".to_owned()),
            Day::Missing | Day::NotApplicable => {}
        }
    }
    if asked.subject.is_some() {
        let (ground, ends) = (next(), next());
        let (subject, fault) = Subject::read(ground, Day::read(ends, asked.dates), as_of, request.within);
        case.subject = subject;
        case.faults.extend(fault.map(str::to_owned));
    }
    case.along = cells.map(str::to_owned).collect();
    Ok(case)
}

impl Case {
    /// When it is to be reviewed again: the term of its tier after the last review. With several tiers left the shortest of their terms.
    fn reviewed(&mut self, day: Day, protocol: &Protocol, as_of: i64, within: u16) {
        let left = self.tier.as_ref().map_or(&self.tiers[..], std::slice::from_ref);
        let terms = left.iter().filter_map(|&tier| protocol.tiers().get(tier)).map(|tier| tier.review_months);
        let Some(term) = terms.min() else { return };
        match day {
            Day::On(day) if day > as_of => self.faults.push("reviewed:future".to_owned()),
            Day::On(day) => self.review = date::months_later(day, term).map(|due| End::of(due, as_of, within)).unwrap_or_default(),
            Day::Unreadable => self.faults.push("reviewed:unreadable".to_owned()),
            Day::Missing => self.never_reviewed = true,
            Day::NotApplicable => {}
        }
    }
}

/// The tier that a code of `reason` says a person forced: `forced:TIER=GROUND@ROLE/WHO`.
fn forced(reason: &str, protocol: &Protocol) -> Option<usize> {
    let code = reason.split('|').find_map(|code| code.strip_prefix("forced:"))?;
    let (tier, _) = code.split_once('=')?;
    protocol.tiers().iter().position(|known| known.id == tier)
}

/// Several rows of one case: it stands by the one that stands highest, and nothing that another says gets lost.
fn merged(mut rows: Vec<Case>) -> Option<Case> {
    // By what they say and only then by row, so that their order in the file makes no difference.
    rows.sort_by(|a, b| {
        (a.place(), &a.tiers, a.outcome, &a.along, &a.reason, &a.rows).cmp(&(b.place(), &b.tiers, b.outcome, &b.along, &b.reason, &b.rows))
    });
    let mut rows = rows.into_iter();
    let mut first = rows.next()?;
    for row in rows {
        first.rows.extend(row.rows);
        first.review = first.review.min(row.review);
        first.term = first.term.min(row.term);
        first.never_reviewed |= row.never_reviewed;
        first.subject = first.subject.stronger(row.subject);
        first.forced = first.forced.max(row.forced);
        first.faults.extend(row.faults);
    }
    first.rows.sort_unstable();
    first.faults.sort();
    first.faults.dedup();
    if first.rows.len() > 1 {
        let rows: Vec<String> = first.rows.iter().map(u64::to_string).collect();
        first.faults.push(format!("rows:{}", rows.join("+")));
    }
    Some(first)
}
