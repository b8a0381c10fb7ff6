// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The totals of a run: every row ends in exactly one place, and the sums show it.

use std::collections::BTreeMap;

use super::columns::level_settled;
use super::duplicates::Found;
use crate::evaluate::{Evaluation, Outcome, Reason};
use crate::form::Form;
use crate::lang::Lang;
use crate::protocol::Protocol;

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were read.
    pub read: u64,
    /// Scored.
    pub scored: u64,
    /// Open with every reported level settled.
    pub open_settled: u64,
    /// Open with a reported level open.
    pub open: u64,
    /// Not applicable.
    pub not_applicable: u64,
    /// Inconsistent.
    pub inconsistent: u64,
    /// Rejected.
    pub rejected: u64,
    /// Rows that say again what an earlier row of their case says.
    pub merged: u64,
    /// Rows of cases of which rows differ.
    pub conflicting: u64,
    /// Rows that a list of answers filled in; nothing without a list.
    pub filled: Option<u64>,
    /// What was found of duplicates; nothing when they were not looked for.
    pub duplicates: Option<Found>,
    /// For each gate its name and how many rows it stops.
    pub gates: Vec<(String, u64)>,
    /// The first rows that were rejected, with the codes why.
    pub first_rejected: Vec<(u64, String)>,
    /// For each reported scheme its name and, by the levels that are left, how many open rows.
    pub open_levels: Vec<(String, BTreeMap<Vec<usize>, u64>)>,
    /// For each reported scheme its name and, by level, how many rows are settled on it.
    pub levels: Vec<(String, Vec<(String, u64)>)>,
    /// With a protocol: by tier, how many rows the protocol gives it to.
    pub tiers: Vec<(String, u64)>,
    /// With a protocol that routes: by route, how many rows follow it for certain, and how many fit none.
    pub routes: Vec<(String, u64)>,
    /// Rows with a tier that a person set.
    pub forced: u64,
    schemes: Vec<usize>,
}

/// So many rejected rows are named on screen.
const NAMED: usize = 3;

impl Summary {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(form: &Form, protocol: Option<&Protocol>) -> Self {
        let schemes: Vec<usize> = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).collect();
        let levels = schemes.iter().map(|&scheme| {
            let scheme = &form.schemes[scheme];
            (scheme.id.clone(), scheme.levels.iter().map(|level| (level.id.clone(), 0)).collect())
        });
        let gates = form.gates.iter().map(|gate| (gate.id.clone(), 0)).collect();
        let open_levels = schemes.iter().map(|&scheme| (form.schemes[scheme].id.clone(), BTreeMap::new())).collect();
        let tiers = protocol.map_or(&[][..], Protocol::tiers).iter().map(|tier| (tier.id.clone(), 0));
        Self { levels: levels.collect(), tiers: tiers.collect(), gates, open_levels, schemes, ..Self::default() }
    }

    /// Counts the result of so many rows. That they were read is counted where rows are read.
    pub fn count(&mut self, form: &Form, evaluation: &Evaluation, tier: Option<usize>, rows: u64) {
        if rows == 0 {
            return;
        }
        match evaluation.outcome {
            Outcome::Scored => self.scored += rows,
            Outcome::Open if level_settled(form, evaluation) => self.open_settled += rows,
            Outcome::Open => self.open += rows,
            Outcome::NotApplicable => {
                self.not_applicable += rows;
                if let Some(Reason::Gate(gate)) = evaluation.reasons.first() {
                    self.gates[*gate].1 += rows;
                }
            }
            Outcome::Inconsistent => self.inconsistent += rows,
            Outcome::Rejected => self.rejected += rows,
        }
        for (place, &scheme) in self.schemes.iter().enumerate() {
            if let Some(level) = evaluation.level(scheme) {
                self.levels[place].1[level].1 += rows;
            } else if evaluation.outcome == Outcome::Open
                && let Some(levels) = evaluation.reach.levels.get(scheme)
            {
                *self.open_levels[place].1.entry(levels.clone()).or_default() += rows;
            }
        }
        if let Some(tier) = tier {
            self.tiers[tier].1 += rows;
        }
    }

    /// Names a row that was rejected, while there are few.
    pub(super) fn name_rejected(&mut self, row: u64, codes: &[String]) {
        if self.first_rejected.len() < NAMED {
            self.first_rejected.push((row, codes.join(", ")));
        }
    }

    /// Adds the counts of another part of the same run.
    pub fn add(&mut self, part: &Self) {
        let pairs = [
            (&mut self.read, part.read),
            (&mut self.scored, part.scored),
            (&mut self.open_settled, part.open_settled),
            (&mut self.open, part.open),
            (&mut self.not_applicable, part.not_applicable),
            (&mut self.inconsistent, part.inconsistent),
            (&mut self.rejected, part.rejected),
            (&mut self.merged, part.merged),
            (&mut self.conflicting, part.conflicting),
        ];
        self.filled = part.filled.map_or(self.filled, |filled| Some(self.filled.unwrap_or(0) + filled));
        for (sum, part) in pairs {
            *sum += part;
        }
        let sums = self.levels.iter_mut().flat_map(|(_, levels)| levels).chain(&mut self.tiers).chain(&mut self.gates);
        let parts = part.levels.iter().flat_map(|(_, levels)| levels).chain(&part.tiers).chain(&part.gates);
        for ((_, sum), (_, part)) in sums.zip(parts) {
            *sum += part;
        }
        for ((_, sums), (_, parts)) in self.open_levels.iter_mut().zip(&part.open_levels) {
            for (levels, count) in parts {
                *sums.entry(levels.clone()).or_default() += count;
            }
        }
        let room = NAMED.saturating_sub(self.first_rejected.len());
        self.first_rejected.extend(part.first_rejected.iter().take(room).cloned());
    }

    /// Whether every row ended in one place.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.read == self.places().iter().sum::<u64>()
    }

    /// Where rows end: each in one of these.
    fn places(&self) -> Vec<u64> {
        let open = self.open_settled + self.open;
        let mut places = Vec::new();
        if self.duplicates.is_some() || self.merged + self.conflicting > 0 {
            places.extend([self.merged, self.conflicting]);
        }
        places.extend([self.scored, open, self.not_applicable, self.inconsistent, self.rejected]);
        places
    }

    /// The totals for a reader.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut rows = vec![(0, lang.pick("gelezen", "read").to_owned(), self.read)];
        let mut row = |depth: usize, nl: &str, en: &str, count: u64| rows.push((depth, lang.pick(nl, en).to_owned(), count));
        if let Some(found) = &self.duplicates {
            row(1, "dubbel, gelijk (samengevoegd)", "duplicate, equal (merged)", self.merged);
            if found.merged_otherwise_different > 0 {
                row(2, "anders in niet gelezen kolommen", "differ in columns not read", found.merged_otherwise_different);
            }
            row(1, "dubbel, verschillend", "duplicate, different", self.conflicting);
            if found.conflicting_cases > 0 {
                row(2, "van zoveel zaken", "of so many cases", found.conflicting_cases);
            }
        }
        row(1, "gescoord", "scored", self.scored);
        row(1, "open", "open", self.open_settled + self.open);
        row(2, "niveau toch vast", "level settled", self.open_settled);
        row(2, "niveau open", "level open", self.open);
        row(1, "niet van toepassing", "not applicable", self.not_applicable);
        for (gate, count) in self.gates.iter().filter(|(_, count)| *count > 0) {
            row(2, gate, gate, *count);
        }
        row(1, "tegenstrijdig", "inconsistent", self.inconsistent);
        row(1, "afgewezen", "rejected", self.rejected);
        let mut text = String::new();
        for (depth, name, count) in rows {
            let label = format!("{}{name}", "  ".repeat(depth));
            text.push_str(&format!("{label:<35} {:>12}\n", lang.number(count)));
        }
        let parts: Vec<String> = self.places().into_iter().map(|count| lang.number(count)).collect();
        let verdict = if self.reconciles() { lang.pick("klopt", "reconciles") } else { lang.pick("KLOPT NIET", "DOES NOT RECONCILE") };
        text.push_str(&format!("{} = {}: {verdict}\n", lang.number(self.read), parts.join(" + ")));
        if !self.first_rejected.is_empty() {
            let named: Vec<String> =
                self.first_rejected.iter().map(|(row, codes)| format!("{} {row} {codes}", lang.pick("rij", "row"))).collect();
            text.push_str(&format!("{}: {}\n", lang.pick("eerst afgewezen", "first rejected"), named.join("; ")));
        }
        for ((scheme, levels), (_, open)) in self.levels.iter().zip(&self.open_levels) {
            let counts: Vec<String> = levels.iter().map(|(level, count)| format!("{level} {}", lang.number(*count))).collect();
            text.push_str(&format!("{} {scheme}: {}\n", lang.pick("vast niveau", "settled level"), counts.join(", ")));
            if !open.is_empty() {
                text.push_str(&format!("{} {scheme}: {}\n", lang.pick("open niveau", "open level"), open_levels(levels, open, lang)));
            }
        }
        if !self.tiers.is_empty() {
            let counts: Vec<String> = self.tiers.iter().map(|(tier, count)| format!("{tier} {}", lang.number(*count))).collect();
            text.push_str(&format!("{}: {}\n", lang.pick("prioriteit", "tier"), counts.join(", ")));
        }
        if !self.routes.is_empty() {
            let counts: Vec<String> = self.routes.iter().map(|(route, count)| format!("{route} {}", lang.number(*count))).collect();
            text.push_str(&format!("{}: {}\n", lang.pick("vaste route", "settled route"), counts.join(", ")));
        }
        if self.forced > 0 {
            let said = lang.pick("rijen met een opgelegde prioriteit, ernaast getoond", "rows with a forced tier, shown beside");
            text.push_str(&format!("{said}: {}\n", lang.number(self.forced)));
        }
        if let Some(filled) = self.filled {
            let said = lang.pick("rijen met antwoorden uit de lijst", "rows with answers of the list");
            text.push_str(&format!("{said}: {}\n", lang.number(filled)));
        }
        text.push_str(&self.of_duplicates(lang));
        text
    }

    /// What is left to say of duplicates.
    fn of_duplicates(&self, lang: Lang) -> String {
        let Some(found) = &self.duplicates else {
            return lang.pick("op dubbele zaken is niet gelet\n", "duplicates were not checked\n").to_owned();
        };
        let mut text = String::new();
        if found.unnamed > 0 {
            let said = lang.pick("rijen zonder case_id, niet vergeleken", "rows without case_id, not compared");
            text.push_str(&format!("{said}: {}\n", lang.number(found.unnamed)));
        }
        if found.alike > 0 {
            let said = lang.pick(
                "rijen met dezelfde antwoorden onder een ander case_id, niet samengevoegd",
                "rows with the same answers under another case_id, not merged",
            );
            text.push_str(&format!("{said}: {}\n", lang.number(found.alike)));
        }
        text
    }
}

/// The sets of levels that are left of open rows, those with most rows first.
fn open_levels(levels: &[(String, u64)], open: &BTreeMap<Vec<usize>, u64>, lang: Lang) -> String {
    let mut sets: Vec<(&Vec<usize>, u64)> = open.iter().map(|(set, count)| (set, *count)).collect();
    sets.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), *set));
    let named = sets.into_iter().map(|(set, count)| {
        let names: Vec<&str> = set.iter().map(|&level| levels[level].0.as_str()).collect();
        format!("{} {}", names.join("|"), lang.number(count))
    });
    named.collect::<Vec<_>>().join(", ")
}
