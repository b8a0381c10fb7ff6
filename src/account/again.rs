// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A recorded row, read from the input and scored again: it must come out as it stands.

use std::io;

use super::recorded::Row;
use crate::batch::{Beside, Csv, Job, Run};
use crate::domain::Answer;
use crate::lang::Text;
use crate::mapping;
use crate::record::decimal::Mark;
use crate::record::rows::Rows;
use crate::record::{Block, Manner, Record, RunError};
use crate::text;

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// The answers of the row, with those that came in.
    pub answers: Vec<Answer>,
    /// Columns in which the result is another than what was recorded.
    pub differs: Vec<String>,
}

/// One row of an input.
struct Only<'r> {
    rows: Box<dyn Rows + 'r>,
    line: u64,
    found: bool,
}

impl Rows for Only<'_> {
    fn header(&self) -> &[String] {
        self.rows.header()
    }

    fn mark(&self) -> Mark {
        self.rows.mark()
    }

    fn has_lines(&self) -> bool {
        self.rows.has_lines()
    }

    fn notes(&self) -> Vec<Text> {
        self.rows.notes()
    }

    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        while !self.found && self.rows.read(block, rows)? {
            block.keep_line(self.line);
            self.found = !block.is_empty();
            if self.found {
                return Ok(true);
            }
        }
        block.clear();
        Ok(false)
    }
}

/// Scores the row of a result again. `open` reads the input; nothing comes back where the row is not in it.
///
/// # Errors
/// When the input cannot be read, or no longer fits the job.
pub fn again<'r>(
    job: &Job<'_>,
    recorded: &Row,
    open: impl Fn() -> Result<Box<dyn Rows + 'r>, RunError>,
) -> Result<Option<Again>, RunError> {
    let Some(line) = recorded.line() else { return Ok(None) };
    let only = || Ok::<_, RunError>(Only { rows: open()?, line, found: false });
    let Some(answers) = answers(job, only()?)? else { return Ok(None) };
    let job = Job { columns: None, duplicates: None, ..job.clone() };
    let mut results = Vec::new();
    let (mut rejects, mut conflicts, mut open) = (io::sink(), io::sink(), io::sink());
    Run::over(&job, Box::new(only()?))?
        .write_to(&mut Csv(&mut results), Beside { rejects: &mut rejects, conflicts: &mut conflicts, open: &mut open })?;
    let mut table = csv::Reader::from_reader(&*results);
    let unread = |cause: csv::Error| RunError::Machine { what: text!("lezen van resultaten", "reading results"), cause: cause.into() };
    let header = table.headers().map_err(unread)?.clone();
    let Some(row) = table.records().next().transpose().map_err(unread)? else { return Ok(None) };
    let found = header.iter().zip(&row).filter(|(name, _)| *name != "case_id");
    let differs = found.filter(|(name, cell)| recorded.cell(name).is_some_and(|stood| !same(stood, cell))).map(|(name, _)| name.to_owned());
    Ok(Some(Again { answers, differs: differs.collect() }))
}

/// The answers of the row; nothing where it cannot be found.
fn answers(job: &Job<'_>, mut rows: Only<'_>) -> Result<Option<Vec<Answer>>, RunError> {
    let form = job.evaluator.instrument().form();
    let fields = mapping::columns(job.mapping, form, rows.header(), job.sets)?;
    let manner = Manner { mark: rows.mark(), dates: job.conventions.dates };
    let (mut block, mut record) = (Block::default(), Record::default());
    if !rows.read(&mut block, job.block)? {
        return Ok(None);
    }
    let Some(row) = block.rows().next() else { return Ok(None) };
    fields.read(form, row, manner, &mut record);
    if let (Some(answers), Some(name)) = (job.answers, fields.case_id.and_then(|at| row.cell(at))) {
        answers.fill(name, &mut record);
    }
    Ok(Some(record.answers))
}

/// Whether two cells say the same: a spreadsheet writes numbers in its own way, and guards what looks like a formula.
fn same(stood: &str, found: &str) -> bool {
    let number = |cell: &str| cell.replace(',', ".").parse::<f64>().ok();
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
    stood == found || stood.strip_prefix('\'') == Some(found) || number(stood).zip(number(found)).is_some_and(|(a, b)| close(a, b))
}
