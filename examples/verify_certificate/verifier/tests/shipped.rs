// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the sources say of the shipped instruments.

use super::{recomputed, shipped, written};
use crate::verifier::certificate;
use crate::verifier::compare::compare;
use crate::verifier::json::Json;

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    if let Some(Json::List(list)) = json.get(key) { list } else { panic!("{key} is a list") }
}

fn text<'a>(json: &'a Json, keys: &[&str]) -> &'a str {
    let found = keys.iter().fold(json, |json, key| json.get(key).unwrap());
    if let Json::Text(text) = found { text } else { panic!("{keys:?} is a text") }
}

fn of(id: &str) -> Json {
    let (_, rule_set) = shipped().into_iter().find(|(name, _)| name == id).unwrap();
    let (set, expected) = recomputed(&rule_set);
    assert_eq!(expected.findings, []);
    written(&set, &expected).1
}

fn totals(scale: &Json) -> Vec<i32> {
    list(scale, "totals").iter().map(|one| text(one, &["total"]).parse().unwrap()).collect()
}

#[test]
fn what_is_recomputed_for_every_shipped_rule_set_verifies() {
    for (id, rule_set) in shipped() {
        let (set, expected) = recomputed(&rule_set);
        let (text, json) = written(&set, &expected);
        let report = compare(&set, &expected.certificate, &json, &certificate::seal(&text).unwrap()).unwrap();
        assert_eq!((report.differences, expected.findings), (vec![], vec![]), "{id}");
    }
}

#[test]
fn static_99r_reaches_every_total_from_minus_three_through_twelve() {
    let certificate = of("static-99r");
    let scale = &list(&certificate, "scales")[0];
    assert_eq!((text(scale, &["least", "total"]), text(scale, &["greatest", "total"])), ("-3", "12"));
    assert_eq!(totals(scale), (-3..=12).collect::<Vec<i32>>());
    let levels = list(&list(&certificate, "schemes")[0], "levels");
    let ends: Vec<_> = levels.iter().map(|level| (text(level, &["least", "total"]), text(level, &["greatest", "total"]))).collect();
    assert_eq!(ends, [("-3", "-2"), ("-1", "0"), ("1", "3"), ("4", "5"), ("6", "12")]);
}

#[test]
fn scales_of_scales_convert_first() {
    let certificate = of("static-2002r");
    let found: Vec<Vec<i32>> = list(&certificate, "scales").iter().map(totals).collect();
    assert_eq!(found, [(0..=3).collect(), (0..=3).collect(), (0..=2).collect(), (0..=3).collect(), (-2..=13).collect::<Vec<i32>>()]);
}

#[test]
fn several_scales_share_fields() {
    let found: Vec<Vec<i32>> = list(&of("psa"), "scales").iter().map(totals).collect();
    assert_eq!(found, [(0..=7).collect(), (0..=13).collect(), (0..=7).collect::<Vec<i32>>()]);
}

#[test]
fn every_band_can_be_reduced_and_every_rule_reached() {
    let reduced = &list(&of("osp-dc"), "schemes")[1].clone();
    assert!(list(reduced, "levels").iter().all(|level| level.get("witness").is_some()));
    assert_eq!(totals(&list(&of("osp-dc"), "scales")[0]), (0..=64).collect::<Vec<i32>>());
    let rules = of("osp-iic");
    assert_eq!(list(&rules, "rules").len(), 5);
    assert!(list(&rules, "rules").iter().all(|rule| rule.get("witness").is_some()));
}

/// The range that the rule set states, there in nine decimals.
#[test]
fn ogrs3_is_too_rich_to_list() {
    let certificate = of("ogrs3");
    let scale = &list(&certificate, "scales")[0];
    assert_eq!(scale.get("totals"), Some(&Json::Null));
    assert_eq!(text(scale, &["least", "total"])[..12], *"-9.108999467");
    assert_eq!(text(scale, &["greatest", "total"])[..11], *"7.067983882");
    let sums: Vec<_> = list(scale, "parts").iter().map(|part| part.get("sums").unwrap().clone()).collect();
    assert_eq!(sums, [Json::Whole(22), Json::Whole(69_347), Json::Whole(20)]);
}
