// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Parquet files. Their frame is held in memory, both ways.

use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::{
    AnyValue, ArrowDataType, Column as FrameColumn, DataFrame, DataType, ParquetReader, ParquetWriter, PolarsResult, Scalar,
    SerReader as _, polars_ensure,
};

use super::{FrameResults, FrameRows, results};
use crate::batch::{Column, Format, Results};
use crate::diagnostic::Code;
use crate::form::Form;
use crate::lang::Text;
use crate::record::rows::Rows;
use crate::record::{Expected, RunError};
use crate::text;

/// Parquet as a format of files.
pub const PARQUET: Format = Format {
    extension: "parquet",
    open: Some(open),
    results: Some(|output, _| Box::new(ToFile { rows: FrameResults::default(), output })),
};

/// Digits of a decimal that polars can hold.
const MOST_DIGITS: usize = 38;

fn open(file: File, _: &Expected<'_>) -> Result<Box<dyn Rows>, RunError> {
    // polars has panics for some files that are damaged; such a file is refused like any other.
    let frame = catch_unwind(AssertUnwindSafe(|| read(file)));
    match frame {
        Ok(Ok(frame)) => Ok(Box::new(FrameRows::new(frame))),
        Ok(Err(error)) => Err(unreadable(&error.to_string())),
        Err(_) => Err(unreadable("damaged")),
    }
}

/// Reads a file. A column of a type that has no place in a cell is not read: each of its cells holds the name of the type.
fn read(file: File) -> PolarsResult<DataFrame> {
    let mut reader = ParquetReader::new(file);
    let (schema, rows) = (reader.schema()?, reader.num_rows()?);
    let (read, left): (Vec<_>, Vec<_>) = schema.iter_values().enumerate().partition(|(_, field)| is_read(&field.dtype));
    let mut frame = if read.is_empty() {
        DataFrame::empty_with_height(rows)
    } else {
        reader.with_projection(Some(read.into_iter().map(|(at, _)| at).collect())).finish()?
    };
    polars_ensure!(frame.height() == rows, ComputeError: "{} of {rows} rows", frame.height());
    for (at, field) in left {
        let name = format!("{:?}", field.dtype);
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        let cell = Scalar::new(DataType::String, AnyValue::StringOwned(name.into()));
        frame.insert_column(at, FrameColumn::new_scalar(field.name.clone(), cell, rows))?;
    }
    Ok(frame)
}

/// Whether a column can be cells. polars panics on some of the others.
fn is_read(dtype: &ArrowDataType) -> bool {
    use ArrowDataType as Type;
    match dtype {
        Type::Null
        | Type::Boolean
        | Type::Int8
        | Type::Int16
        | Type::Int32
        | Type::Int64
        | Type::UInt8
        | Type::UInt16
        | Type::UInt32
        | Type::UInt64
        | Type::Float32
        | Type::Float64
        | Type::Date32
        | Type::Date64
        | Type::Timestamp(..)
        | Type::Utf8
        | Type::LargeUtf8
        | Type::Utf8View => true,
        Type::Decimal(digits, _) => *digits <= MOST_DIGITS,
        Type::Dictionary(_, values, _) => matches!(**values, Type::Utf8 | Type::LargeUtf8 | Type::Utf8View),
        _ => false,
    }
}

fn unreadable(why: &str) -> RunError {
    RunError::refused(
        Code::NotParquet,
        text!("de invoer is niet als Parquet te lezen ({why})", "the input cannot be read as Parquet ({why})"),
        text!("maak het bestand opnieuw, of bewaar het als ‘CSV UTF-8’", "make the file again, or save it as ‘CSV UTF-8’"),
    )
}

/// Results that become a file at their end.
struct ToFile<'w> {
    rows: FrameResults,
    output: &'w mut dyn Write,
}

impl Results for ToFile<'_> {
    fn begin(&mut self, form: &Form, columns: &[(String, Column)]) -> io::Result<()> {
        self.rows.begin(form, columns)
    }

    fn add(&mut self, lines: &[u8]) -> io::Result<()> {
        self.rows.add(lines)
    }

    fn end(&mut self, _: &[Text]) -> io::Result<()> {
        let mut frame = self.rows.frame()?;
        ParquetWriter::new(&mut self.output).finish(&mut frame).map_err(results::failed)?;
        self.output.flush()
    }
}
