// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer explain`.

use taxeer::diagnostic::{Code, nearest::nearest};
use taxeer::report::explain;
use taxeer::text;

use super::args::Explain;
use super::context::Context;
use super::exit::Exit;
use super::term;

pub fn run(context: &Context, args: &Explain) -> Exit {
    let Some(id) = &args.code else {
        term::page(context, &explain::all(context.lang), "taxeer explain");
        return Exit::Done;
    };
    if let Some(code) = Code::find(id) {
        term::page(context, &explain::code(code, context.lang), "taxeer explain");
        return Exit::Done;
    }
    let near = nearest(id, Code::ALL.iter().map(|code| code.id())).map(|near| text!("; bedoelde u {near}?", "; did you mean {near}?"));
    let (near_nl, near_en) = near.map(|near| (near.nl, near.en)).unwrap_or_default();
    let words = text!(
        "er is geen code `{id}`{near_nl}; `taxeer explain` noemt ze alle",
        "there is no code `{id}`{near_en}; `taxeer explain` lists them all"
    );
    term::error(context.lang, &words);
    Exit::Usage
}
