// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Plots with two axes, drawn as SVG in the page itself. Lines differ by their dashes too, so that they can be told apart in print and
//! without colour. What a plot shows stands in a table beside it.

use std::fmt::Write as _;

use crate::report::html::escaped;
use crate::report::svg::{Caption, framed};

const LEFT: f64 = 64.0;
const TOP: f64 = 34.0;
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 300.0;
/// Height of a row with a mark, and where rows begin that have names.
const ROW: f64 = 26.0;
const NAMES: f64 = 250.0;
const DASHES: [&str; 6] = ["", "7 4", "2 3", "9 3 2 3", "12 5", "4 2 1 2"];

/// An axis: its name with unit, and from where to where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Name with unit.
    pub name: String,
    /// Start.
    pub from: f64,
    /// End.
    pub to: f64,
    /// Whether decimals stand behind a comma.
    pub comma: bool,
}

impl Axis {
    /// An axis that holds these values, with a margin where all are equal.
    #[must_use]
    pub fn over(name: &str, values: impl Iterator<Item = f64>) -> Self {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            (from, to) = (from.min(value), to.max(value));
        }
        if from >= to || !from.is_finite() {
            let middle = if from.is_finite() { from } else { 0.0 };
            (from, to) = (middle - 0.5, middle + 0.5);
        }
        Self { name: name.to_owned(), from, to, comma: false }
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    /// Round numbers along the axis.
    fn ticks(&self) -> Vec<f64> {
        let rough = (self.to - self.from) / 5.0;
        let power = libm::exp10(libm::log10(rough).floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough).unwrap_or(rough);
        let first = (self.from / step - 1e-9).ceil();
        (0..12).map(|at| (first + f64::from(at)) * step).take_while(|value| *value <= self.to + step * 1e-6).collect()
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name; nothing for a line that needs none.
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
    /// Whether it goes by steps.
    pub steps: bool,
}

/// Lines over two axes; `bars` stand at the foot, as shares of the highest.
#[must_use]
pub fn lines(caption: Caption<'_>, x: &Axis, y: &Axis, lines: &[Line], bars: &[(f64, f64)]) -> String {
    let place = |point: (f64, f64)| (LEFT + x.share(point.0) * WIDTH, TOP + (1.0 - y.share(point.1)) * HEIGHT);
    let mut body = frame(x, y);
    let highest = bars.iter().map(|bar| bar.1).fold(0.0, f64::max);
    for bar in bars.iter().filter(|bar| bar.1 > 0.0) {
        let (at, height) = (LEFT + x.share(bar.0) * WIDTH, bar.1 / highest * HEIGHT / 5.0);
        let top = TOP + HEIGHT - height;
        let _ = writeln!(body, "<rect class=\"grey\" x=\"{:.1}\" y=\"{top:.1}\" width=\"4\" height=\"{height:.1}\"/>", at - 2.0);
    }
    for (number, line) in lines.iter().enumerate() {
        let mut path = String::new();
        for (at, point) in line.points.iter().enumerate() {
            let (across, down) = place(*point);
            let _ = match (at, line.steps) {
                (0, _) => write!(path, "M{across:.1} {down:.1}"),
                (_, true) => write!(path, "H{across:.1}V{down:.1}"),
                (_, false) => write!(path, "L{across:.1} {down:.1}"),
            };
        }
        let dash = DASHES[number % DASHES.len()];
        let style = format!("fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\" stroke-dasharray=\"{dash}\"");
        let _ = writeln!(body, "<path {style} d=\"{path}\"/>");
        if !line.name.is_empty() {
            let (left, down) = (LEFT + WIDTH + 16.0, TOP + 12.0 + 22.0 * f64::from(u32::try_from(number).unwrap_or_default()));
            let _ = writeln!(body, "<path {style} d=\"M{left} {down}h34\"/>");
            let _ = writeln!(body, "<text x=\"{}\" y=\"{}\">{}</text>", left + 42.0, down + 4.0, escaped(&line.name));
        }
    }
    framed(caption, 400, &body)
}

/// An estimate with its limits, in a row of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it is of.
    pub name: String,
    /// The estimate.
    pub estimate: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// Estimates with limits, one below the other, and a line at the value that they are held to.
#[must_use]
pub fn forest(caption: Caption<'_>, x: &Axis, marks: &[Mark], line: Option<f64>) -> String {
    let place = |value: f64| NAMES + x.share(value) * (WIDTH + LEFT - NAMES + 190.0);
    let rows = f64::from(u32::try_from(marks.len()).unwrap_or_default());
    let foot = TOP + rows * ROW;
    let mut body = String::new();
    for (at, mark) in marks.iter().enumerate() {
        let down = TOP + ROW * (f64::from(u32::try_from(at).unwrap_or_default()) + 0.5);
        let _ = writeln!(body, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", NAMES - 12.0, down + 4.0, escaped(&mark.name));
        let (low, high, middle) = (place(mark.low), place(mark.high), place(mark.estimate));
        let _ = writeln!(body, "<path stroke=\"currentColor\" stroke-width=\"1.5\" d=\"M{low:.1} {down:.1}H{high:.1}\"/>");
        let _ = writeln!(body, "<rect class=\"dark\" x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\"/>", middle - 4.0, down - 4.0);
    }
    if let Some(line) = line.filter(|line| (x.from..=x.to).contains(line)) {
        let at = place(line);
        let _ = writeln!(body, "<path stroke=\"currentColor\" stroke-dasharray=\"3 3\" d=\"M{at:.1} {TOP}V{foot:.1}\"/>");
    }
    let _ = writeln!(body, "<path class=\"axis\" d=\"M{:.1} {foot:.1}H{:.1}\"/>", place(x.from), place(x.to));
    for tick in x.ticks() {
        let _ =
            writeln!(body, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", place(tick), foot + 17.0, said(tick, x.comma));
    }
    let middle = place(f64::midpoint(x.from, x.to));
    let _ = writeln!(body, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", foot + 38.0, escaped(&x.name));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height on a screen")]
    framed(caption, (foot + 48.0) as usize, &body)
}

fn frame(x: &Axis, y: &Axis) -> String {
    let foot = TOP + HEIGHT;
    let mut body = format!("<path class=\"axis\" fill=\"none\" d=\"M{LEFT} {TOP}V{foot}H{}\"/>\n", LEFT + WIDTH);
    for tick in x.ticks() {
        let at = LEFT + x.share(tick) * WIDTH;
        let _ = writeln!(body, "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>", foot + 17.0, said(tick, x.comma));
    }
    for tick in y.ticks() {
        let at = TOP + (1.0 - y.share(tick)) * HEIGHT;
        let _ = writeln!(body, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 8.0, at + 4.0, said(tick, y.comma));
    }
    let (across, down) = (LEFT + WIDTH / 2.0, TOP + HEIGHT / 2.0);
    let _ = writeln!(body, "<text x=\"{across}\" y=\"{}\" text-anchor=\"middle\">{}</text>", foot + 40.0, escaped(&x.name));
    let turned = format!("transform=\"rotate(-90 14 {down})\"");
    let _ = writeln!(body, "<text x=\"14\" y=\"{down}\" text-anchor=\"middle\" {turned}>{}</text>", escaped(&y.name));
    body
}

/// A tick without the noise of its sum.
fn said(value: f64, comma: bool) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    if comma { text.replace('.', ",") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPTION: Caption<'_> = Caption { title: "<t>", words: "w", id: "one" };

    #[test]
    fn ticks_are_round_and_inside() {
        for (from, to) in [(0.0, 1.0), (-3.0, 12.0), (0.1, 0.13), (0.0, 1825.0), (2.0, 2.0)] {
            let axis = Axis::over("x", [from, to].into_iter());
            let ticks = axis.ticks();
            assert!((2..=8).contains(&ticks.len()), "{from} {to}: {ticks:?}");
            assert!(ticks.iter().all(|tick| *tick >= axis.from - 1e-9 && *tick <= axis.to + 1e-9), "{ticks:?}");
        }
    }

    #[test]
    fn names_are_never_markup() {
        let axis = Axis { name: "<x>".into(), from: 0.0, to: 1.0, comma: true };
        let line = Line { name: "<b>".into(), points: vec![(0.0, 0.0), (1.0, 1.0)], steps: true };
        let mark = Mark { name: "<i>".into(), estimate: 0.5, low: 0.2, high: 5.0 };
        let drawn = lines(CAPTION, &axis, &axis, &[line], &[(0.5, 3.0)]) + &forest(CAPTION, &axis, &[mark], Some(1.0));
        for name in ["<x>", "<b>", "<i>", "<t>"] {
            assert!(!drawn.contains(name), "{name}");
        }
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
    }
}
