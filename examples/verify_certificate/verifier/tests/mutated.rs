// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Certificates with one slip, sealed again: every one is refused.

use super::{made_up, recomputed, shipped, written};
use crate::verifier::certificate::{seal, sealed};
use crate::verifier::compare::compare;
use crate::verifier::expect::Expected;
use crate::verifier::json::Json;
use crate::verifier::ruleset::RuleSet;

/// Where in a tree: places in lists and objects.
type Path = Vec<usize>;

/// All places of a tree with what stands there, and whether it stands in a witness.
fn places(json: &Json, at: &mut Path, in_witness: bool, found: &mut Vec<(Path, bool)>) {
    found.push((at.clone(), in_witness));
    let inner: Vec<(&Json, bool)> = match json {
        Json::List(list) => list.iter().map(|one| (one, in_witness)).collect(),
        Json::Object(entries) => entries.iter().map(|(key, one)| (one, in_witness || key == "witness")).collect(),
        _ => Vec::new(),
    };
    for (place, (one, in_witness)) in inner.into_iter().enumerate() {
        at.push(place);
        places(one, at, in_witness, found);
        at.pop();
    }
}

fn at<'a>(json: &'a mut Json, path: &[usize]) -> &'a mut Json {
    path.iter().fold(json, |json, place| match json {
        Json::List(list) => &mut list[*place],
        Json::Object(entries) => &mut entries[*place].1,
        leaf => leaf,
    })
}

/// Other values in the place of this one.
fn slips(json: &Json, in_witness: bool, turn: usize) -> Vec<Json> {
    match json {
        Json::Null => vec![Json::Whole(0)],
        Json::Bool(truth) => vec![Json::Bool(!truth), Json::Null],
        Json::Whole(number) => vec![Json::Whole(number + 1), Json::Whole(number.saturating_sub(1)), Json::Text(number.to_string())],
        // Another answer can be as good a witness; what is no answer cannot. There are many, so that they take turns.
        Json::Text(text) if in_witness => match turn % 3 {
            0 => vec![Json::Text(format!("{text}x"))],
            1 => vec![Json::Text(format!("0{text}"))],
            _ => vec![Json::Null],
        },
        Json::Text(text) => {
            let mut slips = vec![Json::Text(format!("{text}0")), Json::Text(format!(" {text}")), Json::Text(String::new())];
            slips.extend(text.parse::<i64>().ok().map(|number| Json::Text((number + 1).to_string())));
            slips.retain(|slip| slip != json);
            slips
        }
        Json::List(list) => {
            let without = (0..list.len()).map(|place| Json::List([&list[..place], &list[place + 1..]].concat()));
            let swapped = (1..list.len()).map(|place| {
                let mut list = list.clone();
                list.swap(place - 1, place);
                Json::List(list)
            });
            let twice = list.last().map(|last| Json::List([&list[..], std::slice::from_ref(last)].concat()));
            without.chain(swapped).chain(twice).collect()
        }
        Json::Object(entries) => {
            let without = (0..entries.len()).map(|place| Json::Object([&entries[..place], &entries[place + 1..]].concat()));
            let more = Json::Object([&entries[..], &[("extra".to_owned(), Json::Null)]].concat());
            without.chain([more]).collect()
        }
        Json::Other(_) => Vec::new(),
    }
}

/// How many differences are told of a certificate that is sealed as it stands.
fn differences(set: &RuleSet, expected: &Expected, certificate: &Json) -> usize {
    let seal = if let Some(Json::Text(seal)) = certificate.get("seal") { seal } else { "" };
    compare(set, &expected.certificate, certificate, seal).unwrap().differences.len()
}

/// The same, through the text.
fn differences_of_text(set: &RuleSet, expected: &Expected, certificate: &Json) -> usize {
    let text = sealed(certificate).unwrap();
    let json: Json = serde_json::from_str(&text).unwrap();
    compare(set, &expected.certificate, &json, &seal(&text).unwrap()).unwrap().differences.len()
}

#[test]
fn every_slip_of_every_certificate_is_refused() {
    let texts = shipped().into_iter().map(|(_, text)| text).chain([made_up::text(&made_up::Numbers::plain())]);
    for text in texts {
        let (set, expected) = recomputed(&text);
        let (_, certificate) = written(&set, &expected);
        assert_eq!(differences_of_text(&set, &expected, &certificate), 0, "{}", set.id);
        let mut found = Vec::new();
        places(&certificate, &mut Vec::new(), false, &mut found);
        let Json::Object(entries) = &certificate else { panic!("an object") };
        // The seal has a test of its own.
        let seal_at = vec![entries.len() - 1];
        let mutations_at = vec![entries.len() - 2];
        let mut made = 0;
        for (path, in_witness) in found.into_iter().filter(|(path, _)| *path != seal_at) {
            let original = at(&mut certificate.clone(), &path).clone();
            for slip in slips(&original, in_witness, made) {
                let mut changed = certificate.clone();
                *at(&mut changed, &path) = slip.clone();
                let told = differences(&set, &expected, &changed);
                assert!(told > 0, "{}: {path:?} {} became {}", set.id, original.told(), slip.told());
                made += 1;
            }
            assert!(path != mutations_at || original == Json::Null);
        }
        assert!(made > 200, "{}: {made}", set.id);
    }
}

/// A witness of one total under another.
#[test]
fn a_witness_of_something_else_is_refused() {
    let (_, text) = shipped().into_iter().find(|(name, _)| name == "static-99r").unwrap();
    let (set, expected) = recomputed(&text);
    let (_, certificate) = written(&set, &expected);
    let scale = certificate.get("scales").unwrap();
    let Json::List(scales) = scale else { panic!("a list") };
    let Some(Json::List(totals)) = scales[0].get("totals") else { panic!("a list") };
    for (one, two) in totals.iter().zip(&totals[1..]) {
        let text = sealed(&certificate).unwrap();
        let witness = |total: &Json| serde_json::to_string(total.get("witness").unwrap()).unwrap();
        assert_ne!(witness(one), witness(two));
        let mut changed: Json = serde_json::from_str(&text).unwrap();
        let place = totals.iter().position(|total| total == one).unwrap();
        // scales, the first, totals, this one, witness
        *at(&mut changed, &[6, 0, 4, place, 1]) = two.get("witness").unwrap().clone();
        assert_eq!(differences_of_text(&set, &expected, &changed), 1);
    }
}

#[test]
fn the_seal_is_of_every_byte_before_it() {
    let (set, expected) = recomputed(&made_up::text(&made_up::Numbers::plain()));
    let (text, _) = written(&set, &expected);
    let count = |text: &str| {
        let json: Json = serde_json::from_str(text).unwrap();
        compare(&set, &expected.certificate, &json, &seal(text).unwrap()).unwrap().differences.len()
    };
    assert_eq!(count(&text), 0);
    assert_eq!(count(&text.replacen("\n  ", "\n   ", 1)), 1);
    assert_eq!(count(&text.replace('\n', "\r\n")), 1);
    let before = text.rfind("\"seal\"").unwrap();
    let digit = text[before..].find(|c: char| c.is_ascii_digit()).unwrap() + before;
    let other = if text.as_bytes()[digit] == b'0' { "1" } else { "0" };
    assert_eq!(count(&format!("{}{other}{}", &text[..digit], &text[digit + 1..])), 1);
}

#[test]
fn what_is_stated_is_looked_at_for_its_form_only() {
    let (set, expected) = recomputed(&made_up::text(&made_up::Numbers::plain()));
    let (_, certificate) = written(&set, &expected);
    let with = |standing: &str, made: u64, survived: u64| {
        let mutations = [
            ("standing", Json::Text(standing.to_owned())),
            ("command", Json::Text("a command".to_owned())),
            ("made", Json::Whole(made)),
            ("survived", Json::Whole(survived)),
        ];
        let mut changed = certificate.clone();
        let Json::Object(entries) = &mut changed else { panic!("an object") };
        let place = entries.iter().position(|(key, _)| key == "mutations").unwrap();
        entries[place].1 = Json::Object(mutations.map(|(key, value)| (key.to_owned(), value)).to_vec());
        differences(&set, &expected, &changed)
    };
    assert_eq!(with("stated, not verified", 10, 2), 0);
    assert_eq!(with("verified", 10, 2), 1);
    assert_eq!(with("stated, not verified", 1, 2), 1);
}
