// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The result of one case, in reading order.

mod answers;
mod meaning;
mod outcome;
mod result;

use super::document::Document;
use super::trace::Trace;
use super::{Score, names, text, words};
use crate::evaluate::{Outcome, Reason};
use crate::form::{ConstraintRule, Form, Provenance, Status};
use crate::lang::Lang;

/// What one page is made from.
struct Page<'a> {
    score: &'a Score<'a>,
    form: &'a Form,
    trace: Trace,
    lang: Lang,
}

/// The result of a case as text.
#[must_use]
pub fn text(score: &Score<'_>, lang: Lang) -> String {
    text::render(&document(score, lang))
}

/// The result of a case.
#[must_use]
pub fn document(score: &Score<'_>, lang: Lang) -> Document {
    let trace = Trace::of(score.instrument, score.answers, score.evaluation);
    let page = Page { score, form: score.instrument.form(), trace, lang };
    let mut document = Document::default();
    page.head(&mut document);
    page.outcome(&mut document);
    if page.has_values() {
        super::profile::tell(page.form, &page.trace, page.lang, &mut document);
        page.decisive(&mut document);
        page.items(&mut document);
        page.other_answers(&mut document);
        page.norms(&mut document);
    } else {
        page.all_answers(&mut document);
    }
    page.instrument(&mut document);
    page.sources(&mut document);
    page.end(&mut document);
    document
}

impl Page<'_> {
    fn has_values(&self) -> bool {
        matches!(self.score.evaluation.outcome, Outcome::Scored | Outcome::Open)
    }

    fn head(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let (title, edition) = (form.title.get(lang), &form.edition);
        document.title(say!(lang, "{title}, editie {edition}", "{title}, edition {edition}"));
        document.facts([
            (say!(lang, "Zaak", "Case"), self.score.case_id.unwrap_or_default().to_owned()),
            (say!(lang, "Bestand", "File"), self.score.instrument.stamp()),
            (say!(lang, "Protocol", "Protocol"), self.score.tier.as_ref().map(|tier| tier.protocol.clone()).unwrap_or_default()),
            (say!(lang, "Gebruik", "Use"), names::use_note(form.status, lang).to_owned()),
            (say!(lang, "Opvolger", "Successor"), form.validity.successor.clone().unwrap_or_default()),
            (say!(lang, "Peildatum", "As of"), self.score.as_of.day.map(|day| words::day(day, lang)).unwrap_or_default()),
        ]);
        document.list(self.score.cautions().iter().map(|caution| {
            let words = words::capital(caution.words().get(lang));
            say!(lang, "Let op. {words}.", "Note. {words}.")
        }));
    }

    fn instrument(&self, document: &mut Document) {
        let (about, lang) = (&self.form.about, self.lang);
        document.heading(say!(lang, "Over het instrument", "About the instrument"));
        document.facts([
            (say!(lang, "Gaat over", "Speaks of"), about.measures.get(lang).to_owned()),
            (say!(lang, "Voor wie", "For whom"), if self.has_values() { String::new() } else { about.for_whom.get(lang).to_owned() }),
            (say!(lang, "Niet voor", "Not for"), about.not_for.get(lang).to_owned()),
            (say!(lang, "Hoe lang bruikbaar", "How long usable"), if self.has_values() { String::new() } else { self.shelf_life() }),
            (say!(lang, "Gevalideerd", "Validated"), about.validity.get(lang).to_owned()),
            (say!(lang, "In Nederland", "In the Netherlands"), names::netherlands(about.netherlands, lang).to_owned()),
            (say!(lang, "Wie mag het gebruiken", "Who may use it"), about.training.get(lang).to_owned()),
        ]);
    }

    /// How long a result may be used; nothing where no source says so.
    fn shelf_life(&self) -> String {
        let Some(shelf_life) = &self.form.shelf_life else { return String::new() };
        let (says, source) = (shelf_life.says.get(self.lang), names::sources(&shelf_life.provenance, self.lang));
        say!(self.lang, "{says} Bron: {source}.", "{says} Source: {source}.")
    }

    fn sources(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let mut cited: Vec<&String> = self.cited().into_iter().flat_map(|provenance| &provenance.sources).collect();
        cited.sort_unstable();
        cited.dedup();
        let used = form.references.iter().filter(|reference| cited.contains(&&reference.id));
        let used: Vec<(String, String)> = used.map(|reference| (reference.id.clone(), names::cite(reference))).collect();
        if !used.is_empty() {
            document.heading(say!(lang, "Bronnen", "Sources"));
            document.facts(used);
            let id = &form.id;
            document.paragraph(say!(
                lang,
                "Webadressen, alle regels en wat er ontbreekt: taxeer show {id}",
                "Web addresses, all rules and what is missing: taxeer show {id}"
            ));
        }
    }

    /// What this page has told something from.
    fn cited(&self) -> Vec<&Provenance> {
        let form = self.form;
        let mut cited: Vec<&Provenance> = Vec::new();
        for reason in &self.score.evaluation.reasons {
            match *reason {
                Reason::Gate(gate) => cited.push(&form.gates[gate].provenance),
                Reason::Constraint(constraint) => cited.push(&form.constraints[constraint].provenance),
                Reason::Assumed(field, _) => cited.push(&form.fields[field].provenance),
                _ => {}
            }
        }
        if self.has_values() {
            cited.extend(form.shelf_life.iter().map(|shelf_life| &shelf_life.provenance));
            cited.extend(form.items.iter().map(|item| &item.provenance));
            cited.extend(form.scales.iter().map(|scale| &scale.provenance));
            cited.extend(form.scales.iter().flat_map(|scale| &scale.links).map(|link| &link.provenance));
            cited.extend(form.schemes.iter().map(|scheme| &scheme.provenance));
            cited.extend(self.trace.rules.iter().map(|&rule| &form.rules[rule].provenance));
            cited.extend(form.norms.iter().filter(|norm| self.norm_row(norm).is_some()).map(|norm| &norm.provenance));
        }
        cited
    }

    fn end(&self, document: &mut Document) {
        let lang = self.lang;
        document.heading(say!(lang, "Wie beslist", "Who decides"));
        let what = match self.form.status {
            Status::Current => say!(lang, "Dit is een advies, berekend met vaste regels.", "This is advice, computed with fixed rules."),
            _ => say!(
                lang,
                "Dit is een berekening met vaste regels, en hier geen advies.",
                "This is a computation with fixed rules, and no advice here."
            ),
        };
        let who = match &self.score.tier {
            Some(tier) => {
                let decides = tier.decides.get(lang);
                say!(lang, "Beslissen doet, met naam: {decides}.", "The decision is with, by name: {decides}.")
            }
            None => say!(lang, "Een persoon beslist en zet daar de eigen naam onder.", "A person decides, and puts their own name to it."),
        };
        document.paragraph(format!("{what} {who}"));
    }

    /// The fields that a reason speaks of.
    fn fields_of(&self, reason: Reason) -> Vec<usize> {
        let mut fields: Vec<usize> = match reason {
            Reason::Gate(gate) => self.form.gates[gate].require.iter().map(|test| test.field).collect(),
            Reason::Constraint(constraint) => match &self.form.constraints[constraint].rule {
                ConstraintRule::Implies(when, require) => when.iter().chain(require).map(|test| test.field).collect(),
                ConstraintRule::Bounds { plus, minus, .. } => plus.iter().chain(minus).copied().collect(),
            },
            Reason::Disagrees(field) => {
                let inputs = self.form.fields[field].derive.iter().flat_map(crate::form::Derivation::inputs);
                inputs.chain([field]).collect()
            }
            Reason::GateOpen(field)
            | Reason::Withheld(field)
            | Reason::WithheldOpen(field)
            | Reason::Conditional(field)
            | Reason::Assumed(field, _)
            | Reason::NotDeclared(field)
            | Reason::Unreadable(field) => vec![field],
        };
        let mut seen = Vec::new();
        fields.retain(|field| {
            !seen.contains(field) && {
                seen.push(*field);
                true
            }
        });
        fields
    }
}
