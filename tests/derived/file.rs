// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of vectors: the cases of a table, and what must come out.

use super::cases::cases;
use super::hits::missed;
use super::left::{Inputs, columns, expected};
use super::table::Table;

/// The cases of a table.
///
/// # Errors
/// When the table cannot be read, or no cases can be made of it.
pub fn inputs(second: &str) -> Result<Vec<Inputs>, String> {
    cases(&Table::read(second)?)
}

/// What the cases give by a table, as rows of the columns that are expected.
///
/// # Errors
/// When the table cannot be read or scored with, or when the cases leave something of it out.
pub fn results(second: &str, cases: &[Inputs]) -> Result<Vec<Vec<String>>, String> {
    let table = Table::read(second)?;
    let missed = missed(&table, cases)?;
    if !missed.is_empty() {
        return Err(missed.join("\n"));
    }
    cases.iter().map(|inputs| row(&table, inputs)).collect()
}

/// The whole file.
///
/// # Errors
/// As above.
pub fn text(id: &str, second: &str) -> Result<String, String> {
    let cases = inputs(second)?;
    let told = results(second, &cases)?;
    Ok(written(id, &Table::read(second)?, &cases, &told))
}

/// The whole file of a table whose edges of percentages lie between the scores, so that no case can stand on each.
///
/// # Errors
/// When the table cannot be read or scored with.
pub fn text_between_edges(id: &str, second: &str) -> Result<String, String> {
    let table = Table::read(second)?;
    let cases = cases(&table)?;
    let told = cases.iter().map(|inputs| row(&table, inputs)).collect::<Result<Vec<_>, _>>()?;
    Ok(written(id, &table, &cases, &told))
}

fn row(table: &Table, inputs: &Inputs) -> Result<Vec<String>, String> {
    expected(table, inputs).map(|row| columns(table).iter().map(|name| row[name].clone()).collect())
}

fn written(id: &str, table: &Table, cases: &[Inputs], told: &[Vec<String>]) -> String {
    let mut header = vec!["case_id".to_owned()];
    header.extend(table.fields.iter().map(|field| field.id.clone()));
    header.extend(columns(table).iter().map(|name| format!("expect_{name}")));
    header.push("origin".to_owned());
    let mut lines = vec![header.join(",")];
    for (at, (inputs, told)) in cases.iter().zip(told).enumerate() {
        let id = format!("{id}-derived-{:03}", at + 1);
        lines.push([&[id][..], inputs, told, &["derived".to_owned()]].concat().join(","));
    }
    lines.join("\n") + "\n"
}
