// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! CSV for a spreadsheet that opens it by double click: Dutch Excel takes `;` between cells, a byte order mark and a decimal comma. It would
//! run some texts as formulas and take others for numbers or dates; both are kept from it, so that they can be read back as they were.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::Column;
use super::holds::Holds;
use super::results::{Results, each_row};
use crate::form::Form;
use crate::lang::Text;
use crate::record::guard;

/// Whose Excel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excel {
    /// Dutch.
    Nl,
}

/// Between cells.
pub(super) const SEPARATOR: u8 = b';';
/// Without it Excel reads UTF-8 in the code page of the machine.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// Digits of a number that Excel shows as they are.
const SHOWN_DIGITS: usize = 11;
/// Names of months begin so, in Dutch and English: `mrt-12` would become a date.
const MONTHS: &[&str] = &["jan", "feb", "mrt", "maa", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"];

/// A writer of such lines.
pub(super) fn writer(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().flexible(true).delimiter(SEPARATOR).terminator(csv::Terminator::CRLF).from_writer(bytes)
}

/// The name of a case, or of anything else, that has to stay as it is.
pub(super) fn name(cell: &str) -> Cow<'_, str> {
    if would_change(cell) { kept(cell) } else { text(cell) }
}

/// A text. What looks like a date is left to be one, a number that would lose digits is not.
pub(super) fn text(cell: &str) -> Cow<'_, str> {
    if loses_digits(cell) { kept(cell) } else { guard::guarded(cell) }
}

/// A number with a decimal comma.
pub(super) fn number(cell: &str) -> Cow<'_, str> {
    if cell.contains('.') { Cow::Owned(cell.replace('.', ",")) } else { Cow::Borrowed(cell) }
}

/// Text in the way that spreadsheets have for it; it holds no quotes.
fn kept(cell: &str) -> Cow<'_, str> {
    Cow::Owned(format!("=\"{cell}\""))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether Excel would take a text for a number and show fewer or other digits: 00123, 123456789012, 1E5, 22.5.
fn loses_digits(cell: &str) -> bool {
    let (whole, part) = cell.split_once(['e', 'E', '.']).map_or((cell, None), |(whole, part)| (whole, Some(part)));
    let part_is_number = part.is_none_or(|part| is_digits(part.strip_prefix(['+', '-']).unwrap_or(part)));
    is_digits(whole) && part_is_number && (part.is_some() || whole.len() > SHOWN_DIGITS || (whole.len() > 1 && whole.starts_with('0')))
}

/// Whether Excel might take a text for anything else than it is.
fn would_change(cell: &str) -> bool {
    let plain = is_digits(cell) && !loses_digits(cell);
    let start: String = cell.chars().take(3).flat_map(char::to_lowercase).collect();
    let like_date = MONTHS.contains(&start.as_str()) && cell.bytes().any(|byte| byte.is_ascii_digit());
    !plain && (cell.starts_with(|first: char| first.is_ascii_digit()) || like_date) && !cell.contains(['"', '\n', '\r'])
}

/// Results for Excel.
pub struct ForExcel<W> {
    output: W,
    holds: Vec<Holds>,
}

impl<W: Write> ForExcel<W> {
    /// Results that go to `output`.
    pub fn new(output: W) -> Self {
        Self { output, holds: Vec::new() }
    }
}

impl<W: Write> Results for ForExcel<W> {
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        self.holds = Holds::of_all(form, columns);
        let mut header = writer(Vec::new());
        for (name, _) in columns {
            header.write_field(text(name).as_bytes())?;
        }
        header.write_record(None::<&[u8]>)?;
        self.output.write_all(BYTE_ORDER_MARK)?;
        self.output.write_all(&super::part::bytes(header)?)
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        let mut writer = writer(Vec::new());
        each_row(lines, |row| {
            for (cell, holds) in row.iter().zip(&self.holds) {
                let cell = match holds {
                    Holds::Name => name(cell),
                    Holds::Whole | Holds::Real => number(cell),
                    Holds::Text | Holds::List | Holds::Date => text(cell),
                };
                writer.write_field(cell.as_bytes())?;
            }
            Ok(writer.write_record(None::<&[u8]>)?)
        })?;
        self.output.write_all(&super::part::bytes(writer)?)
    }

    fn end(&mut self, _: &[Text]) -> io::Result<()> {
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_as_they_are() {
        for same in ["1", "0", "12345678901", "Z-2027-0148", "zaak 7", "", "-1", "-"] {
            assert_eq!(name(same), same);
        }
        for kept in ["00123", "123456789012", "1E5", "3-7", "2027/1", "22.5", "mrt-12", "7 mei"] {
            assert_eq!(name(kept), format!("=\"{kept}\""));
        }
        assert_eq!(name("=1+1"), "'=1+1");
    }

    #[test]
    fn only_texts_that_lose_digits_are_kept_from_being_numbers() {
        for same in ["3-7-1981", "22,5", "12", "mei 2027", "onbekend"] {
            assert_eq!(text(same), same);
        }
        for kept in ["007", "22.5", "1.250", "1e-3"] {
            assert_eq!(text(kept), format!("=\"{kept}\""));
        }
        assert_eq!(number("-0.125"), "-0,125");
    }
}
