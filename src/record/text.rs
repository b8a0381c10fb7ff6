// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows of cells in a text (CSV): the encoding and the separator are found, rows come block by block in constant memory.

use std::io::Read;

use memchr::{memchr, memchr_iter, memrchr};

use super::characters::{Characters, breaks};
use super::conventions::Expected;
use super::decimal::Mark;
use super::rows::Grid;
use super::scan::Scan;
use super::{Block, Lines, RunError, separator};
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
    /// Text without a quote that comes before the characters that are ready: the end of a stretch of which the lines were handed out.
    held: String,
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
        Ok(Self { characters, scan: Scan::new(separator), separator, mark, held: String::new() })
    }
}

impl<R: Read> Grid for Csv<R> {
    /// # Errors
    /// When the input cannot be read, is not of its encoding, or has a quote that is not closed.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<(), RunError> {
        block.clear();
        loop {
            if self.held.is_empty() {
                let taken = self.scan.feed(self.characters.ready(), block, rows);
                self.characters.take(taken);
            } else {
                let taken = self.scan.feed(&self.held, block, rows);
                self.held.drain(..taken);
            }
            if let Some(line) = self.scan.stray() {
                return Err(open_quote(line));
            }
            if self.scan.is_between() && block.is_full(rows) {
                return Ok(());
            }
            if !self.characters.ready().is_empty() {
                continue;
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

    fn read_lines(&mut self, lines: &mut Lines, rows: usize) -> Result<bool, RunError> {
        if !self.scan.is_at_line() {
            return Ok(false);
        }
        if self.line_end(rows).is_none() {
            self.hold()?;
        }
        let end = self.end_of_lines(rows);
        let whole = &self.held[..end];
        if end == 0 || has_lone_return(whole.as_bytes()) {
            return Ok(false);
        }
        (lines.line, lines.separator) = (self.scan.line(), self.separator);
        self.scan.pass(memchr_iter(b'\n', whole.as_bytes()).count() as u64);
        // The lines go without a copy; only what stays behind is copied.
        lines.text.clear();
        lines.text.push_str(&self.held[end..]);
        self.held.truncate(end);
        std::mem::swap(&mut lines.text, &mut self.held);
        Ok(true)
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

impl<R: Read> Csv<R> {
    /// Holds what is ready, up to the first quote.
    fn hold(&mut self) -> Result<(), RunError> {
        if self.characters.ready().is_empty() && !self.characters.ended() {
            self.characters.fill(self.scan.line() + breaks(&self.held))?;
        }
        let ready = self.characters.ready();
        let plain = memchr(b'"', ready.as_bytes()).unwrap_or(ready.len());
        self.held.push_str(&ready[..plain]);
        self.characters.take(plain);
        Ok(())
    }

    /// The end of so many lines that are held.
    fn line_end(&self, lines: usize) -> Option<usize> {
        memchr_iter(b'\n', self.held.as_bytes()).nth(lines.saturating_sub(1)).map(|at| at + 1)
    }

    /// Where the lines end that can be handed out, so many at most: text that says something is left behind them, for what is the last row
    /// may hold totals.
    fn end_of_lines(&self, rows: usize) -> usize {
        let says_something = |line: &str| line.split(char::from(self.separator)).any(|cell| !cell.trim().is_empty());
        let line_end = |text: &str| memrchr(b'\n', text.as_bytes()).map_or(0, |at| at + 1);
        let mut end = self.line_end(rows).unwrap_or_else(|| line_end(&self.held));
        let mut behind = &self.held[end..];
        while end > 0 && !says_something(behind) {
            let start = line_end(&self.held[..end - 1]);
            behind = &self.held[start..end];
            end = start;
        }
        end
    }
}

/// Whether a carriage return stands without a line feed after it.
fn has_lone_return(bytes: &[u8]) -> bool {
    memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
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
