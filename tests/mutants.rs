// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every slip of one number, and every swap of two tables of one shape, is caught: by the checker, by the second entry or by the vectors.

mod mutant;

use std::sync::Arc;

use mutant::catches::{Table, catches};
use mutant::{Original, Slip};
use taxeer::check;
use taxeer::diagnostic::{Source, any_error};
use taxeer::second_entry;

const RULE_SETS: [(&str, &str); 6] = [
    ("static-99r", "2016.1"),
    ("osp-dc", "2026.1"),
    ("psa", "2022.1"),
    ("ogrs3", "2009.1"),
    ("osp-iic", "2026.1"),
    ("static-2002r", "2009.1"),
];

/// Mutants that nothing catches, with the reason.
const SURVIVORS: [&str; 0] = [];

#[test]
fn every_mutant_is_caught() {
    let mut table = Table::default();
    for (id, edition) in RULE_SETS {
        let original = Original::read(id, edition);
        let mutants = mutant::of(&original);
        table.add(&original, &mutants, &catches(&original, &mutants));
    }
    println!("{table}");
    table.survivors.iter().for_each(|survivor| println!("survives: {survivor}"));
    assert_eq!(table.survivors, SURVIVORS);
    for (id, _) in RULE_SETS {
        assert!(table.mutants(id, Slip::Number) > 50 && table.mutants(id, Slip::Swap) > 5, "{id} has its mutants");
    }
}

/// The other way round: a slip in a second table never agrees with the rule set.
#[test]
fn every_slip_in_a_second_table_is_caught() {
    let (mut count, mut missed) = (0, Vec::new());
    for (id, edition) in RULE_SETS {
        let original = Original::read(id, edition);
        let source = Arc::new(Source::new(id, &original.text));
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
    for (id, edition) in RULE_SETS {
        let original = Original::read(id, edition);
        let (instrument, findings) = check::instrument(&Arc::new(Source::new(id, &original.text)));
        let instrument = instrument.unwrap_or_else(|| panic!("{id}: {findings:?}"));
        let differences: Vec<String> =
            second_entry::compare(instrument.form(), &original.second).into_iter().map(|finding| finding.found.en).collect();
        assert_eq!(differences, [""; 0], "{id}");
        assert_eq!(original.vectors.catch(&instrument), None, "{id}");
    }
}
