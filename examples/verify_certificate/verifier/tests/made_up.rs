// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A small rule set with what the shipped ones do not use, against trying every record.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::recomputed;
use crate::verifier::cells::{Cell, cells, components};
use crate::verifier::certificate;
use crate::verifier::compare::compare;
use crate::verifier::evaluate::{conditions, first_rule, level, points, refused, total};
use crate::verifier::expect::Expect;
use crate::verifier::fixed::{Int, points as print};
use crate::verifier::pattern::Answer;
use crate::verifier::ruleset::RuleSet;

/// Numbers that change from case to case.
#[derive(Clone, Debug)]
pub struct Numbers {
    pub points: [i32; 6],
    pub limit: i32,
    pub cut: i32,
    pub at_least: bool,
    pub combine: &'static str,
}

impl Numbers {
    pub fn plain() -> Self {
        Self { points: [1, 2, -1, 3, 1, 2], limit: 2, cut: 2, at_least: false, combine: "max" }
    }
}

pub fn text(numbers: &Numbers) -> String {
    let Numbers { points: [p0, p1, p2, p3, p4, p5], limit, cut, at_least, combine } = numbers;
    let side = if *at_least { "at_least" } else { "at_most" };
    let below = cut - 1;
    format!(
        r#"
schema = 1
id = "made-up"
edition = "1"
kind = "actuarial"
status = "trial"
[field]
a = {{ type = "count", min = 0, max = 2 }}
b = {{ type = "count", min = 0, max = 2 }}
both = {{ type = "count", min = 0, max = 3, derive = {{ sum = ["a", "b"] }} }}
most = {{ type = "count", min = 0, max = 2, derive = {{ max = ["a", "b"] }} }}
y = {{ type = "yes_no" }}
z = {{ type = "yes_no" }}
some = {{ type = "yes_no", derive = {{ any = ["y", "z"] }} }}
colour = {{ type = "choice", not_applicable = true, options = {{ red = 1, green = 1, blue = 1 }} }}
size = {{ type = "decimal", min = 0, max = 0.000002 }}
months = {{ type = "count", min = 0, max = 2 }}
[[population]]
require = {{ a = "..2", most = ["0", "1..=2"] }}
[[constraint]]
sum = ["a", "months"]
{side} = {limit}
[[constraint]]
when = {{ colour = "red", z = "yes" }}
require = {{ y = "no" }}
[item.counts]
points.both = {{ "0" = {p0}, "1.." = {p1} }}
[item.sides]
combine = "{combine}"
points.y = {{ no = 0, yes = 2 }}
points.some = {{ no = 0, yes = 2 }}
[item.colour]
points.colour = {{ "red | blue" = {p2}, green = "withheld", not_applicable = 0 }}
[item.size]
applies = {{ y = "yes" }}
points.size = {{ "0" = 0, "0.000001.." = {p3} }}
[item.months]
weight = 0.25
of = "months"
[item.joint]
otherwise = 0
row = [{{ when = {{ a = "1", months = "1.." }}, points = {p4} }}, {{ when = {{ a = "0", months = "0" }}, points = {p5} }}]
[item.always]
row = [{{ when = {{}}, points = 1 }}]
[scale.inner]
sum = ["sides", "colour", "always"]
[scale.inner.convert]
rows = {{ "..=0" = -1, "1..3" = 1, "3.." = 4 }}
[scale.total]
sum = ["inner", "counts", "size", "joint"]
[scale.slow]
sum = ["months"]
[scheme.bands]
of = "total"
level = [{{ id = "low", at = "..{below}" }}, {{ id = "middle", at = "{below}..{cut}" }}, {{ id = "high", at = "{cut}.." }}]
[scheme.shifted]
of = "bands"
otherwise = "bands"
rule = [
  {{ when = {{ bands = "high", months = "1" }}, level = "middle" }},
  {{ when = {{ bands = ["low", "middle"], most = "2", colour = "not_applicable" }}, level = "high" }},
]
[[rule]]
id = "first"
when = {{ months = "2", both = "3.." }}
level = "low"
[[rule]]
id = "second"
when = {{ months = "2" }}
level = "low"
[[rule]]
id = "never"
when = {{ months = "2", y = "yes" }}
level = "low"
"#
    )
}

/// Every record, allowed or not.
fn records(set: &RuleSet) -> Vec<Vec<Answer>> {
    set.fields.iter().fold(vec![vec![]], |known, field| {
        let values = (field.space.least..=field.space.greatest).map(Some);
        let answers: Vec<Answer> = values.chain(field.can_be_not_applicable().then_some(None)).collect();
        known.iter().flat_map(|record: &Vec<Answer>| answers.iter().map(|answer| [&record[..], &[*answer]].concat())).collect()
    })
}

fn entry<'a>(of: &'a Expect, key: &str) -> Option<&'a Expect> {
    if let Expect::Object(entries) = of { entries.iter().find(|(name, _)| *name == key).map(|(_, entry)| entry) } else { None }
}

fn list<'a>(of: &'a Expect, key: &str) -> &'a [Expect] {
    if let Some(Expect::List(list)) = entry(of, key) { list } else { panic!("{key} is a list") }
}

fn words<'a>(of: &'a Expect, keys: &[&str]) -> Option<&'a str> {
    let found = keys.iter().try_fold(of, |of, key| entry(of, key))?;
    if let Expect::Text(text) = found { Some(text) } else { None }
}

/// Compares everything that was recomputed with what trying all records gives.
fn assert_tried(numbers: &Numbers) {
    let text = text(numbers);
    let (set, expected) = recomputed(&text);
    let all = records(&set);
    let allowed: Vec<&Vec<Answer>> = all.iter().filter(|record| refused(&set, record).is_none()).collect();
    let cells = cells(&set);
    let cell = |field: usize, answer: Answer| {
        let holds = |cell: &Cell| match (cell, answer) {
            (Cell::Run(from, to), Some(value)) => (*from..=*to).contains(&value),
            (Cell::NotApplicable, None) => true,
            _ => false,
        };
        cells[field].iter().position(holds).unwrap()
    };
    let found = &expected.certificate;
    let components = components(&set);
    let whole: BTreeSet<Vec<usize>> =
        allowed.iter().map(|record| (0..record.len()).map(|field| cell(field, record[field])).collect()).collect();
    assert_eq!(words(found, &["allowed"]), Some(&whole.len().to_string()[..]), "{numbers:?}");
    for (component, told) in components.iter().zip(list(found, "components")) {
        let distinct: BTreeSet<Vec<usize>> =
            allowed.iter().map(|record| component.iter().map(|field| cell(*field, record[*field])).collect()).collect();
        assert_eq!(words(told, &["allowed"]), Some(&distinct.len().to_string()[..]), "{numbers:?}");
    }
    let mut given: Vec<Vec<Option<Int>>> = Vec::new();
    for (scale, told) in list(found, "scales").iter().enumerate() {
        let totals: Vec<Option<Int>> = allowed.iter().map(|record| total(&set, scale, record).unwrap()).collect();
        let distinct: BTreeSet<Int> = totals.iter().copied().flatten().collect();
        let listed: Vec<&str> = list(told, "totals").iter().map(|one| words(one, &["total"]).unwrap()).collect();
        assert_eq!(listed, distinct.iter().map(|total| print(*total)).collect::<Vec<_>>(), "{numbers:?}");
        assert_eq!(words(told, &["least", "total"]), listed.first().copied());
        assert_eq!(words(told, &["greatest", "total"]), listed.last().copied());
        assert_eq!(entry(told, "withheld").is_some(), totals.contains(&None), "{numbers:?}");
        assert_parts(&set, scale, told, &components, &allowed, &totals);
        given.push(totals);
    }
    let mut interleaved = 0;
    for (scheme, told) in list(found, "schemes").iter().enumerate() {
        let mut of: BTreeMap<usize, BTreeSet<Int>> = BTreeMap::new();
        for (record, total) in allowed.iter().zip(&given[1]) {
            if let Some(level) = level(&set, scheme, record).unwrap() {
                of.entry(level).or_default().insert(total.unwrap());
            }
        }
        for (at, told) in list(told, "levels").iter().enumerate() {
            assert_eq!(entry(told, "unreachable").is_some(), !of.contains_key(&at), "{numbers:?} {told:?}");
            if let (0, Some(totals)) = (scheme, of.get(&at)) {
                assert_eq!(words(told, &["least", "total"]), totals.first().map(|total| print(*total)).as_deref());
                assert_eq!(words(told, &["greatest", "total"]), totals.last().map(|total| print(*total)).as_deref());
                interleaved += 1;
            }
        }
    }
    assert!(interleaved > 0);
    let firsts: BTreeSet<usize> = allowed
        .iter()
        .filter_map(|record| {
            let held = conditions(&set, record);
            first_rule(&set, |condition| held[condition])
        })
        .collect();
    for (rule, told) in list(found, "rules").iter().enumerate() {
        assert_eq!(entry(told, "witness").is_some(), firsts.contains(&rule), "{numbers:?}");
    }
    let written = certificate::write(&set, found).unwrap();
    let report = compare(&set, found, &serde_json::from_str(&written).unwrap(), &certificate::seal(&written).unwrap()).unwrap();
    assert_eq!((report.differences, expected.findings), (vec![], vec![]), "{numbers:?}");
}

fn assert_parts(set: &RuleSet, scale: usize, told: &Expect, components: &[Vec<usize>], allowed: &[&Vec<Answer>], totals: &[Option<Int>]) {
    let own = &set.scales[scale].items;
    let mut parts = list(told, "parts").iter();
    for component in components {
        let items: Vec<_> =
            own.iter().map(|item| &set.items[*item]).filter(|item| item.fields().iter().any(|field| component.contains(field))).collect();
        if items.is_empty() {
            continue;
        }
        // A record counts where no item of this component withholds; what others withhold is independent of it.
        let sum = |record: &&&Vec<Answer>| -> Option<Int> { items.iter().map(|item| points(item, record).unwrap()).sum() };
        let kept: BTreeSet<Int> =
            allowed.iter().zip(totals).filter(|(_, total)| total.is_some()).filter_map(|(record, _)| sum(&record)).collect();
        let part = parts.next().unwrap();
        assert!(matches!(entry(part, "sums"), Some(Expect::Whole(sums)) if *sums == kept.len() as u64), "{part:?} {kept:?}");
        assert_eq!(words(part, &["least"]), kept.first().map(|sum| print(*sum)).as_deref());
        assert_eq!(words(part, &["greatest"]), kept.last().map(|sum| print(*sum)).as_deref());
    }
    assert!(parts.next().is_none());
}

#[test]
fn the_plain_numbers_hold_what_trying_every_record_gives() {
    assert_tried(&Numbers::plain());
}

#[test]
fn cells_are_cut_by_patterns_and_by_nothing_else() {
    let (set, _) = recomputed(&text(&Numbers::plain()));
    let told: Vec<Vec<String>> = cells(&set)
        .iter()
        .zip(&set.fields)
        .map(|(cells, field)| cells.iter().map(|cell| field.space.print(cell.least())).collect())
        .collect();
    let expected: [&[&str]; 10] = [
        &["0", "1", "2"],
        &["0"],
        &["0", "1", "3"],
        &["0", "2"],
        &["no", "yes"],
        &["no", "yes"],
        &["no", "yes"],
        &["red", "green", "blue", "not_applicable"],
        &["0", "0.000001", "not_applicable"],
        &["0", "1", "2"],
    ];
    assert_eq!(told, expected);
    let named: Vec<Vec<usize>> = components(&set);
    assert_eq!(named, [vec![0, 1, 2, 3, 9], vec![4, 5, 6, 7, 8]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn other_numbers_hold_it_too(
        points in proptest::array::uniform6(-2_i32..=3), limit in 0_i32..=2, cut in -1_i32..=6, at_least in any::<bool>(),
        combine in prop_oneof![Just("max"), Just("min"), Just("sum"), Just("any"), Just("all")],
    ) {
        assert_tried(&Numbers { points, limit, cut, at_least, combine });
    }
}
