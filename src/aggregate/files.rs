// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The aggregate as a file: a page, CSV or JSON, by the extension.

use std::path::Path;

use serde_json::{Value, json};

use super::hide::{Part, Published, PublishedLoad, PublishedSplit, Shown};
use super::page;
use crate::draft;
use crate::lang::{Lang, Text};
use crate::number::date;
use crate::record::RunError;
use crate::report::html;
use crate::text;

/// What the counts are of.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// What scored and gave tiers, by name.
    pub stamps: &'a [(Text, String)],
    /// The day that results speak of.
    pub as_of: Option<i64>,
    /// The editions on trial among what scored, as `id@edition`.
    pub on_trial: &'a [String],
    /// Counts below this are hidden.
    pub small: u64,
}

/// What a file of counts can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Html,
    /// Comma-separated.
    Csv,
    /// JSON.
    Json,
}

impl Kind {
    /// By the extension.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn of(path: &Path) -> Result<Self, RunError> {
        match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            _ => {
                let path = path.display();
                Err(RunError::Usage(vec![text!(
                    "{path}: aantallen om te delen worden geschreven als .html, .csv of .json",
                    "{path}: counts to be shared are written as .html, .csv or .json"
                )]))
            }
        }
    }
}

/// Writes the counts, whole or not at all.
///
/// # Errors
/// When the file cannot be written, or has another extension.
pub fn write(path: &Path, load: &PublishedLoad, about: &About<'_>, lang: Lang) -> Result<(), RunError> {
    let running = about.stamps.iter().map(|(_, stamp)| stamp.as_str()).collect::<Vec<_>>().join(" / ");
    let content = match Kind::of(path)? {
        Kind::Html => html::render(&page::document(load, about, lang), lang, &running),
        Kind::Csv => csv(load, about.on_trial),
        Kind::Json => serde_json::to_string_pretty(&json(load, about)).unwrap_or_default() + "\n",
    };
    draft::write(path, &content).map_err(|cause| {
        let path = path.display();
        RunError::Machine { what: text!("schrijven van {path}", "writing {path}"), cause }
    })
}

/// `table,cell,cases,mark`: a line for each edition on trial, for each cell, and for each sum of cells that are not shown apart.
#[must_use]
pub fn csv(load: &PublishedLoad, on_trial: &[String]) -> String {
    let mut lines = vec![["table", "cell", "cases", "mark"].map(str::to_owned)];
    let on_trial = on_trial.iter().map(|name| ["made_with", name, "", "trial"].map(str::to_owned));
    lines.extend(on_trial);
    lines.push(line("rows", "read", load.read));
    for cell in [&load.main, &load.rest] {
        lines.push(line("rows", &cell.code, cell.shown));
        cell.splits.iter().for_each(|split| add(split, &split.code, &mut lines));
    }
    load.answers.iter().for_each(|split| add(split, &split.code, &mut lines));
    lines.iter().map(|cells| cells.join(",") + "\n").collect()
}

fn add(split: &PublishedSplit, table: &str, lines: &mut Vec<[String; 4]>) {
    for part in &split.parts {
        let cells = match part {
            Part::Cell(cell) => std::slice::from_ref(cell),
            Part::Together(count, cells) => {
                let names: Vec<&str> = cells.iter().map(|cell| cell.code.as_str()).collect();
                lines.push([table.to_owned(), names.join("+"), count.to_string(), "together".to_owned()]);
                cells
            }
        };
        for cell in cells {
            lines.push(line(table, &cell.code, cell.shown));
            cell.splits.iter().for_each(|split| add(split, &format!("{table}.{}.{}", cell.code, split.code), lines));
        }
    }
}

fn line(table: &str, cell: &str, shown: Shown) -> [String; 4] {
    let count = if let Shown::Count(count) = shown { count.to_string() } else { String::new() };
    [table.to_owned(), cell.to_owned(), count, mark(shown).to_owned()]
}

fn mark(shown: Shown) -> &'static str {
    match shown {
        Shown::Count(_) => "shown",
        Shown::Few => "small",
        Shown::Hidden => "hidden",
    }
}

/// As JSON.
#[must_use]
pub fn json(load: &PublishedLoad, about: &About<'_>) -> Value {
    json!({
        "format_version": 1,
        "internal": false,
        "made_with": about.stamps.iter().map(|(_, stamp)| stamp).collect::<Vec<_>>(),
        "on_trial": about.on_trial,
        "as_of": about.as_of.map(date::print),
        "small": about.small,
        "read": count(load.read),
        "with_result": cell(&load.main),
        "without_result": cell(&load.rest),
        "answers": load.answers.iter().map(split).collect::<Vec<_>>(),
    })
}

fn count(shown: Shown) -> Value {
    match shown {
        Shown::Count(count) => json!(count),
        other => json!(mark(other)),
    }
}

fn cell(one: &Published) -> Value {
    json!({ "cell": one.code, "cases": count(one.shown), "splits": one.splits.iter().map(split).collect::<Vec<_>>() })
}

fn split(one: &PublishedSplit) -> Value {
    let part = |part: &Part| match part {
        Part::Cell(one) => cell(one),
        Part::Together(count, cells) => json!({ "together": count, "cells": cells.iter().map(cell).collect::<Vec<_>>() }),
    };
    json!({ "table": one.code, "parts": one.parts.iter().map(part).collect::<Vec<_>>() })
}
