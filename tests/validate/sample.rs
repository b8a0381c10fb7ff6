// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `examples/steekproef.csv`: invented men with invented outcomes; `UPDATE=1 cargo test --test validate` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,\
     prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,\
     stranger_victim,male_victim,reoffended_5y,years,region";
pub const ROWS: usize = 1_000;

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// Yes in so many of a hundred.
    fn yes(&mut self, of_hundred: u64) -> bool {
        self.roll(100) < of_hundred
    }
}

pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join("steekproef.csv")
}

fn text() -> String {
    let mut dice = Dice(20_270_104);
    let mut text = format!("{HEADER}\n");
    for row in 0..ROWS {
        let age = 18 + dice.roll(50);
        let charges = [0, 0, 0, 1, 1, 2, 3, 6][usize::try_from(dice.roll(8)).expect("small")];
        let convictions = if charges == 0 { 0 } else { dice.roll(charges + 1) };
        let dates = convictions + dice.roll(5);
        let violence = [20, 25].map(|share| dice.yes(share));
        let unrelated = dice.yes(60);
        let stranger = unrelated && dice.yes(40);
        let [noncontact, male, partner] = [15, 20, 65].map(|share| dice.yes(share));
        let counted =
            [charges > 0, charges > 2, dates > 3, violence[0], violence[1], noncontact, unrelated, stranger, male, !partner, age < 35];
        let risk = 2 + 2 * counted.iter().filter(|counts| **counts).count() as u64;
        let again = dice.yes(risk);
        let years = if again { 1 + dice.roll(50) } else { 50 };
        let word = |yes: bool| if yes { "ja" } else { "nee" };
        let unknown = dice.yes(4);
        let outcome = if dice.yes(2) { "?" } else { word(again) };
        let region =
            ["Noord", "Oost", "Zuid", "West", "Eiland"][if dice.yes(1) { 4 } else { usize::try_from(dice.roll(4)).expect("small") }];
        writeln!(
            text,
            "VERZONNEN-{:04},man,{age},identifiable_victim,{},{},{},{charges},{convictions},{dates},{},{},{},{},{outcome},{}.{},{region}",
            row + 1,
            if unknown { "?" } else { word(partner) },
            word(violence[0]),
            word(violence[1]),
            word(noncontact),
            word(unrelated),
            if unknown && dice.yes(50) { "?" } else { word(stranger) },
            word(male),
            years / 10,
            years % 10,
        )
        .expect("in memory");
    }
    text
}

#[test]
fn the_shipped_sample_is_the_one_made_here() {
    let text = text();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(), &text).expect("the example is written");
    }
    assert_eq!(fs::read_to_string(path()).expect("the example").replace("\r\n", "\n"), text);
}
