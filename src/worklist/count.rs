// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The numbers of a list. They add up: every case is in one part, or has no tier.

use std::collections::BTreeMap;

use super::capacity::Taken;
use super::day::{End, When};
use super::ground::Ground;
use super::list::{Entry, List};
use super::part::Part;
use super::subject::Standing;
use crate::evaluate::Outcome;

/// How many cases of a part there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InPart {
    /// The part; none for cases without a tier.
    pub part: Option<Part>,
    /// All.
    pub cases: usize,
    /// On the list by tier.
    pub risk: usize,
    /// On the list by other grounds only.
    pub other: usize,
    /// Drawn as a control.
    pub control: usize,
}

/// Where the capacity ends among equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Their rank.
    pub rank: usize,
    /// Their part.
    pub part: Option<Part>,
    /// How many fit.
    pub fit: usize,
    /// How many they are.
    pub of: usize,
    /// Whether lots were drawn.
    pub drawn: bool,
}

/// Cases by how something that ends stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// Before the day of the list.
    pub past: usize,
    /// On it or within the days that are asked for.
    pub soon: usize,
    /// Later.
    pub later: usize,
}

/// The numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of results.
    pub rows: usize,
    /// Cases.
    pub cases: usize,
    /// Rows that belong to a case which has an earlier one.
    pub more_rows: usize,
    /// Cases without a name.
    pub unnamed: usize,
    /// Cases without a tier, by outcome.
    pub without_tier: BTreeMap<&'static str, usize>,
    /// By part, as they stand on the list; those without cases are left out.
    pub parts: Vec<InPart>,
    /// By ground: all, and how many have no other.
    pub grounds: Vec<(Ground, usize, usize)>,
    /// Cases with more than one ground.
    pub several: usize,
    /// On the list.
    pub listed: usize,
    /// Where the capacity ends among equals.
    pub edge: Option<Edge>,
    /// Reviews.
    pub review: Ends,
    /// Cases with a tier of which no review is known: all, and how many of them are not on the list.
    pub never_reviewed: (usize, usize),
    /// Monitoring terms.
    pub term: Ends,
    /// Grounds on a subject list that hold, by when they lapse.
    pub subject: Ends,
    /// Grounds on a subject list that hold and have no end that can be read.
    pub endless: usize,
    /// Grounds on a subject list that lapsed and are not used.
    pub lapsed: usize,
    /// Faults, by code without rows.
    pub faults: BTreeMap<String, usize>,
}

impl Counts {
    /// Counts.
    #[must_use]
    pub fn of(list: &List<'_>) -> Self {
        let mut counts = Self { rows: list.rows, cases: list.entries.len(), listed: list.order.len(), ..Self::default() };
        let mut parts: Vec<Option<Part>> = Part::all(list.protocol).into_iter().map(Some).collect();
        parts.push(None);
        for part in parts {
            let of_part = || list.entries.iter().filter(move |entry| entry.case.part == part);
            let risk = of_part().filter(|entry| entry.has(Ground::Risk)).count();
            let control = of_part().filter(|entry| entry.has(Ground::Control)).count();
            let other = of_part().filter(|entry| entry.place.is_some()).count() - risk - control;
            counts.parts.push(InPart { part, cases: of_part().count(), risk, other, control });
        }
        counts.parts.retain(|part| part.cases > 0);
        let ground = |ground: Ground| {
            let with = || list.entries.iter().filter(move |entry| entry.has(ground));
            (ground, with().count(), with().filter(|entry| entry.grounds.len() == 1).count())
        };
        counts.grounds = Ground::ALL.map(ground).to_vec();
        for entry in &list.entries {
            counts.add(entry);
        }
        counts
    }

    fn add(&mut self, entry: &Entry) {
        let case = &entry.case;
        self.more_rows += case.rows.len() - 1;
        self.unnamed += usize::from(case.id.is_empty());
        self.several += usize::from(entry.grounds.len() > 1);
        if case.part.is_none() {
            *self.without_tier.entry(case.outcome.code()).or_insert(0) += 1;
        }
        if let Taken::Edge { fit, of } | Taken::Drawn { fit, of } = entry.taken {
            let drawn = matches!(entry.taken, Taken::Drawn { .. });
            self.edge = Some(Edge { rank: entry.rank.unwrap_or_default(), part: case.part, fit, of, drawn });
        }
        self.review.add(case.review);
        self.term.add(case.term);
        if case.never_reviewed {
            self.never_reviewed.0 += 1;
            self.never_reviewed.1 += usize::from(entry.place.is_none());
        }
        match case.subject.standing {
            Standing::Holds if case.subject.end.day.is_none() => self.endless += 1,
            Standing::Holds => self.subject.add(case.subject.end),
            Standing::Lapsed => self.lapsed += 1,
            Standing::Not => {}
        }
        for fault in &case.faults {
            let code = if fault.starts_with("rows:") { "rows" } else { fault };
            *self.faults.entry(code.to_owned()).or_insert(0) += 1;
        }
    }

    /// Whether every row is in one case, every case in one part, and the list is the sum of its parts.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        let sum = |of: fn(&InPart) -> usize| self.parts.iter().map(of).sum::<usize>();
        self.rows == self.cases + self.more_rows
            && self.cases == sum(|part| part.cases)
            && self.listed == sum(|part| part.risk + part.other + part.control)
    }

    /// How many have a ground.
    #[must_use]
    pub fn with(&self, ground: Ground) -> usize {
        self.grounds.iter().find(|(known, ..)| *known == ground).map_or(0, |(_, all, _)| *all)
    }

    /// Cases that were rejected or contradict themselves, and so have no tier.
    #[must_use]
    pub fn unusable(&self) -> usize {
        [Outcome::Rejected, Outcome::Inconsistent].iter().filter_map(|outcome| self.without_tier.get(outcome.code())).sum()
    }
}

impl Ends {
    fn add(&mut self, end: End) {
        match end.when {
            When::Past => self.past += 1,
            When::Soon => self.soon += 1,
            When::Later => self.later += 1,
            When::Never => {}
        }
    }
}
