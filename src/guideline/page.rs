// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The skeleton as a page.

use super::item::{Applies, Filled, Item};
use super::{Facts, Guideline};
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::say;

/// What a skeleton begins with.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Names and what they are: the rule set, the input, the command.
    pub facts: Vec<(String, String)>,
}

/// How many items are filled, filled in part, and not filled in.
#[must_use]
pub fn counts(guideline: &Guideline, facts: &Facts) -> [usize; 3] {
    let items = || guideline.sections.iter().flat_map(|section| section.items);
    let count = |filled: Filled| items().filter(|item| item.filled(facts) == filled).count();
    [count(Filled::Whole), count(Filled::Part), count(Filled::Not) + guideline.unworded]
}

/// A page with every item.
#[must_use]
pub fn document(guideline: &Guideline, facts: &Facts, head: &Head, lang: Lang) -> Document {
    let mut page = Document::default();
    let name = guideline.name;
    page.title(say!(lang, "Geraamte van een verslag volgens {name}", "Skeleton of a report by {name}"));
    page.facts(head.facts.clone());
    let source = guideline.source;
    page.paragraph(say!(lang, "De lijst: {source}", "The list: {source}"));
    page.paragraph(lang.pick(guideline.confirmed.0, guideline.confirmed.1));
    let [whole, part, not] = counts(guideline, facts);
    page.paragraph(say!(
        lang,
        "Ingevuld door deze run: {whole}; voor een deel ingevuld: {part}; niet ingevuld: {not}. Wat er staat, is van deze run; of het genoeg is, beoordelen de auteurs.",
        "Filled in by this run: {whole}; filled in for a part: {part}; not filled in: {not}. What stands here is of this run; whether it is enough is for the authors to judge."
    ));
    page.paragraph(lang.pick(
        "Aantallen zijn exact. Kijk vóór publicatie of kleine aantallen verborgen moeten worden.",
        "Counts are exact. Before publication, see whether small counts have to be hidden.",
    ));
    for section in guideline.sections {
        page.heading(lang.pick(section.title.0, section.title.1));
        for item in section.items {
            written(&mut page, item, facts, lang);
        }
    }
    if guideline.unworded > 0 {
        unworded(&mut page, guideline, lang);
    }
    page
}

fn written(page: &mut Document, item: &Item, facts: &Facts, lang: Lang) {
    let subject = lang.pick(item.subject.0, item.subject.1);
    page.subheading(match (item.number, item.applies) {
        ("", _) => subject.to_owned(),
        (number, Applies::Both) => format!("{number}. {subject}"),
        (number, Applies::Development) => say!(lang, "{number}. {subject} (ontwikkeling)", "{number}. {subject} (development)"),
        (number, Applies::Evaluation) => say!(lang, "{number}. {subject} (evaluatie)", "{number}. {subject} (evaluation)"),
    });
    page.paragraph(lang.pick(item.asks.0, item.asks.1));
    let known = item.topic().map(|topic| facts.of(topic)).unwrap_or_default();
    let mut points: Vec<String> = known.iter().map(|fact| fact.get(lang).to_owned()).collect();
    match item.filled(facts) {
        Filled::Whole => {}
        Filled::Part => points.push(lang.pick("de rest: niet ingevuld", "the rest: not filled in").to_owned()),
        Filled::Not => points.push(lang.pick("niet ingevuld", "not filled in").to_owned()),
    }
    page.list(points);
}

/// Items of which only the number is known: room for the words of the publication, and for where they are answered.
fn unworded(page: &mut Document, guideline: &Guideline, lang: Lang) {
    let (name, many) = (guideline.name, guideline.unworded);
    page.heading(say!(lang, "De {many} punten van {name}", "The {many} items of {name}"));
    let not = lang.pick("niet ingevuld", "not filled in");
    let words = lang.pick("niet bevestigd: neem de tekst over uit de publicatie", "not confirmed: take the words from the publication");
    let mut table = Table::new(&[
        Column::words(lang.pick("nr.", "no.")),
        Column::words(lang.pick("punt", "item")),
        Column::words(lang.pick("in dit verslag", "in this report")),
    ]);
    table.rows = (1..=many).map(|number| vec![number.to_string(), words.to_owned(), not.to_owned()]).collect();
    page.table(table);
}
