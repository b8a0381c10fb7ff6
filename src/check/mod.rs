// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The checker: the only way from a text to an [`Instrument`]. It resolves every name, then proves the rule set over its whole domain.

mod norm_pack;
pub mod proof;
pub mod resolve;

pub(crate) use resolve::names;

use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic, Source};
use crate::form::{Form, Status};
use crate::instrument::Instrument;
use crate::syntax::{self, grammar};

/// Checks a rule set: an instrument when nothing is wrong with it, and everything that was found.
#[must_use]
pub fn instrument(source: &Arc<Source>) -> (Option<Instrument>, Vec<Diagnostic>) {
    extended(source, &[])
}

/// What a rule set says as far as its names can be read, proven or not: for comparing it, never for scoring.
#[must_use]
pub fn unproven(source: &Arc<Source>) -> Option<Form> {
    let (tree, _) = syntax::read(source, grammar::INSTRUMENT);
    let resolved = resolve::form(source, &tree);
    resolved.form.filter(|_| resolved.doubt.whole())
}

/// Checks a rule set with norm packs that extend it, as one: what a pack adds is proven like the rest.
#[must_use]
pub fn extended(source: &Arc<Source>, packs: &[Arc<Source>]) -> (Option<Instrument>, Vec<Diagnostic>) {
    let (mut tree, mut findings) = syntax::read(source, grammar::INSTRUMENT);
    let parts: Vec<Arc<Source>> = std::iter::once(source).chain(packs).cloned().collect();
    let whole = if packs.is_empty() { Arc::clone(source) } else { Arc::new(Source::joined(&parts)) };
    let packs = norm_pack::add(&whole, &mut tree, &mut findings);
    // What a pack of another edition says about this one means nothing.
    if findings.iter().any(|finding| finding.code == Code::OtherBase) {
        diagnostic::sort(&mut findings);
        return (None, findings);
    }
    let mut resolved = resolve::form(&whole, &tree);
    if let Some(form) = &mut resolved.form {
        if packs.iter().any(|pack| pack.trial) {
            form.status = Status::Trial;
        }
        form.packs = packs;
    }
    findings.extend(resolved.findings);
    let proof = resolved.form.as_ref().map(|form| proof::prove(form, &resolved.doubt));
    let plan = proof.and_then(|proof| {
        findings.extend(proof.findings);
        proof.plan
    });
    diagnostic::sort(&mut findings);
    let sound = !diagnostic::any_error(&findings);
    (resolved.form.zip(plan).filter(|_| sound).map(|(form, plan)| Instrument::proven(form, plan)), findings)
}
