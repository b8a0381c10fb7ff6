// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A protocol, for people: whom it routes where, what it asks, and which tier goes with what.

use super::document::{Column, Document, Table};
use super::{names, words};
use crate::lang::Lang;
use crate::protocol::{Protocol, Routes, WhenOpen};

/// The page.
#[must_use]
pub fn document(protocol: &Protocol, lang: Lang) -> Document {
    let mut document = Document::default();
    document.title(protocol.title().get(lang).to_owned());
    let open = match protocol.open() {
        WhenOpen::Set => say!(lang, "blijft leeg; wat over is staat in `tiers`", "stays empty; what is left stands in `tiers`"),
        WhenOpen::Highest => say!(lang, "de hoogste die over is", "the highest that is left"),
    };
    document.facts([
        (say!(lang, "Protocol", "Protocol"), protocol.stamp()),
        (say!(lang, "Instrumenten", "Instruments"), protocol.instruments().join(", ")),
        (say!(lang, "Wie beslist", "Who decides"), protocol.decides().get(lang).to_owned()),
        (say!(lang, "Prioriteit van een open zaak", "Tier of an open case"), open),
        (say!(lang, "Kleine aantallen", "Small counts"), small(protocol, lang)),
    ]);
    document.paragraph(protocol.note().get(lang).to_owned());
    if let Some(routes) = protocol.routes() {
        self::routes(routes, lang, &mut document);
    }
    document.heading(say!(lang, "Prioriteiten, de laagste eerst", "Tiers, lowest first"));
    let heads =
        [say!(lang, "naam", "name"), say!(lang, "in woorden", "in words"), say!(lang, "maanden tot herziening", "months to review")];
    let mut table = Table::new(&[Column::words(&heads[0]), Column::words(&heads[1]), Column::numbers(&heads[2])]);
    table.rows =
        protocol.tiers().iter().map(|tier| vec![tier.id.clone(), tier.name.get(lang).to_owned(), tier.review_months.to_string()]).collect();
    document.table(table);
    document.heading(say!(lang, "Regels", "Rules"));
    let mut table = Table::new(&[Column::words(&say!(lang, "waar", "where")), Column::words(&say!(lang, "prioriteit", "tier"))]);
    let name = |tier: usize| protocol.tiers().get(tier).map(|tier| tier.id.clone()).unwrap_or_default();
    table.rows = protocol.rules().iter().map(|rule| vec![rule.when.clone(), name(rule.tier)]).collect();
    document.table(table);
    if let Some(routes) = protocol.routes() {
        forced(protocol, routes, lang, &mut document);
        columns(routes, lang, &mut document);
    }
    document
}

fn small(protocol: &Protocol, lang: Lang) -> String {
    protocol
        .small_cell()
        .map(|limit| say!(lang, "onder {limit} niet getoond in wat gedeeld wordt", "below {limit} not shown in what is shared"))
        .unwrap_or_default()
}

fn routes(routes: &Routes, lang: Lang, document: &mut Document) {
    document.heading(say!(lang, "Routes", "Routes"));
    let id = |member: &usize| routes.members()[*member].form().id.as_str();
    for route in routes.routes() {
        document.subheading(route.id.clone());
        let all = |members: &[usize]| members.iter().map(id).collect::<Vec<_>>().join(", ");
        document.facts([
            (say!(lang, "Voor wie", "For whom"), words::condition(routes.router().instrument().form(), route.when(), lang)),
            (say!(lang, "Instrument", "Instrument"), all(&route.members)),
            (say!(lang, "Ernaast", "Beside"), all(&route.beside)),
            (say!(lang, "Geen instrument", "No instrument"), route.none.as_ref().map(|none| none.get(lang).to_owned()).unwrap_or_default()),
        ]);
    }
    if let Some(none) = routes.none() {
        document.subheading(say!(lang, "Wie geen route past", "Whom no route fits"));
        document.paragraph(none.get(lang).to_owned());
    }
    let mut table = Table::new(&[
        Column::words(&say!(lang, "instrument", "instrument")),
        Column::words(&say!(lang, "gebruik", "use")),
        Column::words(&say!(lang, "in Nederland", "in the Netherlands")),
    ]);
    for member in routes.members() {
        let form = member.form();
        let given = if member.is_given() { say!(lang, " (niveau gegeven)", " (level given)") } else { String::new() };
        table.rows.push(vec![
            format!("{}@{}{given}", form.id, form.edition),
            names::use_note(form.status, lang).to_owned(),
            names::netherlands(form.about.netherlands, lang).to_owned(),
        ]);
    }
    document.heading(say!(lang, "Wat een prioriteit meedraagt", "What a tier carries"));
    document.table(table);
}

fn forced(protocol: &Protocol, routes: &Routes, lang: Lang, document: &mut Document) {
    if !routes.overrides().is_empty() {
        document.heading(say!(lang, "Redenen om af te wijken", "Reasons to depart"));
        document.facts(routes.overrides().iter().map(|one| (one.id.clone(), one.says.get(lang).to_owned())));
    }
    if !routes.forced().is_empty() {
        document.heading(say!(lang, "Wie een prioriteit mag opleggen", "Who may force a tier"));
        document.list(routes.forced().iter().map(|one| {
            let tier = protocol.tiers().get(one.tier).map_or("", |tier| tier.name.get(lang));
            let (by, grounds) = (
                one.by.join(", "),
                one.grounds
                    .iter()
                    .filter_map(|&ground| routes.overrides().get(ground))
                    .map(|ground| ground.id.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            );
            say!(lang, "{tier}: {by}; grond: {grounds}", "{tier}: {by}; ground: {grounds}")
        }));
        document.paragraph(say!(
            lang,
            "Een opgelegde prioriteit staat naast de berekende en komt er niet voor in de plaats.",
            "A forced tier stands beside the computed one and does not take its place."
        ));
    }
}

fn columns(routes: &Routes, lang: Lang, document: &mut Document) {
    document.heading(say!(lang, "Kolommen", "Columns"));
    let mut table = Table::new(&[
        Column::words(&say!(lang, "kolom", "column")),
        Column::words(&say!(lang, "van", "of")),
        Column::words(&say!(lang, "vraag", "question")),
    ]);
    for (column, field) in routes.form().fields.iter().enumerate() {
        let of = routes.members().iter().filter(|member| (0..member.form().fields.len()).any(|own| member.column(own) == Some(column)));
        let of: Vec<&str> = of.map(|member| member.form().id.as_str()).collect();
        let of = if of.is_empty() { say!(lang, "het protocol", "the protocol") } else { of.join(", ") };
        table.rows.push(vec![field.id.clone(), of, field.ask.get(lang).to_owned()]);
    }
    document.table(table);
}
