// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! PSA, from the tables in `numbers/psa.csv`: three scales over shared factors.

use super::field::{Field, StandIn, Value};
use super::numbers::{Bands, Numbers, Span, Table};
use super::{Finding, Oracle, Scale};

/// The items of a scale and the columns that each looks at; of two columns the higher counts.
type Items = &'static [(&'static str, &'static [&'static str])];

const FTA: Items = &[
    ("fta.pending_charge", &["pending_charge"]),
    ("fta.prior_conviction", &["prior_misdemeanor", "prior_felony"]),
    ("fta.fta_last_2_years", &["fta_last_2_years"]),
    ("fta.fta_older", &["fta_older"]),
];
const NCA: Items = &[
    ("nca.age", &["age_at_arrest"]),
    ("nca.pending_charge", &["pending_charge"]),
    ("nca.prior_misdemeanor", &["prior_misdemeanor"]),
    ("nca.prior_felony", &["prior_felony"]),
    ("nca.prior_violent", &["prior_violent_convictions"]),
    ("nca.fta_last_2_years", &["fta_last_2_years"]),
    ("nca.prior_incarceration", &["prior_incarceration"]),
];
const NVCA: Items = &[
    ("nvca.current_violent", &["current_violent"]),
    ("nvca.pending_charge", &["pending_charge"]),
    ("nvca.prior_conviction", &["prior_misdemeanor", "prior_felony"]),
    ("nvca.prior_violent", &["prior_violent_convictions"]),
];

const AGE: usize = 0;

pub fn psa() -> Oracle {
    let fields = vec![
        Field::count("age_at_arrest", &[0, 18, 21, 23], 120, StandIn::Least),
        Field::yes_no("current_violent"),
        Field::yes_no("pending_charge"),
        Field::yes_no("prior_misdemeanor"),
        Field::yes_no("prior_felony"),
        Field::count("prior_violent_convictions", &[0, 1, 3], 999, StandIn::Least),
        Field::count("fta_last_2_years", &[0, 1, 2], 999, StandIn::Least),
        Field::yes_no("fta_older"),
        Field::yes_no("prior_incarceration"),
    ];
    let numbers = Numbers::of("psa");
    let [fta, nca, nvca] = [FTA, NCA, NVCA].map(|items| sum_of_highest(&numbers, &fields, items));
    let violent_and_young = numbers.points("nvca.current_violent_and_young", &fields, &["current_violent", "age_at_arrest"]);
    let schemes = ["fta-scale", "nca-scale", "nvca-flag"].map(|id| numbers.bands(id));
    let [fta_levels, nca_levels, nvca_levels] = schemes.each_ref().map(Bands::names);
    let find = move |values: &[Value]| {
        let scores = [fta(values), nca(values), nvca(values) + violent_and_young.at(values)];
        let levels = std::array::from_fn(|scale| schemes[scale].level(scores[scale]));
        Finding { scores, levels, ..Finding::default() }
    };
    Oracle {
        id: "psa",
        fields,
        gates: vec![(AGE, Span { low: 18, high: Value::MAX })],
        obeys: |_| true,
        find: Box::new(find),
        scales: vec![
            Scale { prefix: "fta.", levels: fta_levels },
            Scale { prefix: "nca.", levels: nca_levels },
            Scale { prefix: "nvca.", levels: nvca_levels },
        ],
        horizons: &[],
        score_decimals: 0,
        unknown_counts_as: None,
        plain: vec![vec!["30", "no", "no", "no", "no", "0", "0", "no", "no"], vec!["20", "yes", "yes", "yes", "no", "1", "1", "no", "yes"]],
    }
}

fn sum_of_highest(numbers: &Numbers, fields: &[Field], items: Items) -> impl Fn(&[Value]) -> f64 + use<> {
    let columns =
        |(item, columns): &(&str, &[&'static str])| columns.iter().map(|column| numbers.points(item, fields, &[*column])).collect();
    let items: Vec<Vec<Table<f64>>> = items.iter().map(columns).collect();
    move |values| {
        let highest = |columns: &Vec<Table<f64>>| columns.iter().map(|column| column.at(values)).fold(0.0, f64::max);
        items.iter().map(highest).sum()
    }
}
