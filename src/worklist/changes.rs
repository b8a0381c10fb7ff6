// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A list against an earlier one: who entered, stayed and left, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;
use super::list::{Entry, List};
use super::previous::{Previous, Was};
use super::subject::Standing;
use crate::protocol::Protocol;

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// On the list now, not then.
    Entered,
    /// On both.
    Stayed,
    /// On the list then, not now.
    Left,
}

impl Move {
    /// The code in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Stayed => "stayed",
            Self::Left => "left",
        }
    }
}

/// A case of either list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub case_id: String,
    /// What became of it.
    pub what: Move,
    /// Why, as codes; empty where nothing that counts changed.
    pub why: Vec<String>,
    /// Then; nothing where the earlier results did not have it.
    pub before: Option<Was>,
    /// Now; nothing where the results do not have it.
    pub now: Option<Was>,
}

/// All changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Every named case of either list, by what became of it and by name.
    pub cases: Vec<Change>,
    /// Named cases on the earlier list.
    pub before: usize,
    /// Named cases on this one.
    pub now: usize,
    /// Cases without a name, then and now, which cannot be compared.
    pub unnamed: (usize, usize),
}

impl Changes {
    /// Compares.
    #[must_use]
    pub fn of(list: &List<'_>, previous: &Previous) -> Self {
        let entries: BTreeMap<&str, &Entry> =
            list.entries.iter().map(|entry| (entry.case.id.as_str(), entry)).filter(|(id, _)| !id.is_empty()).collect();
        let ids: BTreeSet<&str> = entries.keys().copied().chain(previous.cases.keys().map(String::as_str)).collect();
        let mut cases: Vec<Change> = Vec::new();
        for id in ids {
            let (entry, before) = (entries.get(id).copied(), previous.cases.get(id));
            let now = entry.map(|entry| entry.was(list.protocol));
            let listed = |was: Option<&Was>| was.is_some_and(|was| !was.grounds.is_empty());
            let what = match (listed(before), listed(now.as_ref())) {
                (false, false) => continue,
                (false, true) => Move::Entered,
                (true, true) => Move::Stayed,
                (true, false) => Move::Left,
            };
            let why = why(before, now.as_ref(), entry);
            cases.push(Change { case_id: id.to_owned(), what, why, before: before.cloned(), now });
        }
        cases.sort_by(|a, b| (a.what, &a.case_id).cmp(&(b.what, &b.case_id)));
        let unnamed = list.listed().filter(|entry| entry.case.id.is_empty()).count();
        Self { cases, before: previous.listed(), now: list.order.len() - unnamed, unnamed: (previous.unnamed, unnamed) }
    }

    /// How many there are of a kind.
    #[must_use]
    pub fn count(&self, what: Move) -> usize {
        self.cases.iter().filter(|change| change.what == what).count()
    }

    /// How many of a kind have each reason; a case with several counts at each.
    #[must_use]
    pub fn reasons(&self, what: Move) -> BTreeMap<&str, usize> {
        let mut reasons = BTreeMap::new();
        for change in self.cases.iter().filter(|change| change.what == what) {
            for why in &change.why {
                *reasons.entry(why.split(':').next().unwrap_or_default()).or_insert(0) += 1;
            }
        }
        reasons
    }

    /// Whether both lists are accounted for.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        let [entered, stayed, left] = [Move::Entered, Move::Stayed, Move::Left].map(|what| self.count(what));
        self.before == stayed + left && self.now == stayed + entered
    }
}

impl Entry {
    fn was(&self, protocol: &Protocol) -> Was {
        Was {
            outcome: self.case.outcome.code().to_owned(),
            part: self.case.part.map(|part| part.code(protocol)).unwrap_or_default(),
            tiers: super::files::tiers(&self.case, protocol),
            grounds: self.grounds.clone(),
        }
    }
}

/// Why a case is where it is now. What moved its tier comes first, then each ground that came or went.
fn why(before: Option<&Was>, now: Option<&Was>, entry: Option<&Entry>) -> Vec<String> {
    let (before, now, entry) = match (before, now, entry) {
        (None, Some(now), _) => {
            // By what it stands there, where that is not its tier.
            let others = now.grounds.iter().filter(|ground| **ground != Ground::Risk).map(|ground| came(*ground).to_owned());
            return ["new".to_owned()].into_iter().chain(others).collect();
        }
        (Some(_), None, _) => return vec!["gone".to_owned()],
        (Some(before), Some(now), Some(entry)) => (before, now, entry),
        _ => return Vec::new(),
    };
    let mut why: Vec<String> = result(before, now).into_iter().collect();
    for ground in Ground::ALL {
        let code = match (before.grounds.contains(&ground), now.grounds.contains(&ground)) {
            // Where its part is another, that says it.
            (false, true) | (true, false) if ground == Ground::Risk && before.part != now.part => continue,
            (false, true) => came(ground),
            (true, false) => match ground {
                Ground::Risk => "edge",
                Ground::Subject if entry.case.subject.standing == Standing::Lapsed => "subject_lapsed",
                Ground::Subject => "subject_removed",
                Ground::Forced => "forced_lifted",
                Ground::Review => "reviewed",
                Ground::Term => "term_moved",
                Ground::Fault => "fault_mended",
                Ground::Control => "control",
            },
            _ => continue,
        };
        why.push(code.to_owned());
    }
    why
}

/// What brings a ground.
fn came(ground: Ground) -> &'static str {
    match ground {
        Ground::Risk => "edge",
        Ground::Subject => "subject",
        Ground::Forced => "forced",
        Ground::Review => "review_due",
        Ground::Term => "term_ends",
        Ground::Fault => "fault",
        Ground::Control => "control",
    }
}

/// What changed in the result: an answer left fewer tiers, another part, or another outcome.
fn result(before: &Was, now: &Was) -> Option<String> {
    let tiers = |was: &Was| was.tiers.split('|').filter(|tier| !tier.is_empty()).map(str::to_owned).collect::<BTreeSet<String>>();
    let (then, left) = (tiers(before), tiers(now));
    if then.is_empty() != left.is_empty() {
        return Some(format!("outcome:{}>{}", before.outcome, now.outcome));
    }
    if left.len() < then.len() && left.is_subset(&then) {
        return Some(format!("answered:{}>{}", before.tiers, now.tiers));
    }
    (before.part != now.part || then != left).then(|| format!("tier:{}>{}", before.tiers, now.tiers))
}

/// The codes of reasons with what they say, in Dutch and English.
pub const REASONS: [(&str, &str, &str); 18] = [
    ("new", "stond niet in de vorige uitvoer", "was not in the earlier results"),
    ("gone", "staat niet meer in de uitvoer", "is no longer in the results"),
    ("outcome", "een andere uitkomst", "another outcome"),
    ("answered", "een antwoord liet minder prioriteiten over", "an answer left fewer tiers"),
    ("tier", "een andere prioriteit", "another tier"),
    ("edge", "de rand van de capaciteit verschoof", "the edge of the capacity moved"),
    ("subject", "een grond op de subjectenlijst", "a ground on the subject list"),
    ("subject_lapsed", "de grond op de subjectenlijst is vervallen", "the ground on the subject list lapsed"),
    ("subject_removed", "de grond op de subjectenlijst is weggehaald", "the ground on the subject list was removed"),
    ("forced", "een mens legde een prioriteit op", "a person forced a tier"),
    ("forced_lifted", "de opgelegde prioriteit is weg", "the forced tier is gone"),
    ("review_due", "herziening nodig", "review due"),
    ("reviewed", "de herziening is gedaan", "the review was done"),
    ("term_ends", "de termijn loopt af", "the term ends"),
    ("term_moved", "de termijn is verzet", "the term was moved"),
    ("fault", "een datum is niet te lezen", "a date cannot be read"),
    ("fault_mended", "een datum is hersteld", "a date was mended"),
    ("control", "de controle is opnieuw geloot", "the controls were drawn anew"),
];
