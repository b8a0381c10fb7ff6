// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What was recorded of a case: its rows in the results, and the record of the run beside them.

use std::path::Path;

use serde_json::Value;

use crate::batch::{Format, beside_output, open};
use crate::diagnostic::Code;
use crate::digest;
use crate::record::{Block, CASE_ID, Conventions, Expected, Refusal, RunError};
use crate::text;

/// Results, and the run that they come from.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The rows of the case.
    pub rows: Vec<Row>,
    /// The record of the run.
    pub run: Value,
    /// The rows of the case that were set apart, because they differ.
    pub apart: Vec<u64>,
}

/// A result row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    cells: Vec<(String, String)>,
}

impl Row {
    /// A cell by the name of its column.
    #[must_use]
    pub fn cell(&self, name: &str) -> Option<&str> {
        self.cells.iter().find(|(known, _)| known == name).map(|(_, cell)| cell.as_str())
    }

    /// The columns with their cells.
    #[must_use]
    pub fn cells(&self) -> &[(String, String)] {
        &self.cells
    }

    /// Where the row stands in the input.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.cell("row")?.parse().ok()
    }
}

impl Recorded {
    /// Finds a case.
    ///
    /// # Errors
    /// When the results or their record cannot be read, or are not those of one another.
    pub fn find(output: &Path, case: &str, formats: &[Format]) -> Result<Self, RunError> {
        let beside = beside_output(output, "summary.json");
        let text = std::fs::read_to_string(&beside).map_err(|_| lacks_record(&beside))?;
        let run: Value = serde_json::from_str(&text).map_err(|_| lacks_record(&beside))?;
        let rows = rows(output, case, formats)?;
        let conflicts = beside_output(output, "conflicts.csv");
        let apart = if conflicts.is_file() { found(&conflicts, case, formats, true)? } else { Vec::new() };
        let apart = apart.iter().filter_map(|row| row.cell("taxeer.row").and_then(|line| line.parse().ok())).collect();
        Ok(Self { rows, run, apart })
    }

    /// Whether the results are the bytes that the record speaks of.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn is_whole(&self, output: &Path) -> Result<bool, RunError> {
        let digest = digest::of_file(output)
            .map_err(|cause| RunError::Machine { what: text!("lezen van de uitvoer", "reading the output"), cause })?;
        Ok(self.run["output"]["sha256"].as_str() == Some(&digest))
    }

    /// A text of the record.
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        self.run[name].as_str()
    }

    /// The input: its name, and its digest.
    #[must_use]
    pub fn input(&self) -> (&str, &str) {
        let of = |name: &str| self.run["input"][name].as_str().unwrap_or_default();
        (of("name"), of("sha256"))
    }
}

/// The rows of a case in a table.
pub(super) fn rows(file: &Path, case: &str, formats: &[Format]) -> Result<Vec<Row>, RunError> {
    found(file, case, formats, false)
}

/// With `own_names`, the table has the names of columns of an input, and a mapping may say which of them names the case.
fn found(file: &Path, case: &str, formats: &[Format], own_names: bool) -> Result<Vec<Row>, RunError> {
    let conventions = Conventions::default();
    let mut table = open(file, formats, &Expected { fields: Vec::new(), names: vec![CASE_ID], conventions: &conventions })?;
    let header = table.header().to_vec();
    let at = header.iter().position(|name| name == CASE_ID);
    if at.is_none() && !own_names {
        let name = file.display();
        return Err(RunError::refused(
            Code::MissingColumn,
            text!("{name} heeft geen kolom case_id", "{name} has no column case_id"),
            text!(
                "scoor met een kolom case_id, of wijs haar aan in de toewijzing",
                "score with a column case_id, or point at it in the mapping"
            ),
        ));
    }
    let (mut found, mut block) = (Vec::new(), Block::default());
    while table.read(&mut block, crate::batch::BLOCK)? {
        for row in block.rows() {
            // A spreadsheet's guard may stand before a name that looks like a formula.
            let is_named =
                |at: usize| row.cell(at).map(str::trim).is_some_and(|name| name == case || name.strip_prefix('\'') == Some(case));
            if at.map_or_else(|| (0..header.len()).any(is_named), is_named) {
                let cells = header.iter().enumerate().map(|(at, name)| (name.clone(), row.cell(at).unwrap_or_default().to_owned()));
                found.push(Row { cells: cells.collect() });
            }
        }
    }
    Ok(found)
}

fn lacks_record(path: &Path) -> RunError {
    let name = path.display();
    RunError::Input(vec![Refusal {
        code: Code::NotAList,
        found: text!(
            "het verslag van de run ontbreekt of is niet te lezen: {name}",
            "the record of the run is missing or cannot be read: {name}"
        ),
        mend: text!(
            "zet het weer naast de uitvoer; `taxeer batch` schrijft het",
            "put it beside the output again; `taxeer batch` writes it"
        ),
    }])
}
