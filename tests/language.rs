// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Constructs of the language that the first instruments do not use, each held against trying every value: derivations, conditional
//! items, weights, `any`, `all` and `min`, rules without levels.

mod made_up;

use std::collections::BTreeSet;

use made_up::{checked, field, part};
use proptest::prelude::*;
use proptest::sample::select;
use taxeer::domain::Answer;
use taxeer::evaluate::{Evaluation, Evaluator, Outcome, Reason};
use taxeer::number::{Points, Probability, date};

fn evaluator(parts: &[String]) -> Evaluator {
    Evaluator::new(&checked(parts))
}

fn whole(points: i64) -> Points {
    Points::parse(&points.to_string()).unwrap()
}

/// Compares what is left with the scores of all completions, found by trying them.
fn assert_left(found: &Evaluation, scores: &BTreeSet<i64>, case: &str) {
    if scores.is_empty() {
        assert_eq!(found.outcome, Outcome::Inconsistent, "{case}");
        return;
    }
    let reach = found.reach.scales.first().unwrap_or_else(|| panic!("{case}: {found:?}"));
    assert_eq!((reach.least, reach.greatest), (whole(*scores.first().unwrap()), whole(*scores.last().unwrap())), "{case}");
    assert_eq!(found.outcome == Outcome::Scored, scores.len() == 1, "{case}");
}

fn dated() -> Evaluator {
    evaluator(&[
        field("born", "date", "min = \"1950-01-01\"\nmax = \"2005-12-31\""),
        field("released", "date", "min = \"2000-01-01\"\nmax = \"2029-12-31\""),
        field("age", "count", "min = 0\nmax = 79\nderive = { completed_years = [\"born\", \"released\"] }"),
        "[[population]]\nid = \"adult\"\nrequire = { age = \"18..\" }\nelse = { nl = \"x\", en = \"x\" }\nsource = \"own\"\nevidence = \"confirmed\"\n".into(),
        part("[item.age]", "points.age = { \"18..=34\" = 2, \"35..=59\" = 1, \"60..\" = 0 }"),
        part("[scale.total]", "sum = [\"age\"]\nrange = [0, 2]"),
    ])
}

fn day(text: &str) -> Answer {
    Answer::Known(date::parse_iso(text).unwrap())
}

#[test]
fn an_age_follows_from_two_dates() {
    let dated = dated();
    let score = |born: Answer, released: Answer, age: Answer| dated.evaluate(&[born, released, age]);
    let eve = score(day("2000-02-29"), day("2018-02-28"), Answer::Unknown);
    assert_eq!((eve.outcome, &eve.reasons[..]), (Outcome::NotApplicable, &[Reason::Gate(0)][..]));
    let birthday = score(day("2000-02-29"), day("2018-03-01"), Answer::Unknown);
    assert_eq!((birthday.outcome, birthday.reach.scales[0].least), (Outcome::Scored, whole(2)));
    let disagrees = score(day("1980-01-01"), day("2020-01-01"), Answer::Known(41));
    assert_eq!((disagrees.outcome, &disagrees.reasons[..]), (Outcome::Inconsistent, &[Reason::Disagrees(2)][..]));
    let given = score(Answer::Unknown, day("2020-01-01"), Answer::Known(40));
    assert_eq!((given.outcome, given.reach.scales[0].least), (Outcome::Scored, whole(1)));
}

#[test]
fn an_unknown_date_leaves_what_every_day_leaves() {
    let dated = dated();
    for released in ["2000-01-01", "2010-06-15", "2029-12-31"] {
        let to = date::parse_iso(released).unwrap();
        let born = date::parse_iso("1950-01-01").unwrap()..=date::parse_iso("2005-12-31").unwrap();
        let ages: BTreeSet<i64> = born.map(|from| date::completed_years(from, to)).filter(|age| (0..=79).contains(age)).collect();
        let points = |age: i64| if age < 35 { 2 } else { i64::from(age < 60) };
        let scores: BTreeSet<i64> = ages.iter().filter(|age| **age >= 18).map(|&age| points(age)).collect();
        let found = dated.evaluate(&[Answer::Unknown, day(released), Answer::Unknown]);
        assert_left(&found, &scores, released);
        assert_eq!(found.reasons.contains(&Reason::GateOpen(2)), ages.iter().any(|age| *age < 18), "{released}");
    }
}

/// Sums, highest, any, all, min and weights over small counts: `a` and `b` 0..=4, `y` and `z` yes or no.
fn derived() -> Evaluator {
    evaluator(&[
        field("a", "count", "min = 0\nmax = 4"),
        field("b", "count", "min = 0\nmax = 4"),
        field("y", "yes_no", ""),
        field("z", "yes_no", ""),
        field("sum", "count", "min = 0\nmax = 8\nderive = { sum = [\"a\", \"b\"] }"),
        field("top", "count", "min = 0\nmax = 4\nderive = { max = [\"a\", \"b\"] }"),
        field("some", "yes_no", "derive = { any = [\"y\", \"z\"] }"),
        part("[item.sum]", "points.sum = { \"0..=2\" = 0, \"3..=5\" = 1, \"6..\" = 3 }"),
        part("[item.top]", "points.top = { \"..=2\" = 0, \"3..\" = 5 }"),
        part("[item.some]", "points.some = { yes = 7, no = 0 }"),
        part("[item.least]", "combine = \"min\"\npoints.a = { \"0\" = 0, \"1..\" = 1 }\npoints.b = { \"0..=1\" = 0, \"2..\" = 1 }"),
        part("[item.each]", "combine = \"all\"\npoints.y = { yes = 2, no = 0 }\npoints.z = { yes = 2, no = 0 }"),
        part("[item.one]", "combine = \"any\"\npoints.a = { \"4\" = 3, \"..=3\" = 0 }\npoints.z = { yes = 3, no = 0 }"),
        part("[item.each_b]", "weight = 11\nof = \"b\""),
        part("[scale.total]", "sum = [\"sum\", \"top\", \"some\", \"least\", \"each\", \"one\", \"each_b\"]\nrange = [0, 65]"),
    ])
}

fn derived_score(a: i64, b: i64, y: bool, z: bool) -> i64 {
    let sum = match a + b {
        0..=2 => 0,
        3..=5 => 1,
        _ => 3,
    };
    let top = if a.max(b) >= 3 { 5 } else { 0 };
    let some = if y || z { 7 } else { 0 };
    let least = i64::from(a >= 1 && b >= 2);
    let each = if y && z { 2 } else { 0 };
    let one = if a == 4 || z { 3 } else { 0 };
    sum + top + some + least + each + one + 11 * b
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn derived_fields_leave_what_every_value_leaves(
        a in select(vec![None, Some(0), Some(1), Some(3), Some(4)]), b in select(vec![None, Some(0), Some(2), Some(4)]),
        y in proptest::option::of(any::<bool>()), z in proptest::option::of(any::<bool>()),
        sum in select(vec![None, None, None, Some(3), Some(6)]), top in select(vec![None, None, Some(2), Some(4)]),
        some in select(vec![None, None, Some(false), Some(true)]),
    ) {
        thread_local!(static DERIVED: Evaluator = derived());
        let count = |value: Option<i64>| value.map_or(Answer::Unknown, Answer::Known);
        let truth = |value: Option<bool>| value.map_or(Answer::Unknown, |value| Answer::Known(i64::from(value)));
        let record = [count(a), count(b), truth(y), truth(z), count(sum), count(top), truth(some)];
        let mut scores = BTreeSet::new();
        for (va, vb, vy, vz) in (0..100).map(|n| (n % 5, n / 5 % 5, n / 25 % 2 == 1, n / 50 == 1)) {
            let agrees = a.is_none_or(|a| a == va) && b.is_none_or(|b| b == vb) && y.is_none_or(|y| y == vy) && z.is_none_or(|z| z == vz)
                && sum.is_none_or(|sum| sum == va + vb) && top.is_none_or(|top| top == va.max(vb)) && some.is_none_or(|some| some == (vy || vz));
            if agrees {
                scores.insert(derived_score(va, vb, vy, vz));
            }
        }
        let found = DERIVED.with(|derived| derived.evaluate(&record));
        assert_left(&found, &scores, &format!("{record:?}"));
    }
}

/// Like STABLE-2007: three ratings, one of them only with a young victim.
fn conditional() -> Evaluator {
    conditional_with("points.second = { \"0\" = 0, \"1\" = 1, \"2\" = 2 }", "0, 4")
}

/// The same with the item of the young victim in another form, and the range of the total then.
fn conditional_with(second: &str, range: &str) -> Evaluator {
    evaluator(&[
        field("young_victim", "yes_no", ""),
        field("first", "count", "min = 0\nmax = 2"),
        field("second", "count", "min = 0\nmax = 2"),
        part("[item.first]", "points.first = { \"0\" = 0, \"1\" = 1, \"2\" = 2 }"),
        part("[item.second]", &format!("{second}\napplies = {{ young_victim = \"yes\" }}")),
        part(
            "[scale.total]",
            &format!(
                "sum = [\"first\", \"second\"]\nrange = [{range}]\n[[scale.total.case]]\nwhen = {{ young_victim = \"no\" }}\nrange = [0, 2]"
            ),
        ),
    ])
}

#[test]
fn a_conditional_item_counts_only_where_it_applies() {
    let conditional = conditional();
    let (no, yes) = (Answer::Known(0), Answer::Known(1));
    let two = Answer::Known(2);
    for (young, second, outcome, left) in [
        (yes, two, Outcome::Scored, Some((4, 4))),
        (no, Answer::NotApplicable, Outcome::Scored, Some((2, 2))),
        (no, Answer::Unknown, Outcome::Scored, Some((2, 2))),
        (no, two, Outcome::Inconsistent, None),
        (yes, Answer::NotApplicable, Outcome::Inconsistent, None),
        (yes, Answer::Unknown, Outcome::Open, Some((2, 4))),
        (Answer::Unknown, Answer::Unknown, Outcome::Open, Some((2, 4))),
        (Answer::Unknown, two, Outcome::Scored, Some((4, 4))),
        (Answer::Unknown, Answer::NotApplicable, Outcome::Scored, Some((2, 2))),
    ] {
        let found = conditional.evaluate(&[young, two, second]);
        let reach = found.reach.scales.first().map(|reach| (reach.least, reach.greatest));
        assert_eq!((found.outcome, reach), (outcome, left.map(|(low, high)| (whole(low), whole(high)))), "{young:?} {second:?}");
    }
    let told = conditional.evaluate(&[no, two, two]);
    assert_eq!(told.reasons, [Reason::Conditional(2)]);
}

/// Like the image rules of the OSP of 2016: the first rule that fits gives a probability, and no level was published.
fn bare_rules() -> Evaluator {
    let rule = |id: &str, when: &str, chance: &str| {
        format!("[[rule]]\nid = \"{id}\"\nwhen = {when}\nprobability = {{ 2y = {chance} }}\nsource = \"own\"\nevidence = \"confirmed\"\n")
    };
    evaluator(&[
        field("images", "count", "min = 0\nmax = 3"),
        field("contact", "count", "min = 0\nmax = 3"),
        rule("none", "{ images = \"0\", contact = \"0\" }", "0.01"),
        rule("images", "{ images = \"2..\" }", "0.2"),
        rule("image", "{ images = \"1\" }", "0.1"),
        rule("rest", "{}", "0.05"),
    ])
}

#[test]
fn rules_without_levels_give_their_probabilities() {
    let rules = bare_rules();
    let chance = |images: i64, contact: i64| match (images, contact) {
        (0, 0) => "0.01",
        (2.., _) => "0.2",
        (1, _) => "0.1",
        _ => "0.05",
    };
    let every: Vec<Answer> = std::iter::once(Answer::Unknown).chain((0..=3).map(Answer::Known)).collect();
    let values = |answer: Answer| if let Answer::Known(value) = answer { value..=value } else { 0..=3 };
    for &images in &every {
        for &contact in &every {
            let left: BTreeSet<Probability> = values(images)
                .flat_map(|images| values(contact).map(move |contact| Probability::parse(chance(images, contact)).unwrap()))
                .collect();
            let found = rules.evaluate(&[images, contact]);
            let case = format!("{images:?} {contact:?}");
            let [reach] = found.reach.probabilities[..] else { panic!("{case}: {found:?}") };
            assert_eq!(Some((&reach.least, &reach.greatest)), left.first().zip(left.last()), "{case}");
            assert_eq!(found.outcome == Outcome::Scored, left.len() == 1, "{case}");
            assert!(found.reach.levels.is_empty() && found.reach.scales.is_empty(), "{case}");
            // A field matters when changing it alone, from some completion, changes the probability.
            let matters = |field: usize| {
                values(images).any(|images| {
                    values(contact).any(|contact| {
                        let other = |value: i64| if field == 0 { chance(value, contact) } else { chance(images, value) };
                        (0..=3).any(|value| other(value) != chance(images, contact))
                    })
                })
            };
            let unknown = [images, contact].map(|answer| answer == Answer::Unknown);
            let decisive: Vec<usize> = (0..2).filter(|&field| unknown[field] && matters(field)).collect();
            assert_eq!(found.decisive, decisive, "{case}");
        }
    }
}

/// Where an item does not apply, `otherwise` does not hold either.
#[test]
fn the_points_of_otherwise_are_given_only_where_an_item_applies() {
    let rows = conditional_with("otherwise = 1\nrow = [{ when = { second = \"2\" }, points = 3 }]", "0, 5");
    let (no, yes) = (Answer::Known(0), Answer::Known(1));
    for (young, second, total) in [(no, Answer::NotApplicable, 1), (yes, Answer::Known(0), 2), (yes, Answer::Known(2), 4)] {
        let found = rows.evaluate(&[young, Answer::Known(1), second]);
        assert_eq!(found.reach.scales.first().map(|reach| (reach.least, reach.greatest)), Some((whole(total), whole(total))), "{second:?}");
    }
}
