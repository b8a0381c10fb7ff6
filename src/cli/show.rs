// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer show`.

use taxeer::report::show;

use super::args::Show;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::term;

pub fn run(context: &Context, args: &Show) -> Exit {
    let instrument = context.catalogue().and_then(|catalogue| context.extended(&catalogue, &args.id, &args.norms));
    match instrument {
        Ok(instrument) => {
            match context.format {
                Format::Json => term::out_json(&show::document(&instrument, context.lang).json()),
                _ => term::out(&show::text(&instrument, context.lang)),
            }
            Exit::Done
        }
        Err(exit) => exit,
    }
}
