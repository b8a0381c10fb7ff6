// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What changed between two protocols, for people.

use super::{Cases, Change, Difference};
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::say;

/// The page.
#[must_use]
pub fn document(found: &Difference<'_>, lang: Lang) -> Document {
    let mut document = Document::default();
    document.title(say!(lang, "Wat er verschilt tussen twee protocollen", "What differs between two protocols"));
    document.facts([(say!(lang, "Oud", "Old"), found.old.stamp()), (say!(lang, "Nieuw", "New"), found.new.stamp())]);
    document.heading(say!(lang, "Wat de bestanden zeggen", "What the files say"));
    if found.changes.is_empty() {
        document.paragraph(say!(lang, "Op id en editie na zeggen ze hetzelfde.", "But for id and edition they say the same."));
    }
    document.list(found.changes.iter().map(|change| words(change, lang)));
    if let Some(cases) = &found.cases {
        of_cases(cases, lang, &mut document);
    }
    document
}

fn words(change: &Change, lang: Lang) -> String {
    let part = &change.part;
    match (&change.was, &change.now) {
        (Some(was), Some(now)) => say!(lang, "{part}: was {was}, is nu {now}", "{part}: was {was}, now {now}"),
        (Some(was), None) => say!(lang, "eruit: {part} ({was})", "taken out: {part} ({was})"),
        (None, Some(now)) => say!(lang, "erbij: {part} ({now})", "added: {part} ({now})"),
        (None, None) => part.clone(),
    }
}

fn of_cases(cases: &Cases, lang: Lang, document: &mut Document) {
    document.heading(say!(lang, "Wie een andere prioriteit krijgt", "Who gets another tier"));
    let [read, moved, scores] = [cases.read, cases.moved, cases.other_scores].map(|count| lang.number(count));
    document.paragraph(say!(
        lang,
        "{moved} van {read} zaken. Zaken met een andere score of een ander niveau: {scores}.",
        "{moved} of {read} cases. Cases with another score or level: {scores}."
    ));
    let heads = [say!(lang, "was", "was"), say!(lang, "is nu", "now"), say!(lang, "zaken", "cases")];
    let mut table = Table::new(&[Column::words(&heads[0]), Column::words(&heads[1]), Column::numbers(&heads[2])]);
    for ((was, now), count) in &cases.matrix {
        table.rows.push(vec![was.clone(), now.clone(), lang.number(*count)]);
    }
    document.table(table);
    if cases.moved == 0 {
        return;
    }
    document.subheading(say!(lang, "Door welke regel", "By which rule"));
    let heads = [
        say!(lang, "regel, of reden, toen", "rule, or reason, then"),
        say!(lang, "regel, of reden, nu", "rule, or reason, now"),
        heads[2].clone(),
    ];
    let mut table = Table::new(&[Column::words(&heads[0]), Column::words(&heads[1]), Column::numbers(&heads[2])]);
    for ((was, now), count) in &cases.by_rule {
        table.rows.push(vec![was.clone(), now.clone(), lang.number(*count)]);
    }
    document.table(table);
    document.subheading(say!(lang, "De zaken", "The cases"));
    let heads = [say!(lang, "zaak", "case"), say!(lang, "rij", "row"), say!(lang, "was", "was"), say!(lang, "is nu", "now")];
    let mut table = Table::new(&[Column::words(&heads[0]), Column::numbers(&heads[1]), Column::words(&heads[2]), Column::words(&heads[3])]);
    for one in &cases.moves {
        let [case, row, outcome_old, outcome_new, tier_old, tier_new, tiers_old, tiers_new, ..] = &one.cells;
        let name = |tier: &str, tiers: &str, outcome: &str| match (tiers, tier) {
            ("", _) => outcome.to_owned(),
            (tiers, tier) if tier == tiers || tier.is_empty() => tiers.to_owned(),
            (tiers, tier) => format!("{tier} ({tiers})"),
        };
        table.rows.push(vec![case.clone(), row.clone(), name(tier_old, tiers_old, outcome_old), name(tier_new, tiers_new, outcome_new)]);
    }
    document.table(table);
    let rest = cases.moved.saturating_sub(cases.moves.len() as u64);
    if rest > 0 {
        let rest = lang.number(rest);
        document.paragraph(say!(lang, "en nog {rest}; alle met -o, of met --json", "and {rest} more; all with -o, or with --json"));
    }
}
