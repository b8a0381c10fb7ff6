// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The shell around the library.

mod aggregate;
mod args;
mod ask;
mod asked;
mod batch;
mod calibrate;
mod certificate;
mod check;
mod context;
mod diff;
mod dutch;
mod enrich;
mod exit;
mod explain;
mod format;
mod guideline;
mod input;
mod list;
mod map;
mod new;
mod outcome_data;
mod overview;
mod progress;
mod score;
mod selftest;
mod show;
mod term;
mod validate;
mod why;
mod worklist;

use clap::FromArgMatches as _;
use taxeer::lang::Lang;

use args::{Args, Command};
use context::Context;
use exit::Exit;

/// Runs the program once.
pub fn run() -> Exit {
    let lang = context::language(std::env::args_os());
    let matches = match dutch::command(lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let usage = error.use_stderr();
            match dutch::error(&error).filter(|_| lang == Lang::Nl) {
                Some(words) => term::note(&words),
                // Help and version go to standard output; clap knows which.
                None => drop(error.print()),
            }
            return if usage { Exit::Usage } else { Exit::Done };
        }
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return Exit::Usage;
        }
    };
    let context = match Context::new(&args, lang) {
        Ok(context) => context,
        Err(exit) => return exit,
    };
    if let Err(exit) = format::refuse_others(&context, &args.command, matches.subcommand_name()) {
        return exit;
    }
    context.note_day(&args.command);
    match &args.command {
        Command::List => list::run(&context),
        Command::Show(show) => show::run(&context, show),
        Command::Check(check) => check::run(&context, check),
        Command::Score(score) => score::run(&context, score),
        Command::Batch(batch) => batch::run(&context, batch),
        Command::Enrich(enrich) => enrich::run(&context, enrich),
        Command::Worklist(worklist) => worklist::run(&context, worklist),
        Command::Map(map) => map::run(&context, map),
        Command::New(new) => new::run(&context, new),
        Command::Why(args) => why::run(&context, args),
        Command::SelfTest(args) => selftest::run(&context, args),
        Command::Diff(diff) => diff::run(&context, diff),
        Command::Validate(validate) => validate::run(&context, validate),
        Command::Calibrate(calibrate) => calibrate::run(&context, calibrate),
        Command::Explain(explain) => explain::run(&context, explain),
    }
}
