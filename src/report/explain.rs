// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What `taxeer explain` tells.

use super::document::{Column, Document, Table};
use crate::diagnostic::{Code, Severity};
use crate::lang::Lang;

/// What a code means and how to mend it.
#[must_use]
pub fn code(code: Code, lang: Lang) -> Document {
    let mut document = Document::default();
    let (id, title) = (code.id(), code.title(lang));
    document.title(format!("{id}: {title}"));
    document.paragraph(match code.severity() {
        Severity::Error => say!(lang, "Fout: het bestand of de rij wordt niet gebruikt.", "Error: the file or the row is not used."),
        Severity::Warning => {
            say!(lang, "Waarschuwing: het bestand wordt gebruikt; kijk het na.", "Warning: the file is used; have a look at it.")
        }
    });
    document.paragraph(code.more(lang));
    document
}

/// All codes.
#[must_use]
pub fn all(lang: Lang) -> Document {
    let mut document = Document::default();
    let groups = [
        ("T01", say!(lang, "Schrijfwijze van een bestand", "How a file is written")),
        ("T02", say!(lang, "Namen en verwijzingen", "Names and references")),
        ("T03", say!(lang, "Patronen en getallen", "Patterns and numbers")),
        ("T04", say!(lang, "Bewijs over alle gevallen", "Proof over all cases")),
        ("T05", say!(lang, "Tweede invoer", "Second entry")),
        ("T06", say!(lang, "Protocollen", "Protocols")),
        ("R01", say!(lang, "Antwoorden en rijen", "Answers and rows")),
    ];
    let mut told: Vec<Code> = Vec::new();
    for (prefix, title) in groups {
        let codes: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.id().starts_with(prefix)).collect();
        told.extend(&codes);
        list(&mut document, title, &codes, lang);
    }
    let rest: Vec<Code> = Code::ALL.iter().copied().filter(|code| !told.contains(code)).collect();
    list(&mut document, say!(lang, "Andere", "Others"), &rest, lang);
    document.paragraph(say!(lang, "Meer over een code: taxeer explain CODE", "More on a code: taxeer explain CODE"));
    document
}

fn list(document: &mut Document, title: String, codes: &[Code], lang: Lang) {
    if codes.is_empty() {
        return;
    }
    let mut table = Table::new(&[Column::words(""), Column::words("")]);
    table.rows.extend(codes.iter().map(|code| vec![code.id().to_owned(), code.title(lang).to_owned()]));
    document.heading(title);
    document.table(table);
}
