// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norms, what is missing, and sources.

use super::Page;
use crate::report::document::{Column, Document, Table};
use crate::report::{names, words};

impl Page<'_> {
    pub(super) fn norms(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.norms.is_empty() {
            return;
        }
        document.heading(say!(lang, "Normen", "Norms"));
        for norm in &form.norms {
            document.subheading(format!("{}{}", norm.title.get(lang), names::local(form, &norm.span, lang)));
            document.facts([
                (say!(lang, "waarvan", "of what"), norm.outcome.get(lang).to_owned()),
                (say!(lang, "termijn", "horizon"), norm.horizon.get(lang).to_owned()),
                (say!(lang, "steekproef", "sample"), norm.sample.get(lang).to_owned()),
                (say!(lang, "land", "country"), names::country(&norm.country, lang).to_owned()),
                (say!(lang, "bron", "source"), names::sources(&norm.provenance, lang)),
            ]);
            let shares = norm.rows.iter().any(|row| row.shares.is_some());
            let names = [
                say!(lang, "score", "score"),
                names::norm_kind(norm.kind, lang).to_owned(),
                say!(lang, "95%-interval", "95% interval"),
                say!(lang, "% lager", "% lower"),
                say!(lang, "% gelijk", "% same"),
                say!(lang, "% hoger", "% higher"),
            ];
            let shown = if shares { 6 } else { 3 };
            let columns: Vec<Column> = names[..shown].iter().map(|name| Column::numbers(name)).collect();
            let mut table = Table::new(&columns);
            for row in &norm.rows {
                let number = |value| words::points(value, lang);
                let interval = row.interval.map(|(low, high)| words::span(&number(low), &number(high), lang)).unwrap_or_default();
                let mut cells = vec![words::scores(&form.scales[norm.scale], &row.at, lang), number(row.value), interval];
                if shares {
                    let shares = row.shares.map(|shares| shares.map(number)).unwrap_or_default();
                    cells.extend(shares);
                }
                table.rows.push(cells);
            }
            document.table(table);
        }
    }

    pub(super) fn missing(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if !form.unreachable.is_empty() {
            document.heading(say!(lang, "Wat nooit voorkomt", "What never occurs"));
            document.list(form.unreachable.iter().map(|one| format!("{}: {}", one.part, one.reason.get(lang))));
        }
        if !form.about.missing.is_empty() {
            document.heading(say!(lang, "Wat in dit bestand ontbreekt", "What this file lacks"));
            document.list(form.about.missing.iter().map(|text| text.get(lang).to_owned()));
        }
        if !form.about.notes.is_empty() {
            document.heading(say!(lang, "Aantekeningen", "Notes"));
            document.list(form.about.notes.iter().map(|text| text.get(lang).to_owned()));
        }
    }

    pub(super) fn sources(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.references.is_empty() {
            return;
        }
        document.heading(say!(lang, "Bronnen", "Sources"));
        document.facts(form.references.iter().map(|reference| {
            let url = reference.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
            (reference.id.clone(), format!("{}{url}", names::cite(reference)))
        }));
    }
}
