// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The program to be measured against: Static-99R written out by hand for one layout of one file, on the csv crate, on one thread. Its record
//! and its buffers are used again for every row. It knows exact answers only: where one is unknown or wrong, or the man is outside the
//! population, score and level stay empty. It says nothing of what it could not read.
//!
//! `cargo run --release --example hard_coded -- INPUT OUTPUT`

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use csv::{ByteRecord, ReaderBuilder};

const BUFFER: usize = 1 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let [input, output] = std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "usage: hard_coded INPUT OUTPUT")?;
    let mut reader = ReaderBuilder::new().buffer_capacity(BUFFER).from_reader(File::open(input)?);
    let mut writer = BufWriter::with_capacity(BUFFER, File::create(output)?);
    let mut record = ByteRecord::new();
    writer.write_all(b"case_id,score,level\n")?;
    while reader.read_byte_record(&mut record)? {
        writer.write_all(&record[0])?;
        writer.write_all(score(&record).map_or(b",,\n", written))?;
    }
    writer.flush()?;
    Ok(())
}

fn score(record: &ByteRecord) -> Option<i8> {
    if &record[1] != b"male" || &record[3] != b"identifiable_victim" {
        return None;
    }
    let (unrelated, stranger) = (yes(&record[11])?, yes(&record[12])?);
    if stranger > unrelated {
        return None;
    }
    let charges = match count(&record[7])? {
        0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        6.. => 3,
    };
    let convictions = match count(&record[8])? {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4.. => 3,
    };
    let sum = age(&record[2])?
        + (1 - yes(&record[4])?)
        + yes(&record[5])?
        + yes(&record[6])?
        + charges.max(convictions)
        + i8::from(count(&record[9])? >= 4)
        + yes(&record[10])?
        + unrelated
        + stranger
        + yes(&record[13])?;
    Some(sum)
}

fn age(cell: &[u8]) -> Option<i8> {
    let (years, decimals) = cell.iter().position(|&byte| byte == b'.').map_or((cell, None), |at| (&cell[..at], Some(&cell[at + 1..])));
    decimals.map_or(Some(0), count)?;
    match count(years)? {
        18..35 => Some(1),
        35..40 => Some(0),
        40..60 => Some(-1),
        60..120 => Some(-3),
        _ => None,
    }
}

fn yes(cell: &[u8]) -> Option<i8> {
    match cell {
        b"yes" => Some(1),
        b"no" => Some(0),
        _ => None,
    }
}

fn count(cell: &[u8]) -> Option<u32> {
    let digits = (1..=3).contains(&cell.len()) && cell.iter().all(u8::is_ascii_digit);
    digits.then(|| cell.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

/// The end of a line, from the score on.
fn written(score: i8) -> &'static [u8] {
    match score {
        ..=-3 => b",-3,I\n",
        -2 => b",-2,I\n",
        -1 => b",-1,II\n",
        0 => b",0,II\n",
        1 => b",1,III\n",
        2 => b",2,III\n",
        3 => b",3,III\n",
        4 => b",4,IVa\n",
        5 => b",5,IVa\n",
        6 => b",6,IVb\n",
        7 => b",7,IVb\n",
        8 => b",8,IVb\n",
        9 => b",9,IVb\n",
        10 => b",10,IVb\n",
        11 => b",11,IVb\n",
        12.. => b",12,IVb\n",
    }
}
