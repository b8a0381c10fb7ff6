// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use serde_json::{Value, json};
use taxeer::statistics::Interval;
use taxeer::statistics::cut_off::{Confusion, confusion, intervals};
use taxeer::statistics::delong::delong;
use taxeer::statistics::norms::{fitted_rates, observed_rates, percentiles};
use taxeer::statistics::roc;
use taxeer::statistics::summary::summary;

use crate::data::Data;
use crate::reference::Reference;

fn limits(interval: Interval) -> Value {
    json!({"estimate": interval.estimate, "lower": interval.lower, "upper": interval.upper})
}

#[test]
fn curves_and_cut_offs_meet_r() {
    let reference = Reference::open("roc");
    let Some(file) = reference.data() else { return };
    let data = Data::read(&file);
    let (events, scores) = (data.events("two_year_recid"), data.numbers("decile_score"));

    let mut areas = Vec::new();
    for name in ["decile_score", "priors_count"] {
        let area = delong(&data.numbers(name), &events).expect("an area");
        let interval = area.interval(0.95).expect("an interval");
        reference.meet(&format!("auc.{name}"), &json!(area.auc));
        reference.meet(&format!("auc_delong_var.{name}"), &json!(area.variance));
        reference.meet(&format!("auc_delong_ci95.{name}"), &json!([interval.lower, interval.upper]));
        areas.push(area);
    }
    let test = areas[0].paired(&areas[1], 0.95).expect("a test");
    assert_eq!(test.df, None, "the paired test is a normal one");
    reference.meet("delong_paired.z", &json!(test.statistic));
    reference.meet("delong_paired.p", &json!(test.p));
    reference.meet("delong_paired.cov", &json!(test.covariance));
    reference.meet("delong_paired.diff_ci95", &json!([test.difference.lower, test.difference.upper]));

    let points = roc::points(&scores, &events).expect("points");
    let threshold = |value: f64| if value.is_finite() { value.to_string() } else { value.to_string().replace("inf", "Inf") };
    let columns = json!({
        "threshold": points.iter().map(|point| threshold(point.threshold)).collect::<Vec<_>>(),
        "sensitivity": points.iter().map(|point| point.sensitivity).collect::<Vec<_>>(),
        "specificity": points.iter().map(|point| point.specificity).collect::<Vec<_>>(),
    });
    reference.meet("roc_points.decile_score", &columns);

    let counts = confusion(&scores, &events, 5.0).expect("counts");
    let Confusion { true_positive, false_positive, false_negative, true_negative } = counts;
    reference.meet("confusion.ge5", &json!({"TP": true_positive, "FP": false_positive, "FN": false_negative, "TN": true_negative}));
    let shares = [
        ("sensitivity", counts.sensitivity()),
        ("specificity", counts.specificity()),
        ("ppv", counts.positive_value()),
        ("npv", counts.negative_value()),
    ];
    for (name, share) in shares {
        let (wilson, exact) = intervals(share, 0.95).expect("intervals");
        reference.meet(&format!("{name}.ge5.wilson"), &limits(wilson));
        reference.meet(&format!("{name}.ge5.exact"), &limits(exact));
    }
    reference.is_whole(&[]);
}

#[test]
fn subgroups_meet_r() {
    let reference = Reference::open("fairness");
    let Some(file) = reference.data() else { return };
    let data = Data::read(&file);
    let of = |column: &str, value: &str| data.rows(|row| data.text(column)[row] == value);
    let groups = [
        ("race", ["African-American", "Asian", "Caucasian", "Hispanic", "Native American", "Other"].as_slice()),
        ("sex", ["Female", "Male"].as_slice()),
    ];
    for (column, values) in groups {
        for value in values {
            let group = of(column, value);
            let (events, scores) = (group.events("two_year_recid"), group.numbers("decile_score"));
            let area = delong(&scores, &events).expect("an area");
            let interval = area.interval(0.95).expect("an interval");
            let counts = confusion(&scores, &events, 5.0).expect("counts");
            #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            let share = |(many, of): (usize, usize)| many as f64 / of as f64;
            let computed = json!({"n": counts.total(), "positives": counts.sensitivity().1, "auc": area.auc,
                "auc_ci95": [interval.lower, interval.upper], "TP": counts.true_positive, "FP": counts.false_positive,
                "FN": counts.false_negative, "TN": counts.true_negative, "fpr": share(counts.false_positive_rate()),
                "fnr": share(counts.false_negative_rate()), "ppv": share(counts.positive_value()),
                "npv": share(counts.negative_value()), "selection_rate": share(counts.selection_rate()),
                "base_rate": share(counts.base_rate())});
            reference.meet(&format!("{column}.{value}"), &computed);
        }
    }
    let area = |value: &str| {
        let group = of("race", value);
        delong(&group.numbers("decile_score"), &group.events("two_year_recid")).expect("an area")
    };
    let groups = ["African-American", "Caucasian"];
    let test = area(groups[0]).unpaired(&area(groups[1]), 0.95).expect("a test");
    reference.meet("delong_unpaired_race", &json!({"groups": groups, "D": test.statistic, "df": test.df, "p": test.p}));
    reference.is_whole(&[]);
}

#[test]
fn norm_tables_meet_r() {
    let reference = Reference::open("norms");
    let Some(file) = reference.data() else { return };
    let data = Data::read(&file);
    let (events, scores) = (data.events("two_year_recid"), data.numbers("decile_score"));

    let table = percentiles(&scores).expect("percentiles");
    let rows = table.iter().map(|row| {
        json!({"score": row.score, "n": row.n, "pct_below": row.below, "pct_midpoint": row.midpoint,
            "pct_at_or_below": row.at_or_below})
    });
    reference.meet("percentiles.decile_score", &rows.collect());
    let rates = observed_rates(&scores, &events, 0.95).expect("rates");
    let rows = rates.iter().map(|row| {
        json!({"score": row.score, "n": row.n, "events": row.events, "rate": row.rate.estimate, "lower": row.rate.lower,
            "upper": row.rate.upper})
    });
    reference.meet("observed_rate_wilson.decile_score", &rows.collect());
    let at: Vec<f64> = table.iter().map(|row| row.score).collect();
    let fitted = fitted_rates(&scores, &events, &at, 0.95).expect("rates");
    let rows = fitted.iter().map(|(score, rate)| json!({"score": score, "rate": rate.estimate, "lower": rate.lower, "upper": rate.upper}));
    reference.meet("fitted_rate.decile_score", &rows.collect());
    let found = summary(&scores).expect("a summary");
    let [first, median, third] = found.quartiles;
    reference
        .meet("moments.decile_score", &json!({"mean": found.mean, "sd": found.sd, "median": median, "quartiles_type7": [first, third]}));
    reference.is_whole(&[]);
}
