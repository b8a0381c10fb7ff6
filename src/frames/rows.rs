// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A frame as rows of text.

use polars::prelude::{DataFrame, PolarsError};

use super::cells;
use crate::lang::Text;
use crate::record::decimal::Mark;
use crate::record::rows::Rows;
use crate::record::{Block, RunError};
use crate::text;

/// The rows of a frame; their line is the number of the record, from one.
#[derive(Debug)]
pub struct FrameRows {
    frame: DataFrame,
    header: Vec<String>,
    /// How many rows have been read.
    taken: usize,
    cell: String,
}

impl FrameRows {
    /// All rows of a frame.
    #[must_use]
    pub fn new(mut frame: DataFrame) -> Self {
        frame.rechunk_mut_par();
        let header = frame.columns().iter().map(|column| column.name().to_string()).collect();
        Self { frame, header, taken: 0, cell: String::new() }
    }
}

impl Rows for FrameRows {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn mark(&self) -> Mark {
        Mark::Plain
    }

    fn has_lines(&self) -> bool {
        false
    }

    fn notes(&self) -> Vec<Text> {
        let (rows, columns) = (self.frame.height(), self.frame.width());
        vec![text!("{rows} rijen en {columns} kolommen met hun typen", "{rows} rows and {columns} columns with their types")]
    }

    fn total(&self) -> Option<u64> {
        Some(self.frame.height() as u64)
    }

    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        block.clear();
        while self.taken < self.frame.height() && !block.is_full(rows) {
            for column in self.frame.columns() {
                let value = column.get(self.taken).map_err(unread)?;
                if let Some(text) = value.get_str() {
                    block.push(text);
                } else if !value.is_null() {
                    self.cell.clear();
                    cells::write(&value, column.dtype(), &mut self.cell);
                    block.push(&self.cell);
                }
                block.end_cell();
            }
            self.taken += 1;
            block.end_row(self.taken as u64);
        }
        Ok(!block.is_empty())
    }
}

fn unread(error: PolarsError) -> RunError {
    RunError::Machine { what: text!("lezen van het frame", "reading the frame"), cause: std::io::Error::other(error) }
}
