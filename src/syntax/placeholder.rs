// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Places of a template that were not filled in: each is told, and nothing that follows from it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::tree::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Place, Source, Span};
use crate::text;

/// The word that stands in a template where something is to be filled in.
pub const PLACEHOLDER: &str = "TODO";
/// So many places are told one by one; those after them together.
const MOST: usize = 20;

/// Takes every value and key with a placeholder out of a tree; later stages neither trust nor miss them.
pub(super) fn take_out(source: &Arc<Source>, tree: &mut Node, findings: &mut Vec<Diagnostic>) {
    let mut places = Vec::new();
    find(tree, "", &mut places);
    places.sort_by_key(|(_, span)| span.start);
    let (told, more) = if places.len() > MOST { places.split_at(MOST - 1) } else { (&places[..], &[][..]) };
    let mend = text!("zet er wat de bron zegt in plaats van \"{PLACEHOLDER}\"", "put what the source says in place of \"{PLACEHOLDER}\"");
    let tell = |span: &Span, found| {
        let place = Place { source: Arc::clone(source), span: span.clone() };
        Diagnostic::new(Code::Placeholder, place, found).mend(mend.clone())
    };
    for (path, span) in told {
        findings.push(tell(span, text!("`{path}` is nog niet ingevuld", "`{path}` is not filled in yet")));
    }
    if let Some((_, first)) = more.first() {
        let lines: BTreeSet<usize> = more.iter().map(|(_, span)| source.line_column(span.start).0).collect();
        let lines = lines.into_iter().map(|line| line.to_string()).collect::<Vec<_>>().join(", ");
        let many = more.len();
        let found =
            text!("nog {many} plekken zijn niet ingevuld, op de regels {lines}", "{many} more places are not filled in, on lines {lines}");
        findings.push(tell(first, found));
    }
}

fn find(node: &mut Node, path: &str, places: &mut Vec<(String, Span)>) {
    match &mut node.value {
        Value::String(text) if is_placeholder(text) => {
            places.push((path.to_owned(), node.span.clone()));
            node.value = Value::Faulty;
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(|node| find(node, path, places)),
        Value::Table(entries) => {
            for entry in entries {
                let inside = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                find(&mut entry.node, &inside, places);
                if is_placeholder(&entry.key) {
                    places.push((inside, entry.key_span.clone()));
                    entry.node.value = Value::Faulty;
                }
            }
        }
        _ => {}
    }
}

/// Whether the word stands in a text, also with others beside it: what is half filled in is not filled in.
fn is_placeholder(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == PLACEHOLDER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_counts_by_itself_and_beside_others() {
        for open in ["TODO", " TODO ", "TODO: ask", "points (TODO)", "0..=TODO"] {
            assert!(is_placeholder(open), "{open}");
        }
        for filled in ["", "todo", "Todo", "TODOS", "MASTODON", "te doen"] {
            assert!(!is_placeholder(filled), "{filled}");
        }
    }
}
