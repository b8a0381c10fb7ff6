// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer selftest`.

use std::path::Path;

use taxeer::batch::{self, Job};
use taxeer::record::set::Sets;
use taxeer::self_test::{self, Batch, page};

use super::args::SelfTest;
use super::asked::{id_and_input, in_use};
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::progress::Progress;
use super::term;

pub fn run(context: &Context, args: &SelfTest) -> Exit {
    match tried(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn tried(context: &Context, args: &SelfTest) -> Result<Exit, Exit> {
    let catalogue = context.catalogue()?;
    let (id, input) = id_and_input(&args.id_and_input)?;
    let asked = in_use(context, &catalogue, id, args.protocol.as_deref(), &args.norms, args.trial)?;
    let evaluator = asked.evaluator();
    let instrument = evaluator.instrument();
    let sets = Sets::read(instrument.form(), &args.sets).map_err(|error| term::stopped(context, &error))?;
    let mapping = args.mapping.as_ref().map(|file| mapping(context, &catalogue, file, &[instrument])).transpose()?;
    let as_of = asked.as_of(context, &catalogue);
    let conventions = args.input.conventions();
    let job = Job {
        as_of: &as_of,
        evaluator: &evaluator,
        protocol: asked.protocol(),
        mapping: mapping.as_ref(),
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &conventions,
        lang: context.lang,
        block: batch::BLOCK,
        threads: None,
    };
    let stop = |error| term::stopped(context, &error);
    let progress = Progress::begin(context.lang, context.quiet);
    let open = || batch::open_watched(Path::new(input), FORMATS, &job.expected(), &progress).map(Box::new);
    let most = args.rows.map_or(self_test::ROWS, std::num::NonZeroUsize::get);
    let outcome = self_test::run(&Batch(job.clone()), open().map_err(stop)?, open().map_err(stop)?, most, &progress);
    progress.end();
    let outcome = outcome.map_err(stop)?;
    let stamps: Vec<String> = asked.instruments().iter().map(|instrument| instrument.stamp()).collect();
    let name = Path::new(input).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stamps = stamps.join(", ");
    if context.format == Format::Json {
        term::out_json(&page::json(&outcome, &name, &stamps, context.lang));
    } else {
        term::page(context, &page::document(&outcome, &name, &stamps, context.lang), &stamps);
    }
    Ok(if outcome.holds() { Exit::Done } else { Exit::Integrity })
}
