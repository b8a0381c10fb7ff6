// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What holds for every sample, and what is told of bad ones.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::json;
use taxeer::cohort::{Between, Cohort, Counts, Person};
use taxeer::progress::{Unwatched, Watch};
use taxeer::statistics::auc;
use taxeer::statistics::concordance::{between, concordance};
use taxeer::statistics::cut_off::confusion;
use taxeer::validation::{Settings, Stop, Validation, validate};

use crate::run::{file, output, run};
use crate::sample;

fn person(score: f64, outcome: bool) -> Person {
    Person {
        id: String::new(),
        row: 0,
        score: Some(Between::one(score)),
        levels: Vec::new(),
        probability: Some(Between::one((score + 1.0) / 12.0)),
        second: None,
        predictors: Vec::new(),
        outcome: Some(outcome),
        event: Some(outcome),
        time: Some(score + 1.0),
        weight: 1,
        groups: Vec::new(),
        items: Vec::new(),
    }
}

fn cohort(persons: Vec<Person>) -> Cohort {
    let incomplete = persons.iter().filter(|person| person.score.is_some_and(|score| score.settled().is_none())).count() as u64;
    let counts = Counts { incomplete, complete: persons.len() as u64 - incomplete, read: persons.len() as u64, ..Counts::default() };
    Cohort { persons, counts, ..Cohort::default() }
}

fn small(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("small"))
}

fn figures(persons: Vec<Person>) -> Result<Validation, Stop> {
    validate(&cohort(persons), &Settings { threads: 1, small: 5, ..Settings::default() }, &Unwatched)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A row of weight 2 is that row twice.
    #[test]
    fn a_weight_repeats_a_row(rows in proptest::collection::vec((0_u8..10, any::<bool>(), 1_usize..4), 8..40)) {
        let weighted = rows.iter().map(|(score, event, weight)| Person { weight: *weight, ..person(f64::from(*score), *event) }).collect();
        let repeated = rows.iter().flat_map(|(score, event, weight)| vec![person(f64::from(*score), *event); *weight]).collect();
        match (figures(weighted), figures(repeated)) {
            (Ok(a), Ok(b)) => {
                // The counts of rows differ; the figures of persons do not. As text, for what is not a number equals nothing.
                let persons = |found: &Validation| found.sections.iter().filter(|one| one.id != "sample").map(|one| format!("{one:?}")).collect::<Vec<_>>();
                prop_assert_eq!(persons(&a), persons(&b));
            }
            (a, b) => prop_assert_eq!(a.err(), b.err()),
        }
    }

    /// With one score for both roles it is the plain C.
    #[test]
    fn c_of_equal_scores_is_the_plain_one(rows in proptest::collection::vec((0_u8..6, 1_u8..6, any::<bool>()), 2..30)) {
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let times: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
        let events: Vec<bool> = rows.iter().map(|row| row.2).collect();
        let plain = concordance(&scores, &times, &events).map(|found| found.c.to_bits());
        prop_assert_eq!(between(&scores, &scores, &times, &events).map(f64::to_bits), plain);
    }

    /// No completion of the unknown answers has a share at a cut-off or a C outside the bounds, and those of shares are attained.
    #[test]
    fn bounds_at_a_cut_off_and_in_time_hold_every_completion(
        rows in proptest::collection::vec((0_u8..6, 0_u8..3, any::<bool>(), 1_u8..5), 4..8),
        cut_off in 0_u8..8,
    ) {
        let known = [(0, 0, false, 2), (5, 0, true, 3), (1, 0, true, 1), (4, 1, false, 4)];
        let cut_off = f64::from(cut_off);
        let all: Vec<Person> = rows.iter().copied().chain(known).map(|(low, width, event, time)| Person {
            score: Some(Between { low: f64::from(low), high: f64::from(low + width) }),
            probability: None,
            time: Some(f64::from(time)),
            ..person(0.0, event)
        }).collect();
        let events: Vec<bool> = all.iter().filter_map(|person| person.outcome).collect();
        let times: Vec<f64> = all.iter().filter_map(|person| person.time).collect();
        let spans: Vec<Between> = all.iter().filter_map(|person| person.score).collect();
        let mut attained = [(f64::INFINITY, f64::NEG_INFINITY); 6];
        for pick in 0..(1_u32 << spans.len()) {
            let scores: Vec<f64> = spans.iter().enumerate().map(|(at, one)| if pick >> at & 1 == 1 { one.high } else { one.low }).collect();
            let table = confusion(&scores, &events, cut_off).expect("both outcomes");
            let shares = [table.sensitivity(), table.specificity(), table.positive_value(), table.negative_value(), table.selection_rate()];
            let share = |(many, of): (usize, usize)| (of > 0).then(|| small(many) / small(of));
            let c = concordance(&scores, &times, &events).expect("pairs").c;
            for (value, (least, most)) in shares.map(share).into_iter().chain([Some(c)]).zip(&mut attained) {
                *least = value.unwrap_or(f64::INFINITY).min(*least);
                *most = value.unwrap_or(f64::NEG_INFINITY).max(*most);
            }
        }
        let settings = Settings { threads: 1, cut_offs: vec![cut_off], ..Settings::default() };
        let found = validate(&cohort(all), &settings, &Unwatched).expect("both outcomes");
        let bounds = |name: &str| {
            let figure = found.sections.iter().flat_map(|section| &section.figures).find(|one| one.figure == name);
            figure.and_then(|one| Some((one.low?, one.high?)))
        };
        let names = ["sensitivity_bounds", "specificity_bounds", "ppv_bounds", "npv_bounds", "selection_rate_bounds"];
        for (name, (least, most)) in names.into_iter().zip(attained) {
            // Nobody is ever called so: there is no share.
            let expected = least.is_finite().then_some((least, most));
            prop_assert_eq!(bounds(name), expected, "{}", name);
        }
        let (low, high) = bounds("harrell_c_bounds").expect("times");
        prop_assert!(low <= attained[5].0 + 1e-12 && high >= attained[5].1 - 1e-12);
    }

    /// No completion of the unknown answers has an AUC outside the bounds, and both bounds are attained.
    #[test]
    fn bounds_hold_every_completion(rows in proptest::collection::vec((0_u8..6, 0_u8..3, any::<bool>()), 4..9)) {
        let known = [(0, false), (5, true), (1, true), (4, false)];
        let persons = rows.iter().map(|(low, width, event)| Person {
            score: Some(Between { low: f64::from(*low), high: f64::from(low + width) }),
            probability: None,
            ..person(0.0, *event)
        });
        let all: Vec<Person> = persons.chain(known.map(|(score, event)| Person { probability: None, ..person(f64::from(score), event) })).collect();
        let events: Vec<bool> = all.iter().filter_map(|person| person.outcome).collect();
        let spans: Vec<Between> = all.iter().filter_map(|person| person.score).collect();
        let (mut least, mut most) = (1.0_f64, 0.0_f64);
        for pick in 0..(1_u32 << spans.len()) {
            let scores: Vec<f64> = spans.iter().enumerate().map(|(at, one)| if pick >> at & 1 == 1 { one.high } else { one.low }).collect();
            let area = auc::auc(&scores, &events).expect("both outcomes");
            (least, most) = (least.min(area), most.max(area));
        }
        let found = figures(all).expect("figures");
        let bounds = found.sections.iter().flat_map(|section| &section.figures).find(|one| one.figure == "auc_bounds");
        if spans.iter().any(|span| span.settled().is_none()) {
            let bounds = bounds.expect("bounds");
            prop_assert!((bounds.low.expect("low") - least).abs() < 1e-12 && (bounds.high.expect("high") - most).abs() < 1e-12);
        } else {
            prop_assert!(bounds.is_none());
        }
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let path = sample::path();
    let of = |threads: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("figures.csv");
        let name = out.display().to_string();
        let asked =
            ["--outcome", "reoffended_5y", "--score", "prior_sex_charges", "--bootstrap", "60", "--seed", "3", "-q", "--threads", threads];
        let run = output(&path, &[&asked[..], &["--time", "years", "--time-unit", "years", "-o", &name]].concat());
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let text = fs::read_to_string(&out).expect("figures");
        text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
    };
    let one = of("1");
    assert!(one.contains("auc_corrected") && one.contains("harrell_c_corrected"));
    for threads in ["2", "3", "8"] {
        assert!(of(threads) == one, "{threads} threads");
    }
}

struct Impatient;

impl Watch for Impatient {
    fn step(&self, _done: u64, _of: u64) {}
    fn stopped(&self) -> bool {
        true
    }
}

#[test]
fn who_watches_can_stop_it() {
    let persons = (0..20).map(|row| person(f64::from(row % 7), row % 3 == 0)).collect();
    let settings = Settings { threads: 2, bootstrap: 10_000, ..Settings::default() };
    assert_eq!(validate(&cohort(persons), &settings, &Impatient).err(), Some(Stop::Stopped));
}

#[test]
fn every_row_ends_somewhere_and_incomplete_cases_are_bounds() {
    let path = sample::path().display().to_string();
    let found = run(Path::new("static-99r"), &[&path, "--outcome", "reoffended_5y", "--horizon", "5y"]);
    let count = |name: &str| found.value(name);
    let names = [
        "rejected",
        "not_applicable",
        "inconsistent",
        "without_score",
        "without_weight",
        "outcome_unknown",
        "followed_too_short",
        "incomplete",
        "complete",
    ];
    let ended: f64 = names.map(|name| count(&format!("rows_{name}"))).iter().sum();
    assert!((ended - count("rows_read")).abs() < 0.5);
    assert!(count("rows_incomplete") > 0.0 && count("rows_outcome_unknown") > 0.0);
    let bounds = found.one("auc_bounds", "", "");
    assert!(bounds["low"].as_f64() < bounds["high"].as_f64());
    let refused = found.refused();
    assert!(refused.iter().any(|(what, why)| what == "expected_observed" && why.contains("no published rate")), "{refused:?}");
    assert!(found.find("expected_observed", "", "").is_empty() && !found.find("auc", "", "").is_empty());
}

#[test]
fn a_horizon_with_times_counts_events_until_then() {
    let text = "score,event,days\n1,1,100\n2,1,800\n3,0,900\n4,0,300\n5,1,730\n6,0,730\n2,0,\n";
    let found = run(&file(text).path, &["--score", "score", "--outcome", "event", "--time", "days", "--horizon", "2y"]);
    assert_eq!(
        (found.value("rows_followed_too_short"), found.value("rows_outcome_unknown"), found.value("rows_complete")),
        (1.0, 1.0, 5.0)
    );
    assert_eq!(found.one("base_rate", "", "")["events"], json!(2));
}

#[test]
fn levels_and_probabilities_of_an_instrument_are_compared_with_outcomes() {
    let path = sample::path().display().to_string();
    let found =
        run(Path::new("static-99r"), &[&path, "--outcome", "reoffended_5y", "--by", "region", "--time", "years", "--time-unit", "years"]);
    assert!(
        found.all().any(|(_, one)| one["figure"] == "kaplan_meier" && one["at"].as_str().is_some_and(|at| at.starts_with("level IVa")))
    );
    assert!(found.said().contains("groups are hidden"), "{}", found.said());
    let small: Vec<_> =
        found.all().map(|(_, one)| one).filter(|one| one["group"].as_str().is_some_and(|group| group.contains("Eiland"))).collect();
    assert!(small.len() == 1 && small[0]["figure"] == "hidden", "a small group shows: {small:?}");
    assert!(["estimate", "low", "high", "error", "n", "events"].iter().all(|part| small[0][part].is_null()), "{small:?}");
}

#[test]
fn equal_predictors_have_equal_probabilities() {
    let rows: String =
        (0..60).map(|row| format!("{},{},{}\n", row % 6, f64::from(row % 6) * 0.1, u8::from(row % 5 == 0 || row % 7 == 3))).collect();
    let found = run(&file(&format!("a,b,y\n{rows}")).path, &["--model", "a", "--outcome", "y"]);
    let curve = found.all().filter(|(_, one)| one["figure"] == "calibration_curve").count();
    assert_eq!(curve, 6, "a distinct probability for each distinct predictor");
}

/// Exit code and what is told.
fn refused(text: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let run = output(&file(text).path, arguments);
    assert!(run.stdout.is_empty(), "{}", String::from_utf8_lossy(&run.stdout));
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn bad_data_stop_with_what_is_wrong() {
    let asked = ["--score", "score", "--outcome", "y"];
    let with = |more: &'static [&'static str]| [&asked[..], more].concat();
    let cases: [(&str, Vec<&str>, &str); 9] = [
        ("score,y\n1,1\n2,1\n", asked.to_vec(), "everybody has the event"),
        ("score,y\n1,0\n2,0\n", asked.to_vec(), "nobody has the event"),
        ("score,y\n1,?\n2,\n", asked.to_vec(), "there are no rows"),
        ("score,y\nhigh,1\n2,0\n", asked.to_vec(), "row 2, column `score`"),
        ("score,y\n1,perhaps\n2,0\n", asked.to_vec(), "row 2, column `y`"),
        ("score,y,w\n1,1,-1\n2,0,1\n", with(&["--weights", "w"]), "not negative"),
        ("score,y,w\n1,1,0.5\n2,0,1\n", with(&["--weights", "w"]), "how many equal persons"),
        ("score,y,t\n1,1,-3\n2,0,1\n", with(&["--time", "t"]), "not negative"),
        ("score,y\n1,1\n2,0\n", with(&["--by", "nowhere"]), "no column `nowhere`"),
    ];
    for (text, arguments, told) in cases {
        let (code, stderr) = refused(text, &arguments);
        assert!(code == Some(3) && stderr.contains(told), "{arguments:?}: {code:?}\n{stderr}");
    }
    let (code, stderr) = refused("p,y\n1.5,1\n0.2,0\n", &["--prob", "p", "--outcome", "y"]);
    assert!(code == Some(3) && stderr.contains("from 0 to 1"), "{stderr}");
    for arguments in [vec!["--outcome", "y"], with(&["--horizon", "soon"])] {
        let (code, stderr) = refused("score,y\n1,1\n2,0\n", &arguments);
        assert!(code == Some(2) && !stderr.is_empty(), "{arguments:?}: {code:?}\n{stderr}");
    }
}
