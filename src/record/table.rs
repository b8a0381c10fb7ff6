// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A table of cases: rows under a header. Lines around them that are no cases (titles, labels, a line of totals) and empty columns at the
//! right are left out, and said.

use std::collections::BTreeSet;
use std::io::Read;

use super::conventions::{Expected, Manner};
use super::decimal::Mark;
use super::lines::Noted;
use super::rows::{Grid, Rows};
use super::text::Csv;
use super::{Block, Lines, RunError, guard, header};
use crate::diagnostic::Code;
use crate::domain::answer::{TOTALS, is_one_of};
use crate::lang::Text;
use crate::text;

/// Rows that are read before the header is chosen.
const HEAD: usize = 64;

/// A table that is being read.
pub struct Table<G> {
    grid: G,
    header: Vec<String>,
    /// Whether texts were guarded from a spreadsheet.
    guarded: bool,
    /// Cells of the header with the empty ones at its right.
    full: usize,
    header_line: u64,
    /// Lines above and below the header that are no cases.
    skipped: Vec<u64>,
    /// Rows that were read ahead.
    ahead: Option<Block>,
    /// Lines below the header with nothing but separators.
    blank: u64,
    totals: Option<u64>,
    /// The first line that starts like a line of totals and is not the last.
    kept: Option<u64>,
}

impl<R: Read> Table<Csv<R>> {
    /// Starts to read a text: finds encoding, separator and header.
    ///
    /// # Errors
    /// When the input cannot be read, has no header or two columns of one name, or it is unclear how it is written.
    pub fn csv(input: R, expected: &Expected<'_>) -> Result<Self, RunError> {
        Self::open(Csv::open(input, expected)?, expected)
    }
}

impl<G: Grid> Table<G> {
    /// Finds the header among rows.
    ///
    /// # Errors
    /// When the input cannot be read, has no header or two columns of one name, or it is unclear which row is the header.
    pub fn open(mut grid: G, expected: &Expected<'_>) -> Result<Self, RunError> {
        let mut head = Block::default();
        grid.read(&mut head, HEAD)?;
        let manner = Manner { mark: grid.mark(), dates: expected.conventions.dates };
        let place = header::find(&head, expected, manner)?;
        let (mut header, mut lines) = (Vec::new(), Vec::new());
        for (at, row) in head.rows().enumerate().take(place.cases) {
            if at == place.at {
                header.extend((0..row.width()).filter_map(|at| row.cell(at)).map(|name| name.trim().to_owned()));
            }
            lines.push(row.line);
        }
        let full = header.len();
        let named = header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        header.truncate(named.max(1));
        refuse_duplicates(&header)?;
        head.drop_first(place.cases);
        let header_line = lines.remove(place.at);
        let ahead = (!head.is_empty()).then_some(head);
        let guarded = guard::is_told(&header);
        if guarded {
            header = header.iter().map(|name| guard::restored(name).to_owned()).collect();
        }
        Ok(Self { grid, header, guarded, full, header_line, skipped: lines, ahead, blank: 0, totals: None, kept: None })
    }

    /// Reads on until there is a row that says something, or no row is left.
    fn fill(&mut self, block: &mut Block, rows: usize) -> Result<(), RunError> {
        loop {
            match self.ahead.take() {
                Some(ahead) => *block = ahead,
                None => self.grid.read(block, rows)?,
            }
            // A row of a sheet or frame has its number; a line of a text that holds only separators is an empty line.
            if block.is_empty() || !self.grid.has_lines() {
                return Ok(());
            }
            self.blank += block.drop_blank();
            if !block.is_empty() {
                return Ok(());
            }
        }
    }

    /// Takes the line of totals off, when it is the very last row; that takes a look ahead.
    fn drop_totals(&mut self, block: &mut Block, rows: usize) -> Result<(), RunError> {
        let last = block.len().saturating_sub(1);
        let lines =
            block.rows().enumerate().filter(|(_, row)| row.bytes(0).is_some_and(may_be_totals) && row.cell(0).is_some_and(is_totals));
        let found: Vec<(usize, u64)> = lines.map(|(at, row)| (at, row.line)).collect();
        for (at, line) in found {
            if at == last {
                let mut next = Block::default();
                self.fill(&mut next, rows)?;
                if next.is_empty() {
                    block.drop_last();
                    self.totals = Some(line);
                    return Ok(());
                }
                self.ahead = Some(next);
            }
            self.kept = self.kept.or(Some(line));
        }
        Ok(())
    }
}

/// Whether the first cell of a row says that the row holds totals.
pub(super) fn is_totals(cell: &str) -> bool {
    is_one_of(cell.trim().trim_end_matches(':'), TOTALS)
}

/// A look at the first letter spares most rows the comparison: that of a word for totals, or what may stand before it.
fn may_be_totals(cell: &[u8]) -> bool {
    cell.first().is_some_and(|first| matches!(first, b't' | b'T' | b's' | b'S' | b'e' | b'E') || !first.is_ascii_alphanumeric())
}

impl<G: Grid> Rows for Table<G> {
    /// The names of the columns, without outer spaces.
    fn header(&self) -> &[String] {
        &self.header
    }

    fn mark(&self) -> Mark {
        self.grid.mark()
    }

    fn has_lines(&self) -> bool {
        self.grid.has_lines()
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = vec![self.grid.note()];
        let (header, dropped) = (self.header_line, self.full - self.header.len());
        if !self.skipped.is_empty() {
            let lines = self.skipped.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
            notes.push(text!(
                "kop op regel {header}; geen zaken en overgeslagen: regel {lines}",
                "header on line {header}; no cases and skipped: line {lines}"
            ));
        }
        if dropped > 0 {
            notes.push(text!("lege kolommen rechts weggelaten: {dropped}", "empty columns at the right left out: {dropped}"));
        }
        if self.blank > 0 {
            let blank = self.blank;
            notes.push(text!("regels zonder inhoud overgeslagen: {blank}", "lines without content left out: {blank}"));
        }
        if let Some(line) = self.totals {
            notes.push(text!("regel {line} is een totaalregel en geen zaak", "line {line} holds totals and is no case"));
        }
        if let Some(line) = self.kept {
            notes.push(text!(
                "regel {line} begint als een totaalregel maar is niet de laatste: gelezen als zaak",
                "line {line} starts like a line of totals but is not the last: read as a case"
            ));
        }
        notes
    }

    /// # Errors
    /// When the input cannot be read on.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        self.fill(block, rows)?;
        if self.full > self.header.len() || !self.grid.has_lines() {
            let least = if self.grid.has_lines() { self.header.len() } else { 0 };
            block.fit(self.header.len(), least..=self.full);
        }
        block.set_guarded(self.guarded);
        self.drop_totals(block, rows)?;
        Ok(!block.is_empty())
    }

    fn read_lines(&mut self, lines: &mut Lines, rows: usize) -> Result<bool, RunError> {
        if self.ahead.is_some() || self.guarded || !self.grid.read_lines(lines, rows)? {
            return Ok(false);
        }
        (lines.width, lines.full) = (self.header.len(), self.full);
        Ok(true)
    }

    fn note(&mut self, noted: Noted) {
        self.blank += noted.blank;
        self.kept = self.kept.into_iter().chain(noted.totals).min();
    }
}

fn refuse_duplicates(header: &[String]) -> Result<(), RunError> {
    let mut seen = BTreeSet::new();
    let mut twice: Vec<&str> = header.iter().map(String::as_str).filter(|name| !name.is_empty() && !seen.insert(*name)).collect();
    twice.dedup();
    if twice.is_empty() {
        return Ok(());
    }
    let names = twice.join(", ");
    Err(RunError::refused(
        Code::DuplicateColumn,
        text!("kolommen die er meer dan één keer staan: {names}", "columns that stand there more than once: {names}"),
        text!("geef elke kolom een eigen naam", "give every column a name of its own"),
    ))
}

#[cfg(test)]
mod tests;
