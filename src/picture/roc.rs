// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The ROC curve.

use super::plot::{Axis, Plot, Stroke};
use super::{Figure, interval, number, thinned};
use crate::lang::Lang;
use crate::report::document::{Column, Table};
use crate::report::say;
use crate::report::svg::Caption;

/// A curve with the area below it.
#[derive(Clone, Copy, Debug)]
pub struct RocCurve<'a> {
    /// Whose it is: "score".
    pub name: &'a str,
    /// Its points, from (0, 0) to (1, 1).
    pub points: &'a [Point],
    /// Area under the curve, and its lower and its upper limit where it has them.
    pub area: Option<(f64, Option<[f64; 2]>)>,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// A score at or above this is positive; infinite at the ends.
    pub threshold: f64,
    /// 1 - specificity, from 0 to 1.
    pub false_positive: f64,
    /// Sensitivity, from 0 to 1.
    pub sensitivity: f64,
}

/// The curves with the line of a score that tells nothing.
#[must_use]
pub fn roc(curves: &[RocCurve<'_>], id: &str, lang: Lang) -> Figure {
    let curves: Vec<&RocCurve<'_>> = curves.iter().filter(|curve| !curve.points.is_empty()).collect();
    if curves.is_empty() {
        return Figure::default();
    }
    let without = say!(
        lang,
        "positief van wie de uitkomst niet had (1 - specificiteit)",
        "positive among those without the outcome (1 - specificity)"
    );
    let with = say!(lang, "positief van wie de uitkomst had (sensitiviteit)", "positive among those with the outcome (sensitivity)");
    let mut plot = Plot::new(Axis::share(without), Axis::share(with), 56.0, 412.0);
    let chance = Stroke(2);
    plot.line(&[(0.0, 0.0), (1.0, 1.0)], chance, false);
    let mut heads = Vec::new();
    for (stroke, curve) in [Stroke(0), Stroke(1)].into_iter().cycle().zip(&curves) {
        plot.line(&curve.points.iter().map(|point| (point.false_positive, point.sensitivity)).collect::<Vec<_>>(), stroke, false);
        let name = curve.name;
        let said = match curve.area {
            Some((area, Some([low, high]))) => format!("{name}, AUC {}", interval(area, low, high, lang)),
            Some((area, None)) => format!("{name}, AUC {}", number(area, 2, lang)),
            None => name.to_owned(),
        };
        plot.key_line(&said, stroke);
        heads.push(said);
    }
    plot.key_line(lang.pick("score die niets zegt, AUC 0,50", "score that tells nothing, AUC 0.50"), chance);
    let said = heads.join("; ");
    let words = say!(
        lang,
        "De lijn van een score loopt van linksonder naar rechtsboven; AUC is het oppervlak eronder, met 95%-interval. {said}.",
        "The line of a score runs from lower left to upper right; AUC is the area below it, with 95% interval. {said}."
    );
    let caption = Caption { title: lang.pick("ROC-curve", "ROC curve"), words: &words, id };
    let mut figure = Figure { picture: plot.framed(caption, 462), ..Figure::default() };
    for curve in &curves {
        // With one curve its name is in the key.
        let name = curve.name;
        let first =
            if curves.len() > 1 { say!(lang, "{name}, grens", "{name}, threshold") } else { lang.pick("grens", "threshold").to_owned() };
        let heads = [first.as_str(), lang.pick("1 - specificiteit", "1 - specificity"), lang.pick("sensitiviteit", "sensitivity")];
        let (points, note) = thinned(curve.points, lang);
        if !note.is_empty() {
            figure.note = note;
        }
        let mut table = Table::new(&heads.map(Column::numbers));
        let row = |point: &Point| {
            let shares = [point.false_positive, point.sensitivity].map(|share| number(share, 3, lang));
            std::iter::once(number(point.threshold, 2, lang)).chain(shares).collect()
        };
        table.rows = points.iter().map(row).collect();
        figure.tables.push(table);
    }
    figure
}
