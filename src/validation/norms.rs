// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a norm table is made of: midpoint percentiles, observed and fitted rates by score.

use super::{CONFIDENCE, Figure, Sample, Section};
use crate::statistics::norms;

/// More scores are no table.
const MOST_SCORES: usize = 200;

/// By score; none where there are too many.
pub fn section(sample: &Sample) -> Section {
    let mut section = Section::new("norms");
    if sample.model.is_some() || sample.scores_are_probabilities {
        return section;
    }
    let Ok(percentiles) = norms::percentiles(&sample.scores) else { return section };
    if percentiles.len() > MOST_SCORES {
        return section;
    }
    for one in &percentiles {
        let of = |name, value| Figure::of(name, value).at(one.score).n(one.n);
        section.figures.push(of("percentile_midpoint", one.midpoint).by("below plus half of those at it (Crawford 2009; Hanson 2012)"));
        section.figures.push(of("percentile_below", one.below).by("percent with a lower score"));
        section.figures.push(of("percentile_at_or_below", one.at_or_below).by("percent at or below"));
    }
    let observed = norms::observed_rates(&sample.scores, &sample.events, CONFIDENCE).map(|rates| {
        rates.iter().map(|one| Figure::interval("observed_rate", one.rate).at(one.score).n(one.n).events(one.events).by("Wilson")).collect()
    });
    section.take("observed_rate", observed);
    let at: Vec<f64> = percentiles.iter().map(|one| one.score).collect();
    let fitted = norms::fitted_rates(&sample.scores, &sample.events, &at, CONFIDENCE).map(|rates| {
        rates.iter().map(|(score, rate)| Figure::interval("fitted_rate", *rate).at(score).by("logistic, Wald on logit")).collect()
    });
    section.take("fitted_rate", fitted);
    section
}
