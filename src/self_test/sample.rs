// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The rows of a file, and how they are written in another way.

use crate::domain::answer::{TOTALS, is_one_of};
use crate::lang::Text;
use crate::record::decimal::{self, Mark};
use crate::record::rows::Rows;
use crate::record::{Block, RunError};

/// The first rows of a file.
#[derive(Clone, Debug)]
pub struct Sample {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Case>,
    pub(super) left_out: u64,
    pub(super) more: bool,
    /// What may stand between cells without another reading of decimals; the first is the plainest.
    pub(super) separators: &'static [char],
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// Where it stands in the file.
    pub line: u64,
    /// Its place among all rows of the file.
    pub place: usize,
    pub cells: Vec<String>,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub separator: char,
    /// Every cell in quotes, also where that is not needed.
    pub quoted: bool,
    pub line_end: &'static str,
}

/// The first rows of a file, about so many.
pub(super) struct First<'r> {
    pub rows: Box<dyn Rows + 'r>,
    pub left: usize,
}

impl Rows for First<'_> {
    fn header(&self) -> &[String] {
        self.rows.header()
    }

    fn mark(&self) -> Mark {
        self.rows.mark()
    }

    fn has_lines(&self) -> bool {
        self.rows.has_lines()
    }

    fn notes(&self) -> Vec<Text> {
        self.rows.notes()
    }

    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        if self.left == 0 {
            block.clear();
            return Ok(false);
        }
        let more = self.rows.read(block, rows.min(self.left))?;
        self.left = self.left.saturating_sub(block.len());
        Ok(more)
    }
}

impl Sample {
    /// Reads the first rows.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn read(mut rows: Box<dyn Rows + '_>, most: usize) -> Result<Self, RunError> {
        // Where a comma marks decimals it may not stand between cells, and the other way round.
        let separators: &[char] = match rows.mark() {
            Mark::Point => &[','],
            Mark::CommaOrPoint | Mark::Plain => &[';', '\t'],
            Mark::Said(_) => &[';', '\t', ','],
        };
        let (header, has_lines) = (rows.header().to_vec(), rows.has_lines());
        // A number of a sheet is one; as text it could be two.
        let typed = rows.mark() == Mark::Plain;
        let is_two_numbers = |cell: &String| typed && decimal::groups(cell.trim(), '.') == 1;
        let mut sample = Self { header, rows: Vec::new(), left_out: 0, more: false, separators };
        let (mut block, mut place) = (Block::default(), 0);
        while rows.read(&mut block, most.min(4_096))? {
            for row in block.rows() {
                if sample.rows.len() == most {
                    sample.more = true;
                    return Ok(sample);
                }
                let width = if has_lines { row.width() } else { sample.header.len().max(row.width()) };
                let cells: Vec<String> = (0..width).map(|at| row.cell(at).unwrap_or_default().to_owned()).collect();
                if is_ambiguous(&cells) || cells.iter().any(is_two_numbers) {
                    sample.left_out += 1;
                } else {
                    sample.rows.push(Case { line: row.line, place, cells });
                }
                place += 1;
            }
        }
        Ok(sample)
    }

    /// All rows as plainly as can be.
    pub(super) fn plain(&self) -> String {
        self.written(self.rows.iter().map(|case| &*case.cells), self.style())
    }

    pub(super) fn style(&self) -> Style {
        Style { separator: self.separators[0], quoted: false, line_end: "\n" }
    }

    /// Some rows below the header.
    pub(super) fn written<'r>(&self, rows: impl Iterator<Item = &'r [String]>, style: Style) -> String {
        let mut text = String::new();
        let mut write = |cells: &[String]| {
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    text.push(style.separator);
                }
                let must = cell.contains(['"', '\n', '\r', ',', ';', '\t']) || cells.len() == 1;
                if style.quoted || must {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
            }
            text.push_str(style.line_end);
        };
        write(&self.header);
        rows.for_each(write);
        text
    }
}

/// Whether a row could be taken for something else where it comes last, or stands alone.
pub(super) fn is_ambiguous(cells: &[String]) -> bool {
    let totals = cells.first().is_some_and(|cell| is_one_of(cell.trim().trim_end_matches(':'), TOTALS));
    totals || cells.iter().all(|cell| cell.trim().is_empty())
}
