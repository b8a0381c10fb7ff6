// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer batch --html`: a run on one page, with pictures.

use std::path::Path;

use taxeer::aggregate::Tally;
use taxeer::batch::{self, Job, Report};
use taxeer::overview::{self, Overview};
use taxeer::record::rows::Rows;
use taxeer::text;

use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::progress::Progress;
use super::term;

/// Refuses a name that is not that of a page, before anything is scored.
pub fn refuse_name(context: &Context, path: Option<&Path>) -> Result<(), Exit> {
    path.map_or(Ok(()), |path| overview::refuse_name(path).map_err(|error| term::stopped(context, &error)))
}

/// Counts the input once more, for the answers that are missing, and writes the page.
pub fn write(context: &Context, job: &Job<'_>, input: &Path, report: &Report, path: &Path) -> Result<(), Exit> {
    let progress = Progress::begin(context.lang, context.quiet);
    let open = || batch::open_watched(input, FORMATS, &job.expected(), &progress).map(|rows| Box::new(rows) as Box<dyn Rows + '_>);
    let tally = Tally::of(job, open);
    progress.end();
    let tally = tally.map_err(|error| term::stopped_beside(context, &error, path))?;
    let overview = Overview { job, input: &report.input, summary: &report.summary, tally: &tally, notes: &report.notes };
    overview::write(path, &overview, context.lang).map_err(|error| term::stopped(context, &error))?;
    if !context.quiet {
        let path = path.display();
        term::note(text!("overzicht met plaatjes, intern: {path}", "overview with pictures, internal: {path}").get(context.lang));
    }
    Ok(())
}
