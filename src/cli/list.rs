// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer list`.

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
        let (instrument, findings) = taxeer::check::instrument(&entry.source());
        if let Some(instrument) = instrument {
            entries.push(Entry::of(instrument.form()));
        } else {
            term::findings(context, &findings);
            exit = Exit::Rejected;
        }
    }
    for entry in &catalogue.protocols {
        match context.protocol(&catalogue, &format!("{}@{}", entry.id, entry.edition)) {
            Ok((protocol, _)) => entries.push(Entry::of_protocol(&protocol)),
            Err(refused) => exit = refused,
        }
    }
    match context.format {
        Format::Json => term::out_json(&list::json(&entries, context.lang)),
        _ => term::out(&list::text(&entries, context.lang)),
    }
    exit
}
