// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer check`.

use std::sync::Arc;

use serde_json::json;
use taxeer::catalogue::{self, Catalogue, Entry, Sort, editions};
use taxeer::diagnostic::{Code, Diagnostic, Severity, any_error, json, sarif};
use taxeer::instrument::Instrument;
use taxeer::{check, protocol, report, second_entry, signature, text};

use super::args::Check;
use super::certificate;
use super::context::Context;
use super::exit::Exit;
use super::format::Format;
use super::term;

pub fn run(context: &Context, args: &Check) -> Exit {
    if args.edges && context.format == Format::Sarif {
        term::error(context.lang, &text!("--edges heeft geen plaats in sarif", "--edges has no place in sarif"));
        return Exit::Usage;
    }
    let catalogue = match context.catalogue() {
        Ok(catalogue) => catalogue,
        Err(exit) => return exit,
    };
    let entries = match entries(context, &catalogue, &args.files) {
        Ok(entries) => entries,
        Err(exit) => return exit,
    };
    if let Err(exit) = certificate::refuse_wrong_use(context, args, &entries) {
        return exit;
    }
    let (mut all, mut edges, mut written, mut exit) = (Vec::new(), Vec::new(), None, Exit::Done);
    for entry in &entries {
        let (instrument, findings) = match checked(context, &catalogue, entry) {
            Ok(checked) => checked,
            Err(refused) => return refused,
        };
        exit = worst(exit, &findings);
        let shown = instrument.as_ref().filter(|_| args.edges);
        if is_one_document(context.format) {
            edges.extend(shown.map(report::edges::json));
        } else {
            for finding in &findings {
                term::out(&term::finding_text(context, finding));
            }
            say(context, entry, &findings);
            if let Some(instrument) = shown {
                term::out(&report::edges::text(instrument, context.lang));
            }
        }
        written = match certificate::write(context, args, instrument.as_ref(), exit) {
            Ok(written) => written,
            Err(failed) => return failed,
        };
        all.extend(findings);
    }
    match context.format {
        Format::Json => {
            let findings: Vec<_> = all.iter().map(|finding| json::json(finding, context.lang)).collect();
            let edges = args.edges.then_some(edges);
            term::out_json(
                &json!({ "format_version": 1, "files": entries.len(), "findings": findings, "edges": edges, "certificate": written }),
            );
        }
        Format::Sarif => term::out_json(&sarif::log(&all, context.lang, &context.root)),
        _ => {}
    }
    exit
}

/// Whether all files are told together at the end, and nothing else on standard output.
pub fn is_one_document(format: Format) -> bool {
    matches!(format, Format::Json | Format::Sarif)
}

/// The files that are named, or all of the catalogue.
fn entries(context: &Context, catalogue: &Catalogue, names: &[String]) -> Result<Vec<Entry>, Exit> {
    if names.is_empty() {
        return Ok(catalogue
            .instruments
            .iter()
            .chain(&catalogue.protocols)
            .chain(&catalogue.packs)
            .chain(&catalogue.signatures)
            .cloned()
            .collect());
    }
    let find = |name: &String| {
        // A name that is no instrument may be a protocol or a norm pack; a file is read in any case.
        let instrument = catalogue.instrument(name, context.as_of);
        let found = instrument.or_else(|error| catalogue.protocol(name).or_else(|_| catalogue.pack(name)).map_err(|_| error));
        found.map_err(|error| context.not_found(&error))
    };
    names.iter().map(find).collect()
}

fn checked(context: &Context, catalogue: &Catalogue, entry: &Entry) -> Result<(Option<Instrument>, Vec<Diagnostic>), Exit> {
    let source = entry.source();
    match Sort::of(entry) {
        Sort::Instrument => {}
        Sort::Signature => return Ok((None, signature::check(&source, &catalogue.stamps()))),
        Sort::Protocol => {
            let instruments = context.named(catalogue, &source, &[])?;
            return Ok((None, protocol::check_all(&source, &instruments).1));
        }
        Sort::NormPack => {
            let base = catalogue.instrument(&catalogue::extended_by(&source), None).map_err(|error| context.not_found(&error))?;
            let (extended, mut findings) = check::extended(&base.source(), &[Arc::clone(&source)]);
            if let (Some(extended), Some(second)) = (&extended, entry.second()) {
                findings.extend(second_entry::compare_pack(extended.form(), &second));
            }
            return Ok((extended, findings));
        }
    }
    let (instrument, mut findings) = check::instrument(&source);
    match (&instrument, entry.second()) {
        (Some(instrument), second) => findings.extend(second_entry::findings(instrument, second.as_ref())),
        // A slip that the proof finds too is told by both: the table says which number is meant.
        (None, Some(second)) => {
            let compared = check::unproven(&source).map(|form| second_entry::compare(&form, &second)).unwrap_or_default();
            findings.extend(compared.into_iter().filter(|finding| finding.severity == Severity::Error));
        }
        (None, None) => {}
    }
    findings.extend(editions::findings(entry, &catalogue.instruments));
    Ok((instrument, findings))
}

/// A difference between two entries is a matter of integrity, and comes before any other error: one of the two numbers is wrong.
fn worst(exit: Exit, findings: &[Diagnostic]) -> Exit {
    let second = |finding: &&Diagnostic| {
        matches!(finding.code, Code::SecondDiffers | Code::OnlyInRuleSet | Code::OnlyInSecond | Code::SecondUnreadable)
    };
    let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error).peekable();
    let any = errors.peek().is_some();
    if exit == Exit::Integrity || errors.any(|finding| second(&finding)) {
        Exit::Integrity
    } else if any {
        Exit::Rejected
    } else {
        exit
    }
}

fn say(context: &Context, entry: &Entry, findings: &[Diagnostic]) {
    if context.quiet {
        return;
    }
    let (name, many) = (&entry.name, findings.len());
    let words = match (any_error(findings), many) {
        (true, 1) => text!("{name}: 1 bevinding, niet in orde", "{name}: 1 finding, not sound"),
        (true, _) => text!("{name}: {many} bevindingen, niet in orde", "{name}: {many} findings, not sound"),
        (false, 0) => text!("{name}: in orde", "{name}: sound"),
        (false, 1) => text!("{name}: in orde, 1 opmerking", "{name}: sound, 1 remark"),
        (false, _) => text!("{name}: in orde, {many} opmerkingen", "{name}: sound, {many} remarks"),
    };
    term::out(words.get(context.lang));
}
