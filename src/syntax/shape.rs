// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a grammar is made of, and the check of a tree against it. The same grammar yields the JSON Schema.

use std::sync::Arc;

use super::tree::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Place, Source, Span, nearest::nearest};
use crate::lang::Text;
use crate::text;

/// What may stand at a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `{ nl = "…", en = "…" }`, both.
    Text,
    /// A text that is the same in both languages.
    Words,
    /// A name of something in the file.
    Id,
    /// One of a fixed list of words.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A number, read from its literal text.
    Number,
    /// true or false.
    Boolean,
    /// A pattern: a string or a list of strings.
    Pattern,
    /// A number or an ISO date: the limit of a domain.
    Limit,
    /// A list of one shape.
    List(&'static Shape),
    /// One value or a list of them.
    OneOrMore(&'static Shape),
    /// A number, or a list of names.
    NumberOrNames,
    /// A number, or this word where there is none.
    NumberOr(&'static str),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table whose keys are names, all with one shape.
    Map(&'static Shape),
    /// A table whose keys are patterns, all with one shape.
    PatternMap(&'static Shape),
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must stand there.
    pub required: bool,
    /// What may stand at it.
    pub shape: Shape,
    /// What it is for, in English: the description in the JSON Schema.
    pub doc: &'static str,
}

/// A required key.
#[must_use]
pub const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, required: true, shape, doc }
}

/// An optional key.
#[must_use]
pub const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, required: false, shape, doc }
}

/// Holds a tree against a grammar; faulty values become [`Value::Faulty`], so that later stages neither trust nor miss them.
pub(super) struct Check<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) findings: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    /// Checks the keys of a table. `path` is how the table is named in messages, empty for the file.
    pub(super) fn table(&mut self, node: &mut Node, keys: &'static [Key], path: &str) {
        let span = heading(self.source, &node.span);
        let Value::Table(entries) = &mut node.value else { return };
        let meant = self.unknown_keys(entries, keys, path);
        let mut guessed = false;
        for entry in entries.iter_mut() {
            match keys.iter().find(|key| key.name == entry.key) {
                Some(key) => self.value(&mut entry.node, key.shape, &join(path, key.name)),
                // What is left is faulty: its line could not be read, so its key is a guess, or it was told.
                None => guessed |= entry.key == Entry::GUESSED,
            }
        }
        let missing: Vec<&Key> = keys.iter().filter(|key| key.required && !entries.iter().any(|entry| entry.key == key.name)).collect();
        for key in &missing {
            let node = Node { span: span.clone(), value: Value::Faulty };
            entries.push(Entry { key: key.name.to_owned(), key_span: span.clone(), node });
        }
        // A line that could not be read, or a mistyped key, may be the one that is missing.
        let missing = missing.into_iter().filter(|key| !guessed && !meant.contains(&key.name));
        let (provenance, others): (Vec<&Key>, Vec<&Key>) =
            missing.partition(|key| !path.is_empty() && matches!(key.name, "source" | "evidence"));
        self.missing_keys(Code::MissingKey, &others, &span, path);
        self.missing_keys(Code::NoSource, &provenance, &span, path);
    }

    /// Tells the keys that a table lacks, all at once.
    fn missing_keys(&mut self, code: Code, keys: &[&Key], span: &Span, path: &str) {
        let names = keys.iter().map(|key| format!("`{}`", key.name)).collect::<Vec<_>>().join(", ");
        let lines = keys.iter().map(|key| format!("{} = {}", key.name, key.shape.example())).collect::<Vec<_>>().join(", ");
        let (at_nl, at_en) = place_name(path);
        let found = match keys {
            [] => return,
            [_] => text!("{names} ontbreekt in {at_nl}", "{names} is missing in {at_en}"),
            _ => text!("{names} ontbreken in {at_nl}", "{names} are missing in {at_en}"),
        };
        self.tell(code, span.clone(), found, |finding| finding.mend(text!("voeg toe: {lines}", "add: {lines}")));
    }

    /// Tells keys that the language does not have: those that look like a typo each, the others at once. A typo is then read as what
    /// was meant, so that nothing seems to be missing. Which keys were meant.
    fn unknown_keys(&mut self, entries: &mut Vec<Entry>, keys: &[Key], path: &str) -> Vec<&'static str> {
        let (at_nl, at_en) = place_name(path);
        let allowed = keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ");
        let allowed = text!("toegestaan: {allowed}", "allowed here: {allowed}");
        let (mut meant, mut strange) = (Vec::new(), Vec::new());
        let is_known = |entry: &Entry| entry.node.is_faulty() || keys.iter().any(|key| key.name == entry.key);
        let (known, unknown): (Vec<Entry>, Vec<Entry>) = std::mem::take(entries).into_iter().partition(is_known);
        *entries = known;
        for mut entry in unknown {
            let (name, span) = (entry.key.clone(), entry.key_span.clone());
            let near = nearest(&name, keys.iter().map(|key| key.name));
            if let Some(key) = near.and_then(|near| keys.iter().find(|key| key.name == near)) {
                let near = key.name;
                meant.push(near);
                let found = text!("onbekende sleutel `{name}` in {at_nl}", "unknown key `{name}` in {at_en}");
                self.tell(Code::UnknownKey, span, found, |finding| {
                    finding.allowed(allowed.clone()).mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?"))
                });
                take_as_meant(entries, entry, key);
            } else {
                strange.push((name, span));
                entry.node.value = Value::Faulty;
                entries.push(entry);
            }
        }
        let names = strange.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let (found, mend) = match strange.len() {
            0 => return meant,
            1 => (
                text!("onbekende sleutel {names} in {at_nl}", "unknown key {names} in {at_en}"),
                text!("haal de sleutel weg", "remove the key"),
            ),
            _ => (
                text!("onbekende sleutels {names} in {at_nl}", "unknown keys {names} in {at_en}"),
                text!("haal ze weg, of zet de kop van hun tabel erboven", "remove them, or put the head of their table above them"),
            ),
        };
        self.tell(Code::UnknownKey, strange[0].1.clone(), found, |finding| finding.allowed(allowed).mend(mend));
        meant
    }

    fn value(&mut self, node: &mut Node, shape: Shape, path: &str) {
        let sound = match (shape, &mut node.value) {
            (Shape::Text, Value::Table(_)) => {
                self.bilingual(node, path);
                true
            }
            (Shape::Words | Shape::Pattern | Shape::Limit, Value::String(text)) => {
                let empty = text.trim().is_empty();
                self.refuse_empty(node, empty, path);
                true
            }
            (Shape::Id, Value::String(text)) => {
                let text = text.clone();
                self.id(&mut node.value, &text, &node.span);
                true
            }
            (Shape::OneOf(words), Value::String(text)) => {
                let text = text.clone();
                self.word(node, &text, words, path);
                true
            }
            (Shape::NumberOr(word), Value::String(text)) if !is_number(text) => {
                let text = text.clone();
                self.number_or_word(node, &text, word, path);
                true
            }
            (_, Value::Faulty)
            | (Shape::Integer, Value::Integer(_))
            | (Shape::Number | Shape::Limit | Shape::NumberOrNames | Shape::NumberOr(_), Value::Integer(_) | Value::Float(_))
            | (Shape::Boolean, Value::Boolean(_)) => true,
            (Shape::Pattern, Value::Array(_)) => {
                self.list(node, &Shape::Words, path);
                true
            }
            (Shape::NumberOrNames, Value::Array(_)) => {
                self.list(node, &Shape::Id, path);
                true
            }
            (Shape::List(inner) | Shape::OneOrMore(inner), Value::Array(_)) => {
                self.list(node, inner, path);
                true
            }
            (Shape::OneOrMore(inner), _) => {
                self.value(node, *inner, path);
                true
            }
            (Shape::Table(keys), Value::Table(_)) => {
                self.table(node, keys, path);
                true
            }
            (Shape::Map(inner), Value::Table(_)) => {
                self.map(node, inner, path, true);
                true
            }
            (Shape::PatternMap(inner), Value::Table(_)) => {
                self.map(node, inner, path, false);
                true
            }
            _ => false,
        };
        if !sound {
            self.wrong_type(node, shape, path);
        }
    }

    fn wrong_type(&mut self, node: &mut Node, shape: Shape, path: &str) {
        let found = node.value.name();
        let (found_nl, found_en) = (found.nl, found.en);
        let expected = shape.name();
        let date = if let Value::Datetime(date) = &node.value { Some(date.clone()) } else { None };
        node.value = Value::Faulty;
        self.tell(Code::WrongType, node.span.clone(), text!("`{path}` is {found_nl}", "`{path}` is {found_en}"), |finding| {
            let example = date.map_or_else(|| shape.example(), |date| format!("\"{date}\""));
            finding.allowed(expected).mend(text!("schrijf bijvoorbeeld {example}", "write for instance {example}"))
        });
    }

    fn bilingual(&mut self, node: &mut Node, path: &str) {
        const KEYS: &[Key] = &[must("nl", Shape::Words, "Dutch"), must("en", Shape::Words, "English")];
        let guessed = node.entries().iter().any(|entry| entry.key == Entry::GUESSED);
        let Value::Table(entries) = &mut node.value else { return };
        let meant = self.unknown_keys(entries, KEYS, path);
        for entry in entries.iter_mut().filter(|entry| ["nl", "en"].contains(&entry.key.as_str())) {
            self.value(&mut entry.node, Shape::Words, &join(path, &entry.key.clone()));
        }
        let missing: Vec<&str> = ["nl", "en"].into_iter().filter(|lang| !guessed && !meant.contains(lang) && !node.has(lang)).collect();
        for lang in &missing {
            self.tell(
                Code::MissingLanguage,
                node.span.clone(),
                text!("`{path}` heeft geen tekst in `{lang}`", "`{path}` has no text in `{lang}`"),
                |finding| finding.mend(text!("voeg toe: {lang} = \"…\"", "add: {lang} = \"…\"")),
            );
        }
    }

    fn id(&mut self, value: &mut Value, text: &str, span: &Span) {
        if !is_id(text) {
            *value = Value::Faulty;
            self.tell(Code::BadId, span.clone(), text!("`{text}` kan geen naam zijn", "`{text}` cannot be a name"), |finding| {
                finding.allowed(text!(
                    "letters, cijfers, - _ en losse punten, met een letter of cijfer vooraan",
                    "letters, digits, - _ and single points, with a letter or digit first"
                ))
            });
        }
    }

    fn word(&mut self, node: &mut Node, word: &str, words: &'static [&'static str], path: &str) {
        if words.contains(&word) {
            return;
        }
        node.value = Value::Faulty;
        let allowed = words.join(" | ");
        let near = nearest(word, words.iter().copied());
        self.tell(Code::WordNotAllowed, node.span.clone(), text!("`{path}` is \"{word}\"", "`{path}` is \"{word}\""), |finding| {
            let finding = finding.allowed(text!("kies uit: {allowed}", "one of: {allowed}"));
            match near {
                Some(near) => finding.mend(text!("bedoelde u \"{near}\"?", "did you mean \"{near}\"?")),
                None => finding,
            }
        });
    }

    fn number_or_word(&mut self, node: &mut Node, found: &str, word: &'static str, path: &str) {
        if found == word {
            return;
        }
        node.value = Value::Faulty;
        let near = nearest(found, std::iter::once(word));
        self.tell(Code::WordNotAllowed, node.span.clone(), text!("`{path}` is \"{found}\"", "`{path}` is \"{found}\""), |finding| {
            let finding = finding.allowed(text!("een getal of \"{word}\"", "a number or \"{word}\""));
            match near {
                Some(near) => finding.mend(text!("bedoelde u \"{near}\"?", "did you mean \"{near}\"?")),
                None => finding,
            }
        });
    }

    fn list(&mut self, node: &mut Node, inner: &'static Shape, path: &str) {
        if let Value::Array(nodes) = &mut node.value {
            let empty = nodes.is_empty();
            for element in nodes {
                self.value(element, *inner, path);
            }
            self.refuse_empty(node, empty, path);
        }
    }

    fn map(&mut self, node: &mut Node, inner: &'static Shape, path: &str, named: bool) {
        if let Value::Table(entries) = &mut node.value {
            let empty = entries.is_empty();
            for entry in entries {
                if named && !entry.node.is_faulty() {
                    self.id(&mut entry.node.value, &entry.key, &entry.key_span);
                }
                self.value(&mut entry.node, *inner, &join(path, &entry.key.clone()));
            }
            self.refuse_empty(node, empty && !path.ends_with("when"), path);
        }
    }

    fn refuse_empty(&mut self, node: &mut Node, empty: bool, path: &str) {
        if empty {
            node.value = Value::Faulty;
            self.tell(Code::EmptyValue, node.span.clone(), text!("`{path}` is leeg", "`{path}` is empty"), |finding| {
                finding.mend(text!("vul de waarde of haal de sleutel weg", "fill in the value or remove the key"))
            });
        }
    }

    fn tell(&mut self, code: Code, span: Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let place = Place { source: Arc::clone(self.source), span };
        self.findings.push(more(Diagnostic::new(code, place, found)));
    }
}

impl Shape {
    /// The shape in words.
    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Text => text!("een tekst in twee talen", "a text in two languages"),
            Self::Words | Self::Id => text!("een tekst", "a string"),
            Self::OneOf(words) => Text::same(words.join(" | ")),
            Self::Integer => text!("een geheel getal", "a whole number"),
            Self::Number => text!("een getal", "a number"),
            Self::Boolean => text!("true of false", "true or false"),
            Self::Pattern => text!("een patroon: een tekst of een lijst teksten", "a pattern: a string or a list of strings"),
            Self::Limit => text!("een getal of een datum \"jjjj-mm-dd\"", "a number or a date \"yyyy-mm-dd\""),
            Self::List(_) => text!("een lijst", "a list"),
            Self::OneOrMore(inner) => inner.name(),
            Self::NumberOrNames => text!("een getal of een lijst namen", "a number or a list of names"),
            Self::NumberOr(word) => text!("een getal of \"{word}\"", "a number or \"{word}\""),
            Self::Table(_) | Self::Map(_) | Self::PatternMap(_) => text!("een tabel", "a table"),
        }
    }

    /// How it may be written.
    #[must_use]
    pub fn example(self) -> String {
        match self {
            Self::Text => "{ nl = \"…\", en = \"…\" }".to_owned(),
            Self::Words | Self::Id => "\"…\"".to_owned(),
            Self::OneOf(words) => format!("\"{}\"", words.first().unwrap_or(&"…")),
            Self::Integer | Self::Number | Self::NumberOrNames | Self::NumberOr(_) => "1".to_owned(),
            Self::Boolean => "true".to_owned(),
            Self::Pattern => "\"4..\"".to_owned(),
            Self::Limit => "0".to_owned(),
            Self::List(Self::Number) => "[0, 10]".to_owned(),
            Self::List(inner) => format!("[{}]", inner.example()),
            Self::OneOrMore(inner) => inner.example(),
            Self::Table(_) | Self::Map(_) | Self::PatternMap(_) => "{ … }".to_owned(),
        }
    }
}

impl Value {
    /// What kind of value it is, in words.
    #[must_use]
    pub fn name(&self) -> Text {
        match self {
            Self::String(_) => text!("een tekst", "a string"),
            Self::Integer(_) => text!("een geheel getal", "a whole number"),
            Self::Float(_) => text!("een getal", "a number"),
            Self::Boolean(_) => text!("true of false", "true or false"),
            Self::Datetime(_) => text!("een TOML-datum zonder aanhalingstekens", "a TOML date without quotes"),
            Self::Array(_) => text!("een lijst", "a list"),
            Self::Table(_) => text!("een tabel", "a table"),
            Self::Faulty => text!("fout", "faulty"),
        }
    }
}

/// Reads a mistyped key as the one that was meant, where that is not there yet and the value can be its value; else it is faulty.
fn take_as_meant(entries: &mut Vec<Entry>, mut entry: Entry, key: &Key) {
    match entries.iter_mut().find(|other| other.key == key.name) {
        None if fits(key.shape, &entry.node.value) => {
            key.name.clone_into(&mut entry.key);
            entries.push(entry);
        }
        Some(other) if matches!((key.shape, &entry.node.value), (Shape::Map(_), Value::Table(_))) => merge(&mut other.node, entry.node),
        _ => {
            entry.node.value = Value::Faulty;
            entries.push(entry);
        }
    }
}

/// Adds what is in a table to another, where it is not there yet.
fn merge(node: &mut Node, more: Node) {
    let (Value::Table(entries), Value::Table(more)) = (&mut node.value, more.value) else { return };
    for entry in more {
        match entries.iter_mut().find(|other| other.key == entry.key) {
            Some(other) => merge(&mut other.node, entry.node),
            None => entries.push(entry),
        }
    }
}

/// Whether a text is a number that should stand without quotes.
fn is_number(text: &str) -> bool {
    text.trim_start_matches('-').starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a value has the type of a shape; what is in it is not looked at.
fn fits(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Text | Shape::Table(_) | Shape::Map(_) | Shape::PatternMap(_) => matches!(value, Value::Table(_)),
        Shape::Words | Shape::Id => matches!(value, Value::String(_)),
        Shape::OneOf(words) => matches!(value, Value::String(word) if words.contains(&word.as_str())),
        Shape::Integer => matches!(value, Value::Integer(_)),
        Shape::Number => matches!(value, Value::Integer(_) | Value::Float(_)),
        Shape::Boolean => matches!(value, Value::Boolean(_)),
        Shape::Pattern => matches!(value, Value::String(_) | Value::Array(_)),
        Shape::Limit => matches!(value, Value::Integer(_) | Value::Float(_) | Value::String(_)),
        Shape::List(_) => matches!(value, Value::Array(_)),
        Shape::OneOrMore(inner) => matches!(value, Value::Array(_)) || fits(*inner, value),
        Shape::NumberOrNames => matches!(value, Value::Integer(_) | Value::Float(_) | Value::Array(_)),
        Shape::NumberOr(word) => {
            matches!(value, Value::Integer(_) | Value::Float(_)) || matches!(value, Value::String(text) if text == word)
        }
    }
}

/// Whether a text can be a name.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !text.contains("..")
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn place_name(path: &str) -> (String, String) {
    if path.is_empty() { ("het bestand".to_owned(), "the file".to_owned()) } else { (format!("[{path}]"), format!("[{path}]")) }
}

/// The first line of a table: where a missing key is told.
fn heading(source: &Source, span: &Span) -> Span {
    let text = source.text.get(span.clone()).unwrap_or("");
    span.start..span.start + text.find('\n').unwrap_or(text.len())
}
