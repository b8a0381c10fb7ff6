// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers without a number: where they may stand, and what may not stand on a sum that they leave without a total.

use super::names::Names;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::form::{Base, Form, ItemForm};
use crate::lang::Text;
use crate::text;

/// Refuses what would say something of a total that no source gives.
pub fn check(names: &mut Names<'_>, form: &Form) {
    for item in &form.items {
        if let (ItemForm::Tables(_, tables), Some(table)) = (&item.form, item.withholds())
            && tables.len() > 1
        {
            let id = &item.id;
            let found =
                text!("`{id}` voegt tabellen samen, en een ervan heeft \"withheld\"", "`{id}` combines tables, and one has \"withheld\"");
            refuse(names, &table.span, found, |finding| {
                finding.allowed(text!("\"withheld\" in een item met één tabel", "\"withheld\" in an item of a single table"))
            });
        }
    }
    for (index, scale) in form.scales.iter().enumerate() {
        let id = &scale.id;
        if form.can_be_withheld(index) {
            if let Some(convert) = &scale.convert {
                refuse_on(names, &convert.span, id, &text!("een omzetting", "a conversion"));
            }
            for link in &scale.links {
                refuse_on(names, &link.span, id, &text!("een kans", "a link"));
            }
            let on_scale = |base: Base| matches!(base, Base::Scale(of) if of == index);
            for scheme in form.schemes.iter().filter(|scheme| on_scale(scheme.base)) {
                refuse_on(names, &scheme.span, id, &text!("een schema", "a scheme"));
            }
            for norm in form.norms.iter().filter(|norm| norm.scale == index) {
                refuse_on(names, &norm.span, id, &text!("een norm", "a norm"));
            }
            if !scale.internal && scale.withheld.is_none() {
                names.whole = false;
                let found = text!(
                    "`{id}` kan zonder totaal blijven, en `withheld` ontbreekt",
                    "`{id}` can be left without a total, and `withheld` is missing"
                );
                names.tell(Code::MissingKey, &scale.span, found, |finding| {
                    finding.mend(text!(
                        "zeg wat de gebruiker dan moet weten: withheld = {{ nl = \"…\", en = \"…\" }}",
                        "say what the user should know then: withheld = {{ nl = \"…\", en = \"…\" }}"
                    ))
                });
            }
        }
        if scale.withheld.is_some() && names.whole && (scale.internal || !form.can_be_withheld(index)) {
            let found = text!("de tekst `withheld` van `{id}` wordt nooit gezegd", "the text `withheld` of `{id}` is never told");
            refuse(names, &scale.span, found, |finding| {
                finding.mend(text!("haal `withheld` weg bij deze schaal", "remove `withheld` from this scale"))
            });
        }
    }
}

fn refuse_on(names: &mut Names<'_>, span: &Span, scale: &str, what: &Text) {
    let (nl, en) = (&what.nl, &what.en);
    let found = text!(
        "{nl} op de schaal `{scale}`, die zonder totaal kan blijven",
        "{en} on the scale `{scale}`, which can be left without a total"
    );
    refuse(names, span, found, |finding| {
        finding.allowed(text!(
            "een schaal die altijd een totaal heeft: bij \"withheld\" zegt geen bevestigd getal wat het totaal dan is",
            "a scale that always has a total: with \"withheld\" no confirmed number says what the total is then"
        ))
    });
}

fn refuse(names: &mut Names<'_>, span: &Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
    names.whole = false;
    names.tell(Code::BadWithheld, span, found, more);
}
