// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The form to fill in by hand, with the points beside each answer, and after it what there is to know of the instrument.

mod boxes;
mod checks;
mod decision;
mod items;
mod levels;
mod questions;
mod sums;

use super::{Page, Standing};
use crate::form::{Form, ItemForm};
use crate::instrument::Instrument;
use crate::lang::Lang;
use crate::report::document::{BLANK, BOX, Document};
use crate::report::names;

/// What is written so far.
struct Sheet<'a> {
    page: Page<'a>,
    form: &'a Form,
    lang: Lang,
    /// By field: whether its question was asked already.
    asked: Vec<bool>,
    document: Document,
}

/// An instrument as a form to fill in by hand, then its studies, dates and sources.
#[must_use]
pub fn sheet(instrument: &Instrument, standing: &Standing, lang: Lang) -> Document {
    let form = instrument.form();
    let asked = vec![false; form.fields.len()];
    let mut sheet = Sheet { page: Page { form, lang }, form, lang, asked, document: Document::default() };
    sheet.head(instrument);
    sheet.checks();
    sheet.items();
    sheet.other_questions();
    sheet.lines();
    sheet.sums();
    sheet.rules();
    sheet.levels();
    sheet.constraints();
    sheet.judgement();
    let Sheet { page, mut document, .. } = sheet;
    page.norms(&mut document);
    document.heading(say!(lang, "Over dit instrument", "About this tool"));
    document.facts(page.about());
    page.table_of_studies(&mut document);
    page.standing(standing, &mut document);
    page.missing(&mut document);
    page.sources(&mut document);
    document
}

impl Sheet<'_> {
    fn head(&mut self, instrument: &Instrument) {
        let lang = self.lang;
        self.page.title(&mut self.document);
        let document = &mut self.document;
        document.facts([
            (say!(lang, "Bestand", "File"), instrument.stamp()),
            (say!(lang, "SHA-256", "SHA-256"), instrument.digest().to_owned()),
            (say!(lang, "Gebruik", "Use"), names::use_note(self.form.status, lang).to_owned()),
        ]);
        document.paragraph(say!(
            lang,
            "Een formulier om met de hand in te vullen. Het programma rekent met dezelfde regels; een mens met naam beslist.",
            "A form to fill in by hand. The program computes with the same rules; a named person decides."
        ));
        if !self.by_hand() {
            let id = &self.form.id;
            self.document.paragraph(say!(
                lang,
                "De punten zijn met de hand niet goed op te tellen: ze hangen af van gewichten of een logaritme. Vul de antwoorden in en \
                 laat het programma rekenen: taxeer score {id}. De getallen staan hieronder, zodat u ze kunt nagaan.",
                "The points cannot reasonably be added up by hand: they depend on weights or a logarithm. Fill in the answers and \
                 let the program compute: taxeer score {id}. The numbers stand below, so that you can verify them."
            ));
        }
        self.document.heading(say!(lang, "Zaak", "Case"));
        let blank = |name: String| (name, BLANK.to_owned());
        self.document.facts([
            blank(say!(lang, "Zaakcode", "Case code")),
            blank(say!(lang, "Wie scoort (code)", "Coder code")),
            blank(say!(lang, "Datum van scoren", "Date of coding")),
        ]);
        self.document.list([
            say!(lang, "{BOX} Alles is ingevuld.", "{BOX} Everything is filled in."),
            say!(lang, "{BOX} Dit was niet in te vullen: {BLANK} {BLANK}", "{BOX} These could not be filled in: {BLANK} {BLANK}"),
        ]);
        let unknown = say!(
            lang,
            "Onbekend is iets anders dan nee: kies dan het hokje met het vraagteken.",
            "Unknown is not the same as no: tick the box with the question mark then."
        );
        let open = say!(lang, "Laat de punten open: het totaal is dan een bereik.", "Leave the points open: the total is a range then.");
        match (self.form.fields.is_empty(), self.form.items.is_empty()) {
            (true, _) => {}
            (false, true) => self.document.paragraph(unknown),
            (false, false) => self.document.paragraph(format!("{unknown} {open}")),
        }
    }

    /// Whether the points of all items can be read from tables.
    fn by_hand(&self) -> bool {
        self.form.items.iter().all(|item| matches!(item.form, ItemForm::Tables(..) | ItemForm::Rows(..)))
    }

    fn constraints(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.constraints.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Controleer de antwoorden", "Check the answers"));
        let page = &self.page;
        let checks = form.constraints.iter().map(|constraint| {
            let (rule, says) = (page.constraint(constraint), constraint.says.get(lang));
            let source = page.source_line(&constraint.provenance);
            say!(
                lang,
                "{BOX} Controleer of dit klopt: {rule} Zo niet: {says} {source}",
                "{BOX} Check that this holds: {rule} If not: {says} {source}"
            )
        });
        let checks: Vec<String> = checks.collect();
        self.document.list(checks);
    }
}
