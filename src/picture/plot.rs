// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Axes, lines and marks.

use std::fmt::Write as _;

use super::{lines, number};
use crate::lang::Lang;
use crate::report::html::escaped;
use crate::report::svg::{Caption, framed};

pub(super) const RIGHT: f64 = 530.0;
pub(super) const TOP: f64 = 52.0;
/// Letters on a line of the key.
const LETTERS: usize = 18;
const LINE: f64 = 17.0;
/// Points of a line that are drawn.
const MOST_DRAWN: usize = 2_000;
/// Strokes that are told apart in black and white: dashes and width.
const STROKES: [(&str, &str); 6] = [("", "2"), ("8 4", "2"), ("2 3", "2"), ("10 3 2 3", "2"), ("", "3.5"), ("14 5", "3.5")];

/// How a line is drawn: one of the strokes, in order.
#[derive(Clone, Copy)]
pub(super) struct Stroke(pub usize);

impl Stroke {
    fn attributes(self) -> String {
        let (dashes, width) = STROKES[self.0 % STROKES.len()];
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        format!("class=\"axis\" stroke-width=\"{width}\"{dashes}")
    }
}

/// An axis: its name with its unit, its range, and the values that are written at it.
pub(super) struct Axis {
    pub name: String,
    pub low: f64,
    pub high: f64,
    pub marks: Vec<(f64, String)>,
}

impl Axis {
    /// A share from 0 to 100%.
    pub fn share(name: String) -> Self {
        let marks = (0..=5).map(|step| (f64::from(step) / 5.0, format!("{}%", step * 20))).collect();
        Self { name, low: 0.0, high: 1.0, marks }
    }

    /// A share from 0 to a number of fifths that holds this one, in five steps.
    pub fn share_up_to(name: String, most: f64) -> Self {
        let fifths = (1..5_u32).find(|fifths| most <= f64::from(*fifths) / 5.0).unwrap_or(5);
        let high = f64::from(fifths) / 5.0;
        let marks = (0..=5).map(|step| (high * f64::from(step) / 5.0, format!("{}%", step * 4 * fifths))).collect();
        Self { name, low: 0.0, high, marks }
    }

    /// A range with about five round values in it.
    pub fn round(name: String, low: f64, high: f64, lang: Lang) -> Self {
        let high = if high - low > 1e-9 { high } else { low + 1.0 };
        let rough = (high - low) / 5.0;
        let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0].map(|part| part * power).into_iter().find(|step| *step >= rough * 0.999).unwrap_or(10.0 * power);
        let places = (0..8).find(|places| libm::fabs(step * libm::pow(10.0, f64::from(*places))) >= 0.999).unwrap_or(8);
        let first = libm::ceil(low / step - 1e-9);
        let marks = (0..20).map(|at| (first + f64::from(at)) * step).take_while(|value| *value <= high + step * 1e-6);
        let marks = marks.map(|value| (value, number(value, usize::try_from(places).unwrap_or(0), lang))).collect();
        Self { name, low, high, marks }
    }

    fn part(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// A field between two axes.
pub(super) struct Plot {
    x: Axis,
    y: Axis,
    left: f64,
    bottom: f64,
    key: f64,
    pub body: String,
}

impl Plot {
    /// Draws the axes. The name of the upright axis stands above it, so that nobody has to turn the page.
    pub fn new(x: Axis, y: Axis, left: f64, bottom: f64) -> Self {
        let mut plot = Self { x, y, left, bottom, key: TOP + 8.0, body: String::new() };
        let mut body = format!("<path class=\"axis\" d=\"M{left} {TOP}V{bottom}H{RIGHT}\"/>\n");
        for (value, said) in &plot.y.marks {
            let at = plot.y_at(*value);
            let _ = writeln!(body, "<path class=\"axis\" d=\"M{:.1} {at:.1}H{left}\"/>", left - 5.0);
            let _ = writeln!(body, "<text class=\"count\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{said}</text>", left - 9.0, at + 4.5);
        }
        for (value, said) in &plot.x.marks {
            let at = plot.x_at(*value);
            let _ = writeln!(body, "<path class=\"axis\" d=\"M{at:.1} {bottom}v5\"/>");
            let _ = writeln!(body, "<text class=\"count\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{said}</text>", bottom + 20.0);
        }
        let _ = writeln!(body, "<text x=\"0\" y=\"36\">{}</text>", escaped(&plot.y.name));
        let middle = f64::midpoint(left, RIGHT);
        let _ =
            writeln!(body, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", bottom + 40.0, escaped(&plot.x.name));
        plot.body = body;
        plot
    }

    pub fn x_at(&self, value: f64) -> f64 {
        self.left + (RIGHT - self.left) * self.x.part(value)
    }

    pub fn y_at(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - TOP) * self.y.part(value)
    }

    /// Where the axes end.
    pub fn ends(&self) -> (f64, f64) {
        (self.x.high, self.y.high)
    }

    /// Values of the lower axis, and how they are written there.
    pub fn x_marks(&self) -> Vec<(f64, String)> {
        self.x.marks.clone()
    }

    /// A line through points; with `steps` it keeps its height until the next point.
    pub fn line(&mut self, points: &[(f64, f64)], stroke: Stroke, steps: bool) {
        let mut path = String::new();
        // Some hundreds of units wide, a line with more points looks the same.
        let kept = points.len().min(MOST_DRAWN);
        let place = |at: usize| if kept < points.len() { at * (points.len() - 1) / (kept - 1) } else { at };
        for (at, (x, y)) in (0..kept).map(|at| (at, points[place(at)])) {
            let (x, y) = (self.x_at(x), self.y_at(y));
            let _ = match (at, steps) {
                (0, _) => write!(path, "M{x:.1} {y:.1}"),
                (_, true) => write!(path, "H{x:.1}V{y:.1}"),
                (_, false) => write!(path, "L{x:.1} {y:.1}"),
            };
        }
        if !path.is_empty() {
            let _ = writeln!(self.body, "<path {} d=\"{path}\"/>", stroke.attributes());
        }
    }

    /// A dot.
    pub fn dot(&mut self, x: f64, y: f64) {
        let _ = writeln!(self.body, "<circle class=\"dark\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"/>", self.x_at(x), self.y_at(y));
    }

    /// How far a dot could lie off: a stroke from there to here, which ends in a cross stroke.
    pub fn reach(&mut self, x: f64, from: f64, to: f64) {
        let (x, from, to) = (self.x_at(x), self.y_at(from), self.y_at(to));
        let _ = writeln!(self.body, "<path class=\"axis\" d=\"M{x:.1} {from:.1}V{to:.1}M{:.1} {to:.1}h8\"/>", x - 4.0);
    }

    /// What a line is, in the key beside the field.
    pub fn key_line(&mut self, name: &str, stroke: Stroke) {
        let (x, y) = (RIGHT + 10.0, self.key - 4.5);
        let _ = writeln!(self.body, "<path {} d=\"M{x:.1} {y:.1}h28\"/>", stroke.attributes());
        self.key_name(name);
    }

    /// What the dots are.
    pub fn key_dot(&mut self, name: &str) {
        let _ = writeln!(self.body, "<circle class=\"dark\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"/>", RIGHT + 24.0, self.key - 4.5);
        self.key_name(name);
    }

    /// What the cross strokes are.
    pub fn key_reach(&mut self, name: &str) {
        let (x, y) = (RIGHT + 24.0, self.key - 8.5);
        let _ = writeln!(self.body, "<path class=\"axis\" d=\"M{x:.1} {y:.1}v9M{:.1} {:.1}h8\"/>", x - 4.0, y + 9.0);
        self.key_name(name);
    }

    fn key_name(&mut self, name: &str) {
        for line in lines(name, LETTERS) {
            let _ = writeln!(self.body, "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>", RIGHT + 44.0, self.key, escaped(&line));
            self.key += LINE;
        }
        self.key += 5.0;
    }

    /// The whole, so high.
    pub fn framed(self, caption: Caption<'_>, height: usize) -> String {
        framed(caption, height, &self.body)
    }
}
