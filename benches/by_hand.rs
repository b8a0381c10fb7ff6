// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The peer that `taxeer batch` is timed against: Static-99R written out by hand over the csv crate, on one thread, as fast as that is
//! plainly written. It trusts its input: no proof, no unknown answers (a row that has one gets no score), no faults. Its numbers
//! stand here to be timed, and nothing else reads them.
//!
//! `by_hand INPUT OUTPUT` reads complete rows as `many_cases` writes them and writes `case_id,score,level`.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};

const COLUMNS: [&str; 11] = [
    "case_id",
    "age_at_release",
    "lived_with_partner_2y",
    "index_nonsexual_violence",
    "prior_nonsexual_violence",
    "prior_sex_charges",
    "prior_sex_convictions",
    "prior_sentencing_dates",
    "noncontact_conviction",
    "unrelated_victim",
    "stranger_victim",
];

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = paths.as_slice() else { return Err("by_hand INPUT OUTPUT".into()) };
    let mut reader = csv::Reader::from_reader(BufReader::with_capacity(1 << 20, File::open(input)?));
    let mut writer = BufWriter::with_capacity(1 << 20, File::create(output)?);
    let header = reader.byte_headers()?.clone();
    let place = |name: &str| header.iter().position(|known| known == name.as_bytes()).ok_or_else(|| format!("no column {name}"));
    let mut at = [0; 12];
    for (at, name) in at.iter_mut().zip(COLUMNS.into_iter().chain(["male_victim"])) {
        *at = place(name)?;
    }
    writer.write_all(b"case_id,score,level\n")?;
    let mut row = csv::ByteRecord::new();
    while reader.read_byte_record(&mut row)? {
        let cell = |place: usize| &row[at[place]];
        writer.write_all(cell(0))?;
        match score(cell) {
            Some(score) => writeln!(writer, ",{score},{}", level(score))?,
            None => writer.write_all(b",,\n")?,
        }
    }
    writer.flush()?;
    Ok(())
}

fn score<'a>(cell: impl Fn(usize) -> &'a [u8]) -> Option<i32> {
    let yes = |place: usize| match cell(place) {
        b"yes" => Some(1),
        b"no" => Some(0),
        _ => None,
    };
    let count = |place: usize| std::str::from_utf8(cell(place)).ok()?.parse::<u32>().ok();
    let age = match std::str::from_utf8(cell(1)).ok()?.parse::<f64>().ok()? {
        age if age < 35.0 => 1,
        age if age < 40.0 => 0,
        age if age < 60.0 => -1,
        _ => -3,
    };
    let charges = match count(5)? {
        0 => 0,
        1 | 2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    let convictions = match count(6)? {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    let sentences = i32::from(count(7)? >= 4);
    let others = yes(3)? + yes(4)? + yes(8)? + yes(9)? + yes(10)? + yes(11)?;
    Some(age + (1 - yes(2)?) + charges.max(convictions) + sentences + others)
}

fn level(score: i32) -> &'static str {
    match score {
        ..=-2 => "I",
        -1..=0 => "II",
        1..=3 => "III",
        4..=5 => "IVa",
        _ => "IVb",
    }
}
