// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases to a file of results: columns, outcomes, rejects, totals, and that nothing depends on the size of blocks.

use std::sync::Arc;

use proptest::prelude::*;
use taxeer::batch::{BLOCK, Job, Run, Summary, file};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Code, Source};
use taxeer::domain::answer::UNKNOWN;
use taxeer::evaluate::Evaluator;
use taxeer::lang::{Lang, Text};
use taxeer::record::Conventions;
use taxeer::record::RunError;
use taxeer::record::set::Sets;

const FIELDS: [&str; 13] = [
    "sex",
    "age_at_release",
    "qualifying_offence",
    "lived_with_partner_2y",
    "index_nonsexual_violence",
    "prior_nonsexual_violence",
    "prior_sex_charges",
    "prior_sex_convictions",
    "prior_sentencing_dates",
    "noncontact_conviction",
    "unrelated_victim",
    "stranger_victim",
    "male_victim",
];
const GOOD: &str = "male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no";
const TEN: &str = "identifiable_victim,yes,no,no,1,1,2,no,yes,no,no";

fn evaluator() -> Evaluator {
    let text = include_str!("../instruments/static-99r/2016.1.toml");
    Evaluator::new(&taxeer::check::instrument(&Arc::new(Source::new("static-99r", text))).0.unwrap())
}

struct Outcome {
    results: String,
    rejects: String,
    summary: Summary,
    notes: Vec<Text>,
}

fn run(evaluator: &Evaluator, input: &str, sets: &[&str], columns: Option<&[&str]>, block: usize) -> Result<Outcome, RunError> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let sets = Sets::read(evaluator.instrument().form(), &owned(sets))?;
    let columns = columns.map(owned);
    let job = Job {
        mapping: None,
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &sets,
        columns: columns.as_deref(),
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::En,
        block,
        threads: None,
    };
    let (mut results, mut rejects) = (Vec::new(), Vec::new());
    let run = Run::new(&job, input.as_bytes())?;
    let notes = run.notes();
    let summary = run.write(&mut results, &mut rejects)?;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ok(Outcome { results: text(results), rejects: text(rejects), summary, notes })
}

fn table(rows: &[String]) -> String {
    format!("case_id,{}\n{}\n", FIELDS.join(","), rows.join("\n"))
}

fn scored(rows: &[String], columns: &[&str]) -> Vec<String> {
    let outcome = run(&evaluator(), &table(rows), &[], Some(columns), BLOCK).unwrap();
    outcome.results.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_thirteen_columns_stand_in_their_order() {
    let outcome = run(&evaluator(), &table(&[format!("\"a,1\",{GOOD}")]), &[], None, BLOCK).unwrap();
    let stamp = evaluator().instrument().stamp();
    let expected = format!(
        "case_id,row,outcome,score,score_min,score_max,level,levels,tier,tiers,decisive,reason,instrument\n\
         \"a,1\",2,scored,1,1,1,III,III,,,,,{stamp}\n"
    );
    assert_eq!(outcome.results, expected);
    assert_eq!(outcome.rejects, format!("taxeer.row,taxeer.reason,taxeer.mend,case_id,{}\n", FIELDS.join(",")));
    assert!(outcome.summary.reconciles() && outcome.summary.read == 1);
}

#[test]
fn each_row_ends_in_one_outcome_with_its_reason() {
    let rows = [
        format!("1,{GOOD}"),
        format!("2,female,45,{TEN}"),
        "3,male,45,identifiable_victim,yes,no,no,1,1,2,no,no,yes,no".to_owned(),
        "4,male,45,identifiable_victim,yes,no,no,1.000,22.5,2,no,yes,no,x".to_owned(),
        "5,male,,identifiable_victim,yes,no,no,1,1,2,no,yes,no,N.V.T.".to_owned(),
        "6,male,45".to_owned(),
    ];
    assert_eq!(
        scored(&rows, &["case_id", "row", "outcome", "score_min", "score_max", "levels", "decisive", "reason"]),
        [
            "1,2,scored,1,1,III,,",
            "2,3,not_applicable,,,,,gate:sex",
            "3,4,inconsistent,,,,,constraint:stranger_is_unrelated",
            "4,5,rejected,,,,,R0102:prior_sex_charges|R0102:prior_sex_convictions|R0101:male_victim",
            "5,6,open,-1,4,II|III|IVa,age_at_release|male_victim,gate?age_at_release|nvt:male_victim",
            "6,7,rejected,,,,,R0106",
        ]
    );
    let summary = run(&evaluator(), &table(&rows), &[], None, BLOCK).unwrap().summary;
    assert_eq!((summary.read, summary.scored, summary.open, summary.rejected), (6, 1, 1, 2));
    assert_eq!((summary.not_applicable, summary.inconsistent, summary.open_settled), (1, 1, 0));
    assert!(summary.reconciles());
    assert!(summary.text(Lang::Nl).contains("6 = 1 + 1 + 1 + 1 + 2: klopt"));
}

#[test]
fn every_way_to_write_unknown_gives_what_an_empty_cell_gives() {
    let columns = ["outcome", "score_min", "score_max", "levels", "decisive", "reason"];
    for field in 0..FIELDS.len() {
        let with = |word: &str| {
            let mut cells: Vec<&str> = GOOD.split(',').collect();
            cells[field] = word;
            format!("1,{}", cells.join(","))
        };
        let rows: Vec<String> = UNKNOWN.iter().map(|word| with(&format!(" {word} "))).collect();
        let results = scored(&rows, &columns);
        assert!(results.iter().all(|result| *result == results[0]), "{}: {results:?}", FIELDS[field]);
    }
}

#[test]
fn ugly_input_gives_what_plain_input_gives() {
    let evaluator = evaluator();
    let columns = ["case_id", "row", "outcome", "score", "level"];
    let plain = run(&evaluator, &table(&[format!("a,{GOOD}")]), &[], Some(&columns), BLOCK).unwrap();
    let header = FIELDS.join(" ; ");
    let ugly =
        format!("\u{feff} case_id;note;{header}\r\na;\"x;\r\ny\"; MAN ;45,0;identifiable_victim;Ja;nee;n;1,0;1.0;2;0;J;ONWAAR;No\r\n");
    let ugly = run(&evaluator, &ugly, &[], Some(&columns), BLOCK).unwrap();
    assert_eq!(ugly.results, plain.results);
    assert!(ugly.notes.iter().any(|note| note.en == "columns that are not used: note"));
}

#[test]
fn rejects_say_where_what_and_how_to_mend_it() {
    let header = format!("note,{}", FIELDS.join(","));
    let input = format!("{header}\n\"two\nlines\",male,\"34,9\",{TEN}\nshort\n");
    let outcome = run(&evaluator(), &input, &[], Some(&["case_id"]), BLOCK).unwrap();
    assert_eq!(outcome.results, "case_id\n\"\"\n\"\"\n");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(outcome.rejects.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!((&rows[0][0], &rows[0][1]), ("2", "R0103:age_at_release"));
    assert!(rows[0][2].starts_with("age_at_release (line 3): a number with"), "{}", &rows[0][2]);
    assert!(rows[0][2].ends_with("write 34.9, or say --decimal comma"), "{}", &rows[0][2]);
    assert_eq!((&rows[0][3], &rows[0][5], rows[0].len()), ("two\nlines", "34,9", 17));
    assert_eq!((&rows[1][0], &rows[1][1], &rows[1][3], rows[1].len()), ("4", "R0106", "short", 4));
    assert!(rows[1][2].starts_with("14 cells, as the header; this row has 1"), "{}", &rows[1][2]);
}

#[test]
fn wrong_commands_and_inputs_stop_the_run() {
    let evaluator = evaluator();
    let good = table(&[format!("1,{GOOD}")]);
    for (sets, columns) in [
        (&["sex=male"][..], None),
        (&["sexe=male"], None),
        (&[], Some(&["case_id", "lvel"][..])),
        (&[], Some(&["input.sexe"])),
        (&[], Some(&["level.five"])),
        (&[], Some(&["protocol"])),
        (&[], Some(&["row", "row"])),
    ] {
        assert!(matches!(run(&evaluator, &good, sets, columns, BLOCK), Err(RunError::Usage(_))), "{sets:?} {columns:?}");
    }
    let codes = |input: &str, sets: &[&str]| match run(&evaluator, input, sets, None, BLOCK) {
        Err(RunError::Input(refusals)) => refusals.iter().map(|refusal| refusal.code).collect::<Vec<_>>(),
        other => panic!("{:?}", other.map(|outcome| outcome.results)),
    };
    let lacking = good.replace("male_victim", "victim").replace("sex,", "sekse,");
    assert_eq!(codes(&lacking, &[]), [Code::MissingColumn; 2]);
    assert_eq!(codes(&lacking, &["male_victim=x", "sex=?"]), [Code::CellNotOption]);
    assert!(run(&evaluator, &lacking, &["male_victim=?", "sex=man"], None, BLOCK).is_ok());
}

#[test]
fn columns_are_picked_from_results_input_and_schemes() {
    let columns = ["input.sex", "level.legacy-four-level", "level", "input.case_id"];
    assert_eq!(scored(&[format!("a,{GOOD}")], &columns), ["male,low,III,a"]);
}

#[test]
fn files_appear_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
    let (evaluator, sets) = (evaluator(), Sets::default());
    let job = Job {
        mapping: None,
        evaluator: &evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::Nl,
        block: BLOCK,
        threads: None,
    };
    let names = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    std::fs::write(&input, table(&[format!("1,{GOOD}"), "2".to_owned()])).unwrap();
    let report = file(&job, &input, &output, &[]).unwrap();
    assert_eq!(report.rejects, Some(folder.path().join("out.rejects.csv")));
    assert_eq!(names(), ["in.csv", "out.csv", "out.rejects.csv", "out.summary.json"]);
    std::fs::write(&input, table(&[format!("1,{GOOD}")])).unwrap();
    assert_eq!(file(&job, &input, &output, &[]).unwrap().rejects, None);
    assert_eq!(names(), ["in.csv", "out.csv", "out.summary.json"]);
    std::fs::remove_file(&output).unwrap();
    std::fs::remove_file(report.record.0).unwrap();
    std::fs::write(&input, b"sex\nm\xe4le\n").unwrap();
    assert!(file(&job, &input, &output, &[]).is_err());
    assert_eq!(names(), ["in.csv"]);
    assert!(matches!(file(&job, &input, &input, &[]), Err(RunError::Usage(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_size_of_blocks_changes_no_byte(
        rows in proptest::collection::vec(proptest::collection::vec(0_usize..6, 14), 0..40),
        block in 1_usize..50,
    ) {
        thread_local!(static EVALUATOR: Evaluator = evaluator());
        let words = ["", "male", "yes", "no", "3", "identifiable_victim"];
        let line = |row: &Vec<usize>| {
            let usual = format!("x,{GOOD}");
            // Mostly good cells, so that all outcomes occur.
            let cells = usual.split(',').zip(row).enumerate().map(|(at, (good, word))| if (at + word) % 4 == 0 { words[*word] } else { good });
            cells.collect::<Vec<_>>().join(",")
        };
        let input = table(&rows.iter().map(line).collect::<Vec<_>>());
        EVALUATOR.with(|evaluator| {
            let whole = run(evaluator, &input, &[], None, BLOCK).unwrap();
            let parts = run(evaluator, &input, &[], None, block).unwrap();
            prop_assert_eq!(whole.results, parts.results);
            prop_assert_eq!(whole.rejects, parts.rejects);
            prop_assert_eq!(&whole.summary, &parts.summary);
            prop_assert!(whole.summary.reconciles() && whole.summary.read == rows.len() as u64);
            Ok(())
        })?;
    }
}
