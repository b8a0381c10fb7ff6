// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer batch`.

use std::path::Path;

use taxeer::batch::{self, Excel, Handling, Job, Report};
use taxeer::caution::Caution;
use taxeer::mapping::Mapping;
use taxeer::number::date;
use taxeer::record::set::Sets;
use taxeer::text;

use super::aggregate;
use super::args::{Batch, ExcelName, HandlingName};
use super::asked::{Asked, id_and_input, in_use};
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::overview;
use super::progress::Progress;
use super::term;

/// The formats of files that this build has beside CSV.
pub const FORMATS: &[batch::Format] = &[
    #[cfg(feature = "frames")]
    taxeer::frames::PARQUET,
];

pub fn run(context: &Context, args: &Batch) -> Exit {
    match scored(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn scored(context: &Context, args: &Batch) -> Result<Exit, Exit> {
    aggregate::refuse_kind(context, args.aggregate.as_deref())?;
    overview::refuse_name(context, args.html.as_deref())?;
    let catalogue = context.catalogue()?;
    let (id, input) = id_and_input(&args.id_and_input)?;
    let asked = in_use(context, &catalogue, id, args.protocol.as_deref(), &args.norms, args.trial)?;
    let evaluator = asked.evaluator();
    let instrument = evaluator.instrument();
    let sets = Sets::read(instrument.form(), &args.sets).map_err(|error| term::stopped(context, &error))?;
    let mapping = args.mapping.as_ref().map(|file| mapping(context, &catalogue, file, &[instrument])).transpose()?;
    let as_of = asked.as_of(context, &catalogue);
    let conventions = args.input.conventions();
    let answers = args.answers.as_deref().map(|list| batch::answers(instrument.form(), list, FORMATS, &conventions));
    let answers = answers.transpose().map_err(|error| term::stopped(context, &error))?;
    let job = Job {
        as_of: &as_of,
        evaluator: &evaluator,
        protocol: asked.protocol(),
        mapping: mapping.as_ref(),
        sets: &sets,
        columns: args.columns.as_deref(),
        duplicates: args.duplicates.map(|how| match how {
            HandlingName::Merge => Handling::Merge,
            HandlingName::Stop => Handling::Stop,
        }),
        answers: answers.as_ref(),
        conventions: &conventions,
        lang: context.lang,
        block: batch::BLOCK,
        threads: args.threads,
    };
    let excel = args.excel.map(|ExcelName::Nl| Excel::Nl);
    let progress = Progress::begin(context.lang, context.quiet);
    let report = batch::file_watched(&job, Path::new(input), &args.output, FORMATS, excel, &progress);
    progress.end();
    let report = report.map_err(|error| term::stopped(context, &error))?;
    say(context, args, &report, &job, &asked);
    if let Some(path) = &args.aggregate {
        aggregate::write(context, &job, Path::new(input), path)?;
    }
    if let Some(path) = &args.html {
        overview::write(context, &job, Path::new(input), &report, path)?;
    }
    let summary = &report.summary;
    Ok(if !summary.reconciles() {
        Exit::Machine
    } else if args.strict && (summary.rejected + summary.inconsistent > 0 || as_of.all().any(Caution::is_strict)) {
        Exit::Rejected
    } else {
        Exit::Done
    })
}

fn say(context: &Context, args: &Batch, report: &Report, job: &Job<'_>, asked: &Asked) {
    let as_of = job.as_of;
    if context.format == Format::Json {
        term::note(&report.record.1.to_string());
        return;
    }
    if context.quiet {
        return;
    }
    for note in &report.notes {
        term::note(note.get(context.lang));
    }
    for instrument in asked.instruments() {
        term::note(&instrument.stamp());
    }
    if let Some(stamp) = job.mapping.map(Mapping::stamp) {
        term::note(text!("toewijzing: {stamp}", "mapping: {stamp}").get(context.lang));
    }
    for instrument in asked.instruments() {
        if let Some(successor) = &instrument.form().validity.successor {
            term::note(text!("opvolger van dit instrument: {successor}", "successor of this instrument: {successor}").get(context.lang));
        }
    }
    if let Some(day) = as_of.day.map(date::print) {
        term::note(text!("peildatum: {day}", "as of: {day}").get(context.lang));
    }
    for caution in &as_of.cautions {
        let (words, code) = (caution.words(), caution.code());
        let (nl, en) = (words.nl, words.en);
        term::note(text!("let op: {nl} ({code}, in elke rij)", "note: {en} ({code}, in every row)").get(context.lang));
    }
    for (instrument, cautions) in asked.instruments().into_iter().zip(&as_of.of_each) {
        let id = &instrument.form().id;
        for caution in cautions {
            let (words, code) = (caution.words(), caution.code_of(id));
            let (nl, en) = (words.nl, words.en);
            term::note(text!("let op: {id}: {nl} ({code})", "note: {id}: {en} ({code})").get(context.lang));
        }
    }
    term::note(&report.summary.text(context.lang));
    term::note(context.lang.pick("intern: exacte aantallen, niet om te delen", "internal: exact counts, not for sharing"));
    let files = [
        (text!("resultaten", "results"), Some(&args.output)),
        (text!("afgewezen rijen, met herstel", "rejected rows, with the mend"), report.rejects.as_ref()),
        (text!("rijen van één zaak die verschillen", "rows of one case that differ"), report.conflicts.as_ref()),
        (text!("open zaken, met wat te vragen", "open cases, with what to ask"), report.open.as_ref()),
        (text!("verslag van deze run", "record of this run"), Some(&report.record.0)),
    ];
    for (words, path) in files {
        if let Some(path) = path {
            let (nl, en, path) = (words.nl, words.en, path.display());
            term::note(text!("{nl}: {path}", "{en}: {path}").get(context.lang));
        }
    }
}
