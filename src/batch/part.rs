// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One block of rows to its part of the output: the same block gives the same part, so parts can be made in any order or at once.

use std::io;

use super::columns::{Column, Line};
use super::duplicates::{Duplicates, Fate};
use super::feedback::{self, Feedback};
use super::known::{self, Known, Said};
use super::lines::{Lines, Pattern};
use super::run::Job;
use super::said::Sayings;
use super::summary::Summary;
use crate::diagnostic::Code;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Outcome, Reason};
use crate::form::Form;
use crate::lang::Text;
use crate::plan::Plan;
use crate::protocol::TierReach;
use crate::record::{Block, Columns, Manner, Record, Row};
use crate::report::reason;
use crate::text;

/// What is the same for every row of a run.
pub struct Layout<'a> {
    pub job: &'a Job<'a>,
    pub fields: Columns,
    pub columns: Vec<(String, Column)>,
    pub lines: Lines,
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
#[derive(Default)]
pub struct Part {
    pub results: Vec<u8>,
    pub rejects: Vec<u8>,
    pub conflicts: Vec<u8>,
    pub open: Vec<u8>,
    pub counts: Summary,
}

/// What a worker keeps from block to block.
pub struct Worker<'e> {
    evaluator: BlockEvaluator<'e>,
    known: Known<'e>,
    /// The answers of rows that say something new, and where their results go.
    answers: Answers,
    results: Vec<usize>,
    record: Record,
    places: Vec<Place>,
    /// Results that the block at hand has.
    touched: Vec<usize>,
    /// Rows for which an answer came in.
    filled: u64,
}

/// Where a row of a block ends.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Left out of the results.
    Apart(Fate),
    /// Rejected.
    Rejected,
    /// It has a result, by its place among those known.
    Result(usize),
}

impl Layout<'_> {
    /// Starts to work.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            evaluator: BlockEvaluator::new(self.job.evaluator),
            known: Known::new(Sayings::new(self.form(), self.plan(), &self.fields, self.manner, self.has_lines)),
            answers: Answers::new(self.form().fields.len()),
            results: Vec::new(),
            record: Record::default(),
            places: Vec::new(),
            touched: Vec::new(),
            filled: 0,
        }
    }

    /// Scores the rows of a block.
    pub fn part(&self, block: &Block, worker: &mut Worker<'_>, part: &mut Part) -> io::Result<()> {
        worker.known.make_room();
        worker.places.clear();
        for row in block.rows() {
            let place = self.place(row, worker);
            worker.places.push(place);
        }
        self.score(worker);
        let results = &mut part.results;
        results.clear();
        let [mut rejects, mut conflicts, mut open] = [(); 3].map(|()| self.feedback.writer());
        let mut counts = Summary::new(self.form(), self.job.protocol);
        counts.read = block.len() as u64;
        counts.filled = self.job.answers.map(|_| std::mem::take(&mut worker.filled));
        let rejected = Evaluation::without_values(Outcome::Rejected, Vec::new());
        let (mut faults, mut mends) = (Vec::new(), Vec::new());
        for (row, place) in block.rows().zip(&worker.places) {
            match *place {
                Place::Apart(Fate::Merged) => counts.merged += 1,
                Place::Apart(Fate::Conflicting(conflict)) => {
                    counts.conflicting += 1;
                    if let Some(duplicates) = &self.duplicates {
                        let (codes, mend) = duplicates.conflict(conflict);
                        self.feedback.write(&mut conflicts, &self.header, row, &codes, &[mend])?;
                    }
                }
                Place::Rejected => {
                    self.fields.read(self.form(), row, self.manner, &mut worker.record);
                    if let Some((answers, name)) = self.came_in(row) {
                        answers.fill(name, &mut worker.record);
                    }
                    self.faults(row, &worker.record, &mut faults, &mut mends);
                    self.feedback.write(&mut rejects, &self.header, row, &faults, &mends)?;
                    counts.name_rejected(row.line, &faults);
                    let tiers = self.tiers(&rejected);
                    counts.count(self.form(), &rejected, tiers.as_ref().and_then(|reach| reach.tier), 1);
                    let pattern = self.pattern(&rejected, tiers.as_ref(), &faults);
                    self.lines.write(&pattern, row, &self.fields, results);
                }
                Place::Result(result) => {
                    let Some(known) = &mut worker.known.results[result] else { continue };
                    if known.rows == 0 {
                        worker.touched.push(result);
                    }
                    known.rows += 1;
                    if let Some((codes, asked)) = &known.open {
                        self.feedback.write(&mut open, &self.header, row, codes, asked)?;
                    }
                    self.lines.write(&known.pattern, row, &self.fields, results);
                }
            }
        }
        for result in worker.touched.drain(..) {
            let Some(known) = &mut worker.known.results[result] else { continue };
            let tier = known.tiers.as_ref().and_then(|reach| reach.tier);
            counts.count(self.form(), &known.evaluation, tier, std::mem::take(&mut known.rows));
        }
        (part.rejects, part.conflicts, part.open) = (bytes(rejects)?, bytes(conflicts)?, bytes(open)?);
        part.counts = counts;
        Ok(())
    }

    /// Where a row ends; its answers are kept for scoring when they are new.
    fn place(&self, row: Row<'_>, worker: &mut Worker<'_>) -> Place {
        let came_in = self.came_in(row);
        worker.filled += u64::from(came_in.is_some());
        if let Some(fate) = self.duplicates.as_ref().and_then(|duplicates| duplicates.fate(row.line)) {
            return Place::Apart(fate);
        }
        if row.width() != self.width {
            return Place::Rejected;
        }
        let said = match came_in {
            Some(_) => Said::Apart,
            None => worker.known.said(row),
        };
        if let Said::Known(result) = said {
            return Place::Result(result);
        }
        self.fields.read(self.form(), row, self.manner, &mut worker.record);
        if let Some((answers, name)) = came_in {
            answers.fill(name, &mut worker.record);
        }
        if !worker.record.faults.is_empty() {
            return Place::Rejected;
        }
        let result = if let Said::New(result) = said { result } else { worker.known.own() };
        worker.answers.push(&worker.record.answers);
        worker.results.push(result);
        Place::Result(result)
    }

    /// Answers that came in for the case of a row, and its name.
    fn came_in<'r>(&self, row: Row<'r>) -> Option<(&crate::record::Answers, &'r str)> {
        let (answers, at) = self.job.answers.zip(self.fields.case_id)?;
        let name = row.cell(at)?;
        answers.has(name).then_some((answers, name))
    }

    /// Scores what is new.
    fn score(&self, worker: &mut Worker<'_>) {
        let evaluations = worker.evaluator.evaluate(&worker.answers);
        for (result, evaluation) in worker.results.drain(..).zip(evaluations) {
            let tiers = self.tiers(&evaluation);
            let open = (evaluation.outcome == Outcome::Open).then(|| {
                let codes = evaluation.reasons.iter().map(|reason| reason::code(reason, self.form())).collect();
                (codes, self.asked(&evaluation))
            });
            let pattern = self.pattern(&evaluation, tiers.as_ref(), &[]);
            worker.known.results[result] = Some(known::Result { evaluation, tiers, pattern, open, rows: 0 });
        }
        worker.answers.clear();
    }

    fn tiers(&self, evaluation: &Evaluation) -> Option<TierReach> {
        self.job.protocol.map(|protocol| protocol.tier(evaluation))
    }

    fn pattern(&self, evaluation: &Evaluation, tiers: Option<&TierReach>, faults: &[String]) -> Pattern {
        let tiers = self.job.protocol.zip(tiers);
        let line = Line { form: self.form(), evaluation, tiers, faults, cautions: &self.cautions };
        self.lines.pattern(|column, cell| match column {
            Column::Instrument => cell.push_str(&self.instrument),
            Column::Protocol => cell.push_str(&self.protocol),
            other => line.write(other, cell),
        })
    }

    fn plan(&self) -> &Plan {
        self.job.evaluator.instrument().plan()
    }

    pub fn form(&self) -> &Form {
        self.job.evaluator.instrument().form()
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
