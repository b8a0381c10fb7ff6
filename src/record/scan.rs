// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where cells and rows end: the quoting rules of RFC 4180, read as the csv crate reads them (a test holds the two equal). It is our own
//! because it must also tell the line on which a row starts, see a quote that is never closed, and keep memory bounded when one is.
//! Rows without quotes go a faster way ([`super::plain`]).

use super::Block;

/// The place in a row, kept between stretches of text.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    pub(super) separator: u8,
    state: State,
    /// The line of the next byte.
    pub(super) line: u64,
    /// The line on which the row starts.
    start: u64,
    pub(super) after_return: bool,
    /// The first row in which text follows a closing quote.
    stray: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before a row; empty lines are no rows.
    Between,
    CellStart,
    Plain,
    Quoted,
    /// After a quote inside quotes: the end of them, or the first half of a doubled one.
    Quote,
}

impl Scan {
    pub fn new(separator: u8) -> Self {
        Self { separator, state: State::Between, line: 1, start: 1, after_return: false, stray: None }
    }

    /// Before a row that starts on a line.
    pub fn at(separator: u8, line: u64) -> Self {
        Self { line, ..Self::new(separator) }
    }

    /// Whether a line begins here, and with it a row.
    pub fn is_at_line(&self) -> bool {
        self.is_between() && !self.after_return
    }

    /// Passes over whole lines.
    pub fn pass(&mut self, lines: u64) {
        self.line += lines;
    }

    /// Whether the last row has ended.
    pub fn is_between(&self) -> bool {
        self.state == State::Between
    }

    /// The line of the next byte.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The line on which the row that is being read starts.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// The line of the first row in which text follows a closing quote: there a quote was forgotten before, and a row may lie in a cell.
    pub fn stray(&self) -> Option<u64> {
        self.stray
    }

    /// Takes text until it ends or the block has its rows; returns how many bytes were taken.
    pub fn feed(&mut self, text: &str, block: &mut Block, rows: usize) -> usize {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && !(self.is_between() && block.is_full(rows)) {
            if self.is_between() {
                // Nearly all rows are plain; what these leave is for the rules of quotes.
                at += self.plain(&text[at..], block, rows);
                if at == bytes.len() || block.is_full(rows) {
                    return at;
                }
            }
            match self.state {
                State::Between if is_line_end(bytes[at]) => {
                    self.count_line(bytes[at]);
                    at += 1;
                }
                State::Between => {
                    self.start = self.line;
                    self.state = State::CellStart;
                }
                State::CellStart if bytes[at] == b'"' => {
                    self.state = State::Quoted;
                    self.after_return = false;
                    at += 1;
                }
                State::CellStart | State::Plain => {
                    let is_end = |&byte: &u8| byte == self.separator || is_line_end(byte);
                    let end = bytes[at..].iter().position(is_end).map_or(bytes.len(), |run| at + run);
                    block.push(&text[at..end]);
                    self.state = State::Plain;
                    at = end;
                    if let Some(&end) = bytes.get(at) {
                        self.end_cell(end, block);
                        at += 1;
                    }
                }
                State::Quoted => {
                    let end = bytes[at..].iter().position(|&byte| byte == b'"').map_or(bytes.len(), |run| at + run);
                    block.push(&text[at..end]);
                    bytes[at..end].iter().for_each(|&byte| self.count_line(byte));
                    at = end;
                    if at < bytes.len() {
                        self.state = State::Quote;
                        at += 1;
                    }
                }
                State::Quote if bytes[at] == b'"' => {
                    block.push("\"");
                    self.state = State::Quoted;
                    self.after_return = false;
                    at += 1;
                }
                State::Quote => {
                    if bytes[at] != self.separator && !is_line_end(bytes[at]) {
                        self.stray = self.stray.or(Some(self.start));
                    }
                    self.state = State::Plain;
                }
            }
        }
        at
    }

    /// Ends the last row where the text ends; false when a quote is still open.
    pub fn finish(&mut self, block: &mut Block) -> bool {
        match self.state {
            State::Between => true,
            State::Quoted => false,
            State::CellStart | State::Plain | State::Quote => {
                self.end_cell(b'\n', block);
                true
            }
        }
    }

    fn end_cell(&mut self, end: u8, block: &mut Block) {
        block.end_cell();
        self.state = State::CellStart;
        if is_line_end(end) {
            block.end_row(self.start);
            self.state = State::Between;
            self.after_return = false;
            self.count_line(end);
        }
    }

    pub(super) fn count_line(&mut self, byte: u8) {
        let second_half = byte == b'\n' && self.after_return;
        self.line += u64::from(is_line_end(byte) && !second_half);
        self.after_return = byte == b'\r';
    }
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, chunk: usize) -> Option<Vec<(u64, Vec<String>)>> {
        let (mut scan, mut block, mut found) = (Scan::new(b';'), Block::default(), Vec::new());
        let mut rest = text;
        while !rest.is_empty() {
            let end = (chunk..=rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
            let taken = scan.feed(&rest[..end], &mut block, 2);
            rest = &rest[taken..];
            if scan.is_between() && block.is_full(2) {
                take(&mut block, &mut found);
            }
        }
        let closed = scan.finish(&mut block);
        take(&mut block, &mut found);
        closed.then_some(found)
    }

    fn take(block: &mut Block, found: &mut Vec<(u64, Vec<String>)>) {
        let cells = |row: super::super::Row<'_>| (0..row.width()).map(|at| row.cell(at).unwrap().to_owned()).collect();
        found.extend(block.rows().map(|row| (row.line, cells(row))));
        block.clear();
    }

    #[test]
    fn a_row_starts_on_its_line() {
        let text = "a;b\r\n\r\n1;\"x\r\ny\nz\"\r\n\n2;\"\"\"q\"\"\"\r3;\"\"\n4";
        let rows = rows(text, 3).unwrap();
        let lines: Vec<u64> = rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 3, 7, 8, 9]);
        assert_eq!(rows[1].1, ["1", "x\r\ny\nz"]);
        assert_eq!(rows[2].1, ["2", "\"q\""]);
        assert_eq!(rows[4].1, ["4"]);
    }

    #[test]
    fn an_open_quote_is_seen() {
        assert!(rows("a;\"b\nc;d\n", 5).is_none());
        assert!(rows("a;\"b\"", 5).is_some());
        assert!(rows("a;b\"\nc;d", 5).is_some());
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab;\"\r\n é]{0,40}", chunk in 1_usize..9) {
            if let Some(rows) = rows(&text, chunk) {
                let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
                let theirs: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let ours: Vec<Vec<String>> = rows.into_iter().map(|row| row.1).collect();
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
