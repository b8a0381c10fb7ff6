// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which column of a table is which field.

use super::conventions::Manner;
use super::{CASE_ID, OWN, Record, RunError, missing};
use crate::diagnostic::Code;
use crate::form::Form;
use crate::record::error::Refusal;
use crate::record::set::Sets;
use crate::text;

/// The columns of a table as fields of a form.
#[derive(Clone, Debug)]
pub struct Columns {
    /// For each field of the form its column.
    of_field: Vec<Option<usize>>,
    /// The column with the case's name.
    pub case_id: Option<usize>,
    /// Names of columns that are not used.
    pub unused: Vec<String>,
    /// A record with the answers that hold for all cases.
    start: Record,
}

impl Columns {
    /// Matches a header with a form. Names are matched exactly.
    ///
    /// # Errors
    /// When `--set` names a column that exists, or a field is nowhere given and cannot be derived.
    pub fn new(form: &Form, header: &[String], sets: &Sets) -> Result<Self, RunError> {
        let of_field: Vec<Option<usize>> = form.fields.iter().map(|field| header.iter().position(|name| *name == field.id)).collect();
        let both = sets.fields().filter(|&field| of_field[field].is_some());
        let both: Vec<crate::lang::Text> = both
            .map(|field| {
                let id = &form.fields[field].id;
                text!("--set {id}: de invoer heeft al een kolom `{id}`", "--set {id}: the input already has a column `{id}`")
            })
            .collect();
        if !both.is_empty() {
            return Err(RunError::Usage(both));
        }
        let mut start = Record::unknown(form.fields.len());
        sets.answer(&mut start);
        let given: Vec<bool> = of_field.iter().enumerate().map(|(field, column)| column.is_some() || sets.has(field)).collect();
        refuse_missing(form, &given)?;
        let used = |at: &usize| {
            let name = header[*at].as_str();
            of_field.contains(&Some(*at)) || name == CASE_ID || name.is_empty() || name.starts_with(OWN)
        };
        Ok(Self {
            case_id: header.iter().position(|name| name == CASE_ID),
            unused: (0..header.len()).filter(|at| !used(at)).map(|at| header[at].clone()).collect(),
            of_field,
            start,
        })
    }

    /// The column of a field.
    #[must_use]
    pub fn of(&self, field: usize) -> Option<usize> {
        self.of_field[field]
    }

    /// Reads the answers of a row into a record.
    pub fn read(&self, form: &Form, row: super::Row<'_>, manner: Manner, record: &mut Record) {
        record.clone_from(&self.start);
        for (field, column) in self.of_field.iter().enumerate() {
            if let Some(cell) = column.and_then(|column| row.cell(column)) {
                record.take(field, super::cell::read(&form.fields[field], cell, manner));
            }
        }
    }
}

/// Refuses a run in which a field is nowhere given and cannot be derived.
///
/// # Errors
/// One refusal a field.
pub fn refuse_missing(form: &Form, given: &[bool]) -> Result<(), RunError> {
    let refusals: Vec<Refusal> = missing(form, given)
        .into_iter()
        .map(|field| {
            let id = &form.fields[field].id;
            Refusal {
                code: Code::MissingColumn,
                found: text!("het veld `{id}` is nergens gegeven", "the field `{id}` is nowhere given"),
                mend: text!(
                    "voeg de kolom `{id}` toe, of zeg --set {id}=? als niemand het weet",
                    "add the column `{id}`, or say --set {id}=? if nobody knows it"
                ),
            }
        })
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(RunError::Input(refusals)) }
}
