// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `--set FIELD=VALUE`: answers given on the command line.

use super::conventions::Manner;
use super::error::Refusal;
use super::{CellFault, Reading, Record, RunError, cell};
use crate::diagnostic::nearest::nearest;
use crate::form::Form;
use crate::lang::Text;
use crate::text;

/// Answers given on the command line.
#[derive(Clone, Debug, Default)]
pub struct Sets(Vec<(usize, Result<Reading, CellFault>)>);

impl Sets {
    /// Reads the pairs.
    ///
    /// # Errors
    /// When a pair is not FIELD=VALUE, the form has no such field, or a field is set twice. A value that cannot be read is a fault
    /// of the record, not of the command.
    pub fn read(form: &Form, pairs: &[String]) -> Result<Self, RunError> {
        let mut sets = Self::default();
        let mut wrong: Vec<Text> = Vec::new();
        for pair in pairs {
            let Some((name, value)) = pair.split_once('=') else {
                wrong.push(text!("--set {pair}: schrijf VELD=WAARDE", "--set {pair}: write FIELD=VALUE"));
                continue;
            };
            match form.field(name.trim()) {
                None => wrong.push(no_such_field(form, name)),
                Some(field) if sets.has(field) => wrong.push(text!("--set {name} staat er twee keer", "--set {name} stands twice")),
                Some(field) => sets.0.push((field, cell::read(&form.fields[field], value, Manner::default()))),
            }
        }
        if wrong.is_empty() { Ok(sets) } else { Err(RunError::Usage(wrong)) }
    }

    /// The fields that are set.
    pub fn fields(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(field, _)| *field)
    }

    /// Whether a field is set.
    #[must_use]
    pub fn has(&self, field: usize) -> bool {
        self.fields().any(|set| set == field)
    }

    /// Refuses answers that cannot be read. One case is then rejected; a file of cases would be rejected row by row.
    ///
    /// # Errors
    /// One refusal a field.
    pub fn refuse_unreadable(&self, form: &Form) -> Result<(), RunError> {
        let refusals = self.0.iter().filter_map(|(field, reading)| {
            let (fault, id) = (reading.as_ref().err()?, &form.fields[*field].id);
            let (nl, en) = (&fault.allowed.nl, &fault.allowed.en);
            Some(Refusal {
                code: fault.code,
                found: text!("--set {id}: dit is geen antwoord op dit veld", "--set {id}: this is no answer to this field"),
                mend: text!("mogelijk is: {nl}", "allowed: {en}"),
            })
        });
        let refusals: Vec<Refusal> = refusals.collect();
        if refusals.is_empty() { Ok(()) } else { Err(RunError::Input(refusals)) }
    }

    /// Puts the answers in a record.
    pub fn answer(&self, record: &mut Record) {
        for (field, reading) in &self.0 {
            record.take(*field, reading.clone());
        }
    }
}

fn no_such_field(form: &Form, name: &str) -> Text {
    match nearest(name, form.fields.iter().map(|field| field.id.as_str())) {
        Some(near) => {
            text!("--set {name}: dat veld is er niet; bedoelde u `{near}`?", "--set {name}: there is no such field; did you mean `{near}`?")
        }
        None => text!("--set {name}: dat veld is er niet", "--set {name}: there is no such field"),
    }
}
