// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What may stand in a column, and which values the oracle tries when it is empty.

/// A word's place in its list, a count, or an age in millionths of a year.
pub type Value = i64;

pub const YEAR: Value = 1_000_000;
pub const YES_NO: &[&str] = &["no", "yes"];
pub const NO: Value = 0;
pub const YES: Value = 1;

const UNKNOWN: &[&str] = &["", "?", "-", "unknown", "onbekend", "onb.", "null", "na", "nan", "#n/b"];

pub enum Answer {
    Unknown,
    Unreadable,
    Known(Value),
}

/// Which values of a cell (a stretch in which every table gives the same) stand for the others.
/// Where a comparison involves the field, the choice is argued beside the field.
#[derive(Clone, Copy, PartialEq)]
pub enum StandIn {
    Least,
    Greatest,
    Every,
}

pub struct Field {
    pub name: &'static str,
    pub words: &'static [&'static str],
    pub unit: Value,
    /// The first value of each cell, chosen by hand, in order; the first cell starts the domain.
    pub starts: Vec<Value>,
    pub high: Value,
    stand_in: StandIn,
}

impl Field {
    pub fn words(name: &'static str, words: &'static [&'static str]) -> Self {
        let high = words.len() as Value - 1;
        Field { name, words, unit: 1, starts: (0..=high).collect(), high, stand_in: StandIn::Least }
    }

    pub fn yes_no(name: &'static str) -> Self {
        Field::words(name, YES_NO)
    }

    pub fn count(name: &'static str, starts: &[Value], high: Value, stand_in: StandIn) -> Self {
        Field { name, words: &[], unit: 1, starts: starts.to_vec(), high, stand_in }
    }

    pub fn years(name: &'static str, starts: &[Value], high: Value) -> Self {
        let starts = starts.iter().map(|start| start * YEAR).collect();
        Field { name, words: &[], unit: YEAR, starts, high: high * YEAR, stand_in: StandIn::Least }
    }

    pub fn low(&self) -> Value {
        self.starts[0]
    }

    pub fn read(&self, text: &str) -> Answer {
        let text = text.trim().to_lowercase();
        if UNKNOWN.contains(&text.as_str()) {
            return Answer::Unknown;
        }
        let value = if self.words.is_empty() {
            parse_number(&text, self.unit).filter(|value| (self.low()..=self.high).contains(value))
        } else {
            self.words.iter().position(|word| *word == text).map(|place| place as Value)
        };
        value.map_or(Answer::Unreadable, Answer::Known)
    }

    pub fn write(&self, value: Value) -> String {
        if let Some(word) = self.words.get(value.max(0) as usize) {
            return (*word).to_owned();
        }
        if value % self.unit == 0 {
            return (value / self.unit).to_string();
        }
        let sign = if value < 0 { "-" } else { "" };
        let (whole, part) = (value.abs() / self.unit, value.abs() % self.unit);
        format!("{sign}{whole}.{part:06}").trim_end_matches('0').to_owned()
    }

    /// One value a cell, or all of them.
    pub fn stand_ins(&self) -> Vec<Value> {
        match self.stand_in {
            StandIn::Least => self.starts.clone(),
            StandIn::Greatest => self.ends(),
            StandIn::Every => self.every_value(),
        }
    }

    /// Two values a cell where it has two: the stand-in and the next best one. A field that can take two values at all
    /// (in completions that obey the constraints) can take two of these.
    pub fn pairs(&self) -> Vec<Value> {
        let cells = self.starts.iter().copied().zip(self.ends());
        match self.stand_in {
            StandIn::Least => cells.flat_map(|(start, end)| two(start, (start + 1).min(end))).collect(),
            StandIn::Greatest => cells.flat_map(|(start, end)| two((end - 1).max(start), end)).collect(),
            StandIn::Every => self.every_value(),
        }
    }

    /// The same field without any stand-in.
    pub fn in_full(&self) -> Field {
        Field { stand_in: StandIn::Every, starts: self.starts.clone(), ..*self }
    }

    pub fn every_value(&self) -> Vec<Value> {
        (self.low()..=self.high).collect()
    }

    fn ends(&self) -> Vec<Value> {
        let next_starts = self.starts.iter().skip(1).map(|start| start - 1);
        next_starts.chain([self.high]).collect()
    }
}

fn two(first: Value, second: Value) -> Vec<Value> {
    if first == second { vec![first] } else { vec![first, second] }
}

/// Digits with an optional fraction, in `unit`ths of one; a count takes no fraction but `.0`.
pub fn parse_number(text: &str, unit: Value) -> Option<Value> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = if unit == 1 { fraction.strip_suffix('0')?.to_owned() } else { format!("{fraction:0<6}") };
    let part: Value = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    Some(sign * (whole.parse::<Value>().ok()? * unit + part))
}
