// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The figures that people look at: each with a title, axes with units and a table of what it shows.

use super::{Figure, Section};
use crate::lang::Lang;
use crate::picture::{Axis, Line, Mark, forest, lines};
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::report::svg::Caption;

/// Rows of the table beside a curve; a longer curve is thinned there, and whole in the tidy file.
const MOST: usize = 21;

/// Draws the pictures of a section.
pub(super) fn draw(page: &mut Document, section: &Section, lang: Lang) {
    match section.id {
        "discrimination" => roc(page, section, lang),
        "calibration" => {
            calibration(page, section, lang);
            decisions(page, section, lang);
        }
        "expected_observed" => index(page, section, lang),
        "survival" => survival(page, section, lang),
        "subgroups" => groups(page, section, lang),
        _ => {}
    }
}

fn points(section: &Section, figure: &str) -> Vec<(f64, f64)> {
    let of = section.figures.iter().filter(|one| one.figure == figure);
    of.filter_map(|one| Some((one.at.parse().ok()?, one.estimate?))).collect()
}

fn line(name: &str, points: Vec<(f64, f64)>) -> Line {
    Line { name: name.to_owned(), points, steps: false }
}

fn unit(name: &str, lang: Lang) -> Axis {
    Axis { name: name.to_owned(), from: 0.0, to: 1.0, comma: lang == Lang::Nl }
}

/// A table of numbers, thinned to what can be read.
fn table(page: &mut Document, heads: &[&str], rows: &[Vec<f64>], lang: Lang) {
    let mut table = Table::new(&heads.iter().map(|head| Column::numbers(head)).collect::<Vec<_>>());
    let step = rows.len().div_ceil(MOST).max(1);
    let kept = rows.iter().enumerate().filter(|(at, _)| at % step == 0 || *at + 1 == rows.len());
    table.rows = kept.map(|(_, row)| row.iter().map(|value| super::page::shown(*value, lang)).collect()).collect();
    page.table(table);
}

fn roc(page: &mut Document, section: &Section, lang: Lang) {
    let (hit, calm) = (points(section, "roc_sensitivity"), points(section, "roc_specificity"));
    if hit.is_empty() {
        return;
    }
    let rows: Vec<Vec<f64>> = hit.iter().zip(&calm).map(|(a, b)| vec![a.0, a.1, b.1]).collect();
    let curve: Vec<(f64, f64)> = rows.iter().rev().map(|row| (1.0 - row[2], row[1])).collect();
    let (x, y) = (
        unit(
            lang.pick("1 - specificiteit (deel van wie de uitkomst niet heeft)", "1 - specificity (share of those without the event)"),
            lang,
        ),
        unit(lang.pick("sensitiviteit (deel van wie de uitkomst heeft)", "sensitivity (share of those with the event)"), lang),
    );
    let chance = line(lang.pick("toeval", "chance"), vec![(0.0, 0.0), (1.0, 1.0)]);
    let caption = Caption { title: lang.pick("ROC-kromme", "ROC curve"), words: &y.name, id: "roc" };
    page.picture(lines(caption, &x, &y, &[line(lang.pick("score", "score"), curve), chance], &[]));
    table(
        page,
        &[lang.pick("grens", "threshold"), lang.pick("sensitiviteit", "sensitivity"), lang.pick("specificiteit", "specificity")],
        &rows,
        lang,
    );
}

fn calibration(page: &mut Document, section: &Section, lang: Lang) {
    let curve = points(section, "calibration_curve");
    if curve.is_empty() {
        return;
    }
    let counts = section.figures.iter().filter(|one| one.figure == "calibration_curve").map(|one| one.n.unwrap_or(0) as f64);
    let counts: Vec<f64> = counts.collect();
    let mut bars = [0.0; 50];
    for ((at, _), n) in curve.iter().zip(&counts) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability")]
        let place = ((at * 50.0) as usize).min(49);
        bars[place] += n;
    }
    let bars: Vec<(f64, f64)> = bars.iter().enumerate().map(|(at, n)| ((at as f64 + 0.5) / 50.0, *n)).collect();
    let (x, y) = (
        unit(lang.pick("verwachte kans", "expected rate"), lang),
        unit(lang.pick("waargenomen kans, gladgestreken", "observed rate, smoothed"), lang),
    );
    let title = lang.pick("Kalibratiekromme, met aantallen personen als staafjes", "Calibration curve, with numbers of persons as bars");
    let caption = Caption { title, words: title, id: "calibration" };
    let ideal = line(lang.pick("gelijk", "equal"), vec![(0.0, 0.0), (1.0, 1.0)]);
    page.picture(lines(caption, &x, &y, &[line(lang.pick("waargenomen", "observed"), curve.clone()), ideal], &bars));
    let rows: Vec<Vec<f64>> = curve.iter().zip(&counts).map(|(point, n)| vec![point.0, point.1, *n]).collect();
    table(page, &[&x.name, &y.name, "n"], &rows, lang);
}

fn decisions(page: &mut Document, section: &Section, lang: Lang) {
    let (own, all) = (points(section, "net_benefit"), points(section, "net_benefit_all"));
    let Some(top) = own.iter().map(|point| point.1).reduce(f64::max) else { return };
    let x = unit(lang.pick("drempelkans", "threshold probability"), lang);
    let y = Axis {
        name: lang.pick("nettowinst (per persoon)", "net benefit (per person)").to_owned(),
        from: -0.05,
        to: top.max(0.05) * 1.1,
        comma: lang == Lang::Nl,
    };
    // Below the foot of the plot a line would run along it.
    let above = |points: &[(f64, f64)]| points.iter().copied().filter(|point| point.1 >= y.from).collect();
    let none = line(lang.pick("niemand", "nobody"), vec![(0.0, 0.0), (1.0, 0.0)]);
    let drawn = [line(lang.pick("kansen", "rates"), above(&own)), line(lang.pick("iedereen", "everybody"), above(&all)), none];
    let title = lang.pick("Beslissingscurve", "Decision curve");
    page.picture(lines(Caption { title, words: &y.name, id: "decision" }, &x, &y, &drawn, &[]));
    let rows: Vec<Vec<f64>> = own.iter().zip(&all).map(|(own, all)| vec![own.0, own.1, all.1]).collect();
    table(page, &[&x.name, lang.pick("kansen", "rates"), lang.pick("iedereen", "everybody")], &rows, lang);
}

fn marks<'a>(figures: impl Iterator<Item = &'a Figure>, name: impl Fn(&Figure) -> String) -> Vec<Mark> {
    figures
        .filter_map(|one| Some(Mark { name: name(one), estimate: one.estimate?, low: one.low?, high: one.high? }))
        .filter(|mark| mark.high.is_finite())
        .collect()
}

fn over(name: &str, marks: &[Mark], lang: Lang) -> Axis {
    let axis = Axis::over(name, marks.iter().flat_map(|mark| [mark.low, mark.high]));
    Axis { comma: lang == Lang::Nl, ..axis }
}

/// The table of the section holds what this shows.
fn index(page: &mut Document, section: &Section, lang: Lang) {
    let of = section.figures.iter().filter(|one| one.figure == "expected_observed" && one.method.starts_with("log"));
    let of = of.filter(|one| !one.at.starts_with("score"));
    let all = lang.pick("allen", "all");
    let marks = marks(of, |one| if one.at.is_empty() { all.to_owned() } else { super::page::place(&one.at, lang) });
    if marks.is_empty() {
        return;
    }
    let title =
        lang.pick("Verwacht gedeeld door waargenomen, per niveau, met 95%-interval", "Expected over observed by level, with 95% interval");
    page.picture(forest(Caption { title, words: title, id: "eo" }, &over("E/O", &marks, lang), &marks, Some(1.0)));
}

fn survival(page: &mut Document, section: &Section, lang: Lang) {
    let mut curves: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    for one in section.figures.iter().filter(|one| one.figure == "survival_step") {
        let (level, time) = one.at.rsplit_once("time ").unwrap_or(("", &one.at));
        let name = level.trim_end_matches(", ").to_owned();
        let (Ok(time), Some(estimate)) = (time.parse(), one.estimate) else { continue };
        if curves.last().is_none_or(|(last, _)| *last != name) {
            curves.push((name, vec![(0.0, 1.0)]));
        }
        if let Some((_, points)) = curves.last_mut() {
            points.push((time, estimate));
        }
    }
    // With levels the curve of all would only lie between them.
    if curves.len() > 1 {
        curves.retain(|(name, _)| !name.is_empty());
    }
    let last = curves.iter().flat_map(|(_, points)| points).map(|point| point.0).fold(0.0, f64::max);
    if last <= 0.0 {
        return;
    }
    let lowest = curves.iter().flat_map(|(_, points)| points).map(|point| point.1).fold(1.0, f64::min);
    let x = Axis {
        name: lang.pick("tijd (eenheid van --time)", "time (unit of --time)").to_owned(),
        from: 0.0,
        to: last,
        comma: lang == Lang::Nl,
    };
    let from = if lowest > 0.5 { 0.5 } else { 0.0 };
    let y = Axis { name: lang.pick("deel zonder uitkomst", "share without the event").to_owned(), from, to: 1.0, comma: lang == Lang::Nl };
    let drawn: Vec<Line> =
        curves.iter().map(|(name, points)| Line { name: super::page::place(name, lang), points: points.clone(), steps: true }).collect();
    let title = lang.pick("Kaplan-Meier per niveau", "Kaplan-Meier by level");
    page.picture(lines(Caption { title, words: &y.name, id: "survival" }, &x, &y, &drawn, &[]));
}

fn groups(page: &mut Document, section: &Section, lang: Lang) {
    let of = section.figures.iter().filter(|one| one.figure == "auc");
    let marks = marks(of, |one| one.group.clone());
    if marks.is_empty() {
        return;
    }
    let title = say!(lang, "AUC per groep, met 95%-interval", "AUC by group, with 95% interval");
    page.picture(forest(Caption { title: &title, words: &title, id: "groups" }, &over("AUC", &marks, lang), &marks, Some(0.5)));
}
