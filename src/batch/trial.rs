// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Editions on trial: they are there to be studied, and are used on persons only where that was said, and then every row says so.

use super::columns::Column;
use super::run::Job;
use crate::caution::Caution;
use crate::diagnostic::Code;
use crate::evaluate::Evaluator;
use crate::form::{Form, Status};
use crate::instrument::Instrument;
use crate::protocol::routes::Member;
use crate::protocol::{Protocol, Routes};
use crate::record::{Refusal, RunError};
use crate::text;

/// The instruments on trial that are scored with: the one of the evaluator, or those that a protocol routes to.
#[must_use]
pub fn on_trial<'a>(evaluator: &'a Evaluator, protocol: Option<&'a Protocol>) -> Vec<&'a Form> {
    let forms: Vec<&Form> = match protocol.and_then(Protocol::routes) {
        Some(routes) => routes.members().iter().map(Member::form).collect(),
        None => vec![evaluator.instrument().form()],
    };
    forms.into_iter().filter(|form| form.status == Status::Trial).collect()
}

/// Refuses to use the instruments among these that are on trial.
///
/// # Errors
/// When there is one.
pub fn refuse_trial<'i>(instruments: impl IntoIterator<Item = &'i Instrument>) -> Result<(), RunError> {
    let forms = instruments.into_iter().map(Instrument::form).filter(|form| form.status == Status::Trial);
    let refusals: Vec<Refusal> = forms.map(refusal).collect();
    if refusals.is_empty() { Ok(()) } else { Err(RunError::Input(refusals)) }
}

fn refusal(form: &Form) -> Refusal {
    // A norm pack on trial makes what it extends one.
    let packs: String = form.packs.iter().map(|pack| format!("+{}@{}", pack.id, pack.edition)).collect();
    let name = format!("{}@{}{packs}", form.id, form.edition);
    Refusal {
        code: Code::EditionOnTrial,
        found: text!(
            "{name} heeft de status trial: een proef, niet voor gebruik bij personen",
            "{name} has the status trial: not for use on persons"
        ),
        mend: text!(
            "neem een editie met een andere status, of geef --trial: dan zegt elk resultaat dat het van een proef komt (show, check, diff en validate hebben --trial niet nodig)",
            "take an edition of another status, or give --trial: every result then says that it comes from a trial (show, check, diff and validate do not need --trial)"
        ),
    }
}

/// A run with an edition on trial carries the mark of it in what has to be said, and the column in which rows say it.
pub(super) fn refuse_unmarked(job: &Job<'_>, columns: &[(String, Column)]) -> Result<(), RunError> {
    let routes = job.protocol.and_then(Protocol::routes);
    let unmarked: Vec<&Instrument> = match routes.map(Routes::members) {
        Some(members) => {
            let marked = |at: usize| job.as_of.of_each.get(at).is_some_and(|cautions| cautions.contains(&Caution::TRIAL));
            members.iter().enumerate().filter(|(at, _)| !marked(*at)).map(|(_, member)| member.instrument()).collect()
        }
        None if job.as_of.cautions.contains(&Caution::TRIAL) => Vec::new(),
        None => vec![job.evaluator.instrument()],
    };
    refuse_trial(unmarked)?;
    if on_trial(job.evaluator, job.protocol).is_empty() || columns.iter().any(|(_, column)| *column == Column::Reason) {
        return Ok(());
    }
    Err(RunError::Command(Refusal {
        code: Code::EditionOnTrial,
        found: text!(
            "--columns laat de kolom reason weg, waarin elke rij zegt dat zij van een proef komt",
            "--columns leaves out the column reason, in which every row says that it comes from a trial"
        ),
        mend: text!("neem reason op in --columns", "add reason to --columns"),
    }))
}
