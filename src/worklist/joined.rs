// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Columns of the input that do not stand in the results, joined by row.

use std::collections::BTreeMap;

use crate::record::rows::Rows;
use crate::record::{Block, CASE_ID, RunError};

/// Rows of a block.
const ROWS: usize = 4_096;

/// Cells of an input, by row.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    names: Vec<String>,
    has_id: bool,
    rows: BTreeMap<u64, (String, Vec<String>)>,
}

impl Joined {
    /// Reads the columns of these names, as far as the input has them.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub fn read(mut rows: Box<dyn Rows + '_>, names: &[String]) -> Result<Self, RunError> {
        let at = |name: &str| rows.header().iter().position(|known| known == name);
        let found: Vec<(String, usize)> = names.iter().filter_map(|name| Some((name.clone(), at(name)?))).collect();
        let id = at(CASE_ID);
        let mut joined = Self { names: found.iter().map(|(name, _)| name.clone()).collect(), has_id: id.is_some(), rows: BTreeMap::new() };
        let mut block = Block::default();
        while rows.read(&mut block, ROWS)? {
            for row in block.rows() {
                let cells = found.iter().map(|(_, at)| row.cell(*at).unwrap_or_default().to_owned()).collect();
                let id = id.and_then(|at| row.cell(at)).unwrap_or_default().to_owned();
                joined.rows.insert(row.line, (id, cells));
            }
        }
        Ok(joined)
    }

    /// The place of a column among the cells.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The cells of a row of results; nothing when the input has no such row, or another case stands there.
    #[must_use]
    pub fn cells(&self, row: u64, case_id: &str) -> Option<&[String]> {
        let (id, cells) = self.rows.get(&row)?;
        (!self.has_id || id == case_id).then_some(cells)
    }
}
