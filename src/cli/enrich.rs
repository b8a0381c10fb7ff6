// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer enrich`.

use std::path::Path;

use serde_json::json;
use taxeer::batch;
use taxeer::enrichment::{self, Job, List};
use taxeer::form::Form;
use taxeer::record::set::Sets;
use taxeer::text;

use super::args::Enrich;
use super::asked::{id_and_input, in_use};
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::progress::Progress;
use super::term;

/// So many fields are shown.
const SHOWN: usize = 10;

pub fn run(context: &Context, args: &Enrich) -> Exit {
    match listed(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn listed(context: &Context, args: &Enrich) -> Result<Exit, Exit> {
    let catalogue = context.catalogue()?;
    let (id, input) = id_and_input(&args.id_and_input)?;
    let asked = in_use(context, &catalogue, id, args.protocol.as_deref(), &args.norms, args.trial)?;
    let evaluator = asked.evaluator();
    let instrument = evaluator.instrument();
    let sets = Sets::read(instrument.form(), &args.sets).map_err(|error| term::stopped(context, &error))?;
    let mapping = args.mapping.as_ref().map(|file| mapping(context, &catalogue, file, &[instrument])).transpose()?;
    let conventions = args.input.conventions();
    let job = Job {
        evaluator: &evaluator,
        protocol: asked.protocol(),
        as_of: context.as_of,
        mapping: mapping.as_ref(),
        sets: &sets,
        conventions: &conventions,
        lang: context.lang,
        block: batch::BLOCK,
    };
    let progress = Progress::begin(context.lang, context.quiet);
    let found = enrichment::file(&job, Path::new(input), &args.output, FORMATS, &progress);
    progress.end();
    let list = found.map_err(|error| term::stopped(context, &error))?;
    if context.format == Format::Json {
        term::note(&record(&list, instrument.form()).to_string());
    } else if !context.quiet {
        list.notes.iter().for_each(|note| term::note(note.get(context.lang)));
        asked.instruments().iter().for_each(|instrument| term::note(&instrument.stamp()));
        say(context, &list, instrument.form());
        let output = args.output.display();
        term::note(text!("vragen: {output}", "questions: {output}").get(context.lang));
    }
    Ok(Exit::Done)
}

fn record(list: &List, form: &Form) -> serde_json::Value {
    json!({
        "format_version": 1,
        "on_trial": list.on_trial,
        "read": list.read,
        "rejected": list.rejected,
        "open": list.open,
        "unordered": list.unordered,
        "questions": list.questions,
        "by_worst": list.by_worst.iter().map(|(worst, cases)| (worst.to_string(), json!(cases))).collect::<serde_json::Map<_, _>>(),
        "settling": list.settling.iter().map(|(field, cases)| json!({ "field": form.fields[*field].id, "cases": cases })).collect::<Vec<_>>(),
    })
}

fn say(context: &Context, list: &List, form: &Form) {
    let [read, rejected, open, questions] = [list.read, list.rejected, list.open, list.questions].map(|count| context.lang.number(count));
    let words = text!(
        "gelezen {read}, afgewezen {rejected}; open {open}, met {questions} vragen",
        "read {read}, rejected {rejected}; open {open}, with {questions} questions"
    );
    term::note(words.get(context.lang));
    for (worst, cases) in &list.by_worst {
        let words = match worst {
            1 => text!("  vast met één antwoord: {cases}", "  settled by one answer: {cases}"),
            _ => text!("  vast met hooguit {worst} antwoorden: {cases}", "  settled by at most {worst} answers: {cases}"),
        };
        term::note(words.get(context.lang));
    }
    if list.unordered > 0 {
        let unordered = list.unordered;
        let words = text!("  te veel onbekend om een volgorde te vinden: {unordered}", "  too much unknown to find an order: {unordered}");
        term::note(words.get(context.lang));
    }
    if !list.settling.is_empty() {
        term::note(
            text!("zaken die één antwoord vastlegt, wat het ook is", "cases that one answer settles, whatever it is").get(context.lang),
        );
    }
    for (field, cases) in list.settling.iter().take(SHOWN) {
        let field = &form.fields[*field];
        let (id, label) = (&field.id, field.label.get(context.lang));
        term::note(&format!("  {cases:>6}  {id} ({label})"));
    }
}
