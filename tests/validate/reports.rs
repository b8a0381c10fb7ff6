// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people read, in both languages, and the tidy table.

use std::fs;

use crate::program::taxeer;
use crate::sample;

fn page(lang: &str, more: &[&str]) -> String {
    let path = sample::path();
    let folder = path.parent().expect("a folder");
    let asked = [
        "validate",
        "static-99r",
        "steekproef.csv",
        "--outcome",
        "reoffended_5y",
        "--time",
        "years",
        "--time-unit",
        "years",
        "--by",
        "region",
    ];
    let run = taxeer().current_dir(folder).args(asked).args(more).args(["--lang", lang]).output().expect("taxeer starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn keep(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../validate_snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn reports_read_well_in_both_languages() {
    for lang in ["nl", "en"] {
        keep(&format!("report-{lang}"), &page(lang, &[]));
    }
}

#[test]
fn pages_stand_by_themselves() {
    let html = page("en", &["--format", "html"]);
    assert!(html.starts_with("<!doctype html>") && !html.contains("src=\"http") && !html.contains("<script"));
    let markdown = page("nl", &["--format", "md"]);
    assert!(markdown.starts_with("# ") && markdown.contains("## Onderscheid"));
}

#[test]
fn the_tidy_table_has_one_row_a_figure_and_tells_the_call() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("figures.csv");
    let json: serde_json::Value = serde_json::from_str(&page("en", &["--json", "-o", &out.display().to_string()])).expect("JSON");
    let count: usize =
        json["sections"].as_array().expect("sections").iter().map(|one| one["figures"].as_array().expect("figures").len()).sum();
    let text = fs::read_to_string(&out).expect("the table");
    assert!(text.starts_with("# taxeer validate static-99r steekproef.csv --outcome reoffended_5y"), "{text}");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), taxeer::validation::tidy::HEADER);
    assert_eq!(reader.records().collect::<Result<Vec<_>, _>>().expect("rows").len(), count);
}
