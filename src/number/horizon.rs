// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Horizons: how long persons are followed.

use std::fmt;

use crate::lang::Text;
use crate::text;

/// The unit of a column of times. A year is 365 days, so that who was followed for 730 days was followed for two years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    #[default]
    Days,
    /// Weeks of 7 days.
    Weeks,
    /// Months of a twelfth of a year.
    Months,
    /// Years of 365 days.
    Years,
}

impl Unit {
    /// Its letter in a horizon.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    /// Its name: "years".
    #[must_use]
    pub fn plural(self) -> Text {
        match self {
            Self::Days => text!("dagen", "days"),
            Self::Weeks => text!("weken", "weeks"),
            Self::Months => text!("maanden", "months"),
            Self::Years => text!("jaren", "years"),
        }
    }

    fn days(self) -> f64 {
        match self {
            Self::Days => 1.0,
            Self::Weeks => 7.0,
            Self::Months => 365.0 / 12.0,
            Self::Years => 365.0,
        }
    }
}

/// A length of follow-up: `5y`, `24m`, `52w`, `730d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// How many.
    pub length: u32,
    /// Of what.
    pub unit: Unit,
}

impl Horizon {
    /// Reads a horizon; Dutch `5j` is a year too. `None` where it is none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        let letter = word.chars().last()?;
        let unit = match letter.to_ascii_lowercase() {
            'd' => Unit::Days,
            'w' => Unit::Weeks,
            'm' => Unit::Months,
            'y' | 'j' => Unit::Years,
            _ => return None,
        };
        let length = word.get(..word.len() - letter.len_utf8())?.parse().ok().filter(|length| (1..=100_000).contains(length))?;
        Some(Self { length, unit })
    }

    /// The length in another unit.
    #[must_use]
    pub fn within(self, unit: Unit) -> f64 {
        if unit == self.unit { f64::from(self.length) } else { f64::from(self.length) * self.unit.days() / unit.days() }
    }

    /// Whether two horizons are equally long.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        (self.within(Unit::Days) - other.within(Unit::Days)).abs() < 1e-6
    }
}

impl fmt::Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.length, self.unit.letter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_horizon_has_a_length_and_a_unit() {
        for (word, days) in [("5y", 1825.0), ("5j", 1825.0), (" 24m ", 730.0), ("52w", 364.0), ("730d", 730.0)] {
            let horizon = Horizon::parse(word).expect(word);
            assert!((horizon.within(Unit::Days) - days).abs() < 1e-9, "{word}");
        }
        for word in ["", "y", "5", "0y", "-1y", "1.5y", "5é", "5years"] {
            assert_eq!(Horizon::parse(word), None, "{word}");
        }
        assert!(Horizon::parse("2y").unwrap().is(Horizon::parse("24m").unwrap()));
    }
}
