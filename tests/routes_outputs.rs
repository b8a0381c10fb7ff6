// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people and programs read of protocols that route: results, totals, a case, the work list, counts to be shared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_taxeer")).current_dir(folder).args(words).output().expect("the program")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

/// Runs that must end well; what is said on both sides.
fn done(folder: &Path, words: &[&str]) -> (String, String) {
    let run = run(folder, words);
    assert!(run.status.success(), "{words:?}: {}", text(&run.stderr));
    (text(&run.stdout), text(&run.stderr))
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a CSV");
    let header = reader.headers().expect("a header").clone();
    let rows = reader
        .records()
        .map(|row| header.iter().zip(row.expect("a row").iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect());
    rows.collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["routes.csv", "route_case.toml"] {
        std::fs::copy(root("examples").join(file), folder.path().join(file)).expect("a copy");
    }
    folder
}

fn kept(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root("tests/routes/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:…");
    settings.bind(|| insta::assert_snapshot!(name, page));
}

#[test]
fn every_row_says_its_route_and_what_its_tier_carries() {
    let folder = folder();
    for lang in ["nl", "en"] {
        let (_, said) = done(folder.path(), &["--lang", lang, "batch", "routes.csv", "--protocol", "example-routes", "-o", "out.csv"]);
        kept(&format!("batch_{lang}"), &said);
    }
    kept("batch_results", &std::fs::read_to_string(folder.path().join("out.csv")).unwrap());
    kept("batch_rejects", &std::fs::read_to_string(folder.path().join("out.rejects.csv")).unwrap());
    kept("batch_open", &std::fs::read_to_string(folder.path().join("out.open.csv")).unwrap());
    let columns = "case_id,route,review_months,static-99r.outcome,static-99r.score,static-99r.levels,static-99r.level.legacy-four-level,osp-iic.level,osp-iic.probability.2y,ogrs3.outcome,ogrs3.score_min,ogrs3.probability_max.2y,forced.tier,forced.role,forced.by,forced.ground,input.sex";
    done(folder.path(), &["batch", "routes.csv", "--protocol", "example-routes", "-o", "more.csv", "--columns", columns]);
    kept("batch_columns", &std::fs::read_to_string(folder.path().join("more.csv")).unwrap());
    // Block by block or in another order: the same rows.
    let first = rows(&folder.path().join("out.csv"));
    let lines: Vec<String> = std::fs::read_to_string(folder.path().join("routes.csv")).unwrap().lines().map(str::to_owned).collect();
    let turned: Vec<&str> = lines[..1].iter().chain(lines[1..].iter().rev()).map(String::as_str).collect();
    std::fs::write(folder.path().join("turned.csv"), turned.join("\n") + "\n").unwrap();
    done(folder.path(), &["batch", "turned.csv", "--protocol", "example-routes", "-o", "turned.out.csv"]);
    let mut second = rows(&folder.path().join("turned.out.csv"));
    second.reverse();
    for (one, other) in first.iter().zip(&second) {
        assert!(one.iter().all(|(name, cell)| name == "row" || other[name] == *cell), "{one:?} {other:?}");
    }
}

#[test]
fn a_case_is_told_with_its_route_and_asked_no_more_than_it_needs() {
    let folder = folder();
    for lang in ["nl", "en"] {
        let told = run(folder.path(), &["--lang", lang, "score", "route_case.toml", "--protocol", "example-routes"]);
        assert_eq!(told.status.code(), Some(5), "{}", text(&told.stderr));
        kept(&format!("case_{lang}"), &text(&told.stdout));
    }
    let json = run(folder.path(), &["score", "route_case.toml", "--protocol", "example-routes", "--json", "--as-of", "2027-02-01"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!((&value["tier"], &value["forced"]["tier"]), (&serde_json::json!("raised"), &serde_json::json!("raised")));
    assert_eq!((&value["forced"]["by"], &value["forced"]["role"]), (&serde_json::json!("C-07"), &serde_json::json!("unit_head")));
    let roles: Vec<(&str, &str)> = value["instruments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["instrument"].as_str().unwrap().split('@').next().unwrap(), one["role"].as_str().unwrap()))
        .collect();
    assert_eq!(roles, [("static-99r", "used"), ("ogrs3", "beside")]);
    // What the route does need stops the run where it is nowhere given.
    let case = std::fs::read_to_string(folder.path().join("route_case.toml")).unwrap();
    std::fs::write(folder.path().join("short.toml"), case.replace("male_victim = \"no\"\n", "")).unwrap();
    let short = run(folder.path(), &["--lang", "en", "score", "short.toml", "--protocol", "example-routes"]);
    assert_eq!(short.status.code(), Some(3));
    assert!(
        text(&short.stderr).contains("`male_victim` is nowhere given") && !text(&short.stderr).contains("image_sanctions"),
        "{}",
        text(&short.stderr)
    );
    // An ID beside a protocol that picks the instrument is a contradiction.
    let both = run(folder.path(), &["score", "static-99r", "route_case.toml", "--protocol", "example-routes"]);
    assert_eq!(both.status.code(), Some(2));
}

/// Each of the four that lacks, or is not allowed, refuses the case; none of it changes the computed tier.
#[test]
fn a_forced_tier_needs_who_and_why() {
    let folder = folder();
    let case = std::fs::read_to_string(folder.path().join("route_case.toml")).unwrap();
    for (find, replace, code) in [
        ("\"forced.by\" = \"C-07\"\n", "", "R0125:forced.by"),
        ("\"forced.role\" = \"unit_head\"\n", "", "R0125:forced.role"),
        ("\"forced.ground\" = \"court_order\"\n", "", "R0125:forced.ground"),
        ("\"forced.tier\" = \"raised\"\n", "", "R0125:forced.tier"),
        ("\"forced.tier\" = \"raised\"", "\"forced.tier\" = \"routine\"", "R0126:forced.tier"),
        ("\"forced.role\" = \"unit_head\"", "\"forced.role\" = \"nobody\"", "R0126:forced.role"),
        ("\"forced.ground\" = \"court_order\"", "\"forced.ground\" = \"mood\"", "R0126:forced.ground"),
        ("\"forced.by\" = \"C-07\"", "\"forced.by\" = \"a person\"", "R0126:forced.by"),
    ] {
        assert!(case.contains(find));
        std::fs::write(folder.path().join("case.toml"), case.replace(find, replace)).unwrap();
        let told = run(folder.path(), &["score", "case.toml", "--protocol", "example-routes", "--json"]);
        let value: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
        assert_eq!((told.status.code(), value["outcome"].as_str()), (Some(3), Some("rejected")), "{code}");
        assert!(value["reason"].as_array().unwrap().contains(&serde_json::json!(code)) && value["tier"].is_null(), "{code}: {value}");
    }
    let free = case.split("# A tier that a person sets").next().unwrap().to_owned();
    std::fs::write(folder.path().join("case.toml"), free).unwrap();
    let value = |file: &str| -> serde_json::Value {
        serde_json::from_slice(&run(folder.path(), &["score", file, "--protocol", "example-routes", "--json"]).stdout).expect("JSON")
    };
    let (free, forced) = (value("case.toml"), value("route_case.toml"));
    assert_eq!((&free["tier"], &free["tiers"], &free["outcome"]), (&forced["tier"], &forced["tiers"], &forced["outcome"]));
    assert!(free["forced"].is_null());
}

#[test]
fn the_work_list_carries_marks_terms_and_the_ground_of_who_was_forced_up() {
    let folder = folder();
    done(folder.path(), &["batch", "routes.csv", "--protocol", "example-routes", "-o", "out.csv"]);
    for lang in ["nl", "en"] {
        let (page, _) = done(folder.path(), &["--lang", lang, "worklist", "out.csv", "-o", "list.csv", "--capacity", "1"]);
        kept(&format!("worklist_{lang}"), &page);
    }
    let key = rows(&folder.path().join("list.key.csv"));
    let of = |case: &str| key.iter().find(|row| row["case_id"] == case).unwrap();
    assert_eq!((of("H")["grounds"].as_str(), of("H")["tier"].as_str()), ("forced", "standard"));
    assert!(of("H")["reason"].contains("forced:raised=court_order@unit_head/C-07"), "{:?}", of("H"));
    assert_eq!(of("A")["grounds"], "");
}

#[test]
fn what_is_shared_hides_counts_below_the_limit_of_the_protocol() {
    let folder = folder();
    let lines: Vec<String> = std::fs::read_to_string(folder.path().join("routes.csv")).unwrap().lines().map(str::to_owned).collect();
    // Seven of each: more than the usual limit of five, fewer than the protocol's ten.
    let all: Vec<String> = lines[1..].iter().flat_map(|line| (0..7).map(move |at| format!("{at}{line}"))).collect();
    std::fs::write(folder.path().join("many.csv"), format!("{}\n{}\n", lines[0], all.join("\n"))).unwrap();
    done(
        folder.path(),
        &["batch", "many.csv", "--protocol", "example-routes", "-o", "out.csv", "--aggregate", "shared.csv", "--html", "page.html"],
    );
    let shared = rows(&folder.path().join("shared.csv"));
    let counts: Vec<u64> = shared.iter().filter_map(|row| row["cases"].parse().ok()).collect();
    assert!(!counts.is_empty() && counts.iter().all(|count| *count >= 10), "{shared:?}");
    let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("static-99r.level") && page.contains("osp-iic.level"));
}

#[test]
fn an_outcome_that_was_given_ages_by_the_day_that_is_said_and_by_no_clock() {
    let folder = folder();
    let names = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,static-99r.stranger_victim,male_victim,sexual_history,contact_adult_sanctions,contact_child_sanctions,noncontact_sanctions,image_sanctions,age_at_follow_up,age_at_last_sexual_sanction,total_sanctions,osp-dc.stranger_victim,in_custody,offence_free_years,age_at_conviction,age_at_first_sanction,previous_sanctions,offence_group,static-2002r.level,static-2002r.date";
    let row = |id: &str, level: &str, date: &str| {
        format!("{id},male,62,identifiable_victim,yes,no,no,0,0,1,no,no,no,no,yes,1,0,0,0,62,50,1,no,no,0,50,50,0,?,{level},{date}")
    };
    let cases = [
        row("none", "n.v.t.", "n.v.t."),
        row("fresh", "high", "2026-06-01"),
        row("old", "high", "2024-01-31"),
        row("edge", "high", "2025-02-01"),
        row("open", "?", "?"),
        row("later", "high", "2027-03-01"),
    ];
    std::fs::write(folder.path().join("cases.csv"), format!("{names}\n{}\n", cases.join("\n"))).unwrap();
    let none = run(folder.path(), &["batch", "cases.csv", "--protocol", "example-two-instruments", "-o", "out.csv"]);
    assert_eq!(none.status.code(), Some(2), "without a day no age is known");
    done(
        folder.path(),
        &[
            "batch",
            "cases.csv",
            "--protocol",
            "example-two-instruments",
            "-o",
            "out.csv",
            "--as-of",
            "2027-02-01",
            "--columns",
            "case_id,outcome,tier,tiers,reason,static-99r.level,osp-dc.level",
        ],
    );
    let out = rows(&folder.path().join("out.csv"));
    let of = |case: &str| out.iter().find(|row| row["case_id"] == case).unwrap();
    let told: Vec<(&str, &str)> = ["none", "fresh", "old", "edge", "open"].iter().map(|case| (*case, of(case)["tier"].as_str())).collect();
    // The last day of 24 months still counts.
    assert_eq!(told, [("none", "routine"), ("fresh", "standard"), ("old", "routine"), ("edge", "standard"), ("open", "standard")]);
    assert!(
        of("old")["reason"].contains("shelf_life:static-2002r=expired") && !of("edge")["reason"].contains("shelf_life"),
        "{:?}",
        of("old")
    );
    assert_eq!((of("open")["outcome"].as_str(), of("open")["tiers"].as_str()), ("open", "routine|standard"));
    assert_eq!((of("later")["outcome"].as_str(), of("later")["reason"].as_str()), ("rejected", "R0105:static-2002r.date"));
    assert!(
        of("fresh")["reason"].contains("status:static-2002r=reference") && !of("none")["reason"].contains("static-2002r"),
        "{:?}",
        of("none")
    );
}

/// Also the tier of a protocol of one instrument carries that the instrument is historical, or known not to be validated here.
#[test]
fn a_tier_by_one_historical_instrument_carries_that_too() {
    let folder = folder();
    let old = std::fs::read_to_string(root("protocols/example-static-99r/2026.1.toml")).unwrap().replace("\r\n", "\n");
    let rules = old.find("[[rule]]").unwrap();
    let mut text =
        old[..rules].replace("instrument = \"static-99r\"", "instrument = \"osp-2016\"").replace("example-static-99r", "old-bands");
    for (levels, tier) in [("[\"low\", \"medium\"]", "routine"), ("\"high\"", "standard"), ("\"very_high\"", "raised")] {
        text.push_str(&format!("[[rule]]\nwhen = {{ \"osp-2016.level\" = {levels} }}\ntier = \"{tier}\"\n\n"));
    }
    std::fs::write(folder.path().join("old.toml"), text).unwrap();
    let names = "case_id,sex,sexual_history,contact_adult_sanctions,contact_child_sanctions,noncontact_sanctions,previous_sanction,stranger_victim,age_at_last_sexual_offence,age_at_follow_up";
    std::fs::write(folder.path().join("old.csv"), format!("{names}\nA,male,yes,1,0,0,no,no,40,50\n")).unwrap();
    done(folder.path(), &["batch", "old.csv", "--protocol", "old.toml", "-o", "out.csv"]);
    let out = rows(&folder.path().join("out.csv"));
    assert_eq!((out[0]["outcome"].as_str(), out[0]["reason"].as_str()), ("scored", "status:historical|validity:nl_no"));
    assert!(!out[0]["tier"].is_empty());
    let told = run(
        folder.path(),
        &[
            "score",
            "--protocol",
            "old.toml",
            "--json",
            "--set",
            "sex=male",
            "--set",
            "sexual_history=yes",
            "--set",
            "contact_adult_sanctions=1",
            "--set",
            "contact_child_sanctions=0",
            "--set",
            "noncontact_sanctions=0",
            "--set",
            "previous_sanction=no",
            "--set",
            "stranger_victim=no",
            "--set",
            "age_at_last_sexual_offence=40",
            "--set",
            "age_at_follow_up=50",
        ],
    );
    let value: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(value["reason"], serde_json::json!(["status:historical", "validity:nl_no"]));
}
