// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A TOML text as a tree that keeps numbers as they are written, and a reader that leaves no key unseen.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::verifier::fixed::{self, Int};
use crate::verifier::pattern::{Set, Space};
use crate::verifier::text::{Text, say};

#[derive(Debug)]
pub enum Tree {
    Text(String),
    Number(String),
    Bool(bool),
    List(Vec<Tree>),
    Table(Vec<(String, Tree)>),
    /// Something of TOML that the language does not have.
    Other,
}

/// Reads the text, or says what TOML has against it.
pub fn parse(text: &str) -> Result<Tree, String> {
    DeTable::parse(text).map(|table| self::table(table.get_ref())).map_err(|error| error.to_string())
}

fn table(table: &DeTable<'_>) -> Tree {
    Tree::Table(table.iter().map(|(key, value)| (key.get_ref().to_string(), tree(value))).collect())
}

fn tree(value: &Spanned<DeValue<'_>>) -> Tree {
    let number = |digits: &str| Tree::Number(digits.replace('_', "").trim_start_matches('+').to_owned());
    match value.get_ref() {
        DeValue::String(text) => Tree::Text(text.to_string()),
        DeValue::Integer(whole) if whole.radix() == 10 => number(whole.as_str()),
        DeValue::Float(float) => number(float.as_str()),
        DeValue::Boolean(truth) => Tree::Bool(*truth),
        DeValue::Array(list) => Tree::List(list.iter().map(tree).collect()),
        DeValue::Table(inner) => table(inner),
        DeValue::Integer(_) | DeValue::Datetime(_) => Tree::Other,
    }
}

impl Tree {
    pub fn text(&self, place: &str) -> Result<&str, Text> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(say!("{place}: hier hoort een tekst", "{place}: a text belongs here")),
        }
    }

    /// A number of this many decimals at most.
    pub fn number(&self, decimals: u32, place: &str) -> Result<Int, Text> {
        let found = if let Self::Number(text) = self { fixed::parse(text, decimals) } else { None };
        found.ok_or_else(|| say!("{place}: geen getal dat dit programma kent", "{place}: not a number that this program knows"))
    }

    pub fn points(&self, place: &str) -> Result<Int, Text> {
        self.number(fixed::POINTS, place)
    }

    pub fn list(&self, place: &str) -> Result<&[Tree], Text> {
        match self {
            Self::List(list) => Ok(list),
            _ => Err(say!("{place}: hier hoort een lijst", "{place}: a list belongs here")),
        }
    }

    pub fn entries(&self, place: &str) -> Result<&[(String, Tree)], Text> {
        match self {
            Self::Table(entries) => Ok(entries),
            _ => Err(say!("{place}: hier hoort een tabel", "{place}: a table belongs here")),
        }
    }

    pub fn texts(&self, place: &str) -> Result<Vec<&str>, Text> {
        self.list(place)?.iter().map(|text| text.text(place)).collect()
    }

    /// A pattern or a list of patterns.
    pub fn set(&self, space: &Space, place: &str) -> Result<Set, Text> {
        let patterns = if let Self::Text(pattern) = self { vec![pattern.as_str()] } else { self.texts(place)? };
        space.set(&patterns, place)
    }
}

/// The keys of one table; each is read, or known not to count.
pub struct Keys<'a> {
    place: String,
    left: Vec<&'a (String, Tree)>,
}

/// Keys that say where a table comes from and what it is called.
const TOLD: [&str; 3] = ["title", "source", "evidence"];

impl<'a> Keys<'a> {
    pub fn of(tree: &'a Tree, place: &str) -> Result<Self, Text> {
        Ok(Self { place: place.to_owned(), left: tree.entries(place)?.iter().collect() })
    }

    /// Where a key stands.
    pub fn at(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    pub fn take(&mut self, key: &str) -> Option<&'a Tree> {
        let found = self.left.iter().position(|(name, _)| name == key)?;
        Some(&self.left.remove(found).1)
    }

    pub fn need(&mut self, key: &str) -> Result<&'a Tree, Text> {
        let place = self.at(key);
        self.take(key).ok_or_else(|| say!("{place}: ontbreekt", "{place}: is not there"))
    }

    pub fn text(&mut self, key: &str) -> Result<&'a str, Text> {
        let place = self.at(key);
        self.need(key)?.text(&place)
    }

    /// A table of tables: an entry's name, its place and what it holds. Nothing when the key is absent.
    pub fn named(&mut self, key: &str) -> Result<Vec<(&'a str, Keys<'a>)>, Text> {
        let place = self.at(key);
        let Some(tree) = self.take(key) else { return Ok(Vec::new()) };
        tree.entries(&place)?.iter().map(|(name, tree)| Ok((name.as_str(), Keys::of(tree, &format!("{place}.{name}"))?))).collect()
    }

    /// A list of tables. Nothing when the key is absent.
    pub fn each(&mut self, key: &str) -> Result<Vec<Keys<'a>>, Text> {
        let place = self.at(key);
        let Some(tree) = self.take(key) else { return Ok(Vec::new()) };
        tree.list(&place)?.iter().enumerate().map(|(at, tree)| Keys::of(tree, &format!("{place}[{}]", at + 1))).collect()
    }

    /// These keys change no score.
    pub fn skip(&mut self, keys: &[&str]) {
        self.left.retain(|(name, _)| !keys.contains(&name.as_str()) && !TOLD.contains(&name.as_str()));
    }

    /// Whatever is left is something that this program does not know.
    pub fn finish(mut self) -> Result<(), Text> {
        self.skip(&[]);
        match self.left.first() {
            None => Ok(()),
            Some((key, _)) => {
                let place = self.at(key);
                Err(say!("{place}: onbekende sleutel", "{place}: unknown key"))
            }
        }
    }
}
