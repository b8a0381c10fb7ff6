// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fixed-point numbers: exact decimals read from the literal text, never through a binary fraction.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// Decimal places of [`Points`] and [`Probability`].
pub const PLACES: u32 = 12;
/// One whole point, in units of [`Points`].
pub const ONE: i64 = 1_000_000_000_000;

/// Reads a decimal with at most `places` digits after the point into a whole number of units of 10^-places.
/// `None` when the text is not a plain decimal, has more digits than that, or does not fit.
#[must_use]
pub fn parse(text: &str, places: u32) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) {
        return None;
    }
    let fraction = if fraction.len() > places as usize { fraction.trim_end_matches('0') } else { fraction };
    if fraction.len() > places as usize {
        return None;
    }
    let mut value: i64 = 0;
    let padding = std::iter::repeat_n(b'0', places as usize - fraction.len());
    for digit in whole.bytes().chain(fraction.bytes()).chain(padding) {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    Some(if negative { -value } else { value })
}

/// Prints a number of units of 10^-`places` with the digits it needs, without trailing zeros.
#[must_use]
pub fn print(value: i64, places: u32) -> String {
    let text = print_fixed(value, places, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Prints a number of units of 10^-`places` with exactly `shown` decimals, half up (away from zero), never `-0`.
#[must_use]
pub fn print_fixed(value: i64, places: u32, shown: u32) -> String {
    let rounded = round(value, places, shown);
    let unit = 10_u64.pow(shown);
    let magnitude = rounded.unsigned_abs();
    let sign = if rounded < 0 { "-" } else { "" };
    if shown == 0 {
        return format!("{sign}{magnitude}");
    }
    format!("{sign}{}.{:0width$}", magnitude / unit, magnitude % unit, width = shown as usize)
}

/// Rounds from `places` to `shown` decimals, half away from zero; the result is in units of 10^-`shown`.
#[must_use]
pub fn round(value: i64, places: u32, shown: u32) -> i64 {
    let step = 10_i64.pow(places - shown);
    let half = step / 2;
    let up = i64::from(step > 1 && (value % step).abs() >= half);
    value / step + if value < 0 { -up } else { up }
}

/// Points of an item or a scale: an exact decimal in units of 10^-12, so that sums never depend on their order.
/// The range is ±9.2 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(pub i64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// Reads the literal text of a number; `None` when it is not a decimal with at most twelve places, or beyond ±1 million.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text, PLACES).filter(|value| value.abs() <= 1_000_000 * ONE).map(Self)
    }

    /// Rounds a float to 12 decimals, half away from zero: the stated rounding of what passes a logarithm.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the checker bounds points to a million")]
    pub fn from_f64(value: f64) -> Self {
        let scaled = value * ONE as f64;
        Self(libm::round(scaled) as i64)
    }

    /// The nearest float, for a link.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "the loss is below 10^-15 of the value")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// Whether these are whole points.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// As the contract prints a score: whole points as an integer, others with nine decimals.
    #[must_use]
    pub fn as_score(self, whole: bool) -> String {
        print_fixed(self.0, PLACES, if whole { 0 } else { 9 })
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self.0, PLACES))
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, |sum, next| sum + next)
    }
}

/// A probability between 0 and 1, rounded half up to 12 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Probability(i64);

impl Probability {
    /// Rounds a float between 0 and 1.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        Self(Points::from_f64(value.clamp(0.0, 1.0)).0)
    }

    /// Reads the literal text of a number between 0 and 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text, PLACES).filter(|value| (0..=ONE).contains(value)).map(Self)
    }

    /// The value in units of 10^-12.
    #[must_use]
    pub fn units(self) -> i64 {
        self.0
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        Points(self.0).to_f64()
    }

    /// As a percentage with `shown` decimals, half up: `1.54`.
    #[must_use]
    pub fn as_percent(self, shown: u32) -> String {
        print_fixed(self.0, PLACES - 2, shown)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_fixed(self.0, PLACES, PLACES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(parse("0.1", 12), Some(100_000_000_000));
        assert_eq!(parse("-2.025261458", 9), Some(-2_025_261_458));
        assert_eq!(parse("22.50000000", 6), Some(22_500_000));
        for bad in ["", "-", ".5", "5.", "1e3", "1,5", "0x10", "1.0000001", "inf", "99999999999999999999"] {
            assert_eq!(parse(bad, 6), None, "{bad}");
        }
    }

    #[test]
    fn printing_rounds_half_away_and_never_says_minus_zero() {
        assert_eq!(print_fixed(-4, 1, 0), "0");
        assert_eq!(print_fixed(-5, 1, 0), "-1");
        assert_eq!(print_fixed(5, 1, 0), "1");
        assert_eq!(Points::parse("-0.0000000004").unwrap().as_score(false), "0.000000000");
        assert_eq!(Points::parse("-0.0000000005").unwrap().as_score(false), "-0.000000001");
        assert_eq!(Probability::parse("0.1031").unwrap().to_string(), "0.103100000000");
        assert_eq!(Probability::parse("0.1031").unwrap().as_percent(2), "10.31");
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(value in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            prop_assert_eq!(parse(&print(value, PLACES), PLACES), Some(value));
        }
    }
}
