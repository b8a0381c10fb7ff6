// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is asked of open cases with a protocol that routes: columns by their names, the route first, and each answer leaves what was said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn run(words: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_taxeer")).args(words).output().expect("the program");
    assert!(run.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a CSV");
    let header = reader.headers().expect("a header").clone();
    let rows = reader
        .records()
        .map(|row| header.iter().zip(row.expect("a row").iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect());
    rows.collect()
}

#[test]
fn each_answer_leaves_what_was_said_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let input = root("examples/routes.csv").to_str().unwrap().to_owned();
    run(&["enrich", &input, "--protocol", "example-routes", "-o", &at("questions.csv")]);
    let questions = rows(folder.path().join("questions.csv").as_path());
    let asked: Vec<(&str, &str, &str)> =
        questions.iter().map(|row| (row["case_id"].as_str(), row["field"].as_str(), row["worst_questions"].as_str())).collect();
    assert_eq!(
        asked,
        [("D", "sex", "1"), ("E", "qualifying_offence", "1"), ("F", "stranger_victim", "1"), ("G", "no_contact_order_broken", "1")]
    );
    let mut tried = 0;
    for question in &questions {
        for part in question["leaves"].split("; ") {
            let (answers, left) = part.split_once(" = ").expect("answer = left");
            for answer in answers.split(", ") {
                let list = format!("case_id,field,answer\n{},{},{answer}\n", question["case_id"], question["field"]);
                std::fs::write(at("answers.csv"), list).expect("a file");
                run(&[
                    "batch",
                    &input,
                    "--protocol",
                    "example-routes",
                    "--answers",
                    &at("answers.csv"),
                    "-o",
                    &at("out.csv"),
                    "--columns",
                    "case_id,outcome,route,tier,tiers",
                ]);
                let out = rows(folder.path().join("out.csv").as_path());
                let row = out.iter().find(|row| row["case_id"] == question["case_id"]).expect("the case");
                // A route where the route was asked for, else the tiers.
                assert!(row["route"] == left || row["tiers"] == left, "{question:?} {answer}: {row:?}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 12, "{tried}");
}
