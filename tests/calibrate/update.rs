// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Updated rates fit the sample that they were updated on, and nothing else moves.

use crate::run::{NEW, OSP_DC, PACK, Run, figure, other};
use crate::sample;

fn validated(new: &str) -> serde_json::Value {
    other(&["validate", new, "steekproef-osp-dc.csv", "--outcome", "sanctioned_2y", "--horizon", "2y"])
}

#[track_caller]
fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found} is not {wanted}");
}

#[test]
fn an_intercept_takes_away_what_was_wrong_in_the_large() {
    let run = Run::done(&[&OSP_DC, &["--make", "update", "--change", "intercept", "--json"], &NEW]);
    let page = run.json();
    let wrong = figure(&page, "update", "calibration_in_the_large", "");
    let was = validated("osp-dc");
    near(figure(&was, "calibration", "calibration_in_the_large", ""), wrong, 1e-9);
    let now = validated(&run.new_file().display().to_string());
    // Numbers are written with six decimals.
    near(figure(&now, "calibration", "calibration_in_the_large", ""), 0.0, 1e-5);
    near(figure(&now, "calibration", "calibration_slope", ""), figure(&was, "calibration", "calibration_slope", ""), 1e-5);
    assert!(run.text().contains(&format!("was = -8.633\nnow = {}", -8.633 + (wrong * 1e6).round() / 1e6)));
    assert!(run.text().contains("slope = 0.1598\n"), "the slope stays");
}

#[test]
fn a_slope_makes_the_fit_that_of_the_sample() {
    let run = Run::done(&[&OSP_DC, &["--make", "update", "--change", "slope", "--json"], &NEW]);
    let now = validated(&run.new_file().display().to_string());
    near(figure(&now, "calibration", "calibration_in_the_large", ""), 0.0, 1e-4);
    near(figure(&now, "calibration", "calibration_intercept", ""), 0.0, 1e-3);
    near(figure(&now, "calibration", "calibration_slope", ""), 1.0, 1e-4);
    // The order of persons is the same, and so is what tells them apart.
    near(figure(&now, "discrimination", "auc", ""), figure(&validated("osp-dc"), "discrimination", "auc", ""), 1e-12);
    let expected = figure(&now, "expected_observed", "expected", "");
    near(expected, f64::from(u32::try_from(sample::EVENTS).expect("small")), 1e-2);
}

#[test]
fn the_smallest_change_is_that_of_the_closed_test() {
    let run = Run::done(&[&OSP_DC, &["--make", "update", "--json"], &NEW]);
    let page = run.json();
    assert!(figure(&page, "closed_test", "closed_test_p", "none") < 0.05);
    assert!(figure(&page, "closed_test", "closed_test_p", "intercept") < 0.05);
    let slope = Run::done(&[&OSP_DC, &["--make", "update", "--change", "slope"], &NEW]);
    let links = |text: &str| {
        text.lines().filter(|line| line.starts_with("intercept = ") || line.starts_with("slope = ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(links(&run.text()), links(&slope.text()));
    // Rates that fit already ask for nothing, and nothing is written.
    let fits = slope.new_file().display().to_string();
    let again = Run::done(&[&[&fits], &OSP_DC[1..], &["--make", "update", "--json"], &["--edition", "2027.2", "--as-of", "2026-12-01"]]);
    assert!(again.json()["new"].is_null() && !again.new_file().exists());
    assert!(figure(&again.json(), "closed_test", "closed_test_p", "none") > 0.9);
}

#[test]
fn no_score_and_no_level_moves() {
    for change in ["intercept", "slope"] {
        let run = Run::done(&[&OSP_DC, &["--make", "update", "--change", change], &NEW]);
        let new = run.new_file().display().to_string();
        let moved = other(&["diff", "osp-dc", &new, "steekproef-osp-dc.csv"]);
        let text = moved.to_string();
        assert!(!text.contains("\"counting\":\"points\""), "{text}");
        let rows = |id: &str| crate::program::batch_on_trial(id, &sample::path());
        for (was, now) in rows("osp-dc").iter().zip(&rows(&new)) {
            for column in ["case_id", "outcome", "score", "score_min", "score_max", "level", "levels", "decisive"] {
                assert_eq!(was[column], now[column], "{column}");
            }
            assert!(now["reason"].contains("status:trial"), "{now:?}");
        }
    }
}

/// Levels of which each has events enough; OSP/DC's lowest has none, and that is refused.
#[test]
fn a_level_can_have_an_intercept_of_its_own() {
    let words = ["--make", "update", "--change", "level"];
    let refused = Run::of(&[&OSP_DC, &words, &NEW, &PACK]);
    assert_eq!(refused.output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.output.stderr).contains("level low: 0 events"), "{:?}", refused.output);
    // The sample without the lowest band, and an instrument whose lowest two bands are one.
    let text = include_str!("../../instruments/osp-dc/2026.1.toml");
    let one = text
        .replacen("at = \"0..=21\"", "at = \"0..=29\"", 1)
        .replace("[[scheme.bands.level]]\nid = \"medium\"\nat = \"22..=29\"\nname = { nl = \"midden\", en = \"medium\" }\n", "");
    let shifts = one.find("[scheme.reduced]").expect("the shifts");
    let after = one.find("# Constraints").expect("what comes after them");
    let mut one = one[..shifts].replacen("[scheme.bands]\n", "[scheme.bands]\nreport = true\n", 1) + &one[after..];
    for field in ["in_custody", "offence_free_years"] {
        let begins = one.find(&format!("[field.{field}]")).expect(field);
        let ends = begins + one[begins..].find("\n\n").expect("an end");
        one.replace_range(begins..ends, "");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let instrument = folder.path().join("bands.toml");
    std::fs::write(&instrument, one.replace("edition = \"2026.1\"", "edition = \"2026.9\"")).expect("an instrument");
    let name = instrument.display().to_string();
    let run = Run::done(&[&[&name], &OSP_DC[1..], &words, &["--json"], &NEW, &PACK]);
    let pack = run.new_file().display().to_string();
    let now = other(&[
        "validate",
        &name,
        "steekproef-osp-dc.csv",
        "--outcome",
        "sanctioned_2y",
        "--norms",
        &pack,
        "--rates",
        "osp-dc-local_rate",
    ]);
    for level in ["low", "high", "very_high"] {
        near(figure(&now, "expected_observed", "expected_observed", &format!("level {level}")), 1.0, 1e-4);
    }
}
