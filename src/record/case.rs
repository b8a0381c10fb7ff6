// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A case file: TOML or JSON, `field = value`, with an optional `case_id`. Numbers are read from their literal text.

use std::sync::Arc;

use super::columns::refuse_missing;
use super::conventions::Manner;
use super::error::Refusal;
use super::set::Sets;
use super::{CASE_ID, CellFault, Record, RunError, cell, json, missing};
use crate::diagnostic::{Code, Source, nearest::nearest};
use crate::form::Form;
use crate::syntax::{Node, Value, tree};
use crate::text;

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case's name, never a person's.
    pub case_id: Option<String>,
    /// Its answers.
    pub record: Record,
    /// Cells that cannot be read, as they were written.
    pub written: Vec<(usize, String)>,
    /// What the file says of names that are no fields, where some may stand in it.
    pub also: Vec<(String, String)>,
    given: Vec<bool>,
}

/// A name in a case file with its answer as text; a list or a table is no answer.
pub(super) type Pair = (String, Option<String>);

impl Case {
    /// Reads a case from a file, if there is one, and `--set`.
    ///
    /// # Errors
    /// When the file is not sound TOML or JSON, or names something that is no field; and when `--set` names a field that the file
    /// gives.
    pub fn read(form: &Form, file: Option<&Arc<Source>>, sets: &Sets) -> Result<Self, RunError> {
        Self::read_also(form, file, sets, &[])
    }

    /// The same, for a file in which these names may stand beside the fields.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn read_also(form: &Form, file: Option<&Arc<Source>>, sets: &Sets, also: &[&str]) -> Result<Self, RunError> {
        let fields = form.fields.len();
        let mut case =
            Self { case_id: None, record: Record::unknown(fields), written: Vec::new(), also: Vec::new(), given: vec![false; fields] };
        let (mut refusals, mut both) = (Vec::new(), Vec::new());
        for (name, value) in file.map(pairs).transpose()?.unwrap_or_default() {
            match (form.field(&name), value) {
                (_, Some(value)) if name == CASE_ID => case.case_id = Some(value),
                (None, Some(value)) if also.contains(&name.as_str()) => case.also.push((name, value)),
                (Some(field), _) if sets.has(field) => {
                    both.push(text!(
                        "--set {name}: het zaakbestand geeft dit veld al",
                        "--set {name}: the case file already gives this field"
                    ));
                }
                (Some(field), Some(value)) => {
                    case.given[field] = true;
                    let reading = cell::read(&form.fields[field], &value, Manner::default());
                    if reading.is_err() {
                        case.written.push((field, value));
                    }
                    case.record.take(field, reading);
                }
                (Some(_), None) => refusals.push(not_an_answer(&name)),
                (None, None) if name == CASE_ID => refusals.push(not_an_answer(&name)),
                (None, _) => refusals.push(not_a_field(form, &name)),
            }
        }
        if !both.is_empty() {
            return Err(RunError::Usage(both));
        }
        if !refusals.is_empty() {
            return Err(RunError::Input(refusals));
        }
        sets.answer(&mut case.record);
        case.record.faults.sort_by_key(|(field, _)| *field);
        sets.fields().for_each(|field| case.given[field] = true);
        Ok(case)
    }

    /// All fields that are nowhere given and cannot be derived from what is.
    #[must_use]
    pub fn all_missing(&self, form: &Form) -> Vec<usize> {
        missing(form, &self.given)
    }

    /// The first field that is nowhere given and cannot be derived from what is.
    #[must_use]
    pub fn next_missing(&self, form: &Form) -> Option<usize> {
        missing(form, &self.given).into_iter().next()
    }

    /// Takes the answer to a field that was missing.
    ///
    /// # Errors
    /// When the answer cannot be read; the field is then still missing.
    pub fn answer(&mut self, form: &Form, field: usize, text: &str) -> Result<(), CellFault> {
        let reading = cell::read(&form.fields[field], text, Manner::default())?;
        self.record.take(field, Ok(reading));
        self.given[field] = true;
        Ok(())
    }

    /// Refuses a case in which a field is nowhere given.
    ///
    /// # Errors
    /// One refusal a field.
    pub fn refuse_missing(&self, form: &Form) -> Result<(), RunError> {
        refuse_missing(form, &self.given)
    }
}

fn not_an_answer(name: &str) -> Refusal {
    Refusal {
        code: Code::BadCaseFile,
        found: text!("`{name}` is geen enkel antwoord", "`{name}` is not a single answer"),
        mend: text!("schrijf één tekst, getal of ja/nee", "write one text, number or yes/no"),
    }
}

fn not_a_field(form: &Form, name: &str) -> Refusal {
    let near = nearest(name, form.fields.iter().map(|field| field.id.as_str()).chain([CASE_ID]));
    Refusal {
        code: Code::NotAField,
        found: text!("het instrument heeft geen veld `{name}`", "the instrument has no field `{name}`"),
        mend: match near {
            Some(near) => text!("bedoelde u `{near}`?", "did you mean `{near}`?"),
            None => text!("haal de regel weg; `taxeer show` noemt alle velden", "remove the line; `taxeer show` names all fields"),
        },
    }
}

fn pairs(source: &Arc<Source>) -> Result<Vec<Pair>, RunError> {
    let extension = std::path::Path::new(&source.name).extension();
    let is_json = match extension {
        Some(extension) if extension.eq_ignore_ascii_case("json") => true,
        Some(extension) if extension.eq_ignore_ascii_case("toml") => false,
        _ => source.text.trim_start().starts_with('{'),
    };
    if is_json { json::pairs(&source.text) } else { toml_pairs(source) }
}

fn toml_pairs(source: &Arc<Source>) -> Result<Vec<Pair>, RunError> {
    let (root, findings) = tree::read(source);
    let refusals = findings.into_iter().map(|finding| {
        let (line, _) = source.line_column(finding.place.span.start);
        let (nl, en) = (finding.found.nl, finding.found.en);
        Refusal { code: Code::BadCaseFile, found: text!("regel {line}: {nl}", "line {line}: {en}"), mend: finding.mend.unwrap_or_default() }
    });
    let refusals: Vec<Refusal> = refusals.collect();
    if refusals.is_empty() {
        Ok(root.entries().iter().map(|entry| (entry.key.clone(), plain(&entry.node))).collect())
    } else {
        Err(RunError::Input(refusals))
    }
}

fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Integer(text) | Value::Float(text) | Value::Datetime(text) => Some(text.clone()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Array(_) | Value::Table(_) | Value::Faulty => None,
    }
}
