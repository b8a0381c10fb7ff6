// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A finding for another program.

use serde_json::{Value, json};

use super::{Diagnostic, Place, Severity};
use crate::lang::Lang;

/// One finding as a JSON object; keys are English, sentences in the chosen language.
#[must_use]
pub fn json(finding: &Diagnostic, lang: Lang) -> Value {
    let mut object = place(&finding.place);
    object["code"] = json!(finding.code.id());
    object["severity"] = json!(match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    });
    object["found"] = json!(finding.found.get(lang));
    object["allowed"] = json!(finding.allowed.as_ref().map(|text| text.get(lang)));
    object["mend"] = json!(finding.mend.as_ref().map(|text| text.get(lang)));
    object["witness"] = json!(finding.witness);
    object["excerpt"] = json!(finding.place.source.line(finding.place.span.start));
    object["related"] = finding.related.as_ref().map_or(Value::Null, |(at, text)| {
        let mut related = place(at);
        related["text"] = json!(text.get(lang));
        related
    });
    object
}

fn place(place: &Place) -> Value {
    let (line, column) = place.source.line_column(place.span.start);
    json!({ "file": place.source.name, "line": line, "column": column })
}
