// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An instrument of a Cox fit in R (`tests/reference/survival.json`): its coefficients as weights, the survival at the means of all
//! predictors as baseline, the score of the means as centre.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use taxeer::domain::Answer;
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::number::Points;

use super::chance;
use super::made_up::{checked, field, part};

/// The predictors, with the least and the greatest that the language is told of.
const PREDICTORS: [(&str, i32, i32); 7] =
    [("fin", 0, 1), ("age", 17, 44), ("race", 0, 1), ("wexp", 0, 1), ("mar", 0, 1), ("paro", 0, 1), ("prio", 0, 18)];

type Person = BTreeMap<String, i32>;

struct Fit {
    coefficients: [f64; 7],
    /// Survival at the means, by week.
    baselines: Vec<(u32, f64)>,
    /// The score of the means.
    centre: f64,
}

fn people() -> Vec<Person> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rossi.csv");
    csv::Reader::from_path(path).expect("data").deserialize().map(|row| row.expect("a row")).collect()
}

impl Fit {
    fn read(ties: &str, people: &[Person]) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/survival.json");
        let reference: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("reference values")).expect("JSON");
        let value = |what: &str| {
            let name = format!("rossi.cox.{ties}.{what}");
            &reference["values"].as_array().expect("values").iter().find(|value| value["name"] == name).expect("a value")["value"]
        };
        let number = |value: &Value| value.as_f64().expect("a number");
        let list = |what: &str| value("surv_at_means")[what].as_array().expect("a list");
        let weeks = list("times").iter().map(|week| week.to_string().parse().expect("a week"));
        let coefficients = PREDICTORS.map(|(name, ..)| number(&value("coef")[name]));
        let count = f64::from(u32::try_from(people.len()).expect("a few hundred"));
        let mean = |name: &str| people.iter().map(|person| f64::from(person[name])).sum::<f64>() / count;
        Self {
            coefficients,
            baselines: weeks.zip(list("surv").iter().map(number)).collect(),
            centre: PREDICTORS.iter().zip(coefficients).map(|((name, ..), one)| mean(name) * one).sum(),
        }
    }

    fn instrument(&self) -> Instrument {
        // Ten decimals of each weight, so that every sum is one of twelve.
        let weights = self.coefficients.map(|one| Points::from_f64(one).0 / 100 * 100);
        let end = |pick: fn(i64, i64) -> i64| -> Points {
            let each = PREDICTORS.iter().zip(weights);
            each.map(|((_, low, high), weight)| Points(pick(weight * i64::from(*low), weight * i64::from(*high)))).sum()
        };
        let mut parts = Vec::new();
        for ((name, low, high), weight) in PREDICTORS.iter().zip(weights) {
            // The language refuses a field of this name unless the file says why it asks: here it is a column of R's example.
            let why = "justification = { says = { nl = \"x\", en = \"x\" }, source = \"own\", evidence = \"confirmed\" }";
            let why = if *name == "race" { why } else { "" };
            parts.push(field(name, "count", &format!("min = {low}\nmax = {high}\n{why}")));
            parts.push(part(&format!("[item.{name}]"), &format!("weight = {}\nof = \"{name}\"", Points(weight))));
        }
        let names = PREDICTORS.map(|(name, ..)| format!("{name:?}")).join(", ");
        parts.push(part("[scale.total]", &format!("sum = [{names}]\nrange = [{}, {}]", end(i64::min), end(i64::max))));
        for (week, survival) in &self.baselines {
            parts.push(format!(
                "[scale.total.link.{week}w]\nkind = \"cox\"\nbaseline_survival = {survival:.12}\ncentre = {:.12}\n\
                 outcome = {{ nl = \"x\", en = \"x\" }}\nsource = \"own\"\nevidence = \"confirmed\"\n",
                self.centre
            ));
        }
        checked(&parts)
    }
}

#[test]
fn an_instrument_of_a_fit_in_r_gives_the_chances_of_r() {
    let people = people();
    for ties in ["efron", "breslow"] {
        let fit = Fit::read(ties, &people);
        let instrument = fit.instrument();
        let links = &instrument.form().scales[0].links;
        assert_eq!((links.len(), people.len()), (4, 432));
        // At the means: `summary(survfit(fit, newdata = means), times)`.
        for (link, (week, survival)) in links.iter().zip(&fit.baselines) {
            let at_means = link.on_curve(Points::from_f64(fit.centre)).to_f64();
            assert!((at_means - (1.0 - survival)).abs() < 1e-12, "{ties}, week {week}: {at_means}");
        }
        // Everybody, from the unrounded coefficients.
        let evaluator = Evaluator::new(&instrument);
        for person in &people {
            let found = evaluator.evaluate(&PREDICTORS.map(|(name, ..)| Answer::Known(i64::from(person[name]))));
            let terms = PREDICTORS.iter().zip(fit.coefficients).map(|((name, ..), one)| one * f64::from(person[*name]));
            let predictor: f64 = terms.sum();
            for (reach, (week, survival)) in found.reach.probabilities.iter().zip(&fit.baselines) {
                let expected = chance(*survival, 1.0, predictor - fit.centre);
                assert!((reach.least.to_f64() - expected).abs() < 1e-8, "{ties}, week {week}: {} and {expected}", reach.least);
            }
        }
    }
}
