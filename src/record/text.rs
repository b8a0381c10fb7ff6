// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows of cells in a text (CSV): the encoding and the separator are found, rows come block by block in constant memory.

use std::io::Read;

use super::characters::Characters;
use super::conventions::Expected;
use super::decimal::Mark;
use super::rows::Grid;
use super::scan::Scan;
use super::{Block, RunError, separator};
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::text;

/// A longer row is a quote that was not closed.
const LONGEST_ROW: usize = 1 << 20;

/// A text that is being read.
pub struct Csv<R> {
    characters: Characters<R>,
    scan: Scan,
    separator: u8,
    mark: Mark,
}

impl<R: Read> Csv<R> {
    /// Starts to read: finds the encoding and the separator.
    ///
    /// # Errors
    /// When the input cannot be read, or its encoding or separator is unclear.
    pub fn open(input: R, expected: &Expected<'_>) -> Result<Self, RunError> {
        let characters = Characters::open(input, expected.conventions.encoding)?;
        let separator = separator::detect(characters.ready(), characters.ended(), |name| expected.knows(name))?;
        let unsaid = if separator == b',' { Mark::Point } else { Mark::CommaOrPoint };
        let mark = expected.conventions.decimal.map_or(unsaid, Mark::Said);
        Ok(Self { characters, scan: Scan::new(separator), separator, mark })
    }
}

impl<R: Read> Grid for Csv<R> {
    /// # Errors
    /// When the input cannot be read, is not of its encoding, or has a quote that is not closed.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<(), RunError> {
        block.clear();
        loop {
            let taken = self.scan.feed(self.characters.ready(), block, rows);
            self.characters.take(taken);
            if let Some(line) = self.scan.stray() {
                return Err(open_quote(line));
            }
            if self.scan.is_between() && block.is_full(rows) {
                return Ok(());
            }
            let ended = self.characters.ended();
            let closed = block.pending() <= LONGEST_ROW && (!ended || self.scan.finish(block));
            if !closed {
                return Err(open_quote(self.scan.start()));
            }
            if ended {
                return Ok(());
            }
            self.characters.fill(self.scan.line())?;
        }
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn has_lines(&self) -> bool {
        true
    }

    fn note(&self) -> Text {
        let separator = if self.separator == b'\t' { "tab".to_owned() } else { format!("‘{}’", char::from(self.separator)) };
        let (encoding, mark) = (self.characters.encoding().name(), self.mark.words());
        let (nl, en) = (mark.nl, mark.en);
        text!("scheidingsteken {separator}, {encoding}, {nl}", "separator {separator}, {encoding}, {en}")
    }
}

fn open_quote(line: u64) -> RunError {
    RunError::refused(
        Code::OpenQuote,
        text!(
            "in de rij die op regel {line} begint wordt een aanhalingsteken niet gesloten, of staat er tekst achter",
            "in the row that starts on line {line} a quote is not closed, or text follows it"
        ),
        text!("sluit het aanhalingsteken of haal het weg", "close the quote or remove it"),
    )
}
