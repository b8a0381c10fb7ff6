// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The questions, with the points that their answers give.

use super::Page;
use crate::domain::{Domain, Set};
use crate::form::{Derivation, Field, FieldType, ItemForm, PointsTable};
use crate::plan::Cells;
use crate::report::document::{Column, Document, Table};
use crate::report::{names, words};

impl Page<'_> {
    pub(super) fn fields(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if form.fields.is_empty() {
            return;
        }
        document.heading(say!(lang, "Vragen", "Questions"));
        for (index, field) in form.fields.iter().enumerate() {
            let (ask, id) = (field.ask.get(lang), &field.id);
            let place = index + 1;
            document.subheading(format!("{place}. {ask}"));
            let facts = [
                (say!(lang, "kort", "short"), field.label.get(lang).to_owned()),
                (say!(lang, "kolom", "column"), id.clone()),
                (say!(lang, "uitleg", "help"), field.help.as_ref().map(|help| help.get(lang).to_owned()).unwrap_or_default()),
                (say!(lang, "antwoord", "answer"), self.kind_of_answer(field)),
                (say!(lang, "gegeven", "evidence"), names::basis(field.basis, lang).to_owned()),
                (say!(lang, "onbekend", "unknown"), self.unknown(field)),
                (say!(lang, "berekend", "computed"), self.derivation(field)),
            ];
            document.facts(facts);
            document.table(self.answers(index, field));
        }
    }

    pub(super) fn kind_of_answer(&self, field: &Field) -> String {
        let lang = self.lang;
        let kind = names::field_type(field.kind, lang);
        let unit = field.unit.map(|unit| names::unit(unit, lang));
        let all = field.domain.all();
        let (first, last) = (all.first().unwrap_or(0), all.last().unwrap_or(0));
        let also = if field.not_applicable { say!(lang, "; n.v.t. mag ook", "; n/a is allowed too") } else { String::new() };
        match field.domain {
            Domain::Options(_) => format!("{kind}{also}"),
            Domain::Date { .. } => {
                let span = words::span(&words::day(first, lang), &words::day(last, lang), lang);
                format!("{kind}, {span}{also}")
            }
            Domain::Number { places, .. } => {
                // The limits of what can be read, not of the instrument.
                let print = |value: i64| words::decimal(&crate::number::fixed::print(value, places), lang);
                let span = words::span(&print(first), &print(last), lang);
                let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
                say!(lang, "{kind}, van {span}{unit}{also}", "{kind}, from {span}{unit}{also}")
            }
        }
    }

    pub(super) fn unknown(&self, field: &Field) -> String {
        let lang = self.lang;
        let Some(counts_as) = field.unknown else { return String::new() };
        let (value, source) = (words::value(field, counts_as, lang), names::sources(&field.provenance, lang));
        say!(lang, "telt als: {value}; bron {source}", "counts as: {value}; source {source}")
    }

    pub(super) fn derivation(&self, field: &Field) -> String {
        let lang = self.lang;
        let Some(derive) = &field.derive else { return String::new() };
        let labels: Vec<String> = derive.inputs().iter().map(|&input| self.form.fields[input].label.get(lang).to_owned()).collect();
        let all = words::both(&labels, lang);
        match (derive, &labels[..]) {
            (Derivation::CompletedYears(..), [from, to]) => {
                say!(lang, "hele jaren van {from} tot {to}", "completed years from {from} to {to}")
            }
            (Derivation::Difference(..), [from, less]) => say!(lang, "{from} min {less}", "{from} minus {less}"),
            (Derivation::Max(_), _) => say!(lang, "het hoogste van {all}", "the highest of {all}"),
            (Derivation::Any(_), _) => say!(lang, "ja als een ervan ja is: {all}", "yes when any is yes: {all}"),
            _ => say!(lang, "de som van {all}", "the sum of {all}"),
        }
    }

    /// The answers with the points that they give, item by item.
    fn answers(&self, index: usize, field: &Field) -> Table {
        let (form, lang) = (self.form, self.lang);
        let tables: Vec<(String, &PointsTable)> = form
            .items
            .iter()
            .filter_map(|item| match &item.form {
                ItemForm::Tables(_, tables) => Some((item, tables)),
                _ => None,
            })
            .flat_map(|(item, tables)| {
                let of_field = tables.iter().filter(|table| table.field == index);
                of_field.map(|table| (item.number.clone().unwrap_or_else(|| item.id.clone()), table))
            })
            .collect();
        let choice = matches!(field.kind, FieldType::Choice | FieldType::YesNo);
        let mut columns = vec![Column::words(&say!(lang, "antwoord", "answer"))];
        if choice {
            columns.push(Column::words(&say!(lang, "code", "code")));
        }
        let single = if let [(item, _)] = &tables[..] { Some(item) } else { None };
        columns.push(match single {
            _ if tables.is_empty() => Column::words(""),
            Some(item) => Column::numbers(&say!(lang, "punten, item {item}", "points, item {item}")),
            None => Column::words(&say!(lang, "punten", "points")),
        });
        let mut table = Table::new(&columns);
        if tables.is_empty() && !choice {
            return table;
        }
        let answers = field.answers();
        let each: Vec<Set> = if choice {
            answers.intervals().iter().flat_map(|&(low, high)| (low..=high).map(Set::one)).collect()
        } else {
            let cells = Cells::cut(&answers, tables.iter().flat_map(|(_, table)| &table.rows).map(|row| &row.set));
            cells.all().map(|cell| cells.set(cell)).collect()
        };
        for set in each {
            let points = tables.iter().filter_map(|(item, table)| {
                let points = self.points_at(table, &set)?;
                Some(if single.is_some() { points } else { format!("{points} ({item})") })
            });
            let points = points.collect::<Vec<_>>().join("; ");
            // What no table has a row for lies outside the population.
            if !choice && points.is_empty() {
                continue;
            }
            let mut row = vec![words::pattern(field, &set, lang)];
            if choice {
                row.push(set.first().map(|value| field.domain.print(value)).unwrap_or_default());
            }
            row.push(points);
            table.rows.push(row);
        }
        table
    }

    fn points_at(&self, table: &PointsTable, set: &Set) -> Option<String> {
        let row = table.rows.iter().find(|row| set.first().is_some_and(|value| row.set.contains(value)))?;
        Some(words::award(row.points, self.lang))
    }
}
