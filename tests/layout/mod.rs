// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One table of cases, written as the many files in which it may come.

use taxeer::number::date::{self, Epoch};
use taxeer::record::dates::Dates;
use taxeer::record::{Conventions, DecimalMark};

use crate::workbook::{Cell, workbook};

/// One case; nothing is known where nothing stands.
#[derive(Clone, Debug)]
pub struct Row {
    pub case_id: String,
    /// Days since 1970.
    pub born: Option<i64>,
    pub seen: Option<i64>,
    /// Hundredths.
    pub hours: Option<u32>,
    pub charges: Option<u32>,
    pub stranger: Option<bool>,
    pub male: Option<bool>,
    pub note: String,
}

pub const COLUMNS: [&str; 8] = ["case_id", "born", "seen", "hours", "charges", "stranger", "group", "note"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bytes {
    Utf8,
    Utf8Mark,
    Utf16Le,
    Utf16Be,
    Utf16LeMark,
    Utf16BeMark,
    Windows1252,
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    Dutch,
    Iso,
    ShortYear,
    Serial1900,
    Serial1904,
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one way in which files differ, and any go together")]
pub struct Layout {
    pub bytes: Bytes,
    pub separator: char,
    pub newline: &'static str,
    pub comma: bool,
    pub thousands: bool,
    pub dates: DateStyle,
    pub quote_all: bool,
    /// Which of the words for an answer, by their place in `answer`.
    pub words: usize,
    pub titles: usize,
    pub labels: bool,
    pub empty_columns: usize,
    pub totals: bool,
    pub reversed: bool,
    /// Ids as `="…"`.
    pub wrapped: bool,
    pub spaces: bool,
}

pub const PLAIN: Layout = Layout {
    bytes: Bytes::Utf8,
    separator: ',',
    newline: "\n",
    comma: false,
    thousands: false,
    dates: DateStyle::Iso,
    quote_all: false,
    words: 0,
    titles: 0,
    labels: false,
    empty_columns: 0,
    totals: false,
    reversed: false,
    wrapped: false,
    spaces: false,
};

const UNKNOWN: [&str; 4] = ["", "?", "Onb.", "#N/B"];
const YES: [&str; 4] = ["yes", "Ja", "J", "WAAR"];
const NO: [&str; 4] = ["no", "NEE", "n", "onwaar"];
const MALE: [&str; 4] = ["male", "Man", "MALE", "man"];
const FEMALE: [&str; 4] = ["female", "Vrouw", "FEMALE", "vrouw"];
const LABELS: [&str; 8] = ["zaaknummer", "geboren op", "gezien op", "uren", "aantal aanklachten", "ja of nee?", "groep", "opmerking"];

impl Layout {
    pub fn extension(self) -> &'static str {
        if self.bytes == Bytes::Xlsx { "xlsx" } else { "csv" }
    }

    /// What a user has to say of the file.
    pub fn conventions(self) -> Conventions {
        let said = self.bytes != Bytes::Xlsx;
        Conventions {
            decimal: (said && (self.thousands || (self.comma && self.separator == ','))).then_some(if self.comma {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            }),
            dates: Dates {
                two_digit_years: (said && self.dates == DateStyle::ShortYear).then_some(29),
                serials: match self.dates {
                    DateStyle::Serial1900 if said => Some(Epoch::Of1900),
                    DateStyle::Serial1904 if said => Some(Epoch::Of1904),
                    _ => None,
                },
            },
            ..Conventions::default()
        }
    }

    pub fn write(self, rows: &[Row]) -> Vec<u8> {
        if self.bytes == Bytes::Xlsx { self.sheet(rows) } else { self.text(rows) }
    }

    fn sheet(self, rows: &[Row]) -> Vec<u8> {
        let is_1904 = self.dates == DateStyle::Serial1904;
        let first = date::from_parts(1904, 1, 1).unwrap();
        let unknown = |words: usize| match words {
            0 => Cell::Empty,
            3 => Cell::Error("#N/A"),
            other => Cell::Text(UNKNOWN[other].to_owned()),
        };
        let day = |day: Option<i64>| {
            day.map_or_else(|| unknown(self.words), |day| Cell::Date(since(day, if is_1904 { first } else { first - 1462 })))
        };
        let yes = |truth: Option<bool>| truth.map_or_else(|| unknown(self.words), Cell::Bool);
        let number = |hundredths: Option<u32>, by: u32| {
            hundredths.map_or_else(|| unknown(self.words), |value| Cell::Number((f64::from(value) / f64::from(by)).to_string()))
        };
        let mut cells: Vec<Vec<Cell>> = (0..self.titles).map(|_| vec![Cell::Text("Export, week 4".to_owned())]).collect();
        let texts = |texts: Vec<&str>| self.ordered(texts.into_iter().map(|text| Cell::Text(text.to_owned())).collect());
        cells.push(texts(COLUMNS.to_vec()));
        if self.labels {
            cells.push(texts(LABELS.to_vec()));
        }
        for row in rows {
            let group = row.male.map_or_else(|| unknown(self.words), |male| Cell::Text(self.group(male).to_owned()));
            cells.push(self.ordered(vec![
                Cell::Text(row.case_id.clone()),
                day(row.born),
                day(row.seen),
                number(row.hours, 100),
                number(row.charges, 1),
                yes(row.stranger),
                group,
                Cell::Text(row.note.clone()),
            ]));
            // An empty row of a sheet is no case.
            if self.spaces {
                cells.push(Vec::new());
            }
        }
        if self.totals {
            cells.push(vec![Cell::Text("Totaal".to_owned()), Cell::Empty, Cell::Empty, Cell::Number("3".to_owned())]);
        }
        workbook(&[("Export", cells), ("Uitleg", Vec::new())], is_1904)
    }

    fn text(self, rows: &[Row]) -> Vec<u8> {
        let mut lines: Vec<Vec<String>> = (0..self.titles).map(|_| vec!["Export van maandag".to_owned()]).collect();
        let texts = |texts: &[&str]| self.ordered(texts.iter().map(|text| (*text).to_owned()).collect());
        lines.push(texts(&COLUMNS));
        if self.labels {
            lines.push(texts(&LABELS));
        }
        for row in rows {
            let unknown = || UNKNOWN[self.words].to_owned();
            let day = |day: Option<i64>| day.map_or_else(unknown, |day| self.date(day));
            let id = if self.wrapped && !row.case_id.contains('"') { format!("=\"{}\"", row.case_id) } else { row.case_id.clone() };
            lines.push(self.ordered(vec![
                id,
                day(row.born),
                day(row.seen),
                row.hours.map_or_else(unknown, |hours| self.decimal(hours)),
                row.charges.map_or_else(unknown, |charges| charges.to_string() + ["", ".0", ",0", ""][self.words]),
                row.stranger.map_or_else(unknown, |yes| (if yes { YES } else { NO })[self.words].to_owned()),
                row.male.map_or_else(unknown, |male| self.group(male).to_owned()),
                row.note.clone(),
            ]));
        }
        if self.totals {
            let mut totals = vec![String::new(); COLUMNS.len()];
            (totals[0], totals[3]) = ("Totaal:".to_owned(), "12".to_owned());
            lines.push(totals);
        }
        let lines: Vec<String> = lines.into_iter().map(|line| self.line(line)).collect();
        self.encoded(&lines.concat())
    }

    fn line(self, mut cells: Vec<String>) -> String {
        let is_title = cells.len() == 1;
        cells.extend(vec![String::new(); if is_title { 0 } else { self.empty_columns }]);
        let cell = |cell: &String| {
            let space = if self.spaces && !cell.contains('"') && !cell.is_empty() { " " } else { "" };
            if self.quote_all || cell.contains(['"', '\n', '\r', self.separator]) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                // Ids keep their spaces, so only names and answers get some.
                let is_answer =
                    cell.len() < 8 && UNKNOWN.iter().chain(&YES).chain(&NO).chain(&MALE).chain(&FEMALE).any(|word| word == cell);
                if is_answer { format!("{space}{cell}{space}") } else { cell.clone() }
            }
        };
        cells.iter().map(cell).collect::<Vec<_>>().join(&self.separator.to_string()) + self.newline
    }

    fn encoded(self, text: &str) -> Vec<u8> {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match self.bytes {
            Bytes::Utf8 | Bytes::Xlsx => text.as_bytes().to_vec(),
            Bytes::Utf8Mark => format!("\u{feff}{text}").into_bytes(),
            Bytes::Utf16Le => utf16(text, u16::to_le_bytes),
            Bytes::Utf16Be => utf16(text, u16::to_be_bytes),
            Bytes::Utf16LeMark => utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            Bytes::Utf16BeMark => utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            Bytes::Windows1252 => {
                text.chars().map(|letter| if letter == '€' { 0x80 } else { u8::try_from(u32::from(letter)).expect("Latin 1") }).collect()
            }
        }
    }

    fn ordered<T>(self, mut cells: Vec<T>) -> Vec<T> {
        if self.reversed {
            cells.reverse();
        }
        cells
    }

    fn group(self, male: bool) -> &'static str {
        (if male { MALE } else { FEMALE })[self.words]
    }

    fn decimal(self, hundredths: u32) -> String {
        let (mark, group) = if self.comma { (',', '.') } else { ('.', ',') };
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let whole = if self.thousands && whole >= 1000 { format!("{}{group}{:03}", whole / 1000, whole % 1000) } else { whole.to_string() };
        if rest == 0 { whole } else { format!("{whole}{mark}{rest:02}") }
    }

    fn date(self, day: i64) -> String {
        let (year, month, of_month) = date::parts(day);
        let first = date::from_parts(1904, 1, 1).unwrap();
        match self.dates {
            DateStyle::Iso => format!("{year}-{month:02}-{of_month:02}"),
            DateStyle::Dutch => format!("{of_month:02}-{month:02}-{year}"),
            DateStyle::ShortYear => format!("{of_month:02}-{month:02}-{:02}", year % 100),
            DateStyle::Serial1900 => since(day, first - 1462).to_string(),
            DateStyle::Serial1904 => since(day, first).to_string(),
        }
    }
}

fn since(day: i64, first: i64) -> f64 {
    f64::from(i32::try_from(day - first).expect("a day of our time"))
}
