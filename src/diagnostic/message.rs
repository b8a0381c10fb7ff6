// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a finding says, one paragraph a thing: for formats that have their own way to tell code and place.

use super::Diagnostic;
use crate::lang::Lang;

/// What was found, then what is allowed, how to mend it and a case that shows it.
#[must_use]
pub fn paragraphs(finding: &Diagnostic, lang: Lang) -> Vec<String> {
    let mut paragraphs = vec![finding.found.get(lang).to_owned()];
    paragraphs.extend(finding.allowed.as_ref().map(|text| text.get(lang).to_owned()));
    paragraphs.extend(finding.mend.as_ref().map(|text| format!("{}: {}", lang.pick("herstel", "mend"), text.get(lang))));
    paragraphs.extend(finding.witness.as_ref().map(|case| format!("{}: {case}", lang.pick("voorbeeld", "witness"))));
    paragraphs
}
