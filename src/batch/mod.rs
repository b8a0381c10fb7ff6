//! A file of cases to a file of results: block by block, in constant memory, with totals that reconcile.

mod columns;
mod part;
mod rejects;
mod run;
mod summary;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

pub use columns::Column;
pub use run::{BLOCK, Job, Run};
pub use summary::Summary;

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

/// Scores a file into a file. Nothing is left behind when it fails: results are written beside the output and renamed at the end.
///
/// # Errors
/// When a file cannot be read or written, a column or field is not as asked, or the input cannot be scored as a whole.
pub fn file(job: &Job<'_>, input: &Path, output: &Path) -> Result<Report, RunError> {
    let rejects = rejects_path(output);
    refuse_formats(input)?;
    if same_file(input, output) || same_file(input, &rejects) {
        return Err(RunError::Usage(vec![text!("de uitvoer zou de invoer overschrijven", "the output would overwrite the input")]));
    }
    let source = File::open(input).map_err(|cause| failed(&text!("openen van", "opening"), input, cause))?;
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = || temporary(folder).map_err(|cause| failed(&text!("schrijven naast", "writing beside"), output, cause));
    let (mut results, mut rejected) = (BufWriter::new(beside()?), BufWriter::new(beside()?));
    let run = Run::new(job, source)?;
    let notes = run.notes();
    let summary = run.write(&mut results, &mut rejected)?;
    let place = |mut file: BufWriter<tempfile::NamedTempFile>, path: &Path| {
        let written = file.flush().and_then(|()| file.into_inner().map_err(std::io::IntoInnerError::into_error));
        let written = written.and_then(|file| file.as_file().sync_all().map(|()| file));
        let written = written.and_then(|file| file.persist(path).map_err(|error| error.error));
        written.map(drop).map_err(|cause| failed(&text!("schrijven van", "writing"), path, cause))
    };
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

/// A file without a name that is to become the output. It has the permissions that the user's other new files have.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// `results.csv` → `results.rejects.csv`.
#[must_use]
pub fn rejects_path(output: &Path) -> PathBuf {
    let stem = output.file_stem().map_or_else(|| "output".into(), |stem| stem.to_string_lossy().into_owned());
    output.with_file_name(format!("{stem}.rejects.csv"))
}

fn refuse_formats(input: &Path) -> Result<(), RunError> {
    let extension = input.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let refusal = match extension.as_str() {
        "parquet" if !cfg!(feature = "frames") => text!(
            "deze versie leest geen Parquet; installeer haar met: cargo install --path . --features frames",
            "this build does not read Parquet; install one that does with: cargo install --path . --features frames"
        ),
        "xlsx" | "xls" | "ods" => {
            text!("een werkblad wordt nog niet gelezen; bewaar het als ‘CSV UTF-8’", "a workbook is not read yet; save it as ‘CSV UTF-8’")
        }
        _ => return Ok(()),
    };
    Err(RunError::Usage(vec![refusal]))
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn failed(what: &Text, path: &Path, cause: std::io::Error) -> RunError {
    let (nl, en, path) = (&what.nl, &what.en, path.display());
    RunError::Machine { what: text!("{nl} {path}", "{en} {path}"), cause }
}
