// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Three tasks of validation beside R, in one run: `cargo bench --bench validation`. The data are invented and the same for both; only the
//! computing is timed. R comes from the Debian packages r-cran-proc, r-cran-rms and r-cran-survival; without it only our times are told.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use taxeer::cohort::{Cohort, Counts, Person};
use taxeer::progress::Unwatched;
use taxeer::statistics::Design;
use taxeer::statistics::cox::{Ties, cox};
use taxeer::statistics::delong::delong;
use taxeer::validation::{Settings, validate};

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        f64::from(u32::try_from((mixed ^ (mixed >> 31)) % u64::from(sides)).expect("below the sides"))
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = work();
    println!("taxeer {what:50} {:9.3} s", begin.elapsed().as_secs_f64());
    result
}

fn area(dice: &mut Dice, folder: &Path) {
    let rows: Vec<(f64, bool)> = (0..1_000_000)
        .map(|_| {
            let x = dice.roll(1_000_000) / 1000.0;
            (x, dice.roll(1000) < 100.0 + x / 4.0)
        })
        .collect();
    let text = rows.iter().fold("x,y\n".to_owned(), |mut text, (x, y)| {
        let _ = writeln!(text, "{x},{}", u8::from(*y));
        text
    });
    fs::write(folder.join("auc.csv"), text).expect("the data are written");
    let (scores, events): (Vec<f64>, Vec<bool>) = rows.into_iter().unzip();
    timed("AUC and DeLong, 1,000,000 rows", || delong(&scores, &events).and_then(|area| area.interval(0.95)).expect("an area"));
}

fn hazards(dice: &mut Dice, folder: &Path) {
    let (mut columns, mut times, mut events) = (vec![Vec::new(); 4], Vec::new(), Vec::new());
    let mut text = "a,b,c,d,t,y\n".to_owned();
    for _ in 0..100_000 {
        let row = [dice.roll(50), dice.roll(20), dice.roll(2), dice.roll(2)];
        let time = (1.0 + dice.roll(1000) / (1.0 + row[1] / 10.0)).floor();
        let event = dice.roll(10) < 4.0;
        let _ = writeln!(text, "{},{},{},{},{time},{}", row[0], row[1], row[2], row[3], u8::from(event));
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
        times.push(time);
        events.push(event);
    }
    fs::write(folder.join("cox.csv"), text).expect("the data are written");
    let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("columns");
    timed("Cox, Efron, 100,000 rows", || cox(&design, &times, &events, Ties::Efron).expect("a fit"));
}

fn resamples(dice: &mut Dice, folder: &Path) {
    let mut text = "a,b,c,d,e,f,g,y\n".to_owned();
    let mut persons = Vec::new();
    for row in 0..7_214 {
        let values = [50, 12, 3, 3, 3, 2, 2].map(|sides| dice.roll(sides));
        let event = dice.roll(100) < 70.0 - values[0] + 2.0 * values[1];
        let cells: Vec<String> = values.iter().map(f64::to_string).collect();
        let _ = writeln!(text, "{},{}", cells.join(","), u8::from(event));
        persons.push(Person {
            id: String::new(),
            row,
            score: None,
            levels: Vec::new(),
            probability: None,
            second: None,
            predictors: values.to_vec(),
            outcome: Some(event),
            event: Some(event),
            time: None,
            weight: 1,
            groups: Vec::new(),
            items: Vec::new(),
        });
    }
    fs::write(folder.join("boot.csv"), text).expect("the data are written");
    let counts = Counts { read: 7_214, complete: 7_214, ..Counts::default() };
    let cohort = Cohort { persons, counts, ..Cohort::default() };
    let predictors: Vec<String> = ["a", "b", "c", "d", "e", "f", "g"].map(str::to_owned).to_vec();
    for threads in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        let settings = Settings { predictors: predictors.clone(), bootstrap: 2_000, seed: 1, threads, ..Settings::default() };
        let what = format!("2,000 bootstrap validations, 7,214 rows, {threads} thread(s)");
        timed(&what, || validate(&cohort, &settings, &Unwatched).expect("figures"));
    }
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut dice = Dice(7);
    area(&mut dice, folder.path());
    hazards(&mut dice, folder.path());
    resamples(&mut dice, folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join("validation.R");
    match Command::new("Rscript").arg("--vanilla").arg(script).arg(folder.path()).status() {
        Ok(status) if status.success() => {}
        other => println!("R      not timed: {other:?}"),
    }
}
