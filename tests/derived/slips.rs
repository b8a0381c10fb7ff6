// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A second table with one number one unit of its last digit up or down.

use std::ops::Range;

pub struct Slip {
    pub what: String,
    pub text: String,
}

/// Parts that change no column of a result.
const ASIDE: [&str; 4] = ["norm", "study", "shelf_life", "order"];

/// The slips of a table: in patterns and values of what it scores with. Ids and sums are names; schemes that are not reported are left
/// aside, unless a reported one stands on them.
pub fn of(table: &str, is_used: impl Fn(&str) -> bool) -> Vec<Slip> {
    let (mut slips, mut start) = (Vec::new(), 0);
    for line in table.split_inclusive('\n') {
        let cells: Vec<&str> = line.trim_end().splitn(4, ',').collect();
        if let [part, id, when, value] = cells[..]
            && !ASIDE.contains(&part)
            && (part != "level" || is_used(id))
        {
            let patterns = when.split(';').filter_map(|test| Some(test.split_once('=')?.1));
            for cell in patterns.chain((part != "sum").then_some(value)) {
                let at = start + (cell.as_ptr() as usize - line.as_ptr() as usize);
                for number in numbers(cell) {
                    for step in [1, -1] {
                        let new = moved(&cell[number.clone()], step);
                        let mut text = table.to_owned();
                        text.replace_range(at + number.start..at + number.end, &new);
                        slips.push(Slip { what: format!("{}: {} → {new}", line.trim_end(), &cell[number.clone()]), text });
                    }
                }
            }
        }
        start += line.len();
    }
    slips
}

/// Where numbers stand that are no part of a name.
fn numbers(cell: &str) -> Vec<Range<usize>> {
    let (bytes, mut found, mut at) = (cell.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let end = |from: usize| (from..bytes.len()).find(|&at| !bytes[at].is_ascii_digit()).unwrap_or(bytes.len());
        let start = at + usize::from(bytes[at] == b'-');
        let mut stop = end(start);
        if stop == start {
            at += 1;
            continue;
        }
        if bytes.get(stop) == Some(&b'.') && end(stop + 1) > stop + 1 {
            stop = end(stop + 1);
        }
        let of_a_name = at > 0 && (bytes[at - 1].is_ascii_alphabetic() || bytes[at - 1] == b'_');
        if !of_a_name {
            found.push(at..stop);
        }
        at = stop;
    }
    found
}

fn moved(number: &str, step: i64) -> String {
    let places = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let units = number.replace('.', "").parse::<i64>().expect("a number") + step;
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let (sign, point) = (if units < 0 { "-" } else { "" }, if places == 0 { "" } else { "." });
    format!("{sign}{whole}{point}{fraction}")
}
