// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A table of text, written in the format that its file's extension names: lists that are made from results go the way results go.

use std::io;
use std::path::Path;

use super::columns::Column;
use super::format::Format;
use super::results::About;
use super::{beside, folder, part, place};
use crate::form::Form;
use crate::record::RunError;
use crate::text;

/// Writes a table, whole or not at all. All its cells are text, as columns of an input are.
///
/// # Errors
/// When it cannot be written, or this build does not have its format.
pub fn write_table(path: &Path, form: &Form, header: &[String], rows: &[Vec<String>], formats: &[Format]) -> Result<(), RunError> {
    let start = Format::to_write(path, formats, None)?;
    let mut file = beside(path)?;
    let mut write = || -> io::Result<()> {
        let columns: Vec<(String, Column)> = header.iter().cloned().zip((0..).map(Column::Input)).collect();
        let about = About { sheet: "list", folder: folder(path), legend: None };
        let mut results = start(&mut file, &about);
        results.begin(form, &columns)?;
        let mut lines = part::writer(Vec::new());
        for row in rows {
            lines.write_record(row)?;
        }
        results.add(&part::bytes(lines)?)?;
        results.end(&[])
    };
    write().map_err(|cause| {
        let path = path.display();
        RunError::Machine { what: text!("schrijven van {path}", "writing {path}"), cause }
    })?;
    place(file, path)
}
