// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the results of a run go. They come as the lines of a CSV, part by part; another format makes its own of them.

use std::io::{self, Write};

use super::columns::Column;
use crate::form::Form;

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

    /// Ends: nothing stays unwritten.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(&mut self) -> io::Result<()>;
}

/// Results as CSV: UTF-8, comma, LF.
pub struct Csv<W>(pub W);

impl<W: Write> Results for Csv<W> {
    fn begin(&mut self, _: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        let mut header = super::part::writer();
        header.write_record(columns.iter().map(|(name, _)| name))?;
        self.0.write_all(&super::part::bytes(header)?)
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        self.0.write_all(lines)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
