// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer new`.

use std::io::ErrorKind;
use std::path::Path;

use taxeer::catalogue::{Catalogue, Entry};
use taxeer::draft;
use taxeer::instrument::Instrument;
use taxeer::lang::Text;
use taxeer::syntax::shape::is_id;
use taxeer::{check, template, text};

use super::args::{New, What};
use super::asked::refuse_trial;
use super::context::Context;
use super::exit::Exit;
use super::term;

pub fn run(context: &Context, args: &New) -> Exit {
    match made(context, args) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn made(context: &Context, args: &New) -> Result<(), Exit> {
    let (id, lang) = (&args.id, context.lang);
    let refuse = |words: Text| {
        term::error(lang, &words);
        Exit::Usage
    };
    if args.edition.is_some() != (args.what == What::Edition) {
        return Err(refuse(text!(
            "een nieuwe editie heeft een naam nodig, en alleen die: taxeer new edition ID NIEUWE_EDITIE",
            "a new edition needs a name, and only that: taxeer new edition ID NEW_EDITION"
        )));
    }
    let catalogue = context.catalogue()?;
    let page = match args.what {
        What::Instrument => {
            named(id).map_err(refuse)?;
            if catalogue.instruments.iter().any(|entry| entry.id == *id) {
                return Err(refuse(text!(
                    "`{id}` is er al; een volgende editie maakt u met: taxeer new edition {id} NIEUWE_EDITIE",
                    "`{id}` is there already; for its next edition: taxeer new edition {id} NEW_EDITION"
                )));
            }
            template::instrument(id, context.as_of, lang)
        }
        What::Edition => {
            let (entry, _) = known(context, &catalogue, id)?;
            let (name, edition) = (&entry.id, args.edition.as_deref().unwrap_or_default());
            named(edition).map_err(refuse)?;
            if catalogue.instruments.iter().any(|other| (&*other.id, &*other.edition) == (name, edition)) || entry.edition == edition {
                return Err(refuse(text!("{name}@{edition} is er al", "{name}@{edition} is there already")));
            }
            template::edition(&entry.source(), edition, context.as_of)
        }
        What::NormPack => template::norm_pack(known(context, &catalogue, id)?.1.form(), lang).ok_or_else(|| {
            refuse(text!("{id} heeft geen schalen en geen niveaus om op voort te bouwen", "{id} has no scales and no levels to build on"))
        })?,
        What::Protocol if id.contains(',') => routes(context, &catalogue, id, args.trial)?,
        What::Protocol => template::protocol(put_to_use(context, &catalogue, id, args.trial)?.form(), lang)
            .ok_or_else(|| refuse(text!("{id} rapporteert geen niveaus", "{id} reports no levels")))?,
        What::Signature => template::signature(known(context, &catalogue, id)?.1.form(), lang),
    };
    match &args.output {
        None => term::out(&page),
        Some(path) => keep(context, args, path, &page)?,
    }
    Ok(())
}

/// A protocol over the instruments that are named, with commas between them.
fn routes(context: &Context, catalogue: &Catalogue, ids: &str, trial: bool) -> Result<String, Exit> {
    let instruments: Vec<Instrument> =
        ids.split(',').map(|id| put_to_use(context, catalogue, id.trim(), trial)).collect::<Result<_, Exit>>()?;
    let forms: Vec<_> = instruments.iter().map(Instrument::form).collect();
    if let Some(form) = forms.iter().find(|form| taxeer::protocol::level_names(form).is_empty() || !form.gives_tier) {
        let id = &form.id;
        term::error(
            context.lang,
            &text!(
                "{id} rapporteert geen niveaus of geeft geen prioriteit; zet het later bij een route onder beside",
                "{id} reports no levels or gives no tier; put it under beside of a route later"
            ),
        );
        return Err(Exit::Usage);
    }
    template::routes(&forms, context.lang).ok_or(Exit::Machine)
}

/// An instrument by name, with its file. A day given is that of entry: it picks no edition.
fn known(context: &Context, catalogue: &Catalogue, name: &str) -> Result<(Entry, Instrument), Exit> {
    let entry = catalogue.instrument(name, None).map_err(|error| context.not_found(&error))?;
    let (instrument, findings) = check::instrument(&entry.source());
    let instrument = instrument.ok_or_else(|| context.refused(&entry, &findings))?;
    Ok((entry, instrument))
}

/// An instrument that a protocol is to give tiers by: one on trial is refused unless the user permits it.
fn put_to_use(context: &Context, catalogue: &Catalogue, name: &str, trial: bool) -> Result<Instrument, Exit> {
    let (_, instrument) = known(context, catalogue, name)?;
    refuse_trial(context, [&instrument], trial)?;
    Ok(instrument)
}

fn named(name: &str) -> Result<(), Text> {
    is_id(name).then_some(()).ok_or_else(|| {
        text!(
            "`{name}` kan geen naam zijn: letters, cijfers, - _ en losse punten, te beginnen met een letter of cijfer",
            "`{name}` cannot be a name: letters, digits, - _ and single points, with a letter or digit first"
        )
    })
}

/// Writes the file and says what is to be done with it.
fn keep(context: &Context, args: &New, path: &Path, page: &str) -> Result<(), Exit> {
    let (lang, name) = (context.lang, path.display());
    draft::write_new(path, page).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            term::error(lang, &text!("{name} bestaat al en is niet veranderd", "{name} exists and was not changed"));
            return Exit::Usage;
        }
        term::error(lang, &text!("schrijven van {name}: {error}", "writing {name}: {error}"));
        Exit::Machine
    })?;
    if context.quiet {
        return Ok(());
    }
    term::note(
        text!("{name}: vul elke TODO in, en dan: taxeer check {name}", "{name}: fill in every TODO, then: taxeer check {name}").get(lang),
    );
    if args.what == What::Edition {
        let second = path.with_extension("second.csv");
        let second = second.display();
        let words = text!(
            "Typ ook de tweede tabel opnieuw uit de bron, en neem de oude niet over: {second}",
            "Type the second table again from the source as well, and do not copy the old one: {second}"
        );
        term::note(words.get(lang));
    }
    Ok(())
}
