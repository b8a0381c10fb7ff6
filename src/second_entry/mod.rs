// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The second entry: the numbers of an instrument, typed again by another reader of the sources, held against the rule set.
//!
//! Both sides become the same [`parts`]: rows that give a value in a region of answers. The rule set's rows are the form's own
//! ([`parts`]), never the compiled plan, so that a slip in compiling cannot hide one in typing; the second table's rows are read from
//! its [`line`]s ([`reading`], [`cells`]). What is then compared ([`comparison`]) are values over the whole domain inside the population: `6..`
//! equals `6..=12`, and rows may be cut elsewhere as long as they say the same.

mod cells;
mod comparison;
mod line;
mod reading;

pub use line::origin;

use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic, Place, Source};
use crate::form::Form;
use crate::instrument::Instrument;
use crate::parts;
use crate::text;

/// What a second table says of an instrument; that there is none is a finding too.
#[must_use]
pub fn findings(instrument: &Instrument, second: Option<&Arc<Source>>) -> Vec<Diagnostic> {
    match second {
        Some(second) => compare(instrument.form(), second),
        None => vec![no_second(instrument.form())],
    }
}

/// Compares a rule set with its second table, number by number. No finding: every number was typed twice and is the same.
#[must_use]
pub fn compare(form: &Form, second: &Arc<Source>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let lines = line::lines(second, &mut findings);
    let parts = parts::parts(form);
    let entered = reading::read(form, &parts, lines, &mut findings);
    comparison::compare(form, second, &parts, &entered, &mut findings);
    diagnostic::sort(&mut findings);
    findings
}

/// Compares what a norm pack adds to a form with the pack's own second table.
#[must_use]
pub fn compare_pack(form: &Form, second: &Arc<Source>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let lines = line::lines(second, &mut findings);
    let packs: Vec<&str> = form.whole.parts().skip(1).map(|(_, part)| part.name.as_str()).collect();
    let mut parts = parts::parts(form);
    // A part told at a place of its own file: those of the instrument have their own second table.
    parts.retain(|part| packs.contains(&part.place.clone().own().source.name.as_str()));
    let entered = reading::read(form, &parts, lines, &mut findings);
    comparison::compare(form, second, &parts, &entered, &mut findings);
    diagnostic::sort(&mut findings);
    findings
}

/// How many values a second table holds: one a line.
#[must_use]
pub fn values(second: &Arc<Source>) -> usize {
    line::lines(second, &mut Vec::new()).len()
}

fn no_second(form: &Form) -> Diagnostic {
    let edition = &form.edition;
    let place = Place { source: Arc::clone(&form.source), span: 0..0 };
    let found = text!("de getallen zijn één keer ingevoerd", "the numbers were entered once");
    Diagnostic::new(Code::NoSecond, place, found).mend(text!(
        "laat een ander ze nog eens uit de bron typen, in {edition}.second.csv",
        "let another reader type them from the source again, in {edition}.second.csv"
    ))
}
