// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What figures could be once the unknown answers are known: the lowest and the highest attainable. Nobody is left out.

use super::{Figure, Sample, Section, Settings, cut_offs};
use crate::cohort::{Between, Cohort, Person};
use crate::lang::Text;
use crate::statistics::{Error, auc, concordance};
use crate::text;

const ATTAINABLE: &str = "lowest and highest attainable";

/// A person of whom score and outcome are known, the score perhaps as a range.
struct Known {
    score: Between,
    event: bool,
    weight: usize,
}

/// How many are incomplete, where to find them, and of whom the other figures speak; nothing where nobody is.
pub fn told(cohort: &Cohort, sample: &Sample) -> Option<Text> {
    let (open, n) = (cohort.counts.incomplete, sample.events.len());
    (open > 0).then(|| {
        text!(
            "Rijen met een bereik als score, omdat antwoorden onbekend zijn: {open}. Die personen staan in de grenzen hieronder; de andere cijfers gaan over de {n} personen met één score en een bekende uitkomst.",
            "Rows with a range as score, as answers are unknown: {open}. Those persons are in the bounds below; the other figures are about the {n} persons with one score and a known outcome."
        )
    })
}

/// Bounds over all persons with a known outcome; nothing where all are complete.
pub fn section(cohort: &Cohort, sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("bounds");
    if cohort.counts.incomplete == 0 || sample.model.is_some() {
        return section;
    }
    let persons: Vec<(&Person, bool)> = cohort.persons.iter().filter_map(|person| Some((person, person.outcome?))).collect();
    let known = |(person, event): &(&Person, bool)| {
        Some(Known { score: person.score.or(person.probability)?, event: *event, weight: person.weight })
    };
    if let Some(known) = persons.iter().map(known).collect::<Option<Vec<Known>>>() {
        section.take("auc_bounds", area(&known));
        section.take("harrell_c_bounds", in_time(cohort));
        for cut_off in cut_offs::cut_offs(sample, settings) {
            section.figures.extend(at_cut_off(&known, cut_off));
        }
    }
    section.figures.extend(index(&persons));
    section
}

fn area(known: &[Known]) -> Result<Vec<Figure>, Error> {
    let weights: Vec<f64> = known.iter().map(|one| one.weight as f64).collect();
    let events: Vec<bool> = known.iter().map(|one| one.event).collect();
    // A pair is won the more, the higher the one with the event and the lower the other: persons vary on their own.
    let area = |best: bool| {
        let pick = |one: &Known| if one.event == best { one.score.high } else { one.score.low };
        auc::weighted(&known.iter().map(pick).collect::<Vec<_>>(), &events, &weights)
    };
    let n = known.iter().map(|one| one.weight).sum();
    let figure = Figure { figure: "auc_bounds", n: Some(n), ..Figure::default() };
    Ok(vec![figure.limits(area(false)?, area(true)?).by(ATTAINABLE)])
}

/// Nothing without times.
fn in_time(cohort: &Cohort) -> Result<Vec<Figure>, Error> {
    let mut followed: Vec<(Between, f64, bool)> = Vec::new();
    for person in &cohort.persons {
        if let (Some(score), Some(time), Some(event)) = (person.score.or(person.probability), person.time, person.event) {
            followed.extend(std::iter::repeat_n((score, time, event), person.weight));
        }
    }
    if followed.is_empty() {
        return Ok(Vec::new());
    }
    let column = |of: fn(&(Between, f64, bool)) -> f64| followed.iter().map(of).collect::<Vec<f64>>();
    let (low, high, times) = (column(|one| one.0.low), column(|one| one.0.high), column(|one| one.1));
    let events: Vec<bool> = followed.iter().map(|one| one.2).collect();
    let (worst, best) = (concordance::between(&low, &high, &times, &events)?, concordance::between(&high, &low, &times, &events)?);
    let figure = Figure { figure: "harrell_c_bounds", n: Some(followed.len()), ..Figure::default() };
    Ok(vec![figure.limits(worst, best).by("pair by pair")])
}

/// The shares of the table at a cut-off. Persons vary on their own, so that each is lowest and highest where the counts that raise it are
/// least and those that lower it most, and the other way round.
fn at_cut_off(known: &[Known], cut_off: f64) -> Vec<Figure> {
    let count = |event: bool, end: fn(&Between) -> f64| -> usize {
        known.iter().filter(|one| one.event == event && end(&one.score) >= cut_off).map(|one| one.weight).sum()
    };
    let (tp, fp) = ([count(true, |one| one.low), count(true, |one| one.high)], [count(false, |one| one.low), count(false, |one| one.high)]);
    let of = |event: bool| -> usize { known.iter().filter(|one| one.event == event).map(|one| one.weight).sum() };
    let (events, others) = (of(true), of(false));
    let (fn_, tn) = ([events - tp[1], events - tp[0]], [others - fp[1], others - fp[0]]);
    let whole = |part: usize, all: usize| (all > 0).then(|| part as f64 / all as f64);
    // Of those that are called so. Where one end calls nobody so, whoever is called so at the other is all there is.
    let among = |right: [usize; 2], wrong: [usize; 2]| {
        let least = whole(right[0], right[0] + wrong[1]).or(whole(right[1], right[1]))?;
        let most = whole(right[1], right[1] + wrong[0]).or(whole(0, wrong[1]))?;
        Some((least, most))
    };
    let spans = [
        ("sensitivity_bounds", whole(tp[0], events).zip(whole(tp[1], events))),
        ("specificity_bounds", whole(tn[0], others).zip(whole(tn[1], others))),
        ("ppv_bounds", among(tp, fp)),
        ("npv_bounds", among(tn, fn_)),
        ("selection_rate_bounds", whole(tp[0] + fp[0], events + others).zip(whole(tp[1] + fp[1], events + others))),
    ];
    let figure = |(figure, span): (&'static str, Option<(f64, f64)>)| {
        let (low, high) = span?;
        Some(
            Figure { figure, n: Some(events + others), ..Figure::default() }
                .at(super::tidy::number(cut_off))
                .limits(low, high)
                .by(ATTAINABLE),
        )
    };
    spans.into_iter().filter_map(figure).collect()
}

fn index(persons: &[(&Person, bool)]) -> Option<Figure> {
    let rates: Vec<Between> = persons.iter().map(|(person, _)| person.probability).collect::<Option<_>>()?;
    let observed: usize = persons.iter().filter(|(_, event)| *event).map(|(person, _)| person.weight).sum();
    let weights = persons.iter().map(|(person, _)| person.weight);
    let sum = |end: fn(&Between) -> f64| rates.iter().zip(weights.clone()).map(|(rate, weight)| weight as f64 * end(rate)).sum::<f64>();
    let (low, high) = (sum(|rate| rate.low) / observed as f64, sum(|rate| rate.high) / observed as f64);
    let n = weights.clone().sum();
    let figure = Figure { figure: "expected_observed_bounds", n: Some(n), events: Some(observed), ..Figure::default() };
    (observed > 0).then(|| figure.limits(low, high).by(ATTAINABLE))
}
