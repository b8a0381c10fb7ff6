// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Any number of invented Static-99R cases, to time with: `many_cases ROWS OUTPUT [PERCENT]`. The same rows every time. Of `PERCENT` of the
//! rows (default 0) one answer is empty.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};

const HEADER: &str = "case_id,sex,age_at_release,qualifying_offence,lived_with_partner_2y,index_nonsexual_violence,\
prior_nonsexual_violence,prior_sex_charges,prior_sex_convictions,prior_sentencing_dates,noncontact_conviction,unrelated_victim,\
stranger_victim,male_victim";

/// Numbers that look random: `SplitMix64` (Steele, Lea and Flood, 2014).
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % limit
    }

    fn yes_in(&mut self, limit: u64) -> &'static str {
        if self.below(limit) == 0 { "yes" } else { "no" }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (rows, output, percent) = match words.as_slice() {
        [rows, output] => (rows.parse::<u64>()?, output, 0),
        [rows, output, percent] => (rows.parse()?, output, percent.parse()?),
        _ => return Err("many_cases ROWS OUTPUT [PERCENT]".into()),
    };
    let mut file = BufWriter::with_capacity(1 << 20, File::create(output)?);
    writeln!(file, "{HEADER}")?;
    let mut mixed = Mixed(2026);
    for row in 1..=rows {
        let age = format!("{}.{}", 18 + mixed.below(60), mixed.below(10));
        let charges = mixed.below(8).saturating_sub(2);
        let convictions = mixed.below(charges + 1);
        let (unrelated, stranger) = match mixed.below(3) {
            0 => ("no", "no"),
            1 => ("yes", "no"),
            _ => ("yes", "yes"),
        };
        let mut cells = [
            "male".to_owned(),
            age,
            "identifiable_victim".to_owned(),
            mixed.yes_in(2).to_owned(),
            mixed.yes_in(4).to_owned(),
            mixed.yes_in(3).to_owned(),
            charges.to_string(),
            convictions.to_string(),
            mixed.below(12).to_string(),
            mixed.yes_in(6).to_owned(),
            unrelated.to_owned(),
            stranger.to_owned(),
            mixed.yes_in(3).to_owned(),
        ];
        if mixed.below(100) < percent {
            cells[3 + usize::try_from(mixed.below(10))?].clear();
        }
        writeln!(file, "INVENTED-{row:08},{}", cells.join(","))?;
    }
    file.flush()?;
    Ok(())
}
