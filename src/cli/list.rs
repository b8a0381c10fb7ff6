// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer list`.

use taxeer::catalogue::{self, editions};
use taxeer::check;
use taxeer::instrument::Instrument;
use taxeer::report::list::{self, Entry};

use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::term;

pub fn run(context: &Context) -> Exit {
    let catalogue = match context.catalogue() {
        Ok(catalogue) => catalogue,
        Err(exit) => return exit,
    };
    let mut entries = Vec::new();
    let mut exit = Exit::Done;
    for entry in &catalogue.instruments {
        let (instrument, findings) = check::instrument(&entry.source());
        if let Some(instrument) = instrument {
            let force = context.as_of.map(|day| editions::force(entry, &catalogue.instruments, day));
            entries.push(Entry { force, ..Entry::of(instrument.form()) });
        } else {
            term::findings(context, &findings);
            exit = Exit::Rejected;
        }
    }
    for entry in &catalogue.protocols {
        match context.protocol(&catalogue, &format!("{}@{}", entry.id, entry.edition), &[]) {
            Ok((protocol, _)) => entries.push(Entry::of_protocol(&protocol)),
            Err(refused) => exit = refused,
        }
    }
    for entry in &catalogue.packs {
        let source = entry.source();
        let base = catalogue.instrument(&catalogue::extended_by(&source), None).map_err(|error| context.not_found(&error));
        let (extended, findings) = match base {
            Ok(base) => check::extended(&base.source(), &[source]),
            Err(refused) => {
                exit = refused;
                continue;
            }
        };
        if let Some((form, pack)) = extended.as_ref().map(Instrument::form).and_then(|form| Some((form, form.packs.first()?))) {
            entries.push(Entry::of_pack(form, pack));
        } else {
            term::findings(context, &findings);
            exit = Exit::Rejected;
        }
    }
    match context.format {
        Format::Json => term::out_json(&list::json(&entries, context.lang)),
        _ => term::page(context, &list::document(&entries, context.lang), "taxeer list"),
    }
    exit
}
