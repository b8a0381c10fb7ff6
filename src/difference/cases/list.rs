// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The list of who moves, as CSV: one line a case.

use std::io;

use super::result::{CaseResult, Levels};
use crate::difference::pairs::Pairs;
use crate::evaluate::Outcome;
use crate::form::Form;

/// The columns.
pub const HEADER: [&str; 9] =
    ["case_id", "row", "outcome_old", "outcome_new", "score_old", "score_new", "level_old", "level_new", "causes"];

/// A case that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The case's name.
    pub case_id: String,
    /// The line on which its record starts.
    pub row: u64,
    /// Outcome before and after.
    pub outcome: [Outcome; 2],
    /// Score before and after; `3..=5` while more than one is left; with the scale's name where there are several.
    pub score: [String; 2],
    /// Reported levels before and after; `low|high` while more than one is left.
    pub level: [String; 2],
    /// What moved it.
    pub causes: Vec<String>,
}

impl Move {
    pub(super) fn of(
        (case_id, row): (&str, u64),
        results: [&CaseResult; 2],
        (pairs, levels): (&Pairs, &Levels),
        forms: &[&Form; 2],
        causes: Vec<String>,
    ) -> Self {
        let side = |side: usize| (results[side], forms[side]);
        let score = |at: usize| {
            let (result, form) = side(at);
            let each = pairs.scales.iter().zip(&result.scores).map(|(pair, score)| {
                let scale = &form.scales[[pair.old, pair.new][at]];
                let Some((least, greatest)) = score else { return String::new() };
                let (low, high) = (least.as_score(scale.whole), greatest.as_score(scale.whole));
                let span = if low == high { low } else { format!("{low}..={high}") };
                if pairs.scales.len() > 1 { format!("{}={span}", scale.id) } else { span }
            });
            join(each, "; ")
        };
        let level = |at: usize| {
            let (result, form) = side(at);
            let reported = pairs.schemes.iter().enumerate().filter(|(_, pair)| pair.reported);
            let several = reported.clone().count() > 1;
            let each = reported.map(|(place, pair)| {
                let names: Vec<&str> = result.levels[place].iter().map(|&level| levels.0[place][level].as_str()).collect();
                let scheme = &form.schemes[[pair.old, pair.new][at]].id;
                if several && !names.is_empty() { format!("{scheme}={}", names.join("|")) } else { names.join("|") }
            });
            join(each, "; ")
        };
        Self {
            case_id: case_id.to_owned(),
            row,
            outcome: results.map(|result| result.outcome),
            score: [score(0), score(1)],
            level: [level(0), level(1)],
            causes,
        }
    }

    /// The cells of its line.
    #[must_use]
    pub fn cells(&self) -> [String; 9] {
        let [outcome_old, outcome_new] = self.outcome.map(|outcome| outcome.code().to_owned());
        let [score_old, score_new] = self.score.clone();
        let [level_old, level_new] = self.level.clone();
        let causes = self.causes.join("|");
        [self.case_id.clone(), self.row.to_string(), outcome_old, outcome_new, score_old, score_new, level_old, level_new, causes]
    }
}

fn join(each: impl Iterator<Item = String>, between: &str) -> String {
    each.filter(|one| !one.is_empty()).collect::<Vec<_>>().join(between)
}

/// A line of the list.
pub(super) fn line<C: AsRef<[u8]>>(cells: impl IntoIterator<Item = C>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells)?;
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The change that a cause names, without the points of one case: `item:age:1:-1` → `item:age`.
pub(super) fn change_of(cause: &str) -> String {
    match cause.strip_prefix("item:") {
        Some(rest) => format!("item:{}", rest.split(':').next().unwrap_or(rest)),
        None => cause.to_owned(),
    }
}
