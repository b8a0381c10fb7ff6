// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One full record: is it allowed, its totals, its levels, its rule.

use crate::verifier::fixed::{Int, ONE, points as print};
use crate::verifier::pattern::Answer;
use crate::verifier::relation::first_true;
use crate::verifier::ruleset::{Combine, Curve, Form, Item, Link, Of, Percent, Points, RuleSet, holds};
use crate::verifier::text::{Text, say};

/// The years that the Copas rate adds to those between the first sanction and the conviction: part of its definition.
pub const COPAS: Int = 10;

/// Why this record is not allowed; nothing when it is.
pub fn refused(set: &RuleSet, record: &[Answer]) -> Option<Text> {
    for (field, answer) in set.fields.iter().zip(record) {
        let id = &field.id;
        let applies = field.applies.as_ref().map(|when| holds(when, record));
        if answer.is_none() && !field.not_applicable && applies != Some(false) {
            return Some(say!("{id} kan hier niet `not_applicable` zijn", "{id} cannot be `not_applicable` here"));
        }
        if answer.is_none() != (applies == Some(false)) && applies.is_some() {
            return Some(say!("{id} past niet bij de voorwaarde van zijn item", "{id} does not fit the condition of its item"));
        }
    }
    if !set.gates.iter().all(|gate| holds(gate, record)) {
        return Some(say!("de zaak valt buiten de doelgroep", "the record is outside the population"));
    }
    if !set.implications.iter().all(|both| !holds(&both.when, record) || holds(&both.require, record)) {
        return Some(say!("antwoorden kunnen niet samen", "answers cannot go together"));
    }
    let obeyed = |field: usize| record[field].unwrap_or_default();
    if !set.relations.iter().all(|relation| relation.holds(obeyed)) {
        return Some(say!("een vergelijking of afleiding klopt niet", "a comparison or derivation does not hold"));
    }
    None
}

/// The one row that holds.
fn row<'a, S>(item: &Item, rows: &'a [(S, Points)], holds: impl Fn(&S) -> bool) -> Result<Option<&'a Points>, Text> {
    let mut found = rows.iter().filter(|(when, _)| holds(when));
    let first = found.next();
    if found.next().is_some() {
        let id = &item.id;
        return Err(say!("item.{id}: twee rijen voor één antwoord", "item.{id}: two rows for one answer"));
    }
    Ok(first.map(|(_, points)| points))
}

fn gap(item: &Item) -> Text {
    let id = &item.id;
    say!("item.{id}: geen punten voor een toegestaan antwoord", "item.{id}: no points for an answer that is allowed")
}

/// The points of an item; none when they are withheld.
pub fn points(item: &Item, record: &[Answer]) -> Result<Points, Text> {
    if item.applies.as_ref().is_some_and(|applies| !holds(applies, record)) {
        return Ok(Some(0));
    }
    let known = |field: usize| record[field].ok_or_else(|| gap(item));
    match &item.form {
        Form::Tables(tables, combine) => {
            let mut given = Vec::new();
            for (field, rows) in tables {
                match row(item, rows, |set| set.contains(record[*field]))?.ok_or_else(|| gap(item))? {
                    Some(points) => given.push(*points),
                    None => return Ok(None),
                }
            }
            Ok(Some(together(&given, *combine)))
        }
        Form::Rows(rows, otherwise) => match row(item, rows, |when| holds(when, record))? {
            Some(points) => Ok(*points),
            None => otherwise.map(Some).ok_or_else(|| gap(item)),
        },
        Form::Weight { weight, of } => Ok(Some(weight * known(*of)?)),
        Form::Copas { weight, previous, conviction, first } => {
            let span = COPAS + known(*conviction)? - known(*first)?;
            if span <= 0 {
                let id = &item.id;
                return Err(say!("item.{id}: een logaritme van niets", "item.{id}: a logarithm of nothing"));
            }
            Ok(Some(logarithm(*weight, known(*previous)? + 1, span)))
        }
    }
}

fn together(given: &[Int], combine: Combine) -> Int {
    let some = given.iter().copied().find(|points| *points != 0).unwrap_or_default();
    match combine {
        Combine::Max => given.iter().copied().max().unwrap_or_default(),
        Combine::Min => given.iter().copied().min().unwrap_or_default(),
        Combine::Sum => given.iter().sum(),
        Combine::Any => some,
        Combine::All => {
            if given.contains(&0) {
                0
            } else {
                some
            }
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "whole numbers below 2^53 inside a logarithm and a link, where floats are meant")]
fn float(value: Int) -> f64 {
    value as f64
}

/// Points as a float, the nearest to their decimal text.
fn float_points(value: Int) -> f64 {
    print(value).parse().unwrap_or(f64::NAN)
}

#[allow(clippy::cast_possible_truncation, reason = "far below the greatest whole number")]
fn rounded(value: f64) -> Int {
    (value * float(ONE)).round() as Int
}

/// weight × ln(above / below), rounded half away from zero to 12 decimals.
fn logarithm(weight: Int, above: Int, below: Int) -> Int {
    rounded(float_points(weight) * libm::log(float(above) / float(below)))
}

/// The total of a scale; none when it is withheld.
pub fn total(set: &RuleSet, scale: usize, record: &[Answer]) -> Result<Points, Text> {
    let mut sum = 0;
    let mut withheld = false;
    for item in &set.scales[scale].items {
        match points(&set.items[*item], record)? {
            Some(points) => sum += points,
            None => withheld = true,
        }
    }
    for inner in &set.scales[scale].inner {
        match total(set, *inner, record)? {
            Some(total) => sum += total,
            None => withheld = true,
        }
    }
    if withheld { Ok(None) } else { convert(set, scale, sum).map(Some) }
}

/// From the raw sum to the value.
pub fn convert(set: &RuleSet, scale: usize, raw: Int) -> Result<Int, Text> {
    let scale = &set.scales[scale];
    let Some(rows) = &scale.convert else { return Ok(raw) };
    let mut found = rows.iter().filter(|(set, _)| set.contains(Some(raw)));
    if let (Some((_, value)), None) = (found.next(), found.next()) {
        return Ok(*value);
    }
    let (id, raw) = (&scale.id, print(raw));
    Err(say!("scale.{id}.convert: niet één rij voor {raw}", "scale.{id}.convert: not one row for {raw}"))
}

/// The published percentage at a horizon, in the unit of points.
fn percentage(link: &Link, percent: Percent, total: Int) -> Int {
    let slope = float_points(link.slope);
    let chance = match link.curve {
        Curve::Logistic { intercept } => 1.0 / (1.0 + libm::exp(-(float_points(intercept) + slope * float_points(total)))),
        // 1 − s^(e^z) as 1 − e^(ln s · e^z), with ln s from what s lacks of one where it is near: a small chance keeps its digits.
        Curve::Cox { survival, centre } => {
            let rest = ONE - survival;
            let ln = if survival > rest { libm::log1p(-float_points(rest)) } else { libm::log(float_points(survival)) };
            -libm::expm1(ln * libm::exp(slope * float_points(total - centre)))
        }
    };
    let half_up = |value: Int, unit: Int| (value + unit / 2).div_euclid(unit) * unit;
    let chance = half_up(rounded(chance), 10_i128.pow(12 - percent.chance_decimals));
    half_up(chance * 100, 10_i128.pow(12 - percent.decimals)).clamp(percent.lowest * ONE, percent.highest * ONE)
}

/// What of a scale each level of a scheme on a scale or horizon holds, as runs of totals from here through there.
pub fn runs(set: &RuleSet, scheme: usize, least: Int, greatest: Int) -> Vec<Vec<(Int, Int)>> {
    let scheme = &set.schemes[scheme];
    let all = scheme.levels.iter().map(|(_, at)| at);
    match &scheme.of {
        Of::Horizon { scale, link, percent } => {
            let link = &set.scales[*scale].links[*link];
            let percent = |total| percentage(link, *percent, total);
            // Percentages rise or fall with the total, so each run of them is one run of totals.
            let run = |(from, to): &(Int, Int)| {
                if link.slope > 0 {
                    (
                        first_true(least, greatest, |total| percent(total) >= *from),
                        first_true(least, greatest, |total| percent(total) > *to) - 1,
                    )
                } else {
                    (
                        first_true(least, greatest, |total| percent(total) <= *to),
                        first_true(least, greatest, |total| percent(total) < *from) - 1,
                    )
                }
            };
            all.map(|at| at.runs.iter().map(run).filter(|(from, to)| from <= to).collect()).collect()
        }
        _ => all
            .map(|at| at.runs.iter().map(|(from, to)| (*from.max(&least), *to.min(&greatest))).filter(|(from, to)| from <= to).collect())
            .collect(),
    }
}

/// The level of a scheme on a scale or horizon at this total.
fn level_at(set: &RuleSet, scheme: usize, total: Int) -> Option<usize> {
    let value = match &set.schemes[scheme].of {
        Of::Horizon { scale, link, percent } => percentage(&set.scales[*scale].links[*link], *percent, total),
        _ => total,
    };
    set.schemes[scheme].levels.iter().position(|(_, at)| at.contains(Some(value)))
}

/// The first rule whose condition holds.
pub fn first_rule(set: &RuleSet, condition: impl Fn(usize) -> bool) -> Option<usize> {
    (0..set.rules.len()).find(|rule| condition(*rule))
}

/// The level of a scheme on the rules or on another scheme, from the conditions that hold and the level at the bottom.
pub fn level_by(set: &RuleSet, scheme: usize, bottom: Option<usize>, condition: &impl Fn(usize) -> bool) -> Option<usize> {
    let this = &set.schemes[scheme];
    match &this.of {
        Of::Scale(_) | Of::Horizon { .. } => bottom,
        Of::Rules => {
            let level = set.rules[first_rule(set, condition)?].level.as_ref()?;
            this.levels.iter().position(|(id, _)| id == level)
        }
        Of::Scheme(below) => {
            let below = level_by(set, *below, bottom, condition)?;
            let shifted =
                this.shifts.iter().enumerate().find(|(at, shift)| {
                    shift.from.as_ref().is_none_or(|from| from.contains(&below)) && condition(set.condition(scheme, *at))
                });
            Some(shifted.map_or(below, |(_, shift)| shift.level))
        }
    }
}

/// The scheme at the bottom of a scheme.
pub fn bottom(set: &RuleSet, scheme: usize) -> usize {
    if let Of::Scheme(below) = set.schemes[scheme].of { bottom(set, below) } else { scheme }
}

/// Which conditions of rules and shifts hold for a record.
pub fn conditions(set: &RuleSet, record: &[Answer]) -> Vec<bool> {
    set.conditions().map(|when| holds(when, record)).collect()
}

/// The level of a record in a scheme; none when it has none.
pub fn level(set: &RuleSet, scheme: usize, record: &[Answer]) -> Result<Option<usize>, Text> {
    let held = conditions(set, record);
    let bottom = match set.root(scheme) {
        None => None,
        Some(scale) => match total(set, scale, record)? {
            None => return Ok(None),
            Some(total) => level_at(set, bottom(set, scheme), total),
        },
    };
    Ok(level_by(set, scheme, bottom, &|condition| held[condition]))
}
