// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a state to what it means: values of scales, levels, probabilities.

use std::collections::BTreeSet;

use super::Frame;
use super::outcome::{ProbabilityReach, Reach, ScaleReach};
use crate::form::Award;
use crate::number::{Points, Probability};
use crate::plan::{Plan, PlanLook, PlanScheme};

/// What one state means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Values by scale, after conversion.
    pub values: Vec<Award>,
    /// Raw sums by scale, before conversion.
    pub raw: Vec<Award>,
    /// Levels by scheme.
    pub levels: Vec<usize>,
    /// The rule that matched, of an instrument without a scale.
    pub rule: Option<usize>,
}

/// What a state means; `None` where the form has no conversion, level or rule for it (the proof tells where).
#[must_use]
pub fn settle(plan: &Plan, state: &[i64]) -> Option<Settled> {
    let (raw, values) = values(plan, state)?;
    let kept = &state[plan.scales.len()..];
    let rule = rule(plan, kept);
    let levels = levels(plan, plan.schemes.len(), &values, kept, rule)?;
    Some(Settled { values, raw, levels, rule })
}

/// The levels of the first schemes; `None` where one of them has none.
#[must_use]
pub fn levels(plan: &Plan, first: usize, values: &[Award], kept: &[i64], rule: Option<usize>) -> Option<Vec<usize>> {
    let mut levels = Vec::with_capacity(first);
    for scheme in &plan.schemes[..first] {
        levels.push(level(plan, scheme, values, &levels, kept, rule)?);
    }
    Some(levels)
}

/// Raw and converted values by scale; `None` where a conversion has no row.
#[must_use]
pub fn values(plan: &Plan, state: &[i64]) -> Option<(Vec<Award>, Vec<Award>)> {
    let mut raw = vec![Award::Withheld; plan.scales.len()];
    let mut values = raw.clone();
    for &scale in &plan.order {
        raw[scale] = sum(plan, state, scale, |inner| Some(values[inner]))?;
        values[scale] = convert(plan, scale, raw[scale])?;
    }
    Some((raw, values))
}

/// The raw sum of one scale; `None` where a conversion inside it has no row.
#[must_use]
pub fn raw_sum(plan: &Plan, state: &[i64], scale: usize) -> Option<Award> {
    sum(plan, state, scale, |inner| converted(plan, state, inner))
}

/// The value of one scale after its own conversion; `None` where a conversion in it has no row.
#[must_use]
pub fn converted(plan: &Plan, state: &[i64], scale: usize) -> Option<Award> {
    convert(plan, scale, raw_sum(plan, state, scale)?)
}

/// A scale's own items and what it sums: withheld where an answer of its own is, or any of those.
fn sum(plan: &Plan, state: &[i64], scale: usize, value: impl Fn(usize) -> Option<Award>) -> Option<Award> {
    let withheld = plan.scales[scale].withheld.is_some_and(|count| state[count] > 0);
    let mut sum = Some(Points(state[scale])).filter(|_| !withheld);
    for &inner in &plan.scales[scale].inner {
        let value = value(inner)?;
        sum = sum.zip(value.points()).map(|(sum, value)| sum + value);
    }
    Some(sum.map_or(Award::Withheld, Award::Points))
}

fn convert(plan: &Plan, scale: usize, raw: Award) -> Option<Award> {
    let (Some(rows), Some(points)) = (&plan.scales[scale].convert, raw.points()) else { return Some(raw) };
    let row = rows.iter().find(|(low, high, _)| (*low..=*high).contains(&points.0));
    row.map(|&(.., value)| Award::Points(value))
}

/// The first rule that matches.
#[must_use]
pub fn rule(plan: &Plan, kept: &[i64]) -> Option<usize> {
    plan.rules.iter().position(|rule| rule.when.iter().all(|(place, holds)| holds_at(holds, kept[*place])))
}

fn holds_at(holds: &[bool], cell: i64) -> bool {
    usize::try_from(cell).is_ok_and(|cell| holds.get(cell).copied().unwrap_or(false))
}

/// The level of a scheme; `levels` holds those of earlier schemes.
#[must_use]
pub fn level(plan: &Plan, scheme: &PlanScheme, values: &[Award], levels: &[usize], kept: &[i64], rule: Option<usize>) -> Option<usize> {
    match scheme {
        PlanScheme::Cuts { scale, cuts } => level_at(cuts, values[*scale].points()?),
        PlanScheme::Shifts { shifts, otherwise } => {
            let shift = shifts.iter().find(|(when, _)| shift_holds(when, levels, kept));
            match shift {
                Some(&(_, level)) => Some(level),
                None => otherwise.map(|otherwise| levels[otherwise]),
            }
        }
        PlanScheme::Rules => plan.rules[rule?].level,
    }
}

/// Whether all looks of a shift hold.
#[must_use]
pub fn shift_holds(when: &[PlanLook], levels: &[usize], kept: &[i64]) -> bool {
    when.iter().all(|look| match look {
        PlanLook::Field(place, holds) => holds_at(holds, kept[*place]),
        PlanLook::Scheme(scheme, holds) => holds[levels[*scheme]],
    })
}

/// The level whose interval holds a value.
#[must_use]
pub fn level_at(cuts: &[(i64, i64, usize)], value: Points) -> Option<usize> {
    let after = cuts.partition_point(|&(low, ..)| low <= value.0);
    let &(_, high, level) = cuts.get(after.checked_sub(1)?)?;
    (value.0 <= high).then_some(level)
}

/// What is left over many settled states.
pub fn reach(frame: &Frame<'_>, settled: impl Iterator<Item = Settled>) -> Reach {
    let mut scales: Vec<Option<(Points, Points)>> = vec![None; frame.view.scales.len()];
    let mut probabilities: Vec<Option<(Probability, Probability)>> = Vec::new();
    let mut combinations: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut withheld: BTreeSet<usize> = BTreeSet::new();
    for state in settled {
        for (range, &scale) in scales.iter_mut().zip(&frame.view.scales) {
            match state.values[scale] {
                Award::Points(value) => widen(range, value),
                Award::Withheld => drop(withheld.insert(scale)),
            }
        }
        let found = frame.probabilities(&state);
        probabilities.resize(found.len(), None);
        for (range, probability) in probabilities.iter_mut().zip(found) {
            widen(range, probability);
        }
        if !combinations.contains(&state.levels) {
            combinations.insert(state.levels);
        }
    }
    let levels = (0..frame.form.schemes.len())
        .map(|scheme| combinations.iter().map(|levels| levels[scheme]).collect::<BTreeSet<_>>().into_iter().collect())
        .collect();
    let scales = scales.iter().zip(&frame.view.scales);
    Reach {
        scales: scales.filter_map(|(range, &scale)| range.map(|(least, greatest)| ScaleReach { scale, least, greatest })).collect(),
        withheld: withheld.into_iter().collect(),
        levels,
        combinations: combinations.into_iter().collect(),
        probabilities: probabilities.into_iter().flatten().map(|(least, greatest)| ProbabilityReach { least, greatest }).collect(),
    }
}

fn widen<T: Copy + Ord>(range: &mut Option<(T, T)>, value: T) {
    *range = Some(range.map_or((value, value), |(least, greatest)| (least.min(value), greatest.max(value))));
}

impl Frame<'_> {
    /// Probabilities of a settled state, in the order of the form's horizons.
    fn probabilities(&self, state: &Settled) -> Vec<Probability> {
        // A scale with a link always has a total: the checker refuses others.
        let linked = self.view.links.iter().filter_map(|&(scale, link)| {
            let score = state.values[scale].points()?;
            Some(self.form.scales[scale].links[link].probability(score))
        });
        let ruled = state.rule.map_or(&[][..], |rule| &self.plan.rules[rule].probabilities);
        linked.chain(ruled.iter().copied()).collect()
    }
}
