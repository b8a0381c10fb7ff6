//! The proof: what holds for every record that can be, by exact reasoning over all cells and all allowed completions.

mod constraints;
mod conversions;
mod edges;
mod levels;
mod links;
mod norms;
mod ranges;
mod rows;
mod rules;
pub mod space;
mod tables;
mod unreachable;

use std::sync::Arc;

pub use edges::Edge;

use crate::diagnostic::{self, Code, Diagnostic, Place, Span};
use crate::form::Form;
use crate::lang::Text;
use crate::plan::Plan;
use crate::text;

use super::resolve::Doubt;

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
    let mut prover = Prover { form, findings: Vec::new(), dead: Vec::new() };
    tables::check(&mut prover, doubt);
    norms::check_fit(&mut prover);
    if doubt.whole() {
        links::check(&mut prover);
    }
    if !doubt.whole() {
        return Proof { findings: prover.findings, plan: None };
    }
    let plan = match Plan::compile(form) {
        Ok(plan) => plan,
        Err(crate::plan::TooLarge(part)) => {
            prover.too_large(&part);
            return Proof { findings: prover.findings, plan: None };
        }
    };
    if !diagnostic::any_error(&prover.findings) {
        prover.over_all_completions(&plan);
    }
    Proof { findings: prover.findings, plan: Some(plan) }
}

/// What the checks of a proof share.
pub(crate) struct Prover<'a> {
    form: &'a Form,
    findings: Vec<Diagnostic>,
    /// Parts that nobody reaches, with the finding that says so: told unless the file names them.
    dead: Vec<(String, Diagnostic)>,
}

impl<'f> Prover<'f> {
    fn over_all_completions<'p>(&mut self, plan: &'p Plan)
    where
        'f: 'p,
    {
        let Some(space) = constraints::check(self, plan) else { return };
        if space.is_empty() {
            return;
        }
        rows::check(self, &space);
        conversions::check(self, &space);
        if diagnostic::any_error(&self.findings) {
            return;
        }
        ranges::check(self, &space);
        levels::check(self, &space);
        rules::check(self, &space);
        norms::check_reach(self, &space);
        edges::check(self, &space);
        unreachable::check(self);
    }

    fn too_large(&mut self, part: &str) {
        let span = self.form.items.iter().find(|item| item.id == part).map_or(0..0, |item| item.span.clone());
        self.tell(Code::TooLarge, &span, text!("`{part}` heeft te veel combinaties", "`{part}` has too many combinations"), |f| f);
    }

    fn finding(&self, code: Code, span: &Span, found: Text) -> Diagnostic {
        Diagnostic::new(code, self.place(span), found)
    }

    fn place(&self, span: &Span) -> Place {
        Place { source: Arc::clone(&self.form.source), span: span.clone() }
    }

    fn tell(&mut self, code: Code, span: &Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let finding = more(self.finding(code, span, found));
        self.findings.push(finding);
    }

    /// Tells a part that nobody reaches, unless the file names it as such.
    fn dead(&mut self, part: String, code: Code, span: &Span, found: Text) {
        let name = part.clone();
        let finding = self.finding(code, span, found).mend(text!(
            "kijk de grens na; klopt hij, noem dan [[unreachable]] part = \"{name}\"",
            "look at the bound; if it is right, add [[unreachable]] part = \"{name}\""
        ));
        self.dead.push((part, finding));
    }
}
