// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every row of `tests/vectors` comes out of the program as stated, from a file and as a single case; those of `tests/vectors/derived`,
//! made from the second tables, from a file, and one of every [`PART`] as a single case.

mod program;

use std::path::{Path, PathBuf};
use std::thread;

use program::{Row, assert_no_differences, batch, difference, read_rows, taxeer};
use serde_json::Value;
use taxeer::catalogue::Catalogue;

/// As a single case one of so many derived vectors is run: they are many, and a process each.
const PART: usize = 8;

#[test]
fn batch_gives_the_vectors() {
    let mut differences = Vec::new();
    for (id, path) in files() {
        let vectors = Vectors::read(&path);
        let results = batch(&id, &path);
        assert_eq!(results.len(), vectors.rows.len(), "result rows of {id}");
        for (vector, result) in vectors.rows.iter().zip(&results) {
            assert_eq!(result["case_id"], vector["case_id"], "{id}: order of rows");
            differences.extend(vectors.differences(vector, result));
        }
    }
    assert_no_differences(&differences);
}

#[test]
fn score_gives_the_vectors() {
    let differences = thread::scope(|scope| {
        let runs: Vec<_> = files().into_iter().map(|(id, path)| scope.spawn(move || score_differences(&id, &path))).collect();
        runs.into_iter().flat_map(|run| run.join().expect("no panic")).collect::<Vec<String>>()
    });
    assert_no_differences(&differences);
}

fn score_differences(id: &str, path: &Path) -> Vec<String> {
    let vectors = Vectors::read(path);
    let step = if path.parent().is_some_and(|folder| folder.ends_with("derived")) { PART } else { 1 };
    let rows = vectors.rows.iter().step_by(step);
    rows.filter_map(|vector| vectors.differences(vector, &score(id, &vectors, vector))).collect()
}

fn score(id: &str, vectors: &Vectors, vector: &Row) -> Row {
    let mut command = taxeer();
    command.args(["score", id, "--json"]);
    for field in &vectors.fields {
        let text = &vector[field];
        command.arg("--set").arg(format!("{field}={}", if text.is_empty() { "?" } else { text }));
    }
    let run = command.output().expect("taxeer starts");
    let context = || format!("{id} {}: {}", vector["case_id"], String::from_utf8_lossy(&run.stderr));
    let json = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error} in the JSON of {}", context()));
    let row = from_json(&json);
    let exit = match row["outcome"].as_str() {
        "scored" => 0,
        "open" => 5,
        "not_applicable" => 4,
        _ => 3,
    };
    assert_eq!(run.status.code(), Some(exit), "exit code of {}", context());
    row
}

/// The JSON of one case under the column names of `batch`; the only place that knows its layout.
fn from_json(case: &Value) -> Row {
    let mut row = Row::new();
    for name in ["outcome", "decisive", "reason"] {
        row.insert(name.to_owned(), cell(&case[name]));
    }
    let scales = case["scales"].as_object().into_iter().flatten();
    for (prefix, scale) in scales.map(|(name, scale)| (format!("{name}."), scale)).chain([(String::new(), case)]) {
        for name in ["score", "score_min", "score_max", "level", "levels"] {
            row.insert(format!("{prefix}{name}"), cell(&scale[name]));
        }
    }
    for (horizon, probability) in case["probability"].as_object().into_iter().flatten() {
        for (column, name) in [("probability", "value"), ("probability_min", "min"), ("probability_max", "max")] {
            row.insert(format!("{column}.{horizon}"), cell(&probability[name]));
        }
    }
    row
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("|"),
        Value::Number(number) => number.as_f64().expect("a number").to_string(),
        other => other.to_string(),
    }
}

struct Vectors {
    fields: Vec<String>,
    /// Result columns with an `expect_` column of their name.
    expected: Vec<String>,
    rows: Vec<Row>,
}

impl Vectors {
    fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let headers: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let is_field = |name: &&String| !name.starts_with("expect_") && !["case_id", "origin"].contains(&name.as_str());
        Self {
            fields: headers.iter().filter(is_field).cloned().collect(),
            expected: headers.iter().filter_map(|name| name.strip_prefix("expect_")).map(str::to_owned).collect(),
            rows: read_rows(path),
        }
    }

    fn differences(&self, vector: &Row, found: &Row) -> Option<String> {
        let cell = |column: &String| difference(column, &vector[&format!("expect_{column}")], found);
        let differing: Vec<String> = self.expected.iter().filter_map(cell).collect();
        (!differing.is_empty()).then(|| format!("{}: {}", vector["case_id"], differing.join("; ")))
    }
}

/// The files of every instrument that is compiled in: one that has none is a fault.
fn files() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("vectors");
    let of = |id: String| {
        let name = format!("{id}.csv");
        [(id.clone(), folder.join(&name)), (id, folder.join("derived").join(&name))]
    };
    Catalogue::builtin().instruments.into_iter().flat_map(|entry| of(entry.id)).collect()
}
