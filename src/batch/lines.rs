// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Result rows as the lines of a CSV: what a result always says is written once, and the cells that differ from row to row are put in
//! between.

use super::columns::Column;
use crate::record::{Columns, Row};

/// The columns of a result row.
pub struct Lines {
    columns: Vec<Column>,
    /// A row of one empty cell is not an empty line.
    single: bool,
}

/// A result row without the cells that are the row's own.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    text: Vec<u8>,
    /// Where the row's own cells go.
    cuts: Vec<usize>,
}

impl Lines {
    pub fn new(columns: &[(String, Column)]) -> Self {
        let columns: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
        Self { single: columns.len() == 1, columns }
    }

    /// What is the same in every row with one result; `write` gives the text of a cell.
    pub fn pattern(&self, mut write: impl FnMut(&Column, &mut String)) -> Pattern {
        let (mut pattern, mut cell) = (Pattern::default(), String::new());
        for (place, column) in self.columns.iter().enumerate() {
            if place > 0 {
                pattern.text.push(b',');
            }
            if is_own(column) {
                pattern.cuts.push(pattern.text.len());
                continue;
            }
            cell.clear();
            write(column, &mut cell);
            self.cell(cell.as_bytes(), &mut pattern.text);
        }
        pattern.text.push(b'\n');
        pattern
    }

    /// Writes a row.
    pub fn write(&self, pattern: &Pattern, row: Row<'_>, fields: &Columns, lines: &mut Vec<u8>) {
        let mut from = 0;
        for (&cut, column) in pattern.cuts.iter().zip(self.columns.iter().filter(|column| is_own(column))) {
            lines.extend_from_slice(&pattern.text[from..cut]);
            from = cut;
            match column {
                Column::Row => lines.extend_from_slice(itoa::Buffer::new().format(row.line).as_bytes()),
                Column::CaseId => self.own(row, fields.case_id, lines),
                Column::Input(at) => self.own(row, Some(*at), lines),
                _ => {}
            }
        }
        lines.extend_from_slice(&pattern.text[from..]);
    }

    /// A cell of the input.
    fn own(&self, row: Row<'_>, column: Option<usize>, lines: &mut Vec<u8>) {
        let cell = column.and_then(|at| row.cell(at)).unwrap_or_default().as_bytes();
        if row.is_bare() && !cell.is_empty() {
            lines.extend_from_slice(cell);
        } else {
            self.cell(cell, lines);
        }
    }

    /// A cell, in quotes where it must be.
    fn cell(&self, cell: &[u8], line: &mut Vec<u8>) {
        let quoted = cell.iter().fold(false, |quoted, byte| quoted | matches!(byte, b',' | b'"' | b'\n' | b'\r'));
        if !(quoted || self.single && cell.is_empty()) {
            line.extend_from_slice(cell);
            return;
        }
        line.push(b'"');
        for &byte in cell {
            if byte == b'"' {
                line.push(b'"');
            }
            line.push(byte);
        }
        line.push(b'"');
    }
}

/// Whether rows with one result may differ in a column.
fn is_own(column: &Column) -> bool {
    matches!(column, Column::CaseId | Column::Row | Column::Input(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells are written as the csv crate writes them.
        #[test]
        fn lines_are_those_of_the_csv_crate(cells in proptest::collection::vec("[a,\" \r\n;é']{0,6}", 1..4)) {
            let columns: Vec<(String, Column)> = cells.iter().map(|_| (String::new(), Column::Outcome)).collect();
            let mut texts = cells.iter();
            let pattern = Lines::new(&columns).pattern(|_, cell| cell.push_str(texts.next().unwrap()));
            let mut theirs = super::super::part::writer();
            theirs.write_record(&cells).unwrap();
            prop_assert_eq!(pattern.text, super::super::part::bytes(theirs).unwrap());
        }
    }
}
