// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What goes wrong in other software or at the ends of a formula.

use taxeer::statistics::agreement::agreement;
use taxeer::statistics::alpha::alpha;
use taxeer::statistics::auc::auc;
use taxeer::statistics::cox::{Ties, cox};
use taxeer::statistics::delong::delong;
use taxeer::statistics::expected_observed::expected_observed;
use taxeer::statistics::hosmer_lemeshow::hosmer_lemeshow;
use taxeer::statistics::icc::icc;
use taxeer::statistics::kappa::{Weighting, kappa, table};
use taxeer::statistics::logistic::{Options, expit, fit};
use taxeer::statistics::proportion::{exact, wilson};
use taxeer::statistics::{Design, Error, distribution};

use crate::data::Data;

/// Rossi's outcome within the follow-up, by age and convictions.
fn rossi() -> (Vec<f64>, Vec<f64>, Vec<bool>) {
    let data = Data::rossi();
    (data.numbers("age"), data.numbers("prio"), data.events("arrest"))
}

#[test]
fn equal_predictors_get_bit_equal_probabilities() {
    let (age, prio, events) = rossi();
    let found = fit(&Design::new(&[&age, &prio]).unwrap(), &events, Options::default()).unwrap();
    let p = found.probabilities();
    let mut ties = 0;
    for a in 0..p.len() {
        for b in a + 1..p.len() {
            if age[a].to_bits() == age[b].to_bits() && prio[a].to_bits() == prio[b].to_bits() {
                ties += 1;
                assert_eq!(p[a].to_bits(), p[b].to_bits(), "rows {a} and {b}");
            }
        }
    }
    assert!(ties > 100, "only {ties} ties: does this still test anything?");
}

/// Two predictors in steps of a third: sums that differ by rounding alone would make close scores, not equal ones.
#[test]
fn rounding_parts_no_tie_of_the_linear_predictor() {
    let (age, prio, events) = rossi();
    let thirds = |values: &[f64]| values.iter().map(|value| value / 3.0).collect::<Vec<_>>();
    let found = fit(&Design::new(&[&thirds(&age), &thirds(&prio)]).unwrap(), &events, Options::default()).unwrap();
    let mut reversed: Vec<usize> = (0..events.len()).collect();
    reversed.reverse();
    let back = |values: &[f64]| reversed.iter().map(|row| values[*row]).collect::<Vec<_>>();
    let back_events: Vec<bool> = reversed.iter().map(|row| events[*row]).collect();
    let p = found.probabilities();
    assert_eq!(auc(&p, &events).unwrap().to_bits(), auc(&back(&p), &back_events).unwrap().to_bits());
}

/// rms cuts the predictor into cells and would call these scores equal.
#[test]
fn scores_that_differ_in_the_last_digits_are_not_equal() {
    let scores: Vec<f64> = (0..200).map(|row| 0.5 + f64::from(row) * 1e-12).collect();
    let events: Vec<bool> = (0..200).map(|row| row >= 100).collect();
    assert_eq!(auc(&scores, &events), Ok(1.0));
}

#[test]
fn hosmer_lemeshow_has_its_degrees_of_freedom_by_the_data() {
    let (age, prio, events) = rossi();
    let found = fit(&Design::new(&[&age, &prio]).unwrap(), &events, Options::default()).unwrap();
    let test = hosmer_lemeshow(&found.probabilities(), &events, 10).unwrap();
    assert_eq!(test.groups.len(), 10);
    let p = |df| distribution::chi_square_above(test.chi_square, df);
    assert_eq!(test.p_on_own_data, Some(p(8.0)), "g - 2 on the data of the fit");
    assert!((test.p_on_other_data - p(10.0)).abs() < 1e-15, "g on other data");
}

/// Equal probabilities stand in one group, whatever the quantiles are.
#[test]
fn groups_do_not_part_equal_probabilities() {
    let p: Vec<f64> = (0..90).map(|row| [0.1, 0.2, 0.4][row % 3]).collect();
    let events: Vec<bool> = (0..90).map(|row| row % 4 == 0).collect();
    let test = hosmer_lemeshow(&p, &events, 10).unwrap();
    assert!(test.groups.iter().all(|group| group.n % 30 == 0), "{:?}", test.groups);
    assert_eq!(test.groups.iter().map(|group| group.n).sum::<usize>(), 90);
}

#[test]
fn the_baseline_counts_ties_as_the_fit_does() {
    let data = Data::rossi();
    let (age, times, events) = (data.numbers("age"), data.numbers("week"), data.events("arrest"));
    let design = Design::new(&[&age]).unwrap();
    let at = |ties| {
        let found = cox(&design, &times, &events, ties).unwrap();
        found.survival(52.0, &found.means)
    };
    let distance = (at(Ties::Efron) - at(Ties::Breslow)).abs();
    assert!((1e-5..1e-2).contains(&distance), "{distance}");
}

#[test]
fn an_interval_of_the_auc_ends_at_one() {
    let scores = [1.0, 2.0, 4.0, 3.0, 5.0, 6.0];
    let events = [false, false, false, true, true, true];
    let interval = delong(&scores, &events).unwrap().interval(0.95).unwrap();
    assert_eq!(interval.upper.to_bits(), 1.0_f64.to_bits());
    assert!(interval.lower > 0.0 && interval.lower < interval.estimate);
}

#[test]
fn unpaired_is_a_t_test_and_paired_a_normal_one() {
    let (age, prio, events) = rossi();
    let (first, second) = (delong(&prio, &events).unwrap(), delong(&age.iter().map(|age| -age).collect::<Vec<_>>(), &events).unwrap());
    assert_eq!(first.paired(&second, 0.95).unwrap().df, None);
    let test = first.unpaired(&second, 0.95).unwrap();
    assert!(test.df.is_some_and(|df| df > 100.0));
    assert!((test.p - distribution::t_two_sided(test.statistic, test.df.unwrap())).abs() < 1e-15);
    assert_eq!(first.paired(&first, 0.95), Err(Error::Constant), "a score is not compared with itself");
}

#[test]
fn expected_over_observed_uses_the_constant_of_the_literature() {
    let p = [0.25; 40];
    let events: Vec<bool> = (0..40).map(|row| row < 16).collect();
    let found = expected_observed(&p, &events).unwrap();
    let (lower, upper) = found.log.unwrap();
    let half = 1.96 / 4.0_f64;
    assert!((lower - 0.625 * (-half).exp()).abs() < 1e-12 && (upper - 0.625 * half.exp()).abs() < 1e-12);
    assert!((f64::ln(upper / lower) / 2.0 * 4.0 - 1.959_964).abs() > 1e-5, "not the quantile");

    let none = expected_observed(&p, &[false; 40]).unwrap();
    assert_eq!((none.index, none.log), (None, None), "no index without events");
    assert!(none.exact.0 > 0.0 && none.exact.1.is_infinite());
    let nothing = expected_observed(&[0.0; 40], &[false; 40]).unwrap();
    assert_eq!(
        (nothing.exact.0.to_bits(), nothing.exact.1),
        (0, f64::INFINITY),
        "nothing expected and nothing seen is no number over no number"
    );
}

#[test]
fn intervals_end_where_proportions_end() {
    for (many, of) in [(0, 1), (1, 1), (0, 7), (7, 7), (0, 100_000), (100_000, 100_000), (3, 7)] {
        for interval in [wilson(many, of, 0.95).unwrap(), exact(many, of, 0.95).unwrap()] {
            assert!((0.0..=interval.estimate).contains(&interval.lower) && (interval.estimate..=1.0).contains(&interval.upper));
        }
    }
    // 1 - 0.025^(1/n): the exact upper limit of no events.
    assert!((exact(0, 20, 0.95).unwrap().upper - (1.0 - 0.025_f64.powf(1.0 / 20.0))).abs() < 1e-12);
    // Large counts, where the continued fraction of statrs stops too early.
    let found = exact(500_000, 1_000_000, 0.95).unwrap();
    assert!((found.upper - found.lower - 2.0 * 1.959_964 * 0.0005).abs() < 3e-6, "{found:?}");
    assert_eq!(wilson(2, 1, 0.95), Err(Error::OutOfRange { row: 0 }));
    assert_eq!(wilson(0, 0, 0.95), Err(Error::Empty));
}

#[test]
fn quantiles_undo_their_distributions() {
    for p in [0.001, 0.025, 0.5, 0.975, 0.999] {
        for (a, b) in [(0.5, 0.5), (2.0, 30.0), (900.0, 1200.0), (5000.0, 3.0), (1e5, 1e5)] {
            assert!((distribution::beta_below(distribution::beta_quantile(p, a, b), a, b) - p).abs() < 1e-9, "beta {a} {b} {p}");
        }
        for (df1, df2) in [(1.0, 1.0), (5.0, 15.0), (29.0, 174.0), (2000.0, 4000.0)] {
            let x = distribution::f_quantile(p, df1, df2);
            assert!((1.0 - distribution::f_above(x, df1, df2) - p).abs() < 1e-9, "F {df1} {df2} {p}");
        }
    }
    assert!((distribution::z_of(0.95) - 1.959_963_984_540_054).abs() < 1e-12);
}

#[test]
fn what_has_no_answer_says_why() {
    let events = [true, false, true, false];
    assert_eq!(auc(&[1.0, 2.0, 3.0, 4.0], &[true; 4]), Err(Error::NoNonEvents));
    assert_eq!(auc(&[1.0, 2.0, 3.0, 4.0], &[false; 4]), Err(Error::NoEvents));
    assert_eq!(auc(&[1.0, f64::NAN, 3.0, 4.0], &events), Err(Error::NotFinite { row: 1 }));
    assert_eq!(auc(&[1.0], &events), Err(Error::Lengths { first: 1, second: 4 }));
    let x: Vec<f64> = (0..20).map(f64::from).collect();
    let y: Vec<bool> = (0..20).map(|row| row >= 10).collect();
    let separated = fit(&Design::new(&[&x]).unwrap(), &y, Options::default());
    assert_eq!(separated, Err(Error::Separation { column: 0 }));
    let mixed: Vec<bool> = (0..20).map(|row| row % 3 == 0).collect();
    let doubled: Vec<f64> = x.iter().map(|value| 2.0 * value + 1.0).collect();
    assert_eq!(fit(&Design::new(&[&x, &doubled]).unwrap(), &mixed, Options::default()), Err(Error::Collinear { column: 1 }));
    assert_eq!(fit(&Design::new(&[&[1.0; 20]]).unwrap(), &mixed, Options::default()), Err(Error::Collinear { column: 0 }));
    assert!(expit(-800.0) >= 0.0 && expit(800.0) <= 1.0);
}

#[test]
fn coders_who_never_differ_or_never_vary() {
    let same: Vec<Vec<f64>> = (0..5).map(|case| vec![f64::from(case); 3]).collect();
    for found in icc(&same, 0.95).unwrap() {
        assert!((found.icc.estimate - 1.0).abs() < 1e-12, "{found:?}");
        assert!(found.icc.lower > 1.0 - 1e-9 && found.icc.upper < 1.0 + 1e-9, "{found:?}");
    }
    let flat = vec![vec![2.0; 3]; 5];
    assert_eq!(icc(&flat, 0.95), Err(Error::Constant));
    assert_eq!(alpha(&flat, 0.95), Err(Error::Constant));
    assert_eq!(kappa(&table(&[1, 1, 1], &[1, 1, 1], 2).unwrap(), Weighting::None), Err(Error::Constant), "one category: no kappa");
    assert_eq!(agreement(&[1, 1, 1], &[1, 1, 1], 0.95).unwrap().estimate.to_bits(), 1.0_f64.to_bits(), "and full agreement");
    let perfect = kappa(&table(&[0, 1, 2, 1], &[0, 1, 2, 1], 3).unwrap(), Weighting::Quadratic).unwrap();
    assert!((perfect.kappa - 1.0).abs() < 1e-12 && perfect.error < 1e-9);
    assert_eq!(table(&[0, 3], &[0, 0], 3), Err(Error::OutOfRange { row: 1 }));
}
