// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! File formats by extension. An input that has not the name of another format is read as CSV; an output has the name of its format.

use std::fs::File;
use std::io;
use std::path::Path;

use super::excel::{Excel, ForExcel};
use super::json_lines::JsonLines;
use super::results::{About, Csv, Results};
use super::workbook::ForWorkbook;
use crate::diagnostic::Code;
use crate::record::{Expected, Refusal, RunError, Sheet, Table, rows::Rows};
use crate::text;

/// How files of one extension are read and written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The extension, lower case.
    pub extension: &'static str,
    /// Starts to read; nothing where the format is only written.
    pub open: Option<Open>,
    /// Starts to write; nothing where the format is only read.
    pub results: Option<Write>,
}

/// Starts to read a file, of which so much is known.
pub type Open = for<'e> fn(File, &Expected<'e>) -> Result<Box<dyn Rows>, RunError>;
/// Starts to write results, of which so much is known.
pub type Write = for<'w> fn(&'w mut dyn io::Write, &'w About<'w>) -> Box<dyn Results + 'w>;

/// Text with a comma, semicolon or tab between cells.
pub const CSV: Format = Format {
    extension: "csv",
    open: Some(|file, expected| Ok(Box::new(Table::csv(file, expected)?))),
    results: Some(|output, _| Box::new(Csv(output))),
};

/// A workbook, of which one sheet is read.
pub const XLSX: Format = Format {
    extension: "xlsx",
    open: Some(|file, expected| Ok(Box::new(Table::open(Sheet::open(file, expected)?, expected)?))),
    results: Some(|output, about| Box::new(ForWorkbook::new(output, about))),
};

/// JSON lines, which are only written.
pub const JSON_LINES: Format = Format { extension: "jsonl", open: None, results: Some(|output, _| Box::new(JsonLines::new(output))) };

/// The formats of every build.
const OWN: [Format; 3] = [CSV, XLSX, JSON_LINES];

impl Format {
    /// How a file is read: one of `others`, or CSV.
    ///
    /// # Errors
    /// When its extension is that of a format which this build does not read.
    pub(super) fn to_read(path: &Path, others: &[Self]) -> Result<Open, RunError> {
        let extension = extension(path);
        let known = others.iter().chain(&OWN).find(|format| format.extension == extension);
        match (known.map(|format| format.open), extension.as_str()) {
            (Some(Some(open)), _) => Ok(open),
            (None, "parquet") => Err(RunError::Usage(vec![text!(
                "deze versie leest geen Parquet; installeer haar met: cargo install --path . --features frames",
                "this build does not read Parquet; install one that does with: cargo install --path . --features frames"
            )])),
            (None, "xls" | "xlsb" | "xlsm" | "ods") => Err(RunError::Usage(vec![text!(
                "van werkbladen wordt alleen .xlsx gelezen; bewaar het zo, of als ‘CSV UTF-8’",
                "of workbooks only .xlsx is read; save it so, or as ‘CSV UTF-8’"
            )])),
            (Some(None), name) => {
                Err(RunError::Usage(vec![text!(".{name} wordt alleen geschreven; geef een .csv", ".{name} is only written; give a .csv")]))
            }
            (None, _) => Ok(|file, expected| Ok(Box::new(Table::csv(file, expected)?))),
        }
    }

    /// Whether results say in the file itself what they are of.
    pub(super) fn has_legend(path: &Path) -> bool {
        extension(path) == XLSX.extension
    }

    /// How results are written: by the extension, and for whose Excel where that is asked.
    ///
    /// # Errors
    /// When its extension is that of no format which this build writes.
    pub(super) fn to_write(path: &Path, others: &[Self], excel: Option<Excel>) -> Result<Write, RunError> {
        let extension = extension(path);
        if let Some(Excel::Nl) = excel {
            return if extension == CSV.extension { Ok(|output, _| Box::new(ForExcel::new(output))) } else { Err(not_for_excel(path)) };
        }
        let known = others.iter().chain(&OWN).find(|format| format.extension == extension);
        known.and_then(|format| format.results).ok_or_else(|| not_written(path, &extension, others))
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn not_written(path: &Path, extension: &str, others: &[Format]) -> RunError {
    let path = path.display();
    let known: Vec<String> = OWN.iter().chain(others).map(|format| format!(".{}", format.extension)).collect();
    let known = known.join(", ");
    let mend = match extension {
        "parquet" => text!(
            "deze versie schrijft geen Parquet; installeer haar met: cargo install --path . --features frames",
            "this build does not write Parquet; install one that does with: cargo install --path . --features frames"
        ),
        "xls" | "xlsb" | "xlsm" | "ods" => text!("noem de uitvoer .xlsx, of .csv", "name the output .xlsx, or .csv"),
        _ => text!("kies een van: {known}", "choose one of: {known}"),
    };
    let found = text!("{path}: in deze vorm worden geen resultaten geschreven", "{path}: no results are written in this form");
    RunError::Command(Refusal { code: Code::OutputForm, found, mend })
}

fn not_for_excel(path: &Path) -> RunError {
    let path = path.display();
    let found = text!("{path}: --excel is voor een .csv", "{path}: --excel is for a .csv");
    let mend = text!("noem de uitvoer .csv, of laat --excel weg", "name the output .csv, or leave --excel out");
    RunError::Command(Refusal { code: Code::OutputForm, found, mend })
}
