// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norm packs: their tables are put beside those of the instrument, so that one way through proves both.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Source, Span};
use crate::form::{NormPack, stamp};
use crate::lang::Text;
use crate::number::date;
use crate::syntax::{self, Node, Value, grammar, tree::Entry};
use crate::text;

/// What a pack may add to.
const TABLES: [&str; 4] = ["source", "field", "scheme", "norm"];

/// Adds the tables of the packs behind an instrument's text to its tree; every place then speaks of the whole.
pub fn add(whole: &Arc<Source>, tree: &mut Node, findings: &mut Vec<Diagnostic>) -> Vec<NormPack> {
    let parts: Vec<(usize, Arc<Source>)> = whole.parts().map(|(begins, part)| (begins, Arc::clone(part))).collect();
    let Some(((_, instrument), packs)) = parts.split_first() else { return Vec::new() };
    let word = |key: &str| tree.get(key).and_then(Node::string).unwrap_or_default().to_owned();
    let base = (word("id"), word("edition"), instrument.digest());
    let mut read = Vec::new();
    for (begins, source) in packs {
        let (mut own, told) = syntax::read(source, grammar::NORM_PACK);
        findings.extend(told);
        own.shift(*begins);
        let mut pack = Pack { whole, tree: &own, findings };
        read.push(pack.head(source, *begins, &base));
        pack.put_into(tree);
    }
    read
}

struct Pack<'a> {
    whole: &'a Arc<Source>,
    tree: &'a Node,
    findings: &'a mut Vec<Diagnostic>,
}

impl Pack<'_> {
    fn head(&mut self, source: &Source, begins: usize, base: &(String, String, String)) -> NormPack {
        self.check_schema();
        self.check_base(base);
        let (calibration, faults) = super::resolve::calibration::read(self.tree);
        for (code, span, found, allowed) in faults {
            self.tell(code, &span, found, |finding| finding.allowed(allowed));
        }
        let entries = self.entries();
        let word = |key: &str| self.tree.get(key).and_then(Node::string).unwrap_or_default().to_owned();
        NormPack {
            id: word("id"),
            edition: word("edition"),
            title: self.tree.get("title").map(super::resolve::names::text_of).unwrap_or_default(),
            owner: word("owner"),
            entries,
            trial: word("status") == "trial",
            calibration,
            digest: source.digest(),
            place: begins..begins + source.text.len() + 1,
        }
    }

    fn check_schema(&mut self) {
        let Some(node) = self.tree.get("schema") else { return };
        let version = node.number().unwrap_or_default();
        if node.number().is_some() && version != grammar::SCHEMA {
            let found = text!("schema = {version}", "schema = {version}");
            self.tell(Code::UnsupportedSchema, &node.span, found, |finding| finding.allowed(text!("1", "1")));
        }
    }

    /// A pack speaks of one edition, and of one text of it where it names the digest.
    fn check_base(&mut self, (id, edition, digest): &(String, String, String)) {
        let Some(node) = self.tree.get("extends") else { return };
        let Some(extends) = node.string() else { return };
        let exact = stamp(id, edition, digest);
        if extends != exact && extends != format!("{id}@{edition}") {
            let found = text!("dit pakket hoort bij {extends}, niet bij {exact}", "this pack belongs to {extends}, not to {exact}");
            self.tell(Code::OtherBase, &node.span, found, |finding| {
                finding.mend(text!(
                    "leg de getallen opnieuw naast deze editie en noem haar dan in `extends`",
                    "hold the numbers against this edition again, and then name it in `extends`"
                ))
            });
        }
    }

    /// Who entered the numbers: two persons at least, unless a program made them from data.
    fn entries(&mut self) -> Vec<(String, i64)> {
        let mut entries = Vec::new();
        if !self.tree.has("entry") && !self.tree.has("calibration") {
            let span = self.tree.get("extends").map_or(self.tree.span.clone(), |node| node.span.clone());
            let found = text!("`entry` ontbreekt: wie de getallen invoerde", "`entry` is missing: who entered the numbers");
            self.tell(Code::MissingKey, &span, found, |finding| {
                finding.mend(text!(
                    "voeg voor elk van twee personen toe: [[entry]] by = \"…\", on = \"jjjj-mm-dd\"",
                    "add for each of two persons: [[entry]] by = \"…\", on = \"yyyy-mm-dd\""
                ))
            });
        }
        let nodes = self.tree.get("entry").map_or(&[][..], Node::elements);
        for node in nodes {
            let by = node.get("by").and_then(Node::string);
            let Some(on) = node.get("on") else { continue };
            let day = on.string().and_then(date::parse_iso);
            if let (None, Some(text)) = (day, on.string()) {
                self.tell(Code::BadDate, &on.span, text!("`{text}` is geen dag", "`{text}` is no day"), |finding| {
                    finding.allowed(text!("jjjj-mm-dd", "yyyy-mm-dd"))
                });
            }
            entries.extend(by.zip(day).map(|(by, day)| (by.to_owned(), day)));
        }
        let persons: BTreeSet<String> =
            nodes.iter().filter_map(|node| node.get("by").and_then(Node::string)).map(str::to_lowercase).collect();
        let faulty = nodes.iter().any(super::resolve::names::is_broken);
        if let Some(node) = self.tree.get("entry").filter(|node| persons.len() < 2 && !faulty && !node.is_faulty()) {
            let span = nodes.first().map_or(&node.span, |first| &first.span);
            let found = text!("de getallen zijn door één persoon ingevoerd", "the numbers were entered by one person");
            self.tell(Code::OnePerson, span, found, |finding| {
                finding.mend(text!(
                    "laat een tweede persoon alle getallen nog eens uit de bron overnemen en zet die erbij: [[entry]] by = \"…\", on = \"jjjj-mm-dd\"",
                    "have a second person take all numbers from the source again, and add them: [[entry]] by = \"…\", on = \"yyyy-mm-dd\""
                ))
            });
        }
        entries
    }

    /// Puts the pack's tables beside the instrument's; a name that is there already is a fault, for a pack alters nothing.
    fn put_into(&mut self, tree: &mut Node) {
        if !["scheme", "norm"].iter().any(|key| self.tree.has(key)) {
            let span = self.tree.get("extends").map_or(self.tree.span.clone(), |node| node.span.clone());
            let found = text!("dit pakket voegt niets toe", "this pack adds nothing");
            self.tell(Code::EmptyValue, &span, found, |finding| {
                finding.mend(text!("voeg [norm.ID] of [scheme.ID] toe", "add [norm.ID] or [scheme.ID]"))
            });
        }
        for key in TABLES {
            let mut more = Vec::new();
            for entry in self.tree.get(key).map_or(&[][..], Node::entries) {
                let known = tree.get(key).and_then(|table| table.entry(&entry.key)).map(|known| known.key_span.clone());
                match known {
                    None => more.push(entry.clone()),
                    Some(known) => self.tell_twice(entry, &known),
                }
            }
            tree.append(key, Value::Table(more));
        }
        if let Some(node) = self.tree.get("unreachable") {
            tree.append("unreachable", Value::Array(node.elements().to_vec()));
        }
    }

    fn tell_twice(&mut self, entry: &Entry, known: &Span) {
        let (id, place) = (&entry.key, self.place(known));
        let found = text!(
            "`{id}` staat al in het instrument; een pakket verandert niets",
            "`{id}` stands in the instrument; a pack alters nothing"
        );
        self.tell(Code::DuplicateId, &entry.key_span, found, |finding| {
            finding.related(place, text!("daar", "there")).mend(text!("geef het een eigen naam", "give it a name of its own"))
        });
    }

    fn place(&self, span: &Span) -> Place {
        Place { source: Arc::clone(self.whole), span: span.clone() }
    }

    fn tell(&mut self, code: Code, span: &Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let place = self.place(span);
        self.findings.push(more(Diagnostic::new(code, place, found)));
    }
}
