// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The vectors, run through the library's evaluator.

use std::path::Path;

use taxeer::domain::Answer;
use taxeer::domain::answer::is_not_applicable;
use taxeer::evaluate::{Evaluation, Evaluator, Outcome};
use taxeer::form::Form;
use taxeer::instrument::Instrument;
use taxeer::report::reason::code;

/// The rows of a file of vectors.
pub struct Vectors {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Vectors {
    pub fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("vectors");
        let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = own(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| own(&record.expect("a row"))).collect();
        Self { header, rows }
    }

    /// The first row that comes out otherwise than stated.
    pub fn catch(&self, instrument: &Instrument) -> Option<String> {
        let evaluator = Evaluator::new(instrument);
        let form = instrument.form();
        let inputs: Vec<Option<usize>> = form.fields.iter().map(|field| self.column(&field.id)).collect();
        let expected: Vec<(usize, &str)> =
            self.header.iter().enumerate().filter_map(|(at, name)| Some((at, name.strip_prefix("expect_")?))).collect();
        self.rows.iter().find_map(|row| {
            let found = result(&evaluator, form, &inputs, row);
            let differs = |&&(at, name): &&(usize, &str)| {
                (found.is_some() || name != "reason") && !same(name, &row[at], &cell(form, found.as_ref(), name))
            };
            expected.iter().find(differs).map(|(_, name)| format!("{}: {name}", row[0]))
        })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header == name)
    }
}

/// What comes out; `None` where a cell cannot be read.
fn result(evaluator: &Evaluator, form: &Form, inputs: &[Option<usize>], row: &[String]) -> Option<Evaluation> {
    let answer = |(field, at): (&taxeer::form::Field, &Option<usize>)| match at.map(|at| row[at].as_str()) {
        None | Some("") => Some(Answer::Unknown),
        Some(text) if is_not_applicable(text) => Some(if field.not_applicable { Answer::NotApplicable } else { Answer::Unknown }),
        Some(text) => field.domain.ordinal(text).filter(|&ordinal| field.domain.all().contains(ordinal)).map(Answer::Known),
    };
    let answers: Option<Vec<Answer>> = form.fields.iter().zip(inputs).map(answer).collect();
    answers.map(|answers| evaluator.evaluate(&answers))
}

/// A cell of the result file, as the contract writes it.
fn cell(form: &Form, found: Option<&Evaluation>, name: &str) -> String {
    // The code of a fault in a cell belongs to reading, which the other tests look at.
    let Some(found) = found else {
        return if name == "outcome" { Outcome::Rejected.code().to_owned() } else { String::new() };
    };
    let (prefix, column) = name.rsplit_once('.').filter(|(prefix, _)| !prefix.starts_with("probability")).unwrap_or(("", name));
    let scale = form.reported_scales().find(|&scale| prefix.is_empty() || form.scales[scale].id == prefix);
    let reach = found.reach.scales.iter().find(|reach| Some(reach.scale) == scale);
    let score = |pick: fn(&taxeer::evaluate::ScaleReach) -> taxeer::number::Points| {
        reach.map_or(String::new(), |reach| pick(reach).as_score(form.scales[reach.scale].whole))
    };
    let levels = form.reported_scheme(scale).and_then(|scheme| {
        let ids = found.reach.levels.get(scheme)?.iter().map(|&level| form.schemes[scheme].levels[level].id.as_str());
        Some(ids.collect::<Vec<_>>())
    });
    let levels = levels.unwrap_or_default();
    match column {
        "outcome" => found.outcome.code().to_owned(),
        "score" if reach.is_some_and(|reach| reach.least != reach.greatest) => String::new(),
        "score" | "score_min" => score(|reach| reach.least),
        "score_max" => score(|reach| reach.greatest),
        "level" if levels.len() != 1 => String::new(),
        "level" | "levels" => levels.join("|"),
        "decisive" => found.decisive.iter().map(|&field| form.fields[field].id.as_str()).collect::<Vec<_>>().join("|"),
        "reason" => found.reasons.iter().map(|reason| code(reason, form)).collect::<Vec<_>>().join("|"),
        _ => probability(form, found, name),
    }
}

fn probability(form: &Form, found: &Evaluation, name: &str) -> String {
    let (column, horizon) = name.split_once('.').expect("a column of a horizon");
    let at = form.horizons().iter().position(|other| other == horizon);
    let Some(reach) = at.and_then(|at| found.reach.probabilities.get(at)) else { return String::new() };
    match column {
        "probability" if reach.least != reach.greatest => String::new(),
        "probability_max" => reach.greatest.to_string(),
        _ => reach.least.to_string(),
    }
}

/// Decimals agree to 1e-8, probabilities to 1e-9.
fn same(name: &str, expected: &str, found: &str) -> bool {
    let tolerance = if name.starts_with("probability") { 1e-9 } else { 1e-8 };
    match (expected.contains('.'), expected.parse::<f64>(), found.parse::<f64>()) {
        (true, Ok(expected), Ok(found)) => (expected - found).abs() <= tolerance,
        _ => expected == found,
    }
}
