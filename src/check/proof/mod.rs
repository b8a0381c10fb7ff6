// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proof: what holds for every record that can be, by exact reasoning over all cells and all allowed completions.
//!
//! Each claim stands on those before it. Where one fails, what stands on it is not looked at, so that one slip is told once.

mod constraints;
mod conversions;
mod edges;
mod levels;
mod links;
mod magnitude;
mod norms;
mod ranges;
mod rows;
mod rules;
pub mod space;
mod tables;
mod unreachable;

use std::sync::Arc;

pub use edges::{Edge, edges};
pub use ranges::{Reachable, reachable};

use crate::diagnostic::{Code, Diagnostic, Place, Span};
use crate::form::Form;
use crate::lang::Text;
use crate::plan::Plan;
use crate::text;

use super::resolve::Doubt;
use space::{Empty, Space};

/// What was found, and the compiled form when the tables allow one.
pub struct Proof {
    /// Every finding.
    pub findings: Vec<Diagnostic>,
    /// The plan, when the form could be compiled.
    pub plan: Option<Plan>,
}

/// Proves a form. Where parts could not be read (`doubt`), only what does not depend on them is looked at.
#[must_use]
pub fn prove(form: &Form, doubt: &Doubt) -> Proof {
    let mut prover = Prover { form, findings: Vec::new(), dead: Vec::new(), declared: Vec::new() };
    norms::check_fit(&mut prover);
    links::check(&mut prover);
    let plan = prover.plan(doubt);
    if let Some(plan) = &plan {
        let complete = prover.over_all_completions(plan, doubt);
        unreachable::check(&mut prover, complete);
    }
    Proof { findings: prover.findings, plan }
}

/// What the checks of a proof share.
pub(crate) struct Prover<'a> {
    form: &'a Form,
    findings: Vec<Diagnostic>,
    /// Parts that nobody reaches, with the finding that says so: told unless the file names them, or it follows from another.
    dead: Vec<(String, Option<Diagnostic>)>,
    /// Parts that somebody reaches although the file says otherwise, with a record.
    declared: Vec<(String, String)>,
}

impl Prover<'_> {
    fn plan(&mut self, doubt: &Doubt) -> Option<Plan> {
        if doubt.population || !magnitude::check(self) {
            return None;
        }
        match Plan::compile(self.form) {
            Ok(plan) => Some(plan),
            Err(crate::plan::TooLarge(part)) => {
                self.too_large(&part);
                None
            }
        }
    }

    /// Whether everything could be looked at.
    fn over_all_completions(&mut self, plan: &Plan, doubt: &Doubt) -> bool {
        let space = match Space::new(self.form, plan) {
            Ok(space) => space,
            Err(empty) => {
                self.nothing_left(&empty);
                tables::check(self, doubt, None);
                return false;
            }
        };
        constraints::check(self);
        let partitioned = tables::check(self, doubt, Some(&space));
        rows::check(self, doubt, &space);
        if !doubt.whole() {
            return false;
        }
        if space.is_too_large() {
            self.too_large(&self.form.id);
            return false;
        }
        if !space.is_plain() {
            rules::check_rules(self, &space);
        }
        if !partitioned || !conversions::check(self, &space) {
            return false;
        }
        let wrong = ranges::check(self, &space);
        conversions::check_reach(self, &space, &wrong);
        if levels::check(self, &space, &wrong) && !wrong.contains(&true) {
            rules::check_shifts(self, &space);
            levels::check_by_state(self, &space);
        }
        norms::check_reach(self, &space, &wrong);
        links::check_reach(self, &space, &wrong);
        edges::check(self, &space);
        !wrong.contains(&true)
    }

    fn nothing_left(&mut self, empty: &Empty) {
        match empty {
            Empty::Population => constraints::tell_empty(self),
            Empty::Contradiction => constraints::tell_contradiction(self),
            Empty::TooLarge(fields) => self.too_many_fields(fields),
        }
    }

    fn too_large(&mut self, part: &str) {
        let form = self.form;
        let items = form.items.iter().map(|item| (&item.id, &item.span));
        let gates = form.gates.iter().map(|gate| (&gate.id, &gate.span));
        let constraints = form.constraints.iter().map(|constraint| (&constraint.id, &constraint.span));
        let fields = form.fields.iter().map(|field| (&field.id, &field.span));
        let span = items.chain(gates).chain(constraints).chain(fields).find(|(id, _)| *id == part).map_or(0..0, |(_, span)| span.clone());
        let found = text!("`{part}` heeft te veel combinaties van antwoorden", "`{part}` has too many combinations of answers");
        self.tell(Code::TooLarge, &span, found, |finding| {
            finding.mend(text!("splits het onderdeel, of maak min en max nauwer", "split the part, or narrow min and max"))
        });
    }

    fn too_many_fields(&mut self, fields: &[usize]) {
        let span = fields.first().map_or(0..0, |&field| self.form.fields[field].span.clone());
        let names = fields.iter().map(|&field| self.form.fields[field].id.as_str()).collect::<Vec<_>>().join(", ");
        let found =
            text!("samen hebben deze velden te veel combinaties: {names}", "together these fields have too many combinations: {names}");
        self.tell(Code::TooLarge, &span, found, |finding| {
            finding.mend(text!(
                "verbind minder velden met elkaar in items, voorwaarden en afleidingen",
                "tie fewer fields together in items, constraints and derivations"
            ))
        });
    }

    fn finding(&self, code: Code, span: &Span, found: Text) -> Diagnostic {
        Diagnostic::new(code, self.place(span), found)
    }

    fn place(&self, span: &Span) -> Place {
        Place { source: Arc::clone(&self.form.whole), span: span.clone() }
    }

    fn tell(&mut self, code: Code, span: &Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let finding = more(self.finding(code, span, found));
        self.findings.push(finding);
    }

    /// Tells a part that nobody reaches, unless the file names it as such. Parts of which `record` knows one are reached.
    fn reach(&mut self, part: String, record: Option<impl FnOnce() -> String>, code: Code, span: &Span, found: Text) {
        if let Some(record) = record {
            if self.form.unreachable.iter().any(|declared| declared.part == part) {
                self.declared.push((part, record()));
            }
            return;
        }
        let name = part.clone();
        let finding = self.finding(code, span, found).mend(text!(
            "kijk de grens na; klopt hij, voeg dan toe: [[unreachable]] part = \"{name}\"",
            "look at the bound; if it is right, add: [[unreachable]] part = \"{name}\""
        ));
        self.dead.push((part, Some(finding)));
    }

    /// Notes a part that nobody reaches because of another that nobody reaches.
    fn follows(&mut self, part: String) {
        self.dead.push((part, None));
    }
}
