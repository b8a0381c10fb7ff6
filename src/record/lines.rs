// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Whole rows of a text that need no scanner, because no quote stands in them: a row is a line, and a cell ends at a separator. Rows of
//! which anything else is to be said are cut by the scanner as all others are ([`Lines::cut`]), so that it stays the one truth; a test
//! holds the two equal.

use std::ops::Range;

use wide::u8x16;

use super::scan::Scan;
use super::{Block, table};

/// Lines of a table, of which none is its last row.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Every line has its end, and no carriage return stands elsewhere.
    pub(super) text: String,
    /// The line of the text on which the first one stands.
    pub(super) line: u64,
    pub(super) separator: u8,
    /// Cells of a row of the table.
    pub(super) width: usize,
    /// Those with the empty ones at the right that the table lets fall away.
    pub(super) full: usize,
}

/// A line and the ends of its cells.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    /// Where the line stands in the text.
    pub line: u64,
    /// Where the first cell begins.
    start: usize,
    /// The places of the separators, and of the end of the line.
    ends: &'a [u32],
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// No row: nothing, or nothing but separators.
    Blank {
        /// Whether it counts as a row without content.
        counts: bool,
    },
    /// A row of as many cells as the header.
    Row,
    /// A row of which something is to be said: its width, or that it starts like a line of totals.
    Odd,
}

/// What was found in lines, for the table that they are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Lines with nothing but separators.
    pub blank: u64,
    /// The first line that starts like a line of totals.
    pub totals: Option<u64>,
}

impl Noted {
    /// Adds what was found in lines that come later.
    pub fn add(&mut self, later: Self) {
        self.blank += later.blank;
        self.totals = self.totals.or(later.totals);
    }
}

impl Lines {
    /// The text of the lines.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// What stands between cells.
    #[must_use]
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// The text of the first cells of a line, and what stands between them.
    #[must_use]
    pub fn start(&self, cells: Cells<'_>, count: usize) -> Option<&str> {
        let last = self.range(cells, count.checked_sub(1)?)?;
        self.text.get(cells.start..last.end)
    }

    /// Finds the ends of cells and lines.
    pub fn mark(&self, marks: &mut Marks) {
        marks.find(self.bytes(), self.separator);
    }

    /// The lines, of which the ends were found.
    pub fn each<'a>(&self, marks: &'a Marks) -> impl Iterator<Item = Cells<'a>> + use<'a> {
        let (mut start, mut first) = (0, 0);
        (self.line..).zip(&marks.lines).map(move |(line, &last)| {
            let ends = &marks.ends[first..=last as usize];
            let cells = Cells { line, start, ends };
            first = last as usize + 1;
            start = ends.last().map_or(start, |&end| end as usize + 1);
            cells
        })
    }

    /// Where a cell stands, and what it is; nothing where the line has fewer cells.
    #[must_use]
    #[inline]
    pub fn range(&self, cells: Cells<'_>, at: usize) -> Option<Range<usize>> {
        let end = *cells.ends.get(at)? as usize;
        let start = if at == 0 { cells.start } else { cells.ends[at - 1] as usize + 1 };
        let is_last = at + 1 == cells.ends.len();
        let end = if is_last && end > start && self.bytes()[end - 1] == b'\r' { end - 1 } else { end };
        Some(start..end)
    }

    /// The text of a cell; nothing where the line has fewer.
    #[must_use]
    #[inline]
    pub fn cell(&self, cells: Cells<'_>, at: usize) -> Option<&str> {
        self.text.get(self.range(cells, at)?)
    }

    /// The text of a line without its end.
    #[must_use]
    pub fn whole(&self, cells: Cells<'_>) -> &str {
        self.start(cells, cells.ends.len()).unwrap_or_default()
    }

    /// What a line is.
    #[must_use]
    #[inline]
    pub fn sort(&self, cells: Cells<'_>) -> Sort {
        let first = self.cell(cells, 0).unwrap_or_default();
        if first.trim_start().is_empty() {
            let whole = self.whole(cells);
            if whole.is_empty() {
                return Sort::Blank { counts: false };
            }
            if whole.split(char::from(self.separator)).all(|cell| cell.trim_start().is_empty()) {
                return Sort::Blank { counts: true };
            }
        }
        if self.fits(cells) && !table::is_totals(first) { Sort::Row } else { Sort::Odd }
    }

    /// Whether a line has as many cells as the header, but for empty ones at its right that the table lets fall away.
    fn fits(&self, cells: Cells<'_>) -> bool {
        let count = cells.ends.len();
        count == self.width
            || (count > self.width && count <= self.full && (self.width..count).all(|at| self.cell(cells, at).is_some_and(str::is_empty)))
    }

    /// Whether a line starts like a line of totals.
    #[must_use]
    pub fn is_totals(&self, cells: Cells<'_>) -> bool {
        self.cell(cells, 0).is_some_and(table::is_totals)
    }

    /// Adds a line to a block, as the scanner and the table make a row of it.
    pub fn cut(&self, cells: Cells<'_>, block: &mut Block) {
        let end = cells.ends.last().map_or(cells.start, |&end| end as usize + 1);
        let mut scan = Scan::at(self.separator, cells.line);
        scan.feed(self.text.get(cells.start..end).unwrap_or_default(), block, usize::MAX);
        if self.full > self.width {
            block.fit(self.width, self.width..=self.full);
        }
    }
}

/// Where cells and lines end.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The places of separators and line ends.
    ends: Vec<u32>,
    /// Which of these are line ends.
    lines: Vec<u32>,
}

impl Marks {
    /// Finds them, sixty-four bytes at a time.
    fn find(&mut self, bytes: &[u8], separator: u8) {
        self.ends.clear();
        self.lines.clear();
        let (stretches, rest) = bytes.as_chunks::<64>();
        let mut at = 0;
        for stretch in stretches {
            self.add(at, same(stretch, separator), same(stretch, b'\n'));
            at += 64;
        }
        for byte in rest {
            self.add(at, u64::from(*byte == separator), u64::from(*byte == b'\n'));
            at += 1;
        }
    }

    /// Adds ends among the bytes from `at` on, of which there is one bit each.
    fn add(&mut self, at: u32, separators: u64, mut lines: u64) {
        let mut ends = separators | lines;
        // A text has far fewer than 2^32 bytes.
        #[allow(clippy::cast_possible_truncation, reason = "bounded by the text")]
        let before = self.ends.len() as u32;
        while lines != 0 {
            self.lines.push(before + (ends & ((lines & lines.wrapping_neg()) - 1)).count_ones());
            lines &= lines - 1;
        }
        while ends != 0 {
            self.ends.push(at + ends.trailing_zeros());
            ends &= ends - 1;
        }
    }
}

/// One bit for each of these bytes: whether it is this one.
fn same(bytes: &[u8; 64], byte: u8) -> u64 {
    let (quarters, _) = bytes.as_chunks::<16>();
    let same = |quarter: &[u8; 16]| u8x16::from(*quarter).simd_eq(u8x16::splat(byte)).to_bitmask();
    quarters.iter().rev().fold(0, |found, quarter| (found << 16) | u64::from(same(quarter)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_separator_and_line_end_is_marked(bytes in proptest::collection::vec(prop_oneof![Just(b','), Just(b'\n'), any::<u8>()], 0..200)) {
            let mut marks = Marks { ends: vec![7], lines: vec![7] };
            marks.find(&bytes, b',');
            let ends: Vec<u32> = (0..).zip(&bytes).filter(|(_, byte)| matches!(**byte, b',' | b'\n')).map(|(at, _)| at).collect();
            let lines: Vec<u32> = (0..).zip(&ends).filter(|(_, end)| bytes[**end as usize] == b'\n').map(|(at, _)| at).collect();
            prop_assert_eq!((marks.ends, marks.lines), (ends, lines));
        }
    }
}
