// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a certificate claims of the levels and the rules.

use std::collections::BTreeMap;

use serde::Serialize;

use super::refused;
use super::scales::Total;
use super::totals::Totals;
use super::witnesses::Witness;
use crate::check::proof::space::{Choice, Space, State};
use crate::evaluate::settle;
use crate::form::{Form, Scheme};
use crate::number::Points;
use crate::plan::PlanScheme;
use crate::record::RunError;
use crate::text;

#[derive(Serialize)]
pub struct SchemeClaims {
    id: String,
    levels: Vec<LevelClaim>,
}

#[derive(Serialize)]
struct LevelClaim {
    id: String,
    #[serde(flatten)]
    reached: Reached,
}

/// Who comes to a level or a rule.
#[derive(Serialize)]
#[serde(untagged)]
enum Reached {
    /// The totals of its scale from `least` through `greatest`.
    Run { least: Total, greatest: Total },
    /// This record, and others.
    By { witness: Witness },
    /// Nobody.
    Nobody { unreachable: bool },
}

impl Reached {
    const NOBODY: Self = Self::Nobody { unreachable: true };

    fn by(space: &Space<'_>, state: Option<&&State>) -> Self {
        state.map_or(Self::NOBODY, |state| Self::By { witness: Witness::of(space, &state.choice) })
    }
}

#[derive(Serialize)]
pub struct RuleClaim {
    id: String,
    #[serde(flatten)]
    reached: Reached,
}

/// The schemes in file order; the form has them in the order in which they look at each other.
pub fn claims(form: &Form, space: &Space<'_>, totals: &[Totals<'_>]) -> Result<Vec<SchemeClaims>, RunError> {
    let states = by_level(space);
    let claim = |index: usize, scheme: &Scheme| {
        let level = |level: usize| match &space.plan.schemes[index] {
            PlanScheme::Cuts { scale, cuts } => run(space, &totals[*scale], cuts, (scheme, level)),
            _ => Ok(Reached::by(space, states.get(&(index, level)))),
        };
        let levels = scheme.levels.iter().enumerate();
        let levels = levels.map(|(place, named)| Ok(LevelClaim { id: named.id.clone(), reached: level(place)? }));
        Ok(SchemeClaims { id: scheme.id.clone(), levels: levels.collect::<Result<_, RunError>>()? })
    };
    let mut order: Vec<(usize, &Scheme)> = form.schemes.iter().enumerate().collect();
    order.sort_by_key(|(_, scheme)| scheme.span.start);
    order.into_iter().map(|(index, scheme)| claim(index, scheme)).collect()
}

/// A state for each level of each scheme that one comes to.
fn by_level<'s>(space: &'s Space<'_>) -> BTreeMap<(usize, usize), &'s State> {
    let mut states = BTreeMap::new();
    for state in space.states() {
        let levels = settle::settle(space.plan, &state.sums).map(|settled| settled.levels).unwrap_or_default();
        for (scheme, level) in levels.into_iter().enumerate() {
            states.entry((scheme, level)).or_insert(state);
        }
    }
    states
}

/// The totals of a level, which must be one run.
fn run(space: &Space<'_>, totals: &Totals<'_>, cuts: &[(i64, i64, usize)], (scheme, level): (&Scheme, usize)) -> Result<Reached, RunError> {
    let own = || cuts.iter().filter(|cut| cut.2 == level);
    let least = own().filter_map(|&(low, high, _)| totals.first_in(low, high)).min_by_key(|(total, _)| *total);
    let greatest = own().filter_map(|&(low, high, _)| totals.last_in(low, high)).max_by_key(|(total, _)| *total);
    let (Some(least), Some(greatest)) = (least, greatest) else { return Ok(Reached::NOBODY) };
    let mut others = cuts.iter().filter(|cut| cut.2 != level);
    if others.any(|&(low, high, _)| lies_between(totals, (low, high), (&least, &greatest))) {
        let (id, of) = (&scheme.levels[level].id, &scheme.id);
        return Err(refused(text!(
            "tussen de totalen van niveau `{id}` van `{of}` ligt een totaal van een ander niveau",
            "between the totals of level `{id}` of `{of}` lies a total of another level"
        )));
    }
    Ok(Reached::Run { least: Total::of(space, &least), greatest: Total::of(space, &greatest) })
}

fn lies_between(totals: &Totals<'_>, (low, high): (i64, i64), (least, greatest): (&(Points, Choice), &(Points, Choice))) -> bool {
    totals.first_in(low.max(least.0.0), high.min(greatest.0.0)).is_some()
}

/// The rules in file order, each with a record for which it is the first that matches.
pub fn rules(form: &Form, space: &Space<'_>) -> Vec<RuleClaim> {
    let mut states: BTreeMap<usize, &State> = BTreeMap::new();
    for state in space.states() {
        if let Some(rule) = settle::rule(space.plan, &state.sums[space.plan.scales.len()..]) {
            states.entry(rule).or_insert(state);
        }
    }
    let claim = |(index, id): (usize, &String)| RuleClaim { id: id.clone(), reached: Reached::by(space, states.get(&index)) };
    form.rules.iter().map(|rule| &rule.id).enumerate().map(claim).collect()
}
