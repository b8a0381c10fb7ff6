// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the answer to a field comes from, when a mapping says so: a column as it is or by codes, several columns together, or the same for
//! every case. The meanings are few and fixed; there are no expressions.

use std::collections::HashMap;

use super::conventions::Manner;
use super::{CellFault, Reading, Row, cell};
use crate::diagnostic::Code;
use crate::domain::{Answer, answer};
use crate::form::{Field, FieldType};
use crate::text;

/// More ways to write an answer, for one input. What [`answer`] declares keeps its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Ways to write "yes".
    pub yes: Vec<String>,
    /// Ways to write "no".
    pub no: Vec<String>,
    /// Ways to write "unknown".
    pub unknown: Vec<String>,
    /// Ways to write "not applicable".
    pub not_applicable: Vec<String>,
}

impl Words {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.yes, &self.no, &self.unknown, &self.not_applicable].into_iter().all(Vec::is_empty)
    }

    /// A cell in words that are declared for all inputs.
    fn plain<'a>(&self, text: &'a str, kind: FieldType) -> &'a str {
        let word = text.trim();
        let is_one = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(word));
        if is_one(&self.unknown) {
            "?"
        } else if is_one(&self.not_applicable) {
            answer::NOT_APPLICABLE[0]
        } else if kind == FieldType::YesNo && is_one(&self.yes) {
            answer::YES[0]
        } else if kind == FieldType::YesNo && is_one(&self.no) {
            answer::NO[0]
        } else {
            text
        }
    }
}

/// Where the answer to a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A column, read by the type of the field.
    Column(usize),
    /// A column with codes, each with the answer that it stands for.
    Codes(usize, HashMap<String, Reading>),
    /// Two columns with days: the years completed from the first to the second.
    CompletedYears([usize; 2]),
    /// Columns with counts: their sum.
    Sum(Vec<usize>),
    /// Columns with yes or no: how many say yes.
    CountYes(Vec<usize>),
    /// The same for every case.
    Constant(Reading),
}

impl Origin {
    /// The columns that are read.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        match self {
            Self::Column(column) | Self::Codes(column, _) => std::slice::from_ref(column),
            Self::CompletedYears(columns) => columns,
            Self::Sum(columns) | Self::CountYes(columns) => columns,
            Self::Constant(_) => &[],
        }
    }

    /// Reads the answer of a row. Where one of several cells is not known, neither is the answer.
    ///
    /// # Errors
    /// When a cell cannot be read; the fault names the column.
    pub(super) fn read(&self, field: &Field, row: Row<'_>, names: &[String], words: &Words, manner: Manner) -> Result<Reading, CellFault> {
        let text = |column: usize| row.cell(column).unwrap_or_default();
        let part = |column: usize, kind: FieldType| {
            cell::part(kind, words.plain(text(column), kind), manner).map_err(|fault| fault.in_column(&names[column]))
        };
        let parts = |columns: &[usize], kind: FieldType| columns.iter().map(|&column| part(column, kind)).collect::<Result<Vec<_>, _>>();
        let sum = |parts: Vec<Option<i64>>| parts.into_iter().try_fold(0_i64, |sum, part| Some(sum.saturating_add(part?)));
        let number = match self {
            Self::Constant(reading) => return Ok(*reading),
            Self::Column(column) => {
                let read = cell::read(field, words.plain(text(*column), field.kind), manner);
                return read.map_err(|fault| fault.in_column(&names[*column]));
            }
            Self::Codes(column, codes) => {
                return coded(field, text(*column), codes, words).map_err(|fault| fault.in_column(&names[*column]));
            }
            Self::CompletedYears([from, to]) => {
                let (from, to) = (part(*from, FieldType::Date)?, part(*to, FieldType::Date)?);
                from.zip(to).map(|(from, to)| crate::number::date::completed_years(from, to))
            }
            Self::Sum(columns) => sum(parts(columns, FieldType::Count)?),
            Self::CountYes(columns) => sum(parts(columns, FieldType::YesNo)?),
        };
        match number {
            Some(number) => cell::whole(field, number).map_err(|fault| {
                let columns: Vec<&str> = self.columns().iter().map(|&column| names[column].as_str()).collect();
                fault.in_column(&columns.join(", "))
            }),
            None => Ok(Reading { answer: Answer::Unknown, not_declared: false }),
        }
    }
}

/// An empty cell stays unknown; what is no code and no way to write unknown is a fault.
fn coded(field: &Field, text: &str, codes: &HashMap<String, Reading>, words: &Words) -> Result<Reading, CellFault> {
    let word = text.trim();
    if let Some(reading) = codes.get(word) {
        return Ok(*reading);
    }
    let plain = words.plain(word, FieldType::Choice);
    if answer::is_unknown(plain) || answer::is_not_applicable(plain) {
        return cell::read(field, plain, Manner::default());
    }
    let mut allowed: Vec<&str> = codes.keys().map(String::as_str).collect();
    allowed.sort_unstable();
    let allowed = allowed.join(" | ");
    Err(CellFault {
        code: Code::CodeNotMapped,
        allowed: text!("een van de codes {allowed}", "one of the codes {allowed}"),
        mend: text!("voeg de code toe aan de toewijzing, of verbeter de cel", "add the code to the mapping, or mend the cell"),
    })
}

impl CellFault {
    /// Names the column, which has another name than the field.
    fn in_column(mut self, name: &str) -> Self {
        let (nl, en) = (&self.allowed.nl, &self.allowed.en);
        self.allowed = text!("kolom {name}: {nl}", "column {name}: {en}");
        self
    }
}

/// Where the answers of an input come from: what a mapping says of the fields of one form, by the columns of one header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// For each field of the form, what the mapping says; nothing where it says nothing.
    pub of_field: Vec<Option<Origin>>,
    /// The column that names the case.
    pub case_id: Option<usize>,
    /// More ways to write an answer.
    pub words: Words,
}
