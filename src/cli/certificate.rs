// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer check --certificate`.

use std::path::{Path, PathBuf};

use taxeer::catalogue::{Entry, Sort};
use taxeer::draft::same_file;
use taxeer::instrument::Instrument;
use taxeer::lang::Text;
use taxeer::{certificate, text};

use super::args::Check;
use super::check::is_one_document;
use super::context::Context;
use super::exit::Exit;
use super::term;

/// Whether a certificate can be asked for: of one instrument, and not over its own files.
pub fn refuse_wrong_use(context: &Context, args: &Check, entries: &[Entry]) -> Result<(), Exit> {
    let Some(path) = &args.certificate else { return Ok(()) };
    match entries {
        [entry] if !args.files.is_empty() && Sort::of(entry) == Sort::Instrument => {
            let second = entry.second().map(|second| PathBuf::from(&second.name));
            if same_file(path, Path::new(&entry.name)) || second.is_some_and(|second| same_file(path, &second)) {
                return Err(wrong(
                    context,
                    &text!("het certificaat zou de regelset overschrijven", "the certificate would overwrite the rule set"),
                ));
            }
            Ok(())
        }
        _ => Err(wrong(
            context,
            &text!(
                "een certificaat gaat over één instrument: taxeer check --certificate FILE ID",
                "a certificate is of one instrument: taxeer check --certificate FILE ID"
            ),
        )),
    }
}

fn wrong(context: &Context, words: &Text) -> Exit {
    term::error(context.lang, words);
    Exit::Usage
}

/// Writes the certificate of an instrument in which nothing wrong was found; else says that there is none. The path, when it was written.
pub fn write(context: &Context, args: &Check, instrument: Option<&Instrument>, exit: Exit) -> Result<Option<String>, Exit> {
    let Some(path) = &args.certificate else { return Ok(None) };
    let Some(instrument) = instrument.filter(|_| exit == Exit::Done) else {
        term::error(
            context.lang,
            &text!("er is geen certificaat geschreven: eerst herstellen", "no certificate was written: mend the findings first"),
        );
        return Ok(None);
    };
    certificate::write(instrument, path).map_err(|error| term::stopped(context, &error))?;
    let (shown, stamp) = (path.display().to_string(), instrument.stamp());
    if !is_one_document(context.format) && !context.quiet {
        term::out(text!("certificaat van {stamp}: {shown}", "certificate of {stamp}: {shown}").get(context.lang));
    }
    Ok(Some(shown))
}
