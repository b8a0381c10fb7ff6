// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A TOML file as a tree of values that know where they stand. Reading recovers: what is sound is kept, every fault is told.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use std::sync::Arc;

use super::broken;
use crate::diagnostic::{Code, Diagnostic, Place, Source, Span};
use crate::text;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The bytes of the value.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A TOML value; numbers keep their literal text, so that decimals stay exact.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    String(String),
    /// An integer, as written (without underscores).
    Integer(String),
    /// A float, as written.
    Float(String),
    /// true or false.
    Boolean(bool),
    /// A TOML date or time, as written; a rule set has none, a case file may.
    Datetime(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
    /// Something that was found faulty and told; kept so that it does not count as missing.
    Faulty,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Entry {
    /// The key of a line that could not be read and of which the key is not known.
    pub const GUESSED: &'static str = "?";
}

/// Reads a file into a tree, with all its syntax errors.
#[must_use]
pub fn read(source: &Arc<Source>) -> (Node, Vec<Diagnostic>) {
    let place = |span: Span| Place { source: Arc::clone(source), span };
    let (text, all_broken) = broken::take_out(&source.text);
    let (table, errors) = DeTable::parse_recoverable(&text);
    let mut findings = Vec::new();
    let mut tree = Node { span: table.span(), value: Value::Table(entries(table.get_ref())) };
    for repeated in broken::repeated(&text, &errors) {
        let mut keys = vec![text.get(repeated.span.clone()).unwrap_or("")];
        keys.extend(repeated.more.iter().filter_map(|path| path.last()).map(String::as_str));
        for path in std::iter::once(&repeated.path).chain(&repeated.more) {
            tree.put_faulty(path, (false, false), &repeated.span);
        }
        let names = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let finding = Diagnostic::new(
            Code::DuplicateId,
            place(repeated.span),
            match keys.len() {
                1 => text!("{names} staat er twee keer", "{names} stands twice"),
                _ => text!("{names} staan er twee keer", "{names} stand twice"),
            },
        )
        .mend(match keys.len() {
            1 => text!("geef een van de twee een andere naam of haal hem weg", "rename or remove one of the two"),
            _ => text!("ontbreekt hierboven de kop van een tabel?", "is the head of a table missing above?"),
        });
        findings.push(match repeated.first {
            Some(first) => finding.related(place(first), text!("de eerste", "the first")),
            None => finding,
        });
    }
    for broken in all_broken {
        tree.put_faulty(&broken.path, (broken.opens_table, broken.opens_list), &broken.span);
        findings.push(Diagnostic::new(Code::TomlSyntax, place(broken.span), broken.found).mend(broken.mend));
    }
    (tree, findings)
}

fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        table.iter().map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), node: node(value) }).collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Value::Integer(number.as_str().to_owned()),
        DeValue::Integer(number) => Value::Float(number.to_string()),
        DeValue::Float(number) => Value::Float(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Boolean(*truth),
        DeValue::Datetime(day) => Value::Datetime(day.to_string()),
        DeValue::Array(items) => Value::Array(items.iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Node { span: value.span(), value: kind }
}

impl Node {
    /// Moves every place in it on, for a text that was put behind another.
    pub fn shift(&mut self, by: usize) {
        let moved = |span: &Span| span.start + by..span.end + by;
        self.span = moved(&self.span);
        match &mut self.value {
            Value::Array(nodes) => nodes.iter_mut().for_each(|node| node.shift(by)),
            Value::Table(entries) => {
                for entry in entries {
                    entry.key_span = moved(&entry.key_span);
                    entry.node.shift(by);
                }
            }
            _ => {}
        }
    }

    /// Adds entries to the table, or elements to the array, at a key; the key is made where it lacks, and what is faulty stays so.
    pub fn append(&mut self, key: &str, more: Value) {
        let Value::Table(entries) = &mut self.value else { return };
        match entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => match (&mut entry.node.value, more) {
                (Value::Table(known), Value::Table(more)) => known.extend(more),
                (Value::Array(known), Value::Array(more)) => known.extend(more),
                _ => {}
            },
            None => entries.push(Entry { key: key.to_owned(), key_span: 0..0, node: Self { span: 0..0, value: more } }),
        }
    }

    /// Puts a faulty value at the place of a statement that could not be read, so that it does not count as missing.
    fn put_faulty(&mut self, path: &[String], (opens_table, opens_list): (bool, bool), span: &Span) {
        let faulty = || Self { span: span.clone(), value: Value::Faulty };
        if let Value::Array(nodes) = &mut self.value {
            // The table of the list in which the statement stands is the last one before it.
            let last = nodes.iter_mut().rfind(|node| node.span.start <= span.start);
            return last.map_or((), |node| node.put_faulty(path, (opens_table, opens_list), span));
        }
        let (Value::Table(entries), Some((key, rest))) = (&mut self.value, path.split_first()) else { return };
        let place = entries.iter().position(|entry| entry.key == *key).unwrap_or_else(|| {
            let node = if rest.is_empty() { faulty() } else { Self { span: span.clone(), value: Value::Table(Vec::new()) } };
            entries.push(Entry { key: key.clone(), key_span: span.clone(), node });
            entries.len() - 1
        });
        let node = &mut entries[place].node;
        match (&mut node.value, rest.is_empty()) {
            (Value::Array(nodes), true) if opens_list => nodes.push(faulty()),
            // The head of a table could not be read: other parts of the table may be sound.
            (Value::Table(entries), true) if opens_table => {
                entries.push(Entry { key: Entry::GUESSED.to_owned(), key_span: span.clone(), node: faulty() });
            }
            (_, true) => node.value = Value::Faulty,
            (_, false) => node.put_faulty(rest, (opens_table, opens_list), span),
        }
    }

    /// Whether the value itself was found faulty.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        matches!(self.value, Value::Faulty)
    }

    /// The entry with a key, sound or faulty.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value at a key, unless it is missing or faulty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node).filter(|node| !matches!(node.value, Value::Faulty))
    }

    /// Whether a key stands there, sound or faulty.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The entries of a table; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        if let Value::Table(entries) = &self.value { entries } else { &[] }
    }

    /// The elements of an array, or the value itself as the only one.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        if let Value::Array(nodes) = &self.value { nodes } else { std::slice::from_ref(self) }
    }

    /// The string.
    #[must_use]
    pub fn string(&self) -> Option<&str> {
        if let Value::String(text) = &self.value { Some(text) } else { None }
    }

    /// The literal text of a number.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        match &self.value {
            Value::Integer(text) | Value::Float(text) => Some(text),
            _ => None,
        }
    }

    /// true or false.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        if let Value::Boolean(truth) = self.value { Some(truth) } else { None }
    }
}
