// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Exact decimals in fixed point.

/// A whole number of the unit at hand: 10⁻¹² for points, 10⁻⁶ for decimal answers, one for counts, a day for dates.
pub type Int = i128;

/// Decimals of points and totals.
pub const POINTS: u32 = 12;
/// One point.
pub const ONE: Int = 1_000_000_000_000;
/// More digits than any number that counts has before its point.
const DIGITS: usize = 12;

/// Reads a decimal number that has at most so many decimals, as a whole number of the last one.
pub fn parse(text: &str, decimals: u32) -> Option<Int> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let kept = fraction.trim_end_matches('0');
    let places = usize::try_from(decimals).ok()?;
    if !plain(whole) || !plain(fraction) || kept.len() > places || whole.trim_start_matches('0').len() > DIGITS {
        return None;
    }
    let value: Int = format!("{whole}{kept:0<places$}").parse().ok()?;
    Some(if negative { -value } else { value })
}

/// Writes it back, without trailing zeros.
pub fn print(value: Int, decimals: u32) -> String {
    let one: Int = 10_i128.pow(decimals);
    let places = decimals as usize;
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.abs());
    let fraction = format!("{:0places$}", size % one);
    let fraction = if decimals == 0 { "" } else { fraction.trim_end_matches('0') };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", size / one)
}

/// Points as people write them.
pub fn points(value: Int) -> String {
    print(value, POINTS)
}
