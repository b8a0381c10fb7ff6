// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use serde_json::{Value, json};
use taxeer::statistics::alpha::alpha;
use taxeer::statistics::icc::{Form, icc};
use taxeer::statistics::kappa::{Weighting, kappa};

use crate::reference::Reference;

fn table(value: &Value) -> Vec<Vec<f64>> {
    serde_json::from_value(value.clone()).expect("a table of numbers")
}

#[test]
fn agreement_and_consistency_meet_r() {
    let reference = Reference::open("reliability");

    let forms = icc(&table(reference.input("icc_input")), 0.95).expect("ICC");
    for found in &forms {
        let name = match found.form {
            Form::One => "ICC1",
            Form::Two => "ICC2",
            Form::Three => "ICC3",
            Form::OneMean => "ICC1k",
            Form::TwoMean => "ICC2k",
            Form::ThreeMean => "ICC3k",
        };
        let limits = json!({"icc": found.icc.estimate, "F": found.f, "df1": found.df.0, "df2": found.df.1, "p": found.p,
            "lower": found.icc.lower, "upper": found.icc.upper});
        reference.meet(&format!("icc.{name}"), &limits);
        if found.form == Form::Two {
            // Shrout and Fleiss print 0.29.
            assert!((found.icc.estimate - 0.29).abs() < 0.005);
            reference.meet("icc21_irr", &json!({"icc": found.icc.estimate, "lower": found.icc.lower, "upper": found.icc.upper}));
        }
    }
    assert_eq!(forms.iter().map(|found| found.form).collect::<Vec<_>>(), Form::ALL);

    let counts: Vec<Vec<usize>> = serde_json::from_value(reference.input("kappa_table").clone()).expect("counts");
    let of = |weighting| kappa(&counts, weighting).expect("kappa");
    let (none, linear, quadratic) = (of(Weighting::None), of(Weighting::Linear), of(Weighting::Quadratic));
    reference.meet("kappa.unweighted", &json!({"kappa": none.kappa, "z": none.z}));
    reference.meet("kappa.equal", &json!({"kappa": linear.kappa, "z": linear.z}));
    reference.meet("kappa.squared", &json!({"kappa": quadratic.kappa, "z": quadratic.z}));
    reference.meet("kappa.linear_direct", &json!(linear.kappa));
    // psych adds up the weighted rows where the formula has weighted columns; its own slip gives its own value.
    let psych = json!({"unweighted": none.kappa, "weighted_quadratic": quadratic.kappa, "se_unweighted": none.error,
        "se_weighted": quadratic_error(&counts, Sums::AsPsych)});
    reference.meet("kappa.psych", &psych);
    assert!((quadratic.error - quadratic_error(&counts, Sums::AsPublished)).abs() < 1e-12);

    let found = alpha(&table(reference.input("alpha_input")), 0.95).expect("alpha");
    let parts = json!({"raw": found.raw.estimate, "standardised": found.standardised, "item_rest_r": found.item_rest,
        "alpha_if_dropped": found.without});
    reference.meet("cronbach_alpha", &parts);
    reference.is_whole(&[]);
}

#[derive(Clone, Copy, PartialEq)]
enum Sums {
    /// As Fleiss, Cohen and Everitt have them.
    AsPublished,
    /// As psych 2.2.9 has them.
    AsPsych,
}

/// The standard error of the quadratic kappa, written out a second time.
#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn quadratic_error(counts: &[Vec<usize>], sums: Sums) -> f64 {
    let k = counts.len();
    let n = counts.iter().flatten().sum::<usize>() as f64;
    let all = || 0..k;
    let p = |i: usize, j: usize| counts[i][j] as f64 / n;
    let w = |i: usize, j: usize| 1.0 - (i.abs_diff(j) as f64 / (k - 1) as f64).powi(2);
    let row: Vec<f64> = all().map(|i| all().map(|j| p(i, j)).sum()).collect();
    let column: Vec<f64> = all().map(|j| all().map(|i| p(i, j)).sum()).collect();
    let of_row = |i: usize| all().map(|j| w(i, j) * column[j]).sum::<f64>();
    let of_column = |j: usize| match sums {
        Sums::AsPublished => all().map(|i| w(i, j) * row[i]).sum::<f64>(),
        Sums::AsPsych => row[j] * all().map(|i| w(j, i)).sum::<f64>(),
    };
    let over = |term: &dyn Fn(usize, usize) -> f64| all().flat_map(|i| all().map(move |j| (i, j))).map(|(i, j)| term(i, j)).sum::<f64>();
    let seen = over(&|i, j| w(i, j) * p(i, j));
    let chance = over(&|i, j| w(i, j) * row[i] * column[j]);
    let spread = over(&|i, j| p(i, j) * (w(i, j) * (1.0 - chance) - (of_row(i) + of_column(j)) * (1.0 - seen)).powi(2));
    ((spread - (seen * chance - 2.0 * chance + seen).powi(2)) / n).sqrt() / (1.0 - chance).powi(2)
}
