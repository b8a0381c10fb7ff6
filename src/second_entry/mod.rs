//! The second entry: the numbers of an instrument, typed again by another reader of the sources, held against the rule set.
//!
//! Both sides become the same [`part`]s: rows that give a value in a [`region`] of answers. The rule set's rows are the form's own
//! ([`rule_set`]), never the compiled plan, so that a slip in compiling cannot hide one in typing; the second table's rows are read from
//! its [`line`]s ([`reading`]). What is then compared ([`comparison`]) are values over the whole domain inside the population: `6..`
//! equals `6..=12`, and rows may be cut elsewhere as long as they say the same.

mod comparison;
mod line;
mod part;
mod reading;
mod region;
mod rule_set;
mod value;

use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Source};
use crate::form::Form;

/// Compares a rule set with its second table, number by number. No finding: every number was typed twice and is the same.
#[must_use]
pub fn compare(form: &Form, second: &Arc<Source>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let lines = line::lines(second, &mut findings);
    let mut parts = rule_set::parts(form);
    let others = reading::read(form, &mut parts, lines, &mut findings);
    comparison::compare(form, second, &parts, others, &mut findings);
    diagnostic::sort(&mut findings);
    findings
}
