// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What one protocol says and another does not, part by part as their files have it.

use std::sync::Arc;

use crate::diagnostic::Source;
use crate::syntax::{Node, Value, tree};

/// A part that was added, taken out or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which part: `open`, `tier raised`, `route images_only`, `rule { … }`.
    pub part: String,
    /// What the old one says; nothing where it has no such part.
    pub was: Option<String>,
    /// What the new one says.
    pub now: Option<String>,
}

/// Lists of which the elements have a name.
const NAMED: [(&str, &str); 5] = [("instrument", "id"), ("same_as", "name"), ("route", "id"), ("tier", "id"), ("override", "id")];
/// Lists of which the elements are known by where they hold.
const BY_WHEN: [&str; 2] = ["rule", "open_set"];
/// Keys that are no policy.
const ASIDE: [&str; 3] = ["schema", "id", "edition"];

/// What changed, in the order of the old file and then of the new.
#[must_use]
pub fn changes(old: &Arc<Source>, new: &Arc<Source>) -> Vec<Change> {
    let [old, new] = [old, new].map(|source| parts(&tree::read(source).0));
    let mut changes: Vec<Change> = Vec::new();
    for (part, was) in &old {
        let now = new.iter().find(|(known, _)| known == part).map(|(_, now)| now.clone());
        if now.as_ref() != Some(was) {
            changes.push(Change { part: part.clone(), was: Some(was.clone()), now });
        }
    }
    for (part, now) in new {
        if !old.iter().any(|(known, _)| *known == part) {
            changes.push(Change { part, was: None, now: Some(now) });
        }
    }
    changes
}

fn parts(tree: &Node) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for entry in tree.entries().iter().filter(|entry| !ASIDE.contains(&entry.key.as_str())) {
        let named = NAMED.iter().find(|(list, _)| *list == entry.key).map(|(_, key)| *key);
        match (&entry.node.value, named) {
            (Value::Array(items), Some(key)) => {
                for item in items {
                    let name = item.get(key).and_then(Node::string).unwrap_or_default();
                    parts.push((format!("{} {name}", entry.key), without(item, key)));
                }
                if matches!(entry.key.as_str(), "tier") {
                    let order = items.iter().filter_map(|item| item.get(key).and_then(Node::string)).collect::<Vec<_>>().join(" < ");
                    parts.push(("tiers".to_owned(), order));
                }
            }
            (Value::Array(items), None) if BY_WHEN.contains(&entry.key.as_str()) => {
                for item in items {
                    let when = item.get("when").map(text).unwrap_or_default();
                    parts.push((format!("{} {when}", entry.key), item.get("tier").and_then(Node::string).unwrap_or_default().to_owned()));
                }
            }
            (Value::Array(items), None) => parts.extend(items.iter().map(|item| (format!("{} {}", entry.key, text(item)), text(item)))),
            (Value::Table(entries), _) if entry.key == "field" => {
                parts.extend(entries.iter().map(|field| (format!("field {}", field.key), text(&field.node))));
            }
            _ => parts.push((entry.key.clone(), text(&entry.node))),
        }
    }
    parts
}

fn without(node: &Node, key: &str) -> String {
    let Value::Table(entries) = &node.value else { return text(node) };
    table(entries.iter().filter(|entry| entry.key != key).map(|entry| (entry.key.as_str(), text(&entry.node))))
}

/// A value in one way of writing, whatever way the file has.
fn text(node: &Node) -> String {
    match &node.value {
        Value::String(text) => format!("\"{text}\""),
        Value::Integer(text) | Value::Float(text) | Value::Datetime(text) => text.clone(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Array(items) => match items.as_slice() {
            [only] => text(only),
            several => format!("[{}]", several.iter().map(text).collect::<Vec<_>>().join(", ")),
        },
        Value::Table(entries) => table(entries.iter().map(|entry| (entry.key.as_str(), text(&entry.node)))),
        Value::Faulty => String::new(),
    }
}

fn table<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut entries: Vec<String> = entries.map(|(key, value)| format!("{key} = {value}")).collect();
    entries.sort();
    format!("{{ {} }}", entries.join(", "))
}
