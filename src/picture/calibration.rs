// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The calibration curve, with how many predictions there are below it.

use std::fmt::Write as _;

use super::plot::{Axis, Plot, RIGHT, Stroke};
use super::{Figure, interval, number};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::say;
use crate::report::svg::Caption;

const LEFT: f64 = 56.0;
const BOTTOM: f64 = 372.0;
/// The histogram: its head, its foot.
const HEAD: f64 = 452.0;
const FOOT: f64 = 512.0;

/// A group of persons with about the same prediction.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Mean prediction, from 0 to 1.
    pub predicted: f64,
    /// Share with the outcome.
    pub observed: f64,
    /// Lower limit of that share.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Persons.
    pub n: u64,
}

/// What was predicted and what came.
#[derive(Clone, Copy, Debug)]
pub struct CalibrationCurve<'a> {
    /// Prediction and smoothed share with the outcome, each from 0 to 1, in order of the prediction.
    pub smooth: &'a [(f64, f64)],
    /// Groups, in order of their prediction.
    pub groups: &'a [Group],
    /// Numbers of predictions in bins of equal width over 0 to 1.
    pub histogram: &'a [u64],
}

/// The smooth curve and the groups, the line where both are equal, and the histogram of predictions.
#[must_use]
pub fn calibration(curve: &CalibrationCurve<'_>, id: &str, lang: Lang) -> Figure {
    if curve.groups.is_empty() && curve.smooth.is_empty() {
        return Figure::default();
    }
    let x = lang.pick("voorspelde kans", "predicted probability").to_owned();
    let y = lang.pick("deel bij wie de uitkomst optrad", "share with the outcome").to_owned();
    // Where all probabilities are small, a field up to 1 would be empty but for a corner.
    let filled = curve.histogram.iter().rposition(|count| *count > 0).map_or(0.0, |bin| (bin + 1) as f64 / curve.histogram.len() as f64);
    let smooth = curve.smooth.iter().flat_map(|(x, y)| [*x, *y]);
    let most = curve.groups.iter().flat_map(|group| [group.predicted, group.high]).chain(smooth).fold(filled, f64::max);
    let mut plot = Plot::new(Axis::share_up_to(x, most), Axis::share_up_to(y, most), LEFT, BOTTOM);
    plot.line(&[(0.0, 0.0), plot.ends()], Stroke(2), false);
    plot.line(curve.smooth, Stroke(0), false);
    for group in curve.groups {
        plot.reach(group.predicted, group.observed, group.low);
        plot.reach(group.predicted, group.observed, group.high);
        plot.dot(group.predicted, group.observed);
    }
    if !curve.smooth.is_empty() {
        plot.key_line(lang.pick("vloeiende lijn door alle personen", "smooth line through all persons"), Stroke(0));
    }
    if !curve.groups.is_empty() {
        plot.key_dot(lang.pick("groep, met 95%-interval", "group, with 95% interval"));
    }
    plot.key_line(lang.pick("voorspeld is gelijk aan wat optrad", "predicted equals what came"), Stroke(2));
    histogram(&mut plot, curve.histogram, lang);
    let caption = Caption {
        title: lang.pick("Kalibratie: voorspeld en opgetreden", "Calibration: predicted and observed"),
        words: lang.pick(
            "Boven de lijn trad de uitkomst vaker op dan voorspeld, eronder minder vaak. Onderaan staat hoeveel personen welke voorspelling hebben.",
            "Above the line the outcome came more often than predicted, below it less often. At the foot is how many persons have which prediction.",
        ),
        id,
    };
    let mut groups = Table::new(&[
        Column::numbers(lang.pick("voorspeld", "predicted")),
        Column::numbers(lang.pick("opgetreden (95%-interval)", "observed (95% interval)")),
        Column::numbers(lang.pick("personen", "persons")),
    ]);
    let row =
        |group: &Group| vec![number(group.predicted, 3, lang), interval(group.observed, group.low, group.high, lang), lang.number(group.n)];
    groups.rows = curve.groups.iter().map(row).collect();
    let mut bins = Table::new(&[
        Column::words(lang.pick("voorspelde kans", "predicted probability")),
        Column::numbers(lang.pick("personen", "persons")),
    ]);
    let edge = |at: usize| number(at as f64 / curve.histogram.len() as f64, 2, lang);
    let filled = curve.histogram.iter().enumerate().filter(|(_, count)| **count > 0);
    bins.rows = filled
        .map(|(at, count)| {
            let (from, to) = (edge(at), edge(at + 1));
            vec![say!(lang, "{from} tot {to}", "{from} to {to}"), lang.number(count)]
        })
        .collect();
    let height = if curve.histogram.is_empty() { 422 } else { 520 };
    Figure { picture: plot.framed(caption, height), note: String::new(), tables: vec![groups, bins] }
}

fn histogram(plot: &mut Plot, counts: &[u64], lang: Lang) {
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let said = lang.number(most);
    let said = say!(lang, "personen per voorspelde kans (hoogste staaf: {said})", "persons by predicted probability (highest bar: {said})");
    let _ = writeln!(plot.body, "<text x=\"0\" y=\"{:.1}\">{said}</text>", HEAD - 12.0);
    let width = plot.x_at(1.0 / counts.len() as f64) - LEFT;
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = ((FOOT - HEAD) * *count as f64 / most as f64).max(1.5);
        let x = LEFT + width * at as f64;
        let _ = writeln!(
            plot.body,
            "<rect class=\"light\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
            FOOT - height,
            width - 1.0
        );
    }
    let _ = writeln!(plot.body, "<path class=\"axis\" d=\"M{LEFT} {FOOT}H{RIGHT}\"/>");
}
