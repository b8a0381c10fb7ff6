// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What figures could be once the unknown answers are known: the lowest and the highest attainable. Nobody is left out.

use super::{Figure, Sample, Section};
use crate::cohort::{Between, Cohort, Person};
use crate::statistics::auc;

/// Bounds over all persons with a known outcome; nothing where all are complete.
pub fn section(cohort: &Cohort, sample: &Sample) -> Section {
    let mut section = Section::new("bounds");
    if cohort.counts.incomplete == 0 || sample.model.is_some() {
        return section;
    }
    let persons: Vec<(&Person, bool)> = cohort.persons.iter().filter_map(|person| Some((person, person.outcome?))).collect();
    let weights: Vec<f64> = persons.iter().map(|(person, _)| person.weight as f64).collect();
    let events: Vec<bool> = persons.iter().map(|(_, event)| *event).collect();
    let n = persons.iter().map(|(person, _)| person.weight).sum();
    let scores: Option<Vec<Between>> = persons.iter().map(|(person, _)| person.score.or(person.probability)).collect();
    if let Some(scores) = scores {
        // A pair is won the more, the higher the one with the event and the lower the other: persons vary on their own.
        let area = |best: bool| {
            let pick = |(one, event): (&Between, &bool)| if *event == best { one.high } else { one.low };
            auc::weighted(&scores.iter().zip(&events).map(pick).collect::<Vec<_>>(), &events, &weights)
        };
        let bounds = area(false).and_then(|low| {
            let figure = Figure { figure: "auc_bounds", n: Some(n), ..Figure::default() };
            Ok(vec![figure.limits(low, area(true)?).by("lowest and highest attainable")])
        });
        section.take("auc_bounds", bounds);
    }
    let rates: Option<Vec<Between>> = persons.iter().map(|(person, _)| person.probability).collect();
    let observed: usize = persons.iter().filter(|(_, event)| *event).map(|(person, _)| person.weight).sum();
    if let (Some(rates), true) = (rates, observed > 0) {
        let sum = |end: fn(&Between) -> f64| rates.iter().zip(&weights).map(|(rate, weight)| weight * end(rate)).sum::<f64>();
        let (low, high) = (sum(|rate| rate.low) / observed as f64, sum(|rate| rate.high) / observed as f64);
        let figure = Figure { figure: "expected_observed_bounds", n: Some(n), events: Some(observed), ..Figure::default() };
        section.figures.push(figure.limits(low, high).by("lowest and highest attainable"));
    }
    section
}
