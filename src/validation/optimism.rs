// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Optimism by bootstrap: how much better a model looks on the data that it was fitted on than on other data (Harrell, Lee and Mark,
//! Statistics in Medicine 15, 1996). The model is a logistic regression on the predictors asked, else on the score.

use std::collections::HashMap;

use super::resample::{Stream, resample};
use super::{Figure, Sample, Section, Settings, Stop, optimism_in_time};
use crate::progress::Watch;
use crate::statistics::logistic::{self, Options};
use crate::statistics::summary::quantile_sorted;
use crate::statistics::{Design, Error, auc};
use crate::text;

/// Optimism-corrected figures.
///
/// # Errors
/// The watcher stops it.
pub fn section(sample: &Sample, settings: &Settings, watch: &dyn Watch) -> Result<Section, Stop> {
    let mut section = Section::new("optimism");
    match Patterns::of(sample).and_then(|patterns| Ok((patterns.apparent()?, patterns))) {
        Err(error) => section.refused.push(("optimism", error.text())),
        Ok((apparent, patterns)) => {
            let drawn = resample(0, settings, watch, |stream| patterns.draw(stream).ok())?;
            section.figures = figures(apparent, &drawn, settings);
            let failed = drawn.iter().filter(|one| one.is_none()).count();
            let (n, seed) = (settings.bootstrap, settings.seed);
            section.said.push(text!(
                "Bootstrap met {n} steekproeven, zaad {seed}; in {failed} daarvan was het model niet te schatten en die tellen niet mee.",
                "Bootstrap with {n} resamples, seed {seed}; in {failed} of them the model could not be fitted, and these do not count."
            ));
        }
    }
    if let Some(followed) = &sample.followed {
        section.said.extend(optimism_in_time::add(&mut section.figures, followed, settings, watch)?);
    }
    Ok(section)
}

/// AUC, slope and Brier score.
type Measures = [f64; 3];
const NAMES: [[&str; 3]; 3] = [
    ["auc_apparent", "slope_apparent", "brier_apparent"],
    ["auc_optimism", "slope_optimism", "brier_optimism"],
    ["auc_corrected", "slope_corrected", "brier_corrected"],
];

/// What a resample tells.
struct Resample {
    /// On the resample less on all.
    optimism: Measures,
    /// AUC of the score as it is, on the resample.
    auc: f64,
}

/// Persons with equal predictors and outcome are one row with a count.
struct Patterns {
    design: Design,
    events: Vec<bool>,
    counts: Vec<f64>,
    scores: Vec<f64>,
    /// The pattern of every person.
    of: Vec<u32>,
}

impl Patterns {
    fn of(sample: &Sample) -> Result<Self, Error> {
        let own;
        let design = if let Some(design) = &sample.design {
            design
        } else {
            own = Design::new(&[&sample.scores])?;
            &own
        };
        let mut places: HashMap<(Vec<u64>, bool), u32> = HashMap::new();
        let (mut rows, mut events, mut counts, mut scores): (Vec<usize>, Vec<bool>, Vec<f64>, Vec<f64>) = Default::default();
        let mut of = Vec::with_capacity(sample.events.len());
        for (row, event) in sample.events.iter().enumerate() {
            let key = (design.row(row).iter().map(|value| value.to_bits()).collect(), *event);
            let place = *places.entry(key).or_insert_with(|| {
                rows.push(row);
                events.push(*event);
                counts.push(0.0);
                scores.push(sample.scores[row]);
                u32::try_from(rows.len() - 1).unwrap_or(u32::MAX)
            });
            counts[place as usize] += 1.0;
            of.push(place);
        }
        let columns: Vec<Vec<f64>> = (0..design.width()).map(|at| rows.iter().map(|&row| design.row(row)[at]).collect()).collect();
        let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>())?;
        Ok(Self { design, events, counts, scores, of })
    }

    fn fit(&self, weights: &[f64]) -> Result<Vec<f64>, Error> {
        let options = Options { weights: Some(weights), offset: None };
        Ok(logistic::fit(&self.design, &self.events, options)?.linear)
    }

    fn apparent(&self) -> Result<Measures, Error> {
        let linear = self.fit(&self.counts)?;
        Ok([auc::weighted(&linear, &self.events, &self.counts)?, 1.0, self.brier(&linear, &self.counts)])
    }

    fn brier(&self, linear: &[f64], weights: &[f64]) -> f64 {
        let square = |(z, event): (&f64, &bool)| {
            let miss = logistic::expit(*z) - f64::from(u8::from(*event));
            miss * miss
        };
        let squares = linear.iter().zip(&self.events).map(square);
        squares.zip(weights).map(|(square, weight)| square * weight).sum::<f64>() / weights.iter().sum::<f64>()
    }

    fn draw(&self, stream: &mut Stream) -> Result<Resample, Error> {
        let mut weights = vec![0.0; self.counts.len()];
        for _ in 0..self.of.len() {
            weights[self.of[stream.below(self.of.len())] as usize] += 1.0;
        }
        let linear = self.fit(&weights)?;
        let options = Options { weights: Some(&self.counts), offset: None };
        let slope = logistic::fit(&Design::new(&[&linear])?, &self.events, options)?.coefficients[1];
        let on = |weights: &[f64]| auc::weighted(&linear, &self.events, weights);
        let optimism = [on(&weights)? - on(&self.counts)?, 1.0 - slope, self.brier(&linear, &weights) - self.brier(&linear, &self.counts)];
        Ok(Resample { optimism, auc: auc::weighted(&self.scores, &self.events, &weights)? })
    }
}

fn figures(apparent: Measures, drawn: &[Option<Resample>], settings: &Settings) -> Vec<Figure> {
    let fitted: Vec<&Resample> = drawn.iter().flatten().collect();
    let mut figures = Vec::new();
    if fitted.is_empty() {
        return figures;
    }
    for measure in 0..3 {
        let optimism = fitted.iter().map(|one| one.optimism[measure]).sum::<f64>() / fitted.len() as f64;
        let values = [apparent[measure], optimism, apparent[measure] - optimism];
        for (names, value) in NAMES.iter().zip(values) {
            figures.push(Figure::of(names[measure], value).by("bootstrap (Harrell, Lee and Mark 1996)"));
        }
    }
    let mut areas: Vec<f64> = fitted.iter().map(|one| one.auc).collect();
    areas.sort_by(f64::total_cmp);
    let tail = (1.0 - super::CONFIDENCE) / 2.0;
    let interval = Figure { figure: "auc_bootstrap", ..Figure::default() };
    figures
        .push(interval.limits(quantile_sorted(&areas, tail), quantile_sorted(&areas, 1.0 - tail)).by("percentile bootstrap of the score"));
    figures.push(Figure::of("resamples", fitted.len() as f64).at(format!("of {}", settings.bootstrap)).by("count"));
    figures
}
