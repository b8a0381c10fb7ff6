// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The decision curve.

use super::plot::{Axis, Plot, Stroke};
use super::{Figure, number, thinned};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::svg::Caption;

/// What acting is worth at one threshold.
#[derive(Clone, Copy, Debug)]
pub struct Benefit {
    /// The probability from which one acts, from 0 to 1.
    pub threshold: f64,
    /// Net benefit of acting by the model, per person.
    pub model: f64,
    /// Net benefit of acting for all.
    pub all: f64,
}

/// Net benefit of the model, of acting for all and for none, by threshold (Vickers and Elkin, Medical Decision Making 26, 2006).
#[must_use]
pub fn decision(points: &[Benefit], id: &str, lang: Lang) -> Figure {
    let most = points.iter().flat_map(|point| [point.model, point.all]).fold(0.0, f64::max);
    let [first, .., last] = points else { return Figure::default() };
    // The line for all falls without end; what is far below 0 says no more than that it is below 0.
    let (low, high) = (-0.25 * most.max(0.02), most.max(0.02) * 1.05);
    let x = lang.pick("drempel: kans vanaf welke men handelt (deel)", "threshold: probability from which one acts (share)").to_owned();
    let y = lang.pick("nettowinst (terechte treffers per persoon)", "net benefit (true positives per person)").to_owned();
    let x = Axis::round(x, first.threshold, last.threshold, lang);
    let mut plot = Plot::new(x, Axis::round(y, low, high, lang), 66.0, 372.0);
    let seen = |value: fn(&Benefit) -> f64| -> Vec<(f64, f64)> {
        points.iter().map(|point| (point.threshold, value(point))).take_while(|(_, value)| *value >= low).collect()
    };
    plot.line(&[(first.threshold, 0.0), (last.threshold, 0.0)], Stroke(2), false);
    plot.line(&seen(|point| point.all), Stroke(1), false);
    plot.line(&seen(|point| point.model), Stroke(0), false);
    plot.key_line(lang.pick("handelen volgens het model", "act by the model"), Stroke(0));
    plot.key_line(lang.pick("handelen bij iedereen", "act for all"), Stroke(1));
    plot.key_line(lang.pick("handelen bij niemand", "act for none"), Stroke(2));
    let caption = Caption {
        title: lang.pick("Beslissingscurve", "Decision curve"),
        words: lang.pick(
            "Per drempel de nettowinst van handelen volgens het model, bij iedereen en bij niemand.",
            "By threshold the net benefit of acting by the model, for all and for none.",
        ),
        id,
    };
    let heads =
        [lang.pick("drempel", "threshold"), lang.pick("model", "model"), lang.pick("iedereen", "all"), lang.pick("niemand", "none")];
    let (kept, note) = thinned(points, lang);
    let mut table = Table::new(&heads.map(Column::numbers));
    let row = |point: &Benefit| [point.threshold, point.model, point.all, 0.0].map(|value| number(value, 3, lang)).to_vec();
    table.rows = kept.iter().map(row).collect();
    Figure { picture: plot.framed(caption, 422), note, tables: vec![table] }
}
