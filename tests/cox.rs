// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cox links: chances by a baseline survival, held against arithmetic of their own and against R, and proven like all others.
//!
//! `tests/faulty/cox.toml` is the rule set, `tests/cox/second.csv` its second table; both are invented.

mod derived;
mod made_up;
mod mutant;
mod program;
#[path = "cox/rossi.rs"]
mod rossi;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use derived::file;
use mutant::catches::catches;
use mutant::vectors::Vectors;
use mutant::{Original, Slip};
use program::taxeer;
use proptest::prelude::*;
use taxeer::check;
use taxeer::check::proof::edges;
use taxeer::diagnostic::{Code, Source};
use taxeer::difference::{Class, Section, changes};
use taxeer::domain::Answer;
use taxeer::evaluate::{Evaluator, Outcome};
use taxeer::instrument::Instrument;
use taxeer::number::{Points, Probability};

const RULES: &str = include_str!("faulty/cox.toml");
const SECOND: &str = include_str!("cox/second.csv");

fn instrument(text: &str) -> Instrument {
    check::instrument(&Arc::new(Source::new("cox.toml", text))).0.expect("a sound rule set")
}

/// Every answer that rows tell apart, with the points that they give, as typed here once more.
fn records() -> impl Iterator<Item = ([i64; 3], i64)> {
    let ages = [(18, 2), (24, 2), (25, 1), (39, 1), (40, 0), (80, 0)];
    let earlier = [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (99, 3)];
    // The options of yes and no, in the order of the language.
    let supervised = [(0, 1), (1, 0)];
    ages.into_iter().flat_map(move |(age, a)| {
        earlier.into_iter().flat_map(move |(cases, b)| supervised.map(|(answer, c)| ([age, cases, answer], a + b + c)))
    })
}

/// 1 − S^(e^(b(x − c))) with the functions of the standard library, which the product does not use.
fn chance(survival: f64, slope: f64, from_centre: f64) -> f64 {
    1.0 - survival.powf((slope * from_centre).exp())
}

#[test]
fn every_record_has_the_chance_and_the_level_of_the_formula() {
    let instrument = instrument(RULES);
    let (form, evaluator) = (instrument.form(), Evaluator::new(&instrument));
    let no = form.fields[2].domain.ordinal("no").expect("no");
    for ([age, earlier, supervised], score) in records() {
        let supervised = if supervised == 0 { no } else { form.fields[2].domain.ordinal("yes").expect("yes") };
        let found = evaluator.evaluate(&[age, earlier, supervised].map(Answer::Known));
        assert_eq!(found.outcome, Outcome::Scored);
        assert_eq!(found.reach.scales[0].least, Points::parse(&score.to_string()).unwrap());
        let score = f64::from(i32::try_from(score).unwrap());
        let one_year = if score == 0.0 { 0.005 } else { chance(0.9852, 0.4071, score) };
        let five_years = chance(0.9317, 0.3519, score - 2.25);
        for (reach, expected) in found.reach.probabilities.iter().zip([one_year, five_years]) {
            assert_eq!(reach.least, reach.greatest);
            assert!((reach.least.to_f64() - expected).abs() < 1e-12, "{score}: {} and {expected}", reach.least);
        }
        let percent = ((five_years * 1e4).round() / 1e2).round();
        let level = usize::from(percent >= 5.0) + usize::from(percent >= 15.0);
        assert_eq!(found.level(0), Some(level), "{score}: {percent}%");
    }
}

#[test]
fn what_is_left_is_what_every_completion_gives() {
    let instrument = instrument(RULES);
    let evaluator = Evaluator::new(&instrument);
    let all: Vec<([i64; 3], _)> =
        records().map(|(answers, _)| (answers, evaluator.evaluate(&answers.map(Answer::Known)).reach.probabilities)).collect();
    for mask in 0..8_u8 {
        for (answers, _) in &all {
            let known = |at: usize| mask >> at & 1 == 1;
            let case: Vec<Answer> = (0..3).map(|at| if known(at) { Answer::Known(answers[at]) } else { Answer::Unknown }).collect();
            let found = evaluator.evaluate(&case).reach.probabilities;
            for (horizon, found) in found.iter().enumerate() {
                let completions = all.iter().filter(|(other, _)| (0..3).all(|at| !known(at) || other[at] == answers[at]));
                let chances: Vec<Probability> = completions.map(|(_, reach)| reach[horizon].least).collect();
                assert_eq!((Some(&found.least), Some(&found.greatest)), (chances.iter().min(), chances.iter().max()), "{case:?}");
            }
        }
    }
}

#[test]
fn the_chance_rises_with_every_point_and_stays_between_zero_and_one() {
    let instrument = instrument(RULES);
    let link = &instrument.form().scales[0].links[1];
    let scores = (-4_000..=4_000).map(|hundredths| Points(hundredths * 10_000_000_000));
    let chances: Vec<Probability> = scores.map(|score| link.on_curve(score)).collect();
    assert!(chances.windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(chances.windows(2).filter(|pair| pair[0] < pair[1]).count() > 4_000, "it rises, wherever twelve decimals tell");
    assert_eq!(chances.last().map(ToString::to_string).as_deref(), Some("1.000000000000"));
}

#[test]
fn records_on_both_sides_of_every_level_edge_score_as_the_proof_says() {
    let instrument = instrument(RULES);
    let (form, evaluator) = (instrument.form(), Evaluator::new(&instrument));
    let edges = edges(form, instrument.plan());
    assert_eq!(edges.len(), 2);
    for edge in edges {
        let [below, above] = [&edge.below, &edge.above].map(|side| {
            let (score, witness) = side.as_ref().expect("a record");
            let answers: BTreeMap<&str, &str> = witness.split("; ").map(|pair| pair.split_once('=').expect("field=value")).collect();
            let answers = form.fields.iter().map(|field| Answer::Known(field.domain.ordinal(answers[field.id.as_str()]).expect("a value")));
            let found = evaluator.evaluate(&answers.collect::<Vec<_>>());
            assert_eq!(found.reach.scales[0].least, *score);
            (*score, found.level(0).expect("a level"))
        });
        assert!(below.0 < edge.at && edge.at <= above.0 && below.1 + 1 == above.1, "{edge:?}");
    }
}

/// Around the score where the rounded chance comes to an edge, the proof refuses the scores that rounding could decide, and no others.
#[test]
fn a_score_is_refused_only_where_rounding_could_decide_its_level() {
    // At the centre the chance is 14.495%, which is rounded to 14.50% and then to 15%; twelve decimals are rounded first.
    let at = |centre: &str| RULES.replace("baseline_survival = 0.9317", "baseline_survival = 0.85505").replace("centre = 2.25", centre);
    let told = |text: &str| check::instrument(&Arc::new(Source::new("cox.toml", text))).1.iter().map(|one| one.code).collect::<Vec<_>>();
    for close in ["centre = 4.00000000001", "centre = 4.000000000011", "centre = 4.000000000012"] {
        assert_eq!(told(&at(close)), [Code::CloseEdge], "{close}");
    }
    for apart in ["centre = 3.9999999999", "centre = 4", "centre = 4.000000000005", "centre = 4.00000000002", "centre = 4.0000000001"] {
        assert_eq!(told(&at(apart)), [], "{apart}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the numbers of the link, the level of every score is that of its rounded chance, and what `check` says of a level that
    /// nobody reaches is so.
    #[test]
    fn levels_are_those_of_the_rounded_chance(survival in 1..9_999_i64, slope in 1..20_000_i64, centre in -500..1_100_i64) {
        let text = RULES
            .replace("baseline_survival = 0.9317", &format!("baseline_survival = 0.{survival:04}"))
            .replace("centre = 2.25", &format!("centre = {}", Points(centre * 10_000_000_000)))
            .replace("slope = 0.3519", &format!("slope = {}", Points(slope * 100_000_000)));
        let [survival, slope, centre] = [(survival, 1e4), (slope, 1e4), (centre, 1e2)].map(|(number, unit)| {
            f64::from(i32::try_from(number).expect("a small number")) / unit
        });
        let level = |score: i32| {
            let percent = ((chance(survival, slope, f64::from(score) - centre) * 1e4).round() / 1e2).round().clamp(1.0, 99.0);
            usize::from(percent >= 5.0) + usize::from(percent >= 15.0)
        };
        let reached: BTreeSet<usize> = (0..=6).map(level).collect();
        let (instrument, findings) = check::instrument(&Arc::new(Source::new("cox.toml", text.as_str())));
        let dead = findings.iter().filter(|finding| finding.code == Code::DeadLevel).count();
        prop_assert_eq!(dead, 3 - reached.len(), "{}", text);
        prop_assert_eq!(findings.len(), dead);
        if let Some(instrument) = instrument {
            let evaluator = Evaluator::new(&instrument);
            let yes = instrument.form().fields[2].domain.ordinal("yes").expect("yes");
            for ([age, earlier, supervised], score) in records() {
                let found = evaluator.evaluate(&[age, earlier, if supervised == 1 { yes } else { 1 - yes }].map(Answer::Known));
                prop_assert_eq!(found.level(0), Some(level(i32::try_from(score).expect("a small number"))));
            }
        }
    }
}

fn original() -> Original {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cox.csv");
    std::fs::write(&path, file::text_between_edges("cox", SECOND).expect("vectors")).expect("a file");
    Original {
        id: "cox".to_owned(),
        edition: "2026.1".to_owned(),
        text: RULES.to_owned(),
        second: Arc::new(Source::new("second.csv", SECOND)),
        vectors: vec![Vectors::read(&path)],
    }
}

/// Vectors that the second table alone makes, by a program without the library, come out as stated.
#[test]
fn vectors_of_the_second_table_come_out() {
    assert_eq!(original().vector_that_differs(&instrument(RULES)), None);
}

#[test]
fn every_mutant_of_a_cox_link_is_caught() {
    let original = original();
    let mutants = mutant::of(&original);
    let caught = catches(&original, &mutants);
    let lives = mutants.iter().zip(&caught).filter(|(_, by)| !by.check && !by.second && by.vectors != Some(true));
    assert_eq!(lives.map(|(mutant, _)| mutant.what.as_str()).collect::<Vec<_>>(), [""; 0]);
    // Up and down: two baselines, two slopes, a centre and an excepted probability; each net catches them by itself.
    let of_link: Vec<_> = mutants.iter().zip(&caught).filter(|(mutant, _)| mutant.what.contains("link")).collect();
    assert!(of_link.iter().filter(|(mutant, _)| mutant.slip == Slip::Number).count() >= 12);
    for (mutant, by) in of_link.iter().filter(|(_, by)| by.vectors.is_some()) {
        assert!(by.second && by.vectors == Some(true), "{}: {by:?}", mutant.what);
    }
}

/// Of two rule sets that differ in a number of a link, `diff` tells the link and nothing else.
#[test]
fn every_number_of_a_link_shows_as_a_change() {
    let (original, old) = (original(), instrument(RULES));
    let mut count = 0;
    for mutant in mutant::of(&original).iter().filter(|mutant| mutant.slip == Slip::Number && mutant.what.contains("link")) {
        let Some(new) = check::instrument(&Arc::new(Source::new("mutant.toml", &mutant.text(RULES)))).0 else { continue };
        let told = changes(old.form(), new.form());
        let link = if mutant.what.contains("1y") { "link:1y" } else { "link:5y" };
        let of_link =
            told.iter().filter(|one| one.section == Section::Link && one.class == Class::Counts && one.unit.as_deref() == Some(link));
        assert!(!told.is_empty() && of_link.count() == told.len(), "{}: {told:?}", mutant.what);
        count += 1;
    }
    assert!(count >= 12, "{count}");
}

#[test]
fn batch_writes_the_chances_of_a_cox_link() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("cox.toml"), RULES).expect("a file");
    let cases = folder.path().join("cases.csv");
    std::fs::write(&cases, "case_id,age,earlier,supervised\nZ-1,20,9,no\nZ-2,50,0,yes\nZ-3,30,,no\n").expect("a file");
    let rows = program::batch(&folder.path().join("cox.toml").to_string_lossy(), &cases);
    // Worked out with fifty digits.
    let expected = [
        ("probability.1y", ["0.157612728693", "0.005000000000", ""]),
        ("probability.5y", ["0.232584439947", "0.031541881212", ""]),
        ("probability_min.5y", ["0.232584439947", "0.031541881212", "0.062732524052"]),
        ("probability_max.5y", ["0.232584439947", "0.031541881212", "0.169888900602"]),
        ("level", ["high", "low", ""]),
        ("levels", ["high", "low", "medium|high"]),
    ];
    for (column, cells) in expected {
        assert_eq!(rows.iter().map(|row| row[column].as_str()).collect::<Vec<_>>(), cells, "{column}");
    }
}

/// What a user reads of it, in both languages.
#[test]
fn a_cox_link_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write("cox.toml", RULES);
    write("cox.second.csv", SECOND);
    let other = |edition: &str, from: &str, to: &str| {
        assert_eq!(RULES.matches(from).count(), 1, "{from}");
        RULES.replace(from, to).replace("edition = \"2026.1\"", &format!("edition = \"{edition}\""))
    };
    write("later.toml", &other("2026.2", "baseline_survival = 0.9317\ncentre = 2.25", "baseline_survival = 0.9273\ncentre = 2"));
    write(
        "logistic.toml",
        &other("2026.3", "kind = \"cox\"\nbaseline_survival = 0.9317\ncentre = 2.25", "kind = \"logistic\"\nintercept = -3.4"),
    );
    write("below.toml", &other("2026.4", "baseline_survival = 0.9317\ncentre = 2.25", "baseline_survival = 0.985\ncentre = -1.5"));
    write("cases.csv", "case_id,age,earlier,supervised\nZ-1,20,9,no\nZ-2,30,4,no\nZ-3,30,0,yes\nZ-4,50,,yes\n");
    let settled = ["score", "cox.toml", "--set", "age=30", "--set", "earlier=4", "--set", "supervised=no"];
    let open = ["score", "cox.toml", "--set", "age=30", "--set", "earlier=?", "--set", "supervised=no"];
    let runs: [(&str, &[&str], i32); 10] = [
        ("check", &["check", "cox.toml"], 0),
        ("show", &["show", "cox.toml"], 0),
        ("show_below", &["show", "below.toml"], 0),
        ("form", &["show", "cox.toml", "--format", "md"], 0),
        ("score", &settled, 0),
        ("score_open", &open, 5),
        ("diff", &["diff", "cox.toml", "later.toml"], 0),
        ("diff_cases", &["diff", "later.toml", "cox.toml", "cases.csv"], 0),
        ("diff_kind", &["diff", "logistic.toml", "cox.toml"], 0),
        ("explain", &["explain", "T0303"], 0),
    ];
    for (name, words, exit) in runs {
        for lang in ["nl", "en"] {
            let run = taxeer().current_dir(folder.path()).args(words).args(["--lang", lang]).output().expect("taxeer starts");
            let stderr = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(exit), "{name}: {stderr}");
            let told = String::from_utf8(run.stdout).expect("UTF-8");
            let filters = [(r"\+sha256:[0-9a-f]{12}", "+sha256:[digest]"), (r"\b[0-9a-f]{64}\b", "[digest]")];
            insta::with_settings!({ snapshot_path => "cox/snapshots", prepend_module_to_snapshot => false, omit_expression => true, filters => filters }, {
                insta::assert_snapshot!(format!("{name}_{lang}"), told);
            });
        }
    }
}
