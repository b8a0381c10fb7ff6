// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Records: typed answers from the cells of a table, a case file and `--set`. Reading knows nothing of points.

pub mod answers;
pub mod block;
pub mod case;
pub mod cell;
mod characters;
pub mod columns;
pub mod conventions;
pub mod dates;
pub mod decimal;
pub mod encoding;
pub mod error;
pub mod guard;
mod header;
mod json;
pub mod lines;
pub mod origin;
mod plain;
pub mod rows;
mod scan;
mod separator;
pub mod set;
pub mod sheet;
pub mod table;
pub mod text;

pub use answers::Answers;
pub use block::{Block, Row};
pub use case::Case;
pub use cell::{CellFault, Reading};
pub use columns::Columns;
pub use conventions::{Conventions, DecimalMark, Expected, Manner};
pub use encoding::Encoding;
pub use error::{Refusal, RunError};
pub use lines::Lines;
pub use sheet::Sheet;
pub use table::Table;

use crate::domain::Answer;
use crate::form::{Field, Form};

/// The column and the key that name a case.
pub const CASE_ID: &str = "case_id";

/// How the names of columns begin that we add to rows for a person to mend; they are never read.
pub const OWN: &str = "taxeer.";

/// One record as it was read: an answer for each field of the form, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The answers; unknown where nothing was given or the cell cannot be read.
    pub answers: Vec<Answer>,
    /// Cells that cannot be read: the field and why. With any of these the record is rejected.
    pub faults: Vec<(usize, CellFault)>,
}

impl Record {
    /// A record of which nothing is known.
    #[must_use]
    pub fn unknown(fields: usize) -> Self {
        Self { answers: vec![Answer::Unknown; fields], ..Self::default() }
    }

    /// Takes what was read for the field at `index`. Fields come in the order of the form.
    pub fn take(&mut self, index: usize, read: Result<Reading, CellFault>) {
        match read {
            Ok(reading) => self.answers[index] = reading.taken(),
            Err(fault) => self.faults.push((index, fault)),
        }
    }
}

/// The fields for which nothing is given and that cannot be derived from what is. They stop a run: a column that was forgotten
/// must not become an unknown answer in silence.
#[must_use]
pub fn missing(form: &Form, given: &[bool]) -> Vec<usize> {
    let mut there = given.to_vec();
    let derivable =
        |field: &Field, there: &[bool]| field.derive.as_ref().is_some_and(|derive| derive.inputs().iter().all(|&input| there[input]));
    while let Some(next) = (0..there.len()).find(|&index| !there[index] && derivable(&form.fields[index], &there)) {
        there[next] = true;
    }
    (0..there.len()).filter(|&index| !there[index]).collect()
}
