// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The checker: the only way from a text to an [`Instrument`]. It resolves every name, then proves the rule set over its whole domain.

pub mod proof;
pub mod resolve;

pub(crate) use resolve::names;

use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Source};
use crate::instrument::Instrument;
use crate::syntax::{self, grammar};

/// Checks a rule set: an instrument when nothing is wrong with it, and everything that was found.
#[must_use]
pub fn instrument(source: &Arc<Source>) -> (Option<Instrument>, Vec<Diagnostic>) {
    let (tree, mut findings) = syntax::read(source, grammar::INSTRUMENT);
    let resolved = resolve::form(source, &tree);
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
