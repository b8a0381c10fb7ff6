// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The smallest ways from what a record says to another level or tier: the fewest answers that would have to be other ones. A set of answers
//! is a way when the target is among what is left once they are taken away, which the evaluator tells exactly, with all constraints.

use crate::domain::{Answer, Domain, NOT_APPLICABLE};
use crate::form::Form;
use crate::plan::Plan;

/// Ways of more answers than this are not looked for.
pub const MOST: usize = 3;
/// Examples are looked for among so many combinations of answers.
const COMBINATIONS: usize = 20_000;
/// Values of one field that are tried for an example.
const VALUES: usize = 24;

/// What is left of a record: levels or tiers, lowest first; nothing where it has no result.
pub type Reach<'r> = dyn Fn(&[Answer]) -> Vec<usize> + 'r;

/// The smallest ways to a level or tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// The level or tier.
    pub to: usize,
    /// How many answers would be other ones; none where it takes more than [`MOST`]. Zero: answers that are unknown may lead there.
    pub size: Option<usize>,
    /// All ways of that size, in the order of the form.
    pub ways: Vec<Way>,
}

/// Answers that would have to be other ones, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The fields.
    pub fields: Vec<usize>,
    /// Answers that lead there, one for each field: an example, where one was found.
    pub example: Option<Vec<i64>>,
}

/// The smallest ways from a record.
#[must_use]
pub fn smallest(form: &Form, plan: &Plan, answers: &[Answer], to: usize, reach: &Reach<'_>) -> Ways {
    if reach(answers).contains(&to) {
        return Ways { to, size: Some(0), ways: Vec::new() };
    }
    let known: Vec<usize> = (0..plan.asked).filter(|&field| answers.get(field).is_some_and(|answer| *answer != Answer::Unknown)).collect();
    for size in 1..=MOST.min(known.len()) {
        let mut ways = Vec::new();
        each_choice(&known, size, &mut |fields| {
            let mut taken = answers.to_vec();
            for &field in fields {
                taken[field] = Answer::Unknown;
            }
            if reach(&taken).contains(&to) {
                ways.push(Way { fields: fields.to_vec(), example: example(form, plan, answers, fields, to, reach) });
            }
        });
        if !ways.is_empty() {
            return Ways { to, size: Some(size), ways };
        }
    }
    Ways { to, size: None, ways: Vec::new() }
}

/// All choices of so many, in order.
fn each_choice(from: &[usize], size: usize, visit: &mut dyn FnMut(&[usize])) {
    fn go(from: &[usize], size: usize, chosen: &mut Vec<usize>, visit: &mut dyn FnMut(&[usize])) {
        if size == 0 {
            return visit(chosen);
        }
        for (at, &one) in from.iter().enumerate() {
            chosen.push(one);
            go(&from[at + 1..], size - 1, chosen, visit);
            chosen.pop();
        }
    }
    go(from, size, &mut Vec::new(), visit);
}

/// Answers to the fields that lead to the target, the nearest first; nothing where none was found.
fn example(form: &Form, plan: &Plan, answers: &[Answer], fields: &[usize], to: usize, reach: &Reach<'_>) -> Option<Vec<i64>> {
    let values: Vec<Vec<i64>> = fields.iter().map(|&field| values(form, plan, field, answers[field])).collect();
    let combinations = values.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul)?;
    if combinations > COMBINATIONS {
        return None;
    }
    let mut tried = answers.to_vec();
    (0..combinations).find_map(|number| {
        let mut rest = number;
        let mut chosen = Vec::with_capacity(fields.len());
        for (&field, values) in fields.iter().zip(&values) {
            let value = *values.get(rest % values.len())?;
            rest /= values.len();
            chosen.push(value);
            tried[field] = Answer::Known(value);
        }
        reach(&tried).contains(&to).then_some(chosen)
    })
}

/// Other values of a field, nearest to what is said first: of each set that no pattern tells apart the nearest whole number, and small ones.
fn values(form: &Form, plan: &Plan, field: usize, said: Answer) -> Vec<i64> {
    let at = if let Answer::Known(value) = said { value } else { 0 };
    let mut values: Vec<i64> = match &form.fields[field].domain {
        Domain::Options(ids) => (0..i64::try_from(ids.len()).unwrap_or(0)).collect(),
        domain => {
            let cells = &plan.fields[field].cells;
            let one = if let Domain::Number { places, .. } = domain { 10_i64.pow(*places) } else { 1 };
            let known = cells.all().map(|cell| cells.interval(cell)).filter(|(low, _)| *low != NOT_APPLICABLE);
            let nearest = known.map(|(low, high)| {
                let near = at.clamp(low, high);
                let whole = [near.div_euclid(one) * one, (near.div_euclid(one) + 1) * one];
                whole.into_iter().find(|whole| (low..=high).contains(whole)).unwrap_or(near)
            });
            let small = (0..8).map(|number| number * one).filter(|&value| cells.of_value(value).is_some());
            nearest.chain(small).collect()
        }
    };
    values.retain(|value| Answer::Known(*value) != said);
    values.sort_by_key(|value| (value.abs_diff(at), *value));
    values.dedup();
    values.truncate(VALUES);
    values
}
