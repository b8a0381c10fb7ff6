// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Records to judge: random ones, and one step to either side of every edge.

use std::ops::RangeInclusive;

use super::field::{Field, Value};
use super::{Oracle, Record};

const UNKNOWN_SPELLINGS: &[&str] = &["", "", "", "", "?", "-", "unknown", "Onbekend", "onb.", "NULL", "NA", "NaN", "#N/B"];

/// `SplitMix64`: the same cases on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn within(&mut self, range: RangeInclusive<Value>) -> Value {
        let width = range.end() - range.start() + 1;
        range.start() + self.below(width as usize) as Value
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Each field unknown with 15 in 100, in every hundredth record with 60.
pub fn random_records(oracle: &Oracle, seed: u64, number: usize) -> Vec<Record> {
    let mut random = Random(seed);
    let mut record = |row: usize| {
        let chance = if row.is_multiple_of(100) { 60 } else { 15 };
        let mut record = random_full(oracle, &mut random);
        for text in &mut record {
            if random.percent(chance) {
                (*random.pick(UNKNOWN_SPELLINGS)).clone_into(text);
            }
        }
        record
    };
    (0..number).map(&mut record).collect()
}

/// With no, one and two unknown fields in turn.
pub fn random_records_with_two_unknown(oracle: &Oracle, seed: u64, number: usize) -> Vec<Record> {
    let mut random = Random(seed);
    let mut record = |row: usize| {
        let mut record = random_full(oracle, &mut random);
        for _ in 0..row % 3 {
            let field = random.below(record.len());
            (*random.pick(UNKNOWN_SPELLINGS)).clone_into(&mut record[field]);
        }
        record
    };
    (0..number).map(&mut record).collect()
}

fn random_full(oracle: &Oracle, random: &mut Random) -> Record {
    let mut record: Vec<Value> = oracle.fields.iter().map(|field| random_value(field, random)).collect();
    for (field, span) in &oracle.gates {
        // Most records must get past the gates, or the rest of the rules would hardly be met.
        if !span.holds(record[*field]) && random.percent(90) {
            record[*field] = random.within(span.low..=span.high.min(oracle.fields[*field].high));
        }
    }
    record.iter().zip(&oracle.fields).map(|(value, field)| field.write(*value)).collect()
}

fn random_value(field: &Field, random: &mut Random) -> Value {
    if !field.words.is_empty() {
        return random.within(0..=field.high);
    }
    let value = match random.below(1000) {
        0 => return field.low() - 1,
        1 => return field.high + 1,
        2..50 => random.within(field.low()..=field.high),
        50..400 => random.pick(&field.starts) - random.within(0..=1),
        _ => random.within(usual(field)) * field.unit + random.within(0..=9) * (field.unit / 10),
    };
    value.clamp(field.low(), field.high)
}

/// Where records of real people lie, so that sums and ages meet often enough.
fn usual(field: &Field) -> RangeInclusive<Value> {
    match field.name {
        "age_at_last_sexual_sanction" | "age_at_first_sanction" => 10..=30,
        "total_sanctions" => 4..=30,
        name if name.starts_with("age") => 12..=75,
        _ => 0..=3,
    }
}

/// Every value that starts a cell or the domain and the one before it, and the last value and the one after it, in each
/// plain record; an undeclared word in each field of words.
pub fn edges(oracle: &Oracle) -> Vec<Record> {
    let plain = oracle.plain.iter().map(|record| record.iter().map(|text| (*text).to_owned()).collect());
    plain.flat_map(|record: Record| edges_around(oracle, &record)).collect()
}

pub fn edges_around(oracle: &Oracle, record: &Record) -> Vec<Record> {
    let with = |place: usize, text: String| {
        let mut record = record.clone();
        record[place] = text;
        record
    };
    let around = |(place, field): (usize, &Field)| -> Vec<Record> {
        if !field.words.is_empty() {
            return vec![with(place, "undeclared".to_owned())];
        }
        let starts = field.starts.iter().flat_map(|start| [start - 1, *start]);
        starts.chain([field.high, field.high + 1]).map(|value| with(place, field.write(value))).collect()
    };
    oracle.fields.iter().enumerate().flat_map(around).collect()
}
