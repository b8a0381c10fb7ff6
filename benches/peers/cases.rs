// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Makes Static-99R cases, invented by a seeded generator: the same number of rows and seed give the same bytes. A plain CSV with commas.
//!
//! * sex: male, 1 in 100 female; offence: an identifiable victim, 1 in 50 images only;
//! * age: 18 through 80, more often young; 1 in 4 with one decimal;
//! * counts: most are 0, fewer the higher, seldom two digits;
//! * a stranger victim has an unrelated victim beside it, but for 1 in 200 of them (inconsistent);
//! * 1 in 50 answers to an item is not known (an empty cell), so about one row in five has an unknown answer; another share of 1 in
//!   `UNKNOWN` where that is said, none at 0.
//!
//! `cargo run --release --example cases -- ROWS SEED [UNKNOWN] > cases.csv`

use std::error::Error;
use std::io::{BufWriter, Write};

const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,prior_nonsexual_violence,\
                      prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,stranger_victim,\
                      male_victim";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<u64> = std::env::args().skip(1).map(|word| word.parse()).collect::<Result<_, _>>()?;
    let (rows, seed, unknown) = match words[..] {
        [rows, seed] => (rows, seed, 50),
        [rows, seed, unknown] => (rows, seed, unknown),
        _ => return Err("usage: cases ROWS SEED [UNKNOWN]".into()),
    };
    let mut output = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    writeln!(output, "{HEADER}")?;
    let mut dice = Dice { state: seed, unknown };
    let mut row = String::new();
    for case in 1..=rows {
        row.clear();
        write_row(case, &mut dice, &mut row);
        output.write_all(row.as_bytes())?;
    }
    output.flush()?;
    Ok(())
}

fn write_row(case: u64, dice: &mut Dice, row: &mut String) {
    row.push_str(&format!("ZK{case:08},"));
    row.push_str(if dice.one_in(100) { "female," } else { "male," });
    let years = 18 + dice.below(32).min(dice.below(63)) + dice.below(32);
    row.push_str(&years.to_string());
    if dice.one_in(4) {
        row.push_str(&format!(".{}", dice.below(10)));
    }
    row.push_str(if dice.one_in(50) { ",possession_material_only" } else { ",identifiable_victim" });
    dice.answer(row, |dice| yes_or_no(dice.below(10) < 6));
    dice.answer(row, |dice| yes_or_no(dice.below(10) < 2));
    dice.answer(row, |dice| yes_or_no(dice.below(10) < 3));
    for least in [2, 2, 5] {
        dice.answer(row, |dice| dice.count(least).to_string());
    }
    dice.answer(row, |dice| yes_or_no(dice.below(10) < 2));
    let stranger = dice.below(10) < 3;
    let unrelated = if stranger { !dice.one_in(200) } else { dice.below(10) < 5 };
    dice.answer(row, |_| yes_or_no(unrelated));
    dice.answer(row, |_| yes_or_no(stranger));
    dice.answer(row, |dice| yes_or_no(dice.below(10) < 2));
    row.push('\n');
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// `SplitMix64` (Steele, Lea and Flood, 2014).
struct Dice {
    state: u64,
    /// One answer in so many is not known.
    unknown: u64,
}

impl Dice {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `limit`, without it; the bias is below one in a billion.
    fn below(&mut self, limit: u64) -> u64 {
        ((self.next() >> 32) * limit) >> 32
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// Zero most often; each further one as often as `least` in eight allows.
    fn count(&mut self, least: u64) -> u64 {
        (0..30).take_while(|_| self.below(8) < least).count() as u64
    }

    fn answer(&mut self, row: &mut String, answer: impl FnOnce(&mut Self) -> String) {
        row.push(',');
        if self.unknown == 0 || !self.one_in(self.unknown) {
            row.push_str(&answer(self));
        }
    }
}
