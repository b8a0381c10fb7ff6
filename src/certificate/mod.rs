// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The certificate: what was proven of one instrument, with a record for every claim, for another program to verify.
//! `instruments/CERTIFICATE.md` holds the format; its definitions count here, and not the compiled plan, which may cut finer.

mod cells;
mod components;
mod count;
mod mutations;
mod scales;
mod schemes;
mod seal;
mod totals;
mod witnesses;

use std::io::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::check::proof::space::Space;
use crate::diagnostic::Code;
use crate::draft::Draft;
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::record::RunError;
use crate::text;

use components::Component;
use count::Count;
use totals::Totals;

/// The version of the format.
const FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct Certificate {
    format_version: u32,
    instrument: Identity,
    fields: Vec<cells::FieldCells>,
    components: Vec<components::Counts>,
    combinations: Count,
    allowed: Count,
    scales: Vec<scales::ScaleClaims>,
    schemes: Vec<schemes::SchemeClaims>,
    rules: Vec<schemes::RuleClaim>,
    mutations: Option<mutations::Mutations>,
}

#[derive(Serialize)]
struct Identity {
    id: String,
    edition: String,
    digest: String,
}

/// The certificate of an instrument, as the text of its file.
///
/// # Errors
/// When the format cannot state what the instrument has: [`Code::NoCertificate`].
pub fn of(instrument: &Instrument) -> Result<String, RunError> {
    let form = instrument.form();
    if !form.packs.is_empty() {
        let mend = text!("vraag het zonder normpakket", "ask for it without the norm pack");
        let found = text!(
            "een certificaat gaat over één bestand, niet over een normpakket erbij",
            "a certificate is of one file, not of a norm pack with it"
        );
        return Err(RunError::refused(Code::NoCertificate, found, mend));
    }
    let space = Space::new(form, instrument.plan()).map_err(|_| too_large())?;
    if space.is_too_large() {
        return Err(too_large());
    }
    let cells = cells::of(form);
    let components: Vec<Component> = components::of(form, &space);
    let counts: Vec<components::Counts> = components.iter().map(|component| component.counts(form, &space, &cells)).collect();
    let totals: Vec<Totals<'_>> = (0..form.scales.len()).map(|scale| Totals::of(&space, scale)).collect();
    let certificate = Certificate {
        format_version: FORMAT_VERSION,
        instrument: Identity { id: form.id.clone(), edition: form.edition.clone(), digest: instrument.digest().to_owned() },
        fields: cells::claims(form, &cells),
        combinations: counts.iter().map(|counts| &counts.combinations).product(),
        allowed: counts.iter().map(|counts| &counts.allowed).product(),
        components: counts,
        scales: scales::claims(form, &space, &components, &totals)?,
        schemes: schemes::claims(form, &space, &totals)?,
        rules: schemes::rules(form, &space),
        mutations: mutations::of(&form.id, &form.edition, instrument.digest()),
    };
    let text = serde_json::to_string_pretty(&certificate).map_err(|cause| unwritten(cause.into()))?;
    Ok(seal::sealed(&text))
}

/// Writes the certificate of an instrument; nothing is left behind when it fails.
///
/// # Errors
/// As [`of`], and when the file cannot be written.
pub fn write(instrument: &Instrument, path: &Path) -> Result<(), RunError> {
    let text = of(instrument)?;
    let written = Draft::of(path).and_then(|mut draft| draft.write_all(text.as_bytes()).and_then(|()| draft.place()));
    written.map_err(unwritten)
}

fn unwritten(cause: std::io::Error) -> RunError {
    RunError::Machine { what: text!("schrijven van het certificaat", "writing the certificate"), cause }
}

fn refused(found: Text) -> RunError {
    let mend = text!("kijk de grenzen na in de bron", "look up the bounds in the source");
    RunError::refused(Code::NoCertificate, found, mend)
}

/// The checker refuses such a rule set before.
fn too_large() -> RunError {
    refused(text!("er zijn te veel combinaties van antwoorden", "there are too many combinations of answers"))
}
