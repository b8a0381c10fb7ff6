// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Expected over observed, by level.

use super::intervals::{Across, Row, Shown, draw};
use super::{Figure, interval, number};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::say;
use crate::report::svg::Caption;

/// Doublings on the axis to each side of 1, at least and at most.
const DOUBLINGS: (f64, f64) = (1.0, 5.0);

/// A level: how many had the outcome and how many were expected to.
#[derive(Clone, Copy, Debug)]
pub struct Level<'a> {
    /// Its name.
    pub name: &'a str,
    /// Expected number.
    pub expected: f64,
    /// Observed number.
    pub observed: u64,
    /// Expected over observed.
    pub ratio: Ratio,
}

/// Expected over observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio; none where nobody had the outcome.
    pub estimate: Option<f64>,
    /// Lower limit, 0 or more.
    pub low: f64,
    /// Upper limit; infinite where nobody had the outcome.
    pub high: f64,
}

/// The ratios on an axis of doublings, with a line where expected equals observed. An interval that runs off the axis, or has no upper limit,
/// ends in an arrow.
#[must_use]
pub fn expected(levels: &[Level<'_>], id: &str, lang: Lang) -> Figure {
    if levels.is_empty() {
        return Figure::default();
    }
    let ratios = levels.iter().map(|level| level.ratio);
    let furthest = ratios.flat_map(|ratio| [ratio.low, ratio.high]).map(|limit| libm::fabs(libm::log2(limit)));
    let reach = libm::ceil(furthest.filter(|far| far.is_finite()).fold(DOUBLINGS.0, f64::max)).min(DOUBLINGS.1);
    #[allow(clippy::cast_possible_truncation, reason = "between 1 and 5")]
    let steps = -(reach as i32)..=reach as i32;
    // A half is written as one: its decimals would run into those beside it.
    let said = |step: i32| {
        let times = 1_u32 << step.unsigned_abs();
        if step < 0 { format!("1/{times}") } else { times.to_string() }
    };
    let across = Across {
        name: lang
            .pick("verwacht / opgetreden (verhouding; elke stap verdubbelt)", "expected / observed (ratio; every step doubles)")
            .to_owned(),
        low: -reach,
        high: reach,
        marks: steps.map(|step| (f64::from(step), said(step))).collect(),
        line: Some(0.0),
    };
    let ratio = |level: &Level<'_>| match level.ratio {
        Ratio { estimate: Some(estimate), low, high } => interval(estimate, low, high, lang),
        Ratio { estimate: None, low, high } => {
            let (low, high) = (number(low, 2, lang), number(high, 2, lang));
            say!(lang, "- ({low} tot {high})", "- ({low} to {high})")
        }
    };
    let row = |level: &Level<'_>| {
        let Ratio { estimate, low, high } = level.ratio;
        let shown = Shown { estimate: estimate.map(libm::log2), low: libm::log2(low), high: libm::log2(high) };
        Row { name: level.name.to_owned(), shown: Some(shown), said: ratio(level) }
    };
    let rows: Vec<Row> = levels.iter().map(row).collect();
    let caption = Caption {
        title: lang.pick("Verwacht en opgetreden per niveau (95%-interval)", "Expected and observed by level (95% interval)"),
        words: lang.pick(
            "Rechts van de lijn bij 1 werd meer verwacht dan optrad, links minder. Een pijl: het interval loopt door.",
            "To the right of the line at 1 more was expected than came, to the left less. An arrow: the interval runs on.",
        ),
        id,
    };
    let mut table = Table::new(&[
        Column::words(lang.pick("niveau", "level")),
        Column::numbers(lang.pick("verwacht", "expected")),
        Column::numbers(lang.pick("opgetreden", "observed")),
        Column::numbers(lang.pick("verhouding (95%-interval)", "ratio (95% interval)")),
    ]);
    table.rows = levels
        .iter()
        .map(|level| vec![level.name.to_owned(), number(level.expected, 1, lang), lang.number(level.observed), ratio(level)])
        .collect();
    Figure { picture: draw(caption, &across, &rows), note: String::new(), tables: vec![table] }
}
