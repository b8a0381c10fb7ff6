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

use taxeer::diagnostic::Source;
use taxeer::syntax::tree::{self, Node};

/// A rule set with the files beside it.
pub struct Original {
    pub id: &'static str,
    pub text: String,
    pub second: Arc<Source>,
    pub vectors: vectors::Vectors,
}

impl Original {
    pub fn read(id: &'static str, edition: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: String| std::fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self {
            id,
            text: read(format!("instruments/{id}/{edition}.toml")),
            second: Arc::new(Source::new("second.csv", &read(format!("instruments/{id}/{edition}.second.csv")))),
            vectors: vectors::Vectors::read(&root.join(format!("tests/vectors/{id}.csv"))),
        }
    }

    pub fn tree(&self) -> Node {
        tree::read(&Arc::new(Source::new(self.id, &self.text))).0
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
