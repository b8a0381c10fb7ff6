// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Results as XLSX: a sheet of results and one that says what they mean. Names of cases stay text, numbers are numbers, dates are dates, and
//! no text is a formula. Rows go to a file beside the results as they come, so that memory does not grow with them.

use std::fs::File;
use std::io::{self, Seek as _, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::columns::Column;
use super::holds::Holds;
use super::legend::{self, Legend};
use super::results::{About, Results, each_row};
use crate::diagnostic::Code;
use crate::form::Form;
use crate::lang::Text;
use crate::number::date;
use crate::record::{RunError, guard};
use crate::text;

/// Rows of a sheet, by the format itself.
const MOST_ROWS: u32 = 1 << 20;
/// Characters of a cell, by the format itself.
const MOST_CHARACTERS: usize = 32_767;
/// The day that stands in the file as that of its making: the same input gives the same bytes.
const MADE: (u16, u8, u8) = (1980, 1, 1);
/// Width of a column, in characters.
const WIDTHS: [f64; 3] = [12.0, 22.0, 90.0];

/// Results that become a workbook at their end.
pub struct ForWorkbook<'w> {
    output: &'w mut dyn Write,
    about: &'w About<'w>,
    book: Workbook,
    formats: Formats,
    holds: Vec<Holds>,
    /// Each column and what it means.
    meanings: Vec<(String, String)>,
    rows: u32,
}

struct Formats {
    head: Format,
    text: Format,
    formula: Format,
    day: Format,
}

impl<'w> ForWorkbook<'w> {
    /// Results that go to `output`.
    pub fn new(output: &'w mut dyn Write, about: &'w About<'w>) -> Self {
        let text = Format::new().set_num_format("@");
        let formats = Formats {
            head: Format::new().set_bold(),
            formula: text.clone().set_quote_prefix(),
            text,
            day: Format::new().set_num_format("dd-mm-yyyy"),
        };
        Self { output, about, book: Workbook::new(), formats, holds: Vec::new(), meanings: Vec::new(), rows: 0 }
    }

    fn legend(&mut self, Legend { lang, facts }: &Legend) -> io::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(lang.pick("toelichting", "legend")).map_err(failed)?;
        sheet.set_column_width(0, WIDTHS[1]).and_then(|sheet| sheet.set_column_width(1, WIDTHS[2])).map_err(failed)?;
        let heads = [lang.pick("kolom", "column"), lang.pick("betekenis", "meaning")].map(str::to_owned);
        let about = [lang.pick("waarvan", "of what"), ""].map(str::to_owned);
        let mut lines: Vec<(bool, &str, &str)> = vec![(true, &heads[0], &heads[1])];
        lines.extend(self.meanings.iter().map(|(name, meaning)| (false, name.as_str(), meaning.as_str())));
        lines.extend([(false, "", ""), (true, about[0].as_str(), about[1].as_str())]);
        lines.extend(facts.iter().map(|(name, what)| (false, name.as_str(), what.as_str())));
        for (row, (is_head, first, second)) in (0..).zip(lines) {
            for (column, cell) in [(0, first), (1, second)] {
                let format = if is_head { &self.formats.head } else { self.formats.of(cell) };
                write_text(sheet, (row, column), cell, format)?;
            }
        }
        Ok(())
    }
}

impl Formats {
    /// A text that would be a formula, were it typed, is marked as text.
    fn of(&self, cell: &str) -> &Format {
        if guard::is_formula(cell) { &self.formula } else { &self.text }
    }
}

impl Results for ForWorkbook<'_> {
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        self.holds = Holds::of_all(form, columns);
        if let Some(legend) = &self.about.legend {
            let meaning =
                |(name, column): &(String, Column)| (name.clone(), legend::of_column(form, name, column).get(legend.lang).to_owned());
            self.meanings = columns.iter().map(meaning).collect();
        }
        // The day of making is ours before anything is written.
        let (year, month, day) = MADE;
        let made = ExcelDateTime::from_ymd(year, month, day).map_err(failed)?;
        self.book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        self.book.set_tempdir(self.about.folder).map_err(failed)?;
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(self.about.sheet).map_err(failed)?;
        sheet.set_freeze_panes(1, 1).map_err(failed)?;
        for (column, ((name, _), holds)) in (0..).zip(columns.iter().zip(&self.holds)) {
            let width = if matches!(holds, Holds::Text | Holds::List) { WIDTHS[1] } else { WIDTHS[0] };
            sheet.set_column_width(column, width).map_err(failed)?;
            write_text(sheet, (0, column), name, &self.formats.head)?;
        }
        self.rows = 1;
        Ok(())
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        let Self { book, formats, holds, rows, .. } = self;
        let sheet = book.worksheet_from_index(0).map_err(failed)?;
        each_row(lines, |row| {
            if *rows >= MOST_ROWS {
                return Err(too_many_rows());
            }
            for (column, (cell, holds)) in (0..).zip(row.iter().zip(&*holds)).filter(|(_, (cell, _))| !cell.is_empty()) {
                write(sheet, (*rows, column), cell, *holds, formats)?;
            }
            *rows += 1;
            Ok(())
        })
    }

    fn end(&mut self, notes: &[Text]) -> io::Result<()> {
        let last = self.rows.saturating_sub(1);
        let columns = u16::try_from(self.holds.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        sheet.autofilter(0, 0, last, columns).map_err(failed)?;
        // Names of digits only are text on purpose.
        sheet.ignore_error_range(0, 0, last, columns, IgnoreError::NumberStoredAsText).map_err(failed)?;
        if let Some(mut legend) = self.about.legend.clone() {
            legend.add(notes);
            self.legend(&legend)?;
        }
        let mut whole: File = tempfile::tempfile_in(self.about.folder)?;
        self.book.save_to_writer(&mut whole).map_err(failed)?;
        whole.rewind()?;
        io::copy(&mut whole, self.output)?;
        self.output.flush()
    }
}

fn write(sheet: &mut Worksheet, place: (u32, u16), cell: &str, holds: Holds, formats: &Formats) -> io::Result<()> {
    match holds {
        Holds::Whole | Holds::Real => {
            let number: f64 = cell.parse().map_err(|_| io::Error::new(io::ErrorKind::InvalidData, format!("{cell} is no number")))?;
            sheet.write_number(place.0, place.1, number).map(drop).map_err(failed)
        }
        Holds::Date => match day(cell) {
            Some(day) => sheet.write_datetime_with_format(place.0, place.1, &day, &formats.day).map(drop).map_err(failed),
            None => write_text(sheet, place, cell, formats.of(cell)),
        },
        Holds::Name | Holds::Text | Holds::List => write_text(sheet, place, cell, formats.of(cell)),
    }
}

fn write_text(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &str, format: &Format) -> io::Result<()> {
    // Excel counts a character outside the first plane as two.
    if cell.encode_utf16().count() > MOST_CHARACTERS {
        return Err(too_long(row));
    }
    sheet.write_string_with_format(row, column, cell, format).map(drop).map_err(failed)
}

/// A day that a workbook can hold; others stay text.
fn day(cell: &str) -> Option<ExcelDateTime> {
    let (year, month, day) = date::parts(date::parse(cell.trim())?);
    let year = u16::try_from(year).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

fn too_many_rows() -> io::Error {
    let most = MOST_ROWS - 1;
    io::Error::other(RunError::refused(
        Code::WorkbookFull,
        text!(
            "een werkblad heeft plaats voor {most} zaken; de invoer heeft er meer",
            "a sheet has room for {most} cases; the input has more"
        ),
        text!("noem de uitvoer .csv, of splits de invoer", "name the output .csv, or split the input"),
    ))
}

fn too_long(row: u32) -> io::Error {
    let row = row + 1;
    io::Error::other(RunError::refused(
        Code::WorkbookFull,
        text!(
            "een cel op rij {row} van de uitvoer is langer dan een werkblad toelaat ({MOST_CHARACTERS} tekens)",
            "a cell on row {row} of the output is longer than a workbook allows ({MOST_CHARACTERS} characters)"
        ),
        text!("noem de uitvoer .csv", "name the output .csv"),
    ))
}
