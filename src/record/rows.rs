// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the rows of a run come from: a table in a file, or a frame. What a cell means is read from its text, whatever it was.

use super::{Block, RunError};
use crate::lang::Text;

/// Rows of cells under a header.
pub trait Rows {
    /// The names of the columns; a column may have no name.
    fn header(&self) -> &[String];

    /// Whether a decimal may have a comma instead of a point.
    fn decimal_comma(&self) -> bool;

    /// Whether rows stand on lines of a text, on which their cells can be found.
    fn has_lines(&self) -> bool;

    /// How the input is read, for the user.
    fn note(&self) -> Text;

    /// Reads the next rows into a block, at most so many; false when there are no more.
    ///
    /// # Errors
    /// When the input cannot be read on.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError>;
}
