// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A sheet of a workbook (XLSX) as rows of text: its cells have types, and become the text that is never misread. The sheet itself is read
//! on a thread of its own, a few blocks ahead; the texts that cells share, and the styles, are held in memory, as the format demands.

use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::conventions::Expected;
use super::decimal::{self, Mark};
use super::rows::Grid;
use super::{Block, RunError};
use crate::diagnostic::{Code, nearest::nearest};
use crate::lang::Text;
use crate::number::date::{self, Epoch};
use crate::text;

/// Rows of a block.
const ROWS: usize = 1_024;
/// Blocks that are read ahead.
const AHEAD: usize = 2;
const SECONDS_OF_DAY: f64 = 86_400.0;

type Book = Xlsx<BufReader<File>>;
/// A block of rows, nothing at the end of the sheet, or why it cannot be read on.
type Part = Result<Option<Block>, RunError>;

/// A sheet that is being read.
#[derive(Debug)]
pub struct Sheet {
    parts: Receiver<Part>,
    ended: bool,
    mark: Mark,
    name: String,
    sheets: usize,
}

impl Sheet {
    /// Opens the sheet that the user names, or the first of the workbook.
    ///
    /// # Errors
    /// When the file is not a workbook that can be read, or has no such sheet.
    pub fn open(file: File, expected: &Expected<'_>) -> Result<Self, RunError> {
        // A damaged file may make the crate panic; such a file is refused like any other.
        let book = catch_unwind(AssertUnwindSafe(|| Book::new(BufReader::new(file)))).map_err(|_| damaged())?;
        let book = book.map_err(|error| unreadable(&error))?;
        let sheets: Vec<String> =
            book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect();
        let name = match &expected.conventions.sheet {
            Some(said) => sheets.iter().find(|name| *name == said).ok_or_else(|| no_such_sheet(said, &sheets))?,
            None => sheets.first().ok_or_else(damaged)?,
        };
        let (sender, parts) = sync_channel(AHEAD);
        let sheet = name.clone();
        thread::spawn(move || send(book, &sheet, &sender));
        let mark = expected.conventions.decimal.map_or(Mark::CommaOrPoint, Mark::Said);
        Ok(Self { parts, ended: false, mark, name: name.clone(), sheets: sheets.len() })
    }
}

impl Grid for Sheet {
    fn mark(&self) -> Mark {
        self.mark
    }

    fn has_lines(&self) -> bool {
        false
    }

    fn note(&self) -> Text {
        let (name, sheets) = (&self.name, self.sheets);
        text!("XLSX, werkblad ‘{name}’ (van {sheets}), cellen met hun typen", "XLSX, sheet ‘{name}’ (of {sheets}), cells with their types")
    }

    fn read(&mut self, block: &mut Block, _rows: usize) -> Result<(), RunError> {
        block.clear();
        if self.ended {
            return Ok(());
        }
        // A thread that ends without saying so has panicked.
        match self.parts.recv().map_err(|_| damaged())?? {
            Some(part) => *block = part,
            None => self.ended = true,
        }
        Ok(())
    }
}

/// Sends the rows of a sheet until they end or nobody listens.
fn send(mut book: Book, name: &str, sender: &SyncSender<Part>) {
    let end = match blocks(&mut book, name, |block| sender.send(Ok(Some(block))).is_ok()) {
        Ok(()) => Ok(None),
        Err(error) => Err(error),
    };
    // Nobody listens any more: nothing is left to do.
    let _ = sender.send(end);
}

/// Hands on block after block while they are wanted.
fn blocks(book: &mut Book, name: &str, wanted: impl Fn(Block) -> bool) -> Result<(), RunError> {
    let epoch = if book.has_1904_epoch() { Epoch::Of1904 } else { Epoch::Of1900 };
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
    let (mut block, mut text) = (Block::default(), String::new());
    // The row and the column of the next cell.
    let mut next = (0, 0);
    let mut has_row = false;
    while let Some(cell) = reader.next_cell().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        if (row, column) < next {
            return Err(damaged());
        }
        if has_row && row > next.0 {
            block.end_row(u64::from(next.0) + 1);
            if block.is_full(ROWS) && !wanted(std::mem::take(&mut block)) {
                return Ok(());
            }
        }
        if row > next.0 {
            next = (row, 0);
        }
        has_row = true;
        (next.1..column).for_each(|_| block.end_cell());
        text.clear();
        write(cell.get_value(), epoch, &mut text);
        block.push(&text);
        block.end_cell();
        next.1 = column + 1;
    }
    if has_row {
        block.end_row(u64::from(next.0) + 1);
        wanted(block);
    }
    Ok(())
}

/// The text of a cell. What has no place in an answer (a time, an error) becomes a text that no field takes for one.
fn write(value: &DataRef<'_>, epoch: Epoch, text: &mut String) {
    match value {
        DataRef::Empty => {}
        DataRef::Int(number) => text.push_str(&number.to_string()),
        DataRef::Float(number) => decimal::push_number(*number, text),
        DataRef::String(string) => text.push_str(string),
        DataRef::SharedString(string) => text.push_str(string),
        DataRef::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        DataRef::DateTime(time) => moment(*time, epoch, text),
        DataRef::DateTimeIso(iso) => text.push_str(iso.strip_suffix("T00:00:00").unwrap_or(iso)),
        DataRef::DurationIso(iso) => text.push_str(iso),
        // A lookup that found nothing is how a spreadsheet says that something is not known.
        DataRef::Error(CellErrorType::NA) => text.push_str("#N/B"),
        DataRef::Error(error) => text.push_str(&error.to_string()),
    }
}

/// A day as yyyy-mm-dd; with a time, it keeps the time and is no date.
#[allow(clippy::cast_possible_truncation, reason = "a serial that does not fit is no day and saturates")]
fn moment(time: ExcelDateTime, epoch: Epoch, text: &mut String) {
    let serial = time.as_f64();
    let seconds = libm::round((serial - libm::floor(serial)) * SECONDS_OF_DAY) as i64;
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match date::from_serial(libm::floor(serial) as i64, epoch) {
        Some(day) if !time.is_duration() && seconds == 0 => text.push_str(&date::print(day)),
        Some(day) if !time.is_duration() => text.push_str(&format!("{}T{clock}", date::print(day))),
        _ => text.push_str(&format!("{} d {clock}", libm::floor(serial))),
    }
}

fn damaged() -> RunError {
    refused(&text!("beschadigd of afgebroken", "damaged or cut off"))
}

fn unreadable(error: &XlsxError) -> RunError {
    match error {
        XlsxError::Password => refused(&text!("met een wachtwoord beveiligd", "protected by a password")),
        other => refused(&text!("{other}", "{other}")),
    }
}

fn refused(why: &Text) -> RunError {
    let (nl, en) = (&why.nl, &why.en);
    RunError::refused(
        Code::NotWorkbook,
        text!("de invoer is niet als XLSX te lezen ({nl})", "the input cannot be read as XLSX ({en})"),
        text!("bewaar het bestand opnieuw als .xlsx, of als ‘CSV UTF-8’", "save the file again as .xlsx, or as ‘CSV UTF-8’"),
    )
}

fn no_such_sheet(said: &str, sheets: &[String]) -> RunError {
    let names = sheets.join(", ");
    RunError::Usage(vec![match nearest(said, sheets.iter().map(String::as_str)) {
        Some(near) => text!(
            "--sheet {said}: dat werkblad is er niet; bedoelde u ‘{near}’?",
            "--sheet {said}: there is no such sheet; did you mean ‘{near}’?"
        ),
        None => {
            text!("--sheet {said}: dat werkblad is er niet; wel: {names}", "--sheet {said}: there is no such sheet; there are: {names}")
        }
    }])
}
