// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The real program, and how its cells are compared with what they must be.
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// One row of results, or of a file of vectors, by column name.
pub type Row = HashMap<String, String>;

pub fn taxeer() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taxeer"));
    command.env_remove("TAXEER_INSTRUMENTS").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// The result rows of `taxeer batch`, which must end in exit 0.
pub fn batch(id: &str, input: &Path) -> Vec<Row> {
    batch_with(id, input, &[])
}

/// The same of a rule set of status trial.
pub fn batch_on_trial(id: &str, input: &Path) -> Vec<Row> {
    batch_with(id, input, &["--trial"])
}

fn batch_with(id: &str, input: &Path, flags: &[&str]) -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("results.csv");
    let run = taxeer().arg("batch").arg(id).arg(input).args(flags).arg("-o").arg(&output).output().expect("taxeer starts");
    let stderr = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "taxeer batch {id}: {}\n{stderr}", run.status);
    read_rows(&output)
}

pub fn read_rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect()
}

/// What is wrong with the cell of this name, if anything.
pub fn difference(column: &str, expected: &str, found: &Row) -> Option<String> {
    let Some(cell) = found.get(column) else {
        return Some(format!("{column}: no such column"));
    };
    (!same_cell(column, expected, cell)).then(|| format!("{column}: expected `{expected}`, found `{cell}`"))
}

/// Scores with decimals agree to 1e-8, probabilities to 1e-9, everything else to the letter.
fn same_cell(column: &str, expected: &str, found: &str) -> bool {
    let is_score = ["score", "score_min", "score_max"].contains(&column.rsplit('.').next().unwrap_or(column));
    let tolerance = if column.starts_with("probability") {
        1e-9
    } else if is_score && expected.contains('.') {
        1e-8
    } else {
        return expected == found;
    };
    match (expected.parse::<f64>(), found.parse::<f64>()) {
        (Ok(expected), Ok(found)) => (expected - found).abs() <= tolerance,
        _ => expected == found,
    }
}

pub fn assert_no_differences(differences: &[String]) {
    let first: Vec<&str> = differences.iter().take(10).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} rows differ, the first:\n{}", differences.len(), first.join("\n"));
}

/// What a run of the program left.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, words: &[&str]) -> Ran {
    let run = taxeer().current_dir(folder).args(words).output().expect("taxeer starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: run.status.code().unwrap_or(-1), out: text(&run.stdout), err: text(&run.stderr) }
}
