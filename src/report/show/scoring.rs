// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Items and scales: how answers become points, sums and probabilities.

use super::Page;
use crate::form::{Conversion, Item, ItemForm, Link, Part, Scale};
use crate::number::fixed::PLACES;
use crate::report::document::{Column, Document, Table};
use crate::report::{chance, names, words};

impl Page<'_> {
    pub(super) fn items(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.items.is_empty() {
            return;
        }
        for (index, item) in form.items.iter().enumerate() {
            self.section(index, document);
            document.subheading(self.item_title(item));
            if let Some(applies) = &item.applies {
                let when = words::condition(form, applies, lang);
                document.paragraph(say!(lang, "Geldt alleen als {when}.", "Applies only when {when}."));
            }
            self.points(item, document);
            document.paragraph(self.source_line(&item.provenance));
        }
    }

    /// The heading of a section of the form, where it begins with this item.
    pub(super) fn section(&self, item: usize, document: &mut Document) {
        let (items, lang) = (&self.form.items, self.lang);
        let before = item.checked_sub(1).map(|before| &items[before].section);
        if before == Some(&items[item].section) {
            return;
        }
        document.heading(match &items[item].section {
            Some(name) => words::capital(name.get(lang)),
            None => say!(lang, "Items en punten", "Items and points"),
        });
    }

    pub(super) fn item_title(&self, item: &Item) -> String {
        let title = item.title.get(self.lang);
        match &item.number {
            Some(number) => say!(self.lang, "Item {number}. {title}", "Item {number}. {title}"),
            None => format!("{title} ({})", item.id),
        }
    }

    fn points(&self, item: &Item, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let table = |name: &str| Table::new(&[Column::words(name), Column::numbers(&say!(lang, "punten", "points"))]);
        match &item.form {
            ItemForm::Tables(combine, tables) => {
                for points in tables {
                    let field = &form.fields[points.field];
                    let mut table = table(field.label.get(lang));
                    let rows = points.rows.iter().map(|row| vec![words::pattern(field, &row.set, lang), words::award(row.points, lang)]);
                    table.rows.extend(rows);
                    document.table(table);
                }
                if tables.len() > 1 {
                    let combine = names::combine(*combine, lang);
                    document.paragraph(say!(lang, "Samen: {combine}.", "Together: {combine}."));
                }
            }
            ItemForm::Rows(rows, otherwise) => {
                let mut table = table(&say!(lang, "antwoorden", "answers"));
                let each = rows.iter().map(|row| vec![words::condition(form, &row.when, lang), words::points(row.points, lang)]);
                table.rows.extend(each);
                let otherwise = otherwise.map(|points| vec![say!(lang, "anders", "otherwise"), words::points(points, lang)]);
                table.rows.extend(otherwise);
                document.table(table);
            }
            ItemForm::Weight(..) | ItemForm::Copas { .. } => document.paragraph(self.formula(item)),
        }
    }

    /// How an item with a weight gives points; nothing for others.
    pub(super) fn formula(&self, item: &Item) -> String {
        let lang = self.lang;
        let label = |field: usize| self.form.fields[field].label.get(lang);
        match item.form {
            ItemForm::Weight(weight, field) => {
                let (weight, label) = (words::points(weight, lang), label(field));
                say!(lang, "Punten: {weight} × {label}.", "Points: {weight} × {label}.")
            }
            ItemForm::Copas { weight, previous, conviction, first } => {
                let (weight, n, to, from) = (words::points(weight, lang), label(previous), label(conviction), label(first));
                say!(
                    lang,
                    "Punten: {weight} × ln((n + 1) / (10 + t)), met n = {n} en t = {to} min {from}, in jaren.",
                    "Points: {weight} × ln((n + 1) / (10 + t)), where n = {n} and t = {to} minus {from}, in years."
                )
            }
            ItemForm::Tables(..) | ItemForm::Rows(..) => String::new(),
        }
    }

    pub(super) fn scales(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.scales.is_empty() {
            return;
        }
        document.heading(say!(lang, "Schalen", "Scales"));
        for scale in &form.scales {
            let (title, id) = (scale.title.get(lang), &scale.id);
            document.subheading(format!("{title} ({id})"));
            let parts = self.parts(scale);
            let none = words::withheld(lang);
            let withheld = scale.withheld.as_ref().map(|says| says.get(lang).to_owned()).unwrap_or_default();
            let mut facts = vec![
                (say!(lang, "som van", "sum of"), parts),
                (say!(lang, "bij \"{none}\"", "with \"{none}\""), withheld),
                (say!(lang, "bereik", "range"), range(scale, lang)),
                (say!(lang, "bron", "source"), names::sources(&scale.provenance, lang)),
            ];
            for (when, range) in &scale.cases {
                let when = words::condition(form, when, lang);
                let range = words::span(&words::points(range.low, lang), &words::points(range.high, lang), lang);
                facts.push((say!(lang, "bereik als", "range in a case"), format!("{range} ({when})")));
            }
            document.facts(facts);
            if let Some(convert) = &scale.convert {
                self.conversion(convert, document);
            }
            for link in &scale.links {
                self.link(scale, link, document);
            }
        }
    }

    /// What a scale adds up, in words.
    pub(super) fn parts(&self, scale: &Scale) -> String {
        let (form, lang) = (self.form, self.lang);
        let numbered = scale.parts.iter().all(|part| matches!(part, Part::Item(item) if form.items[*item].number.is_some()));
        let parts = scale.parts.iter().map(|part| match *part {
            Part::Item(item) => match &form.items[item].number {
                Some(number) if numbered => number.clone(),
                Some(number) => format!("item {number}"),
                None => form.items[item].title.get(lang).to_owned(),
            },
            Part::Scale(inner) => form.scales[inner].title.get(lang).to_owned(),
        });
        let parts = words::both(&parts.collect::<Vec<_>>(), lang);
        if numbered { say!(lang, "items {parts}", "items {parts}") } else { parts }
    }

    fn conversion(&self, convert: &Conversion, document: &mut Document) {
        let lang = self.lang;
        let columns = [Column::words(&say!(lang, "ruwe som", "raw sum")), Column::numbers(&say!(lang, "waarde", "value"))];
        let mut table = Table::new(&columns);
        for row in &convert.rows {
            let raw = words::numbers(&row.set, PLACES, (convert.range.low.0, convert.range.high.0), lang);
            table.rows.push(vec![raw, words::points(row.points, lang)]);
        }
        document.table(table);
        document.paragraph(self.source_line(&convert.provenance));
    }

    fn link(&self, scale: &Scale, link: &Link, document: &mut Document) {
        let lang = self.lang;
        let (horizon, outcome) = (chance::horizon(&link.horizon, lang), link.outcome.get(lang));
        document.subheading(say!(lang, "Kans, {horizon}: {outcome}", "Chance, {horizon}: {outcome}"));
        document.facts([
            (say!(lang, "kans", "chance"), chance::formula(link, lang)),
            (say!(lang, "behalve", "except"), self.exceptions(scale, link)),
            (say!(lang, "bron", "source"), names::sources(&link.provenance, lang)),
        ]);
    }

    /// Scores whose probability is stated apart from the formula.
    pub(super) fn exceptions(&self, scale: &Scale, link: &Link) -> String {
        let lang = self.lang;
        let each = link.at.iter().map(|(set, probability)| {
            let (scores, percent) = (words::scores(scale, set, lang), chance::percent(*probability, None, lang));
            say!(lang, "bij score {scores}: {percent}", "at score {scores}: {percent}")
        });
        each.collect::<Vec<_>>().join("; ")
    }
}

/// The range of a scale in words.
pub(super) fn range(scale: &Scale, lang: crate::lang::Lang) -> String {
    words::span(&words::points(scale.range.low, lang), &words::points(scale.range.high, lang), lang)
}
