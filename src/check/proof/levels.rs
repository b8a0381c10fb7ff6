//! Schemes: every reachable value has exactly one level, every level is reachable, and levels rise where that is declared.

use std::collections::BTreeSet;

use super::Prover;
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::domain::Set;
use crate::form::{Base, Scheme};
use crate::number::Points;
use crate::plan::PlanScheme;
use crate::text;

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    for (index, scheme) in prover.form.schemes.iter().enumerate() {
        match scheme.base {
            Base::Scale(scale) | Base::Horizon(scale, _) => {
                percents(prover, scheme);
                on_scale(prover, space, index, scale);
                rising(prover, scheme);
            }
            Base::Scheme(_) | Base::Rules => {}
        }
    }
    if space.is_plain() {
        return;
    }
    // Levels of shifts and rules: those that some state has.
    let mut reached: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); prover.form.schemes.len()];
    for settled in space.states().iter().filter_map(|state| crate::evaluate::settle::settle(space.plan, &state.sums)) {
        for (levels, &level) in reached.iter_mut().zip(&settled.levels) {
            levels.insert(level);
        }
    }
    for (scheme, levels) in prover.form.schemes.iter().zip(&reached) {
        if matches!(scheme.base, Base::Rules) {
            for (level, _) in scheme.levels.iter().enumerate().filter(|(level, _)| !levels.contains(level)) {
                dead_level(prover, scheme, level);
            }
        }
    }
}

fn on_scale(prover: &mut Prover<'_>, space: &Space<'_>, index: usize, scale: usize) {
    let scheme = &prover.form.schemes[index];
    let PlanScheme::Cuts { cuts, .. } = &space.plan.schemes[index] else { return };
    let mut covered = Set::empty();
    for &(low, high, level) in cuts {
        let twice = covered.intersection(&Set::range(low, high));
        for &(low, high) in twice.intervals() {
            if let Some((value, choice)) = space.first_in(scale, Stage::Value, low, high) {
                told(prover, scheme, level, value, Code::LevelOverlap, space.witness(&choice));
                break;
            }
        }
        covered = covered.union(&Set::range(low, high));
        if space.first_in(scale, Stage::Value, low, high).is_none() && !reached_elsewhere(space, scale, cuts, level) {
            dead_level(prover, scheme, level);
        }
    }
    for (level, _) in scheme.levels.iter().enumerate().filter(|(level, _)| !cuts.iter().any(|cut| cut.2 == *level)) {
        dead_level(prover, scheme, level);
    }
    let everything = Set::range(i64::MIN / 2, i64::MAX / 2);
    for &(low, high) in everything.without(&covered).intervals() {
        if let Some((value, choice)) = space.first_in(scale, Stage::Value, low, high) {
            told(prover, scheme, 0, value, Code::LevelGap, space.witness(&choice));
            break;
        }
    }
}

fn reached_elsewhere(space: &Space<'_>, scale: usize, cuts: &[(i64, i64, usize)], level: usize) -> bool {
    cuts.iter().filter(|cut| cut.2 == level).any(|&(low, high, _)| space.first_in(scale, Stage::Value, low, high).is_some())
}

fn told(prover: &mut Prover<'_>, scheme: &Scheme, level: usize, value: Points, code: Code, witness: String) {
    let id = &scheme.id;
    let (span, found) = if code == Code::LevelGap {
        (scheme.span.clone(), text!("de waarde {value} heeft geen niveau in `{id}`", "the value {value} has no level in `{id}`"))
    } else {
        (scheme.levels[level].span.clone(), text!("de waarde {value} heeft twee niveaus in `{id}`", "the value {value} has two levels in `{id}`"))
    };
    prover.tell(code, &span, found, |finding| {
        finding.witness(witness).mend(text!("laat de niveaus op elkaar aansluiten", "make the levels meet"))
    });
}

fn dead_level(prover: &mut Prover<'_>, scheme: &Scheme, level: usize) {
    let (id, of) = (&scheme.levels[level].id, &scheme.id);
    let found = text!("niemand kan op niveau `{id}` van `{of}` komen", "nobody can come to level `{id}` of `{of}`");
    prover.dead(format!("level {of}.{id}"), Code::DeadLevel, &scheme.levels[level].span, found);
}

/// On a horizon the levels partition the whole percents.
fn percents(prover: &mut Prover<'_>, scheme: &Scheme) {
    let Some(rounding) = scheme.rounding else { return };
    let unit = 10_i64.pow(rounding.percent_decimals);
    let mut covered = Set::empty();
    let id = &scheme.id;
    for level in &scheme.levels {
        if let Some(percent) = covered.intersection(&level.at).first() {
            let found = text!("{percent} procent heeft twee niveaus in `{id}`", "{percent} percent has two levels in `{id}`");
            prover.tell(Code::LevelOverlap, &level.span, found, |f| f);
        }
        covered = covered.union(&level.at);
    }
    if let Some(percent) = Set::range(rounding.lowest * unit, rounding.highest * unit).without(&covered).first() {
        let found = text!("{percent} procent heeft geen niveau in `{id}`", "{percent} percent has no level in `{id}`");
        prover.tell(Code::LevelGap, &scheme.span, found, |f| f);
    }
}

fn rising(prover: &mut Prover<'_>, scheme: &Scheme) {
    if !scheme.rising {
        return;
    }
    for pair in scheme.levels.windows(2) {
        if pair[0].at.last() >= pair[1].at.first() {
            let (lower, upper) = (&pair[0].id, &pair[1].id);
            let found = text!("niveau `{upper}` ligt niet geheel boven `{lower}`", "level `{upper}` does not lie wholly above `{lower}`");
            prover.tell(Code::NotRising, &pair[1].span, found, |finding| {
                finding.mend(text!("zet de niveaus van laag naar hoog, of laat `rising` weg", "put the levels from low to high, or leave out `rising`"))
            });
        }
    }
}
