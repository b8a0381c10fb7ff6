// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What cannot be searched is named.

use taxeer::points::{Effort, Error, Rule, Size, solve};
use taxeer::progress::Unwatched;

use crate::invented::Case;

/// Twelve rows, three features, no separation.
fn sound() -> Case {
    let bits = |mask: u32| (0..12).map(|row| f64::from(mask >> row & 1)).collect();
    Case {
        columns: vec![bits(0b0101_1100_1010), bits(0b0011_0110_0101), bits(0b1110_0001_1100)],
        events: (0..12).map(|row| 0b0110_1101_0010 >> row & 1 == 1).collect(),
        weights: None,
        rules: vec![Rule::Between { least: -2, most: 2 }; 3],
        items: vec![0, 1, 2],
        rising: vec![],
        required: vec![],
        size: Size { features: Some(2), items: None },
    }
}

#[track_caller]
fn refused(change: impl Fn(&mut Case)) -> Error {
    let mut case = sound();
    change(&mut case);
    solve(&case.request(), Effort::default(), &Unwatched).expect_err("refused")
}

#[test]
fn what_is_wrong_is_named() {
    assert!(solve(&sound().request(), Effort::default(), &Unwatched).is_ok());
    assert_eq!(refused(|case| case.events = vec![true; 12]), Error::NoNonEvents);
    assert_eq!(refused(|case| case.events = vec![false; 12]), Error::NoEvents);
    assert_eq!(refused(|case| case.weights = Some(case.events.iter().map(|e| f64::from(u8::from(!e))).collect())), Error::NoEvents);
    assert_eq!(refused(|case| case.weights = Some(vec![0.0; 12])), Error::Empty);
    assert_eq!(refused(|case| case.weights = Some(vec![-1.0; 12])), Error::Value { row: 0 });
    assert_eq!(refused(|case| case.weights = Some(vec![1.0; 11])), Error::Lengths { outcomes: 12, found: 11 });
    assert_eq!(refused(|case| case.columns[1][3] = f64::NAN), Error::Value { row: 3 });
    assert_eq!(refused(|case| case.columns[2] = vec![0.0; 12]), Error::Constant { feature: 2 });
    assert_eq!(
        refused(|case| case.columns[1] = case.events.iter().map(|e| f64::from(u8::from(*e))).collect()),
        Error::Separation { feature: 1 }
    );
    assert_eq!(refused(|case| case.rules[1] = Rule::Between { least: 1, most: 0 }), Error::Range { feature: 1 });
    assert_eq!(refused(|case| case.rules[0] = Rule::Kept(4000)), Error::Range { feature: 0 });
    assert_eq!(refused(|case| case.rising = vec![vec![0, 7]]), Error::Unknown { feature: 7 });
    assert_eq!(refused(|case| case.required = vec![vec![0], vec![1], vec![2]]), Error::Size { needed: 3, allowed: 2 });
    assert_eq!(refused(|case| case.rules = vec![Rule::Kept(1); 3]), Error::Size { needed: 3, allowed: 2 });
    assert_eq!(refused(|case| case.rules = vec![Rule::Kept(0); 3]), Error::Empty);
    assert_eq!(refused(|case| case.required = vec![vec![]]), Error::Contradiction);
    assert_eq!(
        refused(|case| {
            case.rules[0] = Rule::Between { least: 1, most: 2 };
            case.rules[1] = Rule::Between { least: -2, most: 0 };
            case.rising = vec![vec![0, 1]];
        }),
        Error::Contradiction
    );
}

/// A band in which nobody has the event separates them in part: a slope without end on that band.
#[test]
fn a_band_without_events_is_named() {
    let mut case = sound();
    case.columns[0] = case.events.iter().enumerate().map(|(row, event)| f64::from(u8::from(!event && row % 2 == 0))).collect();
    let found = solve(&case.request(), Effort::default(), &Unwatched);
    assert_eq!(found, Err(Error::Separation { feature: 0 }));
}

#[test]
fn every_refusal_is_told_in_both_languages() {
    for error in [Error::NoEvents, Error::Constant { feature: 2 }, Error::Size { needed: 3, allowed: 2 }, Error::Contradiction] {
        let text = error.text();
        assert!(!text.nl.is_empty() && text.nl != text.en && error.to_string() == text.en);
    }
}
