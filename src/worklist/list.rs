// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The list itself: every case in its place, on which grounds it is on the list, or that it is not.

use super::Stop;
use super::capacity::{self, Taken};
use super::case::{Case, cases};
use super::draw::{self, Purpose};
use super::ground::Ground;
use super::key::Key;
use super::part::Part;
use super::request::Request;
use super::results::Results;
use super::subject::Standing;
use crate::protocol::Protocol;

/// A case with what the list makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The case.
    pub case: Case,
    /// How many cases stand before it by part and key, and one: equals have one rank. None without tiers.
    pub rank: Option<usize>,
    /// How it came out of the capacity.
    pub taken: Taken,
    /// Why it is on the list; empty where it is not.
    pub grounds: Vec<Ground>,
    /// Its place on the list, from one.
    pub place: Option<usize>,
}

impl Entry {
    /// Whether it has a ground.
    #[must_use]
    pub fn has(&self, ground: Ground) -> bool {
        self.grounds.contains(&ground)
    }
}

/// A list.
#[derive(Clone, Debug)]
pub struct List<'a> {
    /// Where its tiers come from.
    pub protocol: &'a Protocol,
    /// What was asked.
    pub request: &'a Request,
    /// Every case of the results, by part, key and name.
    pub entries: Vec<Entry>,
    /// The places in `entries` of those that are on the list, as they stand on it.
    pub order: Vec<usize>,
    /// Rows of results.
    pub rows: usize,
    /// How many cases could be drawn as a control.
    pub pool: usize,
}

/// Makes a list. The order of the rows makes no difference to it.
///
/// # Errors
/// When what is asked cannot go together, or the results do not fit the protocol.
pub fn list<'a>(results: &Results, protocol: &'a Protocol, request: &'a Request) -> Result<List<'a>, Stop> {
    request.refuse_contradictions()?;
    let mut entries: Vec<Entry> = cases(results, protocol, request)?.into_iter().map(Entry::new).collect();
    entries.sort_by(|a, b| (a.place_among(), &a.case.id, &a.case.rows).cmp(&(b.place_among(), &b.case.id, &b.case.rows)));
    hand_out(&mut entries, request);
    for entry in &mut entries {
        entry.grounds = grounds(entry);
    }
    let pool = control(&mut entries, request);
    let order = in_order(&entries, request.seed);
    for (place, &at) in order.iter().enumerate() {
        entries[at].place = Some(place + 1);
    }
    Ok(List { protocol, request, entries, order, rows: results.lines.len(), pool })
}

impl Entry {
    fn new(case: Case) -> Self {
        Self { case, rank: None, taken: Taken::No, grounds: Vec::new(), place: None }
    }

    fn place_among(&self) -> (bool, Option<Part>, Key) {
        (self.case.part.is_none(), self.case.part, self.case.key)
    }
}

impl List<'_> {
    /// The cases on the list, as they stand on it.
    pub fn listed(&self) -> impl Iterator<Item = &Entry> {
        self.order.iter().filter_map(|&at| self.entries.get(at))
    }

    /// Whether who is a control must not show on the list that is handed out.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        self.request.control > 0
    }
}

/// Ranks, and who is within the capacity.
fn hand_out(entries: &mut [Entry], request: &Request) {
    let names: Vec<String> = entries.iter().map(|entry| entry.case.name()).collect();
    let ranked = entries.iter().take_while(|entry| entry.case.part.is_some()).count();
    let mut groups: Vec<Vec<&str>> = Vec::new();
    let mut before = None;
    for (entry, name) in entries.iter_mut().zip(&names).take(ranked) {
        let place = entry.place_among();
        match groups.last_mut().filter(|_| before == Some(place)) {
            Some(group) => group.push(name),
            None => groups.push(vec![name]),
        }
        before = Some(place);
    }
    let taken = capacity::hand_out(&groups, request.capacity, request.edge, request.seed);
    let mut entries = entries.iter_mut();
    let mut rank = 1;
    for group in taken {
        let equals = group.len();
        for (taken, entry) in group.into_iter().zip(entries.by_ref()) {
            entry.taken = taken;
            entry.rank = Some(rank);
        }
        rank += equals;
    }
}

fn grounds(entry: &Entry) -> Vec<Ground> {
    let case = &entry.case;
    let grounds = [
        (Ground::Risk, entry.taken.is_listed()),
        (Ground::Subject, case.subject.standing == Standing::Holds),
        (Ground::Forced, case.is_forced_up()),
        (Ground::Review, case.review.presses()),
        (Ground::Term, case.term.presses()),
        (Ground::Fault, case.is_unclear()),
    ];
    grounds.into_iter().filter(|(_, holds)| *holds).map(|(ground, _)| ground).collect()
}

/// Draws the controls from the cases with a tier that are not on the list; how many those were.
fn control(entries: &mut [Entry], request: &Request) -> usize {
    let pool: Vec<usize> = (0..entries.len()).filter(|&at| entries[at].case.part.is_some() && entries[at].grounds.is_empty()).collect();
    let names: Vec<String> = pool.iter().map(|&at| entries[at].case.name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if let Some(seed) = request.seed.filter(|_| request.control > 0) {
        for drawn in draw::draw(Purpose::Control, seed, &names, request.control) {
            entries[pool[drawn]].grounds.push(Ground::Control);
        }
    }
    pool.len()
}

/// The order on the list: by part, key and name. A control gets the part of a listed case that is drawn by lot and stands there where its
/// own key and name put it: neither its place nor a break in the order gives it away.
fn in_order(entries: &[Entry], seed: Option<u64>) -> Vec<usize> {
    let listed: Vec<usize> = (0..entries.len()).filter(|&at| !entries[at].grounds.is_empty()).collect();
    let others: Vec<Option<Part>> =
        listed.iter().filter(|&&at| !entries[at].has(Ground::Control)).map(|&at| entries[at].case.part).collect();
    let shown = |at: usize| {
        let case = &entries[at].case;
        let drawn =
            seed.filter(|_| entries[at].has(Ground::Control)).and_then(|seed| others.get(draw::place(seed, &case.name(), others.len())));
        drawn.copied().unwrap_or(case.part)
    };
    let mut order: Vec<(bool, Option<Part>, Key, &str, usize)> =
        listed.iter().map(|&at| (shown(at).is_none(), shown(at), entries[at].case.key, entries[at].case.id.as_str(), at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(.., at)| at).collect()
}
