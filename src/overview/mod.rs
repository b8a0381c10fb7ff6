// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A batch on one page, with pictures: where every row ended, levels and tiers, and which answers are missing. Its counts are exact and
//! internal; what is made to be shared is in `aggregate`.

mod page;

use std::path::Path;

pub use page::Overview;

use crate::diagnostic::Code;
use crate::draft;
use crate::lang::Lang;
use crate::record::{Refusal, RunError};
use crate::report::html;
use crate::text;

/// Refuses a name that is not that of a page.
///
/// # Errors
/// When its extension is not .html.
pub fn refuse_name(path: &Path) -> Result<(), RunError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    if matches!(extension.as_deref(), Some("html" | "htm")) {
        return Ok(());
    }
    let path = path.display();
    let found = text!("{path}: een overzicht met plaatjes is een .html", "{path}: an overview with pictures is an .html");
    let mend = text!("noem het bestand .html", "name the file .html");
    Err(RunError::Command(Refusal { code: Code::OutputForm, found, mend }))
}

/// Writes the page, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, overview: &Overview<'_>, lang: Lang) -> Result<(), RunError> {
    let running = lang.pick("intern: exacte aantallen, niet om te delen", "internal: exact counts, not for sharing");
    let page = html::render(&overview.document(lang), lang, running);
    draft::write(path, &page).map_err(|cause| {
        let path = path.display();
        RunError::Machine { what: text!("schrijven van {path}", "writing {path}"), cause }
    })
}
