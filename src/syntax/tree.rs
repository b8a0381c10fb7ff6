//! A TOML file as a tree of values that know where they stand. Reading recovers: what is sound is kept, every fault is told.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use std::sync::Arc;

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
    /// A TOML date or time; the language has none.
    Datetime,
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

/// Reads a file into a tree, with all its syntax errors.
#[must_use]
pub fn read(source: &Arc<Source>) -> (Node, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let findings = errors
        .iter()
        .map(|error| {
            let message = error.message().to_owned();
            let place = Place { source: Arc::clone(source), span: error.span().unwrap_or(0..0) };
            Diagnostic::new(Code::TomlSyntax, place, text!("geen geldige TOML: {message}", "not valid TOML: {message}")).mend(text!(
                "kijk naar aanhalingstekens, haakjes en dubbele sleutels op deze regel",
                "look at the quotes, brackets and repeated keys on this line"
            ))
        })
        .collect();
    let span = table.span();
    (Node { span, value: Value::Table(entries(table.get_ref())) }, findings)
}

fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), node: node(value) })
        .collect();
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
        DeValue::Datetime(_) => Value::Datetime,
        DeValue::Array(items) => Value::Array(items.iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Node { span: value.span(), value: kind }
}

impl Node {
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
