// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The program against the oracle: the whole domain of Static-99R, random partial records, and every edge.

mod oracle;
mod program;

use std::collections::BTreeSet;
use std::path::Path;

use oracle::cases::{edges, edges_around, random_records, random_records_with_two_unknown};
use oracle::{Oracle, Record, Verdict, ogrs3, osp_dc, psa, static_99r};
use program::{Row, assert_no_differences, batch, difference};

const MANY: usize = 20_000;
const FEW: usize = 2_000;

#[test]
fn every_full_record_of_static_99r() {
    let oracle = static_99r();
    let yes_no = || vec!["no", "yes"];
    let answers = [
        vec!["male"],
        vec!["18", "35", "40", "60"],
        vec!["identifiable_victim"],
        yes_no(),
        yes_no(),
        yes_no(),
        vec!["0", "1", "3", "6"],
        vec!["0", "1", "2", "4"],
        vec!["0", "4"],
        yes_no(),
        yes_no(),
        yes_no(),
        yes_no(),
    ];
    let records: Vec<Record> = answers.iter().fold(vec![Vec::new()], |records, answers| {
        let longer = |record: &Record| {
            let record = record.clone();
            answers.iter().map(move |answer| [record.as_slice(), &[(*answer).to_owned()]].concat())
        };
        records.iter().flat_map(longer).collect()
    });
    assert_eq!(records.len(), 4 * 4 * 4 * 2 * 128);
    compare(&oracle, &records);
}

#[test]
fn random_records_of_static_99r() {
    compare_random(&static_99r(), &random_records(&static_99r(), 99, MANY));
}

#[test]
fn random_records_of_osp_dc() {
    compare_random(&osp_dc(), &random_records(&osp_dc(), 2024, MANY));
}

#[test]
fn random_records_of_psa() {
    compare_random(&psa(), &random_records(&psa(), 1891, MANY));
}

#[test]
fn random_records_of_ogrs3() {
    let oracle = ogrs3();
    compare_random(&oracle, &random_records_with_two_unknown(&oracle, 2009, FEW));
}

#[test]
fn one_sanction_that_may_be_in_several_counts_of_osp_dc() {
    compare(&osp_dc(), &one_sanction_in_several_counts());
}

#[test]
fn every_edge() {
    for oracle in [static_99r(), osp_dc(), psa(), ogrs3()] {
        let mut records = edges(&oracle);
        if oracle.id != "ogrs3" {
            records.extend(edges_around(&oracle, &vec![String::new(); oracle.fields.len()]));
        }
        compare(&oracle, &records);
    }
}

/// One sanction in all: the unknown counts change only together, so that none of them may change a level alone.
fn one_sanction_in_several_counts() -> Vec<Record> {
    let mut records = Vec::new();
    for unknown in 0..16 {
        let count = |place: usize| if unknown >> place & 1 == 1 { "" } else { "0" };
        for age in ["33", "35", "36", "38", "39"] {
            for in_custody in ["yes", "no", ""] {
                for free in ["0", "5", ""] {
                    let counts = [0, 1, 2, 3].map(count);
                    let rest = [age, "20", "1", "no", in_custody, free];
                    let record = ["male", "yes"].into_iter().chain(counts).chain(rest);
                    records.push(record.map(str::to_owned).collect());
                }
            }
        }
    }
    records
}

fn compare_random(oracle: &Oracle, records: &[Record]) {
    let verdicts = compare(oracle, records);
    let mut outcomes = vec!["scored", "open", "not_applicable", "rejected"];
    // The PSA has no constraint that a record could contradict.
    outcomes.extend((oracle.id != "psa").then_some("inconsistent"));
    for outcome in outcomes {
        let has_outcome = |verdict: &&Verdict| verdict.outcome == outcome;
        let number = verdicts.iter().filter(has_outcome).count();
        assert!(number >= 5, "{number} random records of {} are {outcome}", oracle.id);
    }
}

fn compare(oracle: &Oracle, records: &[Record]) -> Vec<Verdict> {
    let verdicts: Vec<Verdict> = records.iter().map(|record| oracle.judge(record)).collect();
    let near_edge = verdicts.iter().filter(|verdict| verdict.near_edge).count();
    assert!(near_edge < 5, "{near_edge} records of {} lie too near an edge to compare their levels", oracle.id);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("cases.csv");
    write_cases(oracle, records, &input);
    let results = batch(oracle.id, &input);
    assert_eq!(results.len(), records.len(), "result rows of {}", oracle.id);
    let differences = (0..records.len()).filter_map(|row| {
        assert_eq!(results[row]["case_id"], case_id(row), "order of rows");
        let differing = differences(&verdicts[row], &results[row]);
        (!differing.is_empty()).then(|| describe(oracle, &records[row], row, &differing))
    });
    assert_no_differences(&differences.collect::<Vec<String>>());
    verdicts
}

fn write_cases(oracle: &Oracle, records: &[Record], path: &Path) {
    let mut writer = csv::Writer::from_path(path).expect("cases can be written");
    let names = oracle.fields.iter().map(|field| field.name);
    writer.write_record(["case_id"].into_iter().chain(names)).expect("header");
    for (row, record) in records.iter().enumerate() {
        let case_id = case_id(row);
        writer.write_record([&case_id].into_iter().chain(record)).expect("record");
    }
    writer.flush().expect("cases are on disk");
}

fn differences(verdict: &Verdict, found: &Row) -> Vec<String> {
    let speaks_of_levels = |name: &str| name == "decisive" || name.ends_with("level") || name.ends_with("levels");
    let compared = verdict.columns.iter().filter(|(name, _)| !(verdict.near_edge && speaks_of_levels(name)));
    let mut differing: Vec<String> = compared.filter_map(|(name, text)| difference(name, text, found)).collect();
    let reason = found.get("reason").map_or("", String::as_str);
    let is_claimed = |code: &&str| code.starts_with("gate?") || code.starts_with("assumed:");
    let codes: BTreeSet<&str> = reason.split('|').filter(is_claimed).collect();
    let claimed: BTreeSet<&str> = verdict.reasons.iter().map(String::as_str).collect();
    if ["scored", "open"].contains(&verdict.outcome) && codes != claimed {
        differing.push(format!("reason: expected {claimed:?}, found `{reason}`"));
    }
    differing
}

fn describe(oracle: &Oracle, record: &Record, row: usize, differing: &[String]) -> String {
    let answers: Vec<String> = oracle.fields.iter().zip(record).map(|(field, text)| format!("{}={text}", field.name)).collect();
    format!("{} {}\n    {}\n    {}", oracle.id, case_id(row), answers.join(" "), differing.join("\n    "))
}

fn case_id(row: usize) -> String {
    format!("case-{row:05}")
}
