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
        term::out(&explain::all(context.lang));
        return Exit::Done;
    };
    if let Some(code) = Code::find(id) {
        term::out(&explain::code(code, context.lang));
        return Exit::Done;
    }
    let near = nearest(id, Code::ALL.iter().map(|code| code.id())).unwrap_or("T0101");
    term::error(context.lang, &text!("er is geen code `{id}`; bedoelde u {near}?", "there is no code `{id}`; did you mean {near}?"));
    Exit::Usage
}
