// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Optimism of Harrell's C and of the slope of a Cox model by bootstrap (Harrell, Lee and Mark, Statistics in Medicine 15, 1996), as
//! `rms::validate` does it for `cph`. The model has the predictors asked, else the score.

use super::resample::{Stream, resample};
use super::sample::Followed;
use super::{Figure, Settings, Stop};
use crate::lang::Text;
use crate::progress::Watch;
use crate::statistics::concordance::concordance;
use crate::statistics::cox::{Ties, cox};
use crate::statistics::{Design, Error, design};
use crate::text;

/// C and slope.
type Measures = [f64; 2];
const NAMES: [[&str; 3]; 2] = [
    ["harrell_c_apparent", "harrell_c_optimism", "harrell_c_corrected"],
    ["cox_slope_apparent", "cox_slope_optimism", "cox_slope_corrected"],
];

/// Adds the figures; tells how many resamples count, or why there are none.
///
/// # Errors
/// The watcher stops it.
pub(super) fn add(figures: &mut Vec<Figure>, followed: &Followed, settings: &Settings, watch: &dyn Watch) -> Result<Option<Text>, Stop> {
    let columns = columns(followed);
    let apparent = match apparent(followed, &columns) {
        Ok(apparent) => apparent,
        Err(error) => {
            let Text { nl, en } = error.text();
            return Ok(Some(text!("Optimisme van Harrells C is niet gegeven: {nl}.", "Optimism of Harrell’s C is not given: {en}.")));
        }
    };
    let drawn = resample(1, settings, watch, |stream| draw(followed, &columns, stream).ok())?;
    let fitted: Vec<&Measures> = drawn.iter().flatten().collect();
    let (counted, all) = (fitted.len(), drawn.len());
    if counted > 0 {
        for (measure, names) in NAMES.iter().enumerate() {
            let optimism = fitted.iter().map(|one| one[measure]).sum::<f64>() / counted as f64;
            for (name, value) in names.iter().zip([apparent[measure], optimism, apparent[measure] - optimism]) {
                figures.push(Figure::of(name, value).n(followed.times.len()).by("Cox, bootstrap (Harrell, Lee and Mark 1996)"));
            }
        }
    }
    Ok((counted < all).then(|| {
        text!(
            "Harrells C: in {counted} van {all} steekproeven was het Cox-model te schatten; de andere tellen niet mee.",
            "Harrell’s C: in {counted} of {all} resamples the Cox model could be fitted; the others do not count."
        )
    }))
}

fn columns(followed: &Followed) -> Vec<Vec<f64>> {
    let Some(design) = &followed.design else { return vec![followed.scores.clone()] };
    (0..design.width()).map(|at| (0..design.rows()).map(|row| design.row(row)[at]).collect()).collect()
}

fn apparent(followed: &Followed, columns: &[Vec<f64>]) -> Result<Measures, Error> {
    let fit = cox(&of(columns)?, &followed.times, &followed.events, Ties::Efron)?;
    Ok([concordance(&fit.linear, &followed.times, &followed.events)?.c, 1.0])
}

fn of(columns: &[Vec<f64>]) -> Result<Design, Error> {
    Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Of one resample: how much better its model looks on it than on all.
fn draw(followed: &Followed, columns: &[Vec<f64>], stream: &mut Stream) -> Result<Measures, Error> {
    let n = followed.times.len();
    let rows: Vec<usize> = (0..n).map(|_| stream.below(n)).collect();
    let own: Vec<Vec<f64>> = columns.iter().map(|column| rows.iter().map(|&row| column[row]).collect()).collect();
    let times: Vec<f64> = rows.iter().map(|&row| followed.times[row]).collect();
    let events: Vec<bool> = rows.iter().map(|&row| followed.events[row]).collect();
    let fit = cox(&of(&own)?, &times, &events, Ties::Efron)?;
    // Equal persons get bit-equal predictors: both sides of the pair are summed alike.
    let linear = |columns: &[Vec<f64>]| -> Vec<f64> {
        (0..n).map(|row| design::sum(0.0, &columns.iter().map(|column| column[row]).collect::<Vec<_>>(), &fit.coefficients)).collect()
    };
    let (on_own, on_all) = (linear(&own), linear(columns));
    let slope = cox(&Design::new(&[&on_all])?, &followed.times, &followed.events, Ties::Efron)?.coefficients[0];
    let better = concordance(&on_own, &times, &events)?.c - concordance(&on_all, &followed.times, &followed.events)?.c;
    Ok([better, 1.0 - slope])
}
