// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The file with the cells that cannot be read: where, what, why, and how to mend it. Values of persons stand here only.

use std::io;

use super::part;
use crate::lang::Lang;
use crate::record::{CellFault, Row};
use crate::text;

/// The columns of the file.
const HEADER: [&str; 7] = ["row", "line", "column", "value", "code", "rule", "mend"];

/// The first line of the file.
pub fn header() -> io::Result<Vec<u8>> {
    let mut header = part::writer();
    header.write_record(HEADER)?;
    part::bytes(header)
}

/// A line about a cell that cannot be read, in a row and on a line.
pub fn cell(field: &str, (row, line): (Row<'_>, u64), column: Option<usize>, fault: &CellFault, lang: Lang) -> [String; 7] {
    [
        row.line.to_string(),
        line.to_string(),
        field.to_owned(),
        column.and_then(|column| row.cell(column)).unwrap_or_default().to_owned(),
        fault.code.id().to_owned(),
        fault.allowed.get(lang).to_owned(),
        fault.mend.get(lang).to_owned(),
    ]
}

/// A line about a row with another number of cells than the header.
pub fn ragged(row: Row<'_>, columns: usize, lang: Lang) -> [String; 7] {
    let found = row.width();
    let rule = text!("{columns} cellen, zoals de kop; deze rij heeft er {found}", "{columns} cells, as the header; this row has {found}");
    let mend = text!("kijk naar scheidingstekens en aanhalingstekens in deze rij", "look at the separators and quotes in this row");
    let code = crate::diagnostic::Code::RowTooShort.id();
    [
        row.line.to_string(),
        row.line.to_string(),
        String::new(),
        String::new(),
        code.to_owned(),
        rule.get(lang).to_owned(),
        mend.get(lang).to_owned(),
    ]
}
