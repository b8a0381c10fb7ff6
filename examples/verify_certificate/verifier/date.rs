// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Days and completed years.

use crate::verifier::fixed::Int;

/// Days since 1970-01-01 of a date that exists, written YYYY-MM-DD.
pub fn parse(text: &str) -> Option<Int> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |part: &str, length: usize| (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok());
    let date = (number(year, 4)??, number(month, 2)??, number(day, 2)??);
    let days = days(date);
    (civil(days) == date).then_some(days)
}

/// Writes it back.
pub fn print(days: Int) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Counted from 1 March, so that the leap day is the last of its year.
fn days((year, month, day): (Int, Int, Int)) -> Int {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2).div_euclid(5) + day - 1 - 719_468
}

fn civil(days: Int) -> (Int, Int, Int) {
    // The average year gives the year or the one after it.
    let mut year = (days * 400).div_euclid(146_097) + 1971;
    while self::days((year, 1, 1)) > days {
        year -= 1;
    }
    let month = (2..=12).rev().find(|month| self::days((year, *month, 1)) <= days).unwrap_or(1);
    (year, month, days - self::days((year, month, 1)) + 1)
}

/// Years that are over between two days; who was born on 29 February is a year older on 1 March.
pub fn completed_years(from: Int, to: Int) -> Int {
    let ((from_year, from_month, from_day), (year, month, day)) = (civil(from), civil(to));
    year - from_year - Int::from((month, day) < (from_month, from_day))
}

#[cfg(test)]
mod tests {
    use super::{civil, completed_years, parse, print};

    #[test]
    fn every_day_of_eight_centuries_follows_the_one_before() {
        let (first, last) = (parse("1600-01-01").unwrap(), parse("2400-12-31").unwrap());
        assert_eq!((parse("1970-01-01"), parse("2000-03-01")), (Some(0), Some(11017)));
        let mut before = civil(first - 1);
        for day in first..=last {
            let now = civil(day);
            assert!(now > before && parse(&print(day)) == Some(day), "{now:?}");
            before = now;
        }
        assert_eq!((parse("2023-02-29"), parse("2024-2-1"), parse("2024-13-01")), (None, None, None));
    }

    #[test]
    fn birthdays() {
        let years = |from, to| completed_years(parse(from).unwrap(), parse(to).unwrap());
        assert_eq!((years("2000-02-29", "2018-02-28"), years("2000-02-29", "2018-03-01")), (17, 18));
        assert_eq!((years("2000-05-10", "2020-05-09"), years("2000-05-10", "2020-05-10")), (19, 20));
        assert_eq!(years("2000-05-10", "2000-05-09"), -1);
    }
}
