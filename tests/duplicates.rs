// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cases that stand in a file more than once, and the files of rows that need a person: every row ends in exactly one place, and what was
//! set apart can be mended and given back.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use taxeer::batch::{Found, Handling, Job, Report, file};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Code, Source};
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError};

const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,\
     prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,\
     stranger_victim,male_victim,note";

fn evaluator() -> Evaluator {
    let text = include_str!("../instruments/static-99r/2016.1.toml");
    Evaluator::new(&taxeer::check::instrument(&Arc::new(Source::new("static-99r", text))).0.expect("sound"))
}

/// The rows of a file that was left, without its header; their cells.
type Rows = Vec<Vec<String>>;

struct Left {
    report: Report,
    results: Rows,
    rejects: Rows,
    conflicts: Rows,
    open: Rows,
    /// The text of the files that were left, by the end of their names.
    texts: BTreeMap<&'static str, String>,
}

fn rows(text: &str) -> Rows {
    let separator = if text.lines().next().is_some_and(|header| header.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn run(evaluator: &Evaluator, input: &str, duplicates: Option<Handling>, block: usize) -> Result<Left, RunError> {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
    std::fs::write(&from, input).expect("a file");
    let job = Job {
        mapping: None,
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &Sets::default(),
        columns: None,
        duplicates,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::En,
        block,
        threads: None,
    };
    match file(&job, &from, &to, &[]) {
        Ok(report) => {
            let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
            let left = ["rejects.csv", "conflicts.csv", "open.csv"].map(|end| (end, read(&folder.path().join(format!("out.{end}")))));
            let record: serde_json::Value = serde_json::from_str(&read(&folder.path().join("out.summary.json"))).expect("JSON");
            assert_eq!(record, report.record.1);
            assert_eq!(record["reconciles"], true);
            let [rejects, conflicts, open] = left.each_ref().map(|(_, text)| rows(text));
            Ok(Left { results: rows(&read(&to)), rejects, conflicts, open, texts: left.into_iter().collect(), report })
        }
        Err(error) => {
            assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing but the input is left");
            Err(error)
        }
    }
}

fn table(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn row(id: &str, age: &str, stranger: &str, note: &str) -> String {
    format!("{id},male,{age},identifiable_victim,yes,no,no,1,1,2,no,yes,{stranger},no,{note}")
}

#[test]
fn equal_rows_are_one_case_and_rows_that_differ_are_set_apart() {
    let rows = [
        row("a", "45", "no", ""),
        row("b", "45", "no", "x"),
        row("a", "45.0", "NEE", "typed otherwise but said the same"),
        row("b", "45", "yes", "x"),
        row("c", "oud", "no", ""),
        row("c", "oud", "no", ""),
        row("d", "oud", "no", ""),
        row("d", "46", "no", ""),
        row("", "45", "no", ""),
        row("?", "45", "no", ""),
        row(" b ", "45", "?", ""),
        "e,short".to_owned(),
        "e,short".to_owned(),
    ];
    let input = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let evaluator = evaluator();
    let left = run(&evaluator, &input, Some(Handling::Merge), 2).expect("a run");
    let found = left.report.summary.duplicates.expect("looked for");
    let expected = Found { merged: 3, merged_otherwise_different: 1, conflicting: 5, conflicting_cases: 2, unnamed: 2, alike: 0 };
    assert_eq!(found, expected);
    let of = |rows: &Rows, column: usize| rows.iter().map(|row| row[column].clone()).collect::<Vec<_>>();
    assert_eq!(of(&left.results, 1), ["2", "6", "10", "11", "13"]);
    assert_eq!(of(&left.conflicts, 0), ["3", "5", "8", "9", "12"]);
    assert_eq!(
        of(&left.conflicts, 1),
        [
            "conflict:stranger_victim",
            "conflict:stranger_victim",
            "conflict:age_at_release",
            "conflict:age_at_release",
            "conflict:stranger_victim"
        ]
    );
    assert!(left.conflicts[0][2].starts_with("the rows 3, 5, 12 name the same case"), "{}", left.conflicts[0][2]);
    assert_eq!(of(&left.rejects, 0), ["6", "13"]);

    let Err(RunError::Input(refusals)) = run(&evaluator, &input, Some(Handling::Stop), 2) else { panic!("stopped") };
    assert!(refusals.iter().all(|refusal| refusal.code == Code::RowsDiffer));
    assert_eq!(refusals[0].found.en, "the rows 3, 5, 12 name the same case and differ (stranger_victim)");
    assert_eq!(refusals.len(), 2);

    let unlooked = run(&evaluator, &input, None, 2).expect("a run");
    assert_eq!((unlooked.results.len(), unlooked.report.summary.duplicates), (13, None));
    let nameless = input.replacen("case_id", "zaak", 1);
    assert!(matches!(run(&evaluator, &nameless, Some(Handling::Merge), 2), Err(RunError::Usage(_))));
}

#[test]
fn what_was_set_apart_reads_back_as_it_was_and_scores_when_it_is_mended() {
    let evaluator = evaluator();
    let rows = [
        row("\"=\"\"00123\"\"\"", "1.000", "no", "\"two\nlines; and a ; semicolon\""),
        row("0007", "45", "?", "\"quoted \"\"word\"\"\""),
        row("é", "\"34,5\"", "?", "café"),
        "short,male".to_owned(),
        row("b", "45", "yes", ""),
        row("b", "45", "no", ""),
    ];
    let comma = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let mut semicolons = csv::WriterBuilder::new().flexible(true).delimiter(b';').from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(comma.as_bytes());
    for row in reader.records() {
        semicolons.write_record(&row.expect("a row")).expect("memory");
    }
    let semicolon = String::from_utf8(semicolons.into_inner().expect("memory")).expect("text");
    for input in [comma, semicolon] {
        let first = run(&evaluator, &input, Some(Handling::Merge), 4_096).expect("a run");
        for (end, outcome) in [("rejects.csv", "rejected"), ("open.csv", "open")] {
            let again = run(&evaluator, &first.texts[end], Some(Handling::Merge), 4_096).expect("a run");
            let results = |left: &Left| {
                let of_outcome = left.results.iter().filter(|row| row[2] == outcome);
                of_outcome.map(|row| [&row[..1], &row[2..]].concat()).collect::<Vec<_>>()
            };
            assert_eq!(results(&again), results(&first), "{end}");
            assert_eq!(again.results.len(), results(&first).len());
            // Fed back once more nothing is added or lost.
            let without_row = |text: &str| rows_without_place(text);
            assert_eq!(without_row(&again.texts[end]), without_row(&first.texts[end]));
        }
        let mended = first.texts["open.csv"].replace('?', "nee").replace("1.000", "45");
        let mended = run(&evaluator, &mended, Some(Handling::Merge), 4_096).expect("a run");
        assert_eq!((mended.report.summary.open, mended.report.summary.scored), (0, mended.report.summary.read));
        assert!(mended.report.open.is_none() && mended.report.rejects.is_none());
        let again = run(&evaluator, &first.texts["conflicts.csv"], Some(Handling::Merge), 4_096).expect("a run");
        assert_eq!(again.report.summary.conflicting, 2);
        let mended = first.texts["conflicts.csv"].replace("yes,no,\n", "no,no,\n").replace("yes;no;\n", "no;no;\n");
        let mended = run(&evaluator, &mended, Some(Handling::Merge), 4_096).expect("a run");
        assert_eq!((mended.report.summary.merged, mended.report.summary.scored), (1, 1), "{}", first.texts["conflicts.csv"]);
    }
}

/// Rows but for the line on which they stood and the words about them, which count our own columns too.
fn rows_without_place(text: &str) -> Rows {
    rows(text).into_iter().map(|row| [&row[1..2], &row[3..]].concat()).collect()
}

#[derive(Clone, Debug)]
struct Planted {
    id: usize,
    age: usize,
    stranger: usize,
    sex: usize,
    short: bool,
}

const AGES: [&str; 6] = ["45", "36", "17", "oud", "?", ""];
const STRANGERS: [&str; 4] = ["yes", "no", "?", "misschien"];

impl Planted {
    fn line(&self) -> String {
        let id = if self.id == 0 { String::new() } else { format!("Z-{}", self.id) };
        if self.short {
            return format!("{id},male");
        }
        row(&id, AGES[self.age], STRANGERS[self.stranger], "").replace("male,", ["male,", "female,", "?,"][self.sex])
    }
}

fn planted() -> impl Strategy<Value = Planted> {
    (0..8_usize, 0..AGES.len(), 0..STRANGERS.len(), 0..3_usize, prop::bool::weighted(0.1))
        .prop_map(|(id, age, stranger, sex, short)| Planted { id, age, stranger, sex, short })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_row_ends_in_exactly_one_place(mut planted in prop::collection::vec(planted(), 1..40), block in 1..9_usize) {
        // Among so few ways to be, many are equal.
        planted.extend(planted.iter().step_by(3).cloned().collect::<Vec<_>>());
        let lines: Vec<String> = planted.iter().map(Planted::line).collect();
        let input = table(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let evaluator = evaluator();
        let left = run(&evaluator, &input, Some(Handling::Merge), block).expect("a run");
        let summary = &left.report.summary;
        prop_assert!(summary.reconciles());
        prop_assert_eq!(summary.read, planted.len() as u64);

        // The rows themselves, by the line on which they stand, and not what was counted.
        let mut places: BTreeMap<u64, &str> = BTreeMap::new();
        for row in &left.results {
            prop_assert!(places.insert(row[1].parse().expect("a line"), "result").is_none());
        }
        for row in &left.conflicts {
            prop_assert!(places.insert(row[0].parse().expect("a line"), "conflict").is_none());
        }
        let said = |line: &str| -> Vec<String> {
            // Two ways to be unknown are the same answer.
            line.split(',').map(|cell| if cell == "?" { String::new() } else { cell.to_owned() }).collect()
        };
        for (at, planted) in planted.iter().enumerate() {
            let line = at as u64 + 2;
            let mut of_case = lines.iter().enumerate().filter(|(other, _)| planted.id != 0 && id(&lines[*other]) == id(&lines[at]));
            let first = of_case.clone().next().map_or(at, |(first, _)| first);
            let differ = of_case.any(|(_, other)| said(other) != said(&lines[at]));
            let expected = if differ { Some("conflict") } else if first == at { Some("result") } else { None };
            prop_assert_eq!(places.get(&line).copied(), expected, "line {} {}", line, &lines[at]);
        }
        let outcomes = |outcome: &str| left.results.iter().filter(|row| row[2] == outcome).count();
        prop_assert_eq!(outcomes("rejected"), left.rejects.len());
        prop_assert_eq!(outcomes("open"), left.open.len());
        prop_assert_eq!(outcomes("not_applicable") as u64, summary.not_applicable);
        prop_assert_eq!(summary.merged, (planted.len() - left.results.len() - left.conflicts.len()) as u64);

        // Another order and other blocks change no row's result but the line on which it stands.
        let turned: Vec<&str> = lines.iter().rev().map(String::as_str).collect();
        let other = run(&evaluator, &table(&turned), Some(Handling::Merge), 4_096).expect("a run");
        let results = |left: &Left| {
            let mut rows: Rows = left.results.iter().map(|row| [&row[..1], &row[2..]].concat()).collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(results(&other), results(&left));
    }
}

fn id(line: &str) -> &str {
    line.split(',').next().unwrap_or_default()
}
