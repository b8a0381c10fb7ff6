// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Loss against size, drawn.

use crate::lang::Lang;
use crate::points::Solution;
use crate::report::svg::{Caption, framed};
use crate::report::words::decimal;

const LEFT: f64 = 96.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 284.0;
/// Height of the whole, with the names of the axis below.
const HEIGHT: usize = 336;
const MARKS: u32 = 4;

/// What a picture says around its lines.
pub(super) struct Names<'a> {
    pub size: &'a str,
    pub loss: &'a str,
    pub bound: &'a str,
    pub all: &'a str,
}

/// Found losses as dots on a line, lower bounds as strokes below them where they differ, and the loss of all features as a broken line.
pub(super) fn loss_by_size(caption: Caption<'_>, names: &Names<'_>, steps: &[(usize, &Solution)], lang: Lang) -> String {
    let [(first, _), .., (last, _)] = steps else { return String::new() };
    let all = steps[0].1.all_features;
    let losses = || steps.iter().flat_map(|(_, step)| [step.loss, step.bound]).chain([all]);
    let (low, high) = losses().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), loss| (low.min(loss), high.max(loss)));
    let spread = (high - low).max(1e-9);
    let x = |size: usize| LEFT + 24.0 + (RIGHT - LEFT - 48.0) * as_float(size - first) / as_float(last - first);
    let y = |loss: f64| BOTTOM - 8.0 - (BOTTOM - TOP - 16.0) * (loss - low) / spread;
    let mut body = format!("<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>\n");
    for mark in 0..=MARKS {
        let loss = low + spread * f64::from(mark) / f64::from(MARKS);
        let (at, said) = (y(loss), decimal(&format!("{loss:.1}"), lang));
        body.push_str(&format!("<path class=\"axis\" d=\"M{:.1} {at:.1}H{LEFT}\"/>\n", LEFT - 5.0));
        body.push_str(&format!("<text class=\"count\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{said}</text>\n", LEFT - 9.0, at + 4.5));
    }
    for (size, _) in steps {
        let at = x(*size);
        body.push_str(&format!("<path class=\"axis\" d=\"M{at:.1} {BOTTOM}V{:.1}\"/>\n", BOTTOM + 5.0));
        body.push_str(&format!("<text class=\"count\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>\n", BOTTOM + 20.0));
    }
    body.push_str(&format!(
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n",
        f64::midpoint(LEFT, RIGHT),
        BOTTOM + 42.0,
        names.size
    ));
    let line: Vec<String> = steps.iter().map(|(size, step)| format!("{:.1} {:.1}", x(*size), y(step.loss))).collect();
    body.push_str(&format!("<path class=\"axis\" d=\"M{}\"/>\n", line.join("L")));
    for (size, step) in steps {
        let at = x(*size);
        if step.gap() > 0.0 {
            let (from, to) = (y(step.loss), y(step.bound));
            body.push_str(&format!("<path class=\"axis\" d=\"M{at:.1} {from:.1}V{to:.1}M{:.1} {to:.1}H{:.1}\"/>\n", at - 7.0, at + 7.0));
        }
        body.push_str(&format!("<circle class=\"dark\" cx=\"{at:.1}\" cy=\"{:.1}\" r=\"5\"/>\n", y(step.loss)));
    }
    let floor = y(all);
    body.push_str(&format!("<path class=\"axis\" stroke-dasharray=\"6 4\" d=\"M{LEFT} {floor:.1}H{RIGHT}\"/>\n"));
    body.push_str(&format!("<text x=\"{:.1}\" y=\"{:.1}\">{}</text>\n", RIGHT + 8.0, floor + 4.5, names.all));
    let (key, mut below) = (RIGHT + 8.0, TOP + 4.0);
    body.push_str(&format!("<circle class=\"dark\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"5\"/>\n", key + 6.0, below - 4.5));
    body.push_str(&format!("<text x=\"{:.1}\" y=\"{below:.1}\">{}</text>\n", key + 18.0, names.loss));
    if steps.iter().any(|(_, step)| step.gap() > 0.0) {
        below += 22.0;
        body.push_str(&format!("<path class=\"axis\" d=\"M{:.1} {:.1}h14\"/>\n", key - 1.0, below - 4.5));
        body.push_str(&format!("<text x=\"{:.1}\" y=\"{below:.1}\">{}</text>\n", key + 18.0, names.bound));
    }
    framed(caption, HEIGHT, &body)
}

#[allow(clippy::cast_precision_loss, reason = "a number of features")]
fn as_float(count: usize) -> f64 {
    count as f64
}
