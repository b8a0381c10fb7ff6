// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Certificates, and the records in them.
#![allow(dead_code, reason = "each test uses its part")]

#[allow(dead_code, reason = "each test uses its part")]
pub mod tried;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use taxeer::catalogue::Catalogue;
use taxeer::certificate;
use taxeer::diagnostic::{Source, concise::concise};
use taxeer::domain::{Answer, NOT_APPLICABLE};
use taxeer::evaluate::{Evaluation, Evaluator, Outcome};
use taxeer::form::{Award, Form};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::number::Points;
use taxeer::report::possible::Left;
use taxeer::report::trace::Trace;

/// Every shipped instrument.
pub fn shipped() -> Vec<Instrument> {
    Catalogue::builtin().instruments.iter().map(|entry| instrument(&entry.source().text)).collect()
}

pub fn instrument(text: &str) -> Instrument {
    let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new("rules.toml", text)));
    let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
    instrument.unwrap_or_else(|| panic!("{}", told.join("\n")))
}

pub fn text_of(instrument: &Instrument) -> String {
    certificate::of(instrument).expect("a certificate")
}

/// A certificate with what it is of.
pub struct Certified {
    pub evaluator: Evaluator,
    pub certificate: Value,
}

/// What a record means.
pub struct Scored {
    /// Totals by scale; those that are not withheld.
    pub totals: BTreeMap<String, Points>,
    /// Levels by scheme.
    pub levels: BTreeMap<String, String>,
    /// The first rule that matches.
    pub rule: Option<String>,
    /// Points by item.
    pub points: Vec<Award>,
}

impl Certified {
    pub fn of(instrument: &Instrument) -> Self {
        let certificate = serde_json::from_str(&text_of(instrument)).expect("JSON");
        Self { evaluator: Evaluator::new(instrument), certificate }
    }

    pub fn form(&self) -> &Form {
        self.evaluator.instrument().form()
    }

    /// The cells of each field, as its least answers.
    pub fn cells(&self) -> Vec<Vec<String>> {
        strings_of(&self.certificate["fields"], "cells")
    }

    /// What a record means; `None` where it is not allowed.
    pub fn score(&self, record: &[i64]) -> Option<Scored> {
        let (answers, evaluation) = self.evaluate(record)?;
        let (form, instrument) = (self.form(), self.evaluator.instrument());
        let trace = Trace::of(instrument, &answers, &evaluation);
        let totals = form.scales.iter().zip(&trace.scales);
        let totals = totals.filter_map(|(scale, reach)| Some((scale.id.clone(), reach.value.only().expect("one total").points()?)));
        let levels = form.schemes.iter().enumerate().map(|(index, scheme)| {
            let [level] = evaluation.reach.levels[index][..] else { panic!("one level") };
            (scheme.id.clone(), scheme.levels[level].id.clone())
        });
        let rule = trace.rules.first().map(|&rule| form.rules[rule].id.clone());
        let points = trace.items.iter().map(|item| item.points.and_then(Left::only).expect("points"));
        Some(Scored { totals: totals.collect(), levels: levels.collect(), rule, points: points.collect() })
    }

    /// Whether a record is allowed.
    pub fn allows(&self, record: &[i64]) -> bool {
        self.evaluate(record).is_some()
    }

    fn evaluate(&self, record: &[i64]) -> Option<(Vec<Answer>, Evaluation)> {
        let answer = |&value: &i64| if value == NOT_APPLICABLE { Answer::NotApplicable } else { Answer::Known(value) };
        let answers: Vec<Answer> = record.iter().map(answer).collect();
        let evaluation = self.evaluator.evaluate(&answers);
        assert!(evaluation.outcome != Outcome::Open, "a record without unknown answers is never open");
        (evaluation.outcome == Outcome::Scored).then_some((answers, evaluation))
    }

    /// The record of a witness, which names every field in file order.
    pub fn record(&self, witness: &Value) -> Vec<i64> {
        let answers = witness.as_object().expect("a witness");
        let form = self.form();
        assert!(answers.keys().eq(form.fields.iter().map(|field| &field.id)), "fields in file order");
        form.fields.iter().map(|field| self.value(&field.id, answers[&field.id].as_str().expect("an answer"))).collect()
    }

    pub fn value(&self, field: &str, answer: &str) -> i64 {
        let form = self.form();
        let domain = &form.fields[form.field(field).expect("a field")].domain;
        domain.ordinal(answer).unwrap_or_else(|| {
            assert_eq!(answer, "not_applicable", "an answer of {field}");
            NOT_APPLICABLE
        })
    }
}

/// The combination of cells that a record lies in.
pub fn combination(cells: &[Vec<i64>], record: &[i64]) -> Vec<usize> {
    let cell = |(starts, answer): (&Vec<i64>, &i64)| match *answer {
        NOT_APPLICABLE => starts.len() - 1,
        answer => starts.iter().rposition(|&start| start != NOT_APPLICABLE && start <= answer).expect("a cell"),
    };
    cells.iter().zip(record).map(cell).collect()
}

/// A list of texts for each element of a list.
pub fn strings_of(list: &Value, key: &str) -> Vec<Vec<String>> {
    let texts = |element: &Value| -> Vec<String> { serde_json::from_value(element[key].clone()).expect("texts") };
    list.as_array().expect("a list").iter().map(texts).collect()
}

/// Every way to take one of each list.
pub fn each_choice(lists: &[Vec<i64>], mut visit: impl FnMut(&[i64])) {
    let mut at = vec![0; lists.len()];
    loop {
        let record: Vec<i64> = lists.iter().zip(&at).map(|(list, &place)| list[place]).collect();
        visit(&record);
        let Some(turn) = (0..lists.len()).rev().find(|&list| at[list] + 1 < lists[list].len()) else { return };
        at[turn] += 1;
        at[turn + 1..].fill(0);
    }
}
