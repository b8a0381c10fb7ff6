// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases on disk to a list of moves on disk.

use std::path::Path;

use super::{Cases, Job, cases};
use crate::batch::{self, Format};
use crate::progress::Watch;
use crate::record::RunError;

/// Scores a file under both rule sets; with an output, all moves are written to it as CSV. Nothing is left behind when it fails or is told to stop.
///
/// # Errors
/// When a file cannot be read or written, a field is nowhere given, one of the two gives no results, or it is told to stop.
pub fn file(job: &Job<'_>, input: &Path, output: Option<&Path>, formats: &[Format], watch: &dyn Watch) -> Result<Cases, RunError> {
    batch::refuse_overwriting(input, output.as_slice())?;
    let rows = Box::new(batch::open_watched(input, formats, &job.expected(), watch)?);
    let Some(output) = output else { return cases(job, rows, std::io::sink()) };
    let mut moves = batch::beside(output)?;
    let found = cases(job, rows, &mut moves)?;
    batch::go_on(watch)?;
    batch::place(moves, output)?;
    Ok(found)
}
