// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The list against an earlier one.

use super::words::reason;
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::worklist::changes::{Changes, Move};

pub(super) fn section(changes: &Changes, lang: Lang, document: &mut Document) {
    document.heading(lang.pick("Tegenover de vorige lijst", "Against the earlier list"));
    let mut table = Table::new(&[
        Column::words(""),
        Column::numbers(lang.pick("zaken", "cases")),
        Column::words(lang.pick("waarom", "why")),
        Column::numbers(lang.pick("zaken", "cases")),
    ]);
    for (what, name) in [
        (Move::Entered, lang.pick("erbij", "entered")),
        (Move::Stayed, lang.pick("gebleven", "stayed")),
        (Move::Left, lang.pick("eraf", "left")),
    ] {
        let mut first = vec![name.to_owned(), lang.number(changes.count(what))];
        for (code, cases) in changes.reasons(what) {
            let mut row = std::mem::replace(&mut first, vec![String::new(), String::new()]);
            row.extend([reason(code, lang).to_owned(), lang.number(cases)]);
            table.rows.push(row);
        }
        if first.iter().any(|cell| !cell.is_empty()) {
            first.extend([String::new(), String::new()]);
            table.rows.push(first);
        }
    }
    document.table(table);
    let [entered, stayed, left] = [Move::Entered, Move::Stayed, Move::Left].map(|what| lang.number(changes.count(what)));
    let (before, now) = (lang.number(changes.before), lang.number(changes.now));
    let verdict = if changes.reconciles() { lang.pick("klopt", "reconciles") } else { lang.pick("KLOPT NIET", "DOES NOT RECONCILE") };
    document.paragraph(say!(
        lang,
        "toen {before} = {stayed} + {left}, nu {now} = {stayed} + {entered}: {verdict}",
        "then {before} = {stayed} + {left}, now {now} = {stayed} + {entered}: {verdict}"
    ));
}
