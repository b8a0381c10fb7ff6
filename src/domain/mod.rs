// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What values there are, and sets of them: the one pattern grammar of points, gates, constraints, levels, norms and tiers.

pub mod answer;
pub mod pattern;
pub mod set;

pub use answer::Answer;
pub use set::Set;

use crate::number::{date, fixed};

/// Decimal places of a decimal field.
pub const DECIMAL_PLACES: u32 = 6;

/// The values that a field, a scale or a scheme can have. Every value has a whole-number ordinal: the place of an option, a count,
/// a decimal in units of its last place, or a day number. Neighbouring values have neighbouring ordinals, so nothing lies between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Named options; ordinals count them from zero.
    Options(Vec<String>),
    /// Numbers in units of 10^-`places`, with the least and the greatest.
    Number {
        /// Decimal places.
        places: u32,
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// Days, from the first to the last.
    Date {
        /// First day.
        min: i64,
        /// Last day.
        max: i64,
    },
}

/// Ordinal of the answer "not applicable" where a field declares it; below every value.
pub const NOT_APPLICABLE: i64 = i64::MIN;
/// How a pattern and a witness write that answer.
pub const NOT_APPLICABLE_WORD: &str = "not_applicable";

impl Domain {
    /// The options `no` and `yes`.
    #[must_use]
    pub fn yes_no() -> Self {
        Self::Options(vec!["no".to_owned(), "yes".to_owned()])
    }

    /// The set of all values.
    #[must_use]
    pub fn all(&self) -> Set {
        match self {
            Self::Options(options) => Set::range(0, i64::try_from(options.len()).unwrap_or(i64::MAX) - 1),
            Self::Number { min, max, .. } | Self::Date { min, max } => Set::range(*min, *max),
        }
    }

    /// The ordinal of a value as a rule set writes it; `None` when this domain has no such value (it may still lie outside the limits).
    #[must_use]
    pub fn ordinal(&self, text: &str) -> Option<i64> {
        match self {
            Self::Options(options) => options.iter().position(|option| option == text).and_then(|at| i64::try_from(at).ok()),
            Self::Number { places, .. } => fixed::parse(text, *places),
            Self::Date { .. } => date::parse_iso(text),
        }
    }

    /// A value as a rule set writes it.
    #[must_use]
    pub fn print(&self, ordinal: i64) -> String {
        if ordinal == NOT_APPLICABLE {
            return NOT_APPLICABLE_WORD.to_owned();
        }
        match self {
            Self::Options(options) => {
                usize::try_from(ordinal).ok().and_then(|at| options.get(at)).cloned().unwrap_or_else(|| ordinal.to_string())
            }
            Self::Number { places, .. } => fixed::print(ordinal, *places),
            Self::Date { .. } => date::print(ordinal),
        }
    }

    /// The simplest value between two ordinals: the one with the fewest decimals, so that a person can score it by hand.
    #[must_use]
    pub fn simplest(&self, low: i64, high: i64) -> i64 {
        let Self::Number { places, .. } = self else { return low };
        if low == NOT_APPLICABLE {
            return low;
        }
        for place in (0..=*places).rev() {
            let step = 10_i64.pow(place);
            let candidate = low.div_euclid(step) * step;
            let candidate = if candidate < low { candidate + step } else { candidate };
            if candidate <= high {
                return candidate;
            }
        }
        low
    }

    /// A set as patterns write it, for messages.
    #[must_use]
    pub fn describe(&self, set: &Set) -> String {
        let all = self.all();
        let (least, greatest) = (all.first(), all.last());
        // A range of decimals that ends one step below a rounder number is half-open.
        let half_open = |high: i64| {
            let (last, next) = (self.print(high), self.print(high.saturating_add(1)));
            if matches!(self, Self::Number { places: 1.., .. }) && next.len() < last.len() {
                format!("..{next}")
            } else {
                format!("..={last}")
            }
        };
        let parts = set.intervals().iter().flat_map(|&(low, high)| match self {
            _ if low == NOT_APPLICABLE => vec![NOT_APPLICABLE_WORD.to_owned()],
            Self::Options(_) => (low..=high).map(|ordinal| self.print(ordinal)).collect(),
            _ if low == high => vec![self.print(low)],
            _ if Some(low) <= least && Some(high) >= greatest => vec!["..".to_owned()],
            _ if Some(high) >= greatest => vec![format!("{}..", self.print(low))],
            _ if Some(low) <= least => vec![half_open(high)],
            _ => vec![format!("{}{}", self.print(low), half_open(high))],
        });
        parts.collect::<Vec<_>>().join(" | ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simplest_value_is_the_one_a_person_would_take() {
        let age = Domain::Number { places: 6, min: 0, max: 120_000_000 };
        let simplest = |low: &str, high: &str| age.print(age.simplest(age.ordinal(low).unwrap(), age.ordinal(high).unwrap()));
        assert_eq!(simplest("34.9", "34.999999"), "34.9");
        assert_eq!(simplest("34.900001", "35"), "35");
        assert_eq!(simplest("17.999999", "17.999999"), "17.999999");
        assert_eq!(simplest("0", "120"), "0");
        assert_eq!(age.simplest(NOT_APPLICABLE, NOT_APPLICABLE), NOT_APPLICABLE);
    }
}
