// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

use serde_json::{Map, Value, json};
use taxeer::statistics::Design;
use taxeer::statistics::concordance::{Concordance, concordance};
use taxeer::statistics::cox::{Cox, Ties, cox};
use taxeer::statistics::kaplan_meier::{Survival, kaplan_meier};

use crate::data::Data;
use crate::reference::Reference;

/// What the values of one file are computed from.
struct Study<'a> {
    name: &'a str,
    reference: &'a Reference,
    data: &'a Data,
    times: &'a [f64],
    events: &'a [bool],
    at: &'a [f64],
}

fn named(names: &[&str], values: &[f64]) -> Value {
    names.iter().zip(values).map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<Map<_, _>>().into()
}

impl Study<'_> {
    fn meet(&self, what: &str, computed: &Value) {
        self.reference.meet(&format!("{}.{what}", self.name), computed);
    }

    fn cox(&self, ties: Ties, predictors: &[&str]) -> Cox {
        let columns: Vec<Vec<f64>> = predictors.iter().map(|name| self.data.numbers(name)).collect();
        let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("a table");
        let fit = cox(&design, self.times, self.events, ties).expect("a fit");
        let start = if ties == Ties::Efron { "cox.efron" } else { "cox.breslow" };
        self.meet(&format!("{start}.coef"), &named(predictors, &fit.coefficients));
        self.meet(&format!("{start}.se"), &named(predictors, &fit.errors));
        self.meet(&format!("{start}.loglik"), &json!({"null": fit.null_log_likelihood, "fitted": fit.log_likelihood}));
        let [score, wald, ratio] = fit.tests;
        self.meet(&format!("{start}.tests"), &json!({"score": score, "wald": wald, "lr": ratio}));
        let survival: Vec<f64> = self.at.iter().map(|time| fit.survival(*time, &fit.means)).collect();
        self.meet(&format!("{start}.surv_at_means"), &json!({"times": self.at, "surv": survival}));
        let found = concordance(&fit.linear, self.times, self.events).expect("C");
        self.meet(&format!("{start}.concordance"), &json!({"c": found.c, "se": found.error}));
        fit
    }

    fn proportional(&self, fit: &Cox, predictors: &[&str]) {
        let names: Vec<&str> = predictors.iter().copied().chain(["GLOBAL"]).collect();
        let (chi_square, p): (Vec<f64>, Vec<f64>) = fit.proportional.iter().map(|(chi_square, _, p)| (*chi_square, *p)).unzip();
        self.meet("cox_zph", &json!({"names": names, "chisq": chi_square, "p": p}));
    }

    fn harrell(&self, score: &str) {
        let found = concordance(&self.data.numbers(score), self.times, self.events).expect("C");
        let Concordance { c, error, concordant, discordant, tied_score, tied_time, tied_both } = found;
        let counts =
            json!({"concordant": concordant, "discordant": discordant, "tied.x": tied_score, "tied.y": tied_time, "tied.xy": tied_both});
        self.meet(&format!("harrell_c.{score}"), &json!({"c": c, "se": error, "counts": counts}));
        self.meet(&format!("harrell_c_hmisc.{score}"), &json!(c));
    }

    fn kaplan_meier(&self) {
        let curve = kaplan_meier(self.times, self.events).expect("a curve");
        let at: Vec<Survival> = self.at.iter().map(|time| curve.at(*time, 0.95).expect("within the follow-up")).collect();
        let column = |value: &dyn Fn(&Survival) -> f64| at.iter().map(value).collect::<Vec<f64>>();
        let (log_log, log) = (|at: &Survival| at.log_log.expect("limits"), |at: &Survival| at.log.expect("limits"));
        let computed = json!({
            "times": self.at,
            "n_risk": at.iter().map(|at| at.at_risk).collect::<Vec<_>>(),
            "surv": column(&|at| at.survival),
            "se": column(&|at| at.error),
            "loglog_lower": column(&|at| log_log(at).0),
            "loglog_upper": column(&|at| log_log(at).1),
            "log_lower": column(&|at| log(at).0),
            "log_upper": column(&|at| log(at).1),
        });
        self.meet("kaplan_meier", &computed);
    }
}

#[test]
fn rossi_meets_r() {
    let reference = Reference::open("survival").only("rossi.");
    let data = Data::rossi();
    let (times, events) = (data.numbers("week"), data.events("arrest"));
    let at = [13.0, 26.0, 39.0, 52.0];
    let study = Study { name: "rossi", reference: &reference, data: &data, times: &times, events: &events, at: &at };
    let predictors = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];
    study.proportional(&study.cox(Ties::Efron, &predictors), &predictors);
    study.cox(Ties::Breslow, &predictors);
    study.harrell("prio");
    study.kaplan_meier();
    let exact = "ties are counted by Efron or by Breslow, which is what a result is asked for";
    reference.is_whole(
        &["coef", "se", "loglik", "tests"].map(|part| format!("rossi.cox.exact.{part}")).each_ref().map(|name| (name.as_str(), exact)),
    );
}

#[test]
fn rearrest_in_time_meets_r() {
    let reference = Reference::open("survival").only("compas.");
    let Some(file) = reference.data() else { return };
    let all = Data::read(&file);
    let (start, end) = (all.numbers("start"), all.numbers("end"));
    let data = all.rows(|row| end[row] > start[row]);
    let times: Vec<f64> = data.numbers("end").iter().zip(data.numbers("start")).map(|(end, start)| end - start).collect();
    let events = data.events("event");
    let at = [180.0, 365.0, 730.0];
    let study = Study { name: "compas", reference: &reference, data: &data, times: &times, events: &events, at: &at };
    let predictors = ["age", "priors_count", "male", "felony"];
    study.proportional(&study.cox(Ties::Efron, &predictors), &predictors);
    study.cox(Ties::Breslow, &predictors);
    study.harrell("decile_score");
    study.kaplan_meier();
    reference.is_whole(&[]);
}
