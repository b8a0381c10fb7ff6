// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A made-up instrument from its parts.

use std::sync::Arc;

use taxeer::diagnostic::{Source, concise::concise};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;

const HEAD: &str = r#"
schema = 1
id = "made-up"
edition = "1"
kind = "actuarial"
status = "reference"
title = { nl = "Verzonnen", en = "Made up" }
valid_from = "not known"
entered = "2026-11-24"
review_by = "2027-11-24"
[about]
measures = { nl = "niets", en = "nothing" }
for_whom = { nl = "niemand", en = "nobody" }
not_for = { nl = "iedereen", en = "everybody" }
training = { nl = "geen", en = "none" }
validity = { nl = "geen", en = "none" }
netherlands = "no"
rights = { nl = "geen", en = "none" }
[source.own]
cite = "made up for this test"
"#;

/// A field: name, type and the rest of its keys.
pub fn field(id: &str, kind: &str, rest: &str) -> String {
    let unit = if kind == "count" { "unit = \"years\"\n" } else { "" };
    format!(
        "[field.{id}]\ntype = \"{kind}\"\n{unit}{rest}\nlabel = {{ nl = \"{id}\", en = \"{id}\" }}\n\
         ask = {{ nl = \"{id}?\", en = \"{id}?\" }}\nbasis = \"record\"\n"
    )
}

/// A table with a title and a source.
pub fn part(head: &str, rest: &str) -> String {
    format!("{head}\ntitle = {{ nl = \"x\", en = \"x\" }}\nsource = \"own\"\nevidence = \"confirmed\"\n{rest}\n")
}

/// The text of a rule set.
pub fn text(parts: &[String]) -> String {
    format!("{HEAD}{}", parts.concat())
}

/// A rule set with which nothing is wrong.
pub fn checked(parts: &[String]) -> Instrument {
    let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new("made-up.toml", &text(parts))));
    let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
    instrument.unwrap_or_else(|| panic!("{}", told.join("\n")))
}
