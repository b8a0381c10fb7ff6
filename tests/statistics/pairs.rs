// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! AUC, its variance and Harrell's C against counting every pair, on small random data full of ties.

#![allow(clippy::cast_precision_loss, reason = "a few dozen rows")]

use std::cmp::Ordering;

use proptest::prelude::*;
use taxeer::statistics::auc::{auc, weighted};
use taxeer::statistics::concordance::concordance;
use taxeer::statistics::delong::delong;

fn rows() -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<bool>)> {
    let row = (0..6_u8, 0..6_u8, any::<bool>()).prop_map(|(score, time, event)| (f64::from(score), f64::from(time), event));
    proptest::collection::vec(row, 2..30).prop_map(|rows| {
        let (pairs, events): (Vec<(f64, f64)>, Vec<bool>) = rows.into_iter().map(|(score, time, event)| ((score, time), event)).unzip();
        let (scores, times) = pairs.into_iter().unzip();
        (scores, times, events)
    })
}

/// 1 for a pair won, one half for a tie.
fn won(case: f64, other: f64) -> f64 {
    match case.total_cmp(&other) {
        Ordering::Greater => 1.0,
        Ordering::Equal => 0.5,
        Ordering::Less => 0.0,
    }
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0) / n
}

fn split(scores: &[f64], events: &[bool]) -> (Vec<f64>, Vec<f64>) {
    let of = |wanted: bool| scores.iter().zip(events).filter(|(_, event)| **event == wanted).map(|(score, _)| *score).collect();
    (of(true), of(false))
}

proptest! {
    #[test]
    fn the_auc_is_the_share_of_pairs_won((scores, _, events) in rows()) {
        let (cases, others) = split(&scores, &events);
        prop_assume!(!cases.is_empty() && !others.is_empty());
        let of_case = |case: &f64| others.iter().map(|other| won(*case, *other)).sum::<f64>() / others.len() as f64;
        let of_other = |other: &f64| cases.iter().map(|case| won(*case, *other)).sum::<f64>() / cases.len() as f64;
        let by_case: Vec<f64> = cases.iter().map(of_case).collect();
        let expected = by_case.iter().sum::<f64>() / cases.len() as f64;
        prop_assert!((auc(&scores, &events).unwrap() - expected).abs() < 1e-12);

        let found = delong(&scores, &events).unwrap();
        if cases.len() > 1 && others.len() > 1 {
            let by_other: Vec<f64> = others.iter().map(of_other).collect();
            prop_assert!((found.variance.unwrap() - variance(&by_case) - variance(&by_other)).abs() < 1e-12);
        } else {
            prop_assert_eq!(found.variance, None);
        }
    }

    /// A weight stands for that many equal rows.
    #[test]
    fn a_weight_is_a_number_of_rows((scores, weights, events) in rows()) {
        let (scores, weights, events) = (&scores, &weights, &events);
        let repeat = |row: usize| (0..6_u8).filter(move |at| f64::from(*at) < weights[row]).map(move |_| (scores[row], events[row]));
        let (all_scores, all_events): (Vec<f64>, Vec<bool>) = (0..scores.len()).flat_map(repeat).unzip();
        prop_assume!(all_events.contains(&true) && all_events.contains(&false));
        let expected = auc(&all_scores, &all_events).unwrap();
        prop_assert!((weighted(scores, events, weights).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn harrells_c_is_the_share_of_usable_pairs_won((scores, times, events) in rows()) {
        let (mut concordant, mut discordant, mut tied_score, mut tied_time, mut tied_both) = (0, 0, 0, 0, 0);
        for first in 0..scores.len() {
            for second in 0..scores.len() {
                // Who has the event first; who is censored at that time outlives it.
                let earlier = times[first] < times[second];
                let at_once = times[first].total_cmp(&times[second]) == Ordering::Equal;
                if events[first] && (earlier || (at_once && !events[second])) {
                    match scores[first].total_cmp(&scores[second]) {
                        Ordering::Greater => concordant += 1,
                        Ordering::Less => discordant += 1,
                        Ordering::Equal => tied_score += 1,
                    }
                } else if first < second && at_once && events[first] && events[second] {
                    if scores[first].total_cmp(&scores[second]) == Ordering::Equal { tied_both += 1 } else { tied_time += 1 }
                }
            }
        }
        let usable = concordant + discordant + tied_score;
        let found = concordance(&scores, &times, &events);
        prop_assert_eq!(found.is_ok(), usable > 0);
        if let Ok(found) = found {
            prop_assert_eq!((found.concordant, found.discordant, found.tied_score), (concordant, discordant, tied_score));
            prop_assert_eq!((found.tied_time, found.tied_both), (tied_time, tied_both));
            let expected = (concordant as f64 + tied_score as f64 / 2.0) / usable as f64;
            prop_assert!((found.c - expected).abs() < 1e-12);
        }
    }
}
