// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every reference value that the command yields, met through the command.

use serde_json::{Value, json};
use taxeer::statistics::Design;
use taxeer::statistics::logistic::expit;

use crate::data::Data;
use crate::reference::{Reference, folder};
use crate::run::{Figures, run, with};

const MODEL: [&str; 7] = ["age", "priors_count", "juv_fel_count", "juv_misd_count", "juv_other_count", "male", "felony"];

fn strings(values: &[f64]) -> Vec<String> {
    values.iter().map(f64::to_string).collect()
}

#[test]
fn discrimination_and_cut_offs_are_those_of_r() {
    let reference = Reference::open("roc");
    let Some(path) = reference.data() else { return };
    let found = run(&path, &["--outcome", "two_year_recid", "--score", "decile_score", "--against", "priors_count"]);
    for (name, figure) in [("decile_score", "auc"), ("priors_count", "auc_second")] {
        let one = found.one(figure, "", "DeLong");
        reference.meet(&format!("auc.{name}"), &one["estimate"]);
        reference.meet(&format!("auc_delong_var.{name}"), &json!(one["error"].as_f64().expect("an error").powi(2)));
        reference.meet(&format!("auc_delong_ci95.{name}"), &json!([one["low"], one["high"]]));
    }
    reference.meet("delong_paired.z", &found.estimate("auc_difference_z", "", ""));
    reference.meet("delong_paired.p", &found.estimate("auc_difference_p", "", ""));
    reference.meet("delong_paired.cov", &found.estimate("auc_covariance", "", ""));
    let difference = found.one("auc_difference", "", "");
    reference.meet("delong_paired.diff_ci95", &json!([difference["low"], difference["high"]]));
    let points = |figure: &str, part: &str| -> Vec<Value> {
        found.all().filter(|(_, one)| one["figure"] == figure).map(|(_, one)| one[part].clone()).collect()
    };
    reference.meet(
        "roc_points.decile_score",
        &json!({
            "threshold": points("roc_sensitivity", "at"),
            "sensitivity": points("roc_sensitivity", "estimate"),
            "specificity": points("roc_specificity", "estimate"),
        }),
    );
    let count = |figure| found.estimate(figure, "5", "");
    let table = json!({
        "TP": count("true_positive"), "FP": count("false_positive"), "FN": count("false_negative"), "TN": count("true_negative"),
    });
    reference.meet("confusion.ge5", &table);
    for share in ["sensitivity", "specificity", "ppv", "npv"] {
        reference.meet(&format!("{share}.ge5.wilson"), &found.interval(share, "5", "Wilson"));
        reference.meet(&format!("{share}.ge5.exact"), &found.interval(share, "5", "exact"));
    }
    reference.is_whole(&[]);
}

/// The coefficients of a model of these columns, intercept first.
fn coefficients(found: &Figures, names: &[&str]) -> Vec<f64> {
    let all = [&["(Intercept)"], names].concat();
    all.iter().map(|name| found.estimate("log_odds", name, "").as_f64().expect("a number")).collect()
}

fn predicted(data: &Data, names: &[&str], coefficients: &[f64]) -> Vec<f64> {
    let columns: Vec<Vec<f64>> = names.iter().map(|name| data.numbers(name)).collect();
    let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("columns");
    design.predict(coefficients[0], &coefficients[1..]).into_iter().map(expit).collect()
}

fn hosmer_lemeshow(data: &Data, p: &[f64]) -> Value {
    let file = with(data, &["two_year_recid"], &[("p", strings(p))]);
    let asked = ["--outcome", "two_year_recid", "--prob", "p"];
    let (other, own) = (run(&file.path, &asked), run(&file.path, &[&asked[..], &["--same-data"]].concat()));
    assert!((own.value("hosmer_lemeshow_df") + 2.0 - other.value("hosmer_lemeshow_df")).abs() < 0.5);
    let groups = |part: &str| -> Vec<Value> {
        other.all().filter(|(_, one)| one["figure"] == "hosmer_lemeshow_expected").map(|(_, one)| one[part].clone()).collect()
    };
    json!({
        "chisq": other.value("hosmer_lemeshow"),
        "p_df8": own.value("hosmer_lemeshow_p"),
        "p_df10": other.value("hosmer_lemeshow_p"),
        "n": groups("n"),
        "observed": groups("events"),
        "expected": groups("estimate"),
    })
}

#[test]
fn calibration_is_that_of_r() {
    let reference = Reference::open("validation");
    let Some(path) = reference.data() else { return };
    let (derivation, validation) = Data::read(&path).halves();
    let file = with(&derivation, &[&MODEL[..], &["two_year_recid"]].concat(), &[]);
    let fitted = run(&file.path, &["--outcome", "two_year_recid", "--model", &MODEL.join(",")]);
    reference.meet("derivation.coef", &fitted.by_place("log_odds", &[&["(Intercept)"], &MODEL[..]].concat(), "", "estimate"));
    let coefficients = coefficients(&fitted, &MODEL);
    let p = predicted(&validation, &MODEL, &coefficients);
    let file = with(&validation, &["two_year_recid"], &[("p", strings(&p))]);
    let found = run(&file.path, &["--outcome", "two_year_recid", "--prob", "p"]);
    let base = found.one("base_rate", "", "Wilson");
    reference.meet(
        "split",
        &json!({ "n_derivation": fitted.one("base_rate", "", "")["n"], "n_validation": base["n"], "events_validation": base["events"] }),
    );
    let area = found.one("auc", "", "");
    reference.meet("auc", &json!({ "auc": area["estimate"], "lower": area["low"], "upper": area["high"] }));
    let auc = found.value("auc");
    reference.meet("val_prob.C_ROC_", &json!(auc));
    reference.meet("val_prob.Dxy", &json!(2.0 * auc - 1.0));
    let values = [
        ("val_prob.R2", "nagelkerke_r2"),
        ("val_prob.D", "discrimination_d"),
        ("val_prob.U", "unreliability_u"),
        ("val_prob.Q", "quality_q"),
        ("val_prob.Brier", "brier"),
        ("val_prob.Intercept", "calibration_intercept"),
        ("val_prob.Slope", "calibration_slope"),
        ("val_prob.S_z", "spiegelhalter_z"),
        ("val_prob.S_p", "spiegelhalter_p"),
        ("brier", "brier"),
        ("brier_scaled", "brier_scaled"),
        ("logloss", "log_loss"),
    ];
    for (name, figure) in values {
        reference.meet(name, &json!(found.value(figure)));
    }
    for (name, figure) in [
        ("slope", "calibration_slope"),
        ("intercept_joint", "calibration_intercept"),
        ("calibration_in_the_large", "calibration_in_the_large"),
    ] {
        let one = found.one(figure, "", "");
        reference.meet(name, &json!({ "estimate": one["estimate"], "se": one["error"] }));
    }
    let ici = json!({ "ICI": found.value("ici"), "E50": found.value("e50"), "E90": found.value("e90"), "Emax": found.value("emax") });
    reference.meet("ici.direct", &ici);
    reference.meet("ici.interpolate", &ici);
    reference.meet("hosmer_lemeshow.validation", &hosmer_lemeshow(&validation, &p));
    reference.meet("hosmer_lemeshow.derivation", &hosmer_lemeshow(&derivation, &predicted(&derivation, &MODEL, &coefficients)));
    let benefit = ["0.1", "0.2", "0.3", "0.4", "0.5"].map(|at| {
        let of = |figure| found.estimate(figure, at, "");
        json!({ "threshold": at.parse::<f64>().expect("a number"), "model": of("net_benefit"), "treat_all": of("net_benefit_all"), "treat_none": 0 })
    });
    reference.meet("net_benefit", &json!(benefit));
    let lowess = "a lowess curve that val.prob draws for itself; the command has the exact local regression of ici.direct";
    reference.is_whole(&[("val_prob.Emax", lowess), ("val_prob.E90", lowess), ("val_prob.Eavg", lowess)]);
}

#[test]
fn expected_over_observed_is_that_of_r() {
    let reference = Reference::open("eo");
    let Some(path) = reference.data() else { return };
    let (derivation, validation) = Data::read(&path).halves();
    let file = with(&derivation, &["decile_score", "two_year_recid"], &[]);
    let fitted = run(&file.path, &["--outcome", "two_year_recid", "--score", "decile_score"]);
    let of = |at| fitted.estimate("log_odds", at, "");
    reference.meet("rates.coef", &json!({ "(Intercept)": of("(Intercept)"), "score": of("score") }));
    let p = predicted(&validation, &["decile_score"], &coefficients(&fitted, &["score"]));
    let file = with(&validation, &["decile_score", "two_year_recid"], &[("p", strings(&p))]);
    let found = run(&file.path, &["--outcome", "two_year_recid", "--score", "decile_score", "--prob", "p", "--bands", "1,5,8"]);
    let bands = [
        ("overall", String::new()),
        ("band_1-4", "level 1..5".into()),
        ("band_5-7", "level 5..8".into()),
        ("band_8-10", "level 8..".into()),
    ];
    let scores = (1..=10).map(|score| (format!("score_{score}"), format!("score {score}")));
    for (name, at) in bands.into_iter().map(|(name, at)| (name.to_owned(), at)).chain(scores) {
        let (log, exact) = (found.one("expected_observed", &at, "log"), found.one("expected_observed", &at, "exact"));
        let computed = json!({
            "n": log["n"], "observed": log["events"], "expected": found.estimate("expected", &at, ""), "eo": log["estimate"],
            "ci95_log": [log["low"], log["high"]], "ci95_exact": [exact["low"], exact["high"]],
        });
        reference.meet(&format!("eo.{name}"), &computed);
    }
    reference.is_whole(&[]);
}

#[test]
fn groups_are_those_of_r() {
    let reference = Reference::open("fairness");
    let Some(path) = reference.data() else { return };
    let asked = ["--outcome", "two_year_recid", "--score", "decile_score", "--by", "race,sex", "--cut-off", "5", "--small", "1"];
    let found = run(&path, &asked);
    let races = ["African-American", "Asian", "Caucasian", "Hispanic", "Native American", "Other"].map(|race| ("race", race));
    for (column, name) in races.into_iter().chain([("sex", "Female"), ("sex", "Male")]) {
        let group = format!("{column}={name}");
        let one = |figure| found.of(&group, figure, "", "").first().copied().cloned().unwrap_or_default();
        let value = |figure| one(figure)["estimate"].clone();
        let area = one("auc");
        let computed = json!({
            "n": area["n"], "positives": area["events"], "auc": area["estimate"], "auc_ci95": [area["low"], area["high"]],
            "TP": value("true_positive"), "FP": value("false_positive"), "FN": value("false_negative"), "TN": value("true_negative"),
            "fpr": value("false_positive_rate"), "fnr": value("false_negative_rate"), "ppv": value("ppv"), "npv": value("npv"),
            "selection_rate": value("selection_rate"), "base_rate": value("base_rate"),
        });
        reference.meet(&format!("{column}.{name}"), &computed);
    }
    let value = |figure| found.of("race=African-American less Caucasian", figure, "", "unpaired")[0]["estimate"].clone();
    let test = json!({
        "groups": ["African-American", "Caucasian"],
        "D": value("auc_difference_t"), "df": value("auc_difference_df"), "p": value("auc_difference_p"),
    });
    reference.meet("delong_unpaired_race", &test);
    reference.is_whole(&[]);
    let said = found.said();
    assert!(said.contains("base rates differ") && said.contains("Chouldechova") && said.contains("Kleinberg"), "{said}");
}

#[test]
fn data_of_a_norm_table_are_those_of_r() {
    let reference = Reference::open("norms");
    let Some(path) = reference.data() else { return };
    let found = run(&path, &["--outcome", "two_year_recid", "--score", "decile_score"]);
    let scores = || (1..=10).map(|score| (score, score.to_string()));
    let percentiles = scores().map(|(score, at)| {
        let middle = found.one("percentile_midpoint", &at, "");
        let of = |figure| found.estimate(figure, &at, "");
        json!({
            "score": score, "n": middle["n"], "pct_below": of("percentile_below"), "pct_midpoint": middle["estimate"],
            "pct_at_or_below": of("percentile_at_or_below"),
        })
    });
    reference.meet("percentiles.decile_score", &json!(percentiles.collect::<Vec<_>>()));
    let observed = scores().map(|(score, at)| {
        let one = found.one("observed_rate", &at, "Wilson");
        json!({ "score": score, "n": one["n"], "events": one["events"], "rate": one["estimate"], "lower": one["low"], "upper": one["high"] })
    });
    reference.meet("observed_rate_wilson.decile_score", &json!(observed.collect::<Vec<_>>()));
    let fitted = scores().map(|(score, at)| {
        let one = found.one("fitted_rate", &at, "");
        json!({ "score": score, "rate": one["estimate"], "lower": one["low"], "upper": one["high"] })
    });
    reference.meet("fitted_rate.decile_score", &json!(fitted.collect::<Vec<_>>()));
    let quartile = |at| found.estimate("score_quartile", at, "");
    let moments = json!({
        "mean": found.value("score_mean"), "sd": found.value("score_sd"), "median": quartile("0.5"),
        "quartiles_type7": [quartile("0.25"), quartile("0.75")],
    });
    reference.meet("moments.decile_score", &moments);
    reference.is_whole(&[]);
}

fn survival(reference: &Reference, start: &str, model: &Figures, names: &[&str], score: (&str, &Figures), times: &[&str]) {
    for (ties, method) in [("efron", "Efron"), ("breslow", "Breslow")] {
        let name = |what: &str| format!("{start}.cox.{ties}.{what}");
        reference.meet(&name("coef"), &model.by_place("log_hazard", names, method, "estimate"));
        reference.meet(&name("se"), &model.by_place("log_hazard", names, method, "error"));
        reference.meet(&name("loglik"), &model.by_place("cox_log_likelihood", &["null", "fitted"], method, "estimate"));
        reference.meet(&name("tests"), &model.by_place("cox_test", &["score", "wald", "lr"], method, "estimate"));
        let survival: Vec<Value> = times.iter().map(|time| model.estimate("survival_at_means", time, method)).collect();
        let said: Vec<f64> = times.iter().map(|time| time.parse().expect("a time")).collect();
        reference.meet(&name("surv_at_means"), &json!({ "times": said, "surv": survival }));
        let concordance = model.one("cox_concordance", "", method);
        reference.meet(&name("concordance"), &json!({ "c": concordance["estimate"], "se": concordance["error"] }));
    }
    let places = [names, &["GLOBAL"]].concat();
    let of = |figure| -> Vec<Value> { places.iter().map(|at| model.estimate(figure, at, "Efron")).collect() };
    reference.meet(
        &format!("{start}.cox_zph"),
        &json!({ "names": places, "chisq": of("proportional_hazards"), "p": of("proportional_hazards_p") }),
    );
    let (column, found) = score;
    let c = found.one("harrell_c", "", "");
    let pairs = |at| found.estimate("pairs", at, "");
    let counts = json!({
        "concordant": pairs("concordant"), "discordant": pairs("discordant"), "tied.x": pairs("tied_score"),
        "tied.y": pairs("tied_time"), "tied.xy": pairs("tied_both"),
    });
    reference.meet(&format!("{start}.harrell_c.{column}"), &json!({ "c": c["estimate"], "se": c["error"], "counts": counts }));
    reference.meet(&format!("{start}.harrell_c_hmisc.{column}"), &c["estimate"]);
    let at = |part: &str, method: &str| -> Vec<Value> {
        times.iter().map(|time| found.one("kaplan_meier", &format!("time {time}"), method)[part].clone()).collect()
    };
    let said: Vec<f64> = times.iter().map(|time| time.parse().expect("a time")).collect();
    let curve = json!({
        "times": said, "n_risk": at("n", "log-log"), "surv": at("estimate", "log-log"), "se": at("error", "log-log"),
        "loglog_lower": at("low", "log-log"), "loglog_upper": at("high", "log-log"),
        "log_lower": at("low", "Greenwood, log scale"), "log_upper": at("high", "Greenwood, log scale"),
    });
    reference.meet(&format!("{start}.kaplan_meier"), &curve);
}

#[test]
fn survival_of_rossi_is_that_of_r() {
    let reference = Reference::open("survival").only("rossi");
    let names = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];
    let path = folder("data").join("rossi.csv");
    let asked = ["--outcome", "arrest", "--time", "week", "--time-unit", "weeks", "--times", "13,26,39,52"];
    let model = run(&path, &[&asked[..], &["--model", &names.join(",")]].concat());
    let score = run(&path, &[&asked[..], &["--score", "prio"]].concat());
    survival(&reference, "rossi", &model, &names, ("prio", &score), &["13", "26", "39", "52"]);
    let exact = "the exact method for ties is not asked for; Efron's and Breslow's are given";
    reference.is_whole(
        &["coef", "se", "loglik", "tests"]
            .map(|what| (["rossi.cox.exact.", what].concat(), exact))
            .each_ref()
            .map(|(name, why)| (name.as_str(), *why)),
    );
}

#[test]
fn survival_of_compas_is_that_of_r() {
    let reference = Reference::open("survival").only("compas");
    let Some(path) = reference.data() else { return };
    let data = Data::read(&path);
    let (start, end) = (data.numbers("start"), data.numbers("end"));
    let data = data.rows(|row| end[row] > start[row]);
    let times: Vec<f64> = data.numbers("end").iter().zip(data.numbers("start")).map(|(end, start)| end - start).collect();
    let names = ["age", "priors_count", "male", "felony"];
    let file = with(&data, &[&names[..], &["event", "decile_score"]].concat(), &[("days", strings(&times))]);
    let asked = ["--outcome", "event", "--time", "days", "--times", "180,365,730"];
    let model = run(&file.path, &[&asked[..], &["--model", &names.join(",")]].concat());
    let score = run(&file.path, &[&asked[..], &["--score", "decile_score"]].concat());
    survival(&reference, "compas", &model, &names, ("decile_score", &score), &["180", "365", "730"]);
    reference.is_whole(&[]);
}

fn optimism(reference: &Reference, start: &str, found: &Figures) {
    for (name, figure) in [
        ("auc_apparent", "auc_apparent"),
        ("auc_optimism", "auc_optimism"),
        ("auc_corrected", "auc_corrected"),
        ("slope_corrected", "slope_corrected"),
        ("brier_corrected", "brier_corrected"),
    ] {
        reference.meet(&format!("{start}.{name}"), &json!(found.value(figure)));
    }
}

#[test]
fn optimism_of_rossi_is_that_of_r() {
    let reference = Reference::open("optimism").only("rossi");
    let path = folder("data").join("rossi.csv");
    let asked = ["--outcome", "arrest", "--model", "fin,age,race,wexp,mar,paro,prio", "--bootstrap", "1000", "--seed", "7"];
    optimism(&reference, "rossi", &run(&path, &asked));
    reference.is_whole(&[]);
}

#[test]
fn optimism_of_compas_is_that_of_r() {
    let reference = Reference::open("optimism").only("compas");
    let Some(path) = reference.data() else { return };
    let file = with(&Data::read(&path), &[&MODEL[..], &["two_year_recid"]].concat(), &[]);
    optimism(&reference, "compas", &run(&file.path, &["--outcome", "two_year_recid", "--model", &MODEL.join(","), "--bootstrap", "200"]));
    reference.is_whole(&[]);
}

/// No reference file holds Harrell's C corrected for optimism. These are of R 4.2.2, rms 6.5.0, survival 3.5.3:
/// `validate(cph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, x=TRUE, y=TRUE), B=1000)`, C = (Dxy + 1)/2, means over
/// `set.seed(1..20)`; the tolerance is five standard deviations over seeds of a run of 300 resamples.
#[test]
fn optimism_of_harrells_c_is_that_of_r() {
    let path = folder("data").join("rossi.csv");
    let asked = ["--outcome", "arrest", "--time", "week", "--time-unit", "weeks", "--model", "fin,age,race,wexp,mar,paro,prio"];
    let found = run(&path, &[&asked[..], &["--bootstrap", "300", "--seed", "7"]].concat());
    for (figure, value, tolerance) in [
        ("harrell_c_apparent", 0.640_329_247_10, 1e-9),
        ("harrell_c_optimism", 0.025_069_320_38, 0.00484),
        ("harrell_c_corrected", 0.615_259_926_73, 0.00484),
        ("cox_slope_corrected", 0.840_661_628_16, 0.0369),
    ] {
        assert!((found.value(figure) - value).abs() < tolerance, "{figure}: {} is not {value}", found.value(figure));
    }
    // A single score orders persons alike in every resample: C less its optimism is C, but for the chance of the draw.
    let score = run(&path, &["--outcome", "arrest", "--time", "week", "--time-unit", "weeks", "--score", "prio", "--bootstrap", "200"]);
    assert_eq!(score.value("harrell_c_apparent").to_bits(), score.value("harrell_c").to_bits());
    assert!(score.value("harrell_c_optimism").abs() < 0.01);
}
