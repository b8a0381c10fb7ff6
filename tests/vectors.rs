// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every row of `tests/vectors` comes out of the program as stated, from a file and as a single case.

mod program;

use std::path::PathBuf;
use std::thread;

use program::{Row, assert_no_differences, batch, difference, read_rows, taxeer};
use serde_json::Value;

const INSTRUMENTS: &[&str] = &["static-99r", "osp-dc", "psa", "ogrs3", "stable-2007", "acute-2007", "cport"];
/// Run as soon as the catalogue has them.
const WHEN_LISTED: &[&str] = &["osp-iic", "static-2002r", "casic", "static-99", "rrasor", "osp-2016", "osp-2016-images"];

#[test]
fn batch_gives_the_vectors() {
    let mut differences = Vec::new();
    for id in instruments() {
        let vectors = vectors(id);
        let results = batch(id, &path(id));
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
        let runs: Vec<_> = instruments().into_iter().map(|id| scope.spawn(move || score_differences(id))).collect();
        runs.into_iter().flat_map(|run| run.join().expect("no panic")).collect::<Vec<String>>()
    });
    assert_no_differences(&differences);
}

fn score_differences(id: &str) -> Vec<String> {
    let vectors = vectors(id);
    vectors.rows.iter().filter_map(|vector| vectors.differences(vector, &score(id, &vectors, vector))).collect()
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
    fn differences(&self, vector: &Row, found: &Row) -> Option<String> {
        let cell = |column: &String| difference(column, &vector[&format!("expect_{column}")], found);
        let differing: Vec<String> = self.expected.iter().filter_map(cell).collect();
        (!differing.is_empty()).then(|| format!("{}: {}", vector["case_id"], differing.join("; ")))
    }
}

fn vectors(id: &str) -> Vectors {
    let mut reader = csv::Reader::from_path(path(id)).expect("vectors are there");
    let headers: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let fields = headers.iter().filter(|name| !name.starts_with("expect_") && !["case_id", "origin"].contains(&name.as_str()));
    Vectors {
        fields: fields.cloned().collect(),
        expected: headers.iter().filter_map(|name| name.strip_prefix("expect_")).map(str::to_owned).collect(),
        rows: read_rows(&path(id)),
    }
}

fn path(id: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "vectors", &format!("{id}.csv")].iter().collect()
}

fn instruments() -> Vec<&'static str> {
    let run = taxeer().arg("list").output().expect("taxeer starts");
    let list = String::from_utf8_lossy(&run.stdout).into_owned();
    let names: Vec<&str> = list.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').collect();
    let listed = WHEN_LISTED.iter().filter(|id| names.contains(id));
    INSTRUMENTS.iter().chain(listed).copied().collect()
}
