// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is told of one case: the smallest ways are those of trying every other answer, and nothing is told that was not recorded.

mod program;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use program::taxeer;
use proptest::prelude::*;
use taxeer::account::Ladder;
use taxeer::batch::{BLOCK, Job};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::domain::{Answer, Domain};
use taxeer::evaluate::Evaluator;
use taxeer::form::Field;
use taxeer::lang::Lang;
use taxeer::protocol::{self, Protocol};
use taxeer::record::Conventions;
use taxeer::record::set::Sets;

static EVALUATOR: LazyLock<Evaluator> = LazyLock::new(|| {
    let source = Catalogue::builtin().instrument("static-99r", None).expect("a shipped instrument").source();
    Evaluator::new(&taxeer::check::instrument(&source).0.expect("a proven instrument"))
});
static PROTOCOL: LazyLock<Protocol> = LazyLock::new(|| {
    let source = Catalogue::builtin().protocol("example-static-99r").expect("a shipped protocol").source();
    protocol::check(&source, EVALUATOR.instrument()).0.expect("a sound protocol")
});
static CONVENTIONS: LazyLock<Conventions> = LazyLock::new(Conventions::default);
static SETS: LazyLock<Sets> = LazyLock::new(Sets::default);
static AS_OF: LazyLock<AsOf> = LazyLock::new(AsOf::default);

fn job(protocol: Option<&'static Protocol>) -> Job<'static> {
    Job {
        evaluator: &EVALUATOR,
        as_of: &AS_OF,
        protocol,
        mapping: None,
        sets: &SETS,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &CONVENTIONS,
        lang: Lang::En,
        block: BLOCK,
        threads: None,
    }
}

/// One value of each set of values that the published form tells apart, written here by hand.
fn values(field: &Field) -> Vec<i64> {
    match (&field.domain, field.id.as_str()) {
        (Domain::Options(ids), _) => (0..i64::try_from(ids.len()).expect("few")).collect(),
        (Domain::Number { places, .. }, "age_at_release") => [17, 20, 37, 50, 70].map(|age| age * 10_i64.pow(*places)).to_vec(),
        _ => vec![0, 1, 2, 3, 4, 6, 7],
    }
}

fn record() -> impl Strategy<Value = Vec<Answer>> {
    let form = EVALUATOR.instrument().form();
    let of_each = form.fields.iter().map(|field| {
        let known = proptest::sample::select(values(field)).prop_map(Answer::Known);
        prop_oneof![12 => known, 1 => Just(Answer::Unknown)]
    });
    of_each.collect::<Vec<_>>()
}

/// The sets of fields, of the least size up to two, whose other answers lead to a step: by trying all of them.
fn tried(ladder: &Ladder<'_>, answers: &[Answer], to: usize) -> Option<BTreeSet<Vec<usize>>> {
    let form = EVALUATOR.instrument().form();
    let known: Vec<usize> = (0..answers.len()).filter(|&field| answers[field] != Answer::Unknown).collect();
    let leads = |changes: &[(usize, i64)]| {
        let mut changed = answers.to_vec();
        for &(field, value) in changes {
            changed[field] = Answer::Known(value);
        }
        ladder.reach(&changed).contains(&to)
    };
    if leads(&[]) {
        return Some(BTreeSet::from([Vec::new()]));
    }
    let single = known.iter().filter(|&&field| values(&form.fields[field]).into_iter().any(|value| leads(&[(field, value)])));
    let single: BTreeSet<Vec<usize>> = single.map(|&field| vec![field]).collect();
    if !single.is_empty() {
        return Some(single);
    }
    let mut pairs = BTreeSet::new();
    for (place, &first) in known.iter().enumerate() {
        for &second in &known[place + 1..] {
            let both = values(&form.fields[first]).into_iter().flat_map(|a| values(&form.fields[second]).into_iter().map(move |b| (a, b)));
            if both.into_iter().any(|(a, b)| leads(&[(first, a), (second, b)])) {
                pairs.insert(vec![first, second]);
            }
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_ways_are_those_of_trying_every_answer(answers in record(), with_protocol in any::<bool>()) {
        let job = job(with_protocol.then(|| &*PROTOCOL));
        let ladder = Ladder::of(&job).expect("levels");
        for distance in ladder.distances(&answers) {
            let expected = tried(&ladder, &answers, distance.ways.to);
            let found: BTreeSet<Vec<usize>> = match distance.ways.size {
                Some(0) => BTreeSet::from([Vec::new()]),
                _ => distance.ways.ways.iter().map(|way| way.fields.clone()).collect(),
            };
            match expected {
                Some(expected) => prop_assert_eq!(found, expected),
                None => prop_assert!(distance.ways.size.is_none_or(|size| size > 2)),
            }
            // Every example leads there.
            for way in &distance.ways.ways {
                let mut changed = answers.clone();
                for (&field, &value) in way.fields.iter().zip(way.example.as_ref().expect("an example of so few values")) {
                    changed[field] = Answer::Known(value);
                }
                prop_assert!(ladder.reach(&changed).contains(&distance.ways.to));
            }
        }
    }
}

const INPUT: &str =
    "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,prior_nonsexual_violence,\
prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,stranger_victim,male_victim
Z-1,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no
Z-2,male,28,identifiable_victim,no,yes,yes,5,4,6,yes,yes,yes,yes
Z-3,male,50,identifiable_victim,,no,no,2,1,4,no,yes,?,no
Z-4,female,30,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no
Z-5,male,old,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no
Z-6,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no
Z-6,male,46,identifiable_victim,no,no,no,1,1,2,no,yes,no,no
=Z-7,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no
";

/// A folder with a run and a work list of two places.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("in.csv"), INPUT).expect("a file");
    let batch = ["batch", "static-99r", "in.csv", "-o", "out.csv", "--protocol", "example-static-99r", "--duplicates", "merge", "--quiet"];
    assert_eq!(run(folder.path(), &batch).0, Some(0));
    let list = ["worklist", "out.csv", "-o", "list.csv", "--as-of", "2027-01-04", "--capacity", "1", "--quiet"];
    assert_eq!(run(folder.path(), &list).0, Some(0));
    folder
}

fn run(folder: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    let ran = taxeer().current_dir(folder).args(words).output().expect("taxeer starts");
    (ran.status.code(), String::from_utf8(ran.stdout).expect("text"), String::from_utf8(ran.stderr).expect("text"))
}

#[test]
fn what_is_told_of_cases_on_and_off_the_list() {
    let folder = folder();
    for case in ["Z-1", "Z-2", "Z-3", "Z-4", "Z-5"] {
        for lang in ["nl", "en"] {
            let (code, told, stderr) = run(folder.path(), &["why", "out.csv", case, "--list", "list.csv", "--lang", lang]);
            assert_eq!(code, Some(0), "{case}: {stderr}");
            insta::with_settings!({ snapshot_path => "why_snapshots", prepend_module_to_snapshot => false, filters => [("sha256:[0-9a-f]{12}", "sha256:…")] }, {
                insta::assert_snapshot!(format!("{case}_{lang}"), told);
            });
        }
    }
}

#[test]
fn nothing_is_told_that_was_not_recorded() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    // Set apart, and nowhere.
    let (code, _, told) = run(folder.path(), &["why", "out.csv", "Z-6", "--lang", "en"]);
    assert_eq!(code, Some(3));
    assert!(told.contains("the rows 7, 8"), "{told}");
    assert_eq!(run(folder.path(), &["why", "out.csv", "Z-99"]).0, Some(2));
    // Other answers for all than those of the run: the row comes out otherwise, and no way is told.
    std::fs::write(at("half.csv"), INPUT.replace(",male_victim\n", "\n").replace(",no\n", "\n").replace(",yes\n", "\n")).expect("a file");
    let half = ["batch", "static-99r", "half.csv", "-o", "half_out.csv", "--set", "male_victim=no", "--quiet"];
    assert_eq!(run(folder.path(), &half).0, Some(0));
    assert_eq!(run(folder.path(), &["why", "half_out.csv", "Z-1", "--set", "male_victim=no"]).0, Some(0));
    // Other rules than those of the run.
    assert_eq!(run(folder.path(), &["why", "half_out.csv", "Z-1", "--id", "static-99"]).0, Some(6));
    let (code, told, _) = run(folder.path(), &["why", "half_out.csv", "Z-1", "--set", "male_victim=yes", "--lang", "en"]);
    assert_eq!(code, Some(6));
    assert!(told.contains("OTHER than what was recorded: score") && !told.contains("HOW FAR"), "{told}");
    // The input changed, or went.
    std::fs::write(at("in.csv"), INPUT.replace("Z-1,male,45", "Z-1,male,61")).expect("a file");
    let (code, told, _) = run(folder.path(), &["why", "out.csv", "Z-1", "--lang", "en"]);
    assert_eq!(code, Some(6));
    assert!(told.contains("is no longer the file that was read") && !told.contains("HOW FAR"), "{told}");
    std::fs::remove_file(at("in.csv")).expect("it was there");
    let (code, told, _) = run(folder.path(), &["why", "out.csv", "Z-1", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(told.contains("in.csv was not found") && told.contains("III"), "{told}");
    std::fs::write(at("elsewhere.csv"), INPUT).expect("a file");
    let (code, told, _) = run(folder.path(), &["why", "out.csv", "Z-1", "--input", "elsewhere.csv", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(code, Some(0));
    assert_eq!(value[0]["distances"][0]["to"], "raised", "{value}");
    // The output changed, or has no record.
    let out = std::fs::read_to_string(at("out.csv")).expect("a file");
    std::fs::write(at("out.csv"), out.replace("Z-1,2,scored", "Z-1,2,open")).expect("a file");
    assert_eq!(run(folder.path(), &["why", "out.csv", "Z-1"]).0, Some(6));
    std::fs::remove_file(at("out.summary.json")).expect("it was there");
    assert_eq!(run(folder.path(), &["why", "out.csv", "Z-1"]).0, Some(3));
}

#[test]
fn a_protocol_that_routes_is_told_too_on_the_day_of_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let routes = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/routes.csv");
    std::fs::copy(routes, folder.path().join("in.csv")).expect("a file");
    let batch = ["batch", "in.csv", "-o", "out.csv", "--protocol", "example-routes", "--as-of", "2026-12-01", "--quiet"];
    assert_eq!(run(folder.path(), &batch).0, Some(0));
    let (code, told, stderr) = run(folder.path(), &["why", "out.csv", "A", "--lang", "en"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(told.contains("equal to what was recorded") && told.contains("raised (raised)"), "{told}");
    // Whom no route fits has no tier to be far from.
    let (code, told, _) = run(folder.path(), &["why", "out.csv", "C", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(told.contains("This case has no level or tier."), "{told}");
}

#[test]
fn results_for_a_spreadsheet_are_read_too() {
    let folder = folder();
    for (output, more) in [("excel.csv", vec!["--excel", "nl"]), ("book.xlsx", vec![])] {
        let batch = [vec!["batch", "static-99r", "in.csv", "-o", output, "--quiet"], more].concat();
        assert_eq!(run(folder.path(), &batch).0, Some(0));
        for case in ["Z-3", "=Z-7"] {
            let (code, told, stderr) = run(folder.path(), &["why", output, case, "--lang", "en"]);
            assert_eq!(code, Some(0), "{output} {case}: {stderr}");
            assert!(told.contains("equal to what was recorded"), "{told}");
        }
    }
}
