// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use serde_json::{Map, Value, json};
use taxeer::statistics::Design;
use taxeer::statistics::auc::auc;
use taxeer::statistics::brier::{brier, log_loss, scaled};
use taxeer::statistics::decision_curve::net_benefit;
use taxeer::statistics::delong::delong;
use taxeer::statistics::expected_observed::expected_observed;
use taxeer::statistics::hosmer_lemeshow::hosmer_lemeshow;
use taxeer::statistics::local_regression::calibration;
use taxeer::statistics::logistic::{Logistic, Options, expit, fit};
use taxeer::statistics::recalibration::{Estimate, recalibrate};
use taxeer::statistics::spiegelhalter::spiegelhalter;

use crate::data::Data;
use crate::reference::Reference;

const PREDICTORS: [&str; 7] = ["age", "priors_count", "juv_fel_count", "juv_misd_count", "juv_other_count", "male", "felony"];

fn design(data: &Data, predictors: &[&str]) -> Design {
    let columns: Vec<Vec<f64>> = predictors.iter().map(|name| data.numbers(name)).collect();
    Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("a table")
}

fn fitted(data: &Data, predictors: &[&str]) -> Logistic {
    fit(&design(data, predictors), &data.events("two_year_recid"), Options::default()).expect("a fit")
}

fn named(predictors: &[&str], values: impl IntoIterator<Item = f64>) -> Value {
    let names = ["(Intercept)"].iter().chain(predictors);
    names.zip(values).map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<Map<_, _>>().into()
}

#[test]
fn logistic_regression_meets_r() {
    let reference = Reference::open("logistic");
    let Some(file) = reference.data() else { return };
    let data = Data::read(&file);
    let events = data.events("two_year_recid");
    for (model, columns, names) in [("full", PREDICTORS.as_slice(), PREDICTORS.as_slice()), ("score_only", &["decile_score"], &["score"])] {
        let found = fitted(&data, columns);
        let meet = |part: &str, computed: Value| reference.meet(&format!("{model}.{part}"), &computed);
        meet("coef", named(names, found.coefficients.iter().copied()));
        meet("se", named(names, found.errors.iter().copied()));
        meet("loglik", json!(found.log_likelihood));
        meet("null_loglik", json!(found.null_log_likelihood));
        meet("aic", json!(found.aic()));
        meet("bic", json!(found.bic()));
        if model == "full" {
            meet("vcov", json!(found.covariance));
            let limits = found.wald(0.95);
            let (lower, upper) = (limits.iter().map(|limits| limits.0), limits.iter().map(|limits| limits.1));
            meet("wald_ci95", json!({"lower": named(names, lower), "upper": named(names, upper)}));
            meet("auc", json!(auc(&found.probabilities(), &events).expect("an area")));
            meet("brier", json!(brier(&found.probabilities(), &events).expect("a score")));
        }
    }
    reference.is_whole(&[]);
}

#[test]
fn validation_on_other_persons_meets_r() {
    let reference = Reference::open("validation");
    let Some(file) = reference.data() else { return };
    let (derivation, validation) = Data::read(&file).halves();
    let events = validation.events("two_year_recid");
    let cases = events.iter().filter(|event| **event).count();
    let own_events = derivation.events("two_year_recid");
    reference.meet("split", &json!({"n_derivation": own_events.len(), "n_validation": events.len(), "events_validation": cases}));

    let model = fitted(&derivation, &PREDICTORS);
    reference.meet("derivation.coef", &named(&PREDICTORS, model.coefficients.iter().copied()));
    let linear = design(&validation, &PREDICTORS).predict(model.coefficients[0], &model.coefficients[1..]);
    let p: Vec<f64> = linear.into_iter().map(expit).collect();

    let area = delong(&p, &events).expect("an area");
    let interval = area.interval(0.95).expect("an interval");
    reference.meet("auc", &json!({"auc": area.auc, "lower": interval.lower, "upper": interval.upper}));
    // rms bins before it counts pairs: its own value is within its tolerance, and is not the exact one.
    reference.meet("val_prob.Dxy", &json!(2.0 * area.auc - 1.0));
    reference.meet("val_prob.C_ROC_", &json!(area.auc));

    let found = recalibrate(&p, &events, None).expect("a recalibration");
    let estimate = |of: Estimate| json!({"estimate": of.estimate, "se": of.error});
    reference.meet("slope", &estimate(found.slope));
    reference.meet("intercept_joint", &estimate(found.intercept));
    reference.meet("calibration_in_the_large", &estimate(found.in_the_large));
    reference.meet("val_prob.Intercept", &json!(found.intercept.estimate));
    reference.meet("val_prob.Slope", &json!(found.slope.estimate));
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    let quality = found.quality(events.len() as f64);
    for (name, value) in ["R2", "D", "U", "Q"].iter().zip(quality) {
        reference.meet(&format!("val_prob.{name}"), &json!(value));
    }

    let score = brier(&p, &events).expect("a score");
    reference.meet("brier", &json!(score));
    reference.meet("val_prob.Brier", &json!(score));
    reference.meet("brier_scaled", &json!(scaled(&p, &events).expect("a score")));
    reference.meet("logloss", &json!(log_loss(&p, &events).expect("a loss")));
    let (z, p_value) = spiegelhalter(&p, &events).expect("a test");
    reference.meet("val_prob.S_z", &json!(z));
    reference.meet("val_prob.S_p", &json!(p_value));

    let curve = calibration(&p, &events, 0.75, 2).expect("a curve");
    let distances = json!({"ICI": curve.ici, "E50": curve.e50, "E90": curve.e90, "Emax": curve.emax});
    reference.meet("ici.direct", &distances);
    reference.meet("ici.interpolate", &distances);

    for (name, p, events) in [("validation", &p, &events), ("derivation", &model.probabilities(), &own_events)] {
        let test = hosmer_lemeshow(p, events, 10).expect("a test");
        let group = |value: &dyn Fn(usize) -> Value| (0..test.groups.len()).map(value).collect::<Vec<_>>();
        let computed = json!({"chisq": test.chi_square, "p_df8": test.p_on_own_data, "p_df10": test.p_on_other_data,
            "n": group(&|at| json!(test.groups[at].n)), "observed": group(&|at| json!(test.groups[at].observed)),
            "expected": group(&|at| json!(test.groups[at].expected))});
        reference.meet(&format!("hosmer_lemeshow.{name}"), &computed);
    }

    let benefit = net_benefit(&p, &events, &[0.1, 0.2, 0.3, 0.4, 0.5]).expect("net benefit");
    let rows = benefit.iter().map(|at| json!({"threshold": at.threshold, "model": at.model, "treat_all": at.all, "treat_none": 0}));
    reference.meet("net_benefit", &rows.collect());

    let lowess = "of a lowess curve, which the loess curve of ICI takes the place of";
    reference.is_whole(&[("val_prob.Emax", lowess), ("val_prob.E90", lowess), ("val_prob.Eavg", lowess)]);
}

#[test]
fn expected_over_observed_meets_r() {
    let reference = Reference::open("eo");
    let Some(file) = reference.data() else { return };
    let (derivation, validation) = Data::read(&file).halves();
    let model = fitted(&derivation, &["decile_score"]);
    reference.meet("rates.coef", &named(&["score"], model.coefficients.iter().copied()));
    let scores = validation.numbers("decile_score");
    let (p, events) = (scores.iter().map(|score| expit(model.at(&[*score]).0)).collect::<Vec<_>>(), validation.events("two_year_recid"));
    let meet = |name: &str, low: f64, high: f64| {
        let of = |row: &usize| (low..=high).contains(&scores[*row]);
        let rows: Vec<usize> = (0..scores.len()).filter(of).collect();
        let (p, events): (Vec<f64>, Vec<bool>) = rows.iter().map(|row| (p[*row], events[*row])).unzip();
        let found = expected_observed(&p, &events).expect("E/O");
        let (log, exact) = (found.log.expect("events"), found.exact);
        let computed = json!({"n": found.n, "observed": found.observed, "expected": found.expected, "eo": found.index,
            "ci95_log": [log.0, log.1], "ci95_exact": [exact.0, exact.1]});
        reference.meet(name, &computed);
    };
    meet("eo.overall", 1.0, 10.0);
    for (name, low, high) in [("eo.band_1-4", 1.0, 4.0), ("eo.band_5-7", 5.0, 7.0), ("eo.band_8-10", 8.0, 10.0)] {
        meet(name, low, high);
    }
    for score in 1..=10 {
        meet(&format!("eo.score_{score}"), f64::from(score), f64::from(score));
    }
    reference.is_whole(&[]);
}
