// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Pictures of research reports, drawn as SVG in the page itself: one figure a file, each with the table of what it shows. Lines differ by their strokes and marks by their
//! shapes, so that no colour is needed to read them. The same numbers give the same bytes.

#![allow(clippy::cast_precision_loss, reason = "counts and lengths on a screen")]

pub mod calibration;
pub mod decision;
pub mod expected;
pub mod forest;
mod intervals;
pub mod loss;
mod plot;
pub mod roc;
pub mod survival;

use crate::lang::Lang;
use crate::report::document::{Document, Table};
use crate::report::say;
use crate::report::text::wrap;
use crate::report::words::decimal;

/// Rows of a data table; of a longer curve evenly spaced points are shown, and that is told.
const MOST_ROWS: usize = 41;

/// A picture with the tables of what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// SVG; empty where there is nothing to draw.
    pub picture: String,
    /// What the tables leave out; empty where nothing is.
    pub note: String,
    /// The numbers.
    pub tables: Vec<Table>,
}

impl Figure {
    /// Puts the picture on a page, with its tables below it.
    pub fn add_to(self, document: &mut Document) {
        document.picture(self.picture);
        document.paragraph(self.note);
        for table in self.tables {
            document.table(table);
        }
    }
}

/// A number with so many decimals.
fn number(value: f64, places: usize, lang: Lang) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "-∞" }.to_owned();
    }
    let text = format!("{value:.places$}");
    // No "-0.00".
    let text = if text.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') { text.trim_start_matches('-').to_owned() } else { text };
    decimal(&text, lang)
}

/// A name in lines of so many letters; a word that is longer is broken too.
fn lines(name: &str, letters: usize) -> Vec<String> {
    let chopped = |line: String| -> Vec<String> {
        let all: Vec<char> = line.chars().collect();
        all.chunks(letters).map(|part| part.iter().collect()).collect()
    };
    wrap(name, letters).into_iter().flat_map(chopped).collect()
}

/// An estimate with its interval.
fn interval(estimate: f64, low: f64, high: f64, lang: Lang) -> String {
    let (estimate, low, high) = (number(estimate, 2, lang), number(low, 2, lang), number(high, 2, lang));
    say!(lang, "{estimate} ({low} tot {high})", "{estimate} ({low} to {high})")
}

/// Evenly spaced points, the first and the last among them, and what is said when some are left out.
fn thinned<T: Copy>(points: &[T], lang: Lang) -> (Vec<T>, String) {
    if points.len() <= MOST_ROWS {
        return (points.to_vec(), String::new());
    }
    let kept = (0..MOST_ROWS).map(|at| points[at * (points.len() - 1) / (MOST_ROWS - 1)]).collect();
    let (shown, all) = (lang.number(MOST_ROWS), lang.number(points.len()));
    (
        kept,
        say!(lang, "De tabel toont {shown} van de {all} punten van de lijn.", "The table shows {shown} of the {all} points of the line."),
    )
}
