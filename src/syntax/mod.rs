// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The form of a file: TOML with places, and the grammar that says which keys there are.

mod broken;
pub mod grammar;
mod placeholder;
pub mod schema;
pub mod shape;
pub mod tree;

use std::sync::Arc;

pub use placeholder::PLACEHOLDER;
pub use tree::{Node, Value};

use crate::diagnostic::{Diagnostic, Source};

/// Reads a file and holds it against a grammar: the tree with faulty parts marked, and every fault of form.
#[must_use]
pub fn read(source: &Arc<Source>, grammar: &'static [shape::Key]) -> (Node, Vec<Diagnostic>) {
    let (mut tree, mut findings) = tree::read(source);
    placeholder::take_out(source, &mut tree, &mut findings);
    shape::Check { source, findings: &mut findings }.table(&mut tree, grammar, "");
    (tree, findings)
}
