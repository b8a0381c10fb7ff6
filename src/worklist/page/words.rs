// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Words of the page.

use crate::lang::Lang;
use crate::worklist::changes::REASONS;

/// So many cases.
pub(super) fn cases(count: usize, lang: Lang) -> String {
    let name = if count == 1 { lang.pick("zaak", "case") } else { lang.pick("zaken", "cases") };
    format!("{} {name}", lang.number(count))
}

/// What is wrong with a case, by its code.
pub(super) fn fault(code: &str, lang: Lang) -> &'static str {
    match code {
        "order:missing" => lang.pick("volgorde niet bekend: staat vooraan in het deel", "order not known: stands in front of its part"),
        "order:unreadable" => lang.pick("volgorde niet te lezen: staat vooraan", "order cannot be read: stands in front"),
        "order:future" => lang.pick("datum na de peildatum: staat vooraan", "date after the day of the list: stands in front"),
        "reviewed:unreadable" => lang.pick("datum van herziening niet te lezen", "date of review cannot be read"),
        "reviewed:future" => lang.pick("datum van herziening na de peildatum", "date of review after the day of the list"),
        "ends:unreadable" => lang.pick("einde van de termijn niet te lezen", "end of the term cannot be read"),
        "subject:no_ground" => lang.pick("op de subjectenlijst zonder grond", "on the subject list without a ground"),
        "subject_end:missing" => lang.pick("op de subjectenlijst zonder einde", "on the subject list without an end"),
        "subject_end:unreadable" => lang.pick("einde van de grond niet te lezen", "end of the ground cannot be read"),
        "rows" => lang.pick("meer rijen voor één zaak: de hoogste telt", "several rows for one case: the highest counts"),
        _ => "",
    }
}

/// Why a case came, changed or went, by its code.
pub(super) fn reason(code: &str, lang: Lang) -> &'static str {
    REASONS.iter().find(|(known, ..)| *known == code).map_or("", |(_, nl, en)| lang.pick(nl, en))
}

/// An outcome by its code.
pub(super) fn outcome(code: &str, lang: Lang) -> &str {
    match code {
        "scored" => lang.pick("gescoord", "scored"),
        "not_applicable" => lang.pick("niet van toepassing", "not applicable"),
        "inconsistent" => lang.pick("tegenstrijdig", "inconsistent"),
        "rejected" => lang.pick("afgewezen", "rejected"),
        other => other,
    }
}
