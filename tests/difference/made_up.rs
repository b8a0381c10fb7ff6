// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Small rule sets whose results can be found by hand.

use std::sync::Arc;

use taxeer::check;
use taxeer::diagnostic::{Source, concise::concise};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;

/// Charges, age and work give points; three levels; men only.
pub const OLD: &str = r#"
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

[field.sex]
type = "choice"
label = { nl = "geslacht", en = "sex" }
ask = { nl = "Geslacht?", en = "Sex?" }
basis = "record"
[field.sex.options]
male = { nl = "man", en = "man" }
female = { nl = "vrouw", en = "woman" }
[field.age]
type = "count"
unit = "years"
min = 0
max = 99
label = { nl = "leeftijd", en = "age" }
ask = { nl = "Leeftijd?", en = "Age?" }
basis = "record"
[field.charges]
type = "count"
unit = "occasions"
min = 0
max = 9
label = { nl = "tenlasteleggingen", en = "charges" }
ask = { nl = "Hoeveel tenlasteleggingen?", en = "How many charges?" }
basis = "record"
[field.work]
type = "yes_no"
label = { nl = "werk", en = "work" }
ask = { nl = "Heeft hij werk?", en = "Has he work?" }
basis = "record"

[[population]]
id = "sex"
require = { sex = "male" }
else = { nl = "Alleen voor mannen.", en = "For men only." }
source = "own"
evidence = "confirmed"

[item.age]
number = "1"
title = { nl = "Leeftijd", en = "Age" }
source = "own"
evidence = "confirmed"
points.age = { "..30" = 2, "30..50" = 1, "50.." = 0 }
[item.charges]
number = "2"
title = { nl = "Tenlasteleggingen", en = "Charges" }
source = "own"
evidence = "confirmed"
points.charges = { "0" = 0, "1..=2" = 1, "3.." = 2 }
[item.work]
number = "3"
title = { nl = "Werk", en = "Work" }
source = "own"
evidence = "confirmed"
points.work = { "yes" = 0, "no" = 1 }

[scale.total]
title = { nl = "Totaal", en = "Total" }
sum = ["age", "charges", "work"]
range = [0, 5]
source = "own"
evidence = "confirmed"

[scheme.three]
title = { nl = "Drie niveaus", en = "Three levels" }
of = "total"
owner = "nobody"
report = true
rising = true
source = "own"
evidence = "confirmed"
[[scheme.three.level]]
id = "low"
at = "..=1"
name = { nl = "laag", en = "low" }
[[scheme.three.level]]
id = "medium"
at = "2..=3"
name = { nl = "midden", en = "medium" }
[[scheme.three.level]]
id = "high"
at = "4.."
name = { nl = "hoog", en = "high" }
"#;

/// A change of the text above: what is replaced by what.
pub type Edit = &'static [(&'static str, &'static str)];

pub const AGE: Edit = &[(r#""30..50" = 1, "50.." = 0"#, r#""30..45" = 1, "45.." = 0"#)];
pub const CUTS: Edit = &[(r#"at = "2..=3""#, r#"at = "2""#), (r#"at = "4..""#, r#"at = "3..""#)];
pub const ADULTS: Edit = &[(
    "[item.age]",
    "[[population]]\nid = \"adult\"\nrequire = { age = \"18..\" }\nelse = { nl = \"Vanaf 18 jaar.\", en = \"From 18 on.\" }\n\
     source = \"own\"\nevidence = \"confirmed\"\n\n[item.age]",
)];
pub const NO_WORK: Edit = &[(
    "ask = { nl = \"Heeft hij werk?\", en = \"Has he work?\" }\n",
    "ask = { nl = \"Heeft hij werk?\", en = \"Has he work?\" }\nunknown = \"no\"\nsource = \"own\"\nevidence = \"confirmed\"\n",
)];
pub const DEBTS: Edit = &[
    (
        "[[population]]\nid = \"sex\"",
        "[field.debts]\ntype = \"yes_no\"\nlabel = { nl = \"schulden\", en = \"debts\" }\n\
         ask = { nl = \"Heeft hij schulden?\", en = \"Has he debts?\" }\nbasis = \"record\"\n\n[[population]]\nid = \"sex\"",
    ),
    (
        "[scale.total]",
        "[item.debts]\nnumber = \"4\"\ntitle = { nl = \"Schulden\", en = \"Debts\" }\nsource = \"own\"\nevidence = \"confirmed\"\n\
         points.debts = { \"no\" = 0, \"yes\" = 1 }\n\n[scale.total]",
    ),
    ("\"work\"]\nrange = [0, 5]", "\"work\", \"debts\"]\nrange = [0, 6]"),
];
pub const CONSTRAINT: Edit = &[(
    "[item.age]",
    "[[constraint]]\nid = \"young_have_no_work\"\nwhen = { age = \"18..21\" }\nrequire = { work = \"no\" }\n\
     says = { nl = \"Geen werk onder 21.\", en = \"No work under 21.\" }\nsource = \"own\"\nevidence = \"confirmed\"\n\n[item.age]",
)];
pub const WORDS: Edit = &[("Hoeveel tenlasteleggingen?", "Hoe vaak is hij aangeklaagd?"), (r#"en = "Charges""#, r#"en = "Charged""#)];

pub fn edited(text: &str, edits: &[Edit]) -> String {
    edits.iter().flat_map(|edit| edit.iter()).fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

pub fn instrument(text: &str) -> Instrument {
    let (instrument, findings) = check::instrument(&Arc::new(Source::new("made-up.toml", text)));
    let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
    instrument.unwrap_or_else(|| panic!("{}", told.join("\n")))
}

/// The rule set above with some changes, as another edition.
pub fn changed(edits: &[Edit]) -> Instrument {
    instrument(&edited(OLD, edits).replace("edition = \"1\"", "edition = \"2\""))
}
