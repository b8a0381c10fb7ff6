// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! AUC with its interval, two scores of the same persons, the ROC curve, and the effect of a point.

use super::{CONFIDENCE, Figure, Sample, Section, Settings};
use crate::statistics::delong::{DeLong, delong};
use crate::statistics::logistic::{self, Options};
use crate::statistics::{Design, Error, roc};
use crate::text;

/// Figures of how well the score tells events from non-events.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("discrimination");
    let own = delong(&sample.scores, &sample.events);
    match &own {
        Ok(own) if own.variance.is_none() => {
            // One person with the event, or one without: the estimate is there, how sure it is nobody can say.
            section.figures.push(counted(Figure::of("auc", own.auc), sample).by("Mann-Whitney"));
            section.refused.push((
                "auc_interval",
                text!(
                    "van een van beide uitkomsten is er maar één persoon; voor een interval zijn er twee nodig",
                    "one of the two outcomes has one person only; an interval takes two"
                ),
            ));
        }
        own => section.take("auc", own.clone().and_then(|own| auc("auc", &own, sample))),
    }
    if let (Some(second), Ok(own)) = (&sample.second, &own) {
        section.take("auc_second", paired(own, second, sample));
    }
    section.take("roc", curve(&sample.scores, &sample.events, ["roc_sensitivity", "roc_specificity"]));
    if let Some(second) = &sample.second {
        section.take("roc", curve(second, &sample.events, ["second_sensitivity", "second_specificity"]));
    }
    section.take("logistic", effect(sample, settings));
    section
}

fn counted(figure: Figure, sample: &Sample) -> Figure {
    figure.n(sample.events.len()).events(sample.events.iter().filter(|event| **event).count())
}

fn auc(name: &'static str, own: &DeLong, sample: &Sample) -> Result<Vec<Figure>, Error> {
    let figure = counted(Figure::interval(name, own.interval(CONFIDENCE)?), sample);
    Ok(vec![figure.error(own.variance.unwrap_or_default().sqrt()).by("DeLong 1988")])
}

fn paired(own: &DeLong, second: &[f64], sample: &Sample) -> Result<Vec<Figure>, Error> {
    let other = delong(second, &sample.events)?;
    let test = own.paired(&other, CONFIDENCE)?;
    let mut figures = auc("auc_second", &other, sample)?;
    let of = |name, value| Figure::of(name, value).by("DeLong 1988, paired");
    figures.push(Figure::interval("auc_difference", test.difference).by("DeLong 1988, paired"));
    figures.extend([of("auc_difference_z", test.statistic), of("auc_difference_p", test.p), of("auc_covariance", test.covariance)]);
    Ok(figures)
}

fn curve(scores: &[f64], events: &[bool], [sensitivity, specificity]: [&'static str; 2]) -> Result<Vec<Figure>, Error> {
    let points = roc::points(scores, events)?;
    let figures = points.iter().flat_map(|point| {
        let at = super::tidy::number(point.threshold);
        let of = |name, value| Figure::of(name, value).at(&at).by("ROC");
        [of(sensitivity, point.sensitivity), of(specificity, point.specificity)]
    });
    Ok(figures.collect())
}

/// The effect of one point on the log odds; of each predictor where a model is fitted here.
fn effect(sample: &Sample, settings: &Settings) -> Result<Vec<Figure>, Error> {
    let own;
    let (fit, names) = if let Some(model) = &sample.model {
        (model, settings.predictors.clone())
    } else {
        own = logistic::fit(&Design::new(&[&sample.scores])?, &sample.events, Options::default())?;
        (&own, vec!["score".to_owned()])
    };
    let mut figures = Vec::new();
    for (place, (estimate, error)) in fit.coefficients.iter().zip(&fit.errors).enumerate() {
        let name = if place == 0 { "(Intercept)" } else { names.get(place - 1).map_or("", String::as_str) };
        let figure = Figure::of("log_odds", *estimate).at(name).error(*error).by("logistic regression");
        let ratio = |value: Option<f64>| value.map(libm::exp);
        let odds = Figure {
            figure: "odds_ratio",
            estimate: ratio(figure.estimate),
            low: ratio(figure.low),
            high: ratio(figure.high),
            error: None,
            ..figure.clone()
        };
        figures.push(figure);
        if place > 0 {
            figures.push(odds);
        }
    }
    let of = |at: &str, value| Figure::of("logistic_log_likelihood", value).at(at).by("logistic regression");
    figures.extend([of("null", fit.null_log_likelihood), of("fitted", fit.log_likelihood)]);
    Ok(figures)
}
