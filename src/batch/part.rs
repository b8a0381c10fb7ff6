// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One block of rows to its part of the output: the same block gives the same part, so parts can be made in any order or at once.

use std::io;

use super::columns::{Column, Line};
use super::duplicates::{Duplicates, Fate};
use super::feedback::{self, Feedback};
use super::run::Job;
use super::summary::Summary;
use crate::diagnostic::Code;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Outcome, Reason};
use crate::form::Form;
use crate::lang::Text;
use crate::record::{Block, Columns, Manner, Record, Row};
use crate::report::reason;
use crate::text;

/// What is the same for every row of a run.
pub struct Layout<'a> {
    pub job: &'a Job<'a>,
    pub fields: Columns,
    pub columns: Vec<(String, Column)>,
    pub header: Vec<String>,
    pub feedback: Feedback,
    /// Where rows go that are not scored, when duplicates were looked for.
    pub duplicates: Option<Duplicates>,
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
    pub conflicts: Vec<u8>,
    pub open: Vec<u8>,
    pub counts: Summary,
}

/// Buffers that are used again for every block.
#[derive(Default)]
pub struct Buffers {
    answers: Answers,
    records: Vec<Record>,
    /// Rows for which an answer came in.
    filled: u64,
}

impl Layout<'_> {
    /// Scores the rows of a block.
    pub fn part(&self, block: &Block, evaluator: &mut BlockEvaluator<'_>, buffers: &mut Buffers) -> io::Result<Part> {
        self.read(block, buffers);
        let evaluations = evaluator.evaluate(&buffers.answers);
        let mut results = writer();
        let [mut rejects, mut conflicts, mut open] = [(); 3].map(|()| self.feedback.writer());
        let mut counts = Summary::new(self.form(), self.job.protocol);
        counts.filled = self.job.answers.map(|_| std::mem::take(&mut buffers.filled));
        let rejected = Evaluation::without_values(Outcome::Rejected, Vec::new());
        let (mut faults, mut mends, mut cell) = (Vec::new(), Vec::new(), String::new());
        for ((row, record), evaluation) in block.rows().zip(&buffers.records).zip(&evaluations) {
            match self.duplicates.as_ref().and_then(|duplicates| Some((duplicates, duplicates.fate(row.line)?))) {
                Some((_, Fate::Merged)) => {
                    counts.merged += 1;
                    continue;
                }
                Some((duplicates, Fate::Conflicting(conflict))) => {
                    counts.conflicting += 1;
                    let (codes, mend) = duplicates.conflict(conflict);
                    self.feedback.write(&mut conflicts, &self.header, row, &codes, &[mend])?;
                    continue;
                }
                None => {}
            }
            self.faults(row, record, &mut faults, &mut mends);
            let evaluation = if faults.is_empty() { evaluation } else { &rejected };
            if !faults.is_empty() {
                self.feedback.write(&mut rejects, &self.header, row, &faults, &mends)?;
                counts.name_rejected(row.line, &faults);
            } else if evaluation.outcome == Outcome::Open {
                let codes: Vec<String> = evaluation.reasons.iter().map(|reason| reason::code(reason, self.form())).collect();
                self.feedback.write(&mut open, &self.header, row, &codes, &self.asked(evaluation))?;
            }
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
        Ok(Part { results: bytes(results)?, rejects: bytes(rejects)?, conflicts: bytes(conflicts)?, open: bytes(open)?, counts })
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
            if let (Some(answers), Some(name)) = (self.job.answers, self.fields.case_id.and_then(|at| row.cell(at))) {
                buffers.filled += u64::from(answers.fill(name, record));
            }
            buffers.answers.push(&record.answers);
        }
    }

    /// What cannot be read in a row, as codes, and what to do about it.
    pub(super) fn faults(&self, row: Row<'_>, record: &Record, faults: &mut Vec<String>, mends: &mut Vec<Text>) {
        faults.clear();
        mends.clear();
        if row.width() != self.width {
            faults.push(Code::RowTooShort.id().to_owned());
            mends.push(feedback::of_width(row.width(), self.width));
            return;
        }
        for (field, fault) in &record.faults {
            let id = &self.form().fields[*field].id;
            let line = self.fields.of(*field).filter(|_| self.has_lines).map(|column| row.line_of(column));
            faults.push(format!("{}:{id}", fault.code.id()));
            mends.push(feedback::of_cell(id, line.filter(|line| *line != row.line), fault));
        }
    }

    /// What to ask of an open case.
    fn asked(&self, evaluation: &Evaluation) -> Vec<Text> {
        let gates = evaluation.reasons.iter().filter_map(|reason| if let Reason::GateOpen(field) = reason { Some(*field) } else { None });
        let mut fields: Vec<usize> = evaluation.decisive.iter().copied().chain(gates).collect();
        fields.sort_unstable();
        fields.dedup();
        let asked = fields.into_iter().map(|field| {
            let field = &self.form().fields[field];
            let (id, nl, en) = (&field.id, &field.ask.nl, &field.ask.en);
            text!("{id}: {nl}", "{id}: {en}")
        });
        asked.collect()
    }
}

pub fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new())
}

pub fn bytes(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
