// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! New points through the command: the edition scores as its tables say, and the loss is the one that was told.

use std::path::Path;

use crate::program::{batch_on_trial, read_rows};
use crate::run::{NEW, Run, STATIC};

const POINTS: [&str; 4] = ["--make", "points", "--answers", "5"];

#[test]
fn the_edition_scores_with_the_points_that_were_found() {
    let run = Run::done(&[&STATIC, &POINTS, &["--sizes", "3..5", "--force", "--json"], &NEW]);
    let page = run.json();
    let bands = page["points"]["bands"].as_array().expect("bands");
    assert!(bands.iter().filter(|band| band["new"] != 0).count() >= 1);
    let new: toml::Table = run.text().parse().expect("TOML");
    assert_eq!(new["calibration"]["forced"].as_bool(), Some(true));
    // The loss counted anew from the rows of batch: chances by the edition's own link.
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join("steekproef.csv");
    let outcomes: Vec<String> = read_rows(&input).iter().map(|row| row["reoffended_5y"].clone()).collect();
    let rows = batch_on_trial(&run.new_file().display().to_string(), &input);
    let was = crate::program::batch("static-99r", &input);
    let (mut loss, mut n) = (0.0, 0);
    for ((row, old), outcome) in rows.iter().zip(&was).zip(&outcomes) {
        // What the search saw: persons whose old score was known too.
        let (Ok(chance), "scored", true) = (row["probability.5y"].parse::<f64>(), old["outcome"].as_str(), outcome != "?") else {
            continue;
        };
        loss -= if outcome == "ja" { chance.ln() } else { (1.0 - chance).ln() };
        n += 1;
    }
    assert_eq!(new["calibration"]["n"].as_integer(), Some(n));
    let told = page["points"]["solution"]["loss"].as_f64().expect("a loss");
    assert!((loss - told).abs() < 1e-4, "{loss} and {told}");
    // More answers never cost loss, and no bound is above what was found.
    let curve: Vec<(f64, f64)> = page["points"]["curve"]
        .as_array()
        .expect("a curve")
        .iter()
        .map(|step| (step["solution"]["loss"].as_f64().expect("a loss"), step["solution"]["bound"].as_f64().expect("a bound")))
        .collect();
    assert!(curve.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 1e-9) && curve.iter().all(|(loss, bound)| *bound <= loss + 1e-9));
    assert!((curve[2].0 - told).abs() < 1e-9);
}

#[test]
fn items_are_kept_barred_and_required_by_name() {
    let asked = ["--keep", "age", "--bar", "male_victims", "--require", "stranger_victims", "--force"];
    let run = Run::done(&[&STATIC, &POINTS, &asked, &NEW]);
    let text = run.text();
    assert!(text.contains("age_at_release = { \"18..35\" = 1, \"35..40\" = 0, \"40..60\" = -1, \"60..\" = -3 }"));
    assert!(text.contains("male_victim = { \"no\" = 0, \"yes\" = 0 }"));
    assert!(!text.contains("\nstranger_victim = { \"no\" = 0, \"yes\" = 0 }"));
    let unknown = Run::of(&[&STATIC, &POINTS, &["--keep", "agee", "--force"], &NEW]);
    assert_eq!(unknown.output.status.code(), Some(2));
}

/// An item that takes the higher of two tables is one table by its points; without the order of points that would not hold.
#[test]
fn the_order_of_points_carries_the_higher_of_two_tables() {
    let any = Run::of(&[&STATIC, &POINTS, &["--any-order", "--force"], &NEW]);
    assert_eq!(any.output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&any.output.stderr).contains("prior_sex_offences"));
}
