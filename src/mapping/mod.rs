// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Mappings: which column of an input is which field of an instrument, and what its codes mean. A file of the organisation's own; the input
//! stays as it is. The meanings are few and fixed.

mod check;
mod draft;
mod resolve;

use std::sync::Arc;

pub use check::check;
pub use draft::{Draft, draft};

use crate::diagnostic::Source;
use crate::form::Form;
use crate::record::origin::Words;
use crate::record::set::Sets;
use crate::record::{Columns, RunError};
use crate::syntax::Node;

/// A sound mapping. Only [`check`] makes one.
#[derive(Clone, Debug)]
pub struct Mapping {
    id: String,
    digest: String,
    case_id: Option<String>,
    words: Words,
    fields: Vec<(String, Given)>,
}

/// Where the answer to a field comes from, by the names of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Given {
    Column(String),
    Codes(String, Vec<(String, String)>),
    CompletedYears([String; 2]),
    Sum(Vec<String>),
    CountYes(Vec<String>),
    Constant(String),
}

impl Mapping {
    /// How every output names it.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("{}+sha256:{}", self.id, self.digest.get(..12).unwrap_or(&self.digest))
    }

    /// The columns that it names.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.fields.iter().flat_map(|(_, given)| given.columns()).chain(self.case_id.as_deref()).collect()
    }
}

impl Given {
    fn columns(&self) -> Vec<&str> {
        match self {
            Self::Column(column) | Self::Codes(column, _) => vec![column],
            Self::CompletedYears(columns) => columns.iter().map(String::as_str).collect(),
            Self::Sum(columns) | Self::CountYes(columns) => columns.iter().map(String::as_str).collect(),
            Self::Constant(_) => Vec::new(),
        }
    }
}

/// The columns of an input as fields of a form: by their names, and as a mapping says where there is one.
///
/// # Errors
/// When the input lacks a column that the mapping names, a field is given twice or nowhere, or `--set` names a field that is given.
pub fn columns(mapping: Option<&Mapping>, form: &Form, header: &[String], sets: &Sets) -> Result<Columns, RunError> {
    match mapping {
        Some(mapping) => Columns::mapped(form, header, sets, mapping.origins(form, header)?),
        None => Columns::new(form, header, sets),
    }
}

/// The instruments that a mapping is for; none where the file names none.
#[must_use]
pub fn instruments_of(source: &Arc<Source>) -> Vec<String> {
    let (tree, _) = crate::syntax::tree::read(source);
    tree.get("instrument").map_or(&[][..], Node::elements).iter().filter_map(Node::string).map(str::to_owned).collect()
}
