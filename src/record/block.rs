// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A stretch of rows as text, in three flat buffers that are used again for the next stretch.

use std::ops::RangeInclusive;

use super::guard;

/// A block is full at so many bytes of text, however few its rows, so that memory stays bounded.
const FULL: usize = 4 << 20;

/// Stands between cells; no cell of a text can hold it. Where rows were copied as a whole, their separator stands there.
const BETWEEN: char = '\0';

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The cells, with one byte after each that belongs to none.
    pub(super) text: String,
    /// Where each cell ends in `text`.
    pub(super) ends: Vec<usize>,
    pub(super) rows: Vec<Span>,
    /// Where the next row begins: its first cell, and its text.
    pub(super) next: (usize, usize),
    /// Whether an apostrophe may stand before a text only to keep a spreadsheet from running it.
    guarded: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub line: u64,
    /// Where its text begins.
    pub start: usize,
    /// Its cells, as places in `ends`.
    pub first: usize,
    pub last: usize,
    /// How many cells the row counts as having: those that a table lets fall away at the right are not counted, or are.
    pub width: usize,
}

impl Block {
    /// Drops all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
        self.next = (0, 0);
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|span| self.row(span))
    }

    fn row(&self, span: &Span) -> Row<'_> {
        Row {
            line: span.line,
            start: span.start,
            ends: self.ends.get(span.first..span.last).unwrap_or_default(),
            width: span.width,
            guarded: self.guarded,
            text: &self.text,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether no further row belongs in this block.
    pub(crate) fn is_full(&self, rows: usize) -> bool {
        self.is_full_with(rows, 0)
    }

    /// As [`Block::is_full`], with so many bytes that are still to be added.
    pub(super) fn is_full_with(&self, rows: usize, bytes: usize) -> bool {
        self.rows.len() >= rows || self.text.len() + bytes >= FULL
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn end_cell(&mut self) {
        self.ends.push(self.text.len());
        self.text.push(BETWEEN);
    }

    pub(crate) fn end_row(&mut self, line: u64) {
        let ((first, start), last) = (self.next, self.ends.len());
        self.rows.push(Span { line, start, first, last, width: last - first });
        self.next = (last, self.text.len());
    }

    /// Says whether texts were guarded from a spreadsheet.
    pub(super) fn set_guarded(&mut self, guarded: bool) {
        self.guarded = guarded;
    }

    /// Drops the first rows.
    pub(super) fn drop_first(&mut self, rows: usize) {
        self.rows.drain(..rows.min(self.rows.len()));
    }

    /// Drops all rows but the one on a line.
    pub(crate) fn keep_line(&mut self, line: u64) {
        self.rows.retain(|span| span.line == line);
    }

    /// Drops the last row.
    pub(super) fn drop_last(&mut self) {
        self.rows.pop();
    }

    /// Drops rows without a cell that says something; how many these were.
    pub(super) fn drop_blank(&mut self) -> u64 {
        let before = self.rows.len();
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|span| {
            // Most rows begin with a letter or digit, which spares them a look at their cells.
            let begins = self.text.as_bytes().get(span.start).is_some_and(u8::is_ascii_alphanumeric);
            begins || self.row(span).says_something()
        });
        self.rows = rows;
        (before - self.rows.len()) as u64
    }

    /// Lets rows of these widths count as `width` wide, where the cells beyond it are empty.
    pub(super) fn fit(&mut self, width: usize, widths: RangeInclusive<usize>) {
        let mut rows = std::mem::take(&mut self.rows);
        for span in rows.iter_mut().filter(|span| span.width != width && widths.contains(&span.width)) {
            let row = self.row(span);
            if (width..row.ends.len()).all(|at| row.bytes(at).is_some_and(<[u8]>::is_empty)) {
                span.width = width;
            }
        }
        self.rows = rows;
    }

    /// Bytes of the row that is not yet ended.
    pub(super) fn pending(&self) -> usize {
        self.text.len() - self.next.1
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line on which it starts, from one.
    pub line: u64,
    start: usize,
    width: usize,
    guarded: bool,
    ends: &'a [usize],
    text: &'a str,
}

impl<'a> Row<'a> {
    /// How many cells it has; at least one.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The text of a cell, without quotes and without the `="…"` in which a spreadsheet keeps a text; nothing when the row is shorter.
    #[must_use]
    pub fn cell(&self, at: usize) -> Option<&'a str> {
        let (start, end) = self.place(at)?;
        let cell = self.text.get(start..end).map(unwrapped);
        if self.guarded { cell.map(guard::restored) } else { cell }
    }

    /// The bytes of a cell as they stand in the input, without quotes; nothing when the row is shorter.
    pub(crate) fn bytes(&self, at: usize) -> Option<&'a [u8]> {
        let (start, end) = self.place(at)?;
        self.text.as_bytes().get(start..end)
    }

    /// Where a cell begins and ends in the text of the block, as it stands in the input without quotes; nothing when the row is shorter.
    #[inline]
    pub(crate) fn place(&self, at: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(at)?;
        Some((if at == 0 { self.start } else { self.ends[at - 1] + 1 }, end))
    }

    fn says_something(&self) -> bool {
        (0..self.ends.len()).filter_map(|at| self.place(at)).any(|(start, end)| !self.text[start..end].trim_start().is_empty())
    }

    /// The line on which a cell starts: quoted cells before it may hold line breaks.
    #[must_use]
    pub fn line_of(&self, at: usize) -> u64 {
        let breaks = |cell: &str| cell.replace("\r\n", "\n").matches(['\n', '\r']).count();
        let before = (0..at).filter_map(|cell| self.cell(cell)).map(breaks).sum::<usize>();
        self.line + before as u64
    }
}

/// `="00123"` is how a spreadsheet keeps a text from being taken for a number.
fn unwrapped(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(cell)
}
