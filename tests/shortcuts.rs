// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is fast is what is slow: fewer result columns, more threads and larger blocks skip no check. A file has every kind of fault in its
//! first, middle and last block.

mod program;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use program::taxeer;
use taxeer::batch::{self, Handling, Job, Summary};
use taxeer::caution::AsOf;
use taxeer::diagnostic::Source;
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::record::Conventions;
use taxeer::record::set::Sets;

const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,prior_nonsexual_violence,\
                      prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,stranger_victim,\
                      male_victim,note";

/// A row of each kind; `#` becomes a number of its own.
const KINDS: [&str; 24] = [
    "C#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "C#,male,30.5,identifiable_victim,no,yes,yes,5,4,6,yes,yes,yes,yes,plain",
    // Open, with a level that is settled and one that is not.
    "C#,male,45,identifiable_victim,?,no,no,1,1,2,no,yes,no,no,",
    "C#,male,45,identifiable_victim,,onbekend,NULL,,,,-,,,,",
    "C#,,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    // Not for this instrument.
    "C#,female,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "C#,male,17.9,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "C#,male,45,possession_material_only,yes,no,no,1,1,2,no,yes,no,no,",
    // A stranger is no relative.
    "C#,male,45,identifiable_victim,yes,no,no,1,1,2,no,no,yes,no,",
    // Not declared, and so unknown.
    "C#,male,45,identifiable_victim,n.v.t.,no,no,1,1,2,no,yes,no,no,",
    // Cells that cannot be read: an option, a word, a count in thousands, a broken count, a number too large, one below none.
    "C#,man?,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "C#,male,45,identifiable_victim,perhaps,no,no,1,1,2,no,yes,no,no,",
    "C#,male,45,identifiable_victim,yes,no,no,1.250,1,2,no,yes,no,no,",
    "C#,male,45,identifiable_victim,yes,no,no,1,1.5,2,no,yes,no,no,",
    "C#,male,999,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "C#,male,45,identifiable_victim,yes,no,no,-1,1,2,no,yes,no,no,",
    "C#,male,vijfenveertig,identifiable_victim,perhaps,no,no,1.250,1,2,no,yes,no,no,",
    // Too few cells, too many.
    "C#,male,45,identifiable_victim,yes",
    "C#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,,more",
    // Quotes, a line break in a cell, words of a spreadsheet, spaces.
    "\"C#\",\"male\",\"45\",\"identifiable_victim\",\"yes\",no,no,1,1,2,no,yes,no,no,\"two\nlines, and \"\"quotes\"\"\"",
    "\"C,#\",male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,a \"quote\" inside",
    "\"=\"\"00#\"\"\", male ,45.0,identifiable_victim,JA,Nee,n,1.0,1,2,0,j,FALSE,no,",
    // A case that stands there again, equal and not: the number is that of the row before.
    "C#,male,50,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,same\nC#,male,50,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,same",
    "C#,male,51,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,\nC#,male,52,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
];

/// Rows without a fault, between the faults.
const BETWEEN: usize = 4_000;

fn evaluator() -> Evaluator {
    let text = include_str!("../instruments/static-99r/2016.1.toml");
    Evaluator::new(&taxeer::check::instrument(&Arc::new(Source::new("static-99r", text))).0.expect("a proven instrument"))
}

/// All kinds of rows in the first, a middle and the last block.
fn ugly() -> String {
    let mut text = format!("{HEADER}\n");
    let mut number = 0;
    let mut add = |row: &str| {
        number += 1;
        text.push_str(&row.replace('#', &number.to_string()));
        text.push('\n');
    };
    for part in 0..3 {
        for row in KINDS {
            add(row);
        }
        for row in 0..if part < 2 { BETWEEN } else { 0 } {
            add(&format!("C#,male,{}.{},identifiable_victim,yes,no,no,{},1,2,no,yes,no,no,", 18 + row % 60, row % 10, 1 + row % 4));
        }
    }
    text
}

/// What a run leaves: its counts, and each file beside the results.
fn run(
    evaluator: &Evaluator,
    input: &Path,
    columns: Option<&[&str]>,
    block: usize,
    threads: usize,
) -> (String, Summary, BTreeMap<&'static str, String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("out.csv");
    let columns = columns.map(|columns| columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let job = Job {
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        mapping: None,
        sets: &Sets::default(),
        columns: columns.as_deref(),
        duplicates: Some(Handling::Merge),
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::Nl,
        block,
        threads: NonZeroUsize::new(threads),
    };
    let report = batch::file(&job, input, &output, &[]).expect("a run");
    assert!(report.summary.reconciles());
    let beside = ["rejects.csv", "conflicts.csv", "open.csv"];
    let beside = beside.map(|name| (name, std::fs::read_to_string(batch::beside_output(&output, name)).expect("a file")));
    (std::fs::read_to_string(&output).expect("results"), report.summary, BTreeMap::from(beside))
}

#[test]
fn columns_threads_and_blocks_skip_no_check() {
    let (evaluator, folder) = (evaluator(), tempfile::tempdir().expect("a folder"));
    let input = folder.path().join("in.csv");
    std::fs::write(&input, ugly()).expect("a file");
    let (results, summary, beside) = run(&evaluator, &input, None, batch::BLOCK, 1);
    let kinds = [
        summary.open,
        summary.open_settled,
        summary.not_applicable,
        summary.inconsistent,
        summary.rejected,
        summary.merged,
        summary.conflicting,
    ];
    assert!(kinds.iter().all(|&rows| rows >= 3), "{kinds:?}: each kind stands in each part of the file");
    let few = ["case_id", "score", "level"];
    let picked: Vec<String> = csv::Reader::from_reader(results.as_bytes())
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| format!("{},{},{}", row[0].to_owned(), &row[3], &row[6]))
        .collect();
    for (block, threads) in [(1, 2), (7, 1), (7, 3), (256, 2), (1_000, 8), (batch::BLOCK, 2), (batch::BLOCK, 5)] {
        let all = run(&evaluator, &input, None, block, threads);
        assert!(all == (results.clone(), summary.clone(), beside.clone()), "blocks of {block} on {threads} threads");
        let (short, of_short, beside_short) = run(&evaluator, &input, Some(&few), block, threads);
        assert_eq!((&of_short, &beside_short), (&summary, &beside), "blocks of {block} on {threads} threads");
        let short: Vec<String> = csv::Reader::from_reader(short.as_bytes())
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| row.iter().collect::<Vec<_>>().join(","))
            .collect();
        assert_eq!(short, picked);
    }
}

#[test]
fn the_program_ends_and_speaks_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("in.csv"), ugly()).expect("a file");
    let run = |more: &[&str]| {
        let mut command = taxeer();
        command.current_dir(folder.path()).args(["batch", "static-99r", "in.csv", "-o", "out.csv", "--strict", "--duplicates", "merge"]);
        let ran = command.args(more).output().expect("taxeer starts");
        let rejects = std::fs::read(folder.path().join("out.rejects.csv")).expect("rejects");
        (ran.status.code(), String::from_utf8(ran.stderr).expect("a text"), rejects)
    };
    let whole = run(&["--threads", "1"]);
    assert_eq!(whole.0, Some(3));
    assert_eq!(run(&["--columns", "case_id,score,level"]), whole);
    assert_eq!(run(&["--columns", "level", "--threads", "3"]), whole);
}
