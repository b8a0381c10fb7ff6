// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases to a file of results: block by block, in constant memory, with totals that reconcile.

mod columns;
mod crew;
mod duplicates;
mod excel;
mod feedback;
mod format;
mod holds;
mod json_lines;
mod known;
mod legend;
mod listing;
mod part;
mod record;
mod results;
mod routed;
mod run;
mod summary;
mod trial;
mod watched;
mod words;
mod workbook;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread::{self, Builder};

pub use columns::Column;
pub use duplicates::{Found, Handling};
pub use excel::Excel;
pub use format::{CSV, Format, JSON_LINES, XLSX};
pub use holds::Holds;
pub use listing::write_table;
pub use results::{About, Csv, Results};
pub use run::{BLOCK, Beside, Job, LeftOut, Run};
pub use summary::Summary;
pub use trial::{on_trial, refuse_trial};
pub use watched::{Watched, go_on, open_watched};

use legend::Legend;
pub use record::Written;
pub use routed::Judge;
use serde_json::Value;

use crate::digest::Digesting;
use crate::draft::{Draft, same_file};
use crate::form::Form;
use crate::lang::Text;
use crate::progress::{Unwatched, Watch};
use crate::record::{Answers, Conventions, Expected, Manner, RunError, rows::Rows};
use crate::text;

/// What a run over files leaves.
#[derive(Debug)]
pub struct Report {
    /// Counts.
    pub summary: Summary,
    /// The file with rejected rows, when there are any.
    pub rejects: Option<PathBuf>,
    /// The file with the rows of cases of which rows differ, when there are any.
    pub conflicts: Option<PathBuf>,
    /// The file with the rows of open cases, when there are any.
    pub open: Option<PathBuf>,
    /// The record of the run: a file beside the results, and what stands in it.
    pub record: (PathBuf, Value),
    /// What the user should know of how the input was read.
    pub notes: Vec<Text>,
    /// The input.
    pub input: Written,
}

/// Scores a file into a file, in the formats that their extensions name. Nothing is left behind when it fails: results are written beside
/// the output and renamed at the end.
///
/// # Errors
/// When a file cannot be read or written, a column or field is not as asked, or the input cannot be scored as a whole.
pub fn file(job: &Job<'_>, input: &Path, output: &Path, formats: &[Format]) -> Result<Report, RunError> {
    file_for(job, input, output, formats, None)
}

/// As [`file`]; for `excel`, CSV is written as that spreadsheet opens it.
///
/// # Errors
/// As [`file`], and when the output is no CSV.
pub fn file_for(job: &Job<'_>, input: &Path, output: &Path, formats: &[Format], excel: Option<Excel>) -> Result<Report, RunError> {
    file_watched(job, input, output, formats, excel, &Unwatched)
}

/// As [`file_for`], under watch: told to stop, it leaves every file as it was.
///
/// # Errors
/// As [`file_for`], and when it is told to stop.
pub fn file_watched(
    job: &Job<'_>,
    input: &Path,
    output: &Path,
    formats: &[Format],
    excel: Option<Excel>,
    watch: &dyn Watch,
) -> Result<Report, RunError> {
    let paths = ["rejects.csv", "conflicts.csv", "open.csv"].map(|name| beside_output(output, name));
    let record_path = beside_output(output, "summary.json");
    let write = Format::to_write(output, formats, excel)?;
    let [rejects, conflicts, open_cases] = &paths;
    refuse_overwriting(input, &[output, rejects, conflicts, open_cases, &record_path])?;
    let rows = || open_watched(input, formats, &job.expected(), watch).map(|rows| Box::new(rows) as Box<dyn Rows + '_>);
    let mut run = Run::over(job, rows()?)?;
    if let Some(excel) = excel {
        run.write_for(excel);
    }
    let duplicates = run.find_duplicates(rows)?;
    let mut results = Digesting::new(beside(output)?);
    let mut drafts = [beside(rejects)?, beside(conflicts)?, beside(open_cases)?];
    let [rejects, conflicts, open_cases] = &mut drafts;
    let reading = || Ok(Written { name: name(input), digest: watched::digest_of(input, watch)? });
    // A workbook says at its start what it is of; else the input is digested while it is scored.
    let first = Format::has_legend(output).then(reading).transpose()?;
    let legend = first.as_ref().map(|read| Legend::of(job, read));
    let about = About { sheet: job.lang.pick("resultaten", "results"), folder: folder(output), legend };
    let (mut summary, read) = thread::scope(|scope| {
        let meanwhile = if first.is_none() { Builder::new().spawn_scoped(scope, reading).ok() } else { None };
        let summary = run.write_to(&mut *write(&mut results, &about), Beside { rejects, conflicts, open: open_cases })?;
        let read = match (first, meanwhile) {
            (Some(read), _) => Ok(read),
            (None, Some(meanwhile)) => meanwhile.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            (None, None) => reading(),
        };
        Ok((summary, read?))
    })?;
    summary.duplicates = duplicates;
    // Asked last: the last rows may be in another encoding, or hold totals.
    let notes = run.notes();
    let (results, digest) = results.end();
    let written = Written { name: name(output), digest };
    let record = record::json(job, &read, &written, &summary, &notes, job.lang);
    let mut record_draft = beside(&record_path)?;
    record_draft
        .write_all((serde_json::to_string_pretty(&record).unwrap_or_default() + "\n").as_bytes())
        .map_err(|cause| failed(&text!("schrijven van", "writing"), &record_path, cause))?;
    // From here on all files get their names: the last moment to stop.
    go_on(watch)?;
    place(results, output)?;
    let ([first, second, third], [rejects, conflicts, open_cases]) = (drafts, paths);
    let rejects = place_or_remove(first, rejects, summary.rejected > 0)?;
    let conflicts = place_or_remove(second, conflicts, summary.conflicting > 0)?;
    let open = place_or_remove(third, open_cases, summary.open_settled + summary.open > 0)?;
    place(record_draft, &record_path)?;
    Ok(Report { summary, rejects, conflicts, open, record: (record_path, record), notes, input: read })
}

/// Gives a file its name where it holds something; else none of that name may stand beside the new results: it would mislead.
fn place_or_remove(draft: Draft, path: PathBuf, holds_rows: bool) -> Result<Option<PathBuf>, RunError> {
    if holds_rows {
        place(draft, &path)?;
        return Ok(Some(path));
    }
    match std::fs::remove_file(&path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(failed(&text!("verwijderen van", "removing"), &path, cause)),
        _ => Ok(None),
    }
}

/// The folder of a file.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Starts to read a file, in the format that its extension names: one of `formats`, else CSV.
///
/// # Errors
/// When it cannot be opened, has no usable header, or this build does not have its format.
pub fn open(input: &Path, formats: &[Format], expected: &Expected<'_>) -> Result<Box<dyn Rows>, RunError> {
    let open = Format::to_read(input, formats)?;
    open(opened(input)?, expected)
}

fn opened(input: &Path) -> Result<File, RunError> {
    File::open(input).map_err(|cause| failed(&text!("openen van", "opening"), input, cause))
}

/// Reads a list of answers, in the format that its extension names.
///
/// # Errors
/// When it cannot be read, or is no such list.
pub fn answers(form: &Form, list: &Path, formats: &[Format], conventions: &Conventions) -> Result<Answers, RunError> {
    // The list is a file of its own: what is said of the input's header or sheet does not hold for it.
    let conventions = Conventions { header: None, sheet: None, ..conventions.clone() };
    let rows = open(list, formats, &Expected { fields: Vec::new(), names: Vec::new(), conventions: &conventions })?;
    let manner = Manner { mark: rows.mark(), dates: conventions.dates };
    Answers::read(form, rows, manner)
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

/// `results.csv` → `results.rejects.csv`, for a file that stands beside the results.
#[must_use]
pub fn beside_output(output: &Path, end: &str) -> PathBuf {
    let stem = output.file_stem().map_or_else(|| "output".into(), |stem| stem.to_string_lossy().into_owned());
    output.with_file_name(format!("{stem}.{end}"))
}

fn failed(what: &Text, path: &Path, cause: std::io::Error) -> RunError {
    let (nl, en, path) = (&what.nl, &what.en, path.display());
    RunError::Machine { what: text!("{nl} {path}", "{en} {path}"), cause }
}
