// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A mapping on the header of an input.

use std::collections::HashMap;

use super::{Given, Mapping};
use crate::diagnostic::{Code, nearest::nearest};
use crate::domain::Answer;
use crate::form::{Field, Form};
use crate::record::conventions::{Manner, same};
use crate::record::error::Refusal;
use crate::record::origin::{Origin, Origins};
use crate::record::{Reading, RunError, cell};
use crate::text;

impl Mapping {
    /// What it says of the fields of a form, by the columns of a header. What it says of other fields is left aside.
    ///
    /// # Errors
    /// One refusal a column that the header does not have, or has twice but for case.
    pub(super) fn origins(&self, form: &Form, header: &[String]) -> Result<Origins, RunError> {
        let mut refusals = Vec::new();
        let mut at = |name: &str| {
            find(header, name).unwrap_or_else(|refusal| {
                refusals.push(refusal);
                0
            })
        };
        let case_id = self.case_id.as_deref().map(&mut at);
        let of_field = form
            .fields
            .iter()
            .map(|field| {
                let (_, given) = self.fields.iter().find(|(id, _)| *id == field.id)?;
                Some(match given {
                    Given::Column(column) => Origin::Column(at(column)),
                    Given::Codes(column, codes) => Origin::Codes(at(column), readings(field, codes)),
                    Given::CompletedYears([from, to]) => Origin::CompletedYears([at(from), at(to)]),
                    Given::Sum(columns) => Origin::Sum(columns.iter().map(|column| at(column)).collect()),
                    Given::CountYes(columns) => Origin::CountYes(columns.iter().map(|column| at(column)).collect()),
                    Given::Constant(answer) => Origin::Constant(reading(field, answer)),
                })
            })
            .collect();
        refusals.dedup();
        if refusals.is_empty() { Ok(Origins { of_field, case_id, words: self.words.clone() }) } else { Err(RunError::Input(refusals)) }
    }
}

fn readings(field: &Field, codes: &[(String, String)]) -> HashMap<String, Reading> {
    codes.iter().map(|(code, answer)| (code.trim().to_owned(), reading(field, answer))).collect()
}

/// The check of the mapping refused answers that cannot be read.
fn reading(field: &Field, answer: &str) -> Reading {
    cell::read(field, answer, Manner::default()).unwrap_or(Reading { answer: Answer::Unknown, not_declared: false })
}

/// The column of a name: as it stands there, else the only one that is the same but for case.
fn find(header: &[String], name: &str) -> Result<usize, Refusal> {
    let name = name.trim();
    let alike: Vec<usize> = (0..header.len()).filter(|&at| same(&header[at], name)).collect();
    match (header.iter().position(|known| known == name), alike.as_slice()) {
        (Some(at), _) => Ok(at),
        (None, [only]) => Ok(*only),
        (None, []) => Err(Refusal {
            code: Code::NoSuchColumn,
            found: text!(
                "de toewijzing noemt de kolom `{name}`, en die heeft de invoer niet",
                "the mapping names the column `{name}`, which the input does not have"
            ),
            mend: match nearest(name, header.iter().map(String::as_str)) {
                Some(near) => text!("bedoelde u `{near}`?", "did you mean `{near}`?"),
                None => text!("neem de naam over zoals hij in de kop staat", "take the name over as it stands in the header"),
            },
        }),
        (None, _) => Err(Refusal {
            code: Code::NoSuchColumn,
            found: text!("meer dan één kolom lijkt op `{name}`", "more than one column looks like `{name}`"),
            mend: text!("neem de hoofdletters over zoals ze in de kop staan", "take the case over as it stands in the header"),
        }),
    }
}
