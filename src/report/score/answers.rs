// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The answers: the items with their points, everything else that was asked, and what still matters.

use super::Page;
use crate::evaluate::Reason;
use crate::form::{ConstraintRule, Item, ItemForm, Look, Part};
use crate::report::document::{Column, Document, Table};
use crate::report::trace::{Gave, ItemTrace, Origin};
use crate::report::{names, words};

impl Page<'_> {
    pub(super) fn items(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        let scales: Vec<usize> = form.reported_scales().collect();
        if scales.is_empty() {
            return self.rules(document);
        }
        document.heading(say!(lang, "Punten per item", "Points by item"));
        for &scale in &scales {
            if scales.len() > 1 {
                document.subheading(form.scales[scale].title.get(lang));
            }
            let mut table = Table::new(&[
                Column::words(&say!(lang, "nr", "no")),
                Column::words(&say!(lang, "item", "item")),
                Column::words(&say!(lang, "antwoord", "answer")),
                Column::numbers(&say!(lang, "punten", "points")),
                Column::narrow(&say!(lang, "bron", "source")),
            ]);
            self.scale_rows(scale, &mut table);
            if form.items.iter().all(|item| item.number.is_none()) {
                table.drop_column(0);
            }
            document.table(table);
        }
        if form.items.iter().any(|item| !item.provenance.confirmed) {
            document.paragraph(say!(
                lang,
                "deels: de bron bevestigt dit deels; zie taxeer show voor wat ontbreekt.",
                "partly: the source confirms this in part; taxeer show says what is missing."
            ));
        }
    }

    fn scale_rows(&self, scale: usize, table: &mut Table) {
        let (form, lang) = (self.form, self.lang);
        for part in &form.scales[scale].parts {
            match *part {
                Part::Item(item) => self.item_rows(&self.trace.items[item], table),
                Part::Scale(inner) => self.scale_rows(inner, table),
            }
        }
        let of = &form.scales[scale];
        let Some(reach) = self.trace.scales.get(scale) else { return };
        let value = words::left(reach.value, lang);
        let raw = words::left(reach.raw, lang);
        let converted = of.convert.as_ref().map(|convert| {
            let sources = names::sources_short(&convert.provenance, lang);
            (say!(lang, "som {raw}, omgezet", "sum {raw}, converted"), sources)
        });
        let (how, sources) = converted.unwrap_or_else(|| (say!(lang, "som", "sum"), names::sources_short(&of.provenance, lang)));
        table.rows.push(vec![String::new(), format!("= {}", of.title.get(lang)), how, value, sources]);
    }

    fn item_rows(&self, traced: &ItemTrace, table: &mut Table) {
        let (form, lang) = (self.form, self.lang);
        let item = &form.items[traced.item];
        let fields = item.fields();
        let points = traced.points.map(|left| words::left(left, lang)).unwrap_or_default();
        let number = item.number.clone().unwrap_or_default();
        let title = item.title.get(lang).to_owned();
        let sources = names::sources_short(&item.provenance, lang);
        if let [field] = fields[..] {
            let answer = self.answer_with_row(item, field, &traced.gave);
            table.rows.push(vec![number, title, answer, points, sources]);
            return;
        }
        let how = match &item.form {
            ItemForm::Tables(combine, _) => names::combine(*combine, lang).to_owned(),
            _ => traced.gave.first().map(|gave| self.row_words(*gave, item)).unwrap_or_default(),
        };
        table.rows.push(vec![number, title, how, points, sources]);
        for field in fields {
            let label = format!("  {}", form.fields[field].label.get(lang));
            let own = row_of(item, field, &traced.gave).and_then(|gave| gave.points(item));
            let own = own.map(|award| format!("({})", words::award(award, lang))).unwrap_or_default();
            table.rows.push(vec![String::new(), label, self.answer_with_row(item, field, &traced.gave), own, String::new()]);
        }
    }

    /// The answer, and the row where it says something else.
    fn answer_with_row(&self, item: &Item, field: usize, gave: &[Gave]) -> String {
        let lang = self.lang;
        let answer = self.trace.answers[field].words(self.form, lang);
        let own = match &item.form {
            ItemForm::Weight(..) => gave.first().copied(),
            _ => row_of(item, field, gave).or_else(|| gave.iter().copied().find(|gave| *gave == Gave::DoesNotApply)),
        };
        let row = own.map(|gave| gave.words(self.form, item, lang)).unwrap_or_default();
        let value = self.trace.answers[field].value.map(|value| words::value(&self.form.fields[field], value, lang));
        let unit_free = value.as_deref().map(|value| value.split(' ').next().unwrap_or(value) == row || value == row);
        match unit_free {
            Some(false) if !row.is_empty() => say!(lang, "{answer}; rij {row}", "{answer}; row {row}"),
            _ => answer,
        }
    }

    fn row_words(&self, gave: Gave, item: &Item) -> String {
        let lang = self.lang;
        let row = gave.words(self.form, item, lang);
        match gave {
            Gave::Joint(_) => say!(lang, "rij {row}", "row {row}"),
            _ => row,
        }
    }

    fn rules(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        document.heading(say!(lang, "Regel", "Rule"));
        document.subheading(match self.trace.rules.len() {
            1 => say!(lang, "Deze regel geldt:", "This rule holds:"),
            _ => say!(lang, "Deze regels kunnen nog gelden:", "These rules can still hold:"),
        });
        document.list(self.trace.rules.iter().map(|&rule| {
            let rule = &form.rules[rule];
            let (id, when) = (&rule.id, words::condition(form, &rule.when, lang));
            let source = names::sources(&rule.provenance, lang);
            say!(lang, "{id}: {when}; bron {source}", "{id}: {when}; source {source}")
        }));
    }

    pub(super) fn other_answers(&self, document: &mut Document) {
        let scored: Vec<usize> = self.form.items.iter().flat_map(Item::fields).collect();
        let others: Vec<usize> = (0..self.form.fields.len()).filter(|field| !scored.contains(field)).collect();
        self.answers_table(others, say!(self.lang, "Andere antwoorden", "Other answers"), document);
    }

    pub(super) fn all_answers(&self, document: &mut Document) {
        self.answers_table((0..self.form.fields.len()).collect(), say!(self.lang, "Alle antwoorden", "All answers"), document);
    }

    fn answers_table(&self, fields: Vec<usize>, title: String, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        if fields.is_empty() {
            return;
        }
        let names = [say!(lang, "vraag", "question"), say!(lang, "antwoord", "answer"), say!(lang, "voor", "used for")];
        let mut table = Table::new(&names.each_ref().map(|name| Column::words(name)));
        for field in fields {
            let label = form.fields[field].label.get(lang).to_owned();
            let unreadable = self.score.faults.iter().find(|fault| fault.field == field).map(|fault| &fault.written);
            let answer = match unreadable {
                Some(written) => say!(lang, "niet te lezen: ‘{written}’", "unreadable: ‘{written}’"),
                None => self.trace.answers[field].words(form, lang),
            };
            table.rows.push(vec![label, answer, self.uses(field).join(", ")]);
        }
        document.heading(title);
        document.table(table);
    }

    /// What a field is asked for.
    fn uses(&self, field: usize) -> Vec<String> {
        let (form, lang) = (self.form, self.lang);
        let tests = |condition: &[crate::form::Test]| condition.iter().any(|test| test.field == field);
        let gate = form.gates.iter().any(|gate| tests(&gate.require));
        let item = form.items.iter().any(|item| item.fields().contains(&field) || item.applies.as_ref().is_some_and(|when| tests(when)));
        let rule = form.rules.iter().any(|rule| tests(&rule.when));
        let level = form.schemes.iter().flat_map(|scheme| &scheme.shifts).flat_map(|shift| &shift.when);
        let level = level.into_iter().any(|look| matches!(look, Look::Field(test) if test.field == field));
        let check = form.constraints.iter().any(|constraint| match &constraint.rule {
            ConstraintRule::Implies(when, require) => tests(when) || tests(require),
            ConstraintRule::Bounds { plus, minus, .. } => plus.contains(&field) || minus.contains(&field),
        });
        let derived = form.fields.iter().filter_map(|one| one.derive.as_ref()).any(|derive| derive.inputs().contains(&field));
        [
            (gate, say!(lang, "doelgroep", "population")),
            (item, say!(lang, "item", "item")),
            (rule, say!(lang, "regel", "rule")),
            (level, say!(lang, "niveau", "level")),
            (check, say!(lang, "controle", "check")),
            (derived, say!(lang, "berekening", "computation")),
        ]
        .into_iter()
        .filter_map(|(used, name)| used.then_some(name))
        .collect()
    }

    /// The questions whose answers still matter, and those that do not.
    pub(super) fn decisive(&self, document: &mut Document) {
        let lang = self.lang;
        let evaluation = self.score.evaluation;
        let gates: Vec<usize> =
            evaluation.reasons.iter().filter_map(|reason| if let Reason::GateOpen(field) = reason { Some(*field) } else { None }).collect();
        let asked = |field: usize| gates.contains(&field) || evaluation.decisive.contains(&field);
        let unknown = self.trace.answers.iter().filter(|answer| matches!(answer.origin, Origin::Unknown | Origin::Implied));
        let rest: Vec<usize> = unknown.map(|answer| answer.field).filter(|&field| !asked(field)).collect();
        if gates.is_empty() && evaluation.decisive.is_empty() && rest.is_empty() {
            return;
        }
        document.heading(say!(lang, "Wat nog uitmaakt", "What still matters"));
        if !gates.is_empty() {
            document.subheading(say!(lang, "Vraag eerst of het instrument geldt:", "First ask whether the instrument applies:"));
            document.list(gates.iter().map(|&field| self.question(field)));
        }
        if !evaluation.decisive.is_empty() {
            document.subheading(say!(
                lang,
                "Deze antwoorden kunnen de uitkomst nog veranderen. Vraag ze na:",
                "These answers can still change the outcome. Find them out:"
            ));
            document.list(evaluation.decisive.iter().map(|&field| self.question(field)));
        }
        // An answer that withholds a total says something by itself, also where it changes no total.
        let withheld = !evaluation.reach.withheld.is_empty();
        let speaks = |field: usize| withheld && self.form.items.iter().filter_map(Item::withholds).any(|table| table.field == field);
        let (speaking, rest): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|&field| speaks(field));
        let labels = |fields: &[usize]| {
            let labels: Vec<String> = fields.iter().map(|&field| self.form.fields[field].label.get(lang).to_owned()).collect();
            words::both(&labels, lang)
        };
        if !speaking.is_empty() {
            let labels = labels(&speaking);
            document.paragraph(say!(
                lang,
                "Onbekend: {labels}. Er is al geen totaal, maar het antwoord kan op zichzelf van belang zijn.",
                "Unknown: {labels}. There is no total already, but the answer can matter by itself."
            ));
        }
        if !rest.is_empty() {
            let labels = labels(&rest);
            let has_levels = self.form.schemes.iter().any(|scheme| scheme.report);
            document.paragraph(if has_levels {
                say!(
                    lang,
                    "Onbekend, maar het niveau verandert er niet door: {labels}.",
                    "Unknown, but it does not change the level: {labels}."
                )
            } else {
                say!(
                    lang,
                    "Onbekend, maar de uitkomst verandert er niet door: {labels}.",
                    "Unknown, but it does not change the outcome: {labels}."
                )
            });
        }
    }

    fn question(&self, field: usize) -> String {
        let (form, lang) = (self.form, self.lang);
        let items = form.items.iter().filter(|item| item.fields().contains(&field));
        let numbers: Vec<String> = items.filter_map(|item| item.number.clone()).collect();
        let (label, ask) = (words::capital(form.fields[field].label.get(lang)), form.fields[field].ask.get(lang));
        if numbers.is_empty() {
            return format!("{label}: {ask}");
        }
        let numbers = words::both(&numbers, lang);
        format!("{label} (item {numbers}): {ask}")
    }
}

/// The row of a table on one field that gave points.
fn row_of(item: &Item, field: usize, gave: &[Gave]) -> Option<Gave> {
    let ItemForm::Tables(_, tables) = &item.form else { return None };
    gave.iter().copied().find(|gave| matches!(gave, Gave::Row(table, _) if tables[*table].field == field))
}
