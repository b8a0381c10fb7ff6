// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One block of rows to its part of the output: the same block gives the same part, so parts can be made in any order or at once.

use std::io;

use super::columns::{Column, Line};
use super::rejects;
use super::run::Job;
use super::summary::Summary;
use crate::diagnostic::Code;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Outcome};
use crate::form::Form;
use crate::record::{Block, Columns, Manner, Record, Row};

/// What is the same for every row of a run.
pub struct Layout<'a> {
    pub job: &'a Job<'a>,
    pub fields: Columns,
    pub columns: Vec<(String, Column)>,
    /// Cells of the header.
    pub width: usize,
    pub manner: Manner,
    pub has_lines: bool,
    /// Codes of what has to be said in every row.
    pub cautions: Vec<String>,
    pub instrument: String,
    pub protocol: String,
}

/// What comes out for a block.
pub struct Part {
    pub results: Vec<u8>,
    pub rejects: Vec<u8>,
    pub counts: Summary,
}

/// Buffers that are used again for every block.
#[derive(Default)]
pub struct Buffers {
    answers: Answers,
    records: Vec<Record>,
}

impl Layout<'_> {
    /// Scores the rows of a block.
    pub fn part(&self, block: &Block, evaluator: &mut BlockEvaluator<'_>, buffers: &mut Buffers) -> io::Result<Part> {
        self.read(block, buffers);
        let evaluations = evaluator.evaluate(&buffers.answers);
        let mut results = writer();
        let mut rejects = writer();
        let mut counts = Summary::new(self.form(), self.job.protocol);
        let rejected = Evaluation::without_values(Outcome::Rejected, Vec::new());
        let (mut faults, mut cell) = (Vec::new(), String::new());
        for ((row, record), evaluation) in block.rows().zip(&buffers.records).zip(&evaluations) {
            faults.clear();
            self.reject(row, record, &mut faults, &mut rejects)?;
            let evaluation = if faults.is_empty() { evaluation } else { &rejected };
            let tiers = self.job.protocol.map(|protocol| (protocol, protocol.tier(evaluation)));
            counts.count(self.form(), evaluation, tiers.as_ref().and_then(|(_, reach)| reach.tier));
            let tiers = tiers.as_ref().map(|(protocol, reach)| (*protocol, reach));
            let line = Line { form: self.form(), evaluation, tiers, faults: &faults, cautions: &self.cautions };
            for (_, column) in &self.columns {
                match column {
                    Column::CaseId => results.write_field(self.fields.case_id.and_then(|at| row.cell(at)).unwrap_or_default())?,
                    Column::Input(at) => results.write_field(row.cell(*at).unwrap_or_default())?,
                    Column::Instrument => results.write_field(&self.instrument)?,
                    Column::Protocol => results.write_field(&self.protocol)?,
                    Column::Row => results.write_field(row.line.to_string())?,
                    other => {
                        cell.clear();
                        line.write(other, &mut cell);
                        results.write_field(&cell)?;
                    }
                }
            }
            results.write_record(None::<&[u8]>)?;
        }
        Ok(Part { results: bytes(results)?, rejects: bytes(rejects)?, counts })
    }

    pub fn form(&self) -> &Form {
        self.job.evaluator.instrument().form()
    }

    fn read(&self, block: &Block, buffers: &mut Buffers) {
        let form = self.form();
        if buffers.records.is_empty() {
            buffers.answers = Answers::new(form.fields.len());
        }
        buffers.answers.clear();
        buffers.records.resize_with(block.len(), Record::default);
        for (row, record) in block.rows().zip(buffers.records.iter_mut()) {
            self.fields.read(form, row, self.manner, record);
            buffers.answers.push(&record.answers);
        }
    }

    /// Tells what cannot be read in a row, with its codes.
    fn reject(&self, row: Row<'_>, record: &Record, faults: &mut Vec<String>, rejected: &mut csv::Writer<Vec<u8>>) -> io::Result<()> {
        let lang = self.job.lang;
        if row.width() != self.width {
            faults.push(Code::RowTooShort.id().to_owned());
            return Ok(rejected.write_record(rejects::ragged(row, self.width, lang))?);
        }
        for (field, fault) in &record.faults {
            let (id, column) = (&self.form().fields[*field].id, self.fields.of(*field));
            let line = column.filter(|_| self.has_lines).map_or(row.line, |column| row.line_of(column));
            faults.push(format!("{}:{id}", fault.code.id()));
            rejected.write_record(rejects::cell(id, (row, line), column, fault, lang))?;
        }
        Ok(())
    }
}

pub fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new())
}

pub fn bytes(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
