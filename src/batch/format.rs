// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! File formats by extension. What is not the name of another format is CSV.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::results::{Csv, Results};
use crate::record::{RunError, Table, rows::Rows};
use crate::text;

/// How files of one extension are read and written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The extension, lower case.
    pub extension: &'static str,
    /// Starts to read.
    pub open: fn(File) -> Result<Box<dyn Rows>, RunError>,
    /// Starts to write.
    pub results: for<'w> fn(&'w mut dyn Write) -> Box<dyn Results + 'w>,
}

/// Text with a comma, semicolon or tab between cells.
pub const CSV: Format = Format { extension: "csv", open: |file| Ok(Box::new(Table::open(file)?)), results: |output| Box::new(Csv(output)) };

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Input,
    Output,
}

impl Format {
    /// The format of a file: one of `others`, or CSV.
    ///
    /// # Errors
    /// When its extension is that of a format which this build does not have.
    pub(super) fn of(path: &Path, others: &[Self], used: Use) -> Result<Self, RunError> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        if let Some(format) = others.iter().find(|format| format.extension == extension) {
            return Ok(*format);
        }
        let refusal = match (extension.as_str(), used) {
            ("parquet", Use::Input) => text!(
                "deze versie leest geen Parquet; installeer haar met: cargo install --path . --features frames",
                "this build does not read Parquet; install one that does with: cargo install --path . --features frames"
            ),
            ("parquet", Use::Output) => text!(
                "deze versie schrijft geen Parquet; installeer haar met: cargo install --path . --features frames",
                "this build does not write Parquet; install one that does with: cargo install --path . --features frames"
            ),
            ("xlsx" | "xls" | "ods", Use::Input) => text!(
                "een werkblad wordt nog niet gelezen; bewaar het als ‘CSV UTF-8’",
                "a workbook is not read yet; save it as ‘CSV UTF-8’"
            ),
            ("xlsx" | "xls" | "ods", Use::Output) => {
                text!("een werkblad wordt niet geschreven; noem de uitvoer .csv", "a workbook is not written; name the output .csv")
            }
            _ => return Ok(CSV),
        };
        Err(RunError::Usage(vec![refusal]))
    }
}
