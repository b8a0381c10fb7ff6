// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Work that is told to stop, at every point where it asks: no half file, no draft, and what stood there stands as it was. Work that is
//! watched and never told to stop gives the bytes of work that is not watched.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use taxeer::batch::{self, Handling, Job};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::cohort;
use taxeer::difference::{self, cases, protocols};
use taxeer::enrichment;
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::progress::{Unwatched, Watch};
use taxeer::protocol::Protocol;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError};
use taxeer::self_test;
use taxeer::worklist::{self, Stop};

/// Says to stop once it was asked so often; notes what it is told.
#[derive(Default)]
struct After {
    left: AtomicU64,
    steps: AtomicU64,
    beyond: AtomicU64,
}

impl After {
    fn asked(left: u64) -> Self {
        Self { left: AtomicU64::new(left), ..Self::default() }
    }
}

impl Watch for After {
    fn step(&self, done: u64, of: u64) {
        self.steps.fetch_add(1, Ordering::Relaxed);
        self.beyond.fetch_add(u64::from(done > of), Ordering::Relaxed);
    }

    fn stopped(&self) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

fn instrument(id: &str) -> Instrument {
    let entry = Catalogue::builtin().instrument(id, None).expect("built in").clone();
    taxeer::check::instrument(&entry.source()).0.expect("sound")
}

fn protocol(name: &str) -> Protocol {
    let source = Catalogue::builtin().protocol(name).expect("built in").source();
    let instruments: Vec<Instrument> = taxeer::protocol::instruments_of(&source).iter().map(|named| instrument(&named.name())).collect();
    taxeer::protocol::check_all(&source, &instruments).0.expect("sound")
}

fn example(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// All files of a folder, hidden ones too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))).collect()
}

/// Lets work be stopped at each point where it asks, in a folder with older outputs; `written` are the files that it writes.
fn stopped_everywhere(prepare: &dyn Fn(&Path), written: &[&str], work: &dyn Fn(&Path, &dyn Watch) -> Result<(), RunError>) {
    let plain = tempfile::tempdir().expect("a folder");
    prepare(plain.path());
    work(plain.path(), &Unwatched).expect("unwatched");
    let plain = files(plain.path());

    let folder = tempfile::tempdir().expect("a folder");
    prepare(folder.path());
    for name in written {
        fs::write(folder.path().join(name), "older").expect("a file");
    }
    let before = files(folder.path());
    let mut stops = 0;
    loop {
        let watch = After::asked(stops);
        match work(folder.path(), &watch) {
            Err(RunError::Stopped) => assert!(files(folder.path()) == before, "stopped after {stops}: files changed"),
            Err(other) => panic!("stopped after {stops}: {other}"),
            Ok(()) => {
                assert_eq!(watch.beyond.load(Ordering::Relaxed), 0, "more done than there is");
                assert!(watch.steps.load(Ordering::Relaxed) > 0, "nothing was told");
                break;
            }
        }
        // Every point at first, then every so many.
        stops += 1 + stops / 12;
        assert!(stops < 10_000, "never ends");
    }
    assert!(stops > 1, "asked only {stops} times");
    let after = files(folder.path());
    for name in written {
        assert!(plain.get(*name) == after.get(*name), "{name} differs under watch");
    }
    assert!(plain.len() == after.len(), "other files: {:?} {:?}", plain.keys(), after.keys());
}

/// The example cases some times over, under other names.
fn many(name: &str, times: usize) -> String {
    let text = fs::read_to_string(example(name)).expect("an example");
    let (header, rows) = text.split_once('\n').expect("a header");
    let again = (0..times).flat_map(|time| rows.lines().map(move |row| format!("{time}-{row}\n")));
    std::iter::once(format!("{header}\n")).chain(again).collect()
}

#[derive(Clone, Copy)]
struct Batch<'a> {
    evaluator: &'a Evaluator,
    protocol: Option<&'a Protocol>,
    duplicates: Option<Handling>,
    threads: usize,
}

impl Batch<'_> {
    fn run(self, input: &Path, output: &Path, watch: &dyn Watch) -> Result<(), RunError> {
        let job = Job {
            as_of: &AsOf::default(),
            evaluator: self.evaluator,
            protocol: self.protocol,
            mapping: None,
            sets: &Sets::default(),
            columns: None,
            duplicates: self.duplicates,
            answers: None,
            conventions: &Conventions::default(),
            lang: Lang::En,
            block: 7,
            threads: NonZeroUsize::new(self.threads),
        };
        batch::file_watched(&job, input, output, FORMATS, None, watch).map(drop)
    }
}

const FORMATS: &[batch::Format] = &[
    #[cfg(feature = "frames")]
    taxeer::frames::PARQUET,
];
const OUTPUTS: &[&str] = &[
    "out.csv",
    "out.xlsx",
    "out.jsonl",
    #[cfg(feature = "frames")]
    "out.parquet",
];

#[test]
fn batch_in_every_form() {
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), many("cases.csv", 4)).expect("a file");
    for output in OUTPUTS {
        for (threads, duplicates) in [(1, None), (2, Some(Handling::Merge))] {
            let batch = Batch { evaluator: &evaluator, protocol: None, duplicates, threads };
            stopped_everywhere(&prepare, &[output, "out.summary.json", "out.open.csv", "out.rejects.csv"], &|folder, watch| {
                batch.run(&folder.join("in.csv"), &folder.join(output), watch)
            });
        }
    }
}

#[test]
fn batch_of_a_sheet() {
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let prepare = |folder: &Path| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let text = many("cases.csv", 100);
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                sheet.write_string(row.try_into().expect("small"), column.try_into().expect("small"), cell).expect("a cell");
            }
        }
        book.save(folder.join("in.xlsx")).expect("a file");
    };
    // The day of a workbook stands in it: one and the same is read.
    let made = tempfile::tempdir().expect("a folder");
    prepare(made.path());
    let prepare = |folder: &Path| assert!(fs::copy(made.path().join("in.xlsx"), folder.join("in.xlsx")).expect("a copy") > 0);
    let batch = Batch { evaluator: &evaluator, protocol: None, duplicates: None, threads: 2 };
    stopped_everywhere(&prepare, &["out.csv", "out.summary.json", "out.open.csv"], &|folder, watch| {
        batch.run(&folder.join("in.xlsx"), &folder.join("out.csv"), watch)
    });
}

#[test]
fn batch_and_questions_by_routes() {
    let protocol = protocol("example-routes");
    let evaluator = protocol.routes().expect("routes").reader().clone();
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), many("routes.csv", 3)).expect("a file");
    let batch = Batch { evaluator: &evaluator, protocol: Some(&protocol), duplicates: None, threads: 2 };
    stopped_everywhere(&prepare, &["out.csv", "out.summary.json", "out.open.csv", "out.rejects.csv"], &|folder, watch| {
        batch.run(&folder.join("in.csv"), &folder.join("out.csv"), watch)
    });
    stopped_everywhere(&prepare, &["list.csv"], &|folder, watch| enrich(&evaluator, Some(&protocol), folder, watch));
    // The moves between a protocol and itself: none, but every row is read.
    let side = protocols::Side { protocol: &protocol, evaluator: &evaluator };
    let conventions = Conventions::default();
    let job = protocols::Job { old: side, new: side, sets: &[], mapping: None, conventions: &conventions, as_of: Some(20_000), listed: 3 };
    stopped_everywhere(&prepare, &["moves.csv"], &|folder, watch| {
        protocols::file(&job, &folder.join("in.csv"), Some(&folder.join("moves.csv")), FORMATS, watch).map(drop)
    });
}

fn enrich(evaluator: &Evaluator, protocol: Option<&Protocol>, folder: &Path, watch: &dyn Watch) -> Result<(), RunError> {
    let job = enrichment::Job {
        as_of: Some(20_000),
        evaluator,
        protocol,
        mapping: None,
        sets: &Sets::default(),
        conventions: &Conventions::default(),
        lang: Lang::Nl,
        block: 7,
    };
    enrichment::file(&job, &folder.join("in.csv"), &folder.join("list.csv"), FORMATS, watch).map(drop)
}

#[test]
fn questions() {
    let evaluator = Evaluator::new(&instrument("static-99r"));
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), many("cases.csv", 2)).expect("a file");
    stopped_everywhere(&prepare, &["list.csv"], &|folder, watch| enrich(&evaluator, None, folder, watch));
}

#[test]
fn moves() {
    let (old, new) = (instrument("static-99"), instrument("static-99r"));
    let changes = difference::changes(old.form(), new.form());
    let job = cases::Job {
        mapping: None,
        old: &old,
        new: &new,
        changes: &changes,
        sets: &[],
        conventions: &Conventions::default(),
        listed: 3,
        block: 7,
    };
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), many("cases.csv", 4)).expect("a file");
    stopped_everywhere(&prepare, &["moves.csv"], &|folder, watch| {
        cases::file(&job, &folder.join("in.csv"), Some(&folder.join("moves.csv")), FORMATS, watch).map(drop)
    });
}

#[test]
fn work_list() {
    let protocol = protocol("example-static-99r");
    let instrument = instrument("static-99r");
    let evaluator = Evaluator::new(&instrument);
    let request = worklist::Request { as_of: Some(20_000), ..worklist::Request::default() };
    let (batch, conventions) =
        (Batch { evaluator: &evaluator, protocol: Some(&protocol), duplicates: None, threads: 1 }, Conventions::default());
    let prepare = |folder: &Path| {
        fs::write(folder.join("in.csv"), many("cases.csv", 4)).expect("a file");
        batch.run(&folder.join("in.csv"), &folder.join("out.csv"), &Unwatched).expect("results");
    };
    let run = |stop: Stop| match stop {
        Stop::Run(error) => error,
        Stop::Integrity(words) => panic!("{words:?}"),
    };
    stopped_everywhere(&prepare, &["list.csv", "list.key.csv", "list.summary.json"], &|folder, watch| {
        let (results, output) = (folder.join("out.csv"), folder.join("list.csv"));
        let job =
            worklist::Job { results: &results, input: None, conventions: &conventions, previous: None, output: &output, formats: FORMATS };
        let read = job.read(&request, Some(instrument.form()), watch).map_err(run)?;
        let list = worklist::list(&read.results, &protocol, &request).map_err(run)?;
        job.write(&list, None, read.sources.clone(), instrument.form(), watch).map(drop)
    });
}

#[test]
fn a_file_under_test() {
    let evaluator = Evaluator::new(&instrument("rrasor"));
    let form = evaluator.instrument().form();
    let header: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
    let text = format!("case_id,{}\nA{unknown}\nB{unknown}\n", header.join(","), unknown = ",?".repeat(header.len()));
    let (sets, as_of, conventions) = (Sets::default(), AsOf::default(), Conventions::default());
    let subject = self_test::Batch(Job {
        as_of: &as_of,
        evaluator: &evaluator,
        protocol: None,
        mapping: None,
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &conventions,
        lang: Lang::En,
        block: 7,
        threads: None,
    });
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), &text).expect("a file");
    stopped_everywhere(&prepare, &[], &|folder, watch| {
        let input = folder.join("in.csv");
        let open = || batch::open_watched(&input, FORMATS, &subject.0.expected(), watch).map(Box::new);
        let outcome = self_test::run(&subject, open()?, open()?, 100, watch)?;
        assert!(outcome.holds() && outcome.laws.len() > 5, "a law was cut short");
        Ok(())
    });
}

#[test]
fn persons_with_outcomes() {
    let conventions = Conventions::default();
    let request = cohort::Request {
        scoring: None,
        score: Some("score"),
        probability: None,
        against: None,
        predictors: &[],
        outcome: "outcome",
        time: None,
        unit: cohort::Unit::Days,
        horizon: None,
        weights: None,
        groups: &[],
        conventions: &conventions,
    };
    let prepare = |folder: &Path| fs::write(folder.join("in.csv"), "score,outcome\n1,yes\n0,no\n").expect("a file");
    stopped_everywhere(&prepare, &[], &|folder, watch| {
        cohort::read_watched(&request, &folder.join("in.csv"), FORMATS, watch).map(|cohort| assert_eq!(cohort.counts.read, 2))
    });
}
