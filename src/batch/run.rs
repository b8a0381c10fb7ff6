//! The pipeline: rows of a block → answers by column → results → lines.

use std::io::{Read, Write};

use super::columns::{self, Column, Line};
use super::rejects;
use super::summary::Summary;
use crate::diagnostic::Code;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Evaluator, Outcome};
use crate::lang::{Lang, Text};
use crate::protocol::Protocol;
use crate::record::{Block, Columns, Record, RunError, Table, set::Sets};
use crate::text;

/// Rows of a block: large enough to work by column, small enough to stay in the cache.
pub const BLOCK: usize = 4_096;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The instrument.
    pub evaluator: &'a Evaluator,
    /// The protocol that gives tiers.
    pub protocol: Option<&'a Protocol>,
    /// Answers for all cases.
    pub sets: &'a Sets,
    /// Result columns, when not all of them.
    pub columns: Option<&'a [String]>,
    /// Language of the rejects file.
    pub lang: Lang,
    /// Rows of a block; results do not depend on it.
    pub block: usize,
}

/// A run over an input.
pub struct Run<'a, R> {
    job: &'a Job<'a>,
    table: Table<R>,
    fields: Columns,
    columns: Vec<(String, Column)>,
}

impl<'a, R: Read> Run<'a, R> {
    /// Starts a run: reads the header and matches it with the instrument.
    ///
    /// # Errors
    /// When the input has no usable header, or a column or field is not as asked.
    pub fn new(job: &'a Job<'a>, input: R) -> Result<Self, RunError> {
        let form = job.evaluator.instrument().form();
        let table = Table::open(input)?;
        let columns = columns::columns(form, table.header(), job.protocol.is_some(), job.columns).map_err(RunError::Usage)?;
        let fields = Columns::new(form, table.header(), job.sets)?;
        Ok(Self { job, table, fields, columns })
    }

    /// What the user should know of how the input is read.
    #[must_use]
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        let separator = match self.table.separator() {
            '\t' => text!("tab", "tab"),
            other => Text::same(format!("‘{other}’")),
        };
        let (nl, en) = (separator.nl, separator.en);
        notes.push(text!("scheidingsteken {nl}, UTF-8", "separator {en}, UTF-8"));
        if self.fields.case_id.is_none() {
            notes.push(text!(
                "geen kolom case_id: die blijft leeg, `row` wijst de rij aan",
                "no column case_id: it stays empty, `row` points at the row"
            ));
        }
        if !self.fields.unused.is_empty() {
            let names = self.fields.unused.join(", ");
            notes.push(text!("niet gebruikte kolommen: {names}", "columns that are not used: {names}"));
        }
        notes
    }

    /// Writes results and rejects.
    ///
    /// # Errors
    /// When the input cannot be read on, or an output cannot be written.
    pub fn write(mut self, results: impl Write, rejected: impl Write) -> Result<Summary, RunError> {
        let form = self.job.evaluator.instrument().form();
        let mut results = writer(results);
        let mut rejected = writer(rejected);
        results.write_record(self.columns.iter().map(|(name, _)| name)).map_err(|error| unwritten(error.into()))?;
        rejected.write_record(rejects::HEADER).map_err(|error| unwritten(error.into()))?;
        let mut summary = Summary::new(form);
        let mut evaluator = BlockEvaluator::new(self.job.evaluator);
        let mut block = Block::default();
        let mut answers = Answers::new(form.fields.len());
        let mut records: Vec<Record> = Vec::new();
        while self.table.read(&mut block, self.job.block)? {
            self.read(&block, &mut answers, &mut records);
            let evaluations = evaluator.evaluate(&answers);
            for ((row, record), evaluation) in block.rows().zip(&records).zip(&evaluations) {
                let line = self.line(row, record, evaluation, &mut rejected);
                line.and_then(|(faults, outcome)| {
                    summary.count(form, evaluation, outcome);
                    self.write_line(row, &faults, evaluation, outcome, &mut results)
                })
                .map_err(unwritten)?;
            }
        }
        results.flush().and_then(|()| rejected.flush()).map_err(unwritten)?;
        Ok(summary)
    }

    fn read(&self, block: &Block, answers: &mut Answers, records: &mut Vec<Record>) {
        let form = self.job.evaluator.instrument().form();
        let decimal_comma = self.table.separator() != ',';
        answers.clear();
        records.resize_with(block.len(), Record::default);
        for (row, record) in block.rows().zip(records.iter_mut()) {
            self.fields.read(form, row, decimal_comma, record);
            answers.push(&record.answers);
        }
    }

    /// The reason codes of what cannot be read in a row, told in the rejects file, and the row's outcome.
    fn line(
        &self,
        row: crate::record::Row<'_>,
        record: &Record,
        evaluation: &Evaluation,
        rejected: &mut csv::Writer<impl Write>,
    ) -> std::io::Result<(Vec<String>, Outcome)> {
        let (form, lang, width) = (self.job.evaluator.instrument().form(), self.job.lang, self.table.header().len());
        if row.width() != width {
            rejected.write_record(rejects::ragged(row, width, lang))?;
            return Ok((vec![Code::RowTooShort.id().to_owned()], Outcome::Rejected));
        }
        let mut codes = Vec::new();
        for (field, fault) in &record.faults {
            rejected.write_record(rejects::cell(form, row, self.fields.of(*field), *field, fault, lang))?;
            codes.push(format!("{}:{}", fault.code.id(), form.fields[*field].id));
        }
        let outcome = if codes.is_empty() { evaluation.outcome } else { Outcome::Rejected };
        Ok((codes, outcome))
    }

    fn write_line(
        &self,
        row: crate::record::Row<'_>,
        faults: &[String],
        evaluation: &Evaluation,
        outcome: Outcome,
        results: &mut csv::Writer<impl Write>,
    ) -> std::io::Result<()> {
        let instrument = self.job.evaluator.instrument();
        let refused;
        let evaluation = if outcome == Outcome::Rejected {
            refused = Evaluation::without_values(outcome, Vec::new());
            &refused
        } else {
            evaluation
        };
        let reach = self.job.protocol.map(|protocol| (protocol, protocol.tier(evaluation)));
        let line = Line { form: instrument.form(), evaluation, tiers: reach.as_ref().map(|(protocol, reach)| (*protocol, reach)), faults };
        let mut cell = String::new();
        for (_, column) in &self.columns {
            cell.clear();
            match column {
                Column::CaseId => cell.push_str(self.fields.case_id.and_then(|at| row.cell(at)).unwrap_or_default()),
                Column::Row => cell.push_str(&row.line.to_string()),
                Column::Instrument => cell.push_str(&instrument.stamp()),
                Column::Protocol => cell.push_str(&self.job.protocol.map(Protocol::stamp).unwrap_or_default()),
                Column::Input(at) => cell.push_str(row.cell(*at).unwrap_or_default()),
                other => line.write(other, &mut cell),
            }
            results.write_field(&cell)?;
        }
        results.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

fn writer<W: Write>(output: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(output)
}

fn unwritten(cause: std::io::Error) -> RunError {
    RunError::Machine { what: text!("schrijven van de resultaten", "writing the results"), cause }
}
