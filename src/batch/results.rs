// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the results of a run go. They come as the lines of a CSV, part by part; another format makes its own of them.

use std::io::{self, Write};
use std::path::Path;

use super::columns::Column;
use super::legend::Legend;
use crate::form::Form;
use crate::lang::Text;

/// Takes result rows.
pub trait Results {
    /// Begins, with the names of the columns and what stands in them.
    ///
    /// # Errors
    /// When it cannot be written.
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()>;

    /// Adds rows: lines of a CSV with a cell for each column.
    ///
    /// # Errors
    /// When it cannot be written.
    fn add(&mut self, lines: &[u8]) -> io::Result<()>;

    /// Ends: nothing stays unwritten. `notes` say how the input was read.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(&mut self, notes: &[Text]) -> io::Result<()>;
}

/// What results are of, for formats that have room to say so.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The name of the sheet they stand on.
    pub sheet: &'a str,
    /// The folder of the results; what is not in memory stands there meanwhile.
    pub folder: &'a Path,
    /// What they are of, where they come from a run.
    pub legend: Option<Legend>,
}

/// Results as CSV: UTF-8, comma, LF.
pub struct Csv<W>(pub W);

impl<W: Write> Results for Csv<W> {
    fn begin(&mut self, _: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        let mut header = super::part::writer(Vec::new());
        header.write_record(columns.iter().map(|(name, _)| name))?;
        self.0.write_all(&super::part::bytes(header)?)
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        self.0.write_all(lines)
    }

    fn end(&mut self, _: &[Text]) -> io::Result<()> {
        self.0.flush()
    }
}

/// Hands the rows of lines of a CSV to `take`, one by one.
pub(super) fn each_row(lines: &[u8], mut take: impl FnMut(&csv::StringRecord) -> io::Result<()>) -> io::Result<()> {
    let mut lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines);
    let mut row = csv::StringRecord::new();
    while lines.read_record(&mut row)? {
        take(&row)?;
    }
    Ok(())
}
