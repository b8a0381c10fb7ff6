// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A typed value as the text that a CSV would have, never a better one: the rules for text decide what it means.

use std::fmt::Display;

use polars::prelude::{AnyValue, DataType, TimeUnit};

use crate::number::date;

const SECONDS_OF_DAY: i64 = 86_400;

/// Writes a value that is neither null nor text. Of a type that has no place in a cell (a list, bytes, a duration) the name of the type is
/// written, which no field takes for an answer.
pub(super) fn write(value: &AnyValue<'_>, dtype: &DataType, cell: &mut String) {
    match value {
        AnyValue::Boolean(truth) => cell.push_str(if *truth { "true" } else { "false" }),
        AnyValue::UInt8(number) => push(cell, number),
        AnyValue::UInt16(number) => push(cell, number),
        AnyValue::UInt32(number) => push(cell, number),
        AnyValue::UInt64(number) => push(cell, number),
        AnyValue::Int8(number) => push(cell, number),
        AnyValue::Int16(number) => push(cell, number),
        AnyValue::Int32(number) => push(cell, number),
        AnyValue::Int64(number) => push(cell, number),
        AnyValue::Float32(number) => float(cell, number),
        AnyValue::Float64(number) => float(cell, number),
        AnyValue::Decimal(units, _, places) => decimal(cell, *units, *places),
        AnyValue::Date(days) => day(cell, i64::from(*days)),
        AnyValue::Datetime(time, unit, zone) => moment(cell, *time, *unit, zone.is_some()),
        AnyValue::DatetimeOwned(time, unit, zone) => moment(cell, *time, *unit, zone.is_some()),
        _ => push(cell, dtype),
    }
}

fn push(cell: &mut String, value: impl Display) {
    cell.push_str(&value.to_string());
}

/// The shortest decimals that give the number, at least one: 3.0 and not 3, so that a float is seen to be one.
fn float(cell: &mut String, number: impl Display) {
    let text = number.to_string();
    let whole = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    cell.push_str(&text);
    if whole {
        cell.push_str(".0");
    }
}

/// Without the zeros that only the type adds.
fn decimal(cell: &mut String, units: i128, places: usize) {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let part = part.trim_end_matches('0');
    cell.push_str(if units < 0 { "-" } else { "" });
    cell.push_str(whole);
    if !part.is_empty() {
        cell.push('.');
        cell.push_str(part);
    }
}

/// A date as yyyy-mm-dd; a day that no calendar of ours has as its number.
fn day(cell: &mut String, days: i64) {
    let text = date::print(days);
    if date::parse_iso(&text) == Some(days) { cell.push_str(&text) } else { push(cell, days) }
}

/// Midnight without a zone is that day (a library without dates writes them so); any other moment keeps its time, and is no date.
fn moment(cell: &mut String, time: i64, unit: TimeUnit, has_zone: bool) {
    let of_second = match unit {
        TimeUnit::Nanoseconds => 1_000_000_000,
        TimeUnit::Microseconds => 1_000_000,
        TimeUnit::Milliseconds => 1_000,
    };
    let of_day = SECONDS_OF_DAY * of_second;
    let (days, rest) = (time.div_euclid(of_day), time.rem_euclid(of_day));
    day(cell, days);
    if rest != 0 || has_zone {
        let seconds = rest / of_second;
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        cell.push_str(&format!("T{hour:02}:{minute:02}:{second:02}{}", if has_zone { "Z" } else { "" }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &AnyValue<'_>) -> String {
        let mut cell = String::new();
        write(value, &value.dtype(), &mut cell);
        cell
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        let floats =
            [(22.5, "22.5"), (3.0, "3.0"), (34.9, "34.9"), (0.000_001, "0.000001"), (0.1 + 0.2, "0.30000000000000004"), (-2.0, "-2.0")];
        for (number, expected) in floats {
            assert_eq!(text(&AnyValue::Float64(number)), expected);
        }
        assert_eq!(text(&AnyValue::Float64(f64::NAN)), "NaN");
        assert_eq!(text(&AnyValue::Float64(f64::INFINITY)), "inf");
        assert_eq!(text(&AnyValue::Float32(34.9)), "34.9");
        assert_eq!(text(&AnyValue::UInt64(u64::MAX)), "18446744073709551615");
        assert_eq!(text(&AnyValue::Int8(-3)), "-3");
        for (units, places, expected) in
            [(2_250, 2, "22.5"), (300, 2, "3"), (-5, 1, "-0.5"), (7, 0, "7"), (0, 3, "0"), (i128::MIN, 0, &i128::MIN.to_string())]
        {
            assert_eq!(text(&AnyValue::Decimal(units, 38, places)), expected);
        }
    }

    #[test]
    fn only_a_day_is_written_as_a_day() {
        assert_eq!(text(&AnyValue::Date(4_201)), "1981-07-03");
        assert_eq!(text(&AnyValue::Date(i32::MAX)), i32::MAX.to_string());
        let day = 4_201 * SECONDS_OF_DAY;
        let moment = |seconds: i64, unit, of_second: i64| text(&AnyValue::Datetime(seconds * of_second, unit, None));
        assert_eq!(moment(day, TimeUnit::Nanoseconds, 1_000_000_000), "1981-07-03");
        assert_eq!(moment(day, TimeUnit::Milliseconds, 1_000), "1981-07-03");
        assert_eq!(moment(day + 3_661, TimeUnit::Microseconds, 1_000_000), "1981-07-03T01:01:01");
        assert_eq!(text(&AnyValue::Datetime(day * 1_000 + 1, TimeUnit::Milliseconds, None)), "1981-07-03T00:00:00");
        assert_eq!(moment(-SECONDS_OF_DAY, TimeUnit::Milliseconds, 1_000), "1969-12-31");
        assert_eq!(
            text(&AnyValue::Datetime(day * 1_000, TimeUnit::Milliseconds, Some(&polars::prelude::TimeZone::UTC))),
            "1981-07-03T00:00:00Z"
        );
    }

    #[test]
    fn what_has_no_place_in_a_cell_is_named_by_its_type() {
        assert_eq!(text(&AnyValue::Binary(b"yes")), "binary");
    }
}
