// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The norms of a sample are its counts.

use std::collections::BTreeMap;

use crate::program::read_rows;
use crate::run::{NEW, PACK, Run, STATIC, figure, other};

#[test]
fn norms_are_the_counts_of_the_sample() {
    let run = Run::done(&[&STATIC, &["--make", "norms"], &NEW, &PACK]);
    let pack: toml::Table = run.text().parse().expect("TOML");
    assert_eq!(pack["status"].as_str(), Some("trial"));
    // Counted anew, from the rows of batch and the outcomes of the file.
    let rows = crate::program::batch("static-99r", &path());
    let outcomes: Vec<String> = read_rows(&path()).iter().map(|row| row["reoffended_5y"].clone()).collect();
    let mut counts: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(&outcomes) {
        let (Ok(score), true) = (row["score"].parse(), row["outcome"] == "scored" && outcome != "?") else { continue };
        let count = counts.entry(score).or_default();
        *count = (count.0 + 1, count.1 + u32::from(outcome == "ja"));
    }
    let total: u32 = counts.values().map(|count| count.0).sum();
    let (mut below, norm) = (0, |name: &str| pack["norm"][&format!("static-99r-local_{name}")]["row"].as_array().expect("rows").clone());
    let number = |row: &toml::Value, key: &str| {
        row[key].as_float().or(row[key].as_integer().map(|whole| f64::from(i32::try_from(whole).expect("small")))).expect("a number")
    };
    let percentiles = norm("percentile");
    assert_eq!(percentiles.len(), counts.len());
    for (row, (score, (n, _))) in percentiles.iter().zip(&counts) {
        assert_eq!(row["at"].as_str(), Some(score.to_string().as_str()));
        let share = |count: f64| 100.0 * count / f64::from(total);
        assert!((number(row, "below") - share(f64::from(below))).abs() < 1e-4);
        assert!((number(row, "value") - share(f64::from(below) + f64::from(*n) / 2.0)).abs() < 1e-4);
        below += n;
    }
    let observed = norm("observed");
    assert_eq!(observed.len(), counts.values().filter(|(n, _)| *n >= 5).count(), "small scores are left out");
    for row in &observed {
        let (n, events) = counts[&row["at"].as_str().expect("a score").parse::<i64>().expect("a score")];
        assert!((number(row, "value") - 100.0 * f64::from(events) / f64::from(n)).abs() < 1e-4);
        assert!(number(row, "low") <= number(row, "value") && number(row, "value") <= number(row, "high"));
    }
    assert_eq!(norm("rate").len(), counts.len());
}

#[test]
fn a_curve_expects_what_was_observed() {
    let run = Run::done(&[&STATIC, &["--make", "norms"], &NEW, &PACK]);
    let pack = run.new_file().display().to_string();
    let page = other(&[
        "validate",
        "static-99r",
        "steekproef.csv",
        "--outcome",
        "reoffended_5y",
        "--norms",
        &pack,
        "--rates",
        "static-99r-local_rate",
    ]);
    assert!((figure(&page, "expected_observed", "expected_observed", "") - 1.0).abs() < 1e-4);
    assert!((figure(&page, "calibration", "calibration_slope", "") - 1.0).abs() < 1e-4);
    // A pack moves no score, and every row says that it was there and that it is a trial.
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("results.csv");
    let batch = crate::program::taxeer()
        .args(["batch", "static-99r", "--trial", "--norms", &pack])
        .arg(path())
        .arg("-o")
        .arg(&out)
        .output()
        .expect("taxeer");
    assert!(batch.status.success(), "{batch:?}");
    for (was, now) in crate::program::batch("static-99r", &path()).iter().zip(&read_rows(&out)) {
        assert_eq!((&was["score"], &was["level"]), (&now["score"], &now["level"]));
        assert!(now["reason"].contains("status:trial") && now["reason"].contains("local_norms:static-99r-local"), "{now:?}");
    }
}

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join("steekproef.csv")
}
