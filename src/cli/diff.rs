// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer diff`.

use taxeer::catalogue::{Catalogue, Entry, Sort};
use taxeer::difference::{self, Difference, cases, json, page};
use taxeer::instrument::Instrument;
use taxeer::{batch, text};

use super::args::Diff;
use super::asked::asked;
use super::batch::FORMATS;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::map::mapping;
use super::progress::Progress;
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
    let [old, new] = match sides(context, &catalogue, [&args.old, &args.new])? {
        Sides::Instruments(both) => *both,
        Sides::Protocols(entries) => return protocols(context, args, &catalogue, &entries),
    };
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
            let progress = Progress::begin(context.lang, context.quiet);
            let found = cases::file(&job, input, args.output.as_deref(), FORMATS, &progress);
            progress.end();
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

/// What is compared.
enum Sides {
    Instruments(Box<[Instrument; 2]>),
    Protocols(Box<[Entry; 2]>),
}

/// Both rule sets, or both protocols.
fn sides(context: &Context, catalogue: &Catalogue, names: [&str; 2]) -> Result<Sides, Exit> {
    let entry = |name: &str| {
        let found = catalogue.instrument(name, context.as_of).or_else(|error| catalogue.protocol(name).map_err(|_| error));
        found.map_err(|error| context.not_found(&error))
    };
    let entries: [Entry; 2] = [entry(names[0])?, entry(names[1])?];
    match entries.each_ref().map(|entry| Sort::of(entry) == Sort::Protocol) {
        [false, false] => {
            let both = [context.instrument(catalogue, names[0])?, context.instrument(catalogue, names[1])?];
            Ok(Sides::Instruments(Box::new(both)))
        }
        [true, true] => Ok(Sides::Protocols(Box::new(entries))),
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

/// Two protocols: what changed in their rules, and who gets another tier.
fn protocols(context: &Context, args: &Diff, catalogue: &Catalogue, entries: &[Entry; 2]) -> Result<Exit, Exit> {
    let asked = |name: &str| asked(context, catalogue, None, Some(name), &[]);
    let (old, new) = (asked(&args.old)?, asked(&args.new)?);
    let (Some(old_protocol), Some(new_protocol)) = (old.protocol(), new.protocol()) else { return Err(Exit::Machine) };
    let changes = difference::protocols::changes(&entries[0].source(), &entries[1].source());
    let cases = match &args.input {
        None => None,
        Some(input) => {
            let (old_reader, new_reader) = (old.evaluator(), new.evaluator());
            let read = [old_reader.instrument(), new_reader.instrument()];
            let mapping = args.mapping.as_ref().map(|file| mapping(context, catalogue, file, &read)).transpose()?;
            let job = difference::protocols::Job {
                old: difference::protocols::Side { protocol: old_protocol, evaluator: &old_reader },
                new: difference::protocols::Side { protocol: new_protocol, evaluator: &new_reader },
                sets: &args.sets,
                mapping: mapping.as_ref(),
                conventions: &args.conventions.conventions(),
                as_of: context.as_of,
                listed: if context.format == Format::Json { usize::MAX } else { LISTED },
            };
            let progress = Progress::begin(context.lang, context.quiet);
            let found = difference::protocols::file(&job, input, args.output.as_deref(), FORMATS, &progress);
            progress.end();
            Some(found.map_err(|error| term::stopped(context, &error))?)
        }
    };
    let found = difference::protocols::Difference { old: old_protocol, new: new_protocol, changes, cases };
    if context.format == Format::Json {
        term::out_json(&difference::protocols::json::json(&found));
    } else {
        if !context.quiet {
            found.cases.iter().flat_map(|cases| &cases.notes).for_each(|note| term::note(note.get(context.lang)));
        }
        let stamps = format!("{} / {}", old_protocol.stamp(), new_protocol.stamp());
        term::out(&term::rendered(context, &difference::protocols::page::document(&found, context.lang), &stamps));
    }
    let sound = found.cases.as_ref().is_none_or(difference::protocols::Cases::reconciles);
    Ok(if sound { Exit::Done } else { Exit::Machine })
}
