// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Who is called positive at each cut-off, and how often that is right.

use std::collections::BTreeSet;

use super::{CONFIDENCE, Figure, Sample, Section, Settings};
use crate::statistics::Error;
use crate::statistics::cut_off::{Confusion, Share, confusion};
use crate::statistics::proportion::{exact, wilson};

/// So many scores are each a cut-off; of more, the starts of levels.
const MOST: usize = 40;

/// What takes a share from a table.
type Of = fn(&Confusion) -> Share;

/// The shares of a table, by name.
pub const SHARES: [(&str, Of); 7] = [
    ("sensitivity", Confusion::sensitivity),
    ("specificity", Confusion::specificity),
    ("ppv", Confusion::positive_value),
    ("npv", Confusion::negative_value),
    ("selection_rate", Confusion::selection_rate),
    ("false_positive_rate", Confusion::false_positive_rate),
    ("false_negative_rate", Confusion::false_negative_rate),
];

/// A table for each cut-off.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("cut_offs");
    for cut_off in cut_offs(sample, settings) {
        section.take("confusion", table(sample, cut_off));
    }
    section
}

/// The cut-offs asked; else every score but the lowest; of many scores, the lowest of each level.
pub fn cut_offs(sample: &Sample, settings: &Settings) -> Vec<f64> {
    if !settings.cut_offs.is_empty() {
        return settings.cut_offs.clone();
    }
    let mut scores = sample.scores.clone();
    scores.sort_by(f64::total_cmp);
    scores.dedup();
    if scores.len() <= MOST {
        return scores.split_off(1.min(scores.len()));
    }
    level_starts(sample)
}

/// The lowest score of each level but the lowest level, where levels rise with the score.
pub fn level_starts(sample: &Sample) -> Vec<f64> {
    let least = |level: usize| sample.of_level(level).into_iter().map(|row| sample.scores[row]).min_by(f64::total_cmp);
    let starts: Vec<f64> = (0..sample.level_names.len()).filter_map(least).collect();
    let distinct: BTreeSet<u64> = starts.iter().map(|start| start.to_bits()).collect();
    let rising = starts.is_sorted() && distinct.len() == starts.len();
    if rising { starts.into_iter().skip(1).collect() } else { Vec::new() }
}

fn table(sample: &Sample, cut_off: f64) -> Result<Vec<Figure>, Error> {
    let table = confusion(&sample.scores, &sample.events, cut_off)?;
    let at = super::tidy::number(cut_off);
    let mut figures = counts(&table, &at);
    for (name, share) in SHARES {
        let (many, of) = share(&table);
        if of == 0 {
            continue;
        }
        let figure = |interval| Figure::interval(name, interval).at(&at).n(of).events(many);
        figures.push(figure(wilson(many, of, CONFIDENCE)?).by("Wilson"));
        figures.push(figure(exact(many, of, CONFIDENCE)?).by("exact (Clopper-Pearson)"));
    }
    Ok(figures)
}

/// The four counts.
pub fn counts(table: &Confusion, at: &str) -> Vec<Figure> {
    let counts = [
        ("true_positive", table.true_positive),
        ("false_positive", table.false_positive),
        ("false_negative", table.false_negative),
        ("true_negative", table.true_negative),
    ];
    counts.into_iter().map(|(name, count)| Figure::of(name, count as f64).at(at).by("count")).collect()
}
