// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! polars `DataFrame`s in and out, and Parquet files. Nothing outside this room names polars; a frame goes the same way as a CSV: its
//! cells become text, are read by the same rules and scored by the same run.

mod cells;
mod parquet;
mod results;
mod rows;

use std::io;

use polars::prelude::DataFrame;

pub use parquet::PARQUET;
pub use results::FrameResults;
pub use rows::FrameRows;

use crate::batch::{BLOCK, Beside, Job, Run};
use crate::caution::AsOf;
use crate::evaluate::Evaluator;
use crate::lang::Lang;
use crate::protocol::Protocol;
use crate::record::set::Sets;
use crate::record::{Conventions, RunError};
use crate::text;

/// Scores the cases of a frame, one row a case. Columns are matched with fields by name; null is unknown, and every other value is read
/// as its text in a CSV would be, so that nothing is guessed: 22.5 in a count rejects the row, and `reason` names the field.
///
/// The result has the columns of `taxeer batch`: `row` is the number of the record from one, and it, whole scores (both `Int64`), other
/// scores and probabilities (`Float64`) are numbers; what is empty in the CSV is null.
///
/// # Errors
/// When the instrument is on trial (a [`Run`] over [`FrameRows`] with a [`Job`] that says so scores with it), a field is nowhere given,
/// `sets` names a column that exists, or the machine fails.
pub fn score_frame(evaluator: &Evaluator, protocol: Option<&Protocol>, frame: &DataFrame, sets: &Sets) -> Result<DataFrame, RunError> {
    let conventions = Conventions::default();
    let job = Job {
        mapping: None,
        evaluator,
        as_of: &AsOf::default(),
        protocol,
        sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &conventions,
        lang: Lang::En,
        block: BLOCK,
        threads: None,
    };
    let mut run = Run::over(&job, Box::new(FrameRows::new(frame.clone())))?;
    let mut results = FrameResults::default();
    let [mut rejects, mut conflicts, mut open] = [(); 3].map(|()| io::sink());
    run.write_to(&mut results, Beside { rejects: &mut rejects, conflicts: &mut conflicts, open: &mut open })?;
    results.frame().map_err(|cause| RunError::Machine { what: text!("maken van het resultaat", "making the result"), cause })
}
