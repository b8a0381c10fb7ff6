// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What this program does not know, it refuses; and what it tells.

use std::fs;

use super::made_up::{Numbers, text};
use super::{recomputed, written};
use crate::verifier::{End, asked, plain, program, sha256, tree, verify};

fn end(rule_set: &str, certificate: Option<&str>) -> End {
    verify(&tree::parse(rule_set).unwrap(), rule_set, certificate).unwrap_or_else(End::Unknown)
}

#[test]
fn the_unknown_is_refused_by_name() {
    let good = text(&Numbers::plain());
    assert!(matches!(end(&good, None), End::Written(_)));
    let faults = [
        ("schema = 1", "schema = 2", "schema"),
        ("kind = \"actuarial\"", "kind = \"other\"", "kind"),
        ("id = \"made-up\"", "id = \"made-up\"\ncap = 3", "cap"),
        ("type = \"yes_no\" }", "type = \"maybe\" }", "field.y.type"),
        ("type = \"yes_no\" }", "type = \"yes_no\", worth = 2 }", "field.y.worth"),
        ("derive = { sum =", "derive = { product =", "field.both.derive"),
        ("max = 0.000002", "max = 0.0000002", "field.size.max"),
        ("derive = { max = [\"a\", \"b\"] }", "derive = { max = [\"a\", \"size\"] }", "field.most.derive"),
        ("derive = { any = [\"y\", \"z\"] }", "derive = { any = [\"y\", \"a\"] }", "field.some.derive"),
        ("require = { y = \"no\" }", "require = { y = \"no\" }\nunless = { a = \"1\" }", "constraint[2].unless"),
        ("require = { y = \"no\" }", "require = { x = \"no\" }", "constraint[2].require.x"),
        ("at_most = 2", "at_most = [\"colour\"]", "constraint[1].at_most"),
        ("at_most = 2", "below = 2", "constraint[1].sum"),
        ("\"0.000001..\" = 3", "\"0.0000001..\" = 3", "item.size.points"),
        ("\"0.000001..\" = 3", "\"0.000001..\" = 3.0000000000001", "item.size.points"),
        ("green = \"withheld\"", "green = \"unknown\"", "item.colour.points"),
        ("green = \"withheld\"", "yellow = \"withheld\"", "item.colour.points"),
        ("combine = \"max\"", "combine = \"median\"", "item.sides.combine"),
        ("combine = \"max\"", "", "item.sides.combine"),
        ("points.some = { no = 0, yes = 2 }", "points.some = { no = 0, yes = \"withheld\" }", "item.sides.points"),
        ("weight = 0.25", "weight = 0.25\npower = 2", "item.months.power"),
        ("of = \"months\"", "of = \"size\"", "item.months.of"),
        ("of = \"months\"", "of = \"colour\"", "item.months.of"),
        ("otherwise = 0\n", "otherwise = \"withheld\"\n", "item.joint.otherwise"),
        ("[item.always]", "[item.always]\ncap = 1", "item.always.cap"),
        ("sum = [\"months\"]", "sum = [\"months\", \"slow\"]", "scale.slow"),
        ("sum = [\"months\"]", "sum = [\"months\", \"months\"]", "scale.slow.sum"),
        ("sum = [\"months\"]", "sum = [\"nothing\"]", "scale.slow.sum"),
        ("sum = [\"months\"]", "sum = [\"months\"]\nlink.2y = { kind = \"weibull\", intercept = 1 }", "scale.slow.link.2y.kind"),
        ("sum = [\"months\"]", "sum = [\"months\"]\nlink.2y = { kind = \"cox\", intercept = 1 }", "scale.slow.link.2y.baseline_survival"),
        (
            "sum = [\"months\"]",
            "sum = [\"months\"]\nlink.2y = { kind = \"cox\", baseline_survival = 1 }",
            "scale.slow.link.2y.baseline_survival",
        ),
        (
            "sum = [\"months\"]",
            "sum = [\"months\"]\nlink.2y = { kind = \"cox\", baseline_survival = 0.9, intercept = 1 }",
            "scale.slow.link.2y.intercept",
        ),
        ("\"..=0\" = -1", "\"..=0\" = -1, \"0\" = 2", "scale.inner.convert"),
        ("of = \"total\"", "of = \"2y\"", "scheme.bands.of"),
        ("of = \"total\"", "of = \"total\"\nforced = \"high\"", "scheme.bands.forced"),
        ("otherwise = \"bands\"", "otherwise = \"low\"", "scheme.shifted.otherwise"),
        ("level = \"middle\" },", "level = \"none\" },", "scheme.shifted.rule[1].level"),
        ("id = \"second\"\n", "id = \"second\"\nuntil = 3\n", "rule[2].until"),
        ("sum = [\"a\", \"months\"]", "sum = [\"a\", \"size\"]", "constraint[1].at_most"),
    ];
    for (from, to, place) in faults {
        let faulty = good.replacen(from, to, 1);
        assert_ne!(faulty, good, "{from}");
        match end(&faulty, None) {
            End::Unknown(what) => assert!(what.en.contains(place) && what.nl.contains(place), "{to}: {}", what.en),
            other => panic!("{to}: {other:?}"),
        }
    }
}

#[test]
fn a_gap_in_points_is_no_verdict() {
    let gap = text(&Numbers::plain()).replacen("{ \"0\" = 1, \"1..\" = 2 }", "{ \"0\" = 1, \"2..\" = 2 }", 1);
    assert!(matches!(end(&gap, None), End::Unknown(what) if what.en == "item.counts: no points for an answer that is allowed"));
    let twice = text(&Numbers::plain()).replacen("{ \"0\" = 1, \"1..\" = 2 }", "{ \"0\" = 1, \"..\" = 2 }", 1);
    assert!(matches!(end(&twice, None), End::Unknown(_)));
}

#[test]
fn rules_give_levels_where_a_scheme_is_of_them() {
    let rule_set = text(&Numbers::plain());
    let bare = rule_set.replace("}\nlevel = \"low\"\n", "}\n");
    assert_ne!(bare, rule_set);
    assert!(matches!(end(&bare, None), End::Written(_)));
    let scheme = "[scheme.by_rule]\nof = \"rules\"\nlevel = [{ id = \"low\" }, { id = \"high\" }]\n";
    let End::Written(certificate) = end(&format!("{rule_set}{scheme}"), None) else { panic!("it is known") };
    assert!(certificate.contains("\"id\": \"high\",\n          \"unreachable\": true"), "{certificate}");
    assert!(matches!(end(&format!("{bare}{scheme}"), None), End::Unknown(what) if what.en.contains("rule first")));
}

#[test]
fn differences_are_told_in_both_languages() {
    let rule_set = text(&Numbers::plain());
    let (set, expected) = recomputed(&rule_set);
    let (certificate, _) = written(&set, &expected);
    let End::Verified(lines) = end(&rule_set, Some(&certificate)) else { panic!("it holds") };
    assert_eq!(lines[0].en, "Verified: the certificate of made-up 1 holds.");
    assert_eq!(lines[0].nl, "In orde: het certificaat van made-up 1 klopt.");
    let slip = certificate.replacen("\"edition\": \"1\"", "\"edition\": \"2\"", 1);
    let End::Differs(lines) = end(&rule_set, Some(&slip)) else { panic!("it differs") };
    assert_eq!(lines[0].en, "instrument.edition: the certificate says \"2\", found is \"1\"");
    assert_eq!(lines[0].nl, "instrument.edition: het certificaat zegt \"2\", gevonden is \"1\"");
    assert!(lines[1].en.starts_with("seal: ") && lines.len() == 2);
    let other = certificate.replacen("\"format_version\": 1", "\"format_version\": 2", 1);
    assert!(matches!(end(&rule_set, Some(&other)), End::Unknown(_)));
    let twice = certificate.replacen("\"edition\": \"1\",", "\"edition\": \"1\", \"edition\": \"1\",", 1);
    assert!(matches!(end(&rule_set, Some(&twice)), End::Unreadable(_)));
}

#[test]
fn levels_that_lack_a_total_or_run_through_each_other_are_named() {
    let rule_set = text(&Numbers::plain());
    let lacks = rule_set.replacen("{ id = \"low\", at = \"..1\" }, ", "", 1).replacen("[\"low\", \"middle\"]", "[\"middle\"]", 1);
    assert!(matches!(end(&lacks, None), End::Differs(lines) if lines[0].en.contains("has no level")));
    let both = rule_set.replacen("at = \"..1\"", "at = \"..1 | 4..\"", 1);
    assert!(matches!(end(&both, None), End::Differs(lines) if lines[0].en.contains("run through each other")));
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_change_the_digest() {
    let rule_set = text(&Numbers::plain());
    let windows = format!("\u{feff}{}", rule_set.replace('\n', "\r\n"));
    assert_eq!(sha256::hex(plain(&windows).as_bytes()), sha256::hex(rule_set.as_bytes()));
}

#[test]
fn wrong_use_is_no_question() {
    let asked = |words: &[&str]| asked(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    assert!(asked(&["a.toml", "a.json"]).is_some() && asked(&["a.toml", "--expected"]).is_some());
    assert!(asked(&["--lang", "nl", "a.toml", "a.json"]).is_some_and(|asked| asked.lang == crate::verifier::Lang::Nl));
    for wrong in [&["a.toml"][..], &[], &["a", "b", "c"], &["a", "b", "--lang"], &["a", "b", "--lang", "fr"], &["a", "b", "--quick"]] {
        assert!(asked(wrong).is_none(), "{wrong:?}");
    }
}

#[test]
fn every_end_has_its_exit_code() {
    let folder = std::env::temp_dir().join(format!("verifier-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let rule_set = text(&Numbers::plain());
    let (set, expected) = recomputed(&rule_set);
    let (certificate, _) = written(&set, &expected);
    let rules = write("rules.toml", &rule_set);
    let good = write("good.json", &certificate);
    let changed = write("changed.json", &certificate.replacen("\"sums\": ", "\"sums\": 1", 1));
    let torn = write("torn.json", &certificate[..certificate.len() / 2]);
    let newer = write("newer.toml", &rule_set.replacen("schema = 1", "schema = 2", 1));
    let absent = folder.join("absent.json").to_string_lossy().into_owned();
    let code = |rules: &str, certificate: &str| program(&[rules, certificate, "--lang", "nl"].map(str::to_owned));
    assert_eq!((code(&rules, &good), code(&rules, &changed), code(&newer, &good)), (0, 6, 3));
    assert_eq!((code(&rules, &torn), code(&rules, &absent), code(&good, &good), program(&[])), (1, 1, 1, 2));
    fs::remove_dir_all(&folder).unwrap();
}
