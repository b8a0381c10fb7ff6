// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is put to the test.

use std::io;
use std::num::NonZeroUsize;

use crate::batch::{self, Beside, Csv, Handling, Job, Run, Summary};
use crate::record::rows::Rows;
use crate::record::{Conventions, Encoding, RunError, Table};

/// How a file is scored.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// Its encoding, where it cannot be found out.
    pub encoding: Option<Encoding>,
    /// Whether rows of one case are merged.
    pub merge: bool,
    /// Rows of a block; as batch does without it.
    pub block: Option<usize>,
    /// Threads; as batch does without it.
    pub threads: Option<NonZeroUsize>,
}

/// Results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Vec<String>>,
    /// The totals.
    pub summary: Summary,
}

/// Scores files.
pub trait Subject {
    /// Scores a text with its header on the first line.
    ///
    /// # Errors
    /// When it cannot be read or scored as a whole.
    fn score(&self, input: &[u8], how: &How) -> Result<Scored, RunError>;

    /// Scores rows as they stand in the user's file.
    ///
    /// # Errors
    /// As [`Subject::score`].
    fn score_rows(&self, rows: Box<dyn Rows + '_>) -> Result<Scored, RunError>;

    /// Which columns of a header are read, and which of them as they stand: those may hold every way to write unknown.
    ///
    /// # Errors
    /// When the header lacks a field.
    fn columns(&self, header: &[String]) -> Result<(Vec<usize>, Vec<usize>), RunError>;
}

/// What `taxeer batch` does.
#[derive(Clone, Debug)]
pub struct Batch<'a>(pub Job<'a>);

impl Batch<'_> {
    fn scored(mut run: Run<'_>) -> Result<Scored, RunError> {
        let mut results = Vec::new();
        let (mut rejects, mut conflicts, mut open) = (io::sink(), io::sink(), io::sink());
        let summary = run.write_to(&mut Csv(&mut results), Beside { rejects: &mut rejects, conflicts: &mut conflicts, open: &mut open })?;
        let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(&*results);
        let mut rows = lines.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()));
        let unread =
            |cause: csv::Error| RunError::Machine { what: crate::text!("lezen van resultaten", "reading results"), cause: cause.into() };
        let columns = rows.next().transpose().map_err(unread)?.unwrap_or_default();
        let rows = rows.collect::<Result<_, _>>().map_err(unread)?;
        Ok(Scored { columns, rows, summary })
    }

    fn job<'j>(&'j self, conventions: &'j Conventions, how: &How) -> Job<'j> {
        Job {
            conventions,
            columns: None,
            duplicates: how.merge.then_some(Handling::Merge),
            block: how.block.unwrap_or(batch::BLOCK),
            threads: how.threads,
            ..self.0.clone()
        }
    }
}

impl Subject for Batch<'_> {
    fn score(&self, input: &[u8], how: &How) -> Result<Scored, RunError> {
        let conventions = Conventions { encoding: how.encoding, header: Some(1), sheet: None, ..self.0.conventions.clone() };
        let job = self.job(&conventions, how);
        let open = || -> Result<Box<dyn Rows + '_>, RunError> { Ok(Box::new(Table::csv(input, &job.expected())?)) };
        let mut run = Run::over(&job, open()?)?;
        run.find_duplicates(open)?;
        Self::scored(run)
    }

    fn score_rows(&self, rows: Box<dyn Rows + '_>) -> Result<Scored, RunError> {
        let job = self.job(self.0.conventions, &How::default());
        Self::scored(Run::over(&job, rows)?)
    }

    fn columns(&self, header: &[String]) -> Result<(Vec<usize>, Vec<usize>), RunError> {
        let form = self.0.evaluator.instrument().form();
        Ok(crate::mapping::columns(self.0.mapping, form, header, self.0.sets)?.read_columns())
    }
}
