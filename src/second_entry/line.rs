// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The lines of a second table.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Source, nearest::nearest};
use crate::lang::Text;
use crate::parts::part::Kind;
use crate::text;

/// The first line.
const HEADER: [&str; 4] = ["part", "id", "when", "value"];

/// A line that begins so is a comment; the first says what the table is.
const COMMENT: u8 = b'#';

/// What a second table says of itself in its first line: how its numbers were entered.
#[must_use]
pub fn origin(source: &Source) -> Option<&str> {
    source.text.lines().next()?.strip_prefix(char::from(COMMENT)).map(str::trim)
}

/// One line, its cells not yet read.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it speaks of.
    pub kind: Kind,
    /// Of which.
    pub id: String,
    /// Where.
    pub when: String,
    /// What it gives.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// Reads the lines; tells those that have not four cells or an unknown part.
pub fn lines(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(COMMENT))
        .trim(csv::Trim::All)
        .from_reader(source.text.as_bytes());
    let mut lines = Vec::new();
    let mut headed = false;
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let place = place(source, record.position().map_or(0, csv::Position::byte));
        let cells: Vec<&str> = record.iter().collect();
        if !headed {
            headed = true;
            if cells != HEADER {
                findings.push(no_header(place));
            }
            continue;
        }
        match line(&cells, place) {
            Ok(line) => lines.push(line),
            Err(finding) => findings.push(*finding),
        }
    }
    if !headed {
        findings.push(no_header(place(source, 0)));
    }
    lines
}

fn line(cells: &[&str], place: Place) -> Result<Line, Box<Diagnostic>> {
    let &[part, id, when, value] = cells else {
        let count = cells.len();
        let found = text!("deze regel heeft {count} cellen", "this line has {count} cells");
        return Err(Box::new(unreadable(place, found, text!("vier: part,id,when,value", "four: part,id,when,value"))));
    };
    let Some(kind) = Kind::find(part, id) else { return Err(Box::new(unknown_part(place, part))) };
    Ok(Line { kind, id: id.to_owned(), when: when.to_owned(), value: value.to_owned(), place })
}

/// A line that cannot be read.
pub fn unreadable(place: Place, found: Text, allowed: Text) -> Diagnostic {
    Diagnostic::new(Code::SecondUnreadable, place, found).allowed(allowed)
}

fn no_header(place: Place) -> Diagnostic {
    let found = text!("de eerste regel is niet de kop van een tweede tabel", "the first line is not the header of a second table");
    unreadable(place, found, text!("part,id,when,value", "part,id,when,value"))
}

fn unknown_part(place: Place, part: &str) -> Diagnostic {
    let mut words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    words.dedup();
    let all = words.join(" | ");
    let found = text!("`{part}` is geen soort onderdeel", "`{part}` is not a kind of part");
    let finding = unreadable(place, found, text!("kies uit: {all}", "one of: {all}"));
    match nearest(part, words.iter().copied()) {
        Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
        None => finding,
    }
}

/// The line on which a record starts.
fn place(source: &Arc<Source>, byte: u64) -> Place {
    let text = &source.text;
    let from = usize::try_from(byte).unwrap_or(0).min(text.len());
    let rest = text.get(from..).unwrap_or("");
    let start = from + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let end = start + text.get(start..).unwrap_or("").lines().next().unwrap_or("").len();
    Place { source: Arc::clone(source), span: start..end }
}
