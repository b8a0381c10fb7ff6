// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases on disk to a list of moves on disk.

use std::path::Path;

use super::{Cases, Job, cases};
use crate::batch::{self, Format};
use crate::record::RunError;

/// Scores a file under both rule sets; with an output, all moves are written to it as CSV. Nothing is left behind when it fails.
///
/// # Errors
/// When a file cannot be read or written, a field is nowhere given, or one of the two gives no results.
pub fn file(job: &Job<'_>, input: &Path, output: Option<&Path>, formats: &[Format]) -> Result<Cases, RunError> {
    batch::refuse_overwriting(input, output.as_slice())?;
    let rows = batch::open(input, formats, &job.expected())?;
    let Some(output) = output else { return cases(job, rows, std::io::sink()) };
    let mut moves = batch::beside(output)?;
    let found = cases(job, rows, &mut moves)?;
    batch::place(moves, output)?;
    Ok(found)
}
