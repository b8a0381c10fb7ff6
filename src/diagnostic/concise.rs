// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One line a finding: `file:line:column: error[T0201] what was found; what is allowed; how to mend it`.

use super::{Diagnostic, Severity};
use crate::lang::Lang;

/// Renders one finding as one line.
#[must_use]
pub fn concise(finding: &Diagnostic, lang: Lang) -> String {
    let mut line =
        format!("{}: {}[{}] {}", finding.place.name(), severity_word(finding.severity, lang), finding.code.id(), finding.found.get(lang));
    for text in [&finding.allowed, &finding.mend].into_iter().flatten() {
        line.push_str("; ");
        line.push_str(text.get(lang));
    }
    if let Some(witness) = &finding.witness {
        line.push_str(&format!("; {}: {witness}", lang.pick("voorbeeld", "witness")));
    }
    if let Some((place, text)) = &finding.related {
        line.push_str(&format!("; {}: {}", place.name(), text.get(lang)));
    }
    line
}

/// The word for a severity.
#[must_use]
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("fout", "error"),
        Severity::Warning => lang.pick("let op", "warning"),
    }
}
