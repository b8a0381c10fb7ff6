// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The vectors in `tests/vectors/derived` are what the second tables make of themselves: every row hit, both sides of every edge.
//!
//! `UPDATE=1 cargo test --test derived_vectors` writes them anew.

mod derived;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use derived::table::Table;
use derived::{file, slips};

/// The only file of each instrument that is read: its second table.
fn second_tables() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments");
    let mut tables = BTreeMap::new();
    for instrument in std::fs::read_dir(folder).expect("the instruments").map(|entry| entry.expect("an entry").path()) {
        let Ok(files) = std::fs::read_dir(&instrument) else { continue };
        for path in files.map(|entry| entry.expect("an entry").path()) {
            if path.to_string_lossy().ends_with(".second.csv") {
                let id = instrument.file_name().expect("a name").to_string_lossy().into_owned();
                let text = std::fs::read_to_string(&path).expect("a second table").replace("\r\n", "\n");
                assert!(tables.insert(id, text).is_none(), "{}: one edition, or give the files of vectors its name", path.display());
            }
        }
    }
    tables
}

fn path(id: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "vectors", "derived", &format!("{id}.csv")].iter().collect()
}

#[test]
fn the_files_are_what_the_second_tables_make() {
    let update = std::env::var_os("UPDATE").is_some_and(|update| update == "1");
    let (mut stale, mut counts) = (Vec::new(), String::new());
    for (id, second) in second_tables() {
        let made = file::text(&id, &second).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        counts.push_str(&format!("{id}: {}\n", made.lines().count() - 1));
        if update {
            std::fs::create_dir_all(path(&id).parent().expect("a folder")).expect("a folder");
            std::fs::write(path(&id), &made).expect("a file that can be written");
        }
        if std::fs::read_to_string(path(&id)).unwrap_or_default().replace("\r\n", "\n") != made {
            stale.push(id);
        }
    }
    println!("{counts}");
    assert_eq!(stale, [""; 0], "look at the difference: UPDATE=1 cargo test --test derived_vectors");
}

/// Slips that the vectors cannot show, and why.
const UNSEEN: &[(&str, &str)] = &[
    ("ogrs3: percent,bands.probability_decimals,,5: 5 → 6", ROUNDING),
    ("ogrs3: percent,bands.probability_decimals,,5: 5 → 4", ROUNDING),
    ("psa: item,fta.prior_conviction,prior_misdemeanor=no,0: 0 → -1", LEAST),
    ("psa: item,fta.prior_conviction,prior_felony=no,0: 0 → -1", LEAST),
    ("psa: item,nvca.prior_conviction,prior_misdemeanor=no,0: 0 → -1", LEAST),
    ("psa: item,nvca.prior_conviction,prior_felony=no,0: 0 → -1", LEAST),
    ("rrasor: item,prior_sex_offences,prior_sex_charges=0,0: 0 → -1", LEAST),
    ("rrasor: item,prior_sex_offences,prior_sex_convictions=0,0: 0 → -1", LEAST),
    ("static-99: item,prior_sex_offences,prior_sex_charges=0,0: 0 → -1", LEAST),
    ("static-99: item,prior_sex_offences,prior_sex_convictions=0,0: 0 → -1", LEAST),
    ("static-99r: item,prior_sex_offences,prior_sex_charges=0,0: 0 → -1", LEAST),
    ("static-99r: item,prior_sex_offences,prior_sex_convictions=0,0: 0 → -1", LEAST),
];
const ROUNDING: &str = "only where two roundings after each other differ from one, which no edge of a row leads to";
const LEAST: &str = "the greater of two columns counts, and the other column gives at least 0";

/// With the cases as they are, any other number in a second table gives another result, or leaves an edge unhit.
#[test]
fn every_number_of_a_second_table_is_seen() {
    let (mut count, mut refused, mut unseen) = (0, 0, Vec::new());
    for (id, second) in second_tables() {
        let table = Table::read(&second).expect("a sound table");
        let cases = file::inputs(&second).expect("cases");
        let results = file::results(&second, &cases);
        assert!(results.is_ok(), "{id}: {results:?}");
        for slip in slips::of(&second, |scheme| {
            table.schemes.iter().any(|used| used.id == scheme) || table.rules.iter().any(|rule| rule.id == scheme)
        }) {
            count += 1;
            let after = file::results(&slip.text, &cases);
            refused += usize::from(after.is_err());
            if after == results {
                unseen.push(format!("{id}: {}", slip.what));
            }
        }
    }
    println!("{count} slips in second tables, {refused} of them leave an edge unhit or a case without one row");
    let known: Vec<&str> = UNSEEN.iter().map(|(slip, _)| *slip).collect();
    assert_eq!(unseen, known);
}

/// The other way to the results would be none if it went through the library.
#[test]
fn the_program_uses_nothing_of_the_library() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/derived");
    let mut files = 0;
    for path in std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()) {
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(!text.contains("taxeer::") && !text.contains(".toml"), "{}", path.display());
        files += 1;
    }
    assert!(files > 5);
}
