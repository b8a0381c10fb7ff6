// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A table of cases as text (CSV): separator, byte order mark and header are found, rows come block by block in constant memory.

use std::collections::BTreeSet;
use std::io::{self, Read};

use super::rows::Rows;
use super::scan::Scan;
use super::{Block, RunError, separator};
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::text;

/// Bytes that are read at a time; also what the separator is judged by.
const BUFFER: usize = 256 << 10;
/// A longer row is a quote that was not closed.
const LONGEST_ROW: usize = 1 << 20;

/// A table that is being read.
#[derive(Debug)]
pub struct Table<R> {
    input: R,
    buffer: Vec<u8>,
    /// The part of the buffer that is whole UTF-8 and not yet taken.
    ready: std::ops::Range<usize>,
    filled: usize,
    /// Bytes of the input before the buffer.
    offset: u64,
    ended: bool,
    scan: Scan,
    separator: u8,
    header: Vec<String>,
}

impl<R: Read> Table<R> {
    /// Starts to read: finds the separator and reads the header.
    ///
    /// # Errors
    /// When the input cannot be read, has no header or two columns of one name, or is not UTF-8.
    pub fn open(input: R) -> Result<Self, RunError> {
        let mut table = Self {
            input,
            buffer: vec![0; BUFFER],
            ready: 0..0,
            filled: 0,
            offset: 0,
            ended: false,
            scan: Scan::new(b','),
            separator: b',',
            header: Vec::new(),
        };
        table.fill()?;
        if table.text()?.starts_with('\u{feff}') {
            table.ready.start = '\u{feff}'.len_utf8();
        }
        table.separator = separator::detect(table.text()?, table.ended);
        table.scan = Scan::new(table.separator);
        let mut first = Block::default();
        table.read(&mut first, 1)?;
        let header = first.rows().next().ok_or_else(empty)?;
        table.header = (0..header.width()).filter_map(|at| header.cell(at)).map(|name| name.trim().to_owned()).collect();
        refuse_duplicates(&table.header)?;
        Ok(table)
    }

    fn text(&self) -> Result<&str, RunError> {
        utf8(&self.buffer[self.ready.clone()], self.offset)
    }

    /// Reads on until the buffer is full or the input ends; what is ready has been taken before.
    fn fill(&mut self) -> Result<(), RunError> {
        self.buffer.copy_within(self.ready.end..self.filled, 0);
        self.offset += self.ready.end as u64;
        self.filled -= self.ready.end;
        self.ready = 0..0;
        while self.filled < self.buffer.len() && !self.ended {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.filled += read,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(RunError::Machine { what: text!("lezen van de invoer", "reading the input"), cause }),
            }
        }
        let bytes = &self.buffer[..self.filled];
        let whole = match std::str::from_utf8(bytes) {
            Ok(_) => self.filled,
            // A character that the end of the buffer cuts in two.
            Err(error) if error.error_len().is_none() && !self.ended => error.valid_up_to(),
            Err(error) => return Err(not_utf8(self.offset + error.valid_up_to() as u64)),
        };
        if let Some(zero) = bytes[..whole].iter().position(|&byte| byte == 0) {
            return Err(not_utf8(self.offset + zero as u64));
        }
        self.ready = 0..whole;
        Ok(())
    }
}

impl<R: Read> Rows for Table<R> {
    /// The names of the columns, without outer spaces.
    fn header(&self) -> &[String] {
        &self.header
    }

    fn decimal_comma(&self) -> bool {
        self.separator != b','
    }

    fn has_lines(&self) -> bool {
        true
    }

    fn note(&self) -> Text {
        let separator = if self.separator == b'\t' { "tab".to_owned() } else { format!("‘{}’", char::from(self.separator)) };
        text!("scheidingsteken {separator}, UTF-8", "separator {separator}, UTF-8")
    }

    /// # Errors
    /// When the input cannot be read, is not UTF-8, or has a quote that is not closed.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        block.clear();
        loop {
            let text = utf8(&self.buffer[self.ready.clone()], self.offset)?;
            self.ready.start += self.scan.feed(text, block, rows);
            if self.scan.is_between() && block.is_full(rows) {
                return Ok(true);
            }
            let closed = block.pending() <= LONGEST_ROW && (!self.ended || self.scan.finish(block));
            if !closed {
                return Err(open_quote(self.scan.start()));
            }
            if self.ended {
                return Ok(!block.is_empty());
            }
            self.fill()?;
        }
    }
}

fn utf8(bytes: &[u8], offset: u64) -> Result<&str, RunError> {
    std::str::from_utf8(bytes).map_err(|error| not_utf8(offset + error.valid_up_to() as u64))
}

fn not_utf8(byte: u64) -> RunError {
    let place = byte + 1;
    RunError::refused(
        Code::NotUtf8,
        text!("byte {place} van de invoer is geen UTF-8", "byte {place} of the input is not UTF-8"),
        text!("bewaar het bestand als ‘CSV UTF-8’", "save the file as ‘CSV UTF-8’"),
    )
}

fn empty() -> RunError {
    RunError::refused(
        Code::EmptyInput,
        text!("de invoer is leeg: er is geen kop met kolomnamen", "the input is empty: there is no header with column names"),
        text!("zet de namen van de kolommen op de eerste regel", "put the names of the columns on the first line"),
    )
}

fn open_quote(line: u64) -> RunError {
    RunError::refused(
        Code::OpenQuote,
        text!(
            "in de rij die op regel {line} begint wordt een aanhalingsteken niet gesloten",
            "in the row that starts on line {line} a quote is not closed"
        ),
        text!("sluit het aanhalingsteken of haal het weg", "close the quote or remove it"),
    )
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
