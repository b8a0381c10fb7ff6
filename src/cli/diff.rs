// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer diff`.

use taxeer::catalogue::{Catalogue, Entry, Sort};
use taxeer::difference::{self, Difference, cases, json, page};
use taxeer::instrument::Instrument;
use taxeer::{batch, text};

use super::args::Diff;
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::term;

/// Moves on a page; JSON has all of them.
const LISTED: usize = 20;

pub fn run(context: &Context, args: &Diff) -> Exit {
    match compared(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn compared(context: &Context, args: &Diff) -> Result<Exit, Exit> {
    if args.input.is_none() && (args.output.is_some() || args.mapping.is_some() || !args.sets.is_empty()) {
        let words = text!(
            "-o, --mapping en --set horen bij een bestand met zaken: taxeer diff OLD NEW INPUT",
            "-o, --mapping and --set go with a file of cases: taxeer diff OLD NEW INPUT"
        );
        term::error(context.lang, &words);
        return Err(Exit::Usage);
    }
    let catalogue = context.catalogue()?;
    let [old, new] = instruments(context, &catalogue, [&args.old, &args.new])?;
    let changes = difference::changes(old.form(), new.form());
    let cases = match &args.input {
        Some(input) => {
            let listed = if context.format == Format::Json { usize::MAX } else { LISTED };
            let mapping = args.mapping.as_ref().map(|file| mapping(context, &catalogue, file, &[&old, &new])).transpose()?;
            let job = cases::Job {
                mapping: mapping.as_ref(),
                old: &old,
                new: &new,
                changes: &changes,
                sets: &args.sets,
                conventions: &args.conventions.conventions(),
                listed,
                block: batch::BLOCK,
            };
            let found = cases::file(&job, input, args.output.as_deref(), FORMATS);
            Some(found.map_err(|error| term::stopped(context, &error))?)
        }
        None => None,
    };
    let share = difference::share(&old, &new);
    let found = Difference { old: &old, new: &new, changes, share, cases };
    if !context.quiet && context.format != Format::Json {
        found.cases.iter().flat_map(|cases| &cases.notes).for_each(|note| term::note(note.get(context.lang)));
    }
    if context.format == Format::Json {
        term::out_json(&json::json(&found, context.lang));
    } else {
        let stamps = format!("{} / {}", old.stamp(), new.stamp());
        term::out(&term::rendered(context, &page::document(&found, context.lang), &stamps));
    }
    let sound = found.cases.as_ref().is_none_or(cases::Cases::reconciles);
    Ok(if sound { Exit::Done } else { Exit::Machine })
}

/// Both rule sets; protocols are told apart first.
fn instruments(context: &Context, catalogue: &Catalogue, names: [&str; 2]) -> Result<[Instrument; 2], Exit> {
    let entry = |name: &str| {
        let found = catalogue.instrument(name, context.as_of).or_else(|error| catalogue.protocol(name).map_err(|_| error));
        found.map_err(|error| context.not_found(&error))
    };
    let entries: [Entry; 2] = [entry(names[0])?, entry(names[1])?];
    match entries.each_ref().map(|entry| Sort::of(entry) == Sort::Protocol) {
        [false, false] => Ok([context.instrument(catalogue, names[0])?, context.instrument(catalogue, names[1])?]),
        [true, true] => {
            let words = text!(
                "twee protocollen vergelijken kan nog niet; hun instrumenten wel: taxeer diff OLD NEW",
                "two protocols cannot be compared yet; their instruments can: taxeer diff OLD NEW"
            );
            term::error(context.lang, &words);
            Err(Exit::Rejected)
        }
        [first, _] => {
            let (protocol, instrument) = if first { (names[0], names[1]) } else { (names[1], names[0]) };
            let words = text!(
                "`{protocol}` is een protocol en `{instrument}` een instrument; die zijn niet te vergelijken",
                "`{protocol}` is a protocol and `{instrument}` an instrument; they cannot be compared"
            );
            term::error(context.lang, &words);
            Err(Exit::Usage)
        }
    }
}
