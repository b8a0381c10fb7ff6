// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Figures as a tidy table, one row a figure, and as JSON.

use serde_json::{Value, json};

use super::{Figure, Validation};
use crate::lang::Lang;

/// The columns of the table.
pub const HEADER: [&str; 11] = ["section", "group", "figure", "at", "estimate", "low", "high", "error", "n", "events", "method"];

/// A number with all its digits, as R reads it.
#[must_use]
pub fn number(value: f64) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "Inf" } else { "-Inf" }.to_owned()
    } else {
        (value + 0.0).to_string()
    }
}

/// The table as CSV; `calls` stand above it as comment lines (`read.csv(FILE, comment.char = "#")`).
#[must_use]
pub fn csv(validation: &Validation, calls: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(HEADER);
    for section in &validation.sections {
        for figure in &section.figures {
            let _ = writer.write_record(row(section.id, figure));
        }
    }
    let table = writer.into_inner().unwrap_or_default();
    let head: String = calls.iter().map(|call| format!("# {}\n", call.replace(['\n', '\r'], " "))).collect();
    head + &String::from_utf8_lossy(&table)
}

fn row(section: &str, figure: &Figure) -> [String; 11] {
    let real = |value: Option<f64>| value.map(number).unwrap_or_default();
    let whole = |value: Option<usize>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        section.to_owned(),
        figure.group.clone(),
        figure.figure.to_owned(),
        figure.at.clone(),
        real(figure.estimate),
        real(figure.low),
        real(figure.high),
        real(figure.error),
        whole(figure.n),
        whole(figure.events),
        figure.method.to_owned(),
    ]
}

/// All figures as JSON, with what was refused and said.
#[must_use]
pub fn json(validation: &Validation, lang: Lang) -> Value {
    let real = |value: Option<f64>| match value {
        Some(value) if value.is_finite() => json!(value),
        Some(value) => json!(number(value)),
        None => Value::Null,
    };
    let figure = |one: &Figure| {
        json!({
            "group": one.group, "figure": one.figure, "at": one.at, "estimate": real(one.estimate), "low": real(one.low),
            "high": real(one.high), "error": real(one.error), "n": one.n, "events": one.events, "method": one.method,
        })
    };
    let sections = validation.sections.iter().map(|section| {
        json!({
            "section": section.id,
            "figures": section.figures.iter().map(figure).collect::<Vec<_>>(),
            "refused": section.refused.iter().map(|(what, why)| json!({ "what": what, "why": why.get(lang) })).collect::<Vec<_>>(),
            "said": section.said.iter().map(|said| said.get(lang)).collect::<Vec<_>>(),
        })
    });
    Value::Array(sections.collect())
}
