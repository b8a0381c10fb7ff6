// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases to a file of results: block by block, in constant memory, with totals that reconcile.

mod columns;
mod format;
mod part;
mod rejects;
mod results;
mod run;
mod summary;

use std::fs::File;
use std::path::{Path, PathBuf};

pub use columns::Column;
pub use format::{CSV, Format, XLSX};
pub use results::{Csv, Results};
pub use run::{BLOCK, Job, Run};
pub use summary::Summary;

use format::Use;

use crate::draft::{Draft, same_file};
use crate::lang::Text;
use crate::record::{Expected, RunError, rows::Rows};
use crate::text;

/// What a run over files leaves.
#[derive(Debug)]
pub struct Report {
    /// Counts.
    pub summary: Summary,
    /// The file with rejected cells, when there are any.
    pub rejects: Option<PathBuf>,
    /// What the user should know of how the input was read.
    pub notes: Vec<Text>,
}

/// Scores a file into a file, in the formats that their extensions name: one of `formats`, else CSV. Nothing is left behind when it fails:
/// results are written beside the output and renamed at the end.
///
/// # Errors
/// When a file cannot be read or written, a column or field is not as asked, or the input cannot be scored as a whole.
pub fn file(job: &Job<'_>, input: &Path, output: &Path, formats: &[Format]) -> Result<Report, RunError> {
    let rejects = rejects_path(output);
    let to = Format::of(output, formats, Use::Output)?;
    refuse_overwriting(input, &[output, &rejects])?;
    let rows = open(input, formats, &job.expected())?;
    let (mut results, mut rejected) = (beside(output)?, beside(&rejects)?);
    let mut run = Run::over(job, rows)?;
    let write = to.results.unwrap_or(|output| Box::new(Csv(output)));
    let summary = run.write_to(&mut *write(&mut results), &mut rejected)?;
    // Asked last: the last rows may be in another encoding, or hold totals.
    let notes = run.notes();
    place(results, output)?;
    let has_rejects = summary.rejected > 0;
    if has_rejects {
        place(rejected, &rejects)?;
    } else if let Err(cause) = std::fs::remove_file(&rejects)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        // An old list of rejects beside new results would mislead.
        return Err(failed(&text!("verwijderen van", "removing"), &rejects, cause));
    }
    Ok(Report { summary, rejects: has_rejects.then_some(rejects), notes })
}

/// Starts to read a file, in the format that its extension names: one of `formats`, else CSV.
///
/// # Errors
/// When it cannot be opened, has no usable header, or this build does not have its format.
pub fn open(input: &Path, formats: &[Format], expected: &Expected<'_>) -> Result<Box<dyn Rows>, RunError> {
    let format = Format::of(input, formats, Use::Input)?;
    let source = File::open(input).map_err(|cause| failed(&text!("openen van", "opening"), input, cause))?;
    (format.open)(source, expected)
}

/// An output is written beside its place and gets its name when it is whole.
pub(crate) fn beside(output: &Path) -> Result<Draft, RunError> {
    Draft::of(output).map_err(|cause| failed(&text!("schrijven naast", "writing beside"), output, cause))
}

/// Gives a whole output its name.
pub(crate) fn place(draft: Draft, path: &Path) -> Result<(), RunError> {
    draft.place().map_err(|cause| failed(&text!("schrijven van", "writing"), path, cause))
}

/// Refuses outputs that are the input.
pub(crate) fn refuse_overwriting(input: &Path, outputs: &[&Path]) -> Result<(), RunError> {
    if !outputs.iter().any(|output| same_file(input, output)) {
        return Ok(());
    }
    Err(RunError::Usage(vec![text!("de uitvoer zou de invoer overschrijven", "the output would overwrite the input")]))
}

/// `results.csv` → `results.rejects.csv`.
#[must_use]
pub fn rejects_path(output: &Path) -> PathBuf {
    let stem = output.file_stem().map_or_else(|| "output".into(), |stem| stem.to_string_lossy().into_owned());
    output.with_file_name(format!("{stem}.rejects.csv"))
}

fn failed(what: &Text, path: &Path, cause: std::io::Error) -> RunError {
    let (nl, en, path) = (&what.nl, &what.en, path.display());
    RunError::Machine { what: text!("{nl} {path}", "{en} {path}"), cause }
}
