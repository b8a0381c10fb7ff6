// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Schemes: every reachable value has exactly one level, every level is reachable, and levels rise where that is declared.

use std::collections::BTreeMap;

use super::Prover;
use super::ranges::{declared, uncertainty};
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::domain::Set;
use crate::evaluate::settle;
use crate::form::{Base, Rounding, Scheme};
use crate::number::Points;
use crate::number::fixed::print;
use crate::plan::PlanScheme;
use crate::text;

/// Levels on scales and horizons; whether every value has one.
pub fn check(prover: &mut Prover<'_>, space: &Space<'_>, wrong: &[bool]) -> bool {
    let (told, mut partitioned_all) = (prover.findings.len(), true);
    for (index, scheme) in prover.form.schemes.iter().enumerate() {
        let (scale, partitioned) = match scheme.base {
            // The cuts of a curve that falls mean nothing; that was told.
            Base::Horizon(scale, link) if !prover.form.scales[scale].links[link].rises() => {
                partitioned_all = false;
                continue;
            }
            Base::Horizon(scale, _) => (scale, percents(prover, scheme)),
            Base::Scale(scale) => (scale, apart(prover, space, scheme, scale)),
            Base::Scheme(_) | Base::Rules => continue,
        };
        rising(prover, scheme);
        if partitioned {
            on_scale(prover, space, index, (scale, wrong[scale]));
        }
        partitioned_all &= !wrong[scale];
    }
    partitioned_all && prover.findings.len() == told
}

/// Levels of shifts and rules: those that some state has.
pub fn check_by_state(prover: &mut Prover<'_>, space: &Space<'_>) {
    let schemes = || prover.form.schemes.iter().enumerate().filter(|(_, scheme)| matches!(scheme.base, Base::Scheme(_) | Base::Rules));
    if schemes().next().is_none() {
        return;
    }
    let mut reached: BTreeMap<(usize, usize), &Vec<usize>> = BTreeMap::new();
    for state in space.states() {
        if let Some(settled) = settle::settle(space.plan, &state.sums) {
            for (scheme, _) in schemes() {
                reached.entry((scheme, settled.levels[scheme])).or_insert(&state.choice);
            }
        }
    }
    let levels = schemes().flat_map(|(index, scheme)| (0..scheme.levels.len()).map(move |level| (index, level)));
    for (scheme, level) in levels.collect::<Vec<_>>() {
        let record = reached.get(&(scheme, level)).map(|&choice| move || space.witness(choice));
        let told = match prover.form.schemes[scheme].base {
            Base::Scheme(base) if prover.form.schemes[scheme].otherwise.is_some() => is_dead(prover, base, level),
            Base::Scheme(_) => prover.form.schemes[scheme].shifts.iter().any(|shift| shift.level == level),
            _ => prover.form.rules.iter().any(|rule| rule.level == Some(level)),
        };
        if record.is_none() && told {
            prover.follows(part(&prover.form.schemes[scheme], level));
        } else {
            reach_level(prover, scheme, level, record);
        }
    }
}

/// The intervals of levels on a scale do not overlap.
fn apart(prover: &mut Prover<'_>, space: &Space<'_>, scheme: &Scheme, scale: usize) -> bool {
    let told = prover.findings.len();
    for (index, level) in scheme.levels.iter().enumerate() {
        let clash =
            scheme.levels[..index].iter().map(|other| (other, other.at.intersection(&level.at))).find(|(_, twice)| !twice.is_empty());
        let Some((other, twice)) = clash else { continue };
        let reached = twice.intervals().iter().find_map(|&(low, high)| space.first_in(scale, Stage::Value, low, high));
        let value = reached.as_ref().map_or(Points(twice.first().unwrap_or(0)), |(value, _)| *value);
        let (id, place) = (&scheme.id, prover.place(&other.span));
        let found = text!("de waarde {value} heeft twee niveaus in `{id}`", "the value {value} has two levels in `{id}`");
        prover.tell(Code::LevelOverlap, &level.span, found, |mut finding| {
            finding.witness = reached.map(|(_, choice)| space.witness(&choice));
            finding
                .related(place, text!("het andere niveau", "the other level"))
                .mend(text!("laat de niveaus op elkaar aansluiten", "make the levels meet"))
        });
    }
    prover.findings.len() == told
}

fn on_scale(prover: &mut Prover<'_>, space: &Space<'_>, index: usize, (scale, wrong): (usize, bool)) {
    let scheme = &prover.form.schemes[index];
    let PlanScheme::Cuts { cuts, .. } = &space.plan.schemes[index] else { return };
    // Where the range is wrong, a level that nobody reaches follows from it.
    for level in (0..scheme.levels.len()).filter(|_| !wrong) {
        let mut own = cuts.iter().filter(|cut| cut.2 == level);
        let reached = own.find_map(|&(low, high, _)| space.first_in(scale, Stage::Value, low, high));
        reach_level(prover, index, level, reached.map(|(_, choice)| move || space.witness(&choice)));
    }
    let covered = cuts.iter().fold(Set::empty(), |covered, &(low, high, _)| covered.union(&Set::range(low, high)));
    // Values outside the declared range are told as that.
    for &(low, high) in
        declared(&prover.form.scales[scale].range, uncertainty(prover.form, scale, Stage::Value)).without(&covered).intervals()
    {
        if let Some((value, choice)) = space.first_in(scale, Stage::Value, low, high) {
            let (id, witness) = (&scheme.id, space.witness(&choice));
            let found = text!("de waarde {value} heeft geen niveau in `{id}`", "the value {value} has no level in `{id}`");
            prover.tell(Code::LevelGap, &scheme.span, found, |finding| {
                finding.witness(witness).mend(text!("laat de niveaus op elkaar aansluiten", "make the levels meet"))
            });
            return;
        }
    }
}

fn reach_level(prover: &mut Prover<'_>, scheme: usize, level: usize, record: Option<impl FnOnce() -> String>) {
    let scheme = &prover.form.schemes[scheme];
    let (id, of) = (&scheme.levels[level].id, &scheme.id);
    // A scheme of shifts has the levels of another: what it lacks is told where it stands itself.
    let span = if scheme.otherwise.is_some() { &scheme.span } else { &scheme.levels[level].span };
    let found = text!("niemand kan op niveau `{id}` van `{of}` komen", "nobody can come to level `{id}` of `{of}`");
    prover.reach(part(scheme, level), record, Code::DeadLevel, span, found);
}

/// How a file names a level among its unreachable parts.
fn part(scheme: &Scheme, level: usize) -> String {
    format!("level {}.{}", scheme.id, scheme.levels[level].id)
}

fn is_dead(prover: &Prover<'_>, scheme: usize, level: usize) -> bool {
    let part = part(&prover.form.schemes[scheme], level);
    prover.dead.iter().any(|(dead, _)| *dead == part)
}

/// On a horizon the levels partition the percents after rounding.
fn percents(prover: &mut Prover<'_>, scheme: &Scheme) -> bool {
    let Some(rounding) = scheme.rounding else { return false };
    let Rounding { percent_decimals, lowest, highest, .. } = rounding;
    let (unit, id, told) = (10_i64.pow(percent_decimals), &scheme.id, prover.findings.len());
    let mut covered = Set::empty();
    for level in &scheme.levels {
        if let Some(percent) = covered.intersection(&level.at).first() {
            let percent = print(percent, percent_decimals);
            let found = text!("{percent} procent heeft twee niveaus in `{id}`", "{percent} percent has two levels in `{id}`");
            prover.tell(Code::LevelOverlap, &level.span, found, |finding| {
                finding.mend(text!("laat de niveaus op elkaar aansluiten", "make the levels meet"))
            });
        }
        covered = covered.union(&level.at);
    }
    if let Some(percent) = Set::range(lowest * unit, highest * unit).without(&covered).first() {
        let percent = print(percent, percent_decimals);
        let found = text!("{percent} procent heeft geen niveau in `{id}`", "{percent} percent has no level in `{id}`");
        prover.tell(Code::LevelGap, &scheme.span, found, |finding| {
            finding.mend(text!("laat de niveaus op elkaar aansluiten", "make the levels meet"))
        });
    }
    prover.findings.len() == told
}

fn rising(prover: &mut Prover<'_>, scheme: &Scheme) {
    if !scheme.rising {
        return;
    }
    for pair in scheme.levels.windows(2) {
        let apart = pair[0].at.intersection(&pair[1].at).is_empty();
        if apart && pair[0].at.last() >= pair[1].at.first() {
            let (lower, upper) = (&pair[0].id, &pair[1].id);
            let found = text!("niveau `{upper}` ligt niet geheel boven `{lower}`", "level `{upper}` does not lie wholly above `{lower}`");
            prover.tell(Code::NotRising, &pair[1].span, found, |finding| {
                finding.mend(text!(
                    "zet de niveaus van laag naar hoog, of laat `rising` weg",
                    "put the levels from low to high, or leave out `rising`"
                ))
            });
        }
    }
}
