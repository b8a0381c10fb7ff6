// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows with an estimate and its interval on one axis: what ratios and subgroups share.

use std::fmt::Write as _;

use super::lines;
use super::plot::TOP;
use crate::report::html::escaped;
use crate::report::svg::{Caption, framed};

const LEFT: f64 = 196.0;
const RIGHT: f64 = 530.0;
const LETTERS: usize = 27;
/// Letters of a line of what is written beside a row.
const SAID: usize = 24;
const LINE: f64 = 17.0;

/// A row: its name, its interval on the axis (none where it is not shown), and what is written beside it.
pub(super) struct Row {
    pub name: String,
    pub shown: Option<Shown>,
    pub said: String,
}

/// An interval, and the estimate in it where there is one. A limit may be infinite.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub estimate: Option<f64>,
    pub low: f64,
    pub high: f64,
}

/// The axis: its name, its range, the values written at it, and where the line of comparison stands, if anywhere.
pub(super) struct Across {
    pub name: String,
    pub low: f64,
    pub high: f64,
    pub marks: Vec<(f64, String)>,
    pub line: Option<f64>,
}

/// The rows, one below the other. An interval that runs off the axis ends in a head of an arrow.
pub(super) fn draw(caption: Caption<'_>, across: &Across, rows: &[Row]) -> String {
    let part = |value: f64| ((value - across.low) / (across.high - across.low)).clamp(0.0, 1.0);
    let x = |value: f64| LEFT + (RIGHT - LEFT) * part(value);
    let (mut y, mut body) = (TOP - 16.0, String::new());
    for row in rows {
        let (names, said) = (lines(&row.name, LETTERS), lines(&row.said, SAID));
        let height = names.len().max(said.len()) as f64 * LINE + 10.0;
        let middle = y + height / 2.0;
        let below = |at: usize, of: usize| middle + 4.5 + (at as f64 - (of as f64 - 1.0) / 2.0) * LINE;
        for (at, line) in names.iter().enumerate() {
            let below = below(at, names.len());
            let _ = writeln!(body, "<text x=\"{:.1}\" y=\"{below:.1}\" text-anchor=\"end\">{}</text>", LEFT - 14.0, escaped(line));
        }
        if let Some(Shown { estimate, low, high }) = row.shown {
            let (from, to) = (x(low), x(high));
            let _ = writeln!(body, "<path class=\"axis\" d=\"M{from:.1} {middle:.1}H{to:.1}\"/>");
            for (end, off, side) in [(from, low < across.low, 6.0), (to, high > across.high, -6.0)] {
                let (up, down) = (middle - 4.0, middle + 4.0);
                let _ = if off {
                    writeln!(
                        body,
                        "<path class=\"axis\" d=\"M{:.1} {up:.1}L{end:.1} {middle:.1}L{:.1} {down:.1}\"/>",
                        end + side,
                        end + side
                    )
                } else {
                    writeln!(body, "<path class=\"axis\" d=\"M{end:.1} {up:.1}V{down:.1}\"/>")
                };
            }
            // An estimate beyond the axis has no place on it; it is written beside the row.
            if let Some(estimate) = estimate.filter(|estimate| (across.low..=across.high).contains(estimate)) {
                let at = x(estimate);
                let _ = writeln!(body, "<rect class=\"dark\" x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\"/>", at - 4.5, middle - 4.5);
            }
        }
        for (at, line) in said.iter().enumerate() {
            let below = below(at, said.len());
            let _ = writeln!(body, "<text class=\"count\" x=\"{:.1}\" y=\"{below:.1}\">{}</text>", RIGHT + 14.0, escaped(line));
        }
        y += height;
    }
    let foot = y + 4.0;
    let _ = writeln!(body, "<path class=\"axis\" d=\"M{LEFT} {foot:.1}H{RIGHT}\"/>");
    if let Some(line) = across.line.map(x) {
        let _ = writeln!(body, "<path class=\"axis\" stroke-dasharray=\"2 3\" d=\"M{line:.1} {:.1}V{foot:.1}\"/>", TOP - 18.0);
    }
    for (value, said) in &across.marks {
        let at = x(*value);
        let _ = writeln!(body, "<path class=\"axis\" d=\"M{at:.1} {foot:.1}v5\"/>");
        let _ = writeln!(body, "<text class=\"count\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{said}</text>", foot + 20.0);
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    let _ = writeln!(body, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", foot + 40.0, escaped(&across.name));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
    let height = (foot + 50.0).ceil() as usize;
    framed(caption, height, &body)
}
