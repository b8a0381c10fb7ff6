// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! File formats by extension. What is not the name of another format is CSV.

use std::fs::File;
use std::io;
use std::path::Path;

use super::results::{Csv, Results};
use crate::record::{Expected, RunError, Sheet, Table, rows::Rows};
use crate::text;

/// How files of one extension are read and written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The extension, lower case.
    pub extension: &'static str,
    /// Starts to read.
    pub open: Open,
    /// Starts to write; nothing where the format is only read.
    pub results: Option<Write>,
}

/// Starts to read a file, of which so much is known.
pub type Open = for<'e> fn(File, &Expected<'e>) -> Result<Box<dyn Rows>, RunError>;
/// Starts to write results.
pub type Write = for<'w> fn(&'w mut dyn io::Write) -> Box<dyn Results + 'w>;

/// Text with a comma, semicolon or tab between cells.
pub const CSV: Format = Format {
    extension: "csv",
    open: |file, expected| Ok(Box::new(Table::csv(file, expected)?)),
    results: Some(|output| Box::new(Csv(output))),
};

/// A workbook, of which one sheet is read.
pub const XLSX: Format =
    Format { extension: "xlsx", open: |file, expected| Ok(Box::new(Table::open(Sheet::open(file, expected)?, expected)?)), results: None };

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
        let known = others.iter().chain([&XLSX]).find(|format| format.extension == extension);
        if let Some(format) = known.filter(|format| used == Use::Input || format.results.is_some()) {
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
            ("xls" | "xlsb" | "xlsm" | "ods", Use::Input) => text!(
                "van werkbladen wordt alleen .xlsx gelezen; bewaar het zo, of als ‘CSV UTF-8’",
                "of workbooks only .xlsx is read; save it so, or as ‘CSV UTF-8’"
            ),
            ("xlsx" | "xls" | "xlsb" | "xlsm" | "ods", Use::Output) => {
                text!("een werkblad wordt niet geschreven; noem de uitvoer .csv", "a workbook is not written; name the output .csv")
            }
            _ => return Ok(CSV),
        };
        Err(RunError::Usage(vec![refusal]))
    }
}
