// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What studies found of an instrument.

use super::Page;
use crate::form::{Figure, Study};
use crate::report::document::{Column, Document, Table};
use crate::report::{names, words};

impl Page<'_> {
    /// Study by study, for a narrow page.
    pub(super) fn studies(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.studies.is_empty() {
            return;
        }
        document.heading(say!(lang, "Onderzoek", "Studies"));
        for study in &form.studies {
            let [sample, country, persons, follow_up, outcome, source] = self.facts_of(study);
            document.subheading(study.id.clone());
            document.facts([
                (say!(lang, "steekproef", "sample"), sample),
                (say!(lang, "land", "country"), country),
                (say!(lang, "personen", "persons"), persons),
                (say!(lang, "gevolgd", "follow-up"), follow_up),
                (say!(lang, "uitkomst", "outcome"), outcome),
            ]);
            document.list(study.figures.iter().map(|figure| self.figure(figure)));
            document.paragraph(say!(lang, "Bron: {source}.", "Source: {source}."));
        }
    }

    /// All studies in one table, for a wide page.
    pub(super) fn table_of_studies(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.studies.is_empty() {
            return;
        }
        document.heading(say!(lang, "Onderzoek", "Studies"));
        let mut table = Table::new(&[
            Column::words(&say!(lang, "steekproef", "sample")),
            Column::words(&say!(lang, "land", "country")),
            Column::numbers("n"),
            Column::words(&say!(lang, "gevolgd", "follow-up")),
            Column::words(&say!(lang, "uitkomst", "outcome")),
            Column::words(&say!(lang, "gevonden, met 95%-interval", "found, with 95% interval")),
            Column::words(&say!(lang, "bron", "source")),
        ]);
        for study in &form.studies {
            let [sample, country, persons, follow_up, outcome, source] = self.facts_of(study);
            let figures: Vec<String> = study.figures.iter().map(|figure| self.figure(figure)).collect();
            table.rows.push(vec![sample, country, persons, follow_up, outcome, figures.join("; "), source]);
        }
        document.table(table);
    }

    fn facts_of(&self, study: &Study) -> [String; 6] {
        let lang = self.lang;
        let may = |text: &Option<crate::lang::Text>| text.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default();
        let countries = study.country.iter().flat_map(|codes| codes.split(',')).map(|code| names::country(code.trim(), lang).to_owned());
        [
            study.sample.get(lang).to_owned(),
            words::both(&countries.collect::<Vec<_>>(), lang),
            study.persons.map(|persons| persons.to_string()).unwrap_or_default(),
            may(&study.follow_up),
            may(&study.outcome),
            names::sources(&study.provenance, lang),
        ]
    }

    fn figure(&self, figure: &Figure) -> String {
        let lang = self.lang;
        let (measure, value) = (names::measure(figure.measure, lang), words::points(figure.value, lang));
        let interval = figure.interval.map(|(low, high)| {
            let interval = words::span(&words::points(low, lang), &words::points(high, lang), lang);
            say!(lang, " (95%-interval {interval})", " (95% interval {interval})")
        });
        let of = figure.of.as_ref().map(|of| format!(", {}", of.get(lang))).unwrap_or_default();
        format!("{measure}{of}: {value}{}", interval.unwrap_or_default())
    }
}
