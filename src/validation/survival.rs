// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Outcomes in time: Harrell's C, survival by level, and the effect of a point.

use super::sample::Followed;
use super::{CONFIDENCE, Figure, Sample, Section, Settings};
use crate::picture;
use crate::statistics::concordance::concordance;
use crate::statistics::cox::{Cox, Ties, cox};
use crate::statistics::kaplan_meier::{KaplanMeier, Step, kaplan_meier};
use crate::statistics::{Design, Error, summary};
use crate::text;

/// Of a curve with more steps, so many are told, evenly spaced.
const MOST_STEPS: usize = 2_000;

/// Figures of survival; none without times.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("survival");
    let Some(followed) = &sample.followed else { return section };
    let times = times(followed, settings);
    let own = if followed.design.is_some() { None } else { Some(&followed.scores) };
    if let Some(scores) = own {
        section.take("harrell_c", harrell("harrell_c", "", scores, followed));
    }
    let all: Vec<usize> = (0..followed.times.len()).collect();
    take_curve(&mut section, "", &all, followed, &times);
    for (level, name) in sample.level_names.iter().enumerate() {
        let rows: Vec<usize> = (0..followed.levels.len()).filter(|&row| followed.levels[row] == Some(level)).collect();
        if !rows.is_empty() {
            take_curve(&mut section, name, &rows, followed, &times);
        }
    }
    for (ties, name) in [(Ties::Efron, "Efron"), (Ties::Breslow, "Breslow")] {
        section.take("cox", effect(followed, settings, ties, name, &times));
    }
    section
}

fn take_curve(section: &mut Section, level: &str, rows: &[usize], followed: &Followed, times: &[f64]) {
    let place = if level.is_empty() { String::new() } else { format!("level {level}") };
    let own: Vec<f64> = rows.iter().map(|&row| followed.times[row]).collect();
    let events: Vec<bool> = rows.iter().map(|&row| followed.events[row]).collect();
    let found = match kaplan_meier(&own, &events) {
        Ok(found) => found,
        Err(error) => return section.refused.push(("kaplan_meier", error.text())),
    };
    section.figures.extend(at_times(&found, &place, times));
    let steps: Vec<&Step> = found.steps.iter().filter(|step| step.events > 0).collect();
    let (told, all) = (steps.len().min(MOST_STEPS), steps.len());
    if told < all {
        let of = if level.is_empty() { String::new() } else { format!(" of level {level}") };
        let of_nl = if level.is_empty() { String::new() } else { format!(" van niveau {level}") };
        section.said.push(text!(
            "Overlevingskromme{of_nl}: {told} van de {all} stappen staan in de cijfers en het plaatje.",
            "Survival curve{of}: {told} of the {all} steps stand in the figures and the picture."
        ));
    }
    for at in 0..told {
        let step = if told < all { steps[at * (all - 1) / (told - 1)] } else { steps[at] };
        let figure = Figure::of("survival_step", step.survival).at(at_time(&place, step.time));
        section.figures.push(figure.n(step.at_risk).events(step.events).by("Kaplan-Meier 1958"));
    }
    let end = |times: &[f64]| times.iter().copied().fold(0.0, f64::max);
    for time in picture::survival::times(end(&followed.times)) {
        let n = own.iter().filter(|own| **own >= time).count();
        let figure = Figure { figure: "number_at_risk", n: Some(n), ..Figure::default() };
        section.figures.push(figure.at(at_time(&place, time)).by("count"));
    }
    section.figures.push(Figure::of("followed_until", end(&own)).at(place).by("last time"));
}

/// The times asked; else the quartiles of follow-up.
fn times(followed: &Followed, settings: &Settings) -> Vec<f64> {
    if !settings.times.is_empty() {
        return settings.times.clone();
    }
    let mut times = summary::summary(&followed.times).map(|summary| summary.quartiles.to_vec()).unwrap_or_default();
    times.dedup();
    times
}

fn harrell(name: &'static str, at: &str, scores: &[f64], followed: &Followed) -> Result<Vec<Figure>, Error> {
    let found = concordance(scores, &followed.times, &followed.events)?;
    let figure = Figure::of(name, found.c).at(at).error(found.error).n(scores.len()).by("Harrell 1982, infinitesimal jackknife");
    let pairs = [
        ("concordant", found.concordant),
        ("discordant", found.discordant),
        ("tied_score", found.tied_score),
        ("tied_time", found.tied_time),
        ("tied_both", found.tied_both),
    ];
    let counted = pairs.into_iter().filter(|_| name == "harrell_c");
    Ok(std::iter::once(figure).chain(counted.map(|(at, count)| Figure::of("pairs", count as f64).at(at).by("count"))).collect())
}

/// A place: a level, where there is one, and a time.
fn at_time(place: &str, time: f64) -> String {
    if place.is_empty() { format!("time {time}") } else { format!("{place}, time {time}") }
}

fn at_times(found: &KaplanMeier, place: &str, times: &[f64]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for &time in times {
        let Some(at) = found.at(time, CONFIDENCE) else { continue };
        let figure = || Figure {
            figure: "kaplan_meier",
            at: at_time(place, time),
            estimate: Some(at.survival),
            error: Some(at.error),
            n: Some(at.at_risk),
            ..Figure::default()
        };
        let with = |limits: Option<(f64, f64)>| limits.map_or_else(figure, |(low, high)| figure().limits(low, high));
        figures.push(with(at.log_log).by("Greenwood, log-log"));
        figures.push(with(at.log).by("Greenwood, log scale"));
    }
    figures
}

fn effect(followed: &Followed, settings: &Settings, ties: Ties, name: &'static str, times: &[f64]) -> Result<Vec<Figure>, Error> {
    let own;
    let design = if let Some(design) = &followed.design {
        design
    } else {
        own = Design::new(&[&followed.scores])?;
        &own
    };
    let fit = cox(design, &followed.times, &followed.events, ties)?;
    let names = if followed.design.is_some() { settings.predictors.clone() } else { vec!["score".to_owned()] };
    let mut figures = Vec::new();
    for (at, (estimate, error)) in names.iter().zip(fit.coefficients.iter().zip(&fit.errors)) {
        let figure = Figure::of("log_hazard", *estimate).at(at).error(*error).by(name);
        let ratio = |value: Option<f64>| value.map(libm::exp);
        let (low, high) = (ratio(figure.low), ratio(figure.high));
        figures.push(Figure { figure: "hazard_ratio", estimate: ratio(figure.estimate), low, high, error: None, ..figure.clone() });
        figures.push(figure);
    }
    figures.extend(quality(&fit, &names, name));
    figures.extend(times.iter().map(|time| Figure::of("survival_at_means", fit.survival(*time, &fit.means)).at(time).by(name)));
    if followed.design.is_some() {
        let of = |figure: Figure| Figure { method: name, ..figure };
        figures.extend(harrell("cox_concordance", "", &fit.linear, followed)?.into_iter().map(of));
    }
    Ok(figures)
}

fn quality(fit: &Cox, names: &[String], name: &'static str) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (at, value) in [("null", fit.null_log_likelihood), ("fitted", fit.log_likelihood)] {
        figures.push(Figure::of("cox_log_likelihood", value).at(at).by(name));
    }
    for (at, value) in ["score", "wald", "lr"].into_iter().zip(fit.tests) {
        figures.push(Figure::of("cox_test", value).at(at).by(name));
    }
    let places = names.iter().map(String::as_str).chain(["GLOBAL"]);
    for (at, (chi_square, _, p)) in places.zip(&fit.proportional) {
        figures.push(Figure::of("proportional_hazards", *chi_square).at(at).by(name));
        figures.push(Figure::of("proportional_hazards_p", *p).at(at).by(name));
    }
    figures
}
