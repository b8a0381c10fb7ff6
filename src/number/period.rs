// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A day, a month or a year, as precise as a source has it.

use std::fmt;

use super::date;

/// A span of days as a source states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// One day, as a day number.
    Day(i64),
    /// A month: year, and 1 to 12.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl Period {
    /// Reads `2016`, `2016-10` or `2016-10-19`; `None` when there is no such period.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
        match *text.split('-').collect::<Vec<_>>() {
            [year] if digits(year, 4) => year.parse().ok().map(Self::Year),
            [year, month] if digits(year, 4) && digits(month, 2) => {
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Self::Month(year.parse().ok()?, month))
            }
            _ => date::parse_iso(text).map(Self::Day),
        }
    }

    /// Its first day, as a day number.
    #[must_use]
    pub fn first(self) -> i64 {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => date::from_parts(year, month, 1).unwrap_or(i64::MIN),
            Self::Year(year) => date::from_parts(year, 1, 1).unwrap_or(i64::MIN),
        }
    }

    /// Its last day, as a day number.
    #[must_use]
    pub fn last(self) -> i64 {
        let next = match self {
            Self::Day(day) => return day,
            Self::Month(year, 12) | Self::Year(year) => date::from_parts(year + 1, 1, 1),
            Self::Month(year, month) => date::from_parts(year, month + 1, 1),
        };
        next.map_or(i64::MAX, |next| next - 1)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.write_str(&date::print(*day)),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_as_long_as_it_is_written() {
        for (text, first, last) in [
            ("2016", "2016-01-01", "2016-12-31"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2016-12", "2016-12-01", "2016-12-31"),
            ("2016-10-19", "2016-10-19", "2016-10-19"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!((date::print(period.first()), date::print(period.last())), (first.to_owned(), last.to_owned()));
            assert_eq!(period.to_string(), text);
        }
        for text in ["16", "2016-13", "2016-1", "2016-02-30", "2016-10-19-1", "not known", "+016", ""] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
