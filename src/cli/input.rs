// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What can be said of how an input is written.

use clap::{Args as Group, ValueEnum};
use taxeer::number::date::Epoch;
use taxeer::record::dates::Dates;
use taxeer::record::{Conventions, DecimalMark, Encoding};

#[derive(Debug, Group)]
pub struct Input {
    /// How bytes are characters, when the file leaves it unclear
    #[arg(long, value_name = "NAME", value_enum)]
    pub encoding: Option<EncodingName>,
    /// What stands before decimals; the other one then marks thousands
    #[arg(long, value_name = "MARK", value_enum)]
    pub decimal: Option<MarkName>,
    /// The line with the column names, when the file leaves it unclear
    #[arg(long, value_name = "LINE")]
    pub header_line: Option<u64>,
    /// The sheet of a workbook [default: the first]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Read years of two digits: up to PIVOT as 20.., above it as 19..
    #[arg(long, value_name = "PIVOT", value_parser = clap::value_parser!(u8).range(..=99))]
    pub two_digit_years: Option<u8>,
    /// Read whole numbers as days since the start of that year, as a spreadsheet counts them
    #[arg(long, value_name = "YEAR", value_enum)]
    pub date_serials: Option<EpochName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EncodingName {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "windows-1252")]
    Windows1252,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum MarkName {
    Comma,
    Point,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EpochName {
    #[value(name = "1900")]
    Of1900,
    #[value(name = "1904")]
    Of1904,
}

impl Input {
    pub fn conventions(&self) -> Conventions {
        let encoding = |name| match name {
            EncodingName::Utf8 => Encoding::Utf8,
            EncodingName::Utf16Le => Encoding::Utf16Le,
            EncodingName::Utf16Be => Encoding::Utf16Be,
            EncodingName::Windows1252 => Encoding::Windows1252,
        };
        let decimal = |name| match name {
            MarkName::Comma => DecimalMark::Comma,
            MarkName::Point => DecimalMark::Point,
        };
        let epoch = |name| match name {
            EpochName::Of1900 => Epoch::Of1900,
            EpochName::Of1904 => Epoch::Of1904,
        };
        Conventions {
            encoding: self.encoding.map(encoding),
            decimal: self.decimal.map(decimal),
            header: self.header_line,
            sheet: self.sheet.clone(),
            dates: Dates { two_digit_years: self.two_digit_years, serials: self.date_serials.map(epoch) },
        }
    }
}
