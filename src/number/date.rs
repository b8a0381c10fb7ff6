// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Civil dates as day numbers, and completed years between two of them.

use jiff::civil::Date;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1 January 1970 of an ISO date (`2016-10-01`); `None` when there is no such day.
#[must_use]
pub fn parse_iso(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    from_parts(text.get(0..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?)
}

/// Days since 1 January 1970 of a date as people write it: dd-mm-yyyy or yyyy-mm-dd; `None` when there is no such day.
#[must_use]
pub fn parse(text: &str) -> Option<i64> {
    let sound = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let parts: Vec<&str> = text.split('-').collect();
    match parts[..] {
        [day, month, year] if sound && day.len() == 2 && month.len() == 2 => {
            from_parts(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ if sound => parse_iso(text),
        _ => None,
    }
}

/// Days since 1 January 1970 of a year, month and day.
#[must_use]
pub fn from_parts(year: i16, month: i8, day: i8) -> Option<i64> {
    let date = Date::new(year, month, day).ok()?;
    Some(i64::from(EPOCH.until(date).ok()?.get_days()))
}

/// From where a spreadsheet counts days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900, and day 60 is the 29 February that 1900 did not have.
    Of1900,
    /// Day 0 is 1 January 1904.
    Of1904,
}

/// Days since 1 January 1970 of the day number of a spreadsheet; `None` when there is no such day, or it lies after 9999.
#[must_use]
pub fn from_serial(serial: i64, epoch: Epoch) -> Option<i64> {
    let day_zero = match (epoch, serial) {
        (Epoch::Of1900, 1..=59) => from_parts(1899, 12, 31),
        (Epoch::Of1900, 61..) => from_parts(1899, 12, 30),
        (Epoch::Of1904, 0..) => from_parts(1904, 1, 1),
        _ => None,
    };
    let day = day_zero?.checked_add(serial)?;
    (day <= from_parts(9999, 12, 31)?).then_some(day)
}

/// The ISO text of a day number.
#[must_use]
pub fn print(day: i64) -> String {
    civil(day).to_string()
}

/// Year, month and day of a day number.
#[must_use]
pub fn parts(day: i64) -> (i16, i8, i8) {
    let date = civil(day);
    (date.year(), date.month(), date.day())
}

/// Years completed from `from` to `to`; negative when `to` is earlier. Born on 29 February: a year older on 1 March.
#[must_use]
pub fn completed_years(from: i64, to: i64) -> i64 {
    let (start, end) = (civil(from), civil(to));
    let years = i64::from(end.year()) - i64::from(start.year());
    // With 29 February as the birthday, 28 February of a common year is still before it and 1 March after.
    let before = (end.month(), end.day()) < (start.month(), start.day());
    years - i64::from(before)
}

/// The day so many months later; where that month is shorter, its last day. `None` when it lies beyond the year 9999.
#[must_use]
pub fn months_later(day: i64, months: u32) -> Option<i64> {
    let span = jiff::Span::new().try_months(months).ok()?;
    let date = civil(day).checked_add(span).ok()?;
    from_parts(date.year(), date.month(), date.day())
}

fn civil(day: i64) -> Date {
    let span = jiff::Span::new().days(day.clamp(-4_000_000, 2_900_000));
    EPOCH.checked_add(span).unwrap_or(EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(from: &str, to: &str) -> i64 {
        completed_years(parse_iso(from).unwrap(), parse_iso(to).unwrap())
    }

    #[test]
    fn a_birthday_completes_a_year() {
        assert_eq!(years("1979-03-14", "2027-03-13"), 47);
        assert_eq!(years("1979-03-14", "2027-03-14"), 48);
        assert_eq!(years("2000-02-29", "2001-02-28"), 0);
        assert_eq!(years("2000-02-29", "2001-03-01"), 1);
        assert_eq!(years("2000-02-29", "2004-02-29"), 4);
        assert_eq!(years("2001-01-02", "2001-01-01"), -1);
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_of_the_month() {
        let later = |from: &str, months| months_later(parse_iso(from).unwrap(), months).map(print);
        assert_eq!(later("2026-08-31", 6).as_deref(), Some("2027-02-28"));
        assert_eq!(later("2027-08-31", 6).as_deref(), Some("2028-02-29"));
        assert_eq!(later("2026-01-15", 24).as_deref(), Some("2028-01-15"));
        assert_eq!(later("2026-01-15", u32::MAX), None);
    }

    #[test]
    fn only_days_that_exist_are_read() {
        for bad in ["2001-02-29", "2001-13-01", "01-01-2001", "2001-1-1", "", "2001/01/01"] {
            assert_eq!(parse_iso(bad), None, "{bad}");
        }
        assert_eq!(print(parse_iso("2016-10-01").unwrap()), "2016-10-01");
        assert_eq!(parse_iso("1970-01-01"), Some(0));
    }
}
