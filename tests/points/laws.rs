// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What must not change the answer.

use proptest::prelude::*;
use taxeer::points::{Effort, Solution, solve};
use taxeer::progress::{Unwatched, Watch};

use crate::invented::{Case, Dice};

fn solved(case: &Case) -> Option<Solution> {
    solve(&case.request(), Effort::default(), &Unwatched).ok()
}

fn bits(solution: &Solution) -> (Vec<i32>, [u64; 4]) {
    (solution.points.clone(), [solution.loss, solution.bound, solution.intercept, solution.slope].map(f64::to_bits))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Another order of the rows, and rows written once with a weight, give the same bits.
    #[test]
    fn rows_are_a_set(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut case = Case::ruled(&mut dice);
        case.weights = None;
        let Some(found) = solved(&case) else { return Ok(()) };
        let mut order: Vec<usize> = (0..case.events.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, dice.roll(at + 1));
        }
        let mut other = case.clone();
        other.columns.iter_mut().zip(&case.columns).for_each(|(to, from)| *to = order.iter().map(|row| from[*row]).collect());
        other.events = order.iter().map(|row| case.events[*row]).collect();
        prop_assert_eq!(bits(&solved(&other).expect("the same rows")), bits(&found));

        let twice: Vec<f64> = vec![2.0; case.events.len()];
        let mut double = case.clone();
        double.columns.iter_mut().for_each(|column| column.extend_from_within(..));
        double.events.extend_from_within(..);
        let mut weighted = case;
        weighted.weights = Some(twice);
        prop_assert_eq!(bits(&solved(&double).expect("points")), bits(&solved(&weighted).expect("points")));
    }

    /// A wider rule never gives a larger loss.
    #[test]
    fn a_larger_size_is_never_worse(seed in any::<u64>()) {
        let mut case = Case::plain(&mut Dice::new(seed));
        let mut last = f64::INFINITY;
        for size in 1..=case.columns.len() {
            case.size.features = Some(size);
            let Some(found) = solved(&case) else { return Ok(()) };
            prop_assert!(found.size() <= size && found.loss <= last + 1e-9);
            last = found.loss;
        }
    }
}

/// Two columns that are equal: the first is used.
#[test]
fn equal_columns_are_told_apart_by_their_order() {
    let mut case = Case::plain(&mut Dice::new(5));
    case.columns.push(case.columns[0].clone());
    case.rules.push(case.rules[0]);
    case.items.push(case.items.len());
    for size in 1..=3 {
        case.size.features = Some(size);
        let found = solved(&case).expect("points");
        assert_eq!(found.points.last(), Some(&0), "size {size}: {:?}", found.points);
    }
}

struct StopsAt(std::sync::atomic::AtomicU64, u64);

impl Watch for StopsAt {
    fn step(&self, _done: u64, _of: u64) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }

    fn stopped(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::Relaxed) >= self.1
    }
}

#[test]
fn a_search_that_is_stopped_has_a_bound_that_holds() {
    let mut dice = Dice::new(11);
    let mut case = Case::plain(&mut dice);
    while case.columns.len() < 5 {
        case = Case::plain(&mut dice);
    }
    case.size.features = Some(2);
    let whole = solved(&case).expect("points");
    let stopped = solve(&case.request(), Effort::default(), &StopsAt(0.into(), 1)).expect("points");
    assert_eq!(stopped.ended, taxeer::points::Ended::Stopped);
    assert!(stopped.bound <= whole.loss && stopped.gap() > 0.0, "{stopped:?}");
}
