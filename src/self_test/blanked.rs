// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An answer taken away: what came out before must be among what can come out then.

use super::{How, Law, Test};
use crate::text;

/// Nothing where the columns that are read cannot be told.
pub fn law(test: &Test<'_>) -> Option<Law> {
    let (read, _) = test.subject.columns(&test.sample.header).ok()?;
    let mut law = Law::new(
        "blank",
        text!(
            "één antwoord leeg: wat eruit kwam, staat nog bij wat eruit kan komen",
            "one answer emptied: what came out is still among what can come out"
        ),
    );
    for column in read {
        let Some(name) = test.sample.header.get(column) else { continue };
        let way = text!("kolom {name} leeg", "column {name} empty");
        let emptied = |cells: &Vec<String>| {
            let mut cells = cells.clone();
            if let Some(cell) = cells.get_mut(column) {
                cell.clear();
            }
            cells
        };
        let kept = test.sample.rows.iter().map(|case| Some(emptied(&case.cells)).filter(|cells| !super::sample::is_ambiguous(cells)));
        let rows: Vec<Vec<String>> = kept.zip(&test.sample.rows).map(|(new, case)| new.unwrap_or_else(|| case.cells.clone())).collect();
        let file = test.sample.written(rows.iter().map(Vec::as_slice), test.sample.style());
        let Some(found) = law.score(test, file.as_bytes(), &How::default(), &way) else { continue };
        if found.columns != test.base.columns || found.rows.len() != test.base.rows.len() {
            law.differs(None, "", &way);
            continue;
        }
        for ((base, found), case) in test.base.rows.iter().zip(&found.rows).zip(&test.sample.rows) {
            law.compared += 1;
            if let Some(column) = lost(&test.base.columns, base, found) {
                law.differs(Some(case.line), column, &way);
            }
        }
    }
    Some(law)
}

/// The first column in which what came out is no longer among what can come out.
fn lost<'c>(columns: &'c [String], base: &[String], found: &[String]) -> Option<&'c str> {
    let cell =
        |row: &[String], name: &str| columns.iter().position(|known| known == name).and_then(|at| row.get(at)).cloned().unwrap_or_default();
    let has_result = |row: &[String]| matches!(&*cell(row, "outcome"), "scored" | "open");
    // A published rule for unknown makes a value of it: that is no longer the same question.
    let assumes = |row: &[String]| cell(row, "reason").split('|').any(|code| code.contains("assumed:"));
    if !has_result(base) || (assumes(found) && !assumes(base)) {
        return None;
    }
    if !has_result(found) {
        return Some("outcome");
    }
    // Where the answer picked the instrument, several are left, and columns of the first of them are nobody's.
    let of_nobody = cell(found, "reason").split('|').any(|code| code.starts_with("route?"));
    columns.iter().map(String::as_str).find(|name| {
        if of_nobody && matches!(*name, "score_min" | "score_max" | "levels") {
            return false;
        }
        let (base, found) = (cell(base, name), cell(found, name));
        let numbers = || Some((base.parse::<f64>().ok()?, found.parse::<f64>().ok()?));
        match name.rsplit('.').next().unwrap_or(name) {
            // More answers can only widen what is left.
            "score_min" => numbers().is_some_and(|(base, found)| found > base),
            "score_max" => numbers().is_some_and(|(base, found)| found < base),
            "levels" | "tiers" => base.split('|').any(|one| !one.is_empty() && !found.split('|').any(|other| other == one)),
            _ => false,
        }
    })
}
