// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which row is the header: titles may stand above it and a line with labels or units below it. A row that could be a case, or a name that
//! would be lost, makes it a question.

use std::collections::BTreeSet;

use super::conventions::{Expected, Manner};
use super::{Block, CASE_ID, Row, RunError, cell};
use crate::diagnostic::Code;
use crate::domain::Answer;
use crate::lang::Text;
use crate::text;

/// How many rows are looked at.
const ROWS: usize = 20;

/// Where the header stands among the first rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The header's place.
    pub at: usize,
    /// The place of the first row below it that is a case.
    pub cases: usize,
}

/// Finds the header among the first rows: the one on the line that the user says, else the first with a known name that has a case below it,
/// else the very first.
pub(super) fn find(head: &Block, expected: &Expected<'_>, manner: Manner) -> Result<Place, RunError> {
    let rows: Vec<Row<'_>> = head.rows().collect();
    if let Some(line) = expected.conventions.header {
        let at = rows.iter().position(|row| row.line == line).ok_or_else(|| no_row(line))?;
        return Ok(Place { at, cases: at + 1 });
    }
    if rows.is_empty() {
        return Err(empty());
    }
    let seen = &rows[..rows.len().min(ROWS)];
    let has_names = |row: &Row<'_>| cells(*row).any(|cell| expected.knows(cell));
    let is_header = |at: &usize| has_names(&seen[*at]) && seen.get(at + 1).is_none_or(|next| !has_names(next));
    let Some(at) = (0..seen.len()).find(is_header) else { return Ok(Place { at: 0, cases: 1 }) };
    let columns = Names { header: seen[at], expected, manner };
    for row in &seen[..at] {
        if columns.loses_name(*row) || columns.answers(*row).0 > 0 {
            return Err(unclear(row.line, seen[at].line));
        }
    }
    let is_label =
        seen.get(at + 1).is_some_and(|row| columns.is_label(*row)) && seen.get(at + 2).is_some_and(|row| columns.answers(*row).0 > 0);
    Ok(Place { at, cases: at + 1 + usize::from(is_label) })
}

fn cells(row: Row<'_>) -> impl Iterator<Item = &str> {
    (0..row.width()).filter_map(move |at| row.cell(at)).map(str::trim)
}

/// The columns under a header.
struct Names<'a> {
    header: Row<'a>,
    expected: &'a Expected<'a>,
    manner: Manner,
}

impl Names<'_> {
    /// How many cells of a row are values of their fields, and how many can be no answer.
    fn answers(&self, row: Row<'_>) -> (usize, usize) {
        let (mut values, mut faults) = (0, 0);
        for (name, text) in cells(self.header).zip(cells(row)) {
            let Some(field) = self.expected.fields.iter().find(|field| field.id == name) else { continue };
            match cell::read(field, text, self.manner) {
                Ok(reading) => values += usize::from(matches!(reading.answer, Answer::Known(_))),
                Err(_) => faults += 1,
            }
        }
        (values, faults)
    }

    /// Whether a row above the header has a name that the header has not.
    fn loses_name(&self, row: Row<'_>) -> bool {
        let names: BTreeSet<&str> = cells(self.header).collect();
        cells(row).any(|cell| self.expected.knows(cell) && !names.contains(cell))
    }

    /// Whether a row holds labels or units: no answer in it, several cells that can be none, and no digit in the name of its case.
    fn is_label(&self, row: Row<'_>) -> bool {
        let mut named = cells(self.header).zip(cells(row));
        let is_case = named.any(|(name, text)| name == CASE_ID && text.bytes().any(|byte| byte.is_ascii_digit()));
        let (values, faults) = self.answers(row);
        values == 0 && faults > 1 && !is_case
    }
}

fn empty() -> RunError {
    RunError::refused(
        Code::EmptyInput,
        text!("de invoer is leeg: er is geen kop met kolomnamen", "the input is empty: there is no header with column names"),
        text!("zet de namen van de kolommen op de eerste regel", "put the names of the columns on the first line"),
    )
}

fn no_row(line: u64) -> RunError {
    let found = text!("op regel {line} begint geen rij", "no row starts on line {line}");
    let mend = text!("noem met --header-line de regel met de kolomnamen", "name with --header-line the line with the column names");
    RunError::refused(Code::HeaderUnclear, found, mend)
}

fn unclear(above: u64, header: u64) -> RunError {
    let found: Text = text!(
        "regel {header} lijkt de kop, maar regel {above} erboven kan een zaak zijn of een deel van de kop",
        "line {header} looks like the header, but line {above} above it may be a case or a part of the header"
    );
    let mend = text!(
        "zeg met --header-line op welke regel de kolomnamen staan, of haal regel {above} weg",
        "say with --header-line which line has the column names, or remove line {above}"
    );
    RunError::refused(Code::HeaderUnclear, found, mend)
}
