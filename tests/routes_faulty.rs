// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Faulty protocols that route: what the checker tells of each fault, in both languages, and that it tells nothing else.

#[path = "routes/made_up.rs"]
mod made_up;

use std::collections::BTreeSet;
use std::path::Path;

use taxeer::diagnostic::{Code, Diagnostic, concise::concise, full::full};
use taxeer::lang::Lang;

/// A fault: its name, what is changed (each text stands once), and the codes that must be told.
type Fault = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const FAULTS: &[Fault] = &[
    ("gap", &[("\"beta.level\" = \"high\", alarm = \"no\" }", "\"beta.level\" = \"high\", alarm = \"no\", months = \"3\" }")], &["T0601"]),
    (
        "overlap",
        &[(
            "when = { \"alpha.level\" = \"I\", \"beta.level\" = \"low\" }",
            "when = { \"alpha.level\" = [\"I\", \"II\"], \"beta.level\" = \"low\" }",
        )],
        &["T0602"],
    ),
    (
        "dead_rule",
        &[("[[open_set]]", "[[rule]]\nwhen = { \"gamma.level\" = \"low\", \"beta.level\" = \"low\" }\ntier = \"low\"\n\n[[open_set]]")],
        &["T0603"],
    ),
    (
        "tier_without_rule",
        &[(
            "[[rule]]\nwhen = { \"alpha.level\" = \"I\", \"beta.level\" = \"low\" }",
            "[[tier]]\nid = \"top\"\nname = { nl = \"top\", en = \"top\" }\nreview_months = 3\n\n[[rule]]\nwhen = { \"alpha.level\" = \"I\", \"beta.level\" = \"low\" }",
        )],
        &["T0603"],
    ),
    (
        "route_overlap",
        &[(
            "when = { sex = \"male\", kind = \"images\", later = \"2..\" }",
            "when = { sex = \"male\", kind = \"images\", later = \"1..\" }",
        )],
        &["T0606"],
    ),
    ("route_gap", &[("[no_route]\nnl = \"Geen instrument past.\"\nen = \"No instrument fits.\"\n", "")], &["T0607"]),
    (
        "no_route_for_nobody",
        &[(
            "when = { kind = \"other\" }",
            "when = { kind = \"other\" }\nnone = { nl = \"a\", en = \"a\" }\n\n[[route]]\nid = \"women\"\nwhen = { sex = \"female\", kind = [\"contact\", \"images\"] }",
        )],
        &["T0608"],
    ),
    ("route_for_nobody", &[("later = \"0..=1\" }\nuse", "later = \"2..\", first = \"3..\" }\nuse")], &["T0608"]),
    (
        "route_outside_the_gate",
        &[(
            "when = { kind = \"other\" }\nnone = { nl = \"Voor deze soort is er geen.\", en = \"For this kind there is none.\" }",
            "when = { kind = \"other\", sex = \"female\" }\nuse = \"alpha\"",
        )],
        &["T0608"],
    ),
    ("instrument_for_nobody", &[("beside = \"omega\"\n", "")], &["T0608"]),
    (
        "rule_reads_beside",
        &[("when = { \"gamma.level\" = \"high\" }", "when = { \"gamma.level\" = \"high\", \"omega.level\" = \"high\" }")],
        &["T0605"],
    ),
    ("use_and_none", &[("use = [\"gamma\", \"alpha\"]", "use = [\"gamma\", \"alpha\"]\nnone = { nl = \"a\", en = \"a\" }")], &["T0612"]),
    (
        "neither_use_nor_none",
        &[("none = { nl = \"Voor deze soort is er geen.\", en = \"For this kind there is none.\" }\n", "")],
        &["T0612"],
    ),
    ("used_and_beside", &[("beside = \"omega\"", "beside = [\"omega\", \"beta\"]")], &["T0612"]),
    ("used_twice", &[("use = [\"alpha\", \"beta\"]", "use = [\"alpha\", \"beta\", \"alpha\"]")], &["T0202"]),
    ("unknown_instrument", &[("use = [\"gamma\", \"alpha\"]", "use = [\"gamme\", \"alpha\"]")], &["T0201"]),
    ("unknown_level", &[("\"gamma.level\" = \"high\" }", "\"gamma.level\" = \"higher\" }")], &["T0302"]),
    ("unknown_column", &[("when = { sex = \"male\", kind = \"contact\" }", "when = { sex = \"male\", kinds = \"contact\" }")], &["T0201"]),
    ("name_of_two_fields", &[("\"gamma.level\" = \"high\" }", "\"gamma.level\" = \"high\", stranger = \"no\" }")], &["T0201"]),
    (
        "not_the_same_fact",
        &[("fields = [\"alpha.first\", \"beta.first\"]", "fields = [\"alpha.first\", \"beta.first\", \"beta.months\"]")],
        &["T0609"],
    ),
    (
        "a_fact_of_two_names",
        &[("[[same_as]]\nname = \"first\"", "[[same_as]]\nname = \"again\"\nfields = [\"alpha.sex\"]\n\n[[same_as]]\nname = \"first\"")],
        &["T0202"],
    ),
    ("no_shelf_life", &[("id = \"gamma\"", "id = \"gamma\"\ndated = true")], &["T0610"]),
    ("two_terms", &[("id = \"gamma\"", "id = \"gamma\"\nmonths = 6\ndays = 30")], &["T0610"]),
    (
        "open_set_clash",
        &[(
            "[[override]]",
            "[[open_set]]\nwhen = { \"alpha.level\" = [\"I\", \"II\"], \"beta.level\" = \"high\", alarm = \"no\" }\ntier = \"high\"\n\n[[override]]",
        )],
        &["T0611"],
    ),
    (
        "open_set_for_nobody",
        &[("[[override]]", "[[open_set]]\nwhen = { \"gamma.level\" = \"high\" }\ntier = \"high\"\n\n[[override]]")],
        &["T0603"],
    ),
    ("unknown_ground", &[("grounds = \"facts\"", "grounds = \"fact\"")], &["T0201"]),
    ("a_limit_of_one", &[("small_cell = 10", "small_cell = 1")], &["T0303"]),
    ("given_and_used", &[("id = \"gamma\"", "id = \"gamma\"\ngiven = true")], &["T0201", "T0612"]),
    ("unknown_key", &[("open = \"set\"", "open = \"set\"\ncolour = \"red\"")], &["T0102"]),
    (
        "three_at_once",
        &[
            ("grounds = \"facts\"", "grounds = \"fact\""),
            ("use = [\"gamma\", \"alpha\"]", "use = [\"gamme\", \"alpha\"]"),
            ("\"gamma.level\" = \"high\" }", "\"gamma.level\" = \"higher\" }"),
        ],
        &["T0201", "T0302", "T0201"],
    ),
];

fn text(name: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(made_up::PROTOCOL.to_owned(), |text, (find, replace)| {
        assert_eq!(text.matches(find).count(), 1, "{name}: `{find}` must stand once");
        text.replace(find, replace)
    })
}

fn findings(name: &str, edits: &[(&str, &str)]) -> Vec<Diagnostic> {
    let (protocol, findings) = made_up::check(&text(name, edits));
    assert!(protocol.is_none(), "{name} is used");
    findings
}

#[test]
fn nothing_is_wrong_with_the_sound_one() {
    made_up::sound(made_up::PROTOCOL);
}

#[test]
fn each_fault_is_told_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, edits, codes) in FAULTS {
        let findings = findings(name, edits);
        let told: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        if told != *codes {
            let lines: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
            wrong.push(format!("{name}: expected {codes:?}, told:\n  {}", lines.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_fault_reads_well_in_both_languages() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routes/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, edits, _) in FAULTS {
        let mut page = String::new();
        for (find, replace) in *edits {
            for line in find.lines() {
                page.push_str(&format!("- {line}\n"));
            }
            for line in replace.lines() {
                page.push_str(&format!("+ {line}\n"));
            }
        }
        let findings = findings(name, edits);
        for lang in [Lang::Nl, Lang::En] {
            page.push_str(&format!("\n──── {}\n", lang.code()));
            for finding in &findings {
                page.push_str(&format!("\n{}\n", full(finding, lang)));
            }
        }
        settings.bind(|| insta::assert_snapshot!(*name, page));
    }
}

/// Codes that need a case to show: what is told of nobody has none.
const WITH_WITNESS: [Code; 5] = [Code::TierGap, Code::TierOverlap, Code::RouteOverlap, Code::RouteGap, Code::OpenSetClash];

#[test]
fn every_finding_says_how_to_mend_it_and_shows_a_case() {
    let mut told = BTreeSet::new();
    for (name, edits, _) in FAULTS {
        for finding in findings(name, edits) {
            let line = concise(&finding, Lang::En);
            assert!(finding.allowed.is_some() || finding.mend.is_some(), "{name}: {line}");
            assert_eq!(finding.witness.is_some(), WITH_WITNESS.contains(&finding.code), "{name}: {line}");
            told.insert(finding.code);
        }
    }
    let never: Vec<&Code> =
        Code::ALL.iter().filter(|code| code.id().starts_with("T06") && **code != Code::NoLevels && !told.contains(code)).collect();
    assert!(never.is_empty(), "codes that no fault shows: {never:?}");
}

/// OGRS3 speaks of any offence: its own file says that no protocol gives a tier by it.
#[test]
fn an_instrument_can_say_that_it_never_gives_a_tier() {
    let catalogue = taxeer::catalogue::Catalogue::builtin();
    let load = |id: &str| taxeer::check::instrument(&catalogue.instrument(id, None).unwrap().source()).0.unwrap();
    let instruments = [load("static-99r"), load("osp-iic"), load("ogrs3")];
    let sound = catalogue.protocol("example-routes").unwrap().source().text.clone();
    let check = |text: &str| {
        let source = std::sync::Arc::new(taxeer::diagnostic::Source::new("protocol.toml", text));
        let (protocol, findings) = taxeer::protocol::check_all(&source, &instruments);
        (protocol.is_some(), findings.iter().map(|finding| finding.code.id()).collect::<Vec<_>>())
    };
    assert_eq!(check(&sound), (true, Vec::new()));
    let used = sound.replacen("use = \"static-99r\"\nbeside = \"ogrs3\"", "use = [\"static-99r\", \"ogrs3\"]", 1);
    assert_eq!(check(&used), (false, vec!["T0605"]));
    let read = sound.replacen(
        "when = { \"static-99r.level\" = \"III\" }\ntier",
        "when = { \"static-99r.level\" = \"III\", \"ogrs3.level\" = \"low\" }\ntier",
        1,
    );
    assert_eq!(check(&read), (false, vec!["T0605"]));
}

/// The template of such a protocol is sound but for what is to be filled in.
#[test]
fn a_template_tells_its_open_places_only() {
    let instruments = made_up::instruments();
    let forms: Vec<_> = instruments.iter().map(taxeer::instrument::Instrument::form).collect();
    for lang in [Lang::Nl, Lang::En] {
        let text = taxeer::template::routes(&forms, lang).expect("all report levels");
        for (part, many) in [("[[route]]", 4), ("# [[same_as]]", 4), ("[[rule]]", 9)] {
            assert_eq!(text.matches(part).count(), many, "{part} in {text}");
        }
        let (protocol, findings) = made_up::check(&text);
        let others: Vec<String> =
            findings.iter().filter(|finding| finding.code != Code::Placeholder).map(|finding| concise(finding, Lang::En)).collect();
        assert!(protocol.is_none() && !findings.is_empty() && others.is_empty(), "{}", others.join("\n"));
    }
}
