// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What was made, as a page.

use crate::lang::Lang;
use crate::report::document::Document;
use crate::validation::Validation;
use crate::validation::page::{Head, part};

/// A page of what was made and the figures that it stands on. `more` adds what only one way of making has.
#[must_use]
pub fn page(head: &Head, figures: &Validation, lang: Lang, more: impl FnOnce(&mut Document)) -> Document {
    let mut page = Document::default();
    page.title(head.title.clone());
    page.facts(head.facts.clone());
    for section in figures.sections.iter().filter(|section| !section.is_empty()) {
        part(&mut page, figures, section, lang);
    }
    more(&mut page);
    page.heading(lang.pick("Wie beslist", "Who decides"));
    page.paragraph(lang.pick(
        "Het nieuwe bestand heeft de status proef: score en batch gebruiken het alleen met --trial, en elke uitkomst zegt dat dan. Of het ooit in gebruik komt, beslist een mens.",
        "The new file has the status trial: score and batch use it with --trial only, and every result then says so. Whether it is ever put to use is for a person to decide.",
    ));
    page
}
