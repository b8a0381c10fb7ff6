// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Adding up: a line for each part, then what the sum becomes.

use super::Sheet;
use crate::form::{Conversion, Link, Part, Scale};
use crate::number::fixed::PLACES;
use crate::report::document::{BLANK, BOX, Column, Table};
use crate::report::show::scoring::range;
use crate::report::{chance, names, words};

impl Sheet<'_> {
    pub(super) fn sums(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.scales.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Optellen", "Adding up"));
        for scale in &form.scales {
            self.document.subheading(scale.title.get(lang));
            let by_hand = self.by_hand();
            if by_hand {
                let table = self.addition(scale);
                self.document.table(table);
            }
            let parts = if by_hand { String::new() } else { self.page.parts(scale) };
            let range = range(scale, lang);
            let raw = scale
                .convert
                .as_ref()
                .map(|convert| words::span(&words::points(convert.range.low, lang), &words::points(convert.range.high, lang), lang));
            let by_program = if by_hand { String::new() } else { BLANK.to_owned() };
            let mut facts = vec![(say!(lang, "Som van", "Sum of"), parts), (say!(lang, "Uit het programma", "By the program"), by_program)];
            match raw {
                Some(raw) => facts.extend([
                    (say!(lang, "Mogelijke ruwe som", "Possible raw sum"), raw),
                    (say!(lang, "Mogelijk na omzetting", "Possible once converted"), range),
                ]),
                None => facts.push((say!(lang, "Mogelijk totaal", "Possible total"), range)),
            }
            for (when, range) in &scale.cases {
                let when = words::condition(form, when, lang);
                let range = words::span(&words::points(range.low, lang), &words::points(range.high, lang), lang);
                facts.push((say!(lang, "Als {when}", "When {when}"), range));
            }
            let none = words::withheld(lang);
            facts.extend([
                (
                    say!(lang, "Bij \"{none}\"", "With \"{none}\""),
                    scale.withheld.as_ref().map(|says| says.get(lang).to_owned()).unwrap_or_default(),
                ),
                (say!(lang, "Bron", "Source"), names::sources(&scale.provenance, lang)),
            ]);
            self.document.facts(facts);
            if let Some(convert) = &scale.convert {
                self.conversion(convert);
            }
            for link in &scale.links {
                self.link(scale, link);
            }
        }
    }

    fn addition(&self, scale: &Scale) -> Table {
        let (form, lang) = (self.form, self.lang);
        let mut table = Table::new(&[Column::words(&say!(lang, "onderdeel", "part")), Column::numbers(&say!(lang, "punten", "points"))]);
        for part in &scale.parts {
            let name = match *part {
                Part::Item(item) => self.page.item_title(&form.items[item]),
                Part::Scale(inner) => form.scales[inner].title.get(lang).to_owned(),
            };
            table.rows.push(vec![name, BLANK.to_owned()]);
        }
        let title = scale.title.get(lang);
        let sum = if scale.convert.is_some() { say!(lang, "Ruwe som", "Raw sum") } else { title.to_owned() };
        table.rows.push(vec![format!("= {sum}"), BLANK.to_owned()]);
        table
    }

    fn conversion(&mut self, convert: &Conversion) {
        let lang = self.lang;
        let columns = [Column::words(&say!(lang, "ruwe som", "raw sum")), Column::numbers(&say!(lang, "waarde", "value"))];
        let mut table = Table::new(&columns);
        for row in &convert.rows {
            let raw = words::numbers(&row.set, PLACES, (convert.range.low.0, convert.range.high.0), lang);
            table.rows.push(vec![format!("{BOX} {raw}"), words::points(row.points, lang)]);
        }
        self.document.table(table);
        self.document.facts([
            (say!(lang, "Waarde", "Value"), BLANK.to_owned()),
            (say!(lang, "Bron", "Source"), names::sources(&convert.provenance, lang)),
        ]);
    }

    fn link(&mut self, scale: &Scale, link: &Link) {
        let lang = self.lang;
        let (horizon, outcome) = (chance::horizon(&link.horizon, lang), link.outcome.get(lang));
        self.document.subheading(say!(lang, "Kans, {horizon}: {outcome}", "Chance, {horizon}: {outcome}"));
        self.document.paragraph(say!(
            lang,
            "De kans is met de hand niet goed uit te rekenen. Het programma gebruikt deze formule en getallen.",
            "The chance cannot reasonably be computed by hand. The program uses this formula and these numbers."
        ));
        let mut facts = vec![(say!(lang, "Formule", "Formula"), chance::formula(link, lang))];
        facts.extend(chance::numbers(link, lang));
        facts.extend([
            (say!(lang, "Behalve", "Except"), self.page.exceptions(scale, link)),
            (say!(lang, "Kans van het programma", "Chance by the program"), BLANK.to_owned()),
            (say!(lang, "Bron", "Source"), names::sources(&link.provenance, lang)),
        ]);
        self.document.facts(facts);
    }
}
