// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where a case stands on a work list, by the list's key.

use std::path::{Path, PathBuf};

use super::recorded::{Row, rows};
use crate::batch::{Format, beside_output};
use crate::record::RunError;

/// What the key says of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The case's row of the key; none where the key does not have it.
    pub row: Option<Row>,
    /// The name of the key.
    pub key: String,
}

impl Listed {
    /// Looks a case up in a list: the key itself, or the one beside the list.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn find(list: &Path, case: &str, formats: &[Format]) -> Result<Self, RunError> {
        let key = key(list);
        let row = rows(&key, case, formats)?.into_iter().next();
        Ok(Self { row, key: key.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default() })
    }

    /// A cell of the key.
    #[must_use]
    pub fn cell(&self, name: &str) -> Option<&str> {
        self.row.as_ref()?.cell(name).filter(|cell| !cell.is_empty())
    }
}

fn key(list: &Path) -> PathBuf {
    let extension = list.extension().map_or_else(|| "csv".to_owned(), |extension| extension.to_string_lossy().into_owned());
    let is_key = list.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".key"));
    if is_key { list.to_owned() } else { beside_output(list, &format!("key.{extension}")) }
}
