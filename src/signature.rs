// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Signatures: an organisation answers for the numbers of one exact text of an instrument, in a file of its own.

use std::sync::Arc;

use crate::check::names::Names;
use crate::diagnostic::{self, Code, Diagnostic, Place, Source, nearest::nearest};
use crate::lang::Text;
use crate::number::date;
use crate::syntax::{self, Node, grammar};
use crate::text;

/// What stands between an edition and its digest in a stamp.
const DIGEST: &str = "+sha256:";

/// A signature that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The stamp of the text that it is for.
    pub signs: String,
    /// The organisation.
    pub organisation: String,
    /// Who signed: a staff code or a role.
    pub by: String,
    /// When, as a day number.
    pub on: i64,
    /// What the numbers were held against.
    pub compared_with: String,
}

/// The signatures for an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// For the present text.
    pub counted: Vec<Signature>,
    /// For another text of the same edition: they do not count.
    pub other_text: Vec<Signature>,
    /// Files that cannot be read as a signature and name this edition.
    pub faulty: Vec<String>,
}

/// Reads a signature; nothing when it is not sound.
#[must_use]
pub fn read(source: &Arc<Source>) -> (Option<Signature>, Vec<Diagnostic>) {
    let (tree, mut findings) = syntax::read(source, grammar::SIGNATURE);
    let mut names = Names::new(source, &tree);
    names.check_schema(&tree);
    let on = day(&mut names, &tree);
    findings.append(&mut names.findings);
    let word = |key: &str| names.word(&tree, key).trim().to_owned();
    let signature = on.filter(|_| !diagnostic::any_error(&findings)).map(|on| Signature {
        signs: word("signs"),
        organisation: word("organisation"),
        by: word("by"),
        on,
        compared_with: word("compared_with"),
    });
    (signature, findings)
}

fn day(names: &mut Names<'_>, tree: &Node) -> Option<i64> {
    let node = tree.get("on")?;
    let text = node.string()?;
    let day = date::parse_iso(text);
    if day.is_none() {
        names.tell(Code::BadDate, &node.span, text!("`{text}` is geen dag", "`{text}` is no day"), |finding| {
            finding.allowed(text!("jjjj-mm-dd", "yyyy-mm-dd"))
        });
    }
    day
}

/// Checks a signature against the stamps of the texts that there are.
#[must_use]
pub fn check(source: &Arc<Source>, stamps: &[String]) -> Vec<Diagnostic> {
    let (signature, mut findings) = read(source);
    if let Some(signature) = signature {
        findings.extend(check_stamp(source, &signature.signs, stamps));
    }
    diagnostic::sort(&mut findings);
    findings
}

fn check_stamp(source: &Arc<Source>, signs: &str, stamps: &[String]) -> Option<Diagnostic> {
    if stamps.iter().any(|stamp| stamp == signs) {
        return None;
    }
    let tell = |code: Code, found: Text| {
        let (tree, _) = syntax::tree::read(source);
        let span = tree.get("signs").map_or(0..0, |node| node.span.clone());
        Diagnostic::new(code, Place { source: Arc::clone(source), span }, found)
    };
    let edition = edition_of(signs);
    let editions: Vec<&str> = stamps.iter().map(|stamp| edition_of(stamp)).collect();
    let known = stamps.iter().find(|stamp| edition_of(stamp) == edition);
    Some(match known {
        None => {
            let found = text!("`{edition}` staat niet in de catalogus", "`{edition}` is not in the catalogue");
            let all = editions.join(", ");
            let finding = tell(Code::UnknownName, found).allowed(text!("er zijn: {all}", "there are: {all}"));
            match nearest(edition, editions.into_iter()) {
                Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
                None => finding,
            }
        }
        Some(stamp) => {
            let found = if signs.contains(DIGEST) {
                text!("getekend voor een andere tekst; die van nu is {stamp}", "signed for another text; the present one is {stamp}")
            } else {
                text!("`{signs}` noemt geen tekst: {DIGEST}… ontbreekt", "`{signs}` names no text: {DIGEST}… is missing")
            };
            tell(Code::OtherText, found).mend(text!(
                "leg de getallen opnieuw naast de bron en maak dan een nieuw bestand: taxeer new signature {edition}",
                "hold the numbers against the source again, then make a new file: taxeer new signature {edition}"
            ))
        }
    })
}

/// The signatures for an instrument, by its stamp, among all that there are; sorted by day.
#[must_use]
pub fn of(stamp: &str, sources: &[Arc<Source>]) -> Signatures {
    let mut all = Signatures::default();
    for source in sources {
        match read(source).0 {
            Some(signature) if signature.signs == stamp => all.counted.push(signature),
            Some(signature) if edition_of(&signature.signs) == edition_of(stamp) => all.other_text.push(signature),
            None if source.text.contains(edition_of(stamp)) => all.faulty.push(source.name.clone()),
            _ => {}
        }
    }
    for list in [&mut all.counted, &mut all.other_text] {
        list.sort_by(|a, b| (a.on, &a.organisation, &a.by).cmp(&(b.on, &b.organisation, &b.by)));
        list.dedup();
    }
    all
}

/// The part of a stamp before the digest.
fn edition_of(stamp: &str) -> &str {
    stamp.split(DIGEST).next().unwrap_or(stamp)
}
