// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Statements that are no TOML. Each is told once, in plain words, and taken out of the text, so that the rest of the file is read as
//! if it stood there alone; at its place in the tree stands [`Value::Faulty`](super::Value::Faulty).

use toml::de::{DeTable, Error};

use super::tree::Entry;
use crate::diagnostic::Span;
use crate::lang::Text;
use crate::text;

/// After so many the file is no rule set at all.
const MOST: usize = 100;

/// A statement that could not be read.
pub struct Broken {
    /// What to point at.
    pub span: Span,
    /// What was found.
    pub found: Text,
    /// How to mend it.
    pub mend: Text,
    /// The table in which it stands, or that it opens, as far as the text tells; the last part is its key.
    pub path: Vec<String>,
    /// Whether it opens a table (`[…]`).
    pub opens_table: bool,
    /// Whether it opens a table of a list (`[[…]]`).
    pub opens_list: bool,
    /// Where it ends.
    end: usize,
}

/// Takes out what cannot be read: the text with blanks in its place, so that every byte stays where it was, and what was taken out.
pub fn take_out(text: &str) -> (String, Vec<Broken>) {
    let (mut rest, mut found) = (text.to_owned(), Vec::new());
    while found.len() < MOST {
        let (_, errors) = DeTable::parse_recoverable(&rest);
        let first = errors
            .iter()
            .filter(|error| !is_repeated(error))
            .filter_map(|error| Some((error.span()?, error.message().to_owned())))
            .min_by_key(|(span, _)| span.start);
        let Some((span, message)) = first else { break };
        let statement = Statement::at(&rest, span.start.min(rest.len()));
        let follows = found.last().is_some_and(|last: &Broken| statement.start == last.end && !is_statement(statement.text(&rest)));
        let (found_words, mend) = statement.words(&rest, &span, &message);
        let path = statement.path(&rest);
        let inside = (statement.start..statement.end).contains(&span.start) && span.end <= statement.end;
        let place = if inside { one_character(&rest, &span) } else { statement.start..statement.first_line_end(&rest) };
        match found.last_mut().filter(|_| follows) {
            // Lines of a value whose begin could not be read.
            Some(last) => last.end = statement.end,
            None => found.push(Broken {
                span: place,
                found: found_words,
                mend,
                path,
                opens_table: statement.text(&rest).starts_with('['),
                opens_list: statement.text(&rest).starts_with("[["),
                end: statement.end,
            }),
        }
        if statement.text(&rest).trim().is_empty() {
            break; // Nothing left to take out.
        }
        rest = blanked(&rest, statement.start..statement.end);
    }
    (rest, found)
}

/// Whether an error is a key that stands twice; the first one is kept, and the text can be read.
fn is_repeated(error: &Error) -> bool {
    error.message() == "duplicate key"
}

/// A key that stands twice: its place, and its path in the tree.
pub struct Repeated {
    /// The second one.
    pub span: Span,
    /// The first one, where it stands on a line of its own.
    pub first: Option<Span>,
    /// Where it stands, or for a value in braces the key of the whole.
    pub path: Vec<String>,
    /// Other keys of the same table that stand twice.
    pub more: Vec<Vec<String>>,
}

/// Keys that stand twice. Of a table that stands twice the head is told and not what is in it.
pub fn repeated(text: &str, errors: &[Error]) -> Vec<Repeated> {
    let mut spans: Vec<Span> = errors.iter().filter(|error| is_repeated(error)).filter_map(Error::span).collect();
    spans.sort_by_key(|span| span.start);
    let mut told: Vec<Repeated> = Vec::new();
    for span in spans {
        let path = Statement::at(text, span.start).path(text);
        let table = &path[..path.len().saturating_sub(1)];
        if told.iter().any(|earlier| path.starts_with(&earlier.path)) {
            continue;
        }
        // Two tables that run into each other have many keys twice.
        match told
            .last_mut()
            .filter(|last| is_key(text, &last.span) && is_key(text, &span) && last.path.starts_with(table) && last.path.len() == path.len())
        {
            Some(last) => last.more.push(path),
            None => told.push(Repeated { first: first_of(text, &span), span, path, more: Vec::new() }),
        }
    }
    told
}

/// Whether a place is in a key with a value, and not in the head of a table.
fn is_key(text: &str, span: &Span) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    !text[line..].starts_with('[')
}

/// Where the key of a second line or head stood first: the same head anywhere above, or the same key above in its table.
fn first_of(text: &str, second: &Span) -> Option<Span> {
    let line = text[..second.start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = text[line..second.start].to_owned() + text.get(second.clone())?;
    let head = text[line..].starts_with('[');
    let starts = std::iter::once(0).chain(text[..line].match_indices('\n').map(|(newline, _)| newline + 1));
    let same = |at: &usize| {
        let rest = text[*at..line].strip_prefix(before.as_str());
        rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t', '"']).starts_with(if head { ']' } else { '=' }))
    };
    let table = if head { 0 } else { text[..line].rfind("\n[").map_or(0, |newline| newline + 1) };
    let first = starts.filter(|at| *at >= table && *at < line).find(same)?;
    Some(first + (second.start - line)..first + (second.end - line))
}

fn one_character(text: &str, span: &Span) -> Span {
    let next = text[span.start..].chars().next().filter(|next| span.is_empty() && *next != '\n');
    span.start..span.end + next.map_or(0, char::len_utf8)
}

fn blanked(text: &str, span: Span) -> String {
    let blank: String = text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    [&text[..span.start], &blank, &text[span.end..]].concat()
}

/// Whether a text begins like a key with a value or like the head of a table.
fn is_statement(text: &str) -> bool {
    let line = text.lines().next().unwrap_or("");
    line.starts_with('[') || line.find('=').is_some_and(|end| !line[..end].contains(['{', '}', ',', ']']))
}

/// A key with its value, or the head of a table with its keys when the head itself cannot be read.
struct Statement {
    start: usize,
    end: usize,
    /// How far the value would run: past `end` where a bracket or quote is not closed.
    runs_to: usize,
}

impl Statement {
    fn at(text: &str, byte: usize) -> Self {
        let mut start = 0;
        loop {
            let runs_to = run(text, start);
            if byte < runs_to || runs_to >= text.len() {
                let head = text[start..].trim_start().starts_with('[');
                let end = if head { next_head(text, start) } else { next_start(text, start).unwrap_or(text.len()).min(runs_to) };
                return Self { start, end, runs_to };
            }
            start = runs_to;
        }
    }

    fn text<'t>(&self, text: &'t str) -> &'t str {
        text[self.start..self.end].trim_start()
    }

    fn first_line_end(&self, text: &str) -> usize {
        self.start + text[self.start..self.end].trim_end().find('\n').unwrap_or(text[self.start..self.end].trim_end().len())
    }

    /// Where it stands: the head above it, then its own key.
    fn path(&self, text: &str) -> Vec<String> {
        let own = self.text(text);
        if own.starts_with('[') {
            return names(own.lines().next().unwrap_or("").trim_matches(['[', ']', ' ']));
        }
        let head = text[..self.start].lines().rev().find(|line| line.starts_with('['));
        let mut path = head.map_or_else(Vec::new, |head| names(head.split('#').next().unwrap_or("").trim().trim_matches(['[', ']'])));
        let key = own.find(|next: char| next == '=' || next == ':' || next.is_whitespace()).map_or(own, |end| &own[..end]);
        // A pattern that lacks its quotes is one key, whatever points it has.
        let key = if key.contains("..") { vec![key.to_owned()] } else { names(key) };
        path.extend(if key.is_empty() { vec![Entry::GUESSED.to_owned()] } else { key });
        path
    }

    /// What is wrong with it and how to mend it.
    fn words(&self, text: &str, span: &Span, message: &str) -> (Text, Text) {
        let found = text.get(span.clone()).unwrap_or("").trim();
        let quote = text!("sluit de tekst met een \"", "close the text with a \"");
        let own = self.text(text);
        if self.runs_to > self.end && !own.starts_with('[') {
            return (
                text!("deze waarde wordt niet gesloten", "this value is not closed"),
                text!("sluit elk haakje en elk aanhalingsteken", "close every bracket and every quote"),
            );
        }
        if own.lines().any(|line| unescaped_quotes(line) % 2 == 1) && !own.contains("\"\"\"") {
            return (text!("een tekst wordt niet gesloten", "a text is not closed"), quote);
        }
        let kind = message.split(", expected").next().unwrap_or(message);
        match kind {
            "invalid literal string" | "invalid basic string" | "invalid multi-line basic string" | "invalid multi-line literal string" => {
                (text!("een tekst wordt niet gesloten", "a text is not closed"), quote)
            }
            "unclosed table" | "unclosed array table" => (
                text!("de kop van deze tabel wordt niet gesloten", "the head of this table is not closed"),
                text!("sluit hem met evenveel ] als er [ staan", "close it with as many ] as there are ["),
            ),
            "string values must be quoted" if found.is_empty() => {
                (text!("na de = staat geen waarde", "no value stands after the ="), text!("vul de waarde in", "fill in the value"))
            }
            "string values must be quoted" if found.contains(char::is_whitespace) => (
                text!("`{found}` is geen waarde", "`{found}` is not a value"),
                text!(
                    "zet een komma tussen twee delen, of een tekst tussen aanhalingstekens",
                    "put a comma between two parts, or a text between quotes"
                ),
            ),
            "string values must be quoted" => (
                text!("`{found}` is geen waarde", "`{found}` is not a value"),
                text!("zet een tekst tussen aanhalingstekens: \"{found}\"", "put a text between quotes: \"{found}\""),
            ),
            "key with no value" | "missing assignment between key-value pairs" | "missing value for key" => {
                (text!("na de sleutel staat geen =", "no = stands after the key"), text!("schrijf: sleutel = waarde", "write: key = value"))
            }
            "unexpected key or value" | "unexpected content" if text[span.start..].starts_with(',') => (
                text!("een komma na een waarde", "a comma after a value"),
                text!(
                    "schrijf een getal met een punt, 0.8, en een lijst tussen [ en ]",
                    "write a number with a point, 0.8, and a list between [ and ]"
                ),
            ),
            "unexpected key or value" | "unexpected content" => (
                text!("na de waarde staat nog iets", "something stands after the value"),
                text!("zet op een regel één waarde", "put one value on a line"),
            ),
            "invalid unquoted key" | "unquoted keys cannot be empty" | "invalid inline table element" => (
                text!("een sleutel met tekens die zonder aanhalingstekens niet kunnen", "a key with characters that need quotes"),
                text!("zet de sleutel tussen aanhalingstekens: \"1..=2\" = 3", "put the key between quotes: \"1..=2\" = 3"),
            ),
            "invalid key-value pair" | "missing table open" => (
                text!("dit is geen sleutel met een waarde", "this is not a key with a value"),
                text!("ontbreekt hierboven het begin van een lijst of tabel?", "is the beginning of a list or table missing above?"),
            ),
            _ if kind.contains("comma") || kind.contains("assignment between") => (
                text!("tussen twee delen hoort precies één komma", "exactly one comma belongs between two parts"),
                text!("kijk naar de komma's op deze plaats", "look at the commas here"),
            ),
            _ if ["leading zero", "mantissa", "fraction", "exponent", "sign", "`_`", "radix", "number", "float"]
                .iter()
                .any(|word| kind.contains(word)) =>
            {
                (
                    text!("een getal in een vorm die TOML niet kent", "a number of a form that TOML does not have"),
                    text!("schrijf bijvoorbeeld 5, -1 of 0.5", "write for instance 5, -1 or 0.5"),
                )
            }
            _ => (
                text!("de tekst is geen geldige TOML ({message})", "the text is not valid TOML ({message})"),
                text!("kijk naar aanhalingstekens en haakjes op deze regel", "look at the quotes and brackets on this line"),
            ),
        }
    }
}

/// Where a statement ends that starts here: at the first line end outside brackets and long strings.
fn run(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_head = text[start..].trim_start_matches([' ', '\t']).starts_with('[');
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' if depth == 0 || is_head => return at + 1,
            b'#' => at += text[at..].find('\n').unwrap_or(text.len() - at) - 1,
            quote @ (b'"' | b'\'') => at = past_string(text, at, quote) - 1,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The byte after a string; a short string that is not closed ends with its line.
fn past_string(text: &str, start: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let is_long = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if is_long { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !is_long => return at,
            next if next == quote && !is_long => return at + 1,
            next if next == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The first later line that begins like a statement, without a space before it.
fn next_start(text: &str, start: usize) -> Option<usize> {
    let begins = |line: &str| !line.starts_with([' ', '\t', '#', '=']) && is_statement(line);
    later_lines(text, start).find(|&at| begins(text[at..].lines().next().unwrap_or("")))
}

/// The next line that opens a table.
fn next_head(text: &str, start: usize) -> usize {
    later_lines(text, start).find(|&at| text[at..].starts_with('[')).unwrap_or(text.len())
}

fn later_lines(text: &str, start: usize) -> impl Iterator<Item = usize> {
    let first = start + text[start..].find(|next: char| !next.is_whitespace()).unwrap_or(0);
    text[first..].match_indices('\n').map(move |(newline, _)| first + newline + 1)
}

fn unescaped_quotes(line: &str) -> usize {
    let line = line.replace("\\\\", "").replace("\\\"", "");
    line.split('#').next().unwrap_or("").matches('"').count()
}

/// The parts of a dotted key; a quoted part may have points of its own.
fn names(path: &str) -> Vec<String> {
    let mut quoted = false;
    let parts = path.split(|next: char| {
        quoted ^= matches!(next, '"' | '\'');
        next == '.' && !quoted
    });
    parts.map(|name| name.trim().trim_matches(['"', '\'']).to_owned()).filter(|name| !name.is_empty()).collect()
}
