// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every way through a file leaves the same bytes: rows that are known by their cells or each worked out, one thread or several, blocks of
//! any size, a few result columns or all. The way without a short cut is the measure.

use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use taxeer::batch::{BLOCK, Beside, Csv, Handling, Job, Run, Summary};
use taxeer::caution::AsOf;
use taxeer::diagnostic::Source;
use taxeer::evaluate::Evaluator;
use taxeer::lang::{Lang, Text};
use taxeer::record::decimal::Mark;
use taxeer::record::rows::Rows;
use taxeer::record::set::Sets;
use taxeer::record::{Block, Conventions, RunError, Table};

static EVALUATOR: LazyLock<Evaluator> = LazyLock::new(|| {
    let text = include_str!("../instruments/static-99r/2016.1.toml");
    Evaluator::new(&taxeer::check::instrument(&Arc::new(Source::new("static-99r", text))).0.expect("sound"))
});
const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,\
     prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,\
     stranger_victim,male_victim,note";
/// Rows of which each is something else; `#` is a number of its own.
const ROWS: &[&str] = &[
    "#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "#,male,34.9,identifiable_victim,no,no,yes,3,1,5,no,yes,yes,no,plain",
    "#,MAN,45.0,identifiable_victim,Ja,nee,n,1.0,0,2,0,J,ONWAAR,No,other words",
    "#,male,45,identifiable_victim,yes,no,no,,1,2,no,yes,no,no,open, level too",
    "#,male,45,identifiable_victim,?,no,no,1,1,2,no,yes,no,no,open",
    "#,,45,identifiable_victim,onbekend,-,no,1,1,,no,,,no,much open",
    "#,male,45,identifiable_victim,yes,no,no,7,,2,no,yes,no,no,open and yet scored",
    "#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,n.v.t.,not declared",
    "#,female,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,a gate",
    "#,male,17.999,report_only,yes,no,no,1,1,2,no,yes,no,no,two gates",
    "#,male,45,identifiable_victim,yes,no,no,1,1,2,no,no,yes,no,inconsistent",
    "#,male,45,identifiable_victim,yes,no,no,1.000,1,2,no,yes,no,no,thousands",
    "#,male,31-02-2020,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,a date",
    "#,male,145,identifiable_victim,yes,no,no,1,22.5,2,no,yes,no,misschien,outside",
    "#,male,45,something_that_is_longer_than_any_option,yes,no,no,1,1,2,no,yes,no,no,undeclared",
    "#,male,\"34,9\",identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,\"quoted\nlines\"",
    "\"#\",male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,\"a \"\"quote\"\"\"",
    "=\"00#\",male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "#,male,45",
    "#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,,too many",
    "#,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,,",
    "# , male , 45 , identifiable_victim , yes,no,no, 1,1,2,no,yes,no,no, spaces ",
    "Zoë #,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,ë€",
    "Totaal,#,,,,,,,,,,,,,",
    "Som: ,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "twice,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,",
    "twice,male,45.0,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,again",
    ",,,,,,,,,,,,,,",
    " ,,\u{a0},,,,,,,,,,,,",
    "",
];
/// Stops the run, wherever it stands.
const STRAY: &str = "#,male,\"45\"x,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,";

/// A table without a short cut: all of its rows are cut into cells and worked out.
struct Cut<'r>(Box<dyn Rows + 'r>);

impl Rows for Cut<'_> {
    fn header(&self) -> &[String] {
        self.0.header()
    }

    fn mark(&self) -> Mark {
        self.0.mark()
    }

    fn has_lines(&self) -> bool {
        self.0.has_lines()
    }

    fn notes(&self) -> Vec<Text> {
        self.0.notes()
    }

    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        self.0.read(block, rows)
    }
}

/// All that a run leaves.
#[derive(Debug, PartialEq)]
struct Left {
    results: String,
    beside: [String; 3],
    summary: Summary,
    notes: Vec<String>,
}

/// How a file is gone through.
#[derive(Clone, Copy)]
struct Manner<'m> {
    cut: bool,
    threads: usize,
    block: usize,
    columns: Option<&'m [&'m str]>,
    duplicates: Option<Handling>,
}

const PLAIN: Manner<'static> = Manner { cut: true, threads: 1, block: BLOCK, columns: None, duplicates: None };

fn run(file: &[u8], manner: Manner<'_>) -> Result<Left, String> {
    let columns = manner.columns.map(|columns| columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let (sets, as_of, conventions) = (Sets::default(), AsOf::default(), Conventions::default());
    let job = Job {
        mapping: None,
        evaluator: &EVALUATOR,
        as_of: &as_of,
        protocol: None,
        sets: &sets,
        columns: columns.as_deref(),
        duplicates: manner.duplicates,
        answers: None,
        conventions: &conventions,
        lang: Lang::En,
        block: manner.block,
        threads: NonZeroUsize::new(manner.threads),
    };
    let told = |error: RunError| format!("{error:?}");
    let open = || Ok(Box::new(Table::csv(file, &job.expected())?) as Box<dyn Rows>);
    let rows = open().map_err(told)?;
    let mut run = Run::over(&job, if manner.cut { Box::new(Cut(rows)) } else { rows }).map_err(told)?;
    run.find_duplicates(open).map_err(told)?;
    let (mut results, mut beside) = (Vec::new(), [const { Vec::new() }; 3]);
    let [rejects, conflicts, open] = &mut beside;
    let summary = run.write_to(&mut Csv(&mut results), Beside { rejects, conflicts, open }).map_err(told)?;
    assert!(summary.reconciles());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let notes = run.notes().into_iter().map(|note| note.en).collect();
    Ok(Left { results: text(results), beside: beside.map(text), summary, notes })
}

/// Rows by their place in [`ROWS`], numbered, after more good ones than are read ahead.
fn file(places: &[usize], end: &str) -> String {
    let ahead = std::iter::repeat_n(0, 70).chain(places.iter().copied());
    let rows = ahead.enumerate().map(|(number, place)| ROWS[place % ROWS.len()].replace('#', &number.to_string()) + end);
    format!("{HEADER}{end}{}", rows.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_leaves_the_same(
        places in proptest::collection::vec(0..ROWS.len(), 0..120),
        end in prop_oneof![4 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r"), 1 => Just("\n\r\n")],
        separator in prop_oneof![3 => Just(","), 1 => Just(";"), 1 => Just("\t")],
        last in prop_oneof![Just(""), Just("Totaal"), Just("x"), Just("\n\n"), Just(",,,")],
        one_byte in proptest::bool::weighted(0.2),
        ways in proptest::collection::vec((1_usize..4, prop_oneof![Just(1_usize), Just(7), 1_usize..90, Just(BLOCK)]), 2),
        merge in any::<bool>(),
    ) {
        let text = (file(&places, end) + last).replace(',', separator);
        let bytes = if one_byte { text.chars().map(|c| if c == 'ë' { 0xeb } else if c.is_ascii() { c as u8 } else { b'e' }).collect() } else { text.into_bytes() };
        let plain = Manner { duplicates: merge.then_some(Handling::Merge), ..PLAIN };
        let expected = run(&bytes, plain);
        for (threads, block) in ways {
            prop_assert_eq!(&run(&bytes, Manner { cut: false, threads, block, ..plain }), &expected);
        }
        let three = Some(&["case_id", "score", "input.note", "row"][..]);
        prop_assert_eq!(run(&bytes, Manner { cut: false, columns: three, ..plain }), run(&bytes, Manner { columns: three, ..plain }));
    }

    #[test]
    fn any_bytes_are_read_alike(bytes in proptest::collection::vec(prop_oneof![
        4 => Just(&b"\n"[..]), 4 => Just(&b"7,male,45,identifiable_victim,yes,no,no,1,1,2,no,yes,no,no,\n"[..]), 2 => Just(&b","[..]),
        1 => Just(&b"\""[..]), 1 => Just(&b"\r"[..]), 1 => Just(&b"\xeb"[..]), 1 => Just("ë".as_bytes()), 1 => Just(&b"Som"[..]),
        1 => Just(&b" "[..]), 1 => Just(&b"\xef\xbb\xbf"[..]), 1 => Just(&b"\0"[..]),
    ], 0..60), block in 1_usize..9) {
        let file = [file(&[], "\n").as_bytes(), &bytes.concat()].concat();
        prop_assert_eq!(run(&file, Manner { cut: false, threads: 2, block, ..PLAIN }), run(&file, PLAIN));
    }
}

/// More rows than two blocks and many stretches of text, with every kind of row at the start, in the middle and at the end.
fn long(rows: usize) -> String {
    let all: Vec<usize> = (0..ROWS.len()).collect();
    let filled = |count: usize| std::iter::repeat_n([0, 1, 3, 6], count / 4).flatten();
    let places: Vec<usize> = [&all[..], &filled(rows).collect::<Vec<_>>(), &all, &filled(rows).collect::<Vec<_>>(), &all].concat();
    file(&places, "\n")
}

#[test]
fn a_long_file_leaves_the_same_on_any_number_of_threads() {
    let text = long(6_000);
    for duplicates in [None, Some(Handling::Merge), Some(Handling::Stop)] {
        let plain = Manner { duplicates, ..PLAIN };
        let expected = run(text.as_bytes(), plain);
        assert_eq!(expected.is_err(), duplicates == Some(Handling::Stop));
        for (threads, block) in [(1, BLOCK), (2, BLOCK), (2, 997), (5, 4_000)] {
            assert!(
                run(text.as_bytes(), Manner { cut: false, threads, block, ..plain }) == expected,
                "{threads} threads, blocks of {block}"
            );
        }
    }
}

#[test]
fn a_stray_quote_stops_every_way_with_the_same_words() {
    for at in [80, 3_000, 5_900] {
        let mut lines: Vec<String> = long(6_000).lines().map(str::to_owned).collect();
        lines.insert(at, STRAY.to_owned());
        let text = lines.join("\n");
        let expected = run(text.as_bytes(), PLAIN).expect_err("a stray quote");
        assert_eq!(run(text.as_bytes(), Manner { cut: false, threads: 3, ..PLAIN }).expect_err("a stray quote"), expected);
    }
}

/// Exit code, what was told and the files beside the results, of the program.
fn program(folder: &Path, input: &Path, words: &[&str]) -> (Option<i32>, String, Vec<Option<String>>) {
    let output = folder.join("out.csv");
    let run = Command::new(env!("CARGO_BIN_EXE_taxeer"))
        .args(["batch", "static-99r", "--lang", "en"])
        .arg(input)
        .arg("-o")
        .arg(&output)
        .args(words)
        .output()
        .expect("a run");
    let left = ["rejects.csv", "conflicts.csv", "open.csv", "summary.json"]
        .map(|end| std::fs::read_to_string(folder.join(format!("out.{end}"))).ok());
    let without_digest = |text: String| text.lines().filter(|line| !line.contains("sha256\":")).collect::<Vec<_>>().join("\n");
    (run.status.code(), String::from_utf8(run.stderr).expect("UTF-8"), left.into_iter().map(|text| text.map(without_digest)).collect())
}

#[test]
fn fewer_columns_skip_no_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("in.csv");
    std::fs::write(&input, long(20_000)).expect("a file");
    for words in [&[][..], &["--strict"], &["--duplicates", "merge"], &["--duplicates", "stop"]] {
        let full = program(folder.path(), &input, words);
        let few = program(folder.path(), &input, &[words, &["--columns", "case_id,score,level"]].concat());
        assert_eq!(few, full, "{words:?}");
        let expected = if words.contains(&"--strict") || words.contains(&"stop") { 3 } else { 0 };
        assert_eq!(full.0, Some(expected), "{words:?}: {}", full.1);
    }
}
