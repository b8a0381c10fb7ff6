// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One block of rows to its part of the output: the same block gives the same part, so parts can be made in any order or at once.

use std::io;
use std::sync::Arc;

use super::columns::{Column, Line};
use super::crew::Worker;
use super::duplicates::{Duplicates, Fate};
use super::feedback::{self, Feedback};
use super::known::Known;
use super::run::Job;
use super::summary::Summary;
use crate::diagnostic::Code;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Outcome, Reason};
use crate::form::Form;
use crate::lang::Text;
use crate::record::lines::{Cells, Marks, Noted, Sort};
use crate::record::{Block, Columns, Lines, Manner, Record, Row};
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

/// Rows that were read together.
pub enum Rows {
    /// Cut into cells.
    Cells(Block),
    /// As lines.
    Lines(Lines),
}

/// Rows of a run, and what comes out for them.
#[derive(Default)]
pub struct Part {
    pub rows: Rows,
    pub results: Vec<u8>,
    pub rejects: Vec<u8>,
    pub conflicts: Vec<u8>,
    pub open: Vec<u8>,
    pub counts: Summary,
    pub noted: Noted,
}

/// Scores parts, one after the other.
pub struct Scorer<'l> {
    layout: &'l Layout<'l>,
    evaluator: BlockEvaluator<'l>,
    known: Option<Known<'l>>,
    buffers: Buffers,
    marks: Marks,
    /// Lines that are read as a block.
    others: Block,
}

/// Buffers that are used again for every block.
#[derive(Default)]
struct Buffers {
    answers: Answers,
    records: Vec<Record>,
    /// Rows for which an answer came in.
    filled: u64,
}

impl Default for Rows {
    fn default() -> Self {
        Self::Cells(Block::default())
    }
}

impl Part {
    /// Drops what came out and keeps the memory.
    pub fn clear(&mut self, layout: &Layout<'_>) {
        [&mut self.results, &mut self.rejects, &mut self.conflicts, &mut self.open].into_iter().for_each(Vec::clear);
        self.counts = layout.counts();
        self.noted = Noted::default();
    }
}

impl<'l> Scorer<'l> {
    pub fn new(layout: &'l Layout<'l>) -> Self {
        Self {
            layout,
            evaluator: BlockEvaluator::new(layout.job.evaluator),
            known: Known::new(layout),
            buffers: Buffers::default(),
            marks: Marks::default(),
            others: Block::default(),
        }
    }

    /// Scores the rows of a part.
    fn score(&mut self, part: &mut Part) -> io::Result<()> {
        match std::mem::take(&mut part.rows) {
            Rows::Cells(block) => {
                self.block(&block, part)?;
                part.rows = Rows::Cells(block);
            }
            Rows::Lines(lines) => {
                self.lines(&lines, part)?;
                part.rows = Rows::Lines(lines);
            }
        }
        Ok(())
    }

    /// Lines of which all is known are written; what stands between them is read as a block, so that rows keep their order.
    fn lines(&mut self, lines: &Lines, part: &mut Part) -> io::Result<()> {
        let mut marks = std::mem::take(&mut self.marks);
        lines.mark(&mut marks);
        for row in lines.each(&marks) {
            match lines.sort(row) {
                Sort::Blank { counts } => part.noted.blank += u64::from(counts),
                Sort::Row if self.is_known(lines, row, part)? => part.counts.read += 1,
                Sort::Row => lines.cut(row, &mut self.others),
                Sort::Odd => {
                    part.noted.totals = part.noted.totals.or(Some(row.line).filter(|_| lines.is_totals(row)));
                    lines.cut(row, &mut self.others);
                }
            }
        }
        self.marks = marks;
        self.others(part)
    }

    /// Writes a row, where all is known of it.
    fn is_known(&mut self, lines: &Lines, row: Cells<'_>, part: &mut Part) -> io::Result<bool> {
        if self.layout.duplicates.as_ref().is_some_and(|duplicates| duplicates.fate(row.line).is_some()) {
            return Ok(false);
        }
        let Some(known) = &mut self.known else { return Ok(false) };
        let Some(result) = known.find(lines, row, &mut self.evaluator)? else { return Ok(false) };
        self.others(part)?;
        if let Some(known) = &mut self.known {
            known.write(lines, row, result, part);
        }
        Ok(true)
    }

    /// Scores the lines that wait.
    fn others(&mut self, part: &mut Part) -> io::Result<()> {
        if self.others.is_empty() {
            return Ok(());
        }
        let mut others = std::mem::take(&mut self.others);
        self.block(&others, part)?;
        others.clear();
        self.others = others;
        Ok(())
    }

    /// Scores the rows of a block.
    fn block(&mut self, block: &Block, part: &mut Part) -> io::Result<()> {
        part.counts.read += block.len() as u64;
        self.layout.read(block, &mut self.buffers);
        let evaluations = self.evaluator.evaluate(&self.buffers.answers);
        if self.layout.job.answers.is_some() {
            part.counts.filled = Some(part.counts.filled.unwrap_or(0) + std::mem::take(&mut self.buffers.filled));
        }
        self.layout.write(block, &self.buffers.records, &evaluations, part)
    }
}

impl Worker for Scorer<'_> {
    type Work = Part;
    type Done = io::Result<Part>;
    type End = Option<Summary>;

    fn work(&mut self, mut part: Part) -> io::Result<Part> {
        self.score(&mut part)?;
        Ok(part)
    }

    fn end(self) -> Option<Summary> {
        self.known.map(Known::end)
    }
}

impl Layout<'_> {
    /// Writes what comes out for the rows of a block.
    fn write(&self, block: &Block, records: &[Record], evaluations: &[Arc<Evaluation>], part: &mut Part) -> io::Result<()> {
        let mut results = writer(std::mem::take(&mut part.results));
        let [mut rejects, mut conflicts, mut open] =
            [&mut part.rejects, &mut part.conflicts, &mut part.open].map(|bytes| self.feedback.writer(std::mem::take(bytes)));
        let counts = &mut part.counts;
        let rejected = Evaluation::without_values(Outcome::Rejected, Vec::new());
        let (mut faults, mut mends, mut cell) = (Vec::new(), Vec::new(), String::new());
        for ((row, record), evaluation) in block.rows().zip(records).zip(evaluations) {
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
            counts.count(self.form(), evaluation, tiers.as_ref().and_then(|(_, reach)| reach.tier), 1);
            let tiers = tiers.as_ref().map(|(protocol, reach)| (*protocol, reach));
            let line = Line { form: self.form(), evaluation, tiers, faults: &faults, cautions: &self.cautions };
            for (_, column) in &self.columns {
                match column {
                    Column::CaseId => results.write_field(self.fields.case_id.and_then(|at| row.cell(at)).unwrap_or_default())?,
                    Column::Input(at) => results.write_field(row.cell(*at).unwrap_or_default())?,
                    Column::Row => results.write_field(row.line.to_string())?,
                    other => results.write_field(self.cell_of(&line, other, &mut cell))?,
                }
            }
            results.write_record(None::<&[u8]>)?;
        }
        part.results = bytes(results)?;
        (part.rejects, part.conflicts, part.open) = (bytes(rejects)?, bytes(conflicts)?, bytes(open)?);
        Ok(())
    }

    /// The text of a cell that tells of the result.
    pub fn cell_of<'c>(&'c self, line: &Line<'_>, column: &Column, cell: &'c mut String) -> &'c str {
        match column {
            Column::Instrument => &self.instrument,
            Column::Protocol => &self.protocol,
            other => {
                cell.clear();
                line.write(other, cell);
                cell
            }
        }
    }

    /// Nothing counted yet.
    pub fn counts(&self) -> Summary {
        Summary::new(self.form(), self.job.protocol)
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
                buffers.filled += u64::from(answers.has(name));
                answers.fill(name, record);
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
    pub fn asked(&self, evaluation: &Evaluation) -> Vec<Text> {
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

/// Writes on behind these bytes.
pub fn writer(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(bytes)
}

pub fn bytes(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
