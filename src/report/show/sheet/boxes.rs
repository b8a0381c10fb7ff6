// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers with a box before them.

use super::Sheet;
use crate::domain::{NOT_APPLICABLE, Set};
use crate::form::{Field, FieldType, Test};
use crate::plan::Cells;
use crate::report::document::{BOX, Column, Table};
use crate::report::words;

/// The word for an answer that is not known.
const UNKNOWN: &str = "?";

impl Sheet<'_> {
    /// The answers of a field with what each of them gives, in the order of the form; `gives` has nothing for answers that are not asked
    /// for here. `cuts` are the patterns that tell numbers apart.
    pub(super) fn boxes<'c>(
        &self,
        field: &Field,
        column: Column,
        cuts: impl Iterator<Item = &'c Set>,
        gives: impl Fn(i64) -> Option<String>,
    ) -> Table {
        let lang = self.lang;
        let mut table = Table::new(&[Column::words(&say!(lang, "antwoord", "answer")), column]);
        for set in Self::answers(field, cuts) {
            let value = set.first().unwrap_or(NOT_APPLICABLE);
            if let Some(gives) = gives(value) {
                table.rows.push(vec![format!("{BOX} {}", words::pattern(field, &set, lang)), gives]);
            }
        }
        let open = match field.unknown {
            Some(counts_as) => {
                let (value, gives) = (words::value(field, counts_as, lang), gives(counts_as).unwrap_or_default());
                say!(lang, "telt als {value}: {gives}", "counts as {value}: {gives}")
            }
            None => say!(lang, "open", "open"),
        };
        table.rows.push(vec![self.unknown(), open]);
        table
    }

    /// The answers that can be ticked; a number is written.
    pub(super) fn choices(&self, field: &Field) -> Vec<String> {
        let lang = self.lang;
        let named = matches!(field.kind, FieldType::Choice | FieldType::YesNo);
        let each = Self::answers(field, [].iter()).into_iter().filter(|set| named || set.contains(NOT_APPLICABLE));
        let mut boxes: Vec<String> = each.map(|set| format!("{BOX} {}", words::pattern(field, &set, lang))).collect();
        boxes.push(self.unknown());
        boxes
    }

    fn unknown(&self) -> String {
        say!(self.lang, "{BOX} {UNKNOWN} (onbekend)", "{BOX} {UNKNOWN} (unknown)")
    }

    /// Options one by one, numbers as the patterns cut them, "not applicable" last.
    fn answers<'c>(field: &Field, cuts: impl Iterator<Item = &'c Set>) -> Vec<Set> {
        let all = field.domain.all();
        let mut answers: Vec<Set> = if matches!(field.kind, FieldType::Choice | FieldType::YesNo) {
            all.intervals().iter().flat_map(|&(low, high)| (low..=high).map(Set::one)).collect()
        } else {
            let cells = Cells::cut(&all, cuts);
            cells.all().map(|cell| cells.set(cell)).collect()
        };
        if field.not_applicable {
            answers.push(Set::one(NOT_APPLICABLE));
        }
        answers
    }

    /// A test as a name and a value, for a decision table.
    pub(super) fn test(&self, test: &Test) -> (String, String) {
        let field = &self.form.fields[test.field];
        (field.label.get(self.lang).to_owned(), words::pattern(field, &test.set, self.lang))
    }
}
