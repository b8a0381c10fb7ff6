// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How many slips were made of a file as a test, and how many nobody caught: stated in a certificate, not verified.

use serde::Serialize;

/// The counts by file, which the test renews.
const TABLE: &str = include_str!("../../instruments/mutations.csv");
/// What makes them and holds the table to them.
const COMMAND: &str = "cargo test --test mutants";

/// What is known of the mutants of one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mutations {
    standing: &'static str,
    command: &'static str,
    made: usize,
    survived: usize,
}

/// The counts for a file; `None` when none are known for this very text.
pub fn of(id: &str, edition: &str, digest: &str) -> Option<Mutations> {
    let name = format!("{id}@{edition}");
    TABLE.lines().find_map(|line| match line.split(',').collect::<Vec<_>>().as_slice() {
        [found, text, made, survived] if *found == name && *text == digest => Some(Mutations {
            standing: "stated, not verified",
            command: COMMAND,
            made: made.parse().ok()?,
            survived: survived.parse().ok()?,
        }),
        _ => None,
    })
}
