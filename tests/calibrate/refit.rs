// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Weights fitted anew: the edition gives the chances of the model, by every method.

use std::path::Path;

use crate::program::{batch_on_trial, read_rows};
use crate::run::{NEW, OSP_DC, Run, STATIC, figure, other};

const REFIT: [&str; 3] = ["--make", "refit", "--force"];

/// The negative log-likelihood of an edition's chances on the sample, counted from the rows of batch.
fn loss(new: &Path) -> f64 {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join("steekproef.csv");
    let outcomes: Vec<String> = read_rows(&input).iter().map(|row| row["reoffended_5y"].clone()).collect();
    let was = crate::program::batch("static-99r", &input);
    let rows = batch_on_trial(&new.display().to_string(), &input);
    rows.iter()
        .zip(&was)
        .zip(&outcomes)
        .filter(|((_, was), outcome)| was["outcome"] == "scored" && *outcome != "?")
        .map(|((row, _), outcome)| {
            let chance: f64 = row["probability.5y"].parse().expect("a chance");
            if outcome == "ja" { -chance.ln() } else { -(1.0 - chance).ln() }
        })
        .sum()
}

#[test]
fn ten_items_need_a_hundred_events() {
    let run = Run::of(&[&STATIC, &["--make", "refit", "--lang", "en"], &NEW]);
    assert_eq!(run.output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&run.output.stderr);
    assert!(told.contains("96 where 100 are needed (10 for each of 10 numbers"), "{told}");
    assert!(!run.new_file().exists());
}

/// Nothing fits better than largest likelihood; a small penalty is near it, a large one near the base rate; Firth lies between.
#[test]
fn editions_give_the_chances_of_their_models() {
    let of = |more: &[&str]| {
        let run = Run::done(&[&STATIC, &REFIT, more, &NEW, &["--json"]]);
        (loss(&run.new_file()), run)
    };
    let (logistic, run) = of(&["--method", "logistic"]);
    let page = run.json();
    assert!((figure(&page, "expected_now", "expected", "") - 96.0).abs() < 0.01);
    let (ridge, penalised) = of(&["--method", "ridge", "--lambda", "0.000001"]);
    assert!((ridge - logistic).abs() < 1e-3, "{ridge} {logistic}");
    assert!(!penalised.text().contains("seed ="), "no folds, no seed");
    let (far, _) = of(&["--method", "lasso", "--lambda", "10"]);
    let (firth, _) = of(&["--method", "firth"]);
    let (chosen, folds) = of(&["--method", "ridge", "--seed", "7"]);
    assert!(folds.text().contains("seed = 7\n"));
    for larger in [firth, chosen] {
        assert!(logistic < larger && larger < far, "{logistic} {larger} {far}");
    }
    // With every weight gone each person has the base rate.
    let rate: f64 = 96.0 / 952.0;
    assert!((far + 952.0 * (rate * rate.ln() + (1.0 - rate) * (1.0 - rate).ln())).abs() < 1e-2);
    // The edition is read as any other, and its own fit is told: intercept 0 and slope 1.
    let new = run.new_file().display().to_string();
    let validated = other(&["validate", &new, "steekproef.csv", "--outcome", "reoffended_5y", "--horizon", "5y"]);
    assert!(figure(&validated, "calibration", "calibration_intercept", "").abs() < 1e-3);
    assert!((figure(&validated, "calibration", "calibration_slope", "") - 1.0).abs() < 1e-4);
}

#[test]
fn a_cox_edition_has_a_baseline_survival() {
    let times = ["--time", "years", "--time-unit", "years", "--method", "cox"];
    for ties in ["efron", "breslow"] {
        let run = Run::done(&[&STATIC, &REFIT, &times, &["--ties", ties], &NEW, &["--json"]]);
        let text: toml::Table = run.text().parse().expect("TOML");
        let link = &text["scale"]["total"]["link"]["5y"];
        assert_eq!(link["kind"].as_str(), Some("cox"));
        let survival = link["baseline_survival"].as_float().expect("a share");
        assert!((0.8..1.0).contains(&survival), "{survival}");
        // About as many are expected as were seen.
        let page = run.json();
        let ratio = figure(&page, "expected_now", "expected_observed", "");
        assert!((0.9..1.1).contains(&ratio), "{ratio}");
        // What batch gives is what was told.
        let rows =
            batch_on_trial(&run.new_file().display().to_string(), &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/steekproef.csv"));
        assert!(
            rows.iter()
                .filter(|row| row["outcome"] == "scored")
                .all(|row| row["probability.5y"].parse::<f64>().is_ok_and(|p| p > 0.0 && p < 1.0))
        );
    }
    let untimed = Run::of(&[&STATIC, &REFIT, &["--method", "cox"], &NEW]);
    assert_eq!(untimed.output.status.code(), Some(2));
    let too_far = Run::of(&[&STATIC[..4], &["--horizon", "9y"], &REFIT, &times, &NEW]);
    assert_eq!(too_far.output.status.code(), Some(3));
}

/// Levels, norms and links of the old points are gone; every item stands on the sample.
#[test]
fn nothing_of_the_old_points_is_left_behind() {
    let run = Run::done(&[&OSP_DC, &REFIT, &["--lambda", "0.01"], &NEW]);
    let text = run.text();
    assert!(!text.contains("[scheme") && !text.contains("[norm") && !text.contains("-8.633\nslope"), "{text}");
    assert!(!text.contains("[field.in_custody]"), "a field that nothing reads any more");
    assert!(text.contains("number = \"scale.total.link.2y.intercept\"\nwas = -8.633\n"));
    let checked = crate::program::taxeer().arg("check").arg(run.new_file()).output().expect("taxeer");
    assert!(checked.status.success(), "{checked:?}");
}
