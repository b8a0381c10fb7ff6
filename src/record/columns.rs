// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which column of a table is which field.

use std::collections::BTreeSet;

use super::conventions::Manner;
use super::origin::{Origin, Origins, Words};
use super::{CASE_ID, OWN, Record, RunError, missing};
use crate::diagnostic::Code;
use crate::form::Form;
use crate::form::attribute::Attribute;
use crate::lang::Text;
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
    /// Columns that are not read because of what they ask.
    pub withheld: Vec<(String, Attribute)>,
    /// Fields whose answer a mapping makes up from cells; their places in the form.
    mapped: Vec<(usize, Origin)>,
    /// More ways to write an answer.
    words: Words,
    /// The names of the columns.
    names: Vec<String>,
    /// A record with the answers that hold for all cases.
    start: Record,
}

impl Columns {
    /// Matches a header with a form. Names are matched exactly.
    ///
    /// # Errors
    /// When `--set` names a column that exists, or a field is nowhere given and cannot be derived.
    pub fn new(form: &Form, header: &[String], sets: &Sets) -> Result<Self, RunError> {
        Self::mapped(form, header, sets, Origins::default())
    }

    /// Matches a header with a form, with what a mapping says of its fields; the others are matched by their names.
    ///
    /// # Errors
    /// As [`Columns::new`]; also when a field, or the name of the case, has another column of its own.
    pub fn mapped(form: &Form, header: &[String], sets: &Sets, origins: Origins) -> Result<Self, RunError> {
        let at = |name: &str| header.iter().position(|known| known == name);
        let said = |field: usize| origins.of_field.get(field).and_then(Option::as_ref);
        refuse_given_twice(form, header, &origins)?;
        let mut of_field: Vec<Option<usize>> = Vec::new();
        let mut mapped = Vec::new();
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut start = Record::unknown(form.fields.len());
        for (field, declared) in form.fields.iter().enumerate() {
            let own = || at(&declared.id).map(Origin::Column);
            let origin = said(field).cloned().or_else(own);
            used.extend(origin.iter().flat_map(|origin| origin.columns().iter().copied()));
            of_field.push(match &origin {
                Some(Origin::Column(column)) if origins.words.is_empty() => Some(*column),
                _ => None,
            });
            match origin {
                Some(Origin::Constant(reading)) => {
                    start.take(field, Ok(reading));
                    mapped.push((field, Origin::Constant(reading)));
                }
                Some(origin) if of_field[field].is_none() => mapped.push((field, origin)),
                _ => {}
            }
        }
        let is_mapped = |field: usize| mapped.iter().any(|(known, _)| *known == field);
        let both = sets.fields().filter(|&field| of_field[field].is_some() || is_mapped(field));
        let both: Vec<Text> = both
            .map(|field| {
                let id = &form.fields[field].id;
                match said(field) {
                    None => text!("--set {id}: de invoer heeft al een kolom `{id}`", "--set {id}: the input already has a column `{id}`"),
                    Some(_) => text!("--set {id}: de toewijzing geeft dit veld al", "--set {id}: the mapping already gives this field"),
                }
            })
            .collect();
        if !both.is_empty() {
            return Err(RunError::Usage(both));
        }
        sets.answer(&mut start);
        let given: Vec<bool> =
            of_field.iter().enumerate().map(|(field, column)| column.is_some() || is_mapped(field) || sets.has(field)).collect();
        refuse_missing(form, &given)?;
        let case_id = origins.case_id.or_else(|| at(CASE_ID));
        used.extend(case_id);
        let idle = |at: &usize| !used.contains(at) && !header[*at].is_empty() && !header[*at].starts_with(OWN);
        let (mut unused, mut withheld) = (Vec::new(), Vec::new());
        for name in (0..header.len()).filter(idle).map(|at| &header[at]) {
            match Attribute::of(name) {
                Some(attribute) => withheld.push((name.clone(), attribute)),
                None => unused.push(name.clone()),
            }
        }
        mapped.retain(|(_, origin)| !matches!(origin, Origin::Constant(_)));
        Ok(Self { of_field, case_id, unused, withheld, mapped, words: origins.words, names: header.to_vec(), start })
    }

    /// What the user should know of columns that are not read.
    #[must_use]
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        if !self.unused.is_empty() {
            let names = self.unused.join(", ");
            notes.push(text!("niet gebruikte kolommen: {names}", "columns that are not used: {names}"));
        }
        for (name, attribute) in &self.withheld {
            let (nl, en) = (attribute.name().nl, attribute.name().en);
            notes.push(text!("{name}: verboden kenmerk ({nl}), niet gelezen", "{name}: barred attribute ({en}), not read"));
        }
        notes
    }

    /// What was typed for a field in a row.
    #[must_use]
    pub fn typed(&self, field: usize, row: super::Row<'_>) -> String {
        let made_up = self.mapped.iter().find(|(known, _)| *known == field).map(|(_, origin)| origin.columns());
        let columns = made_up.unwrap_or(self.of_field[field].as_slice());
        columns.iter().map(|&column| row.cell(column).unwrap_or_default().trim()).collect::<Vec<_>>().join("\u{1f}")
    }

    /// The column of a field; the first of several.
    #[must_use]
    pub fn of(&self, field: usize) -> Option<usize> {
        let made_up = || self.mapped.iter().find(|(known, _)| *known == field).and_then(|(_, origin)| origin.columns().first().copied());
        self.of_field[field].or_else(made_up)
    }

    /// Where every field is read from one column of its own, or is the same for all cases: the columns by field, and the record with the
    /// answers that are the same.
    pub(crate) fn plain(&self) -> Option<(&[Option<usize>], &Record)> {
        self.mapped.is_empty().then_some((&self.of_field, &self.start))
    }

    /// The columns that answers are read from, and which of them are read as they stand.
    #[must_use]
    pub fn read_columns(&self) -> (Vec<usize>, Vec<usize>) {
        let direct: BTreeSet<usize> = self.of_field.iter().flatten().copied().collect();
        let made_up = self.mapped.iter().flat_map(|(_, origin)| origin.columns().iter().copied());
        let all: BTreeSet<usize> = direct.iter().copied().chain(made_up.clone()).collect();
        let made_up: BTreeSet<usize> = made_up.collect();
        (all.into_iter().collect(), direct.difference(&made_up).copied().collect())
    }

    /// Reads the answers of a row into a record.
    pub fn read(&self, form: &Form, row: super::Row<'_>, manner: Manner, record: &mut Record) {
        record.clone_from(&self.start);
        for (field, column) in self.of_field.iter().enumerate() {
            if let Some(cell) = column.and_then(|column| row.cell(column)) {
                record.take(field, super::cell::read(&form.fields[field], cell, manner));
            }
        }
        for (field, origin) in &self.mapped {
            record.take(*field, origin.read(&form.fields[*field], row, &self.names, &self.words, manner));
        }
        // Faults come in the order of the form.
        if !self.mapped.is_empty() && record.faults.len() > 1 {
            record.faults.sort_by_key(|(field, _)| *field);
        }
    }
}

/// Refuses a field, or a name of the case, that the mapping takes from elsewhere while a column has its own name.
fn refuse_given_twice(form: &Form, header: &[String], origins: &Origins) -> Result<(), RunError> {
    let column = |name: &str| header.iter().position(|known| known == name);
    let fields = form.fields.iter().zip(&origins.of_field).filter(|(field, origin)| match (column(&field.id), origin) {
        (Some(own), Some(origin)) => !origin.columns().contains(&own),
        _ => false,
    });
    let case = origins.case_id.and_then(|said| column(CASE_ID).filter(|own| *own != said)).map(|_| CASE_ID);
    let refusals: Vec<Refusal> = fields
        .map(|(field, _)| field.id.as_str())
        .chain(case)
        .map(|id| Refusal {
            code: Code::GivenTwice,
            found: text!(
                "`{id}` staat in de toewijzing en is ook een kolom van de invoer",
                "`{id}` stands in the mapping and is also a column of the input"
            ),
            mend: text!("haal een van de twee weg", "remove one of the two"),
        })
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(RunError::Input(refusals)) }
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
