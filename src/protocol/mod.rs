// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Protocols: an organisation's dated policy, from levels to monitoring-priority tiers. A protocol is advice in order; a named person
//! decides.

mod check;
mod resolve;

use crate::evaluate::Evaluation;
use crate::form::stamp;
use crate::lang::Text;

pub use check::check;
pub(crate) use resolve::level_names;

/// What `tier` is where several tiers are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenOpen {
    /// None: the set stands in `tiers`.
    Set,
    /// The highest of those that are left.
    Highest,
}

/// A monitoring priority.
#[derive(Clone, Debug)]
pub struct Tier {
    /// Name.
    pub id: String,
    /// In words.
    pub name: Text,
    /// Review term in months.
    pub review_months: u32,
}

/// A proven protocol for one instrument. Only [`check`] makes one.
#[derive(Clone, Debug)]
pub struct Protocol {
    id: String,
    edition: String,
    status: String,
    title: Text,
    note: Text,
    decides: Text,
    instrument: String,
    open: WhenOpen,
    tiers: Vec<Tier>,
    /// For each combination of levels (one a scheme of the instrument) that can occur, its tier; sorted by combination.
    table: Vec<(Vec<usize>, usize)>,
    digest: String,
}

/// The tiers that are left for a record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TierReach {
    /// Tiers by index, lowest first.
    pub tiers: Vec<usize>,
    /// The tier that the protocol gives.
    pub tier: Option<usize>,
}

impl Protocol {
    /// Name in the catalogue.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Edition.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// `example`, `policy` or `retired`.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.status
    }

    /// Name for people.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// What kind of document it is.
    #[must_use]
    pub fn note(&self) -> &Text {
        &self.note
    }

    /// Who decides.
    #[must_use]
    pub fn decides(&self) -> &Text {
        &self.decides
    }

    /// The instrument whose levels it reads.
    #[must_use]
    pub fn instrument(&self) -> &str {
        &self.instrument
    }

    /// Tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// How every output names it.
    #[must_use]
    pub fn stamp(&self) -> String {
        stamp(&self.id, &self.edition, &self.digest)
    }

    /// The tiers that are left for a record; none unless it is open or scored.
    #[must_use]
    pub fn tier(&self, evaluation: &Evaluation) -> TierReach {
        let combinations = evaluation.reach.combinations.iter();
        let mut tiers: Vec<usize> = combinations
            .filter_map(|levels| self.table.binary_search_by(|(known, _)| known.cmp(levels)).ok())
            .map(|found| self.table[found].1)
            .collect();
        tiers.sort_unstable();
        tiers.dedup();
        let tier = match (tiers.as_slice(), self.open) {
            ([only], _) => Some(*only),
            ([.., highest], WhenOpen::Highest) => Some(*highest),
            _ => None,
        };
        TierReach { tiers, tier }
    }
}

/// The name of the instrument that a protocol reads; empty when the file names none.
#[must_use]
pub fn instrument_of(source: &std::sync::Arc<crate::diagnostic::Source>) -> String {
    let (tree, _) = crate::syntax::tree::read(source);
    tree.get("instrument").and_then(crate::syntax::Node::string).unwrap_or_default().to_owned()
}
