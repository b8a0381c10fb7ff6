// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer show`.

use std::io::Write as _;
use std::path::Path;

use taxeer::catalogue::{Catalogue, Entry};
use taxeer::instrument::Instrument;
use taxeer::report::show::{self, SecondTable, Standing};
use taxeer::{second_entry, text};

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
    let entry = catalogue.instrument(&args.id, context.as_of).map_err(|error| context.not_found(&error))?;
    let standing = standing(&catalogue, &entry, &context.instrument(&catalogue, &args.id)?);
    let (instrument, lang) = (context.extended(&catalogue, &args.id, &args.norms)?, context.lang);
    let page = match context.format {
        Format::Md | Format::Html => show::sheet(&instrument, &standing, lang),
        _ => show::document(&instrument, &standing, lang),
    };
    let page = term::rendered(context, &page, &instrument.stamp());
    match &args.output {
        None => term::out(&page),
        Some(path) => write(path, &page).map_err(|error| {
            let path = path.display();
            term::error(lang, &text!("schrijven van {path}: {error}", "writing {path}: {error}"));
            Exit::Machine
        })?,
    }
    Ok(Exit::Done)
}

/// How far people vouch for the instrument's own numbers: what the catalogue has beside the file.
fn standing(catalogue: &Catalogue, entry: &Entry, instrument: &Instrument) -> Standing {
    let second = entry
        .second()
        .map(|second| SecondTable { values: second_entry::values(&second), findings: second_entry::findings(instrument, Some(&second)) });
    Standing { second, signatures: catalogue.signatures_of(entry) }
}

/// Writes beside the file and renames at the end: a file that is there is whole. It has the permissions of the user's other new files.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
