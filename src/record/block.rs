// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A stretch of rows as text, in three flat buffers that are used again for the next stretch.

use std::ops::RangeInclusive;

/// A block is full at so many bytes of text, however few its rows, so that memory stays bounded.
const FULL: usize = 4 << 20;

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub struct Block {
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    rows: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    line: u64,
    /// Where its text begins.
    start: usize,
    /// Its cells, as places in `ends`.
    first: usize,
    last: usize,
    /// How many cells the row counts as having: those that a table lets fall away at the right are not counted, or are.
    width: usize,
}

impl Block {
    /// Drops all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|span| Row {
            line: span.line,
            start: span.start,
            ends: self.ends.get(span.first..span.last).unwrap_or_default(),
            width: span.width,
            text: &self.text,
        })
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
        self.rows.len() >= rows || self.text.len() >= FULL
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    pub(crate) fn end_row(&mut self, line: u64) {
        let (first, start) = self.end();
        let last = self.ends.len();
        self.rows.push(Span { line, start, first, last, width: last - first });
    }

    /// Drops the first rows.
    pub(super) fn drop_first(&mut self, rows: usize) {
        self.rows.drain(..rows.min(self.rows.len()));
    }

    /// Drops the last row.
    pub(super) fn drop_last(&mut self) {
        self.rows.pop();
    }

    /// Drops rows without a cell that says something; how many these were.
    pub(super) fn drop_blank(&mut self) -> u64 {
        let (text, ends, before) = (&self.text, &self.ends, self.rows.len());
        self.rows.retain(|span| {
            let end = span.last.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(span.start);
            text.get(span.start..end).is_none_or(|cells| !cells.trim_start().is_empty())
        });
        (before - self.rows.len()) as u64
    }

    /// Lets rows of these widths count as `width` wide, where the cells beyond it are empty.
    pub(super) fn fit(&mut self, width: usize, widths: RangeInclusive<usize>) {
        for span in self.rows.iter_mut().filter(|span| span.width != width && widths.contains(&span.width)) {
            let text_end = |cells: usize| if cells == 0 { span.start } else { self.ends[span.first + cells - 1] };
            let cells = span.last - span.first;
            if cells <= width || text_end(width) == text_end(cells) {
                span.width = width;
            }
        }
    }

    /// Bytes of the row that is not yet ended.
    pub(super) fn pending(&self) -> usize {
        self.text.len() - self.end().1
    }

    /// Where the ended rows end, in cells and in text.
    fn end(&self) -> (usize, usize) {
        let first = self.rows.last().map_or(0, |span| span.last);
        (first, if first == 0 { 0 } else { self.ends[first - 1] })
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line on which it starts, from one.
    pub line: u64,
    start: usize,
    width: usize,
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
        let end = *self.ends.get(at)?;
        let start = if at == 0 { self.start } else { self.ends[at - 1] };
        self.text.get(start..end).map(unwrapped)
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
