// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! OGRS3, from the tables in `numbers/ogrs3.csv`. Two ages are compared and three fields meet in a logarithm, so unknown
//! ones run through every value.

use super::field::{Field, StandIn, Value};
use super::numbers::{Numbers, Span};
use super::{Finding, Oracle, Scale};

const OFFENCE_GROUPS: &[&str] = &[
    "violence",
    "robbery",
    "public_order",
    "sexual_not_child",
    "sexual_child",
    "soliciting_prostitution",
    "burglary_domestic",
    "burglary_other",
    "theft_not_vehicle",
    "handling_stolen_goods",
    "fraud_forgery",
    "absconding_bail",
    "taking_vehicles",
    "theft_from_vehicles",
    "drink_driving",
    "other_motoring",
    "criminal_damage",
    "drugs_import_export_production",
    "drugs_possession_supply",
    "other",
];

const FOLLOW_UP: usize = 1;
const CONVICTION: usize = 2;
const FIRST: usize = 3;
const EDGE: f64 = 1e-9;

pub fn ogrs3() -> Oracle {
    let fields = vec![
        Field::words("sex", &["male", "female"]),
        Field::count("age_at_follow_up", &[0, 10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 50], 120, StandIn::Least),
        Field::count("age_at_conviction", &[0, 10], 120, StandIn::Every),
        Field::count("age_at_first_sanction", &[10], 120, StandIn::Every),
        Field::count("previous_sanctions", &[0, 1], 998, StandIn::Every),
        Field::words("offence_group", OFFENCE_GROUPS),
    ];
    let numbers = Numbers::of("ogrs3");
    // Looked up once a value: a record with two unknown fields has up to 121,000 completions.
    let age = numbers.points("age", &fields, &["sex", "age_at_follow_up"]);
    let age = [0, 1].map(|sex| {
        let of_age = |years: Value| {
            if years < 10 { f64::NAN } else { age.at(&[sex, years]) }
        };
        fields[FOLLOW_UP].every_value().into_iter().map(of_age).collect::<Vec<f64>>()
    });
    let status = numbers.points("status", &fields, &["previous_sanctions"]);
    let status = [0, 1].map(|previous| status.at(&[0, 0, 0, 0, previous, 0]));
    let group = numbers.points("offence_group", &fields, &["offence_group"]);
    let group: Vec<f64> = (0..OFFENCE_GROUPS.len() as Value).map(|place| group.at(&[0, 0, 0, 0, 0, place])).collect();
    let rate_weight = numbers.number("weight", "copas_rate");
    let intercepts = ["1y.intercept", "2y.intercept"].map(|id| numbers.number("link", id));
    let bands = numbers.bands("bands");
    let levels = bands.names();
    let find = move |values: &[Value]| {
        let [sex, follow_up, conviction, first, previous, offence] = *values else { panic!("six fields") };
        let rate = ((previous + 1) as f64 / (10 + conviction - first) as f64).ln();
        let score = age[sex as usize][follow_up as usize] + status[previous.min(1) as usize] + rate_weight * rate + group[offence as usize];
        let probabilities = intercepts.map(|intercept| 1.0 / (1.0 + (-(score + intercept)).exp()));
        let [below, at, above] = [-EDGE, 0.0, EDGE].map(|step| percent(probabilities[1] + step));
        Finding {
            scores: [score, 0.0, 0.0],
            levels: [bands.level(at), 0, 0],
            probabilities,
            near_edge: below != above && bands.level(below) != bands.level(above),
        }
    };
    Oracle {
        id: "ogrs3",
        fields,
        gates: vec![(FOLLOW_UP, Span { low: 10, high: Value::MAX }), (CONVICTION, Span { low: 10, high: Value::MAX })],
        obeys: |values| values[FIRST] <= values[CONVICTION],
        find: Box::new(find),
        scales: vec![Scale { prefix: "", levels }],
        horizons: &["1y", "2y"],
        score_decimals: 9,
        unknown_counts_as: None,
        plain: vec![vec!["male", "30", "30", "20", "3", "violence"], vec!["female", "13", "120", "10", "0", "other"]],
    }
}

/// Five decimals first, then whole percents, both half up, kept within 1 and 99.
fn percent(probability: f64) -> f64 {
    let five_decimals = (probability * 1e5 + 0.5).floor();
    (five_decimals / 1e3 + 0.5).floor().clamp(1.0, 99.0)
}
