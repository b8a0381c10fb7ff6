// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Tables of one shape, swapped: what was done to the formulas of the Dutch calculator.

use std::collections::BTreeMap;
use std::ops::Range;

use taxeer::syntax::tree::Node;

use super::{Mutant, Slip, at};

pub fn mutants(text: &str, root: &Node) -> Vec<Mutant> {
    let swap = Swap { text };
    let entries = |key: &str| at(root, &[key]).map_or(&[][..], Node::entries);
    let mut mutants = Vec::new();
    mutants.extend(swap.tables(root));
    for item in entries("item") {
        mutants.extend(swap.columns(&item.key, &item.node));
        mutants.extend(halves(&item.key, &item.node));
    }
    for scale in entries("scale") {
        let links = scale.node.get("link").map_or(&[][..], Node::entries);
        mutants.extend(pairs(links).filter_map(|(a, b)| {
            let numbers = |node: &Node| literals(node.entries().iter().map(|entry| (entry.key.as_str(), &entry.node)));
            swap.literals(&format!("links {} and {}", a.key, b.key), &numbers(&a.node), &numbers(&b.node))
        }));
    }
    for scheme in entries("scheme") {
        let levels = scheme.node.get("level").map_or(&[][..], Node::elements);
        mutants.extend(pairs(levels).filter_map(|(a, b)| {
            let spans = |node: &Node| node.get("at").map(|at| BTreeMap::from([(String::new(), at.span.clone())]));
            swap.literals(&format!("two levels of {}", scheme.key), &spans(a)?, &spans(b)?)
        }));
    }
    mutants.extend(
        pairs(entries("scheme"))
            .filter_map(|(a, b)| swap.literals(&format!("schemes {} and {}", a.key, b.key), &levels(&a.node)?, &levels(&b.node)?)),
    );
    for norm in entries("norm") {
        mutants.extend(swap.norm_columns(&norm.key, &norm.node));
    }
    let rules = at(root, &["rule"]).map_or(&[][..], Node::elements);
    mutants.extend(pairs(rules).filter_map(|(a, b)| {
        let numbers = |node: &Node| {
            node.get("probability").map(|table| literals(table.entries().iter().map(|entry| (entry.key.as_str(), &entry.node))))
        };
        swap.literals("probabilities of two rules", &numbers(a)?, &numbers(b)?)
    }));
    mutants
}

/// Number literals by key.
type Literals = BTreeMap<String, Range<usize>>;

fn literals<'n>(nodes: impl Iterator<Item = (&'n str, &'n Node)>) -> Literals {
    nodes.filter(|(_, node)| node.number().is_some()).map(|(key, node)| (key.to_owned(), node.span.clone())).collect()
}

/// The bounds of a scheme's levels by their id.
fn levels(scheme: &Node) -> Option<Literals> {
    let levels = scheme.get("level")?.elements().iter();
    levels.map(|level| Some((level.get("id")?.string()?.to_owned(), level.get("at")?.span.clone()))).collect()
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(move |(index, a)| all[index + 1..].iter().map(move |b| (a, b)))
}

struct Swap<'a> {
    text: &'a str,
}

impl Swap<'_> {
    /// Swaps literals that have the same keys; `None` where the keys differ.
    fn literals(&self, what: &str, a: &Literals, b: &Literals) -> Option<Mutant> {
        if a.is_empty() || !a.keys().eq(b.keys()) {
            return None;
        }
        let pairs = a.values().zip(b.values());
        let edits = pairs.flat_map(|(a, b)| [(a.clone(), self.text[b.clone()].to_owned()), (b.clone(), self.text[a.clone()].to_owned())]);
        Some(Mutant { slip: Slip::Swap, what: format!("swapped: {what}"), edits: edits.collect() })
    }

    /// Points tables of all items with the same patterns.
    fn tables(&self, root: &Node) -> Vec<Mutant> {
        let items = at(root, &["item"]).map_or(&[][..], Node::entries);
        let tables: Vec<(String, Literals)> = items
            .iter()
            .flat_map(|item| {
                let tables = item.node.get("points").map_or(&[][..], Node::entries);
                tables.iter().map(|table| {
                    let rows = table.node.entries().iter().map(|entry| (entry.key.as_str(), &entry.node));
                    (format!("{}.{}", item.key, table.key), literals(rows))
                })
            })
            .collect();
        pairs(&tables).filter_map(|((a, a_rows), (b, b_rows))| self.literals(&format!("points of {a} and {b}"), a_rows, b_rows)).collect()
    }

    /// Two columns of an item, whatever their patterns: their names change places.
    fn columns(&self, id: &str, item: &Node) -> Vec<Mutant> {
        let columns = item.get("points").map_or(&[][..], Node::entries);
        let swapped = |(a, b): (&taxeer::syntax::tree::Entry, &taxeer::syntax::tree::Entry)| {
            let same = |a: &Node, b: &Node| self.rows(a) == self.rows(b);
            let edits = vec![
                (a.key_span.clone(), self.text[b.key_span.clone()].to_owned()),
                (b.key_span.clone(), self.text[a.key_span.clone()].to_owned()),
            ];
            let what = format!("swapped: columns {} and {} of {id}", a.key, b.key);
            (!same(&a.node, &b.node)).then_some(Mutant { slip: Slip::Swap, what, edits })
        };
        pairs(columns).filter_map(swapped).collect()
    }

    fn rows(&self, table: &Node) -> BTreeMap<String, String> {
        table.entries().iter().map(|entry| (entry.key.clone(), self.text[entry.node.span.clone()].to_owned())).collect()
    }

    /// Two columns of a norm.
    fn norm_columns(&self, id: &str, norm: &Node) -> Vec<Mutant> {
        let rows = norm.get("row").map_or(&[][..], Node::elements);
        let columns = ["value", "low", "high", "below", "same", "higher"];
        let column = |name: &str| -> Option<Literals> {
            rows.iter().enumerate().map(|(index, row)| Some((index.to_string(), row.get(name)?.span.clone()))).collect()
        };
        pairs(&columns).filter_map(|(a, b)| self.literals(&format!("columns {a} and {b} of {id}"), &column(a)?, &column(b)?)).collect()
    }
}

/// Rows over several fields: those of one option take the place of those of another (the male half and the female half).
fn halves(id: &str, item: &Node) -> Vec<Mutant> {
    let rows = item.get("row").map_or(&[][..], Node::elements);
    let mut words: BTreeMap<(&str, &str), Vec<Range<usize>>> = BTreeMap::new();
    for test in rows.iter().filter_map(|row| row.get("when")).flat_map(Node::entries) {
        if let Some(word) = test.node.string().filter(|word| !word.contains(|letter: char| letter.is_ascii_digit())) {
            words.entry((&test.key, word)).or_default().push(test.node.span.clone());
        }
    }
    let words: Vec<_> = words.into_iter().collect();
    let swapped = pairs(&words).filter(|(a, b)| a.0.0 == b.0.0).map(|(a, b)| {
        let to = |spans: &[Range<usize>], word: &str| spans.iter().map(|span| (span.clone(), format!("\"{word}\""))).collect::<Vec<_>>();
        let edits = [to(&a.1, b.0.1), to(&b.1, a.0.1)].concat();
        Mutant { slip: Slip::Swap, what: format!("swapped: rows {} and {} of {id}", a.0.1, b.0.1), edits }
    });
    swapped.collect()
}
