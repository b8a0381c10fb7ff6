// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Editions: which one is picked for a day, what is told past its review, and what is refused instead of guessed.

mod program;

use std::fs;
use std::path::Path;

use program::{Ran, run_in};
use serde_json::Value;
use taxeer::catalogue::Catalogue;

/// A folder with two editions of one instrument: static-99r under another name, with other dates and other points.
fn folder(name: &str, editions: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = Catalogue::builtin().instrument("static-99r", None).expect("in the catalogue").source().text.clone();
    for (edition, dates) in editions {
        let mut text = text.replacen("id = \"static-99r\"", &format!("id = \"{name}\""), 1);
        text = text.replacen("edition = \"2016.1\"", &format!("edition = \"{edition}\""), 1);
        let (head, rest) = text.split_once("[about]").expect("a head");
        let head: Vec<&str> = head.lines().filter(|line| !line.starts_with("valid_")).collect();
        let text = format!("{}\n{dates}\nvalid_source = \"S1b\"\n\n[about]{rest}", head.join("\n"));
        fs::write(folder.path().join(format!("{name}-{edition}.toml")), text).expect("written");
    }
    folder
}

const CASE: &str = "sex = \"male\"\nage_at_release = 30\nqualifying_offence = \"identifiable_victim\"\nlived_with_partner_2y = \"yes\"\n\
    index_nonsexual_violence = \"no\"\nprior_nonsexual_violence = \"no\"\nprior_sex_charges = 0\nprior_sex_convictions = 0\n\
    prior_sentencing_dates = 0\nnoncontact_conviction = \"no\"\nunrelated_victim = \"no\"\nstranger_victim = \"no\"\nmale_victim = \"no\"\n";

fn score(folder: &Path, words: &[&str]) -> Ran {
    fs::write(folder.join("case.toml"), CASE).expect("written");
    let mut all = vec!["score", words[0], "case.toml", "--instruments", ".", "--lang", "en"];
    all.extend(&words[1..]);
    run_in(folder, &all)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.out, ran.err))
}

#[test]
fn a_day_picks_the_edition_in_force_then() {
    let folder = folder("tool", &[("1", "valid_from = \"2010-01-01\""), ("2", "valid_from = \"2016-07-01\"")]);
    for (day, edition) in [("2010-01-01", "1"), ("30-06-2016", "1"), ("2016-07-01", "2"), ("01-01-2020", "2")] {
        let ran = score(folder.path(), &["tool", "--json", "--as-of", day]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(json(&ran)["instrument"].as_str().unwrap().starts_with(&format!("tool@{edition}+sha256:")), "{day}");
    }
    let ran = score(folder.path(), &["tool", "--json"]);
    assert!(json(&ran)["instrument"].as_str().unwrap().starts_with("tool@2+"), "without a day: the newest");
    let before = score(folder.path(), &["tool", "--as-of", "2009-12-31"]);
    assert_eq!((before.code, before.err.contains("no edition of tool is in force on 2009-12-31")), (3, true), "{}", before.err);
    let named = score(folder.path(), &["tool@1", "--json", "--as-of", "2020-01-01"]);
    assert_eq!((named.code, &json(&named)["reason"]), (0, &serde_json::json!(["edition:not_in_force"])), "named, so used, and said");
    assert_eq!(json(&named)["as_of"], "2020-01-01");
}

#[test]
fn what_the_dates_do_not_say_is_refused() {
    let folder = folder("tool", &[("1", "valid_from = \"2010\""), ("2", "valid_from = \"2016\"")]);
    for day in ["2010-06-01", "2016-06-01"] {
        let ran = score(folder.path(), &["tool", "--as-of", day]);
        assert_eq!((ran.code, ran.err.contains("name the edition: tool@EDITION")), (3, true), "{}", ran.err);
    }
    for (day, edition) in [("2010-12-31", "1"), ("2015-12-31", "1"), ("2016-12-31", "2")] {
        let ran = score(folder.path(), &["tool", "--json", "--as-of", day]);
        assert!(json(&ran)["instrument"].as_str().unwrap().starts_with(&format!("tool@{edition}+")), "{day}");
    }
    let unknown = self::folder("tool", &[("1", "valid_from = \"not known\"\nvalid_until = \"2015\"")]);
    assert_eq!(score(unknown.path(), &["tool", "--as-of", "2012-01-01"]).code, 3);
    assert_eq!(score(unknown.path(), &["tool@1", "--json", "--as-of", "2012-01-01"]).code, 0);
    assert_eq!(score(unknown.path(), &["tool"]).code, 0, "without a day it scores");
}

#[test]
fn editions_in_force_at_once_are_an_error() {
    let folder =
        folder("tool", &[("1", "valid_from = \"2010-01-01\"\nvalid_until = \"2016-12-31\""), ("2", "valid_from = \"2016-07-01\"")]);
    let check = run_in(folder.path(), &["check", "--instruments", ".", "--lang", "en", "--format", "concise"]);
    assert_eq!(check.code, 3, "{}", check.out);
    assert!(check.out.contains("T0701") && check.out.contains("on 2016-07-01 edition 2 is in force too"), "{}", check.out);
    let ran = score(folder.path(), &["tool", "--as-of", "2016-08-01"]);
    assert_eq!((ran.code, ran.err.contains("several editions are in force on 2016-08-01: 1, 2")), (3, true), "{}", ran.err);
}

#[test]
fn past_its_review_every_result_says_so() {
    let folder = folder("tool", &[("1", "valid_from = \"2010-01-01\"")]);
    let in_time = score(folder.path(), &["tool", "--json", "--as-of", "2027-11-24", "--strict"]);
    assert_eq!((in_time.code, &json(&in_time)["reason"]), (0, &serde_json::json!([])), "{}", in_time.err);
    let late = score(folder.path(), &["tool", "--json", "--as-of", "2027-11-25"]);
    assert_eq!((late.code, &json(&late)["reason"]), (0, &serde_json::json!(["review:2027-11-24"])));
    assert_eq!(score(folder.path(), &["tool", "--as-of", "2027-11-25", "--strict"]).code, 3);
    let page = score(folder.path(), &["tool", "--as-of", "2027-11-25"]).out;
    assert!(page.contains("As of") && page.contains("2027") && page.contains("This file was to be looked at again"), "{page}");

    let header: Vec<&str> = CASE.lines().filter_map(|line| line.split_once(" = ")).map(|(field, _)| field).collect();
    let row: Vec<&str> = CASE.lines().filter_map(|line| line.split_once(" = ")).map(|(_, answer)| answer).collect();
    fs::write(folder.path().join("cases.csv"), format!("{}\n{}\n{}\n", header.join(","), row.join(","), row.join(","))).unwrap();
    let batch = |words: &[&str]| {
        let mut all = vec!["batch", "tool", "cases.csv", "-o", "out.csv", "--instruments", ".", "--lang", "en"];
        all.extend(words);
        let ran = run_in(folder.path(), &all);
        (ran.code, ran.err, fs::read_to_string(folder.path().join("out.csv")).unwrap())
    };
    let (code, err, out) = batch(&["--as-of", "2027-11-25"]);
    assert_eq!((code, out.matches("review:2027-11-24").count()), (0, 2), "{out}");
    assert!(err.contains("as of: 2027-11-25"), "{err}");
    assert_eq!(batch(&["--as-of", "2027-11-25", "--strict"]).0, 3);
    let (code, _, out) = batch(&["--as-of", "2027-11-24", "--strict"]);
    assert_eq!((code, out.contains("review:")), (0, false));
}

#[test]
fn a_word_that_is_no_date_is_a_usage_error() {
    let folder = folder("tool", &[("1", "valid_from = \"2010-01-01\"")]);
    for word in ["2016", "11/24/2026", "31-02-2026", "morgen"] {
        assert_eq!(score(folder.path(), &["tool", "--as-of", word]).code, 2, "{word}");
    }
}
