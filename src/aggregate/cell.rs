// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Counts that add up: a cell, and the ways in which its cases are split. The splits of one cell share its total and nothing else.

use crate::lang::Text;

/// A number of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Name in files.
    pub code: String,
    /// In words.
    pub name: Text,
    /// How many.
    pub count: u64,
    /// How they are split, each way on its own.
    pub splits: Vec<Split>,
}

/// A way in which the cases of a cell are split: every case is in one of the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Name in files.
    pub code: String,
    /// In words.
    pub name: Text,
    /// The parts, at least one.
    pub cells: Vec<Cell>,
}

/// A file of cases: those that the tables are about, and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Cases with a result.
    pub main: Cell,
    /// Rows without one, split.
    pub rest: Cell,
    /// For each question the cases of `main` without and with an answer. An open case lacks at least one.
    pub answers: Vec<Split>,
}

impl Cell {
    /// A cell that is not split.
    #[must_use]
    pub fn new(code: impl Into<String>, name: Text, count: u64) -> Self {
        Self { code: code.into(), name, count, splits: Vec::new() }
    }

    /// A cell that is the sum of the parts of a split.
    #[must_use]
    pub fn sum(code: impl Into<String>, name: Text, split: Split) -> Self {
        let count = split.cells.iter().map(|cell| cell.count).sum();
        Self { code: code.into(), name, count, splits: vec![split] }
    }

    /// Whether every split adds up to its cell.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.splits
            .iter()
            .all(|split| split.cells.iter().map(|cell| cell.count).sum::<u64>() == self.count && split.cells.iter().all(Self::reconciles))
    }
}
