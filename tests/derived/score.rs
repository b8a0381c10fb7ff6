// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A case in which every answer is known, scored.

use std::collections::BTreeSet;

use super::exact::Exact;
use super::pattern::Answer;
use super::table::{Bound, Item, Law, Look, Summed, Table, When};

pub enum Complete {
    /// The first gate that fails, and whether everything else is consistent.
    NotApplicable(usize, bool),
    /// What is broken, as reasons.
    Inconsistent(Vec<String>),
    Values(Values),
}

#[derive(Clone, Debug, Default)]
pub struct Values {
    /// By scale, before and after its conversion; `None` is withheld.
    pub raw: Vec<Option<Exact>>,
    pub totals: Vec<Option<Exact>>,
    /// By scheme: what is looked at where it is a number, and the level.
    pub looked: Vec<Option<Exact>>,
    pub levels: Vec<usize>,
    /// By horizon.
    pub probabilities: Vec<Exact>,
    /// Fields whose answer withholds.
    pub withheld: BTreeSet<usize>,
    pub rule: Option<usize>,
}

pub fn holds(when: &When, case: &[Answer]) -> bool {
    when.iter().all(|test| test.pattern.holds(&case[test.field]))
}

/// # Errors
/// When the table has no row for the case, or two rows that differ.
pub fn complete(table: &Table, case: &[Answer]) -> Result<Complete, String> {
    if let Some(gate) = table.gates.iter().position(|gate| !holds(&gate.when, case)) {
        return Ok(Complete::NotApplicable(gate, broken(table, case).is_empty()));
    }
    let broken = broken(table, case);
    if !broken.is_empty() {
        return Ok(Complete::Inconsistent(broken));
    }
    values(table, case).map(Complete::Values)
}

fn broken(table: &Table, case: &[Answer]) -> Vec<String> {
    let breaks = |law: &Law| match law {
        Law::Patterns(when, require) => holds(when, case) && !holds(require, case),
        Law::Sums(fields, at_most, bound) => {
            let (sum, bound) = (sum_of(fields, case), bound_of(bound, case));
            if *at_most { sum > bound } else { sum < bound }
        }
    };
    let constraints = table.constraints.iter().filter(|constraint| breaks(&constraint.law));
    let mut reasons: Vec<String> = constraints.map(|constraint| format!("constraint:{}", constraint.id)).collect();
    // An item that does not apply has "not applicable" as its answer, and only then.
    let mut conditional = BTreeSet::new();
    for item in &table.items {
        if let Some(applies) = &item.applies {
            let fields = item.rows.iter().flat_map(|row| &row.when).map(|test| test.field);
            conditional.extend(fields.filter(|&field| (case[field] == Answer::NotApplicable) == holds(applies, case)));
        }
    }
    reasons.extend(conditional.into_iter().map(|field| format!("conditional:{}", table.fields[field].id)));
    reasons
}

pub fn sum_of(fields: &[usize], case: &[Answer]) -> Exact {
    fields.iter().fold(Exact(0), |sum, &field| sum + if let Answer::Number(number) = case[field] { number } else { Exact(0) })
}

pub fn bound_of(bound: &Bound, case: &[Answer]) -> Exact {
    match bound {
        Bound::Fields(fields) => sum_of(fields, case),
        Bound::Number(number) => *number,
    }
}

fn values(table: &Table, case: &[Answer]) -> Result<Values, String> {
    let mut values = Values::default();
    let mut points = Vec::new();
    for item in &table.items {
        points.push(item_points(item, case, &mut values.withheld)?);
    }
    values.totals = vec![None; table.scales.len()];
    values.raw.clone_from(&values.totals);
    for scale in inner_first(table) {
        let part = |summed: &Summed| match *summed {
            Summed::Item(item) => points[item],
            Summed::Scale(inner) => values.totals[inner],
        };
        let raw = table.scales[scale].parts.iter().map(part).try_fold(Exact(0), |sum, part| Some(sum + part?));
        values.raw[scale] = raw;
        values.totals[scale] = match raw {
            Some(raw) if !table.scales[scale].convert.is_empty() => Some(one(
                &table.scales[scale].id,
                table.scales[scale].convert.iter().filter(|(at, _)| at.holds_number(raw)).map(|row| row.1),
            )?),
            raw => raw,
        };
    }
    values.rule = table.rules.iter().position(|rule| holds(&rule.when, case));
    if values.rule.is_none() && !table.rules.is_empty() {
        return Err("no rule matches".to_owned());
    }
    probabilities(table, &mut values);
    levels(table, case, &mut values)?;
    Ok(values)
}

fn inner_first(table: &Table) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < table.scales.len() {
        let before = order.len();
        for (scale, parts) in table.scales.iter().enumerate().map(|(at, scale)| (at, &scale.parts)) {
            let known = |summed: &Summed| if let Summed::Scale(inner) = summed { order.contains(inner) } else { true };
            if !order.contains(&scale) && parts.iter().all(known) {
                order.push(scale);
            }
        }
        assert!(order.len() > before, "scales sum each other in a ring");
    }
    order
}

/// The points of an item; `None` when they are withheld.
fn item_points(item: &Item, case: &[Answer], withheld: &mut BTreeSet<usize>) -> Result<Option<Exact>, String> {
    if item.applies.as_ref().is_some_and(|applies| !holds(applies, case)) {
        return Ok(Some(Exact(0)));
    }
    if let Some(weight) = item.weight {
        return Ok(Some(weighted(weight, &item.feeds, case)));
    }
    // Tables beside each other, a field each, or rows over several fields.
    let tables: BTreeSet<Option<usize>> = item.rows.iter().map(|row| item.combine.as_ref().map(|_| row.when[0].field)).collect();
    let mut given = Vec::new();
    for table in tables {
        let rows = item.rows.iter().filter(|row| table.is_none_or(|field| row.when[0].field == field));
        let hit = rows.filter(|row| holds(&row.when, case)).inspect(|row| {
            if row.points.is_none() {
                withheld.extend(row.when.iter().map(|test| test.field));
            }
        });
        given.push(one(&item.id, hit.map(|row| row.points))?);
    }
    let given: Option<Vec<Exact>> = given.into_iter().collect();
    Ok(given.and_then(|given| match item.combine.as_deref() {
        Some("sum") => Some(given.into_iter().fold(Exact(0), |sum, points| sum + points)),
        // Where each gives nothing or the same points, any of them is the greatest and all of them the least.
        Some("min" | "all") => given.into_iter().min(),
        _ => given.into_iter().max(),
    }))
}

fn weighted(weight: Exact, feeds: &[usize], case: &[Answer]) -> Exact {
    let at = |field: usize| sum_of(&[field], case);
    match *feeds {
        [previous, conviction, first] => {
            let rate = (at(previous) + Exact::whole(1)).float() / (Exact::whole(10) + at(conviction) - at(first)).float();
            Exact::of_float(weight.float() * libm::log(rate))
        }
        _ => weight.times(sum_of(feeds, case)),
    }
}

/// The one value that all hits give.
fn one<T: PartialEq>(what: &str, mut hits: impl Iterator<Item = T>) -> Result<T, String> {
    let first = hits.next().ok_or(format!("{what}: no row"))?;
    if hits.next().is_some() { Err(format!("{what}: two rows")) } else { Ok(first) }
}

fn probabilities(table: &Table, values: &mut Values) {
    if let Some(rule) = values.rule {
        values.probabilities = table.rules[rule].probabilities.iter().map(|(_, probability)| *probability).collect();
    }
    let Some(score) = table.reported_scales().first().and_then(|&scale| values.totals[scale]) else { return };
    for link in &table.links {
        let exception = link.exceptions.iter().find(|(at, _)| at.holds_number(score));
        values.probabilities.push(exception.map_or_else(
            || {
                let z = (link.intercept + link.slope.times(score - link.centre)).float();
                Exact::of_float(match link.survival {
                    None => 1.0 / (1.0 + libm::exp(-z)),
                    Some(survival) => 1.0 - libm::pow(survival.float(), libm::exp(z)),
                })
            },
            |(_, probability)| *probability,
        ));
    }
}

fn levels(table: &Table, case: &[Answer], values: &mut Values) -> Result<(), String> {
    for scheme in &table.schemes {
        let number = match scheme.look {
            Look::Scale(scale) => Some(values.totals[scale].ok_or(format!("{}: no total", scheme.id))?),
            Look::Percent(link, probability_places, percent_places, lowest, highest) => {
                let kept = values.probabilities[link].rounded(probability_places);
                Some(Exact(kept.0 * 100).rounded(percent_places).clamp(lowest, highest))
            }
            _ => None,
        };
        let level = match (&scheme.look, number) {
            (_, Some(number)) => {
                one(&scheme.id, scheme.rows.iter().filter(|row| row.at.holds_number(number)).map(|row| row.level.clone()))?
            }
            (Look::Scheme(under), None) => {
                let under = &table.schemes[*under].levels[values.levels[*under]];
                let mut shifts = scheme.rows.iter().filter(|row| row.at.holds_word(under) && holds(&row.when, case));
                shifts.next().map_or(under, |row| &row.level).clone()
            }
            _ => values.rule.and_then(|rule| table.rules[rule].level.clone()).ok_or("a rule without a level")?,
        };
        let level = scheme.levels.iter().position(|known| *known == level).ok_or(format!("{level} is no level of {}", scheme.id))?;
        values.looked.push(number);
        values.levels.push(level);
    }
    Ok(())
}
