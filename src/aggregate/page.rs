// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The aggregate as people read it.

use super::files::About;
use super::hide::{Part, Published, PublishedLoad, PublishedSplit, Shown};
use crate::caution::Caution;
use crate::lang::{Lang, Text};
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::report::words::day;

/// The page.
#[must_use]
pub fn document(load: &PublishedLoad, about: &About<'_>, lang: Lang) -> Document {
    let (small, most) = (about.small, about.small.saturating_sub(1));
    let mut document = Document::default();
    document.title(lang.pick("Aantallen om te delen", "Counts to be shared"));
    let facts = about.stamps.iter().map(|(name, stamp)| (name.get(lang).to_owned(), stamp.clone()));
    let as_of = about.as_of.map(|as_of| (lang.pick("peildatum", "as of").to_owned(), day(as_of, lang)));
    let on_trial = about.on_trial.iter().map(|name| {
        let words = Caution::TRIAL.words();
        (lang.pick("let op", "note").to_owned(), format!("{name}: {}", words.get(lang)))
    });
    document.facts(facts.chain(as_of).chain(on_trial));
    document.paragraph(say!(
        lang,
        "Aantallen onder {small} staan er niet in, ook nul niet. Daarnaast is weggelaten waaruit zij af te leiden zijn. Wat ‘minder dan {small}’ heet kan elk aantal van 0 tot en met {most} zijn.",
        "Counts below {small} are not shown, nor is nought. What they could be worked out from is left out as well. What is called ‘fewer than {small}’ can be any count from 0 to {most}."
    ));
    document.paragraph(lang.pick(
        "Deel van dezelfde zaken geen tweede tabel met een andere indeling: samen kunnen twee tabellen meer verraden dan elk apart.",
        "Share no second table of the same cases cut in another way: together two tables can tell more than each of them.",
    ));
    document.heading(lang.pick("Rijen", "Rows"));
    let mut table = counts(lang.pick("rijen", "rows"), lang);
    table.rows.push(vec![lang.pick("gelezen", "read").to_owned(), words(load.read, small, lang)]);
    table.rows.push(vec![format!("  {}", load.main.name.get(lang)), words(load.main.shown, small, lang)]);
    table.rows.push(vec![format!("  {}", load.rest.name.get(lang)), words(load.rest.shown, small, lang)]);
    for split in &load.rest.splits {
        rows(split, 2, small, lang, &mut table);
    }
    document.table(table);
    for split in &load.main.splits {
        let name = split.name.get(lang);
        document.heading(sentence(name));
        let mut table = counts(name, lang);
        rows(split, 0, small, lang, &mut table);
        document.table(table);
    }
    if load.main.splits.is_empty() {
        document.heading(lang.pick("Niveaus en prioriteiten", "Levels and tiers"));
        document.paragraph(not_shown(lang));
    }
    answers(load, small, lang, &mut document);
    document
}

fn counts(name: &str, lang: Lang) -> Table {
    Table::new(&[Column::words(name), Column::numbers(lang.pick("zaken", "cases"))])
}

fn rows(split: &PublishedSplit, depth: usize, small: u64, lang: Lang, table: &mut Table) {
    let line = |depth: usize, name: &str, count: String| vec![format!("{}{name}", "  ".repeat(depth)), count];
    for part in &split.parts {
        match part {
            Part::Cell(cell) => {
                table.rows.push(line(depth, cell.name.get(lang), words(cell.shown, small, lang)));
                for split in &cell.splits {
                    rows(split, depth + 1, small, lang, table);
                }
            }
            Part::Together(count, cells) => {
                for cell in cells {
                    table.rows.push(line(depth, cell.name.get(lang), words(cell.shown, small, lang)));
                }
                let names: Vec<&str> = cells.iter().map(|cell| cell.name.get(lang)).collect();
                let names = names.join(" + ");
                let together = say!(lang, "samen: {names}", "together: {names}");
                table.rows.push(line(depth, &together, lang.number(*count)));
            }
        }
    }
}

fn answers(load: &PublishedLoad, small: u64, lang: Lang, document: &mut Document) {
    document.heading(lang.pick("Ontbrekende antwoorden", "Missing answers"));
    if load.answers.is_empty() {
        document.paragraph(not_shown(lang));
        return;
    }
    let mut table = Table::new(&[
        Column::words(lang.pick("vraag", "question")),
        Column::numbers(lang.pick("onbekend", "unknown")),
        Column::numbers(lang.pick("bekend", "known")),
    ]);
    for split in &load.answers {
        let cells: Vec<&Published> = split.cells().collect();
        let mut row = vec![split.name.get(lang).to_owned()];
        row.extend(cells.iter().map(|cell| words(cell.shown, small, lang)));
        table.rows.push(row);
    }
    document.table(table);
}

fn not_shown(lang: Lang) -> &'static str {
    lang.pick(
        "Niet getoond: het zijn er te weinig, of ze zijn uit de andere tabellen af te leiden.",
        "Not shown: there are too few, or they could be worked out from the other tables.",
    )
}

fn words(shown: Shown, small: u64, lang: Lang) -> String {
    match shown {
        Shown::Count(count) => lang.number(count),
        Shown::Few => say!(lang, "minder dan {small}", "fewer than {small}"),
        Shown::Hidden => lang.pick("niet getoond", "not shown").to_owned(),
    }
}

fn sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the counts were made with.
#[must_use]
pub fn stamps(instrument: String, protocol: Option<String>, mapping: Option<String>) -> Vec<(Text, String)> {
    let protocol = protocol.map(|stamp| (Text::same("protocol"), stamp));
    let mapping = mapping.map(|stamp| (crate::text!("toewijzing", "mapping"), stamp));
    [(Text::same("instrument"), instrument)].into_iter().chain(protocol).chain(mapping).collect()
}
