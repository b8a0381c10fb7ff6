// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Protocols: every level has exactly one tier, faults are told, and results carry the tier.

use std::sync::Arc;

use taxeer::catalogue::Catalogue;
use taxeer::diagnostic::Source;
use taxeer::domain::Answer;
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::protocol::{self, Protocol};

fn static_99r() -> Instrument {
    let entry = Catalogue::builtin().instrument("static-99r", None).unwrap();
    taxeer::check::instrument(&entry.source()).0.unwrap()
}

fn shipped() -> String {
    Catalogue::builtin().protocol("example-static-99r").unwrap().source().text.clone()
}

/// The protocol and the codes of what is found.
fn check(text: &str) -> (Option<Protocol>, Vec<&'static str>) {
    let (protocol, findings) = protocol::check(&Arc::new(Source::new("protocol.toml", text)), &static_99r());
    (protocol, findings.iter().map(|finding| finding.code.id()).collect())
}

#[test]
fn the_shipped_example_is_sound() {
    let (protocol, codes) = check(&shipped());
    assert!(protocol.is_some() && codes.is_empty(), "{codes:?}");
}

#[test]
fn a_fault_is_told_with_its_code() {
    let sound = shipped();
    let levels = sound.matches("\"static-99r.level\"").count();
    assert!(levels >= 3, "the example has a rule a tier");
    let replace_last = |from: &str, to: &str| {
        let at = sound.rfind(from).unwrap();
        format!("{}{to}{}", &sound[..at], &sound[at + from.len()..])
    };
    for (fault, text, code) in [
        ("a level without a tier", replace_last("[\"IVa\", \"IVb\"]", "\"IVa\""), "T0601"),
        ("a level with two tiers", replace_last("\"IVb\"", "\"IVb\", \"III\""), "T0602"),
        ("an unknown level", replace_last("\"IVb\"", "\"V\""), "T0302"),
        ("an unknown tier", format!("{sound}\n[[rule]]\nwhen = {{ \"static-99r.level\" = \"I\" }}\ntier = \"none-such\"\n"), "T0201"),
        (
            "a tier without a rule",
            format!("{sound}\n[[tier]]\nid = \"more\"\nname = {{ nl = \"a\", en = \"a\" }}\nreview_months = 3\n"),
            "T0603",
        ),
        ("an unknown key", format!("colour = \"red\"\n{sound}"), "T0102"),
        (
            "a reserved word",
            sound.replace("id = \"routine\"", "id = \"onbekend\"").replace("tier = \"routine\"", "tier = \"onbekend\""),
            "T0203",
        ),
    ] {
        let (protocol, codes) = check(&text);
        assert!(protocol.is_none() && codes.contains(&code), "{fault}: {codes:?}");
    }
}

#[test]
fn an_open_case_has_the_union_of_its_tiers() {
    let instrument = static_99r();
    let evaluator = Evaluator::new(&instrument);
    let nothing_known = evaluator.evaluate(&[]);
    let (set, _) = check(&shipped());
    let reach = set.unwrap().tier(&nothing_known);
    assert!(reach.tiers.len() > 1 && reach.tier.is_none(), "{reach:?}");
    let (highest, _) = check(&shipped().replace("open = \"set\"", "open = \"highest\""));
    let reach = highest.unwrap().tier(&nothing_known);
    assert_eq!(reach.tier, reach.tiers.last().copied());
    let woman = instrument.form().field("sex").unwrap();
    let mut answers = vec![Answer::Unknown; instrument.form().fields.len()];
    answers[woman] = Answer::Known(instrument.form().fields[woman].domain.ordinal("female").unwrap());
    assert!(check(&shipped()).0.unwrap().tier(&evaluator.evaluate(&answers)).tiers.is_empty());
}

/// An instrument without levels: its own file says what is missing.
#[test]
fn a_level_that_an_instrument_does_not_have_is_refused_in_its_own_words() {
    let instrument = taxeer::check::instrument(&Catalogue::builtin().instrument("cport", None).unwrap().source()).0.unwrap();
    let text = shipped().replace("instrument = \"static-99r\"", "instrument = \"cport\"").replace("static-99r.level", "cport.level");
    let (protocol, findings) = protocol::check(&Arc::new(Source::new("protocol.toml", &text)), &instrument);
    assert!(protocol.is_none());
    let [finding] = &findings[..] else { panic!("one finding: {findings:#?}") };
    assert_eq!(finding.code.id(), "T0604");
    let mend = finding.mend.as_ref().unwrap();
    for (told, missing) in [(&mend.nl, "Niveaus of prioriteiten"), (&mend.en, "Levels or tiers")] {
        assert!(told.contains(missing), "{told}");
    }
}
