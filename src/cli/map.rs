// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer map`, and the mapping that other commands read with.

use std::path::Path;

use taxeer::catalogue::Catalogue;
use taxeer::draft;
use taxeer::form::Form;
use taxeer::instrument::Instrument;
use taxeer::mapping::{self, Mapping};
use taxeer::record::{Expected, Manner};
use taxeer::{batch, text};

use super::args::Map;
use super::batch::FORMATS;
use super::context::{self, Context};
use super::exit::Exit;
use super::term;

pub fn run(context: &Context, args: &Map) -> Exit {
    match drafted(context, args) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn drafted(context: &Context, args: &Map) -> Result<(), Exit> {
    let catalogue = context.catalogue()?;
    let instrument = context.instrument(&catalogue, &args.id)?;
    let form = instrument.form();
    let conventions = args.conventions.conventions();
    let fields: Vec<_> = form.fields.iter().collect();
    let expected = Expected { fields: fields.clone(), names: Vec::new(), conventions: &conventions };
    let stopped = |error| term::stopped(context, &error);
    let rows = batch::open(&args.input, FORMATS, &expected).map_err(stopped)?;
    let manner = Manner { mark: rows.mark(), dates: conventions.dates };
    let draft = mapping::draft(&name(&args.input), &[&form.id], &fields, rows, manner, context.lang).map_err(stopped)?;
    match &args.output {
        None => term::out(&draft.text),
        Some(path) => {
            let written = draft::write_new(path, &draft.text);
            written.map_err(|error| {
                let path = path.display();
                term::error(context.lang, &text!("{path} is niet te schrijven: {error}", "{path} cannot be written: {error}"));
                Exit::Machine
            })?;
        }
    }
    if !context.quiet {
        let (guessed, missing) = (draft.guessed, draft.missing.len());
        let words = text!(
            "te bevestigen velden: {guessed}; velden waarvoor niets gevonden is: {missing}",
            "fields to confirm: {guessed}; fields for which nothing was found: {missing}"
        );
        term::note(words.get(context.lang));
    }
    Ok(())
}

/// The name of an input as a name that can stand in outputs.
fn name(input: &Path) -> String {
    let stem = input.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "input".to_owned() } else { name.to_owned() }
}

/// The mapping of a file, checked against the instruments of the run and the others that it is for.
pub fn mapping(context: &Context, catalogue: &Catalogue, file: &Path, scored: &[&Instrument]) -> Result<Mapping, Exit> {
    let source = context::read(file).map_err(|error| {
        let name = file.display();
        term::error(context.lang, &text!("{name} is niet te lezen: {error}", "{name} cannot be read: {error}"));
        Exit::Machine
    })?;
    let scored: Vec<&Form> = scored.iter().map(|instrument| instrument.form()).collect();
    let named = mapping::instruments_of(&source);
    let others = named.iter().filter(|id| !scored.iter().any(|form| form.id == **id));
    let others: Vec<Instrument> = others.map(|id| context.instrument(catalogue, id)).collect::<Result<_, _>>()?;
    let (mapping, findings) = mapping::check(&source, &scored, &others.iter().map(Instrument::form).collect::<Vec<_>>());
    mapping.ok_or_else(|| {
        term::findings(context, &findings);
        let name = file.display();
        term::error(context.lang, &text!("{name} is niet gebruikt: eerst herstellen", "{name} was not used: mend it first"));
        Exit::Rejected
    })
}
