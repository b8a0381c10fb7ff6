// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Expected over observed: overall, by level and by score.

use super::{Figure, Sample, Section, Settings};
use crate::statistics::Error;
use crate::statistics::expected_observed::expected_observed;
use crate::text;

/// Scores beyond so many are not told one by one.
const MOST_SCORES: usize = 200;

/// E/O; refused with the reason where there are no expected rates.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("expected_observed");
    let Some(rates) = &sample.probabilities else {
        let without = sample.without_rate;
        let why = if without > 0 {
            text!(
                "bij {without} personen geeft het bestand geen percentage bij hun score",
                "for {without} persons the file gives no rate at their score"
            )
        } else {
            settings
                .no_rates
                .clone()
                .unwrap_or_else(|| text!("er is geen kolom met kansen (--prob) gegeven", "no column with probabilities (--prob) was given"))
        };
        section.refused.push(("expected_observed", why));
        return section;
    };
    let all: Vec<usize> = (0..rates.len()).collect();
    section.take("expected_observed", index("", &all, rates, &sample.events));
    for (level, name) in sample.level_names.iter().enumerate() {
        let rows = sample.of_level(level);
        if !rows.is_empty() {
            section.take("expected_observed", index(&format!("level {name}"), &rows, rates, &sample.events));
        }
    }
    if sample.model.is_none() && !sample.scores_are_probabilities {
        let order = crate::statistics::rank::order(&sample.scores);
        let runs: Vec<&[usize]> = order.chunk_by(|a, b| sample.scores[*a].to_bits() == sample.scores[*b].to_bits()).collect();
        if runs.len() <= MOST_SCORES {
            for rows in runs {
                section.take("expected_observed", index(&format!("score {}", sample.scores[rows[0]]), rows, rates, &sample.events));
            }
        }
    }
    section
}

fn index(at: &str, rows: &[usize], rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let rates: Vec<f64> = rows.iter().map(|&row| rates[row]).collect();
    let events: Vec<bool> = rows.iter().map(|&row| events[row]).collect();
    let found = expected_observed(&rates, &events)?;
    let of = |figure| Figure { figure, at: at.to_owned(), n: Some(found.n), events: Some(found.observed), ..Figure::default() };
    let mut figures = vec![Figure { estimate: Some(found.expected), method: "sum of rates", ..of("expected") }];
    let index = Figure { estimate: found.index, ..of("expected_observed") };
    figures.extend(found.log.map(|(low, high)| index.clone().limits(low, high).by("log, 1.96 (Rockhill 2003; Hanson 2017)")));
    figures.push(index.limits(found.exact.0, found.exact.1).by("exact Poisson (Garwood 1936)"));
    Ok(figures)
}
