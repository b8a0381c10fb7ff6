// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Three small made-up instruments that share facts, and a protocol that routes among them.

use std::sync::Arc;

use taxeer::diagnostic::{Diagnostic, Source, concise::concise};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::protocol::{self, Protocol};

const HEAD: &str = r#"
schema = 1
id = "NAME"
edition = "1"
kind = "actuarial"
status = "STATUS"
title = { nl = "Verzonnen NAME", en = "Made up NAME" }
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

/// Sex and counts, of which one is computed; two scales' worth of levels.
const ALPHA: &str = r#"
[field.sex]
type = "choice"
options = { male = { nl = "m", en = "m" }, female = { nl = "v", en = "f" } }
LABEL sex
[field.first]
type = "count"
unit = "occasions"
min = 0
max = 4
LABEL first
[field.total]
type = "count"
unit = "occasions"
min = 0
max = 4
LABEL total
[field.later]
type = "count"
unit = "occasions"
min = 0
max = 4
derive = { difference = ["total", "first"] }
LABEL later
[field.stranger]
type = "yes_no"
LABEL stranger
[[population]]
id = "sex"
require = { sex = "male" }
OWN
else = { nl = "x", en = "x" }
[[population]]
id = "any"
require = { total = "1.." }
OWN
else = { nl = "x", en = "x" }
[[constraint]]
id = "stranger_later"
when = { stranger = "yes" }
require = { first = "0..=3" }
says = { nl = "x", en = "x" }
OWN
[item.first]
TITLE
points.first = { "0" = 0, "1..=2" = 1, "3.." = 2 }
[item.later]
TITLE
points.later = { "0..=1" = 0, "2.." = 1 }
[item.stranger]
TITLE
points.stranger = { no = 0, yes = 1 }
[scale.total]
TITLE
sum = ["first", "later", "stranger"]
range = [0, 3]
[scheme.levels]
TITLE
of = "total"
owner = "Nobody"
report = true
level = [
  { id = "I", at = "0", name = { nl = "I", en = "I" } },
  { id = "II", at = "1..=2", name = { nl = "II", en = "II" } },
  { id = "III", at = "3", name = { nl = "III", en = "III" } },
]
"#;

/// A comparison of two counts, and a level that a field shifts.
const BETA: &str = r#"
[field.sex]
type = "choice"
options = { male = { nl = "m", en = "m" }, female = { nl = "v", en = "f" } }
LABEL sex
[field.first]
type = "count"
unit = "occasions"
min = 0
max = 4
LABEL first
[field.stranger]
type = "yes_no"
LABEL stranger
[field.months]
type = "count"
unit = "months"
min = 0
max = 4
LABEL months
[[population]]
id = "sex"
require = { sex = "male" }
OWN
else = { nl = "x", en = "x" }
[[constraint]]
id = "together"
sum = ["first", "months"]
at_most = 5
says = { nl = "x", en = "x" }
OWN
[item.first]
TITLE
points.first = { "0..=1" = 0, "2.." = 1 }
[item.months]
TITLE
points.months = { "0..=2" = 0, "3.." = 1 }
[scale.total]
TITLE
sum = ["first", "months"]
range = [0, 2]
[scheme.bands]
TITLE
of = "total"
owner = "Nobody"
level = [
  { id = "low", at = "0", name = { nl = "laag", en = "low" } },
  { id = "high", at = "1..=2", name = { nl = "hoog", en = "high" } },
]
[scheme.shifted]
TITLE
of = "bands"
owner = "Nobody"
report = true
otherwise = "bands"
[[scheme.shifted.rule]]
when = { bands = "high", stranger = "no" }
level = "low"
"#;

/// Rules without a scale.
const GAMMA: &str = r#"
[field.sex]
type = "choice"
options = { male = { nl = "m", en = "m" }, female = { nl = "v", en = "f" } }
LABEL sex
[field.images]
type = "count"
unit = "occasions"
min = 0
max = 3
LABEL images
[[population]]
id = "sex"
require = { sex = "male" }
OWN
else = { nl = "x", en = "x" }
[scheme.bands]
TITLE
of = "rules"
owner = "Nobody"
report = true
level = [
  { id = "low", name = { nl = "laag", en = "low" } },
  { id = "high", name = { nl = "hoog", en = "high" } },
]
[[rule]]
id = "several"
when = { images = "2.." }
level = "high"
OWN
[[rule]]
id = "rest"
when = {}
level = "low"
OWN
"#;

/// A protocol over the three: one route with two instruments that share a count, one with a rule-based instrument and another, one on a fact
/// that is computed, one for whom none fits, and whoever is left.
pub const PROTOCOL: &str = r#"schema = 1
id = "made-up"
edition = "1"
status = "example"
title = { nl = "Verzonnen", en = "Made up" }
note = { nl = "Verzonnen.", en = "Made up." }
decides = { nl = "niemand", en = "nobody" }
open = "set"
small_cell = 10

[[instrument]]
id = "alpha"

[[instrument]]
id = "beta"

[[instrument]]
id = "gamma"

[[instrument]]
id = "omega"

[[same_as]]
name = "sex"
fields = ["alpha.sex", "beta.sex", "gamma.sex", "omega.sex"]

[[same_as]]
name = "first"
fields = ["alpha.first", "beta.first"]

[field.kind]
type = "choice"
options = { contact = { nl = "c", en = "c" }, images = { nl = "b", en = "i" }, other = { nl = "a", en = "o" } }
label = { nl = "soort", en = "kind" }
ask = { nl = "Soort?", en = "Kind?" }
basis = "record"

[field.alarm]
type = "yes_no"
label = { nl = "alarm", en = "alarm" }
ask = { nl = "Alarm?", en = "Alarm?" }
basis = "record"

[[route]]
id = "contact"
when = { sex = "male", kind = "contact" }
use = ["alpha", "beta"]
beside = "omega"

[[route]]
id = "images"
when = { sex = "male", kind = "images", later = "2.." }
use = ["gamma", "alpha"]

[[route]]
id = "images_first"
when = { sex = "male", kind = "images", later = "0..=1" }
use = "alpha"

[[route]]
id = "other"
when = { kind = "other" }
none = { nl = "Voor deze soort is er geen.", en = "For this kind there is none." }

[no_route]
nl = "Geen instrument past."
en = "No instrument fits."

[[tier]]
id = "low"
name = { nl = "laag", en = "low" }
review_months = 24

[[tier]]
id = "mid"
name = { nl = "midden", en = "mid" }
review_months = 12

[[tier]]
id = "high"
name = { nl = "hoog", en = "high" }
review_months = 6

[[rule]]
when = { "alpha.level" = "I", "beta.level" = "low" }
tier = "low"

[[rule]]
when = { "alpha.level" = "I", "beta.level" = "high", alarm = "no" }
tier = "mid"

[[rule]]
when = { "alpha.level" = "I", "beta.level" = "high", alarm = "yes" }
tier = "high"

[[rule]]
when = { "alpha.level" = ["II", "III"], "beta.level" = ["low", "high"] }
tier = "high"

[[rule]]
when = { "gamma.level" = "low", "alpha.level" = ["I", "II"] }
tier = "low"

[[rule]]
when = { "gamma.level" = "low", "alpha.level" = "III" }
tier = "mid"

[[rule]]
when = { "gamma.level" = "high" }
tier = "high"

[[rule]]
when = { kind = "images", later = "0..=1", "alpha.level" = "I" }
tier = "low"

[[rule]]
when = { kind = "images", later = "0..=1", "alpha.level" = ["II", "III"] }
tier = "mid"

[[open_set]]
when = { "alpha.level" = ["I", "II"], "beta.level" = ["low", "high"], alarm = "no" }
tier = "mid"

[[override]]
id = "facts"
says = { nl = "Nieuwe feiten.", en = "New facts." }

[[forced]]
tier = "high"
by = "head"
grounds = "facts"
"#;

/// A made-up instrument, from its short text.
pub fn instrument_text(name: &str, status: &str, short: &str) -> String {
    let head = HEAD.replace("NAME", name).replace("STATUS", status);
    let body = short
        .replace("TITLE", "title = { nl = \"x\", en = \"x\" }\nOWN")
        .replace("OWN", "source = \"own\"\nevidence = \"confirmed\"")
        .lines()
        .map(|line| match line.strip_prefix("LABEL ") {
            Some(id) => {
                format!("label = {{ nl = \"{id}\", en = \"{id}\" }}\nask = {{ nl = \"{id}?\", en = \"{id}?\" }}\nbasis = \"record\"\n")
            }
            None => format!("{line}\n"),
        })
        .collect::<String>();
    head + &body
}

/// The instruments of the protocol.
pub fn instruments() -> Vec<Instrument> {
    let omega = GAMMA.replace("[[population]]\nid = \"sex\"", "[[population]]\nid = \"sex_of_omega\"");
    let texts = [
        ("alpha", instrument_text("alpha", "current", ALPHA)),
        ("beta", instrument_text("beta", "reference", BETA)),
        ("gamma", instrument_text("gamma", "historical", GAMMA)),
        (
            "omega",
            instrument_text("omega", "current", &omega)
                .replace("netherlands", "#netherlands")
                .replace("[about]", "[about]\nnetherlands = \"yes\""),
        ),
    ];
    texts.iter().map(|(name, text)| checked(name, text)).collect()
}

fn checked(name: &str, text: &str) -> Instrument {
    let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new(format!("{name}.toml"), text)));
    let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
    instrument.unwrap_or_else(|| panic!("{}", told.join("\n")))
}

/// Checks a protocol against them.
pub fn check(text: &str) -> (Option<Protocol>, Vec<Diagnostic>) {
    protocol::check_all(&Arc::new(Source::new("protocol.toml", text)), &instruments())
}

/// A protocol with which nothing is wrong.
pub fn sound(text: &str) -> Protocol {
    let (protocol, findings) = check(text);
    let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
    protocol.unwrap_or_else(|| panic!("{}", told.join("\n")))
}
