// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Mutants of a rule set: its text with one number changed, or two tables of one shape swapped.
#![allow(dead_code, reason = "each test uses its part")]

pub mod catches;
pub mod numbers;
pub mod swaps;
pub mod vectors;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use taxeer::catalogue::{Catalogue, Entry};
use taxeer::diagnostic::Source;
use taxeer::instrument::Instrument;
use taxeer::syntax::tree::{self, Node};

/// A rule set with its second table and its vectors.
pub struct Original {
    pub id: String,
    pub edition: String,
    pub text: String,
    pub second: Arc<Source>,
    pub vectors: Vec<vectors::Vectors>,
}

impl Original {
    /// Every rule set that is compiled in: a new one is never forgotten.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
        let of = |entry: &Entry| {
            let name = format!("{}.csv", entry.id);
            Self {
                id: entry.id.clone(),
                edition: entry.edition.clone(),
                text: entry.source().text.clone(),
                second: entry.second().unwrap_or_else(|| panic!("{}: no second table", entry.id)),
                vectors: [folder.join(&name), folder.join("derived").join(&name)].map(|path| vectors::Vectors::read(&path)).into(),
            }
        };
        Catalogue::builtin().instruments.iter().map(of).collect()
    }

    /// The first vector that comes out otherwise than stated.
    pub fn vector_that_differs(&self, instrument: &Instrument) -> Option<String> {
        self.vectors.iter().find_map(|vectors| vectors.catch(instrument))
    }

    pub fn tree(&self) -> Node {
        tree::read(&Arc::new(Source::new(self.id.as_str(), &self.text))).0
    }
}

/// What kind of slip a mutant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// A number or a bound of a pattern, one unit up or down.
    Number,
    /// A word that decides: an answer in a condition, a level, how columns combine.
    Word,
    /// Two tables of one shape, swapped.
    Swap,
}

/// One changed text.
pub struct Mutant {
    pub slip: Slip,
    /// Where, and what became of it.
    pub what: String,
    /// What is replaced by what, in any order, without overlap.
    pub edits: Vec<(Range<usize>, String)>,
}

impl Mutant {
    pub fn text(&self, original: &str) -> String {
        let mut edits = self.edits.clone();
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        let mut text = original.to_owned();
        for (span, new) in edits {
            text.replace_range(span, &new);
        }
        text
    }

    /// Whether the text is the same after all.
    pub fn changes_nothing(&self, original: &str) -> bool {
        self.edits.iter().all(|(span, new)| original[span.clone()] == *new)
    }
}

/// All mutants of a rule set.
pub fn of(original: &Original) -> Vec<Mutant> {
    let tree = original.tree();
    let mut mutants = numbers::mutants(&original.text, &tree);
    mutants.extend(swaps::mutants(&original.text, &tree));
    mutants.retain(|mutant| !mutant.changes_nothing(&original.text));
    mutants
}

/// The entries of the table at a path, as keys and nodes.
pub fn at<'n>(node: &'n Node, path: &[&str]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, key| node.get(key))
}
