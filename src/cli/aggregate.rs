// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer batch --aggregate`: counts that are made to be shared.

use std::path::Path;

use taxeer::aggregate::{self, Tally, files, page, publish, tables};
use taxeer::batch::{self, Job};
use taxeer::mapping::Mapping;
use taxeer::protocol::Protocol;
use taxeer::record::rows::Rows;
use taxeer::text;

use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::progress::Progress;
use super::term;

/// Refuses a name of which no counts can be written, before anything is scored.
pub fn refuse_kind(context: &Context, path: Option<&Path>) -> Result<(), Exit> {
    path.map_or(Ok(()), |path| files::Kind::of(path).map(drop).map_err(|error| term::stopped(context, &error)))
}

/// Counts the input once more and writes what of it can be shared.
pub fn write(context: &Context, job: &Job<'_>, input: &Path, path: &Path) -> Result<(), Exit> {
    let progress = Progress::begin(context.lang, context.quiet);
    let open = || batch::open_watched(input, FORMATS, &job.expected(), &progress).map(|rows| Box::new(rows) as Box<dyn Rows + '_>);
    let tally = Tally::of(job, open);
    progress.end();
    let tally = tally.map_err(|error| term::stopped_beside(context, &error, path))?;
    let small = job.protocol.and_then(Protocol::small_cell).unwrap_or(aggregate::SMALL);
    let load = publish(&tables::tables(&tally, job.evaluator, job.protocol), small);
    let stamps = page::stamps(job.stamp(), job.protocol.map(Protocol::stamp), job.mapping.map(Mapping::stamp));
    let on_trial = batch::on_trial(job.evaluator, job.protocol);
    let on_trial: Vec<String> = on_trial.iter().map(|form| format!("{}@{}", form.id, form.edition)).collect();
    let about = files::About { stamps: &stamps, as_of: job.as_of.day, on_trial: &on_trial, small };
    files::write(path, &load, &about, context.lang).map_err(|error| term::stopped(context, &error))?;
    if !context.quiet {
        let path = path.display();
        term::note(text!("aantallen om te delen: {path}", "counts to be shared: {path}").get(context.lang));
    }
    Ok(())
}
