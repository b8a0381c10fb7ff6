// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The table of a cut-off: who is called positive, and how often that is right.

use super::{Error, Interval, input, proportion};

/// Counts at one cut-off: positive means a score at or above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Positive, with the event.
    pub true_positive: usize,
    /// Positive, without the event.
    pub false_positive: usize,
    /// Negative, with the event.
    pub false_negative: usize,
    /// Negative, without the event.
    pub true_negative: usize,
}

/// Counts at a cut-off.
///
/// # Errors
/// Other numbers of rows; a score that is not finite; no rows.
pub fn confusion(scores: &[f64], events: &[bool], cut_off: f64) -> Result<Confusion, Error> {
    input::lengths(scores.len(), events.len())?;
    input::finite(scores)?;
    let mut table = Confusion::default();
    for (score, event) in scores.iter().zip(events) {
        match (*score >= cut_off, event) {
            (true, true) => table.true_positive += 1,
            (true, false) => table.false_positive += 1,
            (false, true) => table.false_negative += 1,
            (false, false) => table.true_negative += 1,
        }
    }
    Ok(table)
}

/// A share as a count and of how many.
pub type Share = (usize, usize);

impl Confusion {
    /// All rows.
    #[must_use]
    pub fn total(&self) -> usize {
        self.true_positive + self.false_positive + self.false_negative + self.true_negative
    }

    /// Positive among the events.
    #[must_use]
    pub fn sensitivity(&self) -> Share {
        (self.true_positive, self.true_positive + self.false_negative)
    }

    /// Negative among the non-events.
    #[must_use]
    pub fn specificity(&self) -> Share {
        (self.true_negative, self.true_negative + self.false_positive)
    }

    /// Events among the positive (PPV).
    #[must_use]
    pub fn positive_value(&self) -> Share {
        (self.true_positive, self.true_positive + self.false_positive)
    }

    /// Non-events among the negative (NPV).
    #[must_use]
    pub fn negative_value(&self) -> Share {
        (self.true_negative, self.true_negative + self.false_negative)
    }

    /// Positive among the non-events (FPR).
    #[must_use]
    pub fn false_positive_rate(&self) -> Share {
        (self.false_positive, self.true_negative + self.false_positive)
    }

    /// Negative among the events (FNR).
    #[must_use]
    pub fn false_negative_rate(&self) -> Share {
        (self.false_negative, self.true_positive + self.false_negative)
    }

    /// Positive among all.
    #[must_use]
    pub fn selection_rate(&self) -> Share {
        (self.true_positive + self.false_positive, self.total())
    }

    /// Events among all.
    #[must_use]
    pub fn base_rate(&self) -> Share {
        (self.true_positive + self.false_negative, self.total())
    }
}

/// Wilson's and the exact interval of a share.
///
/// # Errors
/// A share of nothing.
pub fn intervals(share: Share, level: f64) -> Result<(Interval, Interval), Error> {
    Ok((proportion::wilson(share.0, share.1, level)?, proportion::exact(share.0, share.1, level)?))
}

/// The false positive rate that a base rate, a PPV and a false negative rate force upon a group: FPR = p/(1-p) · (1-PPV)/PPV ·
/// (1-FNR). Groups with unequal base rates therefore cannot have the PPV, FPR and FNR all equal, unless prediction is perfect
/// (Chouldechova, Big Data 5, 2017). `None` where a term divides by zero.
#[must_use]
pub fn implied_false_positive_rate(base_rate: f64, positive_value: f64, false_negative_rate: f64) -> Option<f64> {
    let rate = base_rate / (1.0 - base_rate) * (1.0 - positive_value) / positive_value * (1.0 - false_negative_rate);
    rate.is_finite().then_some(rate)
}
