// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How an input is written, where the user says so; what nobody says is found out or asked, never guessed.

use super::dates::Dates;
use super::decimal::Mark;
use super::encoding::Encoding;
use crate::form::Field;

/// What the user says of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// How bytes are characters.
    pub encoding: Option<Encoding>,
    /// What stands before the decimals.
    pub decimal: Option<DecimalMark>,
    /// The line, or the row of a sheet, with the names of the columns, from one.
    pub header: Option<u64>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Ways to write a date beside dd-mm-yyyy and yyyy-mm-dd.
    pub dates: Dates,
}

/// What stands before the decimals of a number; the other one of the two then marks thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// 1.250,5
    Comma,
    /// 1,250.5
    Point,
}

/// How the cells of an input are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// How decimals are written.
    pub mark: Mark,
    /// How dates are written.
    pub dates: Dates,
}

/// What an input is opened with: the fields that its columns may be, and what the user says of it.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// The fields, whose ids are names of columns.
    pub fields: Vec<&'a Field>,
    /// Other names of columns, which a mapping gives; case is ignored.
    pub names: Vec<&'a str>,
    /// What the user says.
    pub conventions: &'a Conventions,
}

/// Whether two names of columns are the same but for case.
#[must_use]
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

impl Expected<'_> {
    /// Whether a cell is the name of a column that is read.
    pub(super) fn knows(&self, name: &str) -> bool {
        let name = name.trim();
        name == super::CASE_ID || self.fields.iter().any(|field| field.id == name) || self.names.iter().any(|known| same(known, name))
    }
}
