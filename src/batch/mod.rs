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
pub use format::{CSV, Format};
pub use results::{Csv, Results};
pub use run::{BLOCK, Job, Run};
pub use summary::Summary;

use format::Use;

use crate::draft::{Draft, same_file};
use crate::lang::Text;
use crate::record::RunError;
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
    let (from, to) = (Format::of(input, formats, Use::Input)?, Format::of(output, formats, Use::Output)?);
    if same_file(input, output) || same_file(input, &rejects) {
        return Err(RunError::Usage(vec![text!("de uitvoer zou de invoer overschrijven", "the output would overwrite the input")]));
    }
    let source = File::open(input).map_err(|cause| failed(&text!("openen van", "opening"), input, cause))?;
    let beside = |path: &Path| Draft::of(path).map_err(|cause| failed(&text!("schrijven naast", "writing beside"), output, cause));
    let (mut results, mut rejected) = (beside(output)?, beside(&rejects)?);
    let run = Run::over(job, (from.open)(source)?)?;
    let notes = run.notes();
    let summary = run.write_to(&mut *(to.results)(&mut results), &mut rejected)?;
    let place = |draft: Draft, path: &Path| draft.place().map_err(|cause| failed(&text!("schrijven van", "writing"), path, cause));
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
