// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A block of records is scored as its records are one by one, and a file's results do not depend on how it is cut or ordered.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::LazyLock;

use proptest::prelude::*;
use taxeer::batch::{Job, Run};
use taxeer::catalogue::{Catalogue, Entry};
use taxeer::caution::AsOf;
use taxeer::check;
use taxeer::domain::{Answer, Domain};
use taxeer::evaluate::Evaluator;
use taxeer::evaluate::block::{Answers, BlockEvaluator};
use taxeer::evaluate::classes::Classes;
use taxeer::form::{Field, Form};
use taxeer::lang::Lang;
use taxeer::record::Conventions;
use taxeer::record::set::Sets;

static SHIPPED: LazyLock<Vec<Evaluator>> = LazyLock::new(|| {
    let proven = |entry: &Entry| check::instrument(&entry.source()).0.expect("a proven instrument");
    Catalogue::builtin().instruments.iter().map(|entry| Evaluator::new(&proven(entry))).collect()
});
/// No reader takes this for an answer.
const UNREADABLE: &str = "?!";

/// An instrument, by its place, and records of it.
type Cases = (usize, Vec<Vec<Answer>>);

fn cases() -> impl Strategy<Value = Cases> {
    let records = |place: usize| proptest::collection::vec(record(SHIPPED[place].instrument().form()), 1..60);
    (0..SHIPPED.len()).prop_flat_map(move |place| (Just(place), records(place)))
}

/// Mostly complete records, for those are what a block scores by column; some have a few answers missing, some many.
fn record(form: &Form) -> impl Strategy<Value = Vec<Answer>> + use<> {
    let values: Vec<_> = form.fields.iter().map(known).collect();
    let missing = prop_oneof![5 => Just(0_u32), 3 => Just(10), 1 => Just(40)];
    missing.prop_flat_map(move |percent| {
        let answer = |known: &BoxedStrategy<Answer>| {
            prop_oneof![
                100 - percent => known.clone(),
                percent.max(1) => if percent == 0 { known.clone() } else { Just(Answer::Unknown).boxed() },
            ]
        };
        values.iter().map(answer).collect::<Vec<_>>()
    })
}

/// Small numbers, where rules differ most, and any number; "not applicable" often where it is declared and seldom elsewhere.
fn known(field: &Field) -> BoxedStrategy<Answer> {
    let all = field.domain.all();
    let (low, high) = (all.first().expect("a value"), all.last().expect("a value"));
    let value = match field.domain {
        Domain::Options(_) => (low..=high).boxed(),
        Domain::Number { places, .. } => {
            let one = 10_i64.pow(places);
            let whole = |most: i64| (0..=most.min((high - low) / one)).prop_map(move |number| low + number * one);
            prop_oneof![4 => whole(8), 3 => whole(80), 1 => low..=high].boxed()
        }
        Domain::Date { .. } => prop_oneof![(low..=high).boxed(), (low.max(high - 20_000)..=high).boxed()].boxed(),
    };
    let not_applicable = if field.not_applicable { 30 } else { 1 };
    prop_oneof![99 => value.prop_map(Answer::Known), not_applicable => Just(Answer::NotApplicable)].boxed()
}

fn cell(field: &Field, answer: Answer) -> String {
    match answer {
        Answer::Known(value) => field.domain.print(value),
        Answer::Unknown => String::new(),
        Answer::NotApplicable => "nvt".to_owned(),
    }
}

/// A file of cases that are numbered; of every seventh case the first cell cannot be read.
fn file(form: &Form, records: &[(usize, &Vec<Answer>)]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once("case_id").chain(form.fields.iter().map(|field| field.id.as_str()));
    writer.write_record(header).expect("a header");
    for (number, record) in records {
        let mut cells: Vec<String> = form.fields.iter().zip(*record).map(|(field, answer)| cell(field, *answer)).collect();
        if number % 7 == 6 {
            UNREADABLE.clone_into(&mut cells[0]);
        }
        writer.write_record(std::iter::once(number.to_string()).chain(cells)).expect("a row");
    }
    writer.into_inner().expect("a file")
}

/// Results and rejects, as bytes.
fn run(evaluator: &Evaluator, file: &[u8], block: usize, threads: usize) -> (Vec<u8>, Vec<u8>) {
    let sets = Sets::default();
    let job = Job {
        mapping: None,
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::En,
        block,
        threads: NonZeroUsize::new(threads),
    };
    let (mut results, mut rejects) = (Vec::new(), Vec::new());
    let summary = Run::new(&job, file).expect("a header as asked").write(&mut results, &mut rejects).expect("memory can be written");
    assert!(summary.reconciles());
    (results, rejects)
}

/// Each case's results, without the number of its line.
fn by_case(results: &[u8]) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_reader(results);
    let line = reader.headers().expect("a header").iter().position(|name| name == "row").expect("a column `row`");
    let rows = reader.records().map(|row| {
        let mut cells: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
        cells.remove(line);
        (cells[0].clone(), cells)
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_block_is_scored_as_its_records_are((place, records) in cases(), cut in 1_usize..60) {
        let evaluator = &SHIPPED[place];
        let mut blocks = BlockEvaluator::new(evaluator);
        for block in records.chunks(cut) {
            let mut answers = Answers::new(evaluator.instrument().form().fields.len());
            for record in block {
                answers.push(record);
            }
            let together = blocks.evaluate(&answers);
            prop_assert_eq!(together.len(), block.len());
            for (record, found) in block.iter().zip(together) {
                prop_assert_eq!(&*found, &evaluator.evaluate(record), "{:?}", record);
            }
        }
    }

    #[test]
    fn records_of_one_key_have_one_result((place, records) in cases()) {
        let evaluator = &SHIPPED[place];
        let Some(classes) = Classes::of(evaluator) else { return Ok(()) };
        for (record, other) in records.iter().zip(records.iter().skip(1)) {
            let (key, result) = (classes.key(record), evaluator.evaluate(record));
            for field in 0..record.len() {
                let mut changed = record.clone();
                changed[field] = other[field];
                if classes.key(&changed) == key {
                    prop_assert_eq!(&evaluator.evaluate(&changed), &result, "{:?} and {:?}", record, changed);
                }
                // Two fields may change and leave the sum as it was.
                for second in field + 1..record.len() {
                    let mut twice = changed.clone();
                    twice[second] = other[second];
                    if classes.key(&twice) == key {
                        prop_assert_eq!(&evaluator.evaluate(&twice), &result, "{:?} and {:?}", record, twice);
                    }
                }
            }
        }
    }

    #[test]
    fn results_depend_on_neither_block_nor_thread_nor_order((place, records) in cases(), seed in any::<u64>()) {
        let evaluator = &SHIPPED[place];
        let form = evaluator.instrument().form();
        // More than are read ahead, and each more than once.
        let in_order: Vec<(usize, &Vec<Answer>)> = records.iter().cycle().take(64 + 2 * records.len()).enumerate().collect();
        let whole = file(form, &in_order);
        let expected = run(evaluator, &whole, 4_096, 1);
        for (block, threads) in [(1, 1), (7, 1), (7, 3)] {
            prop_assert_eq!(&run(evaluator, &whole, block, threads), &expected, "blocks of {} on {} threads", block, threads);
        }
        let mut mixed = in_order;
        mixed.sort_by_key(|(number, _)| (*number as u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let (results, _) = run(evaluator, &file(form, &mixed), 4_096, 1);
        prop_assert_eq!(by_case(&results), by_case(&expected.0));
    }
}
