// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer show`.

use taxeer::catalogue::{Catalogue, Entry, Sort};
use taxeer::caution::AsOf;
use taxeer::instrument::Instrument;
use taxeer::report::show::{self, SecondTable, Standing};
use taxeer::{draft, report, second_entry, text};

use super::args::Show;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::term;

pub fn run(context: &Context, args: &Show) -> Exit {
    match shown(context, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn shown(context: &Context, args: &Show) -> Result<Exit, Exit> {
    let catalogue = context.catalogue()?;
    let entry = catalogue.instrument(&args.id, context.as_of);
    // A name that is no instrument may be a protocol; a file is read in any case.
    let is_protocol = match &entry {
        Ok(entry) => Sort::of(entry) == Sort::Protocol,
        Err(_) => catalogue.protocol(&args.id).is_ok(),
    };
    if is_protocol {
        let (protocol, _) = context.protocol(&catalogue, &args.id, &[])?;
        return written(context, args, &term::rendered(context, &report::protocol::document(&protocol, context.lang), &protocol.stamp()));
    }
    let entry = entry.map_err(|error| context.not_found(&error))?;
    let own = context.instrument(&catalogue, &args.id)?;
    let standing = standing(&catalogue, &entry, &own, catalogue.as_of(own.form(), context.as_of));
    let (instrument, lang) = (context.extended(&catalogue, &args.id, &args.norms)?, context.lang);
    let page = match context.format {
        Format::Md | Format::Html => show::sheet(&instrument, &standing, lang),
        _ => show::document(&instrument, &standing, lang),
    };
    let page = term::rendered(context, &page, &instrument.stamp());
    written(context, args, &page)
}

fn written(context: &Context, args: &Show, page: &str) -> Result<Exit, Exit> {
    match &args.output {
        None => term::out(page),
        Some(path) => draft::write(path, page).map_err(|error| {
            let path = path.display();
            term::error(context.lang, &text!("schrijven van {path}: {error}", "writing {path}: {error}"));
            Exit::Machine
        })?,
    }
    Ok(Exit::Done)
}

/// How far people vouch for the instrument's own numbers: what the catalogue has beside the file.
fn standing(catalogue: &Catalogue, entry: &Entry, instrument: &Instrument, as_of: AsOf) -> Standing {
    let second = entry.second().map(|second| SecondTable {
        origin: second_entry::origin(&second).map(str::to_owned),
        values: second_entry::values(&second),
        findings: second_entry::findings(instrument, Some(&second)),
    });
    Standing { second, signatures: catalogue.signatures_of(entry), as_of }
}
