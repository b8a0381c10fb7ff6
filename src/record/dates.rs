// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A date as people write it: dd-mm-yyyy or yyyy-mm-dd. Two-digit years and serial numbers only where the user says what they mean;
//! between day and month nothing is ever guessed.

use super::cell::CellFault;
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::number::date::{self, Epoch};
use crate::text;

/// Ways to write a date that the user allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Years of two digits: up to this one they are of this century (20..), above it of the last (19..). From 0 to 99.
    pub two_digit_years: Option<u8>,
    /// Whole numbers: days as a spreadsheet counts them.
    pub serials: Option<Epoch>,
}

/// Reads a date; nothing when there is no such day, or it is not written in an allowed way.
pub(crate) fn read(word: &str, dates: Dates) -> Option<i64> {
    let short = || short_year(word, dates.two_digit_years?);
    let serial = || {
        let sound = (1..=7).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        date::from_serial(word.parse().ok().filter(|_| sound)?, dates.serials?)
    };
    date::parse(word).or_else(short).or_else(serial)
}

fn short_year(word: &str, pivot: u8) -> Option<i64> {
    let (days, year) = word.split_at_checked(6).filter(|(days, year)| days.ends_with('-') && year.len() == 2)?;
    let century = if year.parse::<u8>().ok()? <= pivot { "20" } else { "19" };
    date::parse(&format!("{days}{century}{year}"))
}

/// Why a text is no date, and how to mend it.
pub(super) fn fault(word: &str) -> CellFault {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let day_of = |d: &str, m: &str, y: &str| Some(format!("{d:0>2}-{m:0>2}-{y}")).filter(|text| date::parse(text).is_some());
    let mend = match parts[..] {
        [a, b, year] if year.len() == 4 => match (day_of(a, b, year), day_of(b, a, year)) {
            (Some(first), Some(second)) if first != second => text!(
                "schrijf {first} als de dag vooraan staat, {second} als de maand vooraan staat",
                "write {first} if the day comes first, {second} if the month comes first"
            ),
            (Some(first), _) => text!("schrijf {first} als de dag vooraan staat", "write {first} if the day comes first"),
            (None, Some(second)) => {
                text!("staat de maand vooraan? schrijf dan {second}", "does the month come first? then write {second}")
            }
            (None, None) => super::cell::or_unknown(),
        },
        [_, _, year] if year.len() == 2 => text!(
            "schrijf het jaar met vier cijfers, of zeg --two-digit-years",
            "write the year with four digits, or say --two-digit-years"
        ),
        [serial] if (4..=6).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit()) => text!(
            "is dit een dagnummer van een rekenblad? zeg dan --date-serials 1900 of 1904",
            "is this a day number of a spreadsheet? then say --date-serials 1900 or 1904"
        ),
        _ => super::cell::or_unknown(),
    };
    let allowed: Text = text!("een bestaande datum als dd-mm-jjjj of jjjj-mm-dd", "a date that exists, as dd-mm-yyyy or yyyy-mm-dd");
    CellFault { code: Code::CellNotDate, allowed, mend }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(word: &str, two_digit_years: Option<u8>, serials: Option<Epoch>) -> Option<String> {
        read(word, Dates { two_digit_years, serials }).map(date::print)
    }

    #[test]
    fn short_years_and_serials_are_read_only_where_said() {
        for (word, expected) in [("03-07-81", "1981-07-03"), ("03-07-29", "2029-07-03"), ("03-07-30", "1930-07-03")] {
            assert_eq!(iso(word, None, None), None);
            assert_eq!(iso(word, Some(29), None).as_deref(), Some(expected));
        }
        for (word, in_1900, in_1904) in [
            ("29770", "1981-07-03", Some("1985-07-04")),
            ("61", "1900-03-01", Some("1904-03-02")),
            ("59", "1900-02-28", Some("1904-02-29")),
            ("1", "1900-01-01", Some("1904-01-02")),
        ] {
            assert_eq!(iso(word, Some(29), None), None);
            assert_eq!(iso(word, None, Some(Epoch::Of1900)).as_deref(), Some(in_1900), "{word}");
            assert_eq!(iso(word, None, Some(Epoch::Of1904)).as_deref(), in_1904, "{word}");
        }
        for word in ["60", "0", "99999999", "29770.5", "-1", "1e3", "31-02-81", "3-7-81", "03/07/81", "81-07-03", "é-07-81"] {
            assert_eq!(iso(word, Some(99), Some(Epoch::Of1900)), None, "{word}");
        }
    }

    #[test]
    fn day_and_month_are_asked_for() {
        for (word, mend) in [
            ("11/24/2026", "does the month come first? then write 24-11-2026"),
            ("03/04/2026", "write 03-04-2026 if the day comes first, 04-03-2026 if the month comes first"),
            ("24/11/2026", "write 24-11-2026 if the day comes first"),
            ("3-7-81", "write the year with four digits, or say --two-digit-years"),
            ("29770", "is this a day number of a spreadsheet? then say --date-serials 1900 or 1904"),
        ] {
            assert_eq!(fault(word).mend.en, mend, "{word}");
        }
    }
}
