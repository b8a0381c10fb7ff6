// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The totals of a run: every row ends in exactly one place, and the sums show it.

use super::columns::level_settled;
use crate::evaluate::{Evaluation, Outcome};
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
    /// For each reported scheme its name and, by level, how many rows are settled on it.
    pub levels: Vec<(String, Vec<(String, u64)>)>,
    /// With a protocol: by tier, how many rows the protocol gives it to.
    pub tiers: Vec<(String, u64)>,
    schemes: Vec<usize>,
}

impl Summary {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(form: &Form, protocol: Option<&Protocol>) -> Self {
        let schemes: Vec<usize> = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).collect();
        let levels = schemes.iter().map(|&scheme| {
            let scheme = &form.schemes[scheme];
            (scheme.id.clone(), scheme.levels.iter().map(|level| (level.id.clone(), 0)).collect())
        });
        let tiers = protocol.map_or(&[][..], Protocol::tiers).iter().map(|tier| (tier.id.clone(), 0));
        Self { levels: levels.collect(), tiers: tiers.collect(), schemes, ..Self::default() }
    }

    /// Counts a row's result. That the row was read is counted where rows are read.
    pub fn count(&mut self, form: &Form, evaluation: &Evaluation, tier: Option<usize>) {
        match evaluation.outcome {
            Outcome::Scored => self.scored += 1,
            Outcome::Open if level_settled(form, evaluation) => self.open_settled += 1,
            Outcome::Open => self.open += 1,
            Outcome::NotApplicable => self.not_applicable += 1,
            Outcome::Inconsistent => self.inconsistent += 1,
            Outcome::Rejected => self.rejected += 1,
        }
        for (place, &scheme) in self.schemes.iter().enumerate() {
            if let Some(level) = evaluation.level(scheme) {
                self.levels[place].1[level].1 += 1;
            }
        }
        if let Some(tier) = tier {
            self.tiers[tier].1 += 1;
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
        ];
        for (sum, part) in pairs {
            *sum += part;
        }
        let sums = self.levels.iter_mut().flat_map(|(_, levels)| levels).chain(&mut self.tiers);
        let parts = part.levels.iter().flat_map(|(_, levels)| levels).chain(&part.tiers);
        for ((_, sum), (_, part)) in sums.zip(parts) {
            *sum += part;
        }
    }

    /// Whether every row ended in one place.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.read == self.scored + self.open_settled + self.open + self.not_applicable + self.inconsistent + self.rejected
    }

    /// The totals for a reader.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let open = self.open_settled + self.open;
        let rows = [
            (0, lang.pick("gelezen", "read"), self.read),
            (1, lang.pick("gescoord", "scored"), self.scored),
            (1, lang.pick("open", "open"), open),
            (2, lang.pick("niveau toch vast", "level settled"), self.open_settled),
            (2, lang.pick("niveau open", "level open"), self.open),
            (1, lang.pick("niet van toepassing", "not applicable"), self.not_applicable),
            (1, lang.pick("tegenstrijdig", "inconsistent"), self.inconsistent),
            (1, lang.pick("afgewezen", "rejected"), self.rejected),
        ];
        let mut text = String::new();
        for (depth, name, count) in rows {
            let label = format!("{}{name}", "  ".repeat(depth));
            text.push_str(&format!("{label:<28}{:>12}\n", number(count, lang)));
        }
        let parts = [self.scored, open, self.not_applicable, self.inconsistent, self.rejected].map(|count| number(count, lang));
        let verdict = if self.reconciles() { lang.pick("klopt", "reconciles") } else { lang.pick("KLOPT NIET", "DOES NOT RECONCILE") };
        text.push_str(&format!("{} = {}: {verdict}\n", number(self.read, lang), parts.join(" + ")));
        for (scheme, levels) in &self.levels {
            let counts: Vec<String> = levels.iter().map(|(level, count)| format!("{level} {}", number(*count, lang))).collect();
            text.push_str(&format!("{} {scheme}: {}\n", lang.pick("vast niveau", "settled level"), counts.join(", ")));
        }
        if !self.tiers.is_empty() {
            let counts: Vec<String> = self.tiers.iter().map(|(tier, count)| format!("{tier} {}", number(*count, lang))).collect();
            text.push_str(&format!("{}: {}\n", lang.pick("prioriteit", "tier"), counts.join(", ")));
        }
        text.push_str(lang.pick("op dubbele zaken is niet gelet\n", "duplicates were not checked\n"));
        text
    }
}

/// A count with thousands set apart as the language has it.
fn number(count: u64, lang: Lang) -> String {
    let digits = count.to_string();
    let separator = lang.pick(".", ",");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}
