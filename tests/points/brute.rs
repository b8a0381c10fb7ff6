// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The best points by trying all, with a logistic regression that the search does not use.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use taxeer::points::{Effort, Ended, Error, Rule, solve};
use taxeer::progress::Unwatched;
use taxeer::statistics::{Design, logistic};

use crate::invented::{Case, Dice};

const NEAR: f64 = 1e-6;

/// Whether the points obey every rule.
pub fn obeys(case: &Case, points: &[i32]) -> bool {
    let inside = case.rules.iter().zip(points).all(|(rule, points)| match rule {
        Rule::Between { least, most } => (least..=most).contains(&points),
        Rule::Kept(kept) => kept == points,
    });
    let used: Vec<usize> = (0..points.len()).filter(|j| points[*j] != 0).collect();
    let items: BTreeSet<usize> = used.iter().map(|j| case.items[*j]).collect();
    inside
        && case.rising.iter().all(|bands| bands.windows(2).all(|pair| points[pair[0]] <= points[pair[1]]))
        && case.required.iter().all(|group| group.iter().any(|j| points[*j] != 0))
        && case.size.features.is_none_or(|most| used.len() <= most)
        && case.size.items.is_none_or(|most| items.len() <= most)
}

/// Least loss over intercept and slope, the slope not below 0; none where the totals separate the outcomes.
pub fn loss(case: &Case, points: &[i32]) -> Option<f64> {
    let mut counts: BTreeMap<i64, [f64; 2]> = BTreeMap::new();
    for row in 0..case.events.len() {
        let total: f64 = case.columns.iter().zip(points).map(|(column, points)| column[row] * f64::from(*points)).sum();
        let weight = case.weights.as_ref().map_or(1.0, |weights| weights[row]);
        counts.entry(total as i64).or_default()[usize::from(case.events[row])] += weight;
    }
    let lines: Vec<(f64, bool, f64)> =
        counts.iter().flat_map(|(total, count)| [(*total as f64, false, count[0]), (*total as f64, true, count[1])]).collect();
    let lines: Vec<(f64, bool, f64)> = lines.into_iter().filter(|(_, _, weight)| *weight > 0.0).collect();
    let totals: Vec<f64> = lines.iter().map(|line| line.0).collect();
    let events: Vec<bool> = lines.iter().map(|line| line.1).collect();
    let weights: Vec<f64> = lines.iter().map(|line| line.2).collect();
    let options = logistic::Options { weights: Some(&weights), offset: None };
    let level = || logistic::fit(&Design::empty(events.len()), &events, options).ok().map(|fit| -fit.log_likelihood);
    if totals.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq()) {
        return level();
    }
    let fit = logistic::fit(&Design::new(&[&totals]).expect("a column"), &events, options).ok()?;
    if fit.coefficients[1] > 0.0 { Some(-fit.log_likelihood) } else { level() }
}

/// The least loss of all points in -2..2 that obey the rules; an error where some totals separate the outcomes.
pub fn best(case: &Case) -> Result<Option<f64>, ()> {
    let mut best: Option<f64> = None;
    for number in 0..5usize.pow(case.columns.len() as u32) {
        let points: Vec<i32> = (0..case.columns.len()).map(|j| (number / 5usize.pow(j as u32) % 5) as i32 - 2).collect();
        if obeys(case, &points) {
            let loss = loss(case, &points).ok_or(())?;
            best = Some(best.map_or(loss, |best| best.min(loss)));
        }
    }
    Ok(best)
}

fn holds(case: &Case) -> Result<bool, TestCaseError> {
    let found = solve(&case.request(), Effort::default(), &Unwatched);
    if let Err(Error::Separation { .. } | Error::Constant { .. } | Error::NoEvents | Error::NoNonEvents) = found {
        return Ok(false);
    }
    let Ok(best) = best(case) else { return Ok(false) };
    match (found, best) {
        (Err(Error::Contradiction | Error::Size { .. } | Error::Empty), None) => {}
        // Rules that leave no column a choice but 0: a table without points is no answer.
        (Err(Error::Empty), Some(_)) => prop_assert_eq!(loss(case, &vec![0; case.columns.len()]), best),
        (Ok(found), Some(best)) => {
            prop_assert!(obeys(case, &found.points), "{:?} breaks a rule of {case:?}", found.points);
            prop_assert!((found.loss - best).abs() < NEAR, "found {} {:?}, best {best}: {case:?}", found.loss, found.points);
            prop_assert!((loss(case, &found.points).unwrap_or(0.0) - best).abs() < NEAR, "the loss is that of the points");
            prop_assert_eq!(found.ended, Ended::Proven);
            prop_assert!(found.bound <= best + NEAR && found.real_bound <= best + NEAR);
            for proof in [0, 1] {
                let early = solve(&case.request(), Effort { proof, looks: 20 }, &Unwatched);
                if let Ok(early) = early {
                    prop_assert!(early.bound <= best + NEAR, "bound {} over {best}: {case:?}", early.bound);
                    prop_assert!(early.loss >= best - NEAR && obeys(case, &early.points));
                }
            }
        }
        (found, best) => prop_assert!(false, "found {found:?}, best {best:?}: {case:?}"),
    }
    Ok(true)
}

/// A run of cases, of which enough must be such that points can be given.
fn run(first: u64, cases: u64, make: fn(&mut Dice) -> Case) {
    let mut tried = 0;
    for seed in first..first + cases {
        let case = make(&mut Dice::new(seed));
        tried += u64::from(holds(&case).unwrap_or_else(|error| panic!("seed {seed}: {error}")));
    }
    assert!(tried * 2 > cases, "only {tried} of {cases} cases were tried");
}

#[test]
fn points_of_a_size_are_the_best_of_all() {
    run(1, 60, Case::plain);
}

#[test]
fn points_under_rules_are_the_best_that_obey_them() {
    run(1000, 160, Case::ruled);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bound_is_above_the_best(seed in any::<u64>()) {
        holds(&Case::ruled(&mut Dice::new(seed)))?;
    }
}
