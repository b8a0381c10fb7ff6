// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An instrument's coding form, in reading order: all that it says for the screen, and a sheet to fill in by hand for paper.

mod calibration;
mod evidence;
mod fields;
mod levels;
mod scoring;
mod sheet;
mod standing;
mod studies;

pub use sheet::sheet;
pub use standing::{SecondTable, Standing};

use super::document::Document;
use super::{names, text, words};
use crate::form::Form;
use crate::instrument::Instrument;
use crate::lang::Lang;

/// What one page is made from.
struct Page<'a> {
    form: &'a Form,
    lang: Lang,
}

/// An instrument as text.
#[must_use]
pub fn text(instrument: &Instrument, standing: &Standing, lang: Lang) -> String {
    text::render(&document(instrument, standing, lang))
}

/// An instrument.
#[must_use]
pub fn document(instrument: &Instrument, standing: &Standing, lang: Lang) -> Document {
    let page = Page { form: instrument.form(), lang };
    let mut document = Document::default();
    page.title(&mut document);
    document.facts([(say!(lang, "Bestand", "File"), instrument.stamp())].into_iter().chain(page.about()));
    page.standing(standing, &mut document);
    page.population(&mut document);
    page.fields(&mut document);
    page.lines(&mut document);
    page.items(&mut document);
    page.scales(&mut document);
    page.rules(&mut document);
    page.schemes(&mut document);
    page.constraints(&mut document);
    page.judgement(&mut document);
    page.norms(&mut document);
    page.studies(&mut document);
    page.missing(&mut document);
    page.sources(&mut document);
    document
}

impl Page<'_> {
    fn title(&self, document: &mut Document) {
        let (edition, title) = (&self.form.edition, self.form.title.get(self.lang));
        document.title(say!(self.lang, "{title}, editie {edition}", "{title}, edition {edition}"));
    }

    /// What it is for, and for whom not.
    fn about(&self) -> Vec<(String, String)> {
        let (form, lang) = (self.form, self.lang);
        let about = &form.about;
        vec![
            (say!(lang, "Soort", "Kind"), names::kind(form.kind, lang).to_owned()),
            (say!(lang, "Gebruik", "Use"), names::use_note(form.status, lang).to_owned()),
            (say!(lang, "Gaat over", "Speaks of"), about.measures.get(lang).to_owned()),
            (say!(lang, "Voor wie", "For whom"), about.for_whom.get(lang).to_owned()),
            (say!(lang, "Niet voor", "Not for"), about.not_for.get(lang).to_owned()),
            (say!(lang, "Wie mag het gebruiken", "Who may use it"), about.training.get(lang).to_owned()),
            (say!(lang, "Gevalideerd", "Validated"), about.validity.get(lang).to_owned()),
            (say!(lang, "In Nederland", "In the Netherlands"), names::netherlands(about.netherlands, lang).to_owned()),
            (say!(lang, "Rechten", "Rights"), about.rights.get(lang).to_owned()),
        ]
    }

    fn population(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.gates.is_empty() {
            return;
        }
        document.heading(say!(lang, "Voor wie het geldt", "Who it applies to"));
        document.list(form.gates.iter().map(|gate| {
            let when = words::capital(&words::condition(form, &gate.require, lang));
            let (reason, source) = (gate.reason.get(lang), names::sources(&gate.provenance, lang));
            let instead = gate.instead.as_ref().map(|text| format!(" {}", text.get(lang))).unwrap_or_default();
            say!(lang, "{when}. Zo niet: {reason}{instead} Bron: {source}.", "{when}. If not: {reason}{instead} Source: {source}.")
        }));
    }

    fn lines(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.lines.is_empty() {
            return;
        }
        document.heading(say!(lang, "Waar u op let", "What to look at"));
        document.list(form.lines.iter().map(|line| {
            let help = line.help.as_ref().map(|help| format!(" {}", help.get(lang))).unwrap_or_default();
            format!("{}{help}", line.ask.get(lang))
        }));
    }

    fn judgement(&self, document: &mut Document) {
        let lang = self.lang;
        let Some(judgement) = &self.form.judgement else { return };
        document.heading(say!(lang, "Eindoordeel", "Final judgement"));
        document.paragraph(judgement.ask.get(lang));
        document.list(judgement.options.iter().map(|(_, words)| words.get(lang).to_owned()));
    }

    fn source_line(&self, provenance: &crate::form::Provenance) -> String {
        let source = names::sources(provenance, self.lang);
        say!(self.lang, "Bron: {source}.", "Source: {source}.")
    }
}
