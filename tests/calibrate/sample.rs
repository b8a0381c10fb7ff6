// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `examples/steekproef-osp-dc.csv`: invented men, 80 of them with an invented outcome; `UPDATE=1 cargo test --test calibrate` writes it
//! anew. Their true rate is not the one that the file of OSP/DC expects, so that there is something to update.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const HEADER: &str = "case_id,sex,sexual_history,contact_adult_sanctions,contact_child_sanctions,noncontact_sanctions,image_sanctions,\
     age_at_follow_up,age_at_last_sexual_sanction,total_sanctions,stranger_victim,in_custody,offence_free_years,sanctioned_2y";
pub const EVENTS: usize = 80;
const MOST: usize = 5_000;

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

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.roll(all.len() as u64)).expect("small")]
    }
}

pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join("steekproef-osp-dc.csv")
}

/// Persons until 80 of them have the outcome.
fn text() -> String {
    let mut dice = Dice(20_261_201);
    let mut text = format!("{HEADER}\n");
    let mut events = 0;
    for row in 1..=MOST {
        let (adult, child) = (dice.of(&[0, 0, 1, 1, 2, 3]), dice.of(&[0, 0, 0, 1, 1, 2, 3]));
        let (noncontact, images) = (dice.of(&[0, 0, 1, 2, 3]), dice.of(&[0, 0, 0, 1]));
        let (adult, child) = if adult + child + noncontact + images == 0 { (1, 0) } else { (adult, child) };
        let total = adult + child + noncontact + images + dice.roll(4);
        let age = 18 + dice.roll(45);
        let last = if age < 22 { 12 + dice.roll(age - 11) } else { 18 + dice.roll(age - 17) };
        let stranger = dice.roll(4) == 0;
        let custody = dice.roll(3) > 0;
        let free = if custody { 0 } else { dice.roll((age - last).min(8) + 1) };
        // The risk rises with about what OSP/DC counts, but less steeply than its rates.
        let young = (60 - age.min(60)) / 3;
        let record = 5 * adult.min(3) + 3 * child.min(3) + 2 * noncontact.min(3) + 6 * u64::from(total > 1);
        let count = record + young + 4 * u64::from(stranger) + 10 * u64::from(last >= 18);
        let again = dice.roll(1_000) < 6 + count.pow(3) / 700;
        events += usize::from(again);
        let word = |yes: bool| if yes { "ja" } else { "nee" };
        writeln!(
            text,
            "VERZONNEN-{row:04},man,ja,{adult},{child},{noncontact},{images},{age},{last},{total},{},{},{free},{}",
            if dice.roll(30) == 0 { "?" } else { word(stranger) },
            word(custody),
            word(again),
        )
        .expect("in memory");
        if events == EVENTS {
            break;
        }
    }
    text
}

#[test]
fn the_shipped_sample_is_the_one_made_here() {
    let text = text();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(), &text).expect("the example is written");
    }
    let kept = fs::read_to_string(path()).expect("the example").replace("\r\n", "\n");
    assert_eq!(kept.lines().filter(|line| line.ends_with(",ja")).count(), EVENTS);
    assert_eq!(kept, text);
}
