// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every slip of one number, and every swap of two tables of one shape, is caught: by the checker, by the second entry or by the vectors.

mod mutant;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use mutant::catches::{Table, catches};
use mutant::{Original, Slip};
use taxeer::check;
use taxeer::diagnostic::{Source, any_error};
use taxeer::second_entry;

/// Mutants that nothing catches, with the reason.
const SURVIVORS: [&str; 0] = [];

#[test]
fn every_mutant_is_caught() {
    let mut table = Table::default();
    for original in Original::all() {
        let mutants = mutant::of(&original);
        table.add(&original, &mutants, &catches(&original, &mutants));
    }
    println!("{table}");
    table.survivors.iter().for_each(|survivor| println!("survives: {survivor}"));
    assert_eq!(table.survivors, SURVIVORS);
    hold_to_the_counts(&table);
    for original in Original::all() {
        assert!(table.mutants(&original.id, Slip::Number) > 20, "{} has its mutants", original.id);
    }
    for slip in [Slip::Swap, Slip::Word] {
        let all: usize = Original::all().iter().map(|original| table.mutants(&original.id, slip)).sum();
        assert!(all > 20, "{slip:?}");
    }
}

/// The counts that certificates state, by text: a changed text has none until they are renewed.
const COUNTS: &str = "instruments/mutations.csv";
const RENEW: &str = "UPDATE=1 cargo test --test mutants";

fn hold_to_the_counts(table: &Table) {
    let line = |Original { id, edition, text, .. }: &Original| {
        let digest = Source::new(id.as_str(), text).digest();
        let (made, survived) = table.counts(id);
        format!("{id}@{edition},{digest},{made},{survived}\n")
    };
    let mut lines: Vec<String> = Original::all().iter().map(line).collect();
    lines.sort_unstable();
    let counted = format!("instrument,digest,made,survived\n{}", lines.concat());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(COUNTS);
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::write(&path, counted).expect("the counts can be written");
    } else {
        let stated = fs::read_to_string(&path).expect("the counts");
        assert_eq!(stated, counted, "{COUNTS} is not of these texts: look at the difference, and renew it with {RENEW}");
    }
}

/// The other way round: a slip in a second table never agrees with the rule set.
#[test]
fn every_slip_in_a_second_table_is_caught() {
    let (mut count, mut missed) = (0, Vec::new());
    for original in Original::all() {
        let id = &original.id;
        let source = Arc::new(Source::new(id.as_str(), &original.text));
        let instrument = check::instrument(&source).0.expect("a sound rule set");
        for mutant in mutant::numbers::of_second(&original.second.text) {
            let table = Arc::new(Source::new("second.csv", &mutant.text(&original.second.text)));
            count += 1;
            if !any_error(&second_entry::compare(instrument.form(), &table)) {
                missed.push(format!("{id}: {}", mutant.what));
            }
        }
    }
    println!("{count} mutants of second tables");
    assert_eq!(missed, [""; 0]);
}

/// Nothing is caught where nothing is wrong: else the counts would mean nothing.
#[test]
fn the_originals_pass_all_three() {
    for original in Original::all() {
        let id = &original.id;
        let (instrument, findings) = check::instrument(&Arc::new(Source::new(id.as_str(), &original.text)));
        let instrument = instrument.unwrap_or_else(|| panic!("{id}: {findings:?}"));
        let differences: Vec<String> =
            second_entry::compare(instrument.form(), &original.second).into_iter().map(|finding| finding.found.en).collect();
        assert_eq!(differences, [""; 0], "{id}");
        assert_eq!(original.vector_that_differs(&instrument), None, "{id}");
    }
}
