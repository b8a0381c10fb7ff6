// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every way to write "unknown" gives what an empty cell gives, in every field; an undeclared "not applicable" too, and it is reported.

mod program;

use std::path::{Path, PathBuf};

use program::{Row, batch, read_rows};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::check;
use taxeer::domain::Answer;
use taxeer::domain::answer::{NOT_APPLICABLE, UNKNOWN};
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::record::{Manner, cell};
use taxeer::report::{self, Score};

#[test]
fn every_way_to_write_unknown_is_an_empty_cell() {
    for instrument in shipped() {
        let form = instrument.form();
        let base = scored_row(&instrument);
        let (mut cases, mut rows) = (Vec::new(), Vec::new());
        for (field, asked) in form.fields.iter().enumerate() {
            let undeclared: &[&str] = if asked.not_applicable { &[] } else { NOT_APPLICABLE };
            let unknown = UNKNOWN.iter().flat_map(|word| ways(word)).map(|word| (word, false));
            let reported = undeclared.iter().flat_map(|word| ways(word)).map(|word| (word, true));
            for (word, is_reported) in [(String::new(), false)].into_iter().chain(unknown).chain(reported) {
                let mut row = base.clone();
                row[field].clone_from(&word);
                rows.push(row);
                cases.push((asked.id.as_str(), word, is_reported));
            }
        }
        let results = run(&instrument, &rows);
        assert_eq!(results.len(), cases.len(), "result rows of {}", form.id);
        let mut empty = &results[0];
        for ((field, word, is_reported), result) in cases.iter().zip(&results) {
            if word.is_empty() {
                empty = result;
            }
            let context = format!("{}: {field} = {word:?}", form.id);
            assert_eq!(without_report(result, field, *is_reported, &context), without_report(empty, field, false, &context), "{context}");
        }
    }
}

#[test]
fn the_trace_says_unknown() {
    for instrument in shipped() {
        let form = instrument.form();
        let base = scored_row(&instrument);
        let known: Vec<Answer> = form
            .fields
            .iter()
            .zip(&base)
            .map(|(field, text)| cell::read(field, text, Manner::default()).expect("a cell of the vectors").answer)
            .collect();
        for (lang, word) in [(Lang::Nl, "onbekend"), (Lang::En, "unknown")] {
            let before = told(&instrument, &known, lang).matches(word).count();
            for field in (0..known.len()).filter(|&field| known[field] != Answer::Unknown) {
                let mut answers = known.clone();
                answers[field] = Answer::Unknown;
                let page = told(&instrument, &answers, lang);
                assert!(
                    page.matches(word).count() > before,
                    "{}: `{}` is unknown, and the page does not say so:\n{page}",
                    form.id,
                    form.fields[field].id
                );
            }
        }
    }
}

fn told(instrument: &Instrument, answers: &[Answer], lang: Lang) -> String {
    let evaluation = Evaluator::new(instrument).evaluate(answers);
    let score =
        Score { instrument, as_of: &AsOf::default(), answers, evaluation: &evaluation, case_id: None, tier: None, faults: Vec::new() };
    report::score::text(&score, lang)
}

/// The word in lower and upper case, with a capital, and with spaces around it.
fn ways(word: &str) -> Vec<String> {
    let capital: String = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    vec![word.to_owned(), word.to_uppercase(), capital, format!("  {word} "), format!("\t{word}")]
}

/// A result without its line number; the report of an undeclared "not applicable" must stand in it, and is taken out.
fn without_report(result: &Row, field: &str, is_reported: bool, context: &str) -> Row {
    let mut row = result.clone();
    row.remove("row").expect("a column `row`");
    if is_reported {
        let report = format!("nvt:{field}");
        let mut reasons: Vec<&str> = result["reason"].split('|').filter(|reason| !reason.is_empty()).collect();
        let before = reasons.len();
        reasons.retain(|reason| *reason != report);
        assert_eq!(before, reasons.len() + 1, "{context}: `{report}` in `{}`", result["reason"]);
        row.insert("reason".to_owned(), reasons.join("|"));
    }
    row
}

/// Scores rows of cells, in the order of the form.
fn run(instrument: &Instrument, rows: &[Vec<String>]) -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("cases.csv");
    let mut writer = csv::Writer::from_path(&path).expect("a file of cases");
    let fields = instrument.form().fields.iter().map(|field| field.id.as_str());
    writer.write_record(std::iter::once("case_id").chain(fields)).expect("a header");
    for row in rows {
        writer.write_record(std::iter::once("base").chain(row.iter().map(String::as_str))).expect("a row");
    }
    writer.flush().expect("a file of cases");
    drop(writer);
    batch(&instrument.form().id, &path)
}

/// The first of the instrument's vectors that is complete and scored, as cells in the order of the form; empty only where the vectors
/// derive a field.
fn scored_row(instrument: &Instrument) -> Vec<String> {
    let form = instrument.form();
    let vectors = read_rows(&vectors(&form.id));
    let is_complete = |row: &&Row| form.fields.iter().all(|field| row.get(&field.id).is_none_or(|cell| !cell.is_empty()));
    let scored = vectors.iter().filter(is_complete).find(|row| row["expect_outcome"] == "scored").expect("a scored row");
    form.fields.iter().map(|field| scored.get(&field.id).cloned().unwrap_or_default()).collect()
}

fn vectors(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("vectors").join(format!("{id}.csv"))
}

fn shipped() -> Vec<Instrument> {
    let proven = |entry: &taxeer::catalogue::Entry| check::instrument(&entry.source()).0.expect("a proven instrument");
    Catalogue::builtin().instruments.iter().map(proven).collect()
}
