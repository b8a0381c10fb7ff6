//! The pipeline: rows of a block → answers by column → results → lines.

use std::io::{self, Read, Write};

use super::columns;
use super::part::{Buffers, Layout};
use super::summary::Summary;
use crate::evaluate::Evaluator;
use crate::evaluate::block::BlockEvaluator;
use crate::form::{Form, Kind};
use crate::lang::{Lang, Text};
use crate::protocol::Protocol;
use crate::record::{Block, Columns, RunError, Table, set::Sets};
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
    table: Table<R>,
    layout: Layout<'a>,
}

impl<'a, R: Read> Run<'a, R> {
    /// Starts a run: reads the header and matches it with the instrument.
    ///
    /// # Errors
    /// When the instrument gives no results, the input has no usable header, or a column or field is not as asked.
    pub fn new(job: &'a Job<'a>, input: R) -> Result<Self, RunError> {
        let form = job.evaluator.instrument().form();
        refuse_without_results(form)?;
        job.sets.refuse_unreadable(form)?;
        let table = Table::open(input)?;
        let layout = Layout {
            job,
            fields: Columns::new(form, table.header(), job.sets)?,
            columns: columns::columns(form, table.header(), job.protocol.is_some(), job.columns).map_err(RunError::Usage)?,
            width: table.header().len(),
            decimal_comma: table.separator() != ',',
            instrument: job.evaluator.instrument().stamp(),
            protocol: job.protocol.map(Protocol::stamp).unwrap_or_default(),
        };
        Ok(Self { table, layout })
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
        if self.layout.fields.case_id.is_none() {
            notes.push(text!(
                "geen kolom case_id: die blijft leeg, `row` wijst de rij aan",
                "no column case_id: it stays empty, `row` points at the row"
            ));
        }
        if !self.layout.fields.unused.is_empty() {
            let names = self.layout.fields.unused.join(", ");
            notes.push(text!("niet gebruikte kolommen: {names}", "columns that are not used: {names}"));
        }
        notes
    }

    /// Writes results and rejects, and counts.
    ///
    /// # Errors
    /// When the input cannot be read on, or an output cannot be written.
    pub fn write(mut self, mut results: impl Write, mut rejected: impl Write) -> Result<Summary, RunError> {
        let job = self.layout.job;
        let mut summary = Summary::new(job.evaluator.instrument().form(), job.protocol);
        let mut evaluator = BlockEvaluator::new(job.evaluator);
        let (mut block, mut buffers) = (Block::default(), Buffers::default());
        let (first, first_rejected) = self.layout.headers().map_err(unwritten)?;
        results.write_all(&first).and_then(|()| rejected.write_all(&first_rejected)).map_err(unwritten)?;
        while self.table.read(&mut block, job.block)? {
            summary.read += block.len() as u64;
            let part = self.layout.part(&block, &mut evaluator, &mut buffers).map_err(unwritten)?;
            summary.add(&part.counts);
            results.write_all(&part.results).and_then(|()| rejected.write_all(&part.rejects)).map_err(unwritten)?;
        }
        results.flush().and_then(|()| rejected.flush()).map_err(unwritten)?;
        Ok(summary)
    }
}

/// A checklist or a structured judgement has no score: a file of empty results would look like one.
fn refuse_without_results(form: &Form) -> Result<(), RunError> {
    if !form.fields.is_empty() && form.kind != Kind::StructuredJudgement {
        return Ok(());
    }
    let id = &form.id;
    Err(RunError::Usage(vec![text!("`{id}` geeft geen score: een mens oordeelt zelf", "`{id}` gives no score: a person judges")]))
}

fn unwritten(cause: io::Error) -> RunError {
    RunError::Machine { what: text!("schrijven van de resultaten", "writing the results"), cause }
}
