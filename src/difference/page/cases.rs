// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cases of a file: matrices, changes with how many cases they moved, and who moves.

use super::words::{self, percent};
use crate::difference::cases::{Cases, Matrix, Move, State, Subject};
use crate::evaluate::Outcome;
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::words::decimal;
use crate::report::{say, text};

/// Moves that are shown; all of them stand in the list.
const SHOWN: usize = 20;

pub(super) fn section(cases: &Cases, lang: Lang, document: &mut Document) {
    let read = lang.number(cases.read);
    document.heading(say!(lang, "De zaken ({read})", "The cases ({read})"));
    for matrix in &cases.matrices {
        let name = words::arrow(&matrix.name);
        document.subheading(match &matrix.subject {
            Subject::Levels(_, true) => say!(lang, "Gerapporteerd niveau: {name}", "Reported level: {name}"),
            Subject::Levels(_, false) => say!(lang, "Ook in beide: {name}", "Also in both: {name}"),
            Subject::Scores(_) => say!(lang, "Score: {name}", "Score: {name}"),
            Subject::Outcomes => say!(lang, "Uitkomst", "Outcome"),
        });
        if let Some(table) = wide(matrix, false, lang) {
            document.table(table);
        } else if let Some(table) = wide(matrix, true, lang) {
            document.paragraph(legend(matrix, lang));
            document.table(table);
        } else {
            document.table(long(matrix, lang));
        }
    }
    moved(cases, lang, document);
}

/// What the numbers above the columns stand for.
fn legend(matrix: &Matrix, lang: Lang) -> String {
    let states = matrix.states(1);
    let each = states.iter().zip(1..).map(|(&state, number)| format!("({number}) {}", name(matrix, 1, state, lang)));
    format!("{}: {}.", words::now(lang), each.collect::<Vec<_>>().join(", "))
}

/// The matrix as such, with names or numbers above its columns; `None` when it is wider than a page.
fn wide(matrix: &Matrix, numbered: bool, lang: Lang) -> Option<Table> {
    let now = words::now(lang);
    let corner = say!(lang, "was ↓  {now} →", "was ↓  {now} →");
    let mut columns = vec![Column::words(&corner)];
    let states = [matrix.states(0), matrix.states(1)];
    let head = |(&state, number): (&State, usize)| if numbered { format!("({number})") } else { name(matrix, 1, state, lang) };
    columns.extend(states[1].iter().zip(1..).map(|one| Column::numbers(&head(one))));
    let all = say!(lang, "totaal", "total");
    columns.push(Column::numbers(&all));
    let mut table = Table::new(&columns);
    let count = |count: u64| lang.number(count);
    // A nought says less than its absence, and the moves stand out.
    let cell = |cases: u64| if cases == 0 { "·".to_owned() } else { count(cases) };
    for &old in &states[0] {
        let mut row = vec![name(matrix, 0, old, lang)];
        row.extend(states[1].iter().map(|&new| cell(matrix.cell(old, new))));
        row.push(count(matrix.total_of(0, old)));
        table.rows.push(row);
    }
    let mut totals = vec![all];
    totals.extend(states[1].iter().map(|&new| count(matrix.total_of(1, new))));
    totals.push(count(matrix.total()));
    table.rows.push(totals);
    let mut document = Document::default();
    document.table(table.clone());
    text::render(&document).lines().all(|line| line.chars().count() <= text::WIDTH).then_some(table)
}

/// A matrix that is too wide, one cell a row.
fn long(matrix: &Matrix, lang: Lang) -> Table {
    let cases = say!(lang, "zaken", "cases");
    let mut table = Table::new(&[Column::words(&words::was(lang)), Column::words(&words::now(lang)), Column::numbers(&cases)]);
    for old in matrix.states(0) {
        for new in matrix.states(1) {
            let count = matrix.cell(old, new);
            if count > 0 {
                table.rows.push(vec![name(matrix, 0, old, lang), name(matrix, 1, new, lang), lang.number(count)]);
            }
        }
    }
    table.rows.push(vec![say!(lang, "totaal", "total"), String::new(), lang.number(matrix.total())]);
    table
}

fn name(matrix: &Matrix, side: usize, state: State, lang: Lang) -> String {
    match state {
        State::Outcome(outcome) => self::outcome(outcome, lang).to_owned(),
        State::Score(_) => decimal(&matrix.name(side, state), lang),
        State::Level(_) => matrix.name(side, state),
    }
}

fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Scored => lang.pick("gescoord", "scored"),
        Outcome::Open => lang.pick("open", "open"),
        Outcome::NotApplicable => lang.pick("n.v.t.", "n/a"),
        Outcome::Inconsistent => lang.pick("tegenstrijdig", "inconsistent"),
        Outcome::Rejected => lang.pick("afgewezen", "rejected"),
    }
}

fn moved(cases: &Cases, lang: Lang, document: &mut Document) {
    let (moved, read) = (lang.number(cases.moved), lang.number(cases.read));
    let share = percent(cases.moved.into(), cases.read.into(), lang);
    document.subheading(say!(lang, "Wie verandert", "Who moves"));
    document.paragraph(if cases.moved == 0 {
        say!(
            lang,
            "Geen zaak krijgt een andere uitkomst, een andere score of een ander gerapporteerd niveau.",
            "No case gets another outcome, score or reported level."
        )
    } else {
        say!(
            lang,
            "{moved} van {read} zaken ({share}%) krijgen een andere uitkomst, een andere score of een ander gerapporteerd niveau.",
            "{moved} of {read} cases ({share}%) get another outcome, another score or another reported level."
        )
    });
    if cases.other_probability > 0 {
        let others = lang.number(cases.other_probability);
        document.paragraph(say!(
            lang,
            "Nog {others} zaken krijgen alleen een andere kans.",
            "Another {others} cases get another probability only."
        ));
    }
    if cases.moved == 0 {
        return;
    }
    let mut causes = Table::new(&[
        Column::words(&say!(lang, "wat de zaken verandert", "what moves the cases")),
        Column::numbers(&say!(lang, "zaken", "cases")),
    ]);
    causes.rows.extend(cases.causes.iter().map(|(cause, count)| vec![cause_words(cause, lang), lang.number(count)]));
    document.table(causes);
    if cases.causes.values().sum::<u64>() > cases.moved {
        document.paragraph(say!(
            lang,
            "Een zaak met meer dan één oorzaak staat bij elk daarvan.",
            "A case with more than one cause stands at each of them."
        ));
    }
    let columns = [
        Column::words(&say!(lang, "zaak", "case")),
        Column::numbers(&say!(lang, "rij", "row")),
        Column::words(&words::was(lang)),
        Column::words(&words::now(lang)),
        Column::words(&say!(lang, "oorzaak", "cause")),
    ];
    let mut table = Table::new(&columns);
    // The table above has the name of the scheme; with one of them it need not stand at every case.
    let one_scheme = cases.causes.keys().filter(|cause| cause.starts_with("scheme:")).count() == 1;
    let short =
        |cause: &String| if one_scheme && cause.starts_with("scheme:") { cause_words("scheme", lang) } else { cause_words(cause, lang) };
    for one in cases.moves.iter().take(SHOWN) {
        let side = |side: usize| state(one, side, lang);
        let causes = one.causes.iter().map(short).collect::<Vec<_>>().join("; ");
        table.rows.push(vec![one.case_id.clone(), one.row.to_string(), side(0), side(1), causes]);
    }
    if cases.moves.iter().all(|one| one.case_id.is_empty()) {
        table.drop_column(0);
    }
    document.table(table);
    let rest = cases.moved.saturating_sub(SHOWN as u64);
    if rest > 0 {
        let rest = lang.number(rest);
        document.paragraph(say!(
            lang,
            "En nog {rest} zaken; `-o BESTAND` schrijft ze allemaal op.",
            "And {rest} more cases; `-o FILE` writes all of them."
        ));
    }
}

/// Score and level of a side, or its outcome.
fn state(one: &Move, side: usize, lang: Lang) -> String {
    let outcome = one.outcome[side];
    let (score, level) = (span(&one.score[side], lang), one.level[side].replace('|', "/"));
    match outcome {
        Outcome::Scored | Outcome::Open => {
            let values = [score, level].into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" ");
            match outcome {
                Outcome::Open => format!("{values} ({})", self::outcome(outcome, lang)),
                _ => values,
            }
        }
        other => self::outcome(other, lang).to_owned(),
    }
}

/// `1..=2` as people read it.
fn span(values: &str, lang: Lang) -> String {
    decimal(&values.replace("..=", lang.pick(" t/m ", " to ")), lang)
}

/// A cause in words: `item:age:1:-1` → "item age: 1 → -1".
fn cause_words(cause: &str, lang: Lang) -> String {
    let (kind, rest) = cause.split_once(':').unwrap_or((cause, ""));
    if let ("item", Some((id, points))) = (kind, rest.split_once(':')) {
        let (old, new) = points.split_once(':').unwrap_or((points, ""));
        let said = |points: &str| if points.is_empty() { say!(lang, "geen", "none") } else { span(points, lang) };
        return format!("item {id}: {} → {}", said(old), said(new));
    }
    let name = match kind {
        "item" => "item",
        "scheme" => lang.pick("niveaus", "levels"),
        "gate" => lang.pick("poort", "gate"),
        "constraint" => lang.pick("voorwaarde", "constraint"),
        "field" => lang.pick("veld", "field"),
        "unknown" => lang.pick("regel voor onbekend", "rule for unknown"),
        "derive" => lang.pick("berekening", "derivation"),
        "sum" => lang.pick("som", "sum"),
        "convert" => lang.pick("omzetting", "conversion"),
        "link" => lang.pick("koppeling", "link"),
        "rules" => lang.pick("regels", "rules"),
        other => other,
    };
    let rest = words::arrow(rest);
    if rest.is_empty() { name.to_owned() } else { format!("{name} {rest}") }
}
