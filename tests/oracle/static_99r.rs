// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Static-99R, from the tables in `numbers/static-99r.csv`.

use super::field::{Field, NO, StandIn, Value, YEAR, YES};
use super::numbers::{Numbers, Span};
use super::{Finding, Oracle, Scale};

const OFFENCES: &[&str] = &[
    "identifiable_victim",
    "possession_material_only",
    "prostitution_or_pimping_only",
    "public_consenting_sex_only",
    "consenting_similar_age_peer_only",
    "report_only",
];

const SEX: usize = 0;
const AGE: usize = 1;
const OFFENCE: usize = 2;
const UNRELATED: usize = 10;
const STRANGER: usize = 11;

pub fn static_99r() -> Oracle {
    let fields = vec![
        Field::words("sex", &["male", "female"]),
        Field::years("age_at_release", &[0, 18, 35, 40, 60], 120),
        Field::words("qualifying_offence", OFFENCES),
        Field::yes_no("lived_with_partner_2y"),
        Field::yes_no("index_nonsexual_violence"),
        Field::yes_no("prior_nonsexual_violence"),
        Field::count("prior_sex_charges", &[0, 1, 3, 6], 999, StandIn::Least),
        Field::count("prior_sex_convictions", &[0, 1, 2, 4], 999, StandIn::Least),
        Field::count("prior_sentencing_dates", &[0, 4], 999, StandIn::Least),
        Field::yes_no("noncontact_conviction"),
        Field::yes_no("unrelated_victim"),
        Field::yes_no("stranger_victim"),
        Field::yes_no("male_victim"),
    ];
    let numbers = Numbers::of("static-99r");
    let points = |item: &str, field: &str| numbers.points(item, &fields, &[field]);
    let single = [
        points("age", "age_at_release"),
        points("lived_with_partner", "lived_with_partner_2y"),
        points("index_nonsexual_violence", "index_nonsexual_violence"),
        points("prior_nonsexual_violence", "prior_nonsexual_violence"),
        points("prior_sentencing_dates", "prior_sentencing_dates"),
        points("noncontact_convictions", "noncontact_conviction"),
        points("unrelated_victims", "unrelated_victim"),
        points("stranger_victims", "stranger_victim"),
        points("male_victims", "male_victim"),
    ];
    let charges = points("prior_sex_offences", "prior_sex_charges");
    let convictions = points("prior_sex_offences", "prior_sex_convictions");
    let bands = numbers.bands("five-level");
    let levels = bands.names();
    let find = move |values: &[Value]| {
        let single: f64 = single.iter().map(|item| item.at(values)).sum();
        let total = single + charges.at(values).max(convictions.at(values));
        Finding { scores: [total, 0.0, 0.0], levels: [bands.level(total), 0, 0], ..Finding::default() }
    };
    Oracle {
        id: "static-99r",
        fields,
        gates: vec![(SEX, Span { low: 0, high: 0 }), (AGE, Span { low: 18 * YEAR, high: Value::MAX }), (OFFENCE, Span { low: 0, high: 0 })],
        obeys: |values| values[STRANGER] == NO || values[UNRELATED] == YES,
        find: Box::new(find),
        scales: vec![Scale { prefix: "", levels }],
        horizons: &[],
        score_decimals: 0,
        unknown_counts_as: None,
        plain: vec![
            vec!["male", "37", "identifiable_victim", "yes", "no", "no", "0", "0", "0", "no", "no", "no", "no"],
            vec!["male", "20.5", "identifiable_victim", "no", "yes", "yes", "3", "2", "4", "yes", "yes", "yes", "no"],
        ],
    }
}
