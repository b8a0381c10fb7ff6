// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A rule set in which some parts are as they were: the text of the new one with tables of the old one in their places.
//!
//! A mixture is never an instrument: nothing is scored with it. It answers one question, whether a result hangs on a part.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::resolve;
use crate::form::Form;
use crate::instrument::Instrument;
use crate::number::Points;
use crate::plan::Plan;
use crate::syntax::tree::Entry;
use crate::syntax::{self, Node, Value, grammar};

/// The keys of a field that say what can be read.
const READ: [&str; 6] = ["type", "unit", "min", "max", "options", "not_applicable"];
/// The keys of a field that say what unknown counts as.
const UNKNOWN: [&str; 3] = ["unknown", "source", "evidence"];

/// The texts of two rule sets as trees.
pub(super) struct Mixer {
    old: Node,
    new: Node,
    source: Arc<crate::diagnostic::Source>,
}

impl Mixer {
    pub fn new(old: &Instrument, new: &Instrument) -> Self {
        let tree = |instrument: &Instrument| {
            let mut tree = syntax::read(&instrument.form().source, grammar::INSTRUMENT).0;
            // They do not play a part in a result and name other parts.
            for key in ["norm", "unreachable"] {
                put(&mut tree, &[], key, None);
            }
            tree
        };
        Self { old: tree(old), new: tree(new), source: Arc::clone(&new.form().source) }
    }

    /// The new rule set with these parts of the old one; `None` when they do not fit together.
    pub fn mix(&self, of_old: &BTreeSet<&str>) -> Option<(Form, Plan)> {
        let mut tree = self.new.clone();
        for unit in of_old {
            self.take(&mut tree, unit);
        }
        // A field that nothing reads does no harm, and a source only has to be there.
        for table in ["field", "source"] {
            for entry in entries(&self.old, &[table]) {
                if find(&tree, &[table, &entry.key]).is_none() {
                    put(&mut tree, &[table], &entry.key, Some(entry));
                }
            }
        }
        self.mend_sums(&mut tree);
        self.widen_ranges(&mut tree);
        let resolved = resolve::form(&self.source, &tree);
        let form = resolved.form.filter(|_| resolved.doubt.whole())?;
        let plan = Plan::compile(&form).ok()?;
        Some((form, plan))
    }

    /// Puts a part of the old rule set in the place of that of the new one.
    fn take(&self, tree: &mut Node, unit: &str) {
        let (kind, id) = unit.split_once(':').unwrap_or((unit, ""));
        let mut copy = |path: &[&str], key: &str| put(tree, path, key, find(&self.old, path).and_then(|node| node.entry(key)));
        match kind {
            "item" | "scheme" => copy(&[kind], id),
            "field" => READ.iter().for_each(|key| copy(&["field", id], key)),
            "derive" => copy(&["field", id], "derive"),
            "unknown" => UNKNOWN.iter().for_each(|key| copy(&["field", id], key)),
            "convert" => copy(&["scale", id], "convert"),
            "sum" if [&self.old, &self.new].iter().all(|tree| find(tree, &["scale", id]).is_some()) => copy(&["scale", id], "sum"),
            "sum" => copy(&["scale"], id),
            "link" => {
                let scales = entries(&self.old, &["scale"]).iter().chain(entries(&self.new, &["scale"]));
                scales.for_each(|scale| copy(&["scale", &scale.key, "link"], id));
            }
            "rules" => copy(&[], "rule"),
            "gate" => self.take_element(tree, "population", id),
            "constraint" => self.take_element(tree, "constraint", id),
            _ => {}
        }
    }

    /// An element of a list of tables with an `id`.
    fn take_element(&self, tree: &mut Node, list: &str, id: &str) {
        let named = |node: &Node| node.get("id").and_then(Node::string) == Some(id);
        let of = |tree: &Node| tree.get(list).map_or_else(Vec::new, |node| node.elements().to_vec());
        let before = of(&self.old).into_iter().find(named);
        let mut elements = of(tree);
        match (elements.iter().position(named), before) {
            (Some(place), Some(node)) => elements[place] = node,
            (Some(place), None) => drop(elements.remove(place)),
            (None, Some(node)) => elements.push(node),
            (None, None) => {}
        }
        let entry = (!elements.is_empty()).then(|| entry(list, Value::Array(elements)));
        put(tree, &[], list, entry.as_ref());
    }

    /// An item that is there is added where its own rule set adds it; one that is not is left out.
    fn mend_sums(&self, tree: &mut Node) {
        let there = |tree: &Node, name: &str| find(tree, &["item", name]).is_some() || find(tree, &["scale", name]).is_some();
        let scales: Vec<String> = entries(tree, &["scale"]).iter().map(|scale| scale.key.clone()).collect();
        for scale in scales {
            let names = |tree: &Node| -> Vec<String> {
                let sum = find(tree, &["scale", &scale, "sum"]).map_or(&[][..], Node::elements);
                sum.iter().filter_map(Node::string).map(str::to_owned).collect()
            };
            let mut sum = names(tree);
            for (own, other) in [(&self.old, &self.new), (&self.new, &self.old)] {
                let lone = names(own).into_iter().filter(|name| !there(other, name) && !sum.contains(name));
                let lone: Vec<String> = lone.collect();
                sum.extend(lone);
            }
            sum.retain(|name| there(tree, name));
            let sum = sum.into_iter().map(|name| Node { span: 0..0, value: Value::String(name) }).collect();
            put(tree, &["scale", &scale], "sum", Some(&entry("sum", Value::Array(sum))));
        }
    }

    /// Ranges say what can be reached, and levels are read inside them: those of both rule sets together.
    fn widen_ranges(&self, tree: &mut Node) {
        let scales: Vec<String> = entries(tree, &["scale"]).iter().map(|scale| scale.key.clone()).collect();
        for scale in &scales {
            for path in [vec!["scale", scale.as_str()], vec!["scale", scale.as_str(), "convert"]] {
                let ranges = [&*tree, &self.old, &self.new].map(|tree| find(tree, &path).and_then(|node| node.get("range")).cloned());
                let [Some(_), ..] = ranges else { continue };
                let ends = ranges.iter().flatten().filter_map(|range| match range.elements() {
                    [low, high] => Some((low.number().and_then(Points::parse)?, high.number().and_then(Points::parse)?)),
                    _ => None,
                });
                let Some((low, high)) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { continue };
                let number = |points: Points| Node { span: 0..0, value: Value::Float(points.to_string()) };
                put(tree, &path, "range", Some(&entry("range", Value::Array(vec![number(low), number(high)]))));
            }
            put(tree, &["scale", scale], "case", None);
        }
    }

    /// All words of a part in both rule sets: its names and what it refers to.
    pub fn words(&self, unit: &str) -> BTreeSet<String> {
        let (kind, id) = unit.split_once(':').unwrap_or((unit, ""));
        let mut words = BTreeSet::from([id.to_owned()]);
        let path: Vec<&str> = match kind {
            "item" | "scheme" => vec![kind, id],
            "field" | "derive" | "unknown" => vec!["field", id],
            "sum" | "convert" => vec!["scale", id],
            "link" => vec!["scale"],
            "gate" => vec!["population"],
            "constraint" => vec!["constraint"],
            _ => vec!["rule"],
        };
        for tree in [&self.old, &self.new] {
            if let Some(node) = find(tree, &path) {
                collect(node, &mut words);
            }
        }
        words
    }
}

fn collect(node: &Node, words: &mut BTreeSet<String>) {
    match &node.value {
        Value::String(word) => drop(words.insert(word.clone())),
        Value::Array(nodes) => nodes.iter().for_each(|node| collect(node, words)),
        Value::Table(entries) => {
            for entry in entries {
                words.insert(entry.key.clone());
                collect(&entry.node, words);
            }
        }
        _ => {}
    }
}

fn entry(key: &str, value: Value) -> Entry {
    Entry { key: key.to_owned(), key_span: 0..0, node: Node { span: 0..0, value } }
}

fn find<'n>(tree: &'n Node, path: &[&str]) -> Option<&'n Node> {
    path.iter().try_fold(tree, |node, key| node.get(key))
}

fn entries<'n>(tree: &'n Node, path: &[&str]) -> &'n [Entry] {
    find(tree, path).map_or(&[], Node::entries)
}

/// Puts an entry under a key of the table at a path, or takes it out. The tables on the way are made where they lack.
fn put(tree: &mut Node, path: &[&str], key: &str, value: Option<&Entry>) {
    let Value::Table(entries) = &mut tree.value else { return };
    if let Some((first, rest)) = path.split_first() {
        match entries.iter_mut().find(|entry| entry.key == *first) {
            Some(entry) => put(&mut entry.node, rest, key, value),
            None if value.is_none() => {}
            None => {
                let mut made = entry(first, Value::Table(Vec::new()));
                put(&mut made.node, rest, key, value);
                entries.push(made);
            }
        }
        return;
    }
    match (entries.iter().position(|entry| entry.key == key), value) {
        (Some(place), Some(value)) => entries[place] = value.clone(),
        (Some(place), None) => drop(entries.remove(place)),
        (None, Some(value)) => entries.push(value.clone()),
        (None, None) => {}
    }
}
