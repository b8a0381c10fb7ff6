// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Checks a rule set of your own and prints what is found: `cargo run --example own_instrument -- FILE.toml`.
#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;
use std::sync::Arc;

use taxeer::check;
use taxeer::diagnostic::{Source, full::full};
use taxeer::lang::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a TOML file; instruments/README.md tells how to write one")?;
    let text = std::fs::read_to_string(&path)?;
    let (instrument, findings) = check::instrument(&Arc::new(Source::new(path, &text)));
    for finding in &findings {
        println!("{}\n", full(finding, Lang::En));
    }
    match instrument {
        Some(instrument) => println!("{}: sound, {} remarks", instrument.stamp(), findings.len()),
        None => println!("not sound: {} findings", findings.len()),
    }
    Ok(())
}
