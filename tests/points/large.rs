// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Many rows that all differ.

use taxeer::points::{Effort, Ended, Rule, Size, solve};
use taxeer::progress::Unwatched;

use crate::brute;
use crate::invented::{Case, Dice};

/// Thirty features of which `strong` matter.
fn wide(rows: usize, strong: usize) -> Case {
    let mut dice = Dice::new(7);
    let width = 30;
    let shares: Vec<f64> = (0..width).map(|_| 0.1 + 0.35 * dice.share()).collect();
    let effects: Vec<f64> = (0..width).map(|j| if j < strong { 0.4 + dice.share() } else { 0.1 * (dice.share() - 0.5) }).collect();
    let mut columns = vec![Vec::new(); width];
    let mut events = Vec::new();
    for _ in 0..rows {
        let mut z = -1.0;
        for j in 0..width {
            let value = f64::from(u8::from(dice.chance(shares[j])));
            columns[j].push(value);
            z += value * if j % 3 == 0 { -effects[j] } else { effects[j] };
        }
        events.push(dice.chance(1.0 / (1.0 + (-z).exp())));
    }
    let rules = vec![Rule::Between { least: -5, most: 5 }; width];
    let size = Size { features: Some(5), items: None };
    Case { columns, events, weights: None, rules, items: (0..width).collect(), rising: vec![], required: vec![], size }
}

#[test]
fn few_strong_features_among_many_are_proven() {
    let found = solve(&wide(2000, 5).request(), Effort::default(), &Unwatched).expect("points");
    assert_eq!(found.ended, Ended::Proven);
    assert!(found.points[..5].iter().all(|points| *points != 0), "{:?}", found.points);
    assert!(found.distinct_rows > 1500, "{}", found.distinct_rows);
}

/// Where all features matter alike, a small effort leaves a gap, and its bound lies below what more effort proves.
#[test]
fn a_bound_that_is_not_closed_only_rises_with_effort() {
    let case = wide(1000, 30);
    let solved = |proof| solve(&case.request(), Effort { proof, looks: 10_000 }, &Unwatched).expect("points");
    let (none, some, more) = (solved(0), solved(20), solved(100));
    assert_eq!((none.ended, some.ended, more.ended), (Ended::Limit, Ended::Limit, Ended::Limit));
    assert!(none.bound <= some.bound && some.bound <= more.bound, "{} {} {}", none.bound, some.bound, more.bound);
    assert!(more.bound < more.loss && more.loss <= none.loss && none.gap() > more.gap());
}

/// Columns with so many values that rows have no short key, and far from 0: every pair of columns against the search.
#[test]
fn columns_of_many_values_are_searched_too() {
    let mut dice = Dice::new(23);
    let (width, rows) = (20, 300);
    let columns: Vec<Vec<f64>> = (0..width).map(|_| (0..rows).map(|_| (5000 + dice.roll(rows)) as f64).collect()).collect();
    let chance = |row: usize| 1.0 / (1.0 + (-(columns[3][row] - 2.0 * columns[11][row] + 5150.0) / 100.0).exp());
    let events = (0..rows).map(|row| dice.chance(chance(row))).collect();
    let rules = vec![Rule::Between { least: -2, most: 2 }; width];
    let size = Size { features: Some(2), items: None };
    let case = Case { columns, events, weights: None, rules, items: (0..width).collect(), rising: vec![], required: vec![], size };
    let found = solve(&case.request(), Effort::default(), &Unwatched).expect("points");
    let mut best = f64::INFINITY;
    for first in 0..width {
        for second in 0..first {
            for pair in [
                [0, 1],
                [1, 0],
                [1, 1],
                [1, 2],
                [2, 1],
                [1, -1],
                [1, -2],
                [2, -1],
                [-1, 1],
                [-1, 2],
                [-2, 1],
                [0, -1],
                [-1, 0],
                [-1, -1],
                [-1, -2],
                [-2, -1],
            ] {
                let mut points = vec![0; width];
                (points[first], points[second]) = (pair[0], pair[1]);
                best = best.min(brute::loss(&case, &points).expect("no separation"));
            }
        }
    }
    assert!((found.loss - best).abs() < 1e-6, "{} and {best}: {:?}", found.loss, found.points);
    assert_eq!(found.ended, Ended::Proven);
}
