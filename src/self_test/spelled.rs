// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is unknown, in every way to write it.

use super::{How, Law, Test};
use crate::domain::answer::{UNKNOWN, is_unknown};
use crate::text;

/// Nothing where no column is read as it stands.
pub fn law(test: &Test<'_>) -> Option<Law> {
    let (_, direct) = test.subject.columns(&test.sample.header).ok()?;
    if direct.is_empty() {
        return None;
    }
    let mut law = Law::new(
        "unknown",
        text!("onbekend op elke manier geschreven: dezelfde uitkomst", "unknown, written in every way: the same result"),
    );
    let spellings = UNKNOWN.iter().map(|word| (*word).to_owned()).chain(UNKNOWN.iter().map(|word| format!(" {} ", word.to_uppercase())));
    for word in spellings {
        let rows: Vec<Vec<String>> = test.sample.rows.iter().map(|case| spelled(&case.cells, &direct, &word)).collect();
        let file = test.sample.written(rows.iter().map(Vec::as_slice), test.sample.style());
        let way = text!("onbekend als ‘{word}’", "unknown as ‘{word}’");
        if let Some(found) = law.score(test, file.as_bytes(), &How::default(), &way) {
            law.same(test, 0..rows.len(), &found, &way);
        }
    }
    Some(law)
}

fn spelled(cells: &[String], columns: &[usize], word: &str) -> Vec<String> {
    let new: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| if columns.contains(&at) && is_unknown(cell) { word.to_owned() } else { cell.clone() })
        .collect();
    // A row that then says nothing at all, or totals, would be no case.
    if super::sample::is_ambiguous(&new) { cells.to_vec() } else { new }
}
