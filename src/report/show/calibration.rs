// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How the numbers of a file were made from outcome data, with those that were there before.

use crate::form::{Calibration, Form, Made};
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::words;

/// Nothing for a file whose numbers come from publications.
pub(super) fn tell(form: &Form, document: &mut Document, lang: Lang) {
    let own = form.calibration.iter().map(|made| (form.id.clone(), made));
    let packs = form.packs.iter().filter_map(|pack| Some((pack.id.clone(), pack.calibration.as_ref()?)));
    for (id, made) in own.chain(packs) {
        document.heading(say!(lang, "Gemaakt uit gegevens: {id}", "Made from data: {id}"));
        document.facts(facts(made, lang));
        if !made.changes.is_empty() {
            document.table(changes(made, lang));
        }
    }
}

fn facts(made: &Calibration, lang: Lang) -> Vec<(String, String)> {
    let what = match made.made {
        Made::Update => say!(lang, "kansen aangepast aan een steekproef", "rates adapted to a sample"),
        Made::Norms => say!(lang, "percentielen en kansen van een steekproef", "percentiles and rates of a sample"),
        Made::Refit => say!(lang, "gewichten opnieuw geschat", "weights fitted anew"),
        Made::Points => say!(lang, "gehele punten opnieuw gezocht", "whole points searched anew"),
    };
    let (persons, events) = (count(made.persons, lang), count(made.events, lang));
    let sample = say!(lang, "{persons} personen, {events} met de uitkomst", "{persons} persons, {events} with the event");
    let forced = say!(
        lang,
        "Ja: er zijn minder uitkomsten dan de regel van het programma vraagt.",
        "Yes: there are fewer events than the rule of the program asks for."
    );
    vec![
        (say!(lang, "Wat", "What"), what),
        (say!(lang, "Uit", "From"), made.of.clone()),
        (say!(lang, "Steekproef", "Sample"), sample),
        (say!(lang, "Gegevens", "Data"), format!("sha256 {}", made.data)),
        (say!(lang, "Toevalsgetal", "Seed"), made.seed.map(|seed| seed.to_string()).unwrap_or_default()),
        (say!(lang, "Afgedwongen", "Forced"), if made.forced { forced } else { String::new() }),
        (say!(lang, "Programma", "Program"), made.program.clone()),
        (say!(lang, "Opdracht", "Command"), made.command.clone()),
    ]
}

fn changes(made: &Calibration, lang: Lang) -> Table {
    let mut table = Table::new(&[
        Column::words(lang.pick("getal", "number")),
        Column::numbers(lang.pick("was", "was")),
        Column::numbers(lang.pick("nu", "now")),
    ]);
    for change in &made.changes {
        let shown = |points: Option<crate::number::Points>| points.map_or_else(|| "-".to_owned(), |points| words::points(points, lang));
        table.rows.push(vec![change.number.clone(), shown(change.was), shown(change.now)]);
    }
    table
}

fn count(count: i64, lang: Lang) -> String {
    usize::try_from(count).map_or_else(|_| count.to_string(), |count| lang.number(count))
}
