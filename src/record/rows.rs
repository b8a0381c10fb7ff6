// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the rows of a run come from: a table in a file, or a frame. What a cell means is read from its text, whatever it was.

use super::decimal::Mark;
use super::lines::Noted;
use super::{Block, Lines, RunError};
use crate::lang::Text;

/// Rows of cells under a header.
pub trait Rows {
    /// The names of the columns; a column may have no name.
    fn header(&self) -> &[String];

    /// How decimals are written.
    fn mark(&self) -> Mark;

    /// Whether rows stand on lines of a text, on which their cells can be found.
    fn has_lines(&self) -> bool;

    /// How the input was read so far, for the user.
    fn notes(&self) -> Vec<Text>;

    /// Reads the next rows into a block, about so many; false when there are no more.
    ///
    /// # Errors
    /// When the input cannot be read on.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError>;

    /// Reads the next rows as lines, at most so many, where nothing but their cells has to be known to read them; else false, and then
    /// [`Rows::read`] has the next rows or the end.
    ///
    /// # Errors
    /// When the input cannot be read on.
    fn read_lines(&mut self, _lines: &mut Lines, _rows: usize) -> Result<bool, RunError> {
        Ok(false)
    }

    /// How many rows there are, where that is known before they are read.
    fn total(&self) -> Option<u64> {
        None
    }

    /// Takes note of what was found in all lines that were handed out.
    fn note(&mut self, _noted: Noted) {}
}

/// Rows of cells as they stand in a file, before it is known which of them is the header.
pub trait Grid {
    /// How decimals are written.
    fn mark(&self) -> Mark;

    /// Whether rows stand on lines of a text; else a row ends at its last cell that is not empty.
    fn has_lines(&self) -> bool;

    /// What was found out of the file, for the user.
    fn note(&self) -> Text;

    /// Reads the next rows into a block, about so many; none when there are no more.
    ///
    /// # Errors
    /// When the input cannot be read on.
    fn read(&mut self, block: &mut Block, rows: usize) -> Result<(), RunError>;

    /// As [`Rows::read_lines`]; the last line that says something is never among them.
    ///
    /// # Errors
    /// When the input cannot be read on.
    fn read_lines(&mut self, _lines: &mut Lines, _rows: usize) -> Result<bool, RunError> {
        Ok(false)
    }
}
