// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The oracle against the published cases and against itself, without the program.

use std::collections::BTreeSet;

use super::cases::random_records;
use super::field::Field;
use super::numbers::{Numbers, Span};
use super::{Oracle, Record, ogrs3, osp_dc, psa, static_99r};
use crate::program::{Row, assert_no_differences, difference, read_rows};

#[test]
fn oracle_agrees_with_the_vectors() {
    let mut differences = Vec::new();
    for oracle in [static_99r(), osp_dc(), psa(), ogrs3()] {
        let path = format!("{}/tests/vectors/{}.csv", env!("CARGO_MANIFEST_DIR"), oracle.id);
        for vector in read_rows(path.as_ref()) {
            let record = oracle.fields.iter().map(|field| vector[field.name].clone()).collect();
            let columns = oracle.judge(&record).columns.into_iter();
            let given: Row = columns.map(|(name, text)| (format!("expect_{name}"), text)).collect();
            let stated = vector.iter().filter(|(name, _)| name.starts_with("expect_"));
            let differing = stated.filter_map(|(name, text)| difference(name, text, &given));
            differences.extend(differing.map(|cell| format!("{}: {cell}", vector["case_id"])));
        }
    }
    assert_no_differences(&differences);
}

/// A bound in the numbers at which no hand-chosen cell starts would let one value stand for two results.
#[test]
fn cells_start_where_the_numbers_change() {
    for oracle in [static_99r(), osp_dc(), psa(), ogrs3()] {
        let numbers = Numbers::of(oracle.id);
        for (name, pattern) in numbers.0.iter().flat_map(|row| &row.when) {
            let Some(field) = oracle.fields.iter().find(|field| field.name == *name) else {
                continue;
            };
            let Span { low, high } = Span::parse(pattern, field);
            let ends_a_cell = high >= field.high || field.starts.contains(&(high + 1));
            assert!(field.starts.contains(&low) && ends_a_cell, "{} {name}={pattern}", oracle.id);
        }
    }
}

/// One value a cell gives what all values give, also where sums and ages are compared.
#[test]
fn stand_ins_of_osp_dc_give_what_every_value_gives() {
    let (oracle, mut in_full) = (osp_dc(), osp_dc());
    in_full.fields = in_full.fields.iter().map(Field::in_full).collect();
    let is_quick = |record: &Record| (2.0..6e4).contains(&completions(&in_full, record));
    let mut records = random_records(&oracle, 7, 1_500);
    records.retain(is_quick);
    let two_counts = ["male", "yes", "", "", "0", "0", "36", "20", "1", "no", "", "0"];
    records.push(two_counts.map(str::to_owned).to_vec());
    let mut outcomes = BTreeSet::new();
    for record in &records {
        let (quick, slow) = (oracle.judge(record), in_full.judge(record));
        assert_eq!((&quick.columns, &quick.reasons), (&slow.columns, &slow.reasons), "{record:?}");
        outcomes.insert(quick.outcome);
    }
    assert_eq!(outcomes, BTreeSet::from(["inconsistent", "not_applicable", "open", "scored"]));
}

fn completions(oracle: &Oracle, record: &Record) -> f64 {
    let choices = oracle.choices(record, Field::stand_ins).unwrap_or_default();
    choices.iter().map(|values| values.len() as f64).product()
}

/// Neither count changes the level alone, since one of the two is 1 and the other 0.
#[test]
fn fields_that_change_a_level_only_together_are_all_decisive() {
    let record = ["male", "yes", "", "", "0", "0", "36", "20", "1", "no", "no", "0"];
    let verdict = osp_dc().judge(&record.map(str::to_owned).to_vec());
    let column = |name| verdict.columns.iter().find(|(column, _)| column == name).map(|(_, text)| text.as_str());
    assert_eq!(column("levels"), Some("low|medium"));
    assert_eq!(column("decisive"), Some("contact_adult_sanctions|contact_child_sanctions"));
}
