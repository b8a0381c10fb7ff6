//! `taxeer check`.

use serde_json::json;
use taxeer::catalogue::{self, Entry};
use taxeer::diagnostic::{Code, Diagnostic, Severity, any_error, json};
use taxeer::{protocol, second_entry, text};

use super::args::{Check, Format};
use super::context::Context;
use super::exit::Exit;
use super::term;

pub fn run(context: &Context, args: &Check) -> Exit {
    let catalogue = match context.catalogue() {
        Ok(catalogue) => catalogue,
        Err(exit) => return exit,
    };
    let mut entries: Vec<Entry> = Vec::new();
    if args.files.is_empty() {
        entries.extend(catalogue.instruments.iter().chain(&catalogue.protocols).cloned());
    }
    for name in &args.files {
        let found = match catalogue.instrument(name) {
            Err(catalogue::NotFound::Name { .. }) if !name.ends_with(".toml") => catalogue.protocol(name),
            found => found,
        };
        match found {
            Ok(entry) => entries.push(entry),
            Err(error) => return context.not_found(&error),
        }
    }
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut exit = Exit::Done;
    for entry in &entries {
        let findings = match findings(context, &catalogue, entry) {
            Ok(findings) => findings,
            Err(refused) => return refused,
        };
        exit = worst(exit, &findings);
        if context.format != Format::Json {
            findings.iter().for_each(|finding| term::out(&term::finding_text(context, finding)));
            say(context, entry, &findings);
        }
        all.extend(findings);
    }
    if context.format == Format::Json {
        let findings: Vec<_> = all.iter().map(|finding| json::json(finding, context.lang)).collect();
        term::out_json(&json!({ "format_version": 1, "files": entries.len(), "findings": findings }));
    }
    exit
}

fn findings(context: &Context, catalogue: &catalogue::Catalogue, entry: &Entry) -> Result<Vec<Diagnostic>, Exit> {
    let source = entry.source();
    if catalogue::is_protocol(entry) {
        let instrument = context.instrument(catalogue, &protocol::instrument_of(&source))?;
        return Ok(protocol::check(&source, &instrument).1);
    }
    let (instrument, mut findings) = taxeer::check::instrument(&source);
    if let Some(instrument) = instrument {
        findings.extend(second_entry::findings(&instrument, entry.second().as_ref()));
    }
    Ok(findings)
}

/// A difference between two entries is a matter of integrity; any other error comes before it.
fn worst(exit: Exit, findings: &[Diagnostic]) -> Exit {
    let second = |finding: &&Diagnostic| {
        matches!(finding.code, Code::SecondDiffers | Code::OnlyInRuleSet | Code::OnlyInSecond | Code::SecondUnreadable)
    };
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    if exit == Exit::Rejected || errors.clone().any(|finding| !second(&finding)) {
        Exit::Rejected
    } else if errors.count() > 0 {
        Exit::Integrity
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
        (true, _) => text!("{name}: {many} bevindingen, niet in orde", "{name}: {many} findings, not sound"),
        (false, 0) => text!("{name}: in orde", "{name}: sound"),
        (false, _) => text!("{name}: in orde, {many} opmerkingen", "{name}: sound, {many} remarks"),
    };
    term::out(words.get(context.lang));
}
