// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Protocols: an organisation's dated policy, from levels to monitoring-priority tiers. A protocol is advice in order; a named person
//! decides.

mod check;
mod head;
mod resolve;
pub mod routes;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Source, Span};
use crate::evaluate::Evaluation;
use crate::form::stamp;
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::syntax::{Node, tree};

pub use check::check;
pub use resolve::level_names;
pub use routes::Routes;

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

/// A proven protocol. Only [`check`] and [`check_all`] make one.
#[derive(Clone, Debug)]
pub struct Protocol {
    id: String,
    edition: String,
    status: String,
    title: Text,
    note: Text,
    decides: Text,
    open: WhenOpen,
    small_cell: Option<u64>,
    tiers: Vec<Tier>,
    rules: Vec<Rule>,
    body: Body,
    digest: String,
}

/// A rule, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it holds, as written.
    pub when: String,
    /// The tier that it gives.
    pub tier: usize,
}

impl Rule {
    /// From the text of a file.
    fn new(source: &Source, span: &Span, tier: usize) -> Self {
        let text = source.text.get(span.clone()).unwrap_or_default();
        let inner = text.trim().trim_start_matches('{').trim_end_matches('}');
        Self { when: inner.split_whitespace().collect::<Vec<_>>().join(" "), tier }
    }
}

/// What gives the tiers.
#[derive(Clone, Debug)]
enum Body {
    /// The levels of one instrument.
    Levels {
        instrument: String,
        /// For each combination of levels (one a scheme of the instrument) that can occur, its rule; sorted by combination.
        table: Vec<(Vec<usize>, usize)>,
    },
    /// Several instruments, by person.
    Routes(Arc<Routes>),
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

    /// The instruments whose levels or fields it reads, by name.
    #[must_use]
    pub fn instruments(&self) -> Vec<&str> {
        match &self.body {
            Body::Levels { instrument, .. } => vec![instrument],
            Body::Routes(routes) => routes.members().iter().map(|member| member.form().id.as_str()).collect(),
        }
    }

    /// Its routes; nothing where it reads the levels of one instrument.
    #[must_use]
    pub fn routes(&self) -> Option<&Routes> {
        match &self.body {
            Body::Levels { .. } => None,
            Body::Routes(routes) => Some(routes),
        }
    }

    /// What `tier` is where several are left.
    #[must_use]
    pub fn open(&self) -> WhenOpen {
        self.open
    }

    /// Counts below this are hidden in what is shared, where the protocol says so.
    #[must_use]
    pub fn small_cell(&self) -> Option<u64> {
        self.small_cell
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

    /// The tiers that are left for a record of the one instrument whose levels it reads; none unless the record is open or scored, and none
    /// where the protocol routes: then ask [`Routes::evaluate`].
    #[must_use]
    pub fn tier(&self, evaluation: &Evaluation) -> TierReach {
        let combinations = evaluation.reach.combinations.iter();
        self.reach(combinations.filter_map(|levels| self.tier_of(levels)).collect())
    }

    /// The tier of one combination of levels, one a scheme of the instrument; nothing where it cannot occur, or the protocol routes.
    #[must_use]
    pub fn tier_of(&self, levels: &[usize]) -> Option<usize> {
        let Body::Levels { table, .. } = &self.body else { return None };
        let found = table.binary_search_by(|(known, _)| known.as_slice().cmp(levels)).ok()?;
        self.rules.get(table[found].1).map(|rule| rule.tier)
    }

    /// The rules, in file order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules that hold for what is left of a record of the one instrument; none where the protocol routes: then ask
    /// [`Routes::rules_of`].
    #[must_use]
    pub fn rules_of(&self, evaluation: &Evaluation) -> Vec<usize> {
        let Body::Levels { table, .. } = &self.body else { return Vec::new() };
        let find = |levels: &Vec<usize>| table.binary_search_by(|(known, _)| known.cmp(levels)).ok().map(|found| table[found].1);
        let mut rules: Vec<usize> = evaluation.reach.combinations.iter().filter_map(find).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn reach(&self, mut tiers: Vec<usize>) -> TierReach {
        tiers.sort_unstable();
        tiers.dedup();
        let tier = self.open.pick(&tiers);
        TierReach { tiers, tier }
    }
}

impl WhenOpen {
    /// The tier where these are left, lowest first.
    #[must_use]
    pub fn pick(self, tiers: &[usize]) -> Option<usize> {
        match (tiers, self) {
            ([only], _) => Some(*only),
            ([.., highest], Self::Highest) => Some(*highest),
            _ => None,
        }
    }
}

/// An instrument as a protocol names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Name in the catalogue.
    pub id: String,
    /// The edition, where the protocol holds to one.
    pub edition: Option<String>,
    /// Norm packs that it is read with.
    pub norms: Vec<String>,
}

impl Named {
    /// As the catalogue finds it.
    #[must_use]
    pub fn name(&self) -> String {
        self.edition.as_ref().map_or_else(|| self.id.clone(), |edition| format!("{}@{edition}", self.id))
    }
}

/// The instruments that a protocol names, in file order; none where the file names none.
#[must_use]
pub fn instruments_of(source: &Arc<Source>) -> Vec<Named> {
    let (tree, _) = tree::read(source);
    let Some(node) = tree.get("instrument") else { return Vec::new() };
    let words = |node: &Node, key: &str| -> Vec<String> {
        node.get(key).map_or(&[][..], Node::elements).iter().filter_map(Node::string).map(str::to_owned).collect()
    };
    if let Some(id) = node.string() {
        return vec![Named { id: id.to_owned(), edition: None, norms: Vec::new() }];
    }
    let named = node.elements().iter().filter_map(|node| {
        let id = node.get("id").and_then(Node::string)?.to_owned();
        Some(Named { id, edition: node.get("edition").and_then(Node::string).map(str::to_owned), norms: words(node, "norms") })
    });
    named.collect()
}

/// Checks a protocol of either form against the instruments that it names ([`instruments_of`], those that could be loaded).
#[must_use]
pub fn check_all(source: &Arc<Source>, instruments: &[Instrument]) -> (Option<Protocol>, Vec<Diagnostic>) {
    let (tree, _) = tree::read(source);
    match instruments {
        [only] if !routes::is_one(&tree) => check(source, only),
        _ => routes::check(source, instruments),
    }
}
