// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The scored lines: each question with the points beside its answers.

use super::Sheet;
use super::decision::Row;
use crate::domain::{NOT_APPLICABLE, Set};
use crate::form::{Combine, Item, ItemForm, JointRow, Part, PointsTable, Scale};
use crate::number::Points;
use crate::report::document::{BLANK, Column};
use crate::report::words;

impl Sheet<'_> {
    pub(super) fn items(&mut self) {
        let (form, lang) = (self.form, self.lang);
        for (index, item) in form.items.iter().enumerate() {
            self.page.section(index, &mut self.document);
            self.document.subheading(self.page.item_title(item));
            if let Some(applies) = &item.applies {
                for test in applies.iter().filter(|test| !self.asked[test.field]).collect::<Vec<_>>() {
                    self.plain(test.field);
                }
                let when = words::condition(form, applies, lang);
                self.document.paragraph(say!(
                    lang,
                    "Alleen als {when}. Anders is het antwoord n.v.t. en geeft dit item geen punten.",
                    "Only when {when}. Otherwise the answer is n/a and this item gives no points."
                ));
            }
            match &item.form {
                ItemForm::Tables(combine, tables) => self.tables(item, *combine, tables),
                ItemForm::Rows(rows, otherwise) => self.rows(item, rows, *otherwise),
                ItemForm::Weight(..) | ItemForm::Copas { .. } => {
                    for field in item.fields() {
                        self.plain(field);
                    }
                    self.document.paragraph(self.page.formula(item));
                }
            }
            self.document.facts([self.points_of(item), self.counts_in(index), (say!(lang, "Bron", "Source"), self.source(item))]);
        }
    }

    fn tables(&mut self, item: &Item, combine: Combine, tables: &[PointsTable]) {
        let (form, lang) = (self.form, self.lang);
        for points in tables {
            let field = &form.fields[points.field];
            self.ask(points.field);
            let column = Column::numbers(&say!(lang, "punten", "points"));
            let scored = self.scored(points.field);
            let gives = |value: i64| match points.rows.iter().find(|row| row.set.contains(value)) {
                Some(_) if scored.iter().any(|scored| !scored.contains(value)) => None,
                Some(row) => Some(words::award(row.points, lang)),
                // Elsewhere the item adds nothing.
                None if value == NOT_APPLICABLE && item.applies.is_some() => Some(words::points(Points::default(), lang)),
                None => None,
            };
            let cuts = points.rows.iter().map(|row| &row.set).chain(scored.iter().copied());
            let table = self.boxes(field, column, cuts, gives);
            self.document.table(table);
        }
        if tables.len() > 1 {
            self.document.paragraph(self.together(combine, tables.len()));
        }
    }

    /// The numbers with which a check lets one go on; options that are stopped by a check were named there and stay named here.
    fn scored(&self, field: usize) -> Vec<&Set> {
        let form = self.form;
        if !form.fields[field].options.is_empty() {
            return Vec::new();
        }
        let gates = form.gates.iter().filter(|gate| gate.require.len() == 1);
        gates.flat_map(|gate| &gate.require).filter(|test| test.field == field).map(|test| &test.set).collect()
    }

    fn together(&self, combine: Combine, tables: usize) -> String {
        let lang = self.lang;
        let of_all = if tables == 2 { say!(lang, "de twee", "the two") } else { say!(lang, "de {tables}", "the {tables}") };
        match combine {
            Combine::Max => say!(lang, "Van {of_all} tellen de hoogste punten.", "The higher points of {of_all} count."),
            Combine::Min => say!(lang, "Van {of_all} tellen de laagste punten.", "The lower points of {of_all} count."),
            Combine::Sum => say!(lang, "Tel de punten van {of_all} op.", "Add up the points of {of_all}."),
            Combine::Any => say!(
                lang,
                "De punten tellen één keer, zodra één van {of_all} ze geeft.",
                "The points count once, as soon as one of {of_all} gives them."
            ),
            Combine::All => say!(
                lang,
                "De punten tellen één keer, en alleen als elk van {of_all} ze geeft.",
                "The points count once, and only when each of {of_all} gives them."
            ),
        }
    }

    fn rows(&mut self, item: &Item, rows: &[JointRow], otherwise: Option<Points>) {
        let lang = self.lang;
        for field in item.fields() {
            self.plain(field);
        }
        let each: Vec<Row> = rows
            .iter()
            .map(|row| Row { when: row.when.iter().map(|test| self.test(test)).collect(), gives: vec![words::points(row.points, lang)] })
            .collect();
        let column = Column::numbers(&say!(lang, "punten", "points"));
        let table = self.decision(&each, &[], &[column], otherwise.map(|points| vec![words::points(points, lang)]));
        self.document.table(table);
    }

    /// Where the item's points are written.
    fn points_of(&self, item: &Item) -> (String, String) {
        let lang = self.lang;
        let name = match &item.number {
            Some(number) => say!(lang, "Punten item {number}", "Points item {number}"),
            None => say!(lang, "Punten", "Points"),
        };
        let by_hand = matches!(item.form, ItemForm::Tables(..) | ItemForm::Rows(..));
        (name, if by_hand { BLANK.to_owned() } else { String::new() })
    }

    /// The sums that an item is part of, where there are several.
    fn counts_in(&self, item: usize) -> (String, String) {
        let lang = self.lang;
        let has = |scale: &&Scale| scale.parts.iter().any(|part| matches!(part, Part::Item(of) if *of == item));
        let scales: Vec<String> = self.form.scales.iter().filter(has).map(|scale| scale.title.get(lang).to_owned()).collect();
        let several = self.form.scales.len() > 1;
        (say!(lang, "Telt mee in", "Counts in"), if several { words::both(&scales, lang) } else { String::new() })
    }

    fn source(&self, item: &Item) -> String {
        crate::report::names::sources(&item.provenance, self.lang)
    }
}
