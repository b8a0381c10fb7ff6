// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Kaplan-Meier curves by level.

use std::fmt::Write as _;

use super::plot::{Axis, Plot, Stroke};
use super::{Figure, lines, number};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::html::escaped;
use crate::report::say;
use crate::report::svg::Caption;

const LEFT: f64 = 150.0;
const BOTTOM: f64 = 352.0;
const LINE: f64 = 19.0;
/// Letters of a level's name beside the numbers at risk.
const LETTERS: usize = 17;

/// The curve of one level.
#[derive(Clone, Copy, Debug)]
pub struct Curve<'a> {
    /// The level.
    pub name: &'a str,
    /// Times at which the share without the outcome falls, in order, and that share afterwards.
    pub steps: &'a [(f64, f64)],
    /// The last time at which anybody was followed.
    pub end: f64,
    /// Times of [`times`] and how many persons are at risk just before each.
    pub at_risk: &'a [(f64, usize)],
}

/// The round times along an axis that ends here: those at which numbers at risk are told.
#[must_use]
pub fn times(end: f64) -> Vec<f64> {
    Axis::round(String::new(), 0.0, end, Lang::En).marks.into_iter().map(|(time, _)| time).collect()
}

/// The axis of time.
#[derive(Clone, Copy, Debug)]
pub struct Time<'a> {
    /// Its unit: "years", "jaar".
    pub unit: &'a str,
    /// Where it ends.
    pub end: f64,
}

/// Curves with the numbers at risk below them, at [`times`].
#[must_use]
pub fn survival(curves: &[Curve<'_>], time: Time<'_>, id: &str, lang: Lang) -> Figure {
    if curves.is_empty() {
        return Figure::default();
    }
    let Time { unit, end } = time;
    let x = Axis::round(say!(lang, "tijd ({unit})", "time ({unit})"), 0.0, end, lang);
    let lowest = curves.iter().flat_map(|curve| curve.steps).map(|(_, share)| *share).fold(1.0, f64::min);
    let mut y = Axis::share(lang.pick("deel zonder de uitkomst", "share without the outcome").to_owned());
    // Curves that all lie high could not be told apart; that the axis does not begin at 0 is said.
    if lowest > 0.5 {
        y = Axis { low: 0.5, marks: (5..=10).map(|tenth| (f64::from(tenth) / 10.0, format!("{tenth}0%"))).collect(), ..y };
        y.name.push_str(lang.pick(" (vanaf 50%)", " (from 50%)"));
    }
    let mut plot = Plot::new(x, y, LEFT, BOTTOM);
    for (at, curve) in curves.iter().enumerate() {
        let mut points = vec![(0.0, 1.0)];
        points.extend_from_slice(curve.steps);
        points.push((curve.end, curve.steps.last().map_or(1.0, |(_, share)| *share)));
        plot.line(&points, Stroke(at), true);
        plot.key_line(curve.name, Stroke(at));
    }
    let marks = plot.x_marks();
    let mut y = BOTTOM + 66.0;
    let _ = writeln!(plot.body, "<text x=\"0\" y=\"{y:.1}\">{}</text>", lang.pick("nog gevolgd (personen)", "at risk (persons)"));
    for curve in curves {
        y += LINE;
        for (time, _) in &marks {
            let (x, count) = (plot.x_at(*time), lang.number(at_risk(curve, *time)));
            let _ = writeln!(plot.body, "<text class=\"count\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{count}</text>");
        }
        let lines = lines(curve.name, LETTERS);
        for (at, line) in lines.iter().enumerate() {
            y += if at > 0 { LINE } else { 0.0 };
            let _ = writeln!(plot.body, "<text x=\"0\" y=\"{y:.1}\">{}</text>", escaped(line));
        }
    }
    let caption = Caption {
        title: lang.pick("Kaplan-Meier per niveau", "Kaplan-Meier by level"),
        words: lang.pick(
            "Per niveau het deel bij wie de uitkomst nog niet is opgetreden, in de tijd.",
            "By level the share without the outcome so far, over time.",
        ),
        id,
    };
    let mut table = Table::new(&[
        Column::words(lang.pick("niveau", "level")),
        Column::numbers(&say!(lang, "tijd ({unit})", "time ({unit})")),
        Column::numbers(lang.pick("zonder de uitkomst", "without the outcome")),
        Column::numbers(lang.pick("nog gevolgd", "at risk")),
    ]);
    for curve in curves {
        for (time, said) in marks.iter().filter(|(time, _)| *time <= curve.end) {
            let share = curve.steps.iter().take_while(|(at, _)| at <= time).last().map_or(1.0, |(_, share)| *share);
            table.rows.push(vec![curve.name.to_owned(), said.clone(), number(share, 3, lang), lang.number(at_risk(curve, *time))]);
        }
    }
    // A picture is some hundreds of units high.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
    let height = y.ceil() as usize + 10;
    Figure { picture: plot.framed(caption, height), note: String::new(), tables: vec![table] }
}

/// Nobody where the curve has ended.
fn at_risk(curve: &Curve<'_>, time: f64) -> usize {
    // The same sum gives the same time.
    curve.at_risk.iter().find(|(at, _)| at.to_bits() == time.to_bits()).map_or(0, |(_, count)| *count)
}
