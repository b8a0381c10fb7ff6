// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A table of text, written in the format that its file's extension names: lists that are made from results go the way results go.

use std::io;
use std::path::Path;

use super::columns::Column;
use super::format::{Format, Use};
use super::results::Csv;
use super::{beside, part, place};
use crate::form::Form;
use crate::record::RunError;
use crate::text;

/// Writes a table, whole or not at all. All its cells are text, as columns of an input are.
///
/// # Errors
/// When it cannot be written, or this build does not have its format.
pub fn write_table(path: &Path, form: &Form, header: &[String], rows: &[Vec<String>], formats: &[Format]) -> Result<(), RunError> {
    let format = Format::of(path, formats, Use::Output)?;
    let mut file = beside(path)?;
    let mut write = || -> io::Result<()> {
        let columns: Vec<(String, Column)> = header.iter().cloned().zip((0..).map(Column::Input)).collect();
        let mut results = format.results.unwrap_or(|output| Box::new(Csv(output)))(&mut file);
        results.begin(form, &columns)?;
        let mut lines = part::writer();
        for row in rows {
            lines.write_record(row)?;
        }
        results.add(&part::bytes(lines)?)?;
        results.end()
    };
    write().map_err(|cause| {
        let path = path.display();
        RunError::Machine { what: text!("schrijven van {path}", "writing {path}"), cause }
    })?;
    place(file, path)
}
