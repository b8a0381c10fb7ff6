// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why an outcome is what it is: as a stable code, and in words.

use super::words;
use crate::domain::Set;
use crate::evaluate::Reason;
use crate::form::{Form, Item};
use crate::lang::{Lang, Text};
use crate::text;

/// The stable code of a reason, as `batch` and JSON write it.
#[must_use]
pub fn code(reason: &Reason, form: &Form) -> String {
    let field = |field: usize| form.fields[field].id.as_str();
    match *reason {
        Reason::Gate(gate) => format!("gate:{}", form.gates[gate].id),
        Reason::GateOpen(one) => format!("gate?{}", field(one)),
        Reason::Withheld(one) => format!("withheld:{}", field(one)),
        Reason::WithheldOpen(one) => format!("withheld?{}", field(one)),
        Reason::Constraint(constraint) => format!("constraint:{}", form.constraints[constraint].id),
        Reason::Disagrees(one) => format!("disagrees:{}", field(one)),
        Reason::Conditional(one) => format!("conditional:{}", field(one)),
        Reason::Assumed(one, value) => format!("assumed:{}={}", field(one), form.fields[one].domain.print(value)),
        Reason::NotDeclared(one) => format!("nvt:{}", field(one)),
        Reason::Unreadable(one) => format!("unreadable:{}", field(one)),
    }
}

/// A reason in words.
#[must_use]
pub fn words(reason: &Reason, form: &Form) -> Text {
    let label = |field: usize| &form.fields[field].label;
    match *reason {
        Reason::Gate(gate) => {
            let gate = &form.gates[gate];
            match &gate.instead {
                Some(instead) => joined(&gate.reason, instead),
                None => gate.reason.clone(),
            }
        }
        Reason::GateOpen(one) => {
            let (nl, en) = (&label(one).nl, &label(one).en);
            text!(
                "Onbekend: {nl}. Daarom is niet zeker of het instrument voor deze persoon geldt.",
                "Unknown: {en}. So it is not certain that the instrument applies to this person."
            )
        }
        Reason::Withheld(one) => {
            let ((nl, en), Text { nl: at_nl, en: at_en }) = ((&label(one).nl, &label(one).en), withholding(form, one));
            text!(
                "{nl}: {at_nl}. Geen bron geeft daar een getal voor. Daarom is er geen totaal.",
                "{en}: {at_en}. No source gives a number for that. So there is no total."
            )
        }
        Reason::WithheldOpen(one) => {
            let ((nl, en), Text { nl: at_nl, en: at_en }) = ((&label(one).nl, &label(one).en), withholding(form, one));
            text!(
                "Onbekend: {nl}. Is dat ‘{at_nl}’, dan is er geen totaal: geen bron geeft daar een getal voor.",
                "Unknown: {en}. If that is ‘{at_en}’, there is no total: no source gives a number for it."
            )
        }
        Reason::Constraint(constraint) => form.constraints[constraint].says.clone(),
        Reason::Disagrees(one) => {
            let (nl, en) = (&label(one).nl, &label(one).en);
            text!(
                "{nl}: dit volgt uit andere antwoorden, en daar komt iets anders of iets onmogelijks uit.",
                "{en}: this follows from other answers, and they give something else or something impossible."
            )
        }
        Reason::Conditional(one) => {
            let (nl, en) = (&label(one).nl, &label(one).en);
            text!(
                "{nl}: deze vraag geldt hier niet en is toch beantwoord, of geldt wel en staat op n.v.t.",
                "{en}: this question does not apply here and was answered, or it does apply and says n/a."
            )
        }
        Reason::Assumed(one, value) => {
            let field = &form.fields[one];
            let (nl, en) = (&field.label.nl, &field.label.en);
            let (value_nl, value_en) = (words::value(field, value, Lang::Nl), words::value(field, value, Lang::En));
            let sources = field.provenance.sources.join(", ");
            text!(
                "Onbekend: {nl}. Dat telt hier als {value_nl}: een regel van het instrument (bron {sources}).",
                "Unknown: {en}. Here that counts as {value_en}: a rule of the instrument (source {sources})."
            )
        }
        Reason::NotDeclared(one) => {
            let (nl, en) = (&label(one).nl, &label(one).en);
            text!(
                "{nl}: n.v.t. is hier geen mogelijk antwoord en telt als onbekend.",
                "{en}: n/a is not a possible answer here and counts as unknown."
            )
        }
        Reason::Unreadable(one) => {
            let (nl, en) = (&label(one).nl, &label(one).en);
            text!("{nl}: dit antwoord is niet te lezen.", "{en}: this answer cannot be read.")
        }
    }
}

/// The answers to a field for which there is no number, in words.
fn withholding(form: &Form, field: usize) -> Text {
    let tables = form.items.iter().filter_map(Item::withholds).filter(|table| table.field == field);
    let rows = tables.flat_map(|table| &table.rows).filter(|row| row.points.is_withheld());
    let set = rows.fold(Set::empty(), |all, row| all.union(&row.set));
    let field = &form.fields[field];
    Text { nl: words::pattern(field, &set, Lang::Nl), en: words::pattern(field, &set, Lang::En) }
}

fn joined(first: &Text, second: &Text) -> Text {
    let (nl, en) = ((&first.nl, &second.nl), (&first.en, &second.en));
    Text { nl: format!("{} {}", nl.0, nl.1), en: format!("{} {}", en.0, en.1) }
}
