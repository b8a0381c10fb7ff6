// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a validation knows that belongs in a report.

use super::page::{shown, with_limits};
use super::{Figure, Settings, Validation, wording};
use crate::cohort::{Cohort, Expected, Request};
use crate::guideline::{Facts, Topic};
use crate::lang::{Lang, Text};
use crate::text;

/// Measures that a report names, where they were computed for all persons.
const MEASURES: [&str; 22] = [
    "auc",
    "auc_second",
    "auc_difference",
    "auc_corrected",
    "harrell_c",
    "harrell_c_corrected",
    "odds_ratio",
    "hazard_ratio",
    "calibration_in_the_large",
    "calibration_intercept",
    "calibration_slope",
    "slope_corrected",
    "cox_slope_corrected",
    "expected_observed",
    "brier",
    "brier_scaled",
    "brier_corrected",
    "hosmer_lemeshow",
    "hosmer_lemeshow_p",
    "ici",
    "emax",
    "auc_bounds",
];
/// Measures that a report names as methods only: they have a value at each place.
const AT_PLACES: [&str; 8] =
    ["sensitivity", "specificity", "ppv", "npv", "selection_rate", "kaplan_meier", "calibration_curve", "net_benefit"];
/// Measures of one place, a predictor or a score, that belong among the results.
const OF_A_POINT: [&str; 2] = ["odds_ratio", "hazard_ratio"];
/// Measures that a report names by group.
const BY_GROUP: [&str; 2] = ["auc", "expected_observed"];

/// A validation with what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// Which columns say what.
    pub request: &'a Request<'a>,
    /// The persons.
    pub cohort: &'a Cohort,
    /// What was asked.
    pub settings: &'a Settings,
    /// The figures.
    pub validation: &'a Validation,
    /// Where expected rates come from.
    pub rates: Option<&'a Expected>,
    /// SHA-256 of the input.
    pub digest: &'a str,
    /// The program and its version.
    pub program: &'a str,
    /// The command that gives the figures again.
    pub call: &'a str,
}

impl Reported<'_> {
    /// Facts by topic.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        self.subject(&mut facts);
        self.data(&mut facts);
        self.methods(&mut facts);
        self.results(&mut facts);
        facts
    }

    fn subject(&self, facts: &mut Facts) {
        let request = self.request;
        let model = request.predictors.join(", ");
        let (what, stamp) = match (request.scoring, request.score.or(request.probability)) {
            (Some(scoring), _) => {
                let instrument = scoring.evaluator.instrument();
                let (form, stamp) = (instrument.form(), instrument.stamp());
                facts.instrument(form, &stamp);
                let (nl, en) = (&form.title.nl, &form.title.en);
                (text!("evaluatie van {nl} ({stamp})", "evaluation of {en} ({stamp})"), Some(stamp))
            }
            (None, Some(column)) => (text!("evaluatie van de kolom {column}", "evaluation of the column {column}"), None),
            (None, None) => {
                (text!("ontwikkeling van een logistisch model van {model}", "development of a logistic model of {model}"), None)
            }
        };
        facts.say(Topic::Study, what.clone());
        facts.say(Topic::Objective, what);
        let outcome = request.outcome;
        facts.say(Topic::Study, text!("uitkomst: de kolom {outcome}", "outcome: the column {outcome}"));
        facts.say(Topic::Outcome, text!("de kolom {outcome}, ja of nee", "the column {outcome}, yes or no"));
        if let Some(horizon) = request.horizon {
            facts.say(Topic::Outcome, text!("termijn: {horizon}", "time horizon: {horizon}"));
        }
        if let Some(time) = request.time {
            facts.say(
                Topic::Outcome,
                text!(
                    "tijd tot de uitkomst of het einde van de waarneming: de kolom {time}",
                    "time to the event or the end of follow-up: the column {time}"
                ),
            );
        }
        if let Some(column) = request.against {
            facts.say(
                Topic::Objective,
                text!(
                    "vergelijking met de kolom {column} bij dezelfde personen",
                    "comparison with the column {column} in the same persons"
                ),
            );
        }
        if !request.predictors.is_empty() {
            facts.say(Topic::Predictors, text!("de kolommen {model}", "the columns {model}"));
            facts.say(
                Topic::Use,
                text!("geschat en geëvalueerd op dezelfde gegevens, niet gesplitst", "fitted and evaluated on the same data, not split"),
            );
            facts.say(
                Topic::Model,
                text!(
                    "logistische regressie met de grootste aannemelijkheid; elke kolom telt lineair mee, geen selectie",
                    "logistic regression by maximum likelihood; each column enters linearly, no selection"
                ),
            );
            for figure in self.of("log_odds") {
                let fact =
                    both(|lang| format!("{}: {}", wording::place(&figure.at, &self.validation.levels, lang), with_limits(figure, lang)));
                facts.say(Topic::Specification, fact);
            }
        }
        let (program, call) = (self.program, self.call);
        match (stamp, request.predictors.is_empty()) {
            (Some(stamp), _) => facts.say(
                Topic::Predictions,
                text!("scores uit de regelset {stamp}, berekend door {program}", "scores by the rule set {stamp}, computed by {program}"),
            ),
            (None, true) => {}
            (None, false) => facts.say(
                Topic::Predictions,
                text!("kansen uit het model dat hier geschat is, door {program}", "probabilities of the model fitted here, by {program}"),
            ),
        }
        if let Some(rates) = self.rates {
            let (name, nl, en) = (&rates.name, &rates.of.nl, &rates.of.en);
            facts.say(Topic::Predictions, text!("verwachte kansen: {name} ({nl})", "expected rates: {name} ({en})"));
        }
        facts.say(Topic::CodeAccess, text!("{program}, open broncode onder EUPL-1.2", "{program}, open source under EUPL-1.2"));
        facts.say(Topic::CodeAccess, text!("opnieuw: {call}", "again: {call}"));
    }

    fn data(&self, facts: &mut Facts) {
        let (counts, digest) = (self.cohort.counts, self.digest);
        let rows = |topic, facts: &mut Facts, count: u64, words: fn(&str) -> Text| {
            if count > 0 {
                facts.say(topic, both(|lang| words(&lang.number(count)).get(lang).to_owned()));
            }
        };
        rows(Topic::Data, facts, counts.read, |n| text!("één bestand, {n} rijen", "one file, {n} rows"));
        for topic in [Topic::Data, Topic::DataAccess] {
            facts.say(topic, text!("SHA-256 van het bestand: {digest}", "SHA-256 of the file: {digest}"));
        }
        rows(Topic::Eligibility, facts, counts.not_applicable, |n| {
            text!("buiten de doelgroep van het instrument: {n} rijen", "outside the population of the instrument: {n} rows")
        });
        rows(Topic::Preparation, facts, counts.rejected, |n| {
            text!(
                "{n} rijen met een cel die niet te lezen is, geteld en niet gebruikt",
                "{n} rows with a cell that cannot be read, counted and not used"
            )
        });
        rows(Topic::Preparation, facts, counts.inconsistent, |n| {
            text!(
                "{n} rijen met antwoorden die niet samen kunnen, geteld en niet gebruikt",
                "{n} rows with answers that cannot be together, counted and not used"
            )
        });
        if let Some(column) = self.request.weights {
            facts.say(
                Topic::Preparation,
                text!("een rij telt zo vaak als de kolom {column} zegt", "a row counts as often as the column {column} says"),
            );
        }
        rows(Topic::Missing, facts, counts.outcome_unknown, |n| text!("uitkomst niet bekend: {n} rijen", "outcome not known: {n} rows"));
        rows(Topic::Missing, facts, counts.followed_too_short, |n| {
            text!("niet lang genoeg gevolgd: {n} rijen", "not followed long enough: {n} rows")
        });
        rows(Topic::Missing, facts, counts.without_score, |n| text!("zonder score: {n} rijen", "without a score: {n} rows"));
        rows(Topic::Missing, facts, counts.incomplete, |n| {
            text!(
                "score door onbekende antwoorden niet vast: {n} rijen; niet ingevuld en niet stil weggelaten, maar als grenzen gegeven",
                "score not settled because answers are unknown: {n} rows; not imputed and not dropped in silence, but given as bounds"
            )
        });
        for figure in self.section("sample").filter(|figure| figure.figure.starts_with("rows_") && figure.estimate != Some(0.0)) {
            facts.say(Topic::Flow, self.named(figure));
        }
        for figure in self.of("base_rate") {
            let (Some(n), Some(events)) = (figure.n, figure.events) else { continue };
            let fact = both(|lang| {
                let (all, with, without) = (lang.number(n), lang.number(events), lang.number(n - events));
                match lang {
                    Lang::Nl => format!("{all} personen: {with} met en {without} zonder de uitkomst"),
                    Lang::En => format!("{all} persons: {with} with and {without} without the event"),
                }
            });
            for topic in [Topic::Size, Topic::Flow, Topic::Analysed] {
                facts.say(topic, fact.clone());
            }
            facts.say(Topic::Characteristics, self.named(figure));
            if self.settings.bootstrap > 0 {
                let resamples = self.settings.bootstrap;
                facts.say(
                    Topic::Analysed,
                    text!(
                        "{resamples} steekproeven met teruglegging uit deze personen, voor optimisme",
                        "{resamples} resamples of these persons, for optimism"
                    ),
                );
            }
        }
        facts.say(
            Topic::Size,
            text!(
                "alle personen van het bestand; deze run rekende vooraf geen omvang uit",
                "all persons of the file; this run computed no size beforehand"
            ),
        );
        self.section("sample")
            .filter(|figure| figure.figure.starts_with("score_"))
            .for_each(|figure| facts.say(Topic::Characteristics, self.named(figure)));
    }

    fn methods(&self, facts: &mut Facts) {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        let named = |figure: &&Figure| MEASURES.contains(&figure.figure) || AT_PLACES.contains(&figure.figure);
        for figure in self.figures().filter(|figure| figure.group.is_empty()).filter(named) {
            if !seen.contains(&(figure.figure, figure.method)) {
                seen.push((figure.figure, figure.method));
                facts.say(
                    Topic::Measures,
                    both(|lang| format!("{}: {}", wording::figure(figure.figure).get(lang), wording::method(figure.method, lang))),
                );
            }
        }
        if self.settings.bootstrap > 0 {
            let (resamples, seed) = (self.settings.bootstrap, self.settings.seed);
            facts.say(
                Topic::Measures,
                text!(
                    "gecorrigeerd voor optimisme met {resamples} steekproeven, startgetal {seed}",
                    "corrected for optimism by {resamples} resamples, seed {seed}"
                ),
            );
        }
        facts.say(
            Topic::Imbalance,
            text!(
                "deze run trekt geen scheve steekproef en weegt de uitkomst niet",
                "this run draws no unequal sample and does not weigh the outcome"
            ),
        );
        if !self.settings.groups.is_empty() {
            let (groups, small) = (self.settings.groups.join(", "), self.settings.small);
            facts.say(
                Topic::Fairness,
                text!(
                    "groepen naast elkaar volgens: {groups}; aantallen onder {small} zijn verborgen",
                    "groups side by side by: {groups}; counts below {small} are hidden"
                ),
            );
            for said in self.validation.sections.iter().filter(|section| section.id == "subgroups").flat_map(|section| &section.said) {
                facts.say(Topic::Fairness, said.clone());
            }
        }
    }

    fn results(&self, facts: &mut Facts) {
        for figure in self.figures().filter(|figure| {
            figure.group.is_empty() && (figure.at.is_empty() || OF_A_POINT.contains(&figure.figure)) && MEASURES.contains(&figure.figure)
        }) {
            facts.say(Topic::Performance, self.with_method(figure));
        }
        for figure in self.figures().filter(|figure| !figure.group.is_empty() && figure.at.is_empty() && BY_GROUP.contains(&figure.figure))
        {
            facts.say(
                Topic::Performance,
                both(|lang| format!("{}: {}", wording::group(&figure.group, lang), self.with_method(figure).get(lang))),
            );
        }
        for section in &self.validation.sections {
            for (what, why) in &section.refused {
                let what = wording::figure(what);
                let (what_nl, what_en, nl, en) = (what.nl, what.en, &why.nl, &why.en);
                facts.say(Topic::Limits, text!("{what_nl} niet gegeven: {nl}", "{what_en} not given: {en}"));
            }
        }
        if self.settings.same_data || !self.request.predictors.is_empty() {
            facts.say(Topic::Limits, text!("het model is op deze zelfde gegevens geschat", "the model was fitted on these very data"));
        }
    }

    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.validation.sections.iter().flat_map(|section| &section.figures)
    }

    fn section(&self, id: &'static str) -> impl Iterator<Item = &Figure> {
        self.validation.sections.iter().filter(move |section| section.id == id).flat_map(|section| &section.figures)
    }

    fn of(&self, name: &'static str) -> impl Iterator<Item = &Figure> {
        self.figures().filter(move |figure| figure.figure == name && figure.group.is_empty())
    }

    /// A figure with its name and its place.
    fn named(&self, figure: &Figure) -> Text {
        both(|lang| {
            let name = wording::figure(figure.figure);
            let place = || format!(" ({})", wording::place(&figure.at, &self.validation.levels, lang));
            let at = if figure.at.is_empty() { String::new() } else { place() };
            let value = if figure.low.is_some() {
                with_limits(figure, lang)
            } else {
                figure.estimate.map(|value| shown(value, lang)).unwrap_or_default()
            };
            format!("{}{at}: {value}", name.get(lang))
        })
    }

    fn with_method(&self, figure: &Figure) -> Text {
        both(|lang| format!("{} ({})", self.named(figure).get(lang), wording::method(figure.method, lang)))
    }
}

/// One sentence in each language.
fn both(words: impl Fn(Lang) -> String) -> Text {
    Text { nl: words(Lang::Nl), en: words(Lang::En) }
}
