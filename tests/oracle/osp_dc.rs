// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! OSP/DC, from the tables in `numbers/osp-dc.csv`.
//!
//! The constraints compare: 1 <= the four sexual counts together <= all sanctions, and the last sexual sanction is not
//! after the start of follow-up. Stand-ins decide them rightly because each field has one favourable side. Take any
//! allowed completion and move every unknown count and the unknown age at the last sanction to the least value of its
//! cell, the unknown total and the unknown age at follow-up to the greatest. Points and reduction stay as they were; the
//! sum of counts only falls, and is 0 only if it was (0 is a cell of its own in every count, in the unscored image count
//! too); the total only rises; the last sanction moves back and follow-up forth. So the moved completion is allowed, and
//! two that differed in one field only still do.

use super::field::{Field, NO, StandIn, Value};
use super::numbers::{Numbers, Span, Table};
use super::{Finding, Oracle, Scale};

const SEX: usize = 0;
const HISTORY: usize = 1;
const COUNTS: std::ops::RangeInclusive<usize> = 2..=5;
const FOLLOW_UP: usize = 6;
const LAST: usize = 7;
const TOTAL: usize = 8;
const STRANGER: usize = 9;
const FIELDS: usize = 12;

const FOLLOW_UP_STARTS: &[Value] = &[10, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57, 60];
const BANDS: &[&str] = &["low", "medium", "high", "very_high"];

pub fn osp_dc() -> Oracle {
    let sexual_count = |name, starts| Field::count(name, starts, 999, StandIn::Least);
    let mut fields = vec![
        Field::words("sex", &["male", "female"]),
        Field::yes_no("sexual_history"),
        sexual_count("contact_adult_sanctions", &[0, 1, 2, 3]),
        sexual_count("contact_child_sanctions", &[0, 1, 2, 3]),
        sexual_count("noncontact_sanctions", &[0, 1, 2, 3]),
        sexual_count("image_sanctions", &[0, 1]),
        Field::count("age_at_follow_up", FOLLOW_UP_STARTS, 109, StandIn::Greatest),
        Field::count("age_at_last_sexual_sanction", &[10, 16, 18], 109, StandIn::Least),
        Field::count("total_sanctions", &[1, 2], 999, StandIn::Greatest),
        Field::yes_no("stranger_victim"),
        Field::yes_no("in_custody"),
        Field::count("offence_free_years", &[0, 5], 109, StandIn::Least),
    ];
    let numbers = Numbers::of("osp-dc");
    let items = [
        ("contact_adult", "contact_adult_sanctions"),
        ("contact_child", "contact_child_sanctions"),
        ("noncontact", "noncontact_sanctions"),
        ("age_at_follow_up", "age_at_follow_up"),
        ("age_at_last_sexual_sanction", "age_at_last_sexual_sanction"),
        ("total_sanctions", "total_sanctions"),
        ("stranger_victim", "stranger_victim"),
    ]
    .map(|(item, field)| numbers.points(item, &fields, &[field]));
    let bands = numbers.bands("bands");
    assert_eq!(bands.names(), BANDS);
    fields.push(Field::words("bands", BANDS));
    let reduced = Table::new(numbers.rows("level", "reduced"), &fields, |level| bands.place(level));
    fields.pop();
    let [intercept, slope] = ["2y.intercept", "2y.slope"].map(|id| numbers.number("link", id));
    let zero = numbers.number("link", "2y");
    let find = move |values: &[Value]| {
        let total: f64 = items.iter().map(|item| item.at(values)).sum();
        let band = bands.level(total);
        let mut with_band = [band as Value; FIELDS + 1];
        with_band[..FIELDS].copy_from_slice(values);
        let level = reduced.find(&with_band).copied().unwrap_or(band);
        let probability = if total == 0.0 { zero } else { 1.0 / (1.0 + (-(intercept + slope * total)).exp()) };
        Finding { scores: [total, 0.0, 0.0], levels: [level, 0, 0], probabilities: [probability, 0.0], near_edge: false }
    };
    Oracle {
        id: "osp-dc",
        fields,
        gates: vec![(SEX, Span { low: 0, high: 0 }), (HISTORY, Span { low: 1, high: 1 }), (FOLLOW_UP, Span { low: 18, high: Value::MAX })],
        obeys: |values| {
            let sexual: Value = values[COUNTS].iter().sum();
            1 <= sexual && sexual <= values[TOTAL] && values[LAST] <= values[FOLLOW_UP]
        },
        find: Box::new(find),
        scales: vec![Scale { prefix: "", levels: BANDS.iter().map(|band| (*band).to_owned()).collect() }],
        horizons: &["2y"],
        score_decimals: 0,
        unknown_counts_as: Some((STRANGER, NO)),
        plain: vec![
            vec!["male", "yes", "0", "0", "0", "1", "40", "20", "999", "no", "yes", "0"],
            vec!["male", "yes", "3", "3", "3", "0", "70", "10", "999", "yes", "no", "5"],
            vec!["male", "yes", "0", "1", "0", "0", "109", "17", "1", "no", "no", "6"],
        ],
    }
}
