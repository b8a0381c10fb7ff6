// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every row twice, where equal rows are merged.

use super::{How, Law, Test};
use crate::domain::answer;
use crate::record::CASE_ID;
use crate::text;

/// Nothing where rows have no name to know them by.
pub fn law(test: &Test<'_>) -> Option<Law> {
    let named = test.base.columns.iter().position(|name| name == CASE_ID)?;
    let is_named = |at: usize| test.base.rows.get(at).and_then(|row| row.get(named)).is_some_and(|name| !answer::is_unknown(name));
    let named = (0..test.sample.rows.len()).filter(|&at| is_named(at)).count() as u64;
    if named == 0 {
        return None;
    }
    let mut law = Law::new(
        "duplicates",
        text!(
            "elke rij tweemaal, met --duplicates merge: dezelfde uitkomst, en elke tweede rij samengevoegd",
            "each row twice, with --duplicates merge: the same results, and each second row merged"
        ),
    );
    let way = text!("tweemaal", "twice");
    let how = How { merge: true, ..How::default() };
    let once = law.score(test, test.sample.plain().as_bytes(), &how, &text!("éénmaal", "once"))?;
    let twice =
        test.sample.rows.iter().enumerate().flat_map(|(at, case)| std::iter::repeat_n(&*case.cells, if is_named(at) { 2 } else { 1 }));
    let file = test.sample.written(twice, test.sample.style());
    let found = law.score(test, file.as_bytes(), &how, &way)?;
    let without_row = |scored: &super::Scored| {
        let line = scored.columns.iter().position(|name| name == "row");
        let rows = scored
            .rows
            .iter()
            .map(|row| row.iter().enumerate().filter(|(at, _)| Some(*at) != line).map(|(_, cell)| cell.clone()).collect());
        rows.collect::<Vec<Vec<String>>>()
    };
    law.compared += once.rows.len() as u64;
    if without_row(&once) != without_row(&found) {
        law.differs(None, "", &way);
    }
    // Rows of a case that differ go apart, each twice now.
    let apart = once.summary.conflicting;
    if found.summary.merged != once.summary.merged + (named - apart)
        || found.summary.conflicting != 2 * apart
        || !found.summary.reconciles()
    {
        law.differs(None, "merged", &way);
    }
    Some(law)
}
