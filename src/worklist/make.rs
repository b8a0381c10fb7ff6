// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From files to files: reads results and an earlier list, and writes the list with what belongs to it.

use std::path::{Path, PathBuf};

use super::Stop;
use super::account::Account;
use serde_json::Value;

use super::changes::Changes;
use super::files::{self, Paths, Sheet};
use super::joined::Joined;
use super::list::List;
use super::previous::Previous;
use super::record::{Named, Sources, record};
use super::request::Request;
use super::results::Results;
use crate::batch::{self, Format};
use crate::draft::{self, same_file};
use crate::form::Form;
use crate::lang::Text;
use crate::progress::Watch;
use crate::record::{Conventions, Expected, RunError};
use crate::text;

/// The files that a list is made from and written to.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The results of batch.
    pub results: &'a Path,
    /// The file that batch read, where columns stand that the results lack.
    pub input: Option<&'a Path>,
    /// What that file was read with.
    pub conventions: &'a Conventions,
    /// An earlier list.
    pub previous: Option<&'a Path>,
    /// The list.
    pub output: &'a Path,
    /// Formats of files beside CSV.
    pub formats: &'a [Format],
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The results.
    pub results: Results,
    /// The earlier list.
    pub previous: Option<Previous>,
    /// Where they come from.
    pub sources: Sources,
    /// What the user should know.
    pub notes: Vec<Text>,
}

impl Job<'_> {
    /// The protocol that the results name: what they are to be read with.
    ///
    /// # Errors
    /// When it is not a file that batch wrote with a protocol.
    pub fn protocol(&self) -> Result<String, Stop> {
        let plain = Conventions::default();
        let rows = batch::open(self.results, self.formats, &Expected { fields: Vec::new(), names: Vec::new(), conventions: &plain })?;
        Ok(super::results::protocol(rows)?)
    }

    /// Reads everything that a list is made from. The columns of an input are looked for by the fields of a form, where one is known.
    ///
    /// # Errors
    /// When a file cannot be read or is not what it should be, a file would be overwritten, a file was changed after it was written, or it is
    /// told to stop.
    pub fn read(&self, request: &Request, form: Option<&Form>, watch: &dyn Watch) -> Result<Read, Stop> {
        request.refuse_contradictions()?;
        self.refuse_overwriting()?;
        let names = request.asked.names();
        let plain = Conventions::default();
        let open = |path: &Path| {
            let expected = Expected { fields: Vec::new(), names: Vec::new(), conventions: &plain };
            batch::open_watched(path, self.formats, &expected, watch)
        };
        let mut read = Read::default();
        let results = Named::of(self.results)?;
        let run = Account::beside(self.results)?;
        read.notes.extend(run.verify_results(&results)?);
        let lacks = !Results::has_all(&open(self.results)?, &names);
        // Where the results lack a column the input has it: the one that is named, else the one of the run, when it stands beside them.
        let beside = || run.input.as_ref().map(|input| self.results.with_file_name(&input.name)).filter(|path| lacks && path.is_file());
        let joined = match self.input.map(Path::to_owned).or_else(beside) {
            None => None,
            Some(input) => {
                let named = Named::of(&input)?;
                run.verify_input(&named)?;
                let fields = form.map(|form| form.fields.iter().collect()).unwrap_or_default();
                let rows = batch::open_watched(
                    &input,
                    self.formats,
                    &Expected { fields, names: names.iter().map(String::as_str).collect(), conventions: self.conventions },
                    watch,
                )?;
                read.sources.input = Some(named);
                Some(Joined::read(Box::new(rows), &names)?)
            }
        };
        read.results = Results::read(Box::new(open(self.results)?), &names, joined.as_ref())?;
        read.sources.results = Some(results);
        read.notes.append(&mut read.results.notes.clone());
        if let Some(previous) = self.previous {
            let key = key_of(previous)?;
            let named = Named::of(&key)?;
            read.notes.extend(verify(previous, &named)?);
            read.previous = Some(Previous::read(Box::new(open(&key)?))?);
            read.sources.previous = Some(named);
        }
        Ok(read)
    }

    /// Writes the list, its key, what changed, and the record. Each stands whole or not at all.
    ///
    /// # Errors
    /// When a file cannot be written, or it is told to stop before the first.
    pub fn write(
        &self,
        list: &List<'_>,
        changes: Option<&Changes>,
        mut sources: Sources,
        form: &Form,
        watch: &dyn Watch,
    ) -> Result<(Paths, Value), RunError> {
        // From here on files get their names: the last moment to stop.
        batch::go_on(watch)?;
        let paths = Paths::of(self.output);
        let write = |path: &Path, sheet: &Sheet| batch::write_table(path, form, &sheet.header, &sheet.rows, self.formats);
        write(&paths.key, &files::key(list))?;
        write(&paths.list, &files::list(list))?;
        sources.written = vec![("list", Named::of(&paths.list)?), ("key", Named::of(&paths.key)?)];
        match changes {
            Some(changes) => {
                write(&paths.changes, &files::changes(changes))?;
                sources.written.push(("changes", Named::of(&paths.changes)?));
            }
            // An old file of changes beside a new list would mislead.
            None => remove(&paths.changes)?,
        }
        let record = record(list, changes, &sources);
        let text = serde_json::to_string_pretty(&record).unwrap_or_default() + "\n";
        draft::write(&paths.summary, &text).map_err(|cause| failed(&paths.summary, cause))?;
        Ok((paths, record))
    }

    fn refuse_overwriting(&self) -> Result<(), RunError> {
        let paths = Paths::of(self.output);
        let outputs = [&paths.list, &paths.key, &paths.changes, &paths.summary];
        let read: Vec<PathBuf> = [Some(self.results), self.input, self.previous]
            .into_iter()
            .flatten()
            .map(Path::to_owned)
            .chain(self.previous.map(|previous| Paths::of(previous).key))
            .chain([Some(self.results), self.previous].into_iter().flatten().map(|path| Paths::of(path).summary))
            .collect();
        match read.iter().find(|read| outputs.iter().any(|output| same_file(read, output))) {
            None => Ok(()),
            Some(read) => {
                let name = read.display();
                Err(RunError::Usage(vec![text!(
                    "de lijst zou {name} overschrijven; geef haar een andere naam",
                    "the list would overwrite {name}; give it another name"
                )]))
            }
        }
    }
}

/// The key of a list: the file itself where it was given, else the one beside it.
fn key_of(list: &Path) -> Result<PathBuf, RunError> {
    let is_key = list.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".key"));
    let key = if is_key { list.to_owned() } else { Paths::of(list).key };
    if key.is_file() {
        return Ok(key);
    }
    let name = key.display();
    Err(RunError::refused(
        crate::diagnostic::Code::NotAList,
        text!("bij de vorige lijst ontbreekt de sleutel: {name}", "the earlier list lacks its key: {name}"),
        text!("zet hem ernaast, of geef hem zelf met --previous", "put it beside the list, or give it itself with --previous"),
    ))
}

/// Compares the key with its record, when it stands beside it.
fn verify(list: &Path, key: &Named) -> Result<Option<Text>, Stop> {
    let stem = list.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let summary = list.with_file_name(format!("{}.summary.json", stem.strip_suffix(".key").unwrap_or(&stem)));
    let name = &key.name;
    let Ok(text) = std::fs::read_to_string(&summary) else {
        return Ok(Some(text!(
            "{name}: zonder .summary.json ernaast is niet na te gaan of deze sleutel veranderd is",
            "{name}: without its .summary.json nobody can tell whether this key was changed"
        )));
    };
    let record: Value = serde_json::from_str(&text).unwrap_or_default();
    if record["written"]["key"]["sha256"] == key.sha256.as_str() {
        return Ok(None);
    }
    Err(Stop::Integrity(text!(
        "{name} is niet meer wat de vorige lijst erbij schreef (SHA-256 in {stem}.summary.json)",
        "{name} is no longer what the earlier list wrote (SHA-256 in {stem}.summary.json)"
    )))
}

fn remove(path: &Path) -> Result<(), RunError> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(failed(path, cause)),
        _ => Ok(()),
    }
}

fn failed(path: &Path, cause: std::io::Error) -> RunError {
    let path = path.display();
    RunError::Machine { what: text!("schrijven van {path}", "writing {path}"), cause }
}
