// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rates by score before and after, as figures and as the rows of a norm.

use super::origin::decimal;
use super::pack::Row;
use crate::form::Form;
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::validation::{Figure, Sample, Section};

/// The whole scores of a scale, lowest first; `None` where its scores are not whole.
pub(super) fn scores(form: &Form, scale: usize) -> Option<Vec<Points>> {
    let scale = &form.scales[scale];
    scale.whole.then(|| (scale.range.low.0 / ONE..=scale.range.high.0 / ONE).map(|score| Points(score * ONE)).collect())
}

/// Rates at the scores that occur: what the file says, what it says now, and what was seen.
pub(super) fn section(sample: &Sample, now: &[f64]) -> Section {
    let mut section = Section::new("rates_by_score");
    let Some(was) = &sample.probabilities else { return section };
    let order = crate::statistics::rank::order(&sample.scores);
    for rows in order.chunk_by(|a, b| sample.scores[*a].to_bits() == sample.scores[*b].to_bits()) {
        let events = rows.iter().filter(|&&row| sample.events[row]).count();
        let of = |name, rate: f64| Figure::of(name, rate).at(sample.scores[rows[0]]).n(rows.len()).events(events);
        section.figures.push(of("rate_was", was[rows[0]]).by("the file"));
        section.figures.push(of("rate_now", now[rows[0]]).by("the new file"));
        let seen = crate::statistics::proportion::wilson(events, rows.len(), crate::validation::CONFIDENCE);
        section.figures.extend(
            seen.map(|seen| Figure::interval("observed_rate", seen).at(sample.scores[rows[0]]).n(rows.len()).events(events).by("Wilson")),
        );
    }
    section
}

/// Rates as rows of a norm, in percent, and whether each is above the one before.
pub(super) fn rows(rates: impl Iterator<Item = (Points, f64)>) -> Vec<Row> {
    rates.map(|(score, rate)| Row { at: score, value: decimal(100.0 * rate, 6), interval: None, shares: None }).collect()
}
