// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the program does, from its arguments to its exit code.

use std::env;
use std::fs;
use std::io::Write;

use crate::verifier::expect::Expect;
use crate::verifier::json::Json;
use crate::verifier::ruleset::RuleSet;
use crate::verifier::text::{Lang, Text, say};

mod cells;
mod certificate;
mod compare;
mod component;
mod date;
mod evaluate;
mod expect;
mod fixed;
mod json;
mod pattern;
mod reach;
mod read;
mod read_levels;
mod relation;
mod ruleset;
mod sha256;
#[cfg(test)]
mod tests;
mod text;
mod tree;

/// The only form of a certificate that is known here.
const FORMAT: Json = Json::Whole(1);

/// How it ends.
#[derive(Debug)]
enum End {
    Verified(Vec<Text>),
    Written(String),
    Unreadable(Text),
    Unknown(Text),
    Differs(Vec<Text>),
}

/// What was asked.
struct Asked {
    rule_set: String,
    certificate: Option<String>,
    lang: Lang,
}

/// Runs with these arguments, tells what was found and gives the exit code.
pub fn program(arguments: &[String]) -> u8 {
    let Some(asked) = asked(arguments) else {
        let both = usage();
        drop(writeln!(std::io::stderr(), "{}\n{}", both.nl, both.en));
        return 2;
    };
    let end = run(&asked);
    tell(&end, asked.lang);
    match end {
        End::Verified(_) | End::Written(_) => 0,
        End::Unreadable(_) => 1,
        End::Unknown(_) => 3,
        End::Differs(_) => 6,
    }
}

fn usage() -> Text {
    say!(
        "gebruik: verify_certificate REGELBESTAND.toml CERTIFICAAT.json [--lang nl|en]",
        "usage: verify_certificate RULESET.toml CERTIFICATE.json [--lang nl|en]"
    )
}

fn asked(arguments: &[String]) -> Option<Asked> {
    let spoken = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let mut lang = if spoken.is_some_and(|spoken| spoken.starts_with("nl")) { Lang::Nl } else { Lang::En };
    let mut files = Vec::new();
    let mut is_expected = false;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--lang" => lang = Lang::of(arguments.next()?)?,
            "--expected" => is_expected = true,
            option if option.starts_with('-') => return None,
            file => files.push(file.to_owned()),
        }
    }
    match (&files[..], is_expected) {
        ([rule_set], true) => Some(Asked { rule_set: rule_set.clone(), certificate: None, lang }),
        ([rule_set, certificate], false) => Some(Asked { rule_set: rule_set.clone(), certificate: Some(certificate.clone()), lang }),
        _ => None,
    }
}

/// Tells how it ended. Whether anybody still reads does not change the verdict.
fn tell(end: &End, lang: Lang) {
    let (mut out, mut faults) = (std::io::stdout().lock(), std::io::stderr().lock());
    let told = match end {
        End::Verified(lines) => lines.iter().try_for_each(|line| writeln!(out, "{}", line.get(lang))),
        End::Written(certificate) => write!(out, "{certificate}"),
        End::Unreadable(why) => writeln!(faults, "{}", why.get(lang)),
        End::Unknown(what) => {
            let (nl, en) = (&what.nl, &what.en);
            let told =
                say!("Niets is gecontroleerd. Dit programma kent niet: {nl}", "Nothing was verified. This program does not know: {en}");
            writeln!(faults, "{}", told.get(lang))
        }
        End::Differs(lines) => {
            let count = lines.len();
            let last = say!("Niet in orde. Verschillen: {count}", "Not verified. Differences: {count}");
            lines.iter().chain([&last]).try_for_each(|line| writeln!(out, "{}", line.get(lang)))
        }
    };
    drop(told);
}

/// Reads a file as UTF-8.
fn read_file(path: &str) -> Result<String, Text> {
    let bytes = fs::read(path).map_err(|error| say!("{path}: kan niet worden gelezen ({error})", "{path}: cannot be read ({error})"))?;
    String::from_utf8(bytes).map_err(|_| say!("{path}: is geen UTF-8", "{path}: is not UTF-8"))
}

fn run(asked: &Asked) -> End {
    let path = &asked.rule_set;
    let text = match read_file(path) {
        Ok(text) => plain(&text),
        Err(why) => return End::Unreadable(why),
    };
    let certificate = match asked.certificate.as_deref().map(read_file).transpose() {
        Ok(certificate) => certificate,
        Err(why) => return End::Unreadable(why),
    };
    match tree::parse(&text) {
        Err(error) => End::Unreadable(say!("{path}: is geen TOML ({error})", "{path}: is not TOML ({error})")),
        Ok(tree) => verify(&tree, &text, certificate.as_deref()).unwrap_or_else(End::Unknown),
    }
}

/// The text that a digest is of: without BOM, CRLF read as LF.
fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

fn verify(tree: &tree::Tree, text: &str, certificate: Option<&str>) -> Result<End, Text> {
    let set = read::rule_set(tree)?;
    let expected = expect::expected(&set, text)?;
    let Some(certificate) = certificate else {
        return Ok(match certificate::write(&set, &expected.certificate) {
            Ok(written) if expected.findings.is_empty() => End::Written(written),
            Ok(_) => End::Differs(expected.findings),
            Err(error) => End::Unreadable(say!("{error}", "{error}")),
        });
    };
    let found: Json = match serde_json::from_str(certificate) {
        Ok(found) => found,
        Err(error) => return Ok(End::Unreadable(say!("het certificaat is geen JSON ({error})", "the certificate is not JSON ({error})"))),
    };
    if let Some(version) = found.get("format_version").filter(|version| **version != FORMAT) {
        let version = version.told();
        return Err(say!("format_version {version} van het certificaat", "format_version {version} of the certificate"));
    }
    let seal = certificate::seal(certificate).unwrap_or_default();
    let report = compare::compare(&set, &expected.certificate, &found, &seal)?;
    let differences = [expected.findings, report.differences.clone()].concat();
    Ok(if differences.is_empty() { End::Verified(told(&set, &expected.certificate, &found, &report)) } else { End::Differs(differences) })
}

/// What was verified, in counts, and what was only stated.
fn told(set: &RuleSet, expected: &Expect, found: &Json, report: &compare::Report) -> Vec<Text> {
    let Expect::Object(entries) = expected else { return Vec::new() };
    let part = |key: &str| entries.iter().find(|(name, _)| *name == key).map(|(_, part)| part);
    let length = |key: &str| if let Some(Expect::List(list)) = part(key) { list.len() } else { 0 };
    let text = |key: &str| if let Some(Expect::Text(text)) = part(key) { text.clone() } else { String::new() };
    let lists = |list: &Expect, key: &str| -> usize {
        let Expect::List(list) = list else { return 0 };
        let inner = list.iter().filter_map(|one| if let Expect::Object(entries) = one { Some(entries) } else { None });
        inner.flatten().filter(|(name, _)| *name == key).map(|(_, list)| if let Expect::List(list) = list { list.len() } else { 0 }).sum()
    };
    let of = |key: &str, inner: &str| part(key).map_or(0, |list| lists(list, inner));
    let (id, edition, digest) = (&set.id, &set.edition, text_digest(entries));
    let (fields, cells, components) = (length("fields"), of("fields", "cells"), length("components"));
    let (combinations, allowed) = (text("combinations"), text("allowed"));
    let (scales, totals) = (length("scales"), of("scales", "totals"));
    let (schemes, levels, rules) = (length("schemes"), of("schemes", "levels"), length("rules"));
    let (witnesses, values) = (report.witnesses, report.values);
    let mut lines = vec![
        say!("In orde: het certificaat van {id} {edition} klopt.", "Verified: the certificate of {id} {edition} holds."),
        say!("Opnieuw berekend en gelijk:", "Recomputed and equal:"),
        say!("  controlegetal van het regelbestand: {digest}", "  digest of the rule set: {digest}"),
        say!(
            "  velden: {fields}, vakken: {cells}, groepen van velden: {components}",
            "  fields: {fields}, cells: {cells}, components: {components}"
        ),
        say!(
            "  combinaties van vakken: {combinations}, toegestaan: {allowed}",
            "  combinations of cells: {combinations}, allowed: {allowed}"
        ),
        say!("  schalen: {scales}, totalen op een lijst: {totals}", "  scales: {scales}, totals listed: {totals}"),
        say!("  indelingen: {schemes}, niveaus: {levels}, regels: {rules}", "  schemes: {schemes}, levels: {levels}, rules: {rules}"),
        say!(
            "  getuigen nagerekend: {witnesses}, waarden vergeleken: {values}, het zegel",
            "  witnesses evaluated: {witnesses}, values compared: {values}, the seal"
        ),
        say!("Alleen vermeld, niet gecontroleerd:", "Stated, not verified:"),
    ];
    lines.push(
        match (found.get("mutations").and_then(|all| all.get("made")), found.get("mutations").and_then(|all| all.get("survived"))) {
            (Some(Json::Whole(made)), Some(Json::Whole(survived))) => {
                say!("  mutaties: {made} gemaakt, {survived} door niemand gezien", "  mutations: {made} made, {survived} caught by nobody")
            }
            _ => say!("  mutaties: geen bekend", "  mutations: none known"),
        },
    );
    lines.push(say!(
        "Niet in een certificaat: normen, kansen, teksten, bronnen en regels voor onbekend.",
        "Not in a certificate: norms, probabilities, texts, sources and rules for unknown."
    ));
    lines
}

fn text_digest(entries: &[(&'static str, Expect)]) -> String {
    let instrument =
        entries.iter().find_map(|(name, part)| if let ("instrument", Expect::Object(part)) = (*name, part) { Some(part) } else { None });
    let digest = instrument.and_then(|part| part.iter().find(|(name, _)| *name == "digest"));
    if let Some((_, Expect::Text(digest))) = digest { digest.clone() } else { String::new() }
}
