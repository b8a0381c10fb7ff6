// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From figures to the pictures that people look at, each with the table of what it shows.

use super::calibration::BINS;
use super::{Figure, Section, Validation, wording};
use crate::lang::Lang;
use crate::picture::calibration::{CalibrationCurve, Group as Bin, calibration};
use crate::picture::decision::{Benefit, decision};
use crate::picture::expected::{Level, Ratio, expected};
use crate::picture::forest::{Group, Value, forest};
use crate::picture::roc::{Point, RocCurve, roc};
use crate::picture::survival::{Curve, Time, survival};
use crate::report::document::Document;

/// Draws the pictures of a section.
pub(super) fn draw(page: &mut Document, validation: &Validation, section: &Section, lang: Lang) {
    match section.id {
        "discrimination" => curves(page, section, lang),
        "calibration" => {
            agreement(page, section, lang);
            decisions(page, section, lang);
        }
        "expected_observed" | "expected_was" | "expected_now" => index(page, validation, section, lang),
        "survival" => in_time(page, validation, section, lang),
        "subgroups" => groups(page, validation, section, lang),
        _ => {}
    }
}

fn named<'a>(section: &'a Section, figure: &'a str) -> impl Iterator<Item = &'a Figure> {
    section.figures.iter().filter(move |one| one.figure == figure)
}

/// Places that are numbers, with the estimate at each.
fn points(section: &Section, figure: &str) -> Vec<(f64, f64)> {
    named(section, figure).filter_map(|one| Some((one.at.parse().ok()?, one.estimate?))).collect()
}

fn curves(page: &mut Document, section: &Section, lang: Lang) {
    let curve = |sensitivity, specificity| -> Vec<Point> {
        let (hit, calm) = (points(section, sensitivity), points(section, specificity));
        let point = |(hit, calm): (&(f64, f64), &(f64, f64))| Point { threshold: hit.0, false_positive: 1.0 - calm.1, sensitivity: hit.1 };
        // The strictest threshold first.
        hit.iter().zip(&calm).rev().map(point).collect()
    };
    let area = |figure| named(section, figure).next().and_then(|one| Some((one.estimate?, one.low.zip(one.high).map(Into::into))));
    let (own, second) = (curve("roc_sensitivity", "roc_specificity"), curve("second_sensitivity", "second_specificity"));
    let names = [lang.pick("score", "score"), lang.pick("tweede score", "second score")];
    let drawn = [
        RocCurve { name: names[0], points: &own, area: area("auc") },
        RocCurve { name: names[1], points: &second, area: area("auc_second") },
    ];
    roc(&drawn, "roc", lang).add_to(page);
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bins are few")]
fn agreement(page: &mut Document, section: &Section, lang: Lang) {
    let group = |one: &Figure| {
        Some(Bin { predicted: one.at.parse().ok()?, observed: one.estimate?, low: one.low?, high: one.high?, n: one.n? as u64 })
    };
    let groups: Vec<Bin> = named(section, "calibration_point").filter_map(group).collect();
    let smooth = points(section, "calibration_curve");
    let mut histogram = [0; BINS];
    for (at, n) in named(section, "probability_count").filter_map(|one| Some((one.at.parse::<f64>().ok()?, one.n?))) {
        histogram[((at * BINS as f64).round() as usize).min(BINS - 1)] += n as u64;
    }
    calibration(&CalibrationCurve { smooth: &smooth, groups: &groups, histogram: &histogram }, "calibration", lang).add_to(page);
}

fn decisions(page: &mut Document, section: &Section, lang: Lang) {
    let (own, all) = (points(section, "net_benefit"), points(section, "net_benefit_all"));
    let benefit = |(own, all): (&(f64, f64), &(f64, f64))| Benefit { threshold: own.0, model: own.1, all: all.1 };
    let benefits: Vec<Benefit> = own.iter().zip(&all).map(benefit).collect();
    // Above the highest probability nobody is acted on, and nothing changes any more.
    let end = benefits.iter().rposition(|one| one.model.abs() > 0.0).map_or(2, |last| last + 2).min(benefits.len());
    decision(&benefits[..end], "decision", lang).add_to(page);
}

/// By level; the table of the section has the scores too.
fn index(page: &mut Document, validation: &Validation, section: &Section, lang: Lang) {
    let mut levels = Vec::new();
    for sum in named(section, "expected").filter(|one| !one.at.starts_with("score ")) {
        // Without events only the exact interval is there.
        let Some(ratio) = named(section, "expected_observed").find(|one| one.at == sum.at) else { continue };
        let (Some(expected), Some(observed), Some(low), Some(high)) = (sum.estimate, sum.events, ratio.low, ratio.high) else { continue };
        let name = if sum.at.is_empty() { lang.pick("allen", "all").to_owned() } else { wording::place(&sum.at, &validation.levels, lang) };
        levels.push((name, expected, observed, Ratio { estimate: ratio.estimate, low, high }));
    }
    let drawn: Vec<Level<'_>> = levels
        .iter()
        .map(|(name, expected, observed, ratio)| Level { name, expected: *expected, observed: *observed as u64, ratio: *ratio })
        .collect();
    expected(&drawn, section.id, lang).add_to(page);
}

/// What is known of a curve: its place, steps, numbers at risk and end.
struct Followed {
    name: String,
    steps: Vec<(f64, f64)>,
    at_risk: Vec<(f64, usize)>,
    end: f64,
}

fn in_time(page: &mut Document, validation: &Validation, section: &Section, lang: Lang) {
    let mut followed: Vec<Followed> = Vec::new();
    for end in named(section, "followed_until") {
        let prefix = if end.at.is_empty() { String::new() } else { format!("{}, ", end.at) };
        let of = |figure| {
            named(section, figure).filter_map(|one| Some((one.at.strip_prefix(&prefix)?.strip_prefix("time ")?.parse::<f64>().ok()?, one)))
        };
        followed.push(Followed {
            name: if end.at.is_empty() { lang.pick("allen", "all").to_owned() } else { wording::place(&end.at, &validation.levels, lang) },
            steps: of("survival_step").filter_map(|(time, one)| Some((time, one.estimate?))).collect(),
            at_risk: of("number_at_risk").filter_map(|(time, one)| Some((time, one.n?))).collect(),
            end: end.estimate.unwrap_or_default(),
        });
    }
    let last = followed.iter().map(|one| one.end).fold(0.0, f64::max);
    // With levels the curve of all would only lie between them.
    if followed.len() > 1 {
        followed.remove(0);
    }
    let drawn: Vec<Curve<'_>> =
        followed.iter().map(|one| Curve { name: &one.name, steps: &one.steps, end: one.end, at_risk: &one.at_risk }).collect();
    let unit = validation.unit.plural();
    survival(&drawn, Time { unit: unit.get(lang), end: last }, "survival", lang).add_to(page);
}

fn groups(page: &mut Document, validation: &Validation, section: &Section, lang: Lang) {
    let all = validation.sections.iter().flat_map(|section| &section.figures).find(|one| one.figure == "auc").and_then(|one| one.estimate);
    let shown = named(section, "base_rate").map(|rate| {
        let n = rate.n.unwrap_or_default() as u64;
        let area = named(section, "auc").find(|one| one.group == rate.group);
        let limits = area.and_then(|area| Some((area.estimate?, area.low?, area.high?)));
        let value = limits.map_or(Value::Undefined { n }, |(estimate, low, high)| Value::Shown { estimate, low, high, n });
        Group { name: &rate.group, value }
    });
    let hidden = named(section, "hidden").map(|one| Group { name: &one.group, value: Value::Hidden });
    forest(&shown.chain(hidden).collect::<Vec<_>>(), "AUC", all, validation.small, "groups", lang).add_to(page);
}
