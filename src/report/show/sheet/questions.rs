// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A question, once in full.

use super::Sheet;
use crate::form::{Field, FieldType};
use crate::report::document::BLANK;
use crate::report::{names, words};

impl Sheet<'_> {
    /// Asks a field: its question, help, evidence class, and a line for a number. What it is computed from is asked before it.
    pub(super) fn ask(&mut self, index: usize) {
        let (form, lang) = (self.form, self.lang);
        let field = &form.fields[index];
        let question = field.ask.get(lang);
        if self.asked[index] {
            self.document.paragraph(say!(lang, "{question} (Uw antwoord hierboven.)", "{question} (Your answer above.)"));
            return;
        }
        self.asked[index] = true;
        for input in field.derive.iter().flat_map(crate::form::Derivation::inputs) {
            if !self.asked[input] {
                self.plain(input);
            }
        }
        self.document.paragraph(question);
        let (basis, column) = (names::basis(field.basis, lang), &field.id);
        self.document.facts([
            (say!(lang, "Uitleg", "Help"), field.help.as_ref().map(|help| help.get(lang).to_owned()).unwrap_or_default()),
            (say!(lang, "Gegeven", "Evidence"), say!(lang, "{basis}; kolom {column}", "{basis}; column {column}")),
            (say!(lang, "Onbekend", "Unknown"), self.page.unknown(field)),
            (say!(lang, "Berekend", "Computed"), self.page.derivation(field)),
            self.line_for(field),
        ]);
    }

    /// A question whose answers give nothing by themselves.
    pub(super) fn plain(&mut self, field: usize) {
        let asked = self.asked[field];
        self.ask(field);
        if !asked {
            let choices = self.choices(&self.form.fields[field]);
            self.document.list(choices);
        }
    }

    /// Where a number or a date is written; nothing for answers that are ticked.
    fn line_for(&self, field: &Field) -> (String, String) {
        let lang = self.lang;
        let name = match (field.kind, field.unit) {
            (FieldType::Choice | FieldType::YesNo, _) => return (String::new(), String::new()),
            (FieldType::Date, _) => say!(lang, "Antwoord (datum)", "Answer (date)"),
            (FieldType::Count | FieldType::Decimal, unit) => {
                let unit = unit.map_or_else(|| names::field_type(field.kind, lang), |unit| names::unit(unit, lang));
                say!(lang, "Antwoord ({unit})", "Answer ({unit})")
            }
        };
        (name, BLANK.to_owned())
    }

    /// What is asked for and gives no points.
    pub(super) fn other_questions(&mut self) {
        let (form, lang) = (self.form, self.lang);
        let mut headed = false;
        for (index, field) in form.fields.iter().enumerate() {
            if self.asked[index] {
                continue;
            }
            if !headed {
                headed = true;
                self.document.heading(if form.items.is_empty() {
                    say!(lang, "Vragen", "Questions")
                } else {
                    say!(lang, "Andere vragen, zonder punten", "Other questions, without points")
                });
            }
            self.document.subheading(words::capital(field.label.get(lang)));
            self.plain(index);
        }
    }
}
