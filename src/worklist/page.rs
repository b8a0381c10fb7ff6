// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The list as it is told: its numbers, never its cases.

mod changes;
mod words;

use super::changes::Changes;
use super::count::{Counts, Ends, InPart};
use super::files;
use super::ground::Ground;
use super::list::List;
use super::part::Part;
use super::request::KeyKind;
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::report::words::day;
use words::{cases as cases_of, fault};

/// The page.
#[must_use]
pub fn document(list: &List<'_>, changes: Option<&Changes>, lang: Lang) -> Document {
    let counts = Counts::of(list);
    let mut document = Document::default();
    document.title(lang.pick("Werklijst (intern)", "Work list (internal)"));
    about(list, &counts, lang, &mut document);
    parts(list, &counts, lang, &mut document);
    edge(list, &counts, lang, &mut document);
    grounds(list, &counts, lang, &mut document);
    ends(list, &counts, lang, &mut document);
    faults(&counts, lang, &mut document);
    if let Some(changes) = changes {
        changes::section(changes, lang, &mut document);
    }
    let decides = list.protocol.decides().get(lang);
    document.heading(lang.pick("Wat deze lijst is", "What this list is"));
    document.list([
        say!(lang, "Advies in volgorde. Wie beslist: {decides}.", "Advice in order. Who decides: {decides}."),
        lang.pick("Niet op de lijst is niet afgesloten.", "Not selected is not closed.").to_owned(),
        lang.pick(
            "Binnen een deel is er geen volgorde naar risico: de score telt daar niet.",
            "Within a part there is no order by risk: the score does not count there.",
        )
        .to_owned(),
    ]);
    document
}

fn about(list: &List<'_>, counts: &Counts, lang: Lang, document: &mut Document) {
    let (protocol, request) = (list.protocol, list.request);
    let order = match &request.asked.order {
        None => lang.pick("geen; alle zaken van een deel zijn gelijk", "none; all cases of a part are equal").to_owned(),
        Some((name, KeyKind::Date)) => say!(lang, "datum in `{name}`, oudste eerst", "date in `{name}`, oldest first"),
        Some((name, KeyKind::Number)) => say!(lang, "getal in `{name}`, laagste eerst", "number in `{name}`, lowest first"),
    };
    let (listed, cases, rows) = (lang.number(counts.listed), lang.number(counts.cases), lang.number(counts.rows));
    let control = request.seed.filter(|_| request.control > 0).map(|seed| {
        let (drawn, pool) = (lang.number(counts.with(Ground::Control)), lang.number(list.pool));
        say!(
            lang,
            "{drawn} geloot uit {pool} die niet op de lijst staan, zaad {seed}; niet te herkennen op de lijst",
            "{drawn} drawn from {pool} that are not on the list, seed {seed}; not to be told on the list"
        )
    });
    document.paragraph(protocol.note().get(lang));
    document.facts([
        (lang.pick("protocol", "protocol").to_owned(), protocol.title().get(lang).to_owned()),
        (String::new(), protocol.stamp()),
        (lang.pick("peildatum", "as of").to_owned(), request.as_of.map(|as_of| day(as_of, lang)).unwrap_or_default()),
        (
            lang.pick("op de lijst", "on the list").to_owned(),
            say!(lang, "{listed} van {cases} zaken ({rows} rijen)", "{listed} of {cases} cases ({rows} rows)"),
        ),
        (lang.pick("capaciteit", "capacity").to_owned(), request.capacity.map(|capacity| lang.number(capacity)).unwrap_or_default()),
        (lang.pick("binnen een deel", "within a part").to_owned(), order),
        (lang.pick("controle", "controls").to_owned(), control.unwrap_or_default()),
    ]);
    if protocol.routes().is_some() {
        let terms = protocol.tiers().iter().rev().map(|tier| {
            let (name, months) = (tier.name.get(lang), tier.review_months);
            say!(lang, "{name} na {months} maanden", "{name} after {months} months")
        });
        let terms = terms.collect::<Vec<_>>().join(", ");
        document.paragraph(say!(lang, "Opnieuw bekijken: {terms}.", "Look again: {terms}."));
    }
    for (mark, cases) in files::marks(list) {
        let cases = cases_of(cases, lang);
        document.paragraph(say!(lang, "Let op: {mark} bij {cases} op de lijst.", "Note: {mark} with {cases} on the list."));
    }
}

fn parts(list: &List<'_>, counts: &Counts, lang: Lang, document: &mut Document) {
    document.heading(lang.pick("Delen van de lijst", "Parts of the list"));
    let has = |of: fn(&InPart) -> usize| counts.parts.iter().any(|part| of(part) > 0);
    let (others, controls) = (has(|part| part.other), has(|part| part.control));
    let mut columns = vec![
        Column::words(lang.pick("deel", "part")),
        Column::numbers(lang.pick("zaken", "cases")),
        Column::numbers(lang.pick("op prioriteit", "by tier")),
    ];
    if others {
        columns.push(Column::numbers(lang.pick("andere grond", "other ground")));
    }
    if controls {
        columns.push(Column::numbers(lang.pick("controle", "control")));
    }
    columns.push(Column::numbers(lang.pick("niet op lijst", "not on list")));
    let mut table = Table::new(&columns);
    let row = |name: String, [cases, risk, other, control]: [usize; 4]| {
        let mut cells = vec![name, lang.number(cases), lang.number(risk)];
        cells.extend(others.then(|| lang.number(other)));
        cells.extend(controls.then(|| lang.number(control)));
        cells.push(lang.number(cases - risk - other - control));
        cells
    };
    let mut sum = [0; 4];
    for part in &counts.parts {
        let numbers = [part.cases, part.risk, part.other, part.control];
        sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        table.rows.push(row(part_name(part.part, list, lang), numbers));
    }
    table.rows.push(row(lang.pick("totaal", "total").to_owned(), sum));
    document.table(table);
    if counts.parts.iter().any(|part| part.part.is_some_and(|part| !part.is_settled())) {
        document.paragraph(lang.pick(
            "Mogelijk: de zaak is open en kan nog in deze prioriteit komen. Zij staat daarom achter de vaste en vóór de volgende.",
            "Possible: the case is open and can still come into this tier. It stands behind the settled ones and before the next for that.",
        ));
    }
    if !counts.without_tier.is_empty() {
        let each: Vec<String> = counts
            .without_tier
            .iter()
            .map(|(outcome, cases)| format!("{} {}", words::outcome(outcome, lang), lang.number(*cases)))
            .collect();
        let each = each.join(", ");
        document.paragraph(say!(lang, "Zonder prioriteit: {each}.", "Without a tier: {each}."));
    }
    let (rows, cases, more) = (lang.number(counts.rows), lang.number(counts.cases), lang.number(counts.more_rows));
    let verdict = if counts.reconciles() { lang.pick("klopt", "reconciles") } else { lang.pick("KLOPT NIET", "DOES NOT RECONCILE") };
    document.paragraph(say!(
        lang,
        "{rows} rijen = {cases} zaken + {more} rijen van een zaak die er al staat: {verdict}",
        "{rows} rows = {cases} cases + {more} rows of a case that is there already: {verdict}"
    ));
}

/// A part in words.
fn part_name(part: Option<Part>, list: &List<'_>, lang: Lang) -> String {
    let Some(part) = part else { return lang.pick("zonder prioriteit", "without a tier").to_owned() };
    let name = list.protocol.tiers().get(part.tier()).map_or("", |tier| tier.name.get(lang));
    if part.is_settled() { name.to_owned() } else { say!(lang, "mogelijk {name}", "possibly {name}") }
}

fn edge(list: &List<'_>, counts: &Counts, lang: Lang, document: &mut Document) {
    let Some(edge) = counts.edge else { return };
    let part = part_name(edge.part, list, lang);
    let (fit, of, rank) = (lang.number(edge.fit), lang.number(edge.of), lang.number(edge.rank));
    let seed = list.request.seed.unwrap_or_default();
    document.paragraph(if edge.drawn {
        say!(
            lang,
            "Aan de rand: {of} zaken ({part}) delen rang {rank}, en daar is plaats voor {fit}. Daarom is er geloot, met zaad {seed}.",
            "At the edge: {of} cases ({part}) share rank {rank}, and there is room for {fit}. So lots were drawn, with seed {seed}."
        )
    } else {
        say!(
            lang,
            "Aan de rand: {of} zaken ({part}) delen rang {rank}, en daar is plaats voor {fit}. Ze staan er alle {of} op, gemerkt als edge; wie daarvan meegaat kiest een mens (of laat loten met --edge lots).",
            "At the edge: {of} cases ({part}) share rank {rank}, and there is room for {fit}. All {of} are on the list, marked as edge; which of them go along is for a person to choose (or for lots, with --edge lots)."
        )
    });
}

fn grounds(list: &List<'_>, counts: &Counts, lang: Lang, document: &mut Document) {
    let asked = &list.request.asked;
    let forced = counts.with(Ground::Forced) > 0;
    if asked.reviewed.is_none() && asked.ends.is_none() && asked.subject.is_none() && !list.is_blind() && !forced {
        return;
    }
    document.heading(lang.pick("Gronden", "Grounds"));
    let mut table = Table::new(&[
        Column::words(lang.pick("waarom op de lijst", "why on the list")),
        Column::numbers(lang.pick("zaken", "cases")),
        Column::numbers(lang.pick("alleen daarom", "for that only")),
    ]);
    for (ground, all, only) in counts.grounds.iter().filter(|(_, all, _)| *all > 0) {
        table.rows.push(vec![ground.words(lang).to_owned(), lang.number(*all), lang.number(*only)]);
    }
    document.table(table);
    let several = cases_of(counts.several, lang);
    if counts.several > 0 {
        document.paragraph(say!(
            lang,
            "Wie meer dan één grond heeft staat er één keer, met alle gronden: {several}.",
            "A case with more than one ground stands there once, with all of them: {several}."
        ));
    }
}

fn ends(list: &List<'_>, counts: &Counts, lang: Lang, document: &mut Document) {
    let (asked, within) = (&list.request.asked, list.request.within);
    let mut table = Table::new(&[
        Column::words(""),
        Column::numbers(lang.pick("voorbij", "past")),
        Column::numbers(&say!(lang, "binnen {within} dagen", "within {within} days")),
        Column::numbers(lang.pick("later", "later")),
    ]);
    let mut row = |asked: bool, name: &str, ends: Ends| {
        if asked {
            table.rows.push(vec![name.to_owned(), lang.number(ends.past), lang.number(ends.soon), lang.number(ends.later)]);
        }
    };
    row(asked.reviewed.is_some(), lang.pick("herziening", "review"), counts.review);
    row(asked.ends.is_some(), lang.pick("termijn", "monitoring term"), counts.term);
    let subject = Ends { past: counts.lapsed, ..counts.subject };
    row(asked.subject.is_some(), lang.pick("grond op de subjectenlijst", "ground on the subject list"), subject);
    if table.rows.is_empty() {
        return;
    }
    document.heading(lang.pick("Wat afloopt", "What ends"));
    document.table(table);
    if counts.lapsed > 0 {
        document.paragraph(lang.pick("Vervallen gronden zijn niet gebruikt.", "Grounds that lapsed were not used."));
    }
    let (never, off) = (cases_of(counts.never_reviewed.0, lang), lang.number(counts.never_reviewed.1));
    if counts.never_reviewed.0 > 0 {
        document.paragraph(say!(
            lang,
            "Zonder datum van herziening: {never}, waarvan {off} niet op de lijst. Of die te laat zijn is niet te zeggen.",
            "Without a date of review: {never}, of which {off} not on the list. Whether these are overdue cannot be told."
        ));
    }
}

fn faults(counts: &Counts, lang: Lang, document: &mut Document) {
    if !counts.faults.is_empty() {
        document.heading(lang.pick("Om na te kijken", "To be looked at"));
        let mut table =
            Table::new(&[Column::words(lang.pick("wat", "what")), Column::words("code"), Column::numbers(lang.pick("zaken", "cases"))]);
        for (code, cases) in &counts.faults {
            table.rows.push(vec![fault(code, lang).to_owned(), code.clone(), lang.number(*cases)]);
        }
        document.table(table);
    }
    if counts.unusable() > 0 {
        let unusable = cases_of(counts.unusable(), lang);
        document.paragraph(say!(
            lang,
            "Afgewezen of tegenstrijdig: {unusable}. Herstel die in de invoer; tot dan komen zij niet op prioriteit op de lijst.",
            "Rejected or inconsistent: {unusable}. Mend these in the input; until then they do not come on the list by tier."
        ));
    }
    if counts.unnamed > 0 {
        let unnamed = cases_of(counts.unnamed, lang);
        document.paragraph(say!(
            lang,
            "Zonder case_id: {unnamed}. Alleen `row` wijst ze aan, en met een vorige lijst zijn ze niet te vergelijken.",
            "Without a case_id: {unnamed}. Only `row` points at them, and they cannot be compared with an earlier list."
        ));
    }
}
