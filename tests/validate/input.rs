// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where persons and expected rates come from: a workbook, a mapping, a norm pack, an instrument's own chances.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{read_rows, taxeer};
use crate::run::Figures;
use crate::sample;
use crate::workbook::{Cell, workbook};

const OUTCOME: [&str; 2] = ["--outcome", "reoffended_5y"];

#[track_caller]
fn run(id: &str, input: &Path, arguments: &[&str]) -> Figures {
    let run = taxeer().args(["validate", "--lang", "en", "--json", id]).arg(input).args(arguments).output().expect("taxeer starts");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    Figures(serde_json::from_slice(&run.stdout).expect("JSON"))
}

fn of_sample(input: &Path, more: &[&str]) -> Figures {
    run("static-99r", input, &[&OUTCOME[..], &["--time", "years", "--time-unit", "years", "--by", "region"], more].concat())
}

/// The sample as lines of cells, the header first.
fn lines() -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(sample::path()).expect("the example");
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn write(path: &Path, lines: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(path).expect("a file");
    for line in lines {
        writer.write_record(line).expect("a row");
    }
    writer.flush().expect("written");
}

#[test]
fn a_workbook_gives_what_its_csv_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.xlsx");
    // Numbers are numbers there.
    let cell = |text: &String| if text.parse::<f64>().is_ok() { Cell::Number(text.clone()) } else { Cell::Text(text.clone()) };
    let rows = lines().iter().map(|line| line.iter().map(cell).collect()).collect();
    fs::write(&path, workbook(&[("cases", rows)], false)).expect("a workbook");
    assert_eq!(of_sample(&path, &[]).0["sections"], of_sample(&sample::path(), &[]).0["sections"]);
}

#[test]
fn a_mapped_file_gives_what_the_plain_one_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, mapping) = (folder.path().join("export.csv"), folder.path().join("m.toml"));
    let mut lines = lines();
    let at = |name: &str| lines[0].iter().position(|one| one == name).expect("a column");
    let (sex, age, male) = (at("sex"), at("age_at_release"), at("male_victim"));
    lines[0][sex] = "GESLACHT".to_owned();
    lines[0][age] = "LFT".to_owned();
    lines[0][male] = "MANSLO".to_owned();
    for line in &mut lines[1..] {
        line[sex] = "1".to_owned();
        line[male] = if line[male] == "ja" { "A" } else { "B" }.to_owned();
    }
    write(&path, &lines);
    let plain = lines[0].iter().filter(|name| name.chars().all(|letter| !letter.is_uppercase()));
    let own: String = plain
        .filter(|name| !["case_id", "reoffended_5y", "years", "region"].contains(&name.as_str()))
        .map(|name| format!("[field.{name}]\ncolumn = \"{name}\"\n"))
        .collect();
    let text = format!(
        "schema = 1\nid = \"m\"\ninstrument = \"static-99r\"\ncase_id = \"case_id\"\n\
         [field.sex]\ncolumn = \"GESLACHT\"\ncodes = {{ \"1\" = \"male\" }}\n[field.age_at_release]\ncolumn = \"LFT\"\n\
         [field.male_victim]\ncolumn = \"MANSLO\"\ncodes = {{ \"A\" = \"yes\", \"B\" = \"no\" }}\n{own}"
    );
    fs::write(&mapping, text).expect("a mapping");
    let mapped = of_sample(&path, &["--mapping", &mapping.display().to_string()]);
    assert_eq!(mapped.0["sections"], of_sample(&sample::path(), &[]).0["sections"]);
    // Without the mapping the columns are not known.
    let run = taxeer().args(["validate", "static-99r"]).arg(&path).args(OUTCOME).output().expect("taxeer starts");
    assert!(!run.status.success());
}

/// Invented rates, for the sample that is invented too.
const PACK: &str = r#"
schema = 1
id = "local-norms"
edition = "2026.1"
extends = "static-99r@2016.1"
title = { nl = "Verzonnen normen", en = "Invented norms" }
owner = "Test organisation"

[[entry]]
by = "coder-1"
on = "2026-11-01"
[[entry]]
by = "coder-2"
on = "2026-11-02"

[source.W]
cite = "Invented workbook, 2026"
page = "page 12"

[norm.local_rate]
kind = "rate"
of = "total"
title = { nl = "Verzonnen recidive", en = "Invented recidivism" }
outcome = { nl = "een nieuw delict", en = "a new offence" }
horizon = { nl = "5 jaar", en = "5 years" }
sample = { nl = "verzonnen", en = "invented" }
country = "NL"
rising = true
source = "W"
evidence = "confirmed"
row = [{ at = "-3..=2", value = 8 }, { at = "3..", value = 14 }]
"#;

#[test]
fn the_rates_of_a_norm_pack_are_what_is_expected() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("pack.toml");
    fs::write(&pack, PACK).expect("a pack");
    let pack = pack.display().to_string();
    let alone = of_sample(&sample::path(), &[]);
    let found = of_sample(&sample::path(), &["--norms", &pack]);
    assert_eq!(found.0["rates"].as_str(), Some("local_rate"));
    // Two rates make no groups for a test, and are two points of calibration.
    let refused = found.refused();
    assert!(refused.len() == 1 && refused[0].0 == "hosmer_lemeshow" && refused[0].1.contains("1 group(s); 2 are needed"), "{refused:?}");
    for (rate, low) in [("0.08", true), ("0.14", false)] {
        let own = |one: &&Value| {
            one["figure"] == "observed_rate" && (one["at"].as_str().and_then(|at| at.parse::<f64>().ok()).expect("a score") <= 2.0) == low
        };
        let n: u64 = alone.all().map(|(_, one)| one).filter(own).map(|one| one["n"].as_u64().expect("a count")).sum();
        assert_eq!(found.one("calibration_point", rate, "Wilson")["n"].as_u64(), Some(n));
    }
    // What is expected follows from how many have each score.
    let (mut expected, mut events) = (0.0, 0);
    for one in alone.all().map(|(_, one)| one).filter(|one| one["figure"] == "observed_rate") {
        let score: f64 = one["at"].as_str().and_then(|at| at.parse().ok()).expect("a score");
        let n = one["n"].as_u64().expect("a count");
        expected += if score <= 2.0 { 0.08 } else { 0.14 } * f64::from(u32::try_from(n).expect("small"));
        events += one["events"].as_u64().expect("a count");
    }
    assert!((found.estimate("expected", "", "").as_f64().expect("a number") - expected).abs() < 1e-9);
    let index = found.one("expected_observed", "", "log");
    assert_eq!(index["events"].as_u64(), Some(events));
    let ratio = expected / f64::from(u32::try_from(events).expect("small"));
    assert!((index["estimate"].as_f64().expect("a number") - ratio).abs() < 1e-12);
    assert!(
        !found.find("expected_observed", "level III", "log").is_empty() && !found.find("expected_observed", "score 4", "exact").is_empty()
    );
    // Nobody of the lowest level has the event: its index has no upper limit, and says so.
    let lowest = found.one("expected_observed", "level I", "exact");
    assert_eq!((&lowest["estimate"], &lowest["high"], lowest["events"].as_u64()), (&Value::Null, &Value::from("Inf"), Some(0)));
    assert!(lowest["low"].as_f64().is_some_and(|low| low > 0.0));
    // The figures that need no rate stay what they were.
    for figure in ["auc", "harrell_c", "base_rate"] {
        assert_eq!(found.find(figure, "", ""), alone.find(figure, "", ""));
    }
    // A horizon that the pack does not have is said, and the rest is given.
    let other = of_sample(&sample::path(), &["--norms", &pack, "--horizon", "2y"]);
    let refused = other.refused();
    assert!(
        refused.iter().any(|(what, why)| what == "expected_observed" && why.contains("2y") && why.contains("local_rate")),
        "{refused:?}"
    );
    assert!(!other.find("auc", "", "").is_empty());
}

/// The vectors of the instrument hold the chance at every case.
#[test]
fn the_chances_of_an_instrument_are_what_is_expected() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/osp-dc.csv");
    let rows = read_rows(&vectors);
    let fields: Vec<String> = csv::Reader::from_path(&vectors)
        .and_then(|mut file| Ok(file.headers()?.clone()))
        .expect("a header")
        .iter()
        .filter(|name| !name.starts_with("expect_") && *name != "origin")
        .map(str::to_owned)
        .collect();
    let mut table = vec![[&fields[..], &["again".to_owned()]].concat()];
    let (mut expected, mut observed, mut n) = (0.0, 0, 0);
    for (at, row) in rows.iter().enumerate() {
        let again = at % 9 == 0;
        table.push(fields.iter().map(|name| row[name].clone()).chain([if again { "yes" } else { "no" }.to_owned()]).collect());
        let (low, high) = (&row["expect_probability_min.2y"], &row["expect_probability_max.2y"]);
        if !low.is_empty() && low == high {
            expected += low.parse::<f64>().expect("a chance");
            observed += u64::from(again);
            n += 1;
        }
    }
    assert!(n > 50 && observed > 3, "{n} cases, {observed} events");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cases.csv");
    write(&path, &table);
    let found = run("osp-dc", &path, &["--outcome", "again"]);
    assert_eq!(found.0["rates"].as_str(), Some("2y"));
    let told = found.one("expected", "", "");
    assert_eq!((told["n"].as_u64(), told["events"].as_u64()), (Some(n), Some(observed)));
    // A vector has twelve decimals.
    assert!((told["estimate"].as_f64().expect("a number") - expected).abs() < 1e-9, "{} {expected}", told["estimate"]);
    let index = found.one("expected_observed", "", "log")["estimate"].as_f64().expect("a number");
    assert!((index - expected / f64::from(u32::try_from(observed).expect("small"))).abs() < 1e-9);
    assert!(!found.find("calibration_slope", "", "").is_empty() || !found.refused().is_empty());
}
