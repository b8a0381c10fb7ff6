// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people are told of a self-test.

use serde_json::{Value, json};

use super::Outcome;
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::text;

/// The page, for the file and what it was scored with.
#[must_use]
pub fn document(outcome: &Outcome, file: &str, stamps: &str, lang: Lang) -> Document {
    let mut page = Document::default();
    page.title(lang.pick("Zelftest", "Self-test"));
    page.facts([
        (lang.pick("Bestand", "File").to_owned(), file.to_owned()),
        (lang.pick("Gescoord met", "Scored with").to_owned(), stamps.to_owned()),
        (lang.pick("Rijen beproefd", "Rows tried").to_owned(), tried(outcome, lang)),
    ]);
    let columns = [
        Column::words(lang.pick("wat niets mag veranderen", "what may change nothing")),
        Column::numbers(lang.pick("manieren", "ways")),
        Column::numbers(lang.pick("vergeleken", "compared")),
        Column::numbers(lang.pick("anders", "different")),
    ];
    let mut table = Table::new(&columns);
    for law in &outcome.laws {
        let counts = [law.ways, law.compared, law.differing].map(|count| lang.number(count));
        table.rows.push(std::iter::once(law.says.get(lang).to_owned()).chain(counts).collect());
    }
    page.table(table);
    if outcome.holds() {
        page.paragraph(lang.pick(
            "Alles gelijk. Uw bestand is niet veranderd en er is niets naast geschreven.",
            "All equal. Your file was not changed and nothing was written beside it.",
        ));
        return page;
    }
    page.heading(lang.pick("WAT ANDERS IS", "WHAT IS DIFFERENT"));
    page.paragraph(lang.pick(
        "Gebruik de uitkomsten van dit bestand niet. Meld dit met de versie van taxeer, de regels hieronder en de rijen waar het om gaat,          zonder namen.",
        "Do not use the results of this file. Report this with the version of taxeer, the lines below and the rows they are about, without          names.",
    ));
    for law in outcome.laws.iter().filter(|law| !law.holds()) {
        page.list(law.differences.iter().map(|difference| {
            let (id, column, way) = (law.id, &difference.column, difference.way.get(lang));
            let words = match difference.row {
                Some(row) => text!("{id}: rij {row}, kolom {column}: {way}", "{id}: row {row}, column {column}: {way}"),
                None if column.is_empty() => text!("{id}: {way}", "{id}: {way}"),
                None => text!("{id}: kolom {column}: {way}", "{id}: column {column}: {way}"),
            };
            words.get(lang).to_owned()
        }));
    }
    page
}

fn tried(outcome: &Outcome, lang: Lang) -> String {
    let [rows, left_out] = [outcome.rows, outcome.left_out].map(|count| lang.number(count));
    let mut words = rows;
    if outcome.more {
        words.push_str(lang.pick(" (de eerste; meer met --rows)", " (the first; more with --rows)"));
    }
    if outcome.left_out > 0 {
        let more = text!(
            "; {left_out} niet: zonder inhoud, als een totaalregel, of met een getal dat als tekst er twee kan zijn",
            "; {left_out} not: says nothing, is like a line of totals, or has a number that as text could be two"
        );
        words.push_str(more.get(lang));
    }
    words
}

/// The same for a program.
#[must_use]
pub fn json(outcome: &Outcome, file: &str, stamps: &str, lang: Lang) -> Value {
    let laws = outcome.laws.iter().map(|law| {
        let differences = law
            .differences
            .iter()
            .map(|difference| json!({ "row": difference.row, "column": difference.column, "way": difference.way.get(lang) }));
        json!({
            "law": law.id,
            "says": law.says.get(lang),
            "ways": law.ways,
            "compared": law.compared,
            "differing": law.differing,
            "differences": differences.collect::<Vec<_>>(),
        })
    });
    json!({
        "format_version": 1,
        "file": file,
        "instrument": stamps,
        "rows": outcome.rows,
        "left_out": outcome.left_out,
        "more_rows": outcome.more,
        "holds": outcome.holds(),
        "laws": laws.collect::<Vec<_>>(),
    })
}
