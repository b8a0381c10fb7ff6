// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Loss against size: what points of a bounded number cost.

use super::plot::{Axis, Plot, Stroke};
use super::{Figure, number};
use crate::lang::Lang;
use crate::report::say;
use crate::report::svg::Caption;

/// The least loss found with a number of points.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// How many answers or items have points.
    pub size: usize,
    /// The loss found: a negative log-likelihood.
    pub loss: f64,
    /// No points of this size have a smaller loss.
    pub bound: f64,
}

/// Found losses as dots on a line, lower bounds as strokes below them where they differ, and the loss of all features as a broken line.
/// `unit` is what is counted; the table stands with whoever knows how a search ended.
#[must_use]
pub fn loss(steps: &[Step], all: f64, unit: &str, id: &str, lang: Lang) -> Figure {
    let [first, .., last] = steps else { return Figure::default() };
    let losses = || steps.iter().flat_map(|step| [step.loss, step.bound]).chain([all]);
    let (low, high) = losses().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), loss| (low.min(loss), high.max(loss)));
    let room = ((high - low) * 0.04).max(1e-9);
    let x = Axis {
        name: unit.to_owned(),
        low: first.size as f64 - 0.3,
        high: last.size as f64 + 0.3,
        marks: steps.iter().map(|step| (step.size as f64, number(step.size as f64, 0, lang))).collect(),
    };
    let y = Axis::round(
        lang.pick("verlies (negatieve log-likelihood)", "loss (negative log-likelihood)").to_owned(),
        low - room,
        high + room,
        lang,
    );
    let mut plot = Plot::new(x, y, 78.0, 322.0);
    let (start, end) = (first.size as f64 - 0.3, last.size as f64 + 0.3);
    plot.line(&[(start, all), (end, all)], Stroke(1), false);
    plot.line(&steps.iter().map(|step| (step.size as f64, step.loss)).collect::<Vec<_>>(), Stroke(0), false);
    for step in steps {
        if step.bound < step.loss {
            plot.reach(step.size as f64, step.loss, step.bound);
        }
        plot.dot(step.size as f64, step.loss);
    }
    plot.key_dot(lang.pick("gevonden", "found"));
    if steps.iter().any(|step| step.bound < step.loss) {
        plot.key_reach(lang.pick("ondergrens", "lower bound"));
    }
    plot.key_line(lang.pick("alle antwoorden", "all answers"), Stroke(1));
    let caption = Caption {
        title: &say!(lang, "Verlies tegen het aantal {unit}", "Loss against the number of {unit}"),
        words: lang.pick(
            "Bij elk aantal het kleinste verlies dat is gevonden; de tabel eronder geeft de getallen.",
            "For each number the least loss found; the table below holds the numbers.",
        ),
        id,
    };
    Figure { picture: plot.framed(caption, 372), ..Figure::default() }
}
