// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Results as a frame.

use std::io;

use polars::prelude::{
    ChunkedBuilder, Column as FrameColumn, DataFrame, Float64Type, Int64Type, IntoColumn, PolarsError, PrimitiveChunkedBuilder,
    StringChunkedBuilder,
};

use crate::batch::{Column, Holds, Results};
use crate::form::Form;
use crate::lang::Text;

/// Takes result rows and makes a frame of them.
#[derive(Default)]
pub struct FrameResults {
    columns: Vec<Cells>,
    rows: usize,
}

enum Cells {
    Text(StringChunkedBuilder),
    Whole(PrimitiveChunkedBuilder<Int64Type>),
    Real(PrimitiveChunkedBuilder<Float64Type>),
}

impl FrameResults {
    /// The rows so far, as a frame; what follows starts anew.
    ///
    /// # Errors
    /// When two columns have one name.
    pub fn frame(&mut self) -> io::Result<DataFrame> {
        let columns = std::mem::take(&mut self.columns).into_iter().map(Cells::finish).collect();
        DataFrame::new(std::mem::take(&mut self.rows), columns).map_err(failed)
    }
}

impl Results for FrameResults {
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        self.columns = columns.iter().map(|(name, column)| Cells::new(form, name, column)).collect();
        Ok(())
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(lines);
        let mut row = csv::StringRecord::new();
        while lines.read_record(&mut row)? {
            self.rows += 1;
            self.columns.iter_mut().zip(&row).try_for_each(|(column, cell)| column.push(cell))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &[Text]) -> io::Result<()> {
        Ok(())
    }
}

impl Cells {
    fn new(form: &Form, name: &str, column: &Column) -> Self {
        match Holds::of(form, name, column) {
            Holds::Whole => Self::Whole(PrimitiveChunkedBuilder::new(name.into(), 0)),
            Holds::Real => Self::Real(PrimitiveChunkedBuilder::new(name.into(), 0)),
            Holds::Name | Holds::Text | Holds::List | Holds::Date => Self::Text(StringChunkedBuilder::new(name.into(), 0)),
        }
    }

    /// Adds a cell; what is empty becomes null.
    fn push(&mut self, cell: &str) -> io::Result<()> {
        match self {
            Self::Text(cells) if cell.is_empty() => cells.append_null(),
            Self::Text(cells) => cells.append_value(cell),
            Self::Whole(cells) => cells.append_option(number(cell)?),
            Self::Real(cells) => cells.append_option(number(cell)?),
        }
        Ok(())
    }

    fn finish(self) -> FrameColumn {
        match self {
            Self::Text(cells) => cells.finish().into_column(),
            Self::Whole(cells) => cells.finish().into_column(),
            Self::Real(cells) => cells.finish().into_column(),
        }
    }
}

fn number<N: std::str::FromStr>(cell: &str) -> io::Result<Option<N>> {
    if cell.is_empty() {
        return Ok(None);
    }
    let not_a_number = |_| io::Error::new(io::ErrorKind::InvalidData, format!("{cell} is not a number of its column"));
    cell.parse().map(Some).map_err(not_a_number)
}

pub(super) fn failed(error: PolarsError) -> io::Error {
    io::Error::other(error)
}
