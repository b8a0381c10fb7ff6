// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Exact decimals, in units of 10^-12.

use std::fmt;
use std::ops::{Add, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub i128);

const PLACES: usize = 12;
pub const ONE: i128 = 1_000_000_000_000;

impl Exact {
    pub fn whole(number: i128) -> Self {
        Self(number * ONE)
    }

    pub fn read(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let sound = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !sound(whole) || !sound(fraction) || fraction.len() > PLACES {
            return None;
        }
        format!("{whole}{fraction:0<PLACES$}").parse::<i128>().ok().map(|units| Self(sign * units))
    }

    pub fn times(self, other: Self) -> Self {
        Self(self.0 * other.0 / ONE)
    }

    /// Rounded half up to so many decimals.
    pub fn rounded(self, places: u32) -> Self {
        let unit = ONE / 10_i128.pow(places);
        Self((self.0 + unit / 2).div_euclid(unit) * unit)
    }

    #[allow(clippy::cast_precision_loss, reason = "scores and probabilities are small")]
    pub fn float(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "scores and probabilities are small")]
    pub fn of_float(value: f64) -> Self {
        Self(libm::floor(value * ONE as f64 + 0.5) as i128)
    }

    /// With all twelve decimals, as probabilities are written.
    pub fn long(self) -> String {
        format!("{}.{:012}", self.0 / ONE, self.0 % ONE)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (self.0.abs() / ONE, self.0.abs() % ONE);
        let fraction = format!("{fraction:012}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
