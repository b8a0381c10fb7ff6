// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Ridge, LASSO and Firth: R's values where there are some, and the laws that a least value obeys.

#![allow(clippy::cast_precision_loss, reason = "counts of small samples")]

use proptest::prelude::*;
use serde_json::json;
use taxeer::statistics::cross_validation;
use taxeer::statistics::firth::firth;
use taxeer::statistics::logistic::{self, Options, expit};
use taxeer::statistics::penalised::{self, Penalty};
use taxeer::statistics::{Design, Error};

use crate::data::Data;
use crate::reference::Reference;

const NAMES: [&str; 7] = ["age", "priors_count", "juv_fel_count", "juv_misd_count", "juv_other_count", "male", "felony"];

#[test]
fn ridge_and_lasso_meet_glmnet() {
    let reference = Reference::open("penalised");
    let Some(file) = reference.data() else { return };
    let data = Data::read(&file);
    let columns: Vec<Vec<f64>> = NAMES.iter().map(|name| data.numbers(name)).collect();
    let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("a design");
    let events = data.events("two_year_recid");
    for (name, penalty) in [("ridge", Penalty::Ridge), ("lasso", Penalty::Lasso)] {
        for lambda in ["0.01", "0.05"] {
            let found = penalised::fit(&design, &events, None, penalty, lambda.parse().expect("a number")).expect("a fit");
            let names = std::iter::once("(Intercept)").chain(NAMES);
            let named: serde_json::Map<String, serde_json::Value> =
                names.zip(&found.coefficients).map(|(name, value)| (name.to_owned(), json!(value))).collect();
            reference.meet(&format!("{name}.lambda_{lambda}.coef"), &serde_json::Value::Object(named));
            reference.meet(&format!("{name}.lambda_{lambda}.objective"), &json!(found.objective));
        }
    }
    reference.is_whole(&[]);
}

/// Rows of three columns with outcomes of both kinds.
fn rows() -> impl Strategy<Value = Vec<([i8; 3], bool)>> {
    proptest::collection::vec((prop::array::uniform3(-3_i8..4), any::<bool>()), 20..60)
}

fn sample(rows: &[([i8; 3], bool)]) -> (Vec<Vec<f64>>, Vec<bool>) {
    // The first four rows make sure that no column is constant and both outcomes occur.
    let first = [([1, 0, 0], true), ([0, 1, 0], false), ([0, 0, 1], true), ([0, 0, 0], false)];
    let all: Vec<([i8; 3], bool)> = first.into_iter().chain(rows.iter().copied()).collect();
    let columns = (0..3).map(|at| all.iter().map(|(x, _)| f64::from(x[at])).collect()).collect();
    (columns, all.iter().map(|(_, event)| *event).collect())
}

fn design(columns: &[Vec<f64>]) -> Design {
    Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("a design")
}

/// The objective counted by itself, from the coefficients of the columns as given.
fn objective(columns: &[Vec<f64>], events: &[bool], penalty: Penalty, lambda: f64, b: &[f64]) -> f64 {
    let n = events.len() as f64;
    let loss: f64 = (0..events.len())
        .map(|row| {
            let z = b[0] + columns.iter().zip(&b[1..]).map(|(column, b)| b * column[row]).sum::<f64>();
            let p = expit(z);
            if events[row] { -p.ln() } else { -(1.0 - p).ln() }
        })
        .sum();
    let scaled = columns.iter().zip(&b[1..]).map(|(column, b)| {
        let mean = column.iter().sum::<f64>() / n;
        b * (column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt()
    });
    let size: f64 = match penalty {
        Penalty::Ridge => scaled.map(|b| b * b / 2.0).sum(),
        Penalty::Lasso => scaled.map(f64::abs).sum(),
    };
    loss / n + lambda * size
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// No coefficients near those found do better, and the objective is the one that was told.
    #[test]
    fn nothing_nearby_is_better(rows in rows(), lambda in 0.003_f64..0.5, nudge in prop::array::uniform4(-0.2_f64..0.2)) {
        let (columns, events) = sample(&rows);
        for penalty in [Penalty::Ridge, Penalty::Lasso] {
            let found = penalised::fit(&design(&columns), &events, None, penalty, lambda).expect("a fit");
            let own = objective(&columns, &events, penalty, lambda, &found.coefficients);
            prop_assert!((own - found.objective).abs() < 1e-10);
            for scale in [1.0, 0.1, 0.01] {
                let b: Vec<f64> = found.coefficients.iter().zip(nudge).map(|(b, nudge)| b + scale * nudge).collect();
                prop_assert!(objective(&columns, &events, penalty, lambda, &b) >= own - 1e-12);
            }
        }
    }

    /// A weight is that many rows, and where LASSO's path begins no column is kept.
    #[test]
    fn weights_repeat_rows_and_paths_begin_empty(rows in rows(), weights in proptest::collection::vec(1_u8..4, 64)) {
        let (columns, events) = sample(&rows);
        let weight: Vec<usize> = (0..events.len()).map(|row| usize::from(weights[row % weights.len()])).collect();
        let repeat = |column: &Vec<f64>| column.iter().zip(&weight).flat_map(|(x, n)| std::iter::repeat_n(*x, *n)).collect::<Vec<f64>>();
        let repeated: Vec<Vec<f64>> = columns.iter().map(repeat).collect();
        let all: Vec<bool> = events.iter().zip(&weight).flat_map(|(event, n)| std::iter::repeat_n(*event, *n)).collect();
        let weights: Vec<f64> = weight.iter().map(|n| *n as f64).collect();
        for penalty in [Penalty::Ridge, Penalty::Lasso] {
            let one = penalised::fit(&design(&columns), &events, Some(&weights), penalty, 0.05).expect("a fit");
            let other = penalised::fit(&design(&repeated), &all, None, penalty, 0.05).expect("a fit");
            for (a, b) in one.coefficients.iter().zip(&other.coefficients) {
                prop_assert!((a - b).abs() < 1e-7, "{:?} {:?}", one.coefficients, other.coefficients);
            }
        }
        let top = penalised::largest(&design(&columns), &events, None).expect("a penalty");
        let at = |lambda| penalised::fit(&design(&columns), &events, None, Penalty::Lasso, lambda).expect("a fit").coefficients;
        prop_assert!(at(top * 1.000_001)[1..].iter().all(|b| b.abs() < 1e-6));
        prop_assert!(top < 1e-9 || at(top * 0.9)[1..].iter().any(|b| b.abs() > 0.0));
        let one = firth(&design(&columns), &events, Some(&weights), 0.95).expect("a fit");
        let other = firth(&design(&repeated), &all, None, 0.95).expect("a fit");
        for (a, b) in one.coefficients.iter().zip(&other.coefficients) {
            prop_assert!((a.estimate - b.estimate).abs() < 1e-7 && (a.lower - b.lower).abs() < 1e-5 && (a.upper - b.upper).abs() < 1e-5);
        }
    }

    /// Firth's penalised likelihood, counted by itself: nothing nearby is better, and at its limits it has fallen by what the level allows.
    #[test]
    fn firth_is_the_largest_of_its_likelihood(rows in rows(), nudge in prop::array::uniform4(-0.3_f64..0.3)) {
        let (columns, events) = sample(&rows);
        let found = firth(&design(&columns), &events, None, 0.95).expect("a fit");
        let best: Vec<f64> = found.coefficients.iter().map(|one| one.estimate).collect();
        let own = jeffreys(&columns, &events, &best);
        prop_assert!((own - found.log_likelihood).abs() < 1e-8, "{} {}", own, found.log_likelihood);
        for scale in [1.0, 0.1, 0.01] {
            let b: Vec<f64> = best.iter().zip(nudge).map(|(b, nudge)| b + scale * nudge).collect();
            prop_assert!(jeffreys(&columns, &events, &b) <= own + 1e-10);
        }
        for one in &found.coefficients {
            prop_assert!(one.lower < one.estimate && one.estimate < one.upper);
        }
    }
}

/// The log-likelihood and half the logarithm of the determinant of the information, by Laplace's expansion of four rows.
fn jeffreys(columns: &[Vec<f64>], events: &[bool], b: &[f64]) -> f64 {
    let mut information = [[0.0; 4]; 4];
    let mut log_likelihood = 0.0;
    for row in 0..events.len() {
        let x = [1.0, columns[0][row], columns[1][row], columns[2][row]];
        let p = expit(x.iter().zip(b).map(|(x, b)| x * b).sum());
        log_likelihood += if events[row] { p.ln() } else { (1.0 - p).ln() };
        for i in 0..4 {
            for j in 0..4 {
                information[i][j] += p * (1.0 - p) * x[i] * x[j];
            }
        }
    }
    log_likelihood + determinant(&information.map(|line| line.to_vec())).ln() / 2.0
}

fn determinant(matrix: &[Vec<f64>]) -> f64 {
    if matrix.len() == 1 {
        return matrix[0][0];
    }
    (0..matrix.len())
        .map(|column| {
            let minor: Vec<Vec<f64>> =
                matrix[1..].iter().map(|line| line.iter().enumerate().filter(|(at, _)| *at != column).map(|(_, x)| *x).collect()).collect();
            let sign = if column % 2 == 0 { 1.0 } else { -1.0 };
            sign * matrix[0][column] * determinant(&minor)
        })
        .sum()
}

/// Of a two by two table Firth's estimate is that of the table with a half added to every cell.
#[test]
fn firth_of_a_small_table_adds_a_half_to_each_cell() {
    for [a, b, c, d] in [[3_usize, 7, 5, 2], [0, 10, 4, 6], [0, 8, 9, 0]] {
        let cells = [(1.0, true, a), (1.0, false, b), (0.0, true, c), (0.0, false, d)];
        let column: Vec<f64> = cells.iter().flat_map(|(x, _, n)| std::iter::repeat_n(*x, *n)).collect();
        let events: Vec<bool> = cells.iter().flat_map(|(_, event, n)| std::iter::repeat_n(*event, *n)).collect();
        let found = firth(&Design::new(&[&column]).expect("a design"), &events, None, 0.95).expect("a fit");
        let half = |n: usize| n as f64 + 0.5;
        let odds = (half(a) / half(b) / (half(c) / half(d))).ln();
        assert!((found.coefficients[1].estimate - odds).abs() < 1e-8, "{found:?}");
        assert!((found.coefficients[0].estimate - (half(c) / half(d)).ln()).abs() < 1e-8);
        // The profile: at the limits twice the fall of the likelihood is the 95% point of chi-square with one degree of freedom.
        let profile = |value: f64| {
            let best = (-800..800).map(|step| table([a, b, c, d], f64::from(step) / 100.0, value)).fold(f64::NEG_INFINITY, f64::max);
            2.0 * (table([a, b, c, d], found.coefficients[0].estimate, odds) - best)
        };
        for limit in [found.coefficients[1].lower, found.coefficients[1].upper] {
            assert!((profile(limit) - 3.841_458_8).abs() < 2e-3, "{limit} {}", profile(limit));
        }
    }
}

/// The penalised log-likelihood of a two by two table.
fn table([a, b, c, d]: [usize; 4], intercept: f64, effect: f64) -> f64 {
    let (exposed, other) = (expit(intercept + effect), expit(intercept));
    let fit = a as f64 * exposed.ln() + b as f64 * (1.0 - exposed).ln() + c as f64 * other.ln() + d as f64 * (1.0 - other).ln();
    let (first, second) = ((a + b) as f64 * exposed * (1.0 - exposed), (c + d) as f64 * other * (1.0 - other));
    fit + (first * second).ln() / 2.0
}

#[test]
fn no_penalty_is_logistic_regression_and_faults_are_named() {
    let columns = [vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]];
    let events = [false, true, false, false, true, false, true, true];
    let free = logistic::fit(&design(&columns), &events, Options::default()).expect("a fit");
    let none = penalised::fit(&design(&columns), &events, None, Penalty::Ridge, 0.0).expect("a fit");
    assert_eq!(free.coefficients, none.coefficients);
    let near = penalised::fit(&design(&columns), &events, None, Penalty::Ridge, 1e-9).expect("a fit");
    assert!((near.coefficients[1] - free.coefficients[1]).abs() < 1e-6);
    let separated = [false, false, false, false, true, true, true, true];
    assert!(matches!(logistic::fit(&design(&columns), &separated, Options::default()), Err(Error::Separation { .. })));
    assert!(penalised::fit(&design(&columns), &separated, None, Penalty::Ridge, 0.01).expect("a fit").coefficients[1].is_finite());
    assert!(firth(&design(&columns), &separated, None, 0.95).expect("a fit").coefficients[1].estimate.is_finite());
    let constant = [vec![1.0; 8]];
    for penalty in [Penalty::Ridge, Penalty::Lasso] {
        assert_eq!(penalised::fit(&design(&constant), &events, None, penalty, 0.1), Err(Error::Collinear { column: 0 }));
        for lambda in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(penalised::fit(&design(&columns), &events, None, penalty, lambda), Err(Error::OutOfRange { row: 0 }));
        }
        assert_eq!(penalised::fit(&design(&columns), &[false; 8], None, penalty, 0.1), Err(Error::NoEvents));
        assert_eq!(penalised::fit(&design(&columns), &[true; 8], None, penalty, 0.1), Err(Error::NoNonEvents));
    }
    let twice = [columns[0].clone(), columns[0].iter().map(|x| 2.0 * x + 1.0).collect()];
    assert_eq!(firth(&design(&twice), &events, None, 0.95), Err(Error::Collinear { column: 1 }));
    assert_eq!(firth(&design(&columns), &[false; 8], None, 0.95), Err(Error::NoEvents));
    let below = [1.0, 1.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    assert_eq!(firth(&design(&columns), &events, Some(&below), 0.95), Err(Error::OutOfRange { row: 2 }));
    assert_eq!(penalised::fit(&design(&columns), &events, Some(&below), Penalty::Lasso, 0.1), Err(Error::OutOfRange { row: 2 }));
}

/// The deviance of each fold, counted by itself at two penalties of the path; the least is the least, and the wider one is within its error.
#[test]
fn a_penalty_is_chosen_on_folds_that_the_model_has_not_seen() {
    let n = 90;
    let column: Vec<f64> = (0..n).map(|row| f64::from(row % 10)).collect();
    let noise: Vec<f64> = (0..n).map(|row| f64::from((row * 7) % 13)).collect();
    let events: Vec<bool> = (0..n).map(|row| (row % 10) * 3 + (row * 5) % 17 > 18).collect();
    let folds: Vec<usize> = (0..90_usize).map(|row| (row / 2) % 5).collect();
    let columns = [column, noise];
    for penalty in [Penalty::Ridge, Penalty::Lasso] {
        let path = cross_validation::path(&design(&columns), &events, &folds, penalty).expect("a path");
        assert!(path.steps.windows(2).all(|pair| pair[0].lambda > pair[1].lambda) && path.within <= path.least);
        assert!(path.steps[path.within].deviance <= path.steps[path.least].deviance + path.steps[path.least].error);
        for at in [20, 80] {
            let mut sum = 0.0;
            for fold in 0..5 {
                let keep: Vec<usize> = (0..folds.len()).filter(|row| folds[*row] != fold).collect();
                let part: Vec<Vec<f64>> = columns.iter().map(|column| keep.iter().map(|row| column[*row]).collect()).collect();
                let seen: Vec<bool> = keep.iter().map(|row| events[*row]).collect();
                let model = penalised::fit(&design(&part), &seen, None, penalty, path.steps[at].lambda).expect("a fit");
                for row in (0..folds.len()).filter(|row| folds[*row] == fold) {
                    let z = model.coefficients[0] + columns.iter().zip(&model.coefficients[1..]).map(|(x, b)| x[row] * b).sum::<f64>();
                    sum -= 2.0 * if events[row] { expit(z).ln() } else { (1.0 - expit(z)).ln() };
                }
            }
            assert!((path.steps[at].deviance - sum / f64::from(n)).abs() < 1e-9);
        }
    }
    assert!(matches!(cross_validation::path(&design(&columns), &events, &[0; 90], Penalty::Ridge), Err(Error::TooFew { .. })));
}
