// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The pipeline: rows of a block → answers by column → results → lines.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::thread;

use super::columns;
use super::crew::{self, Stream};
use super::duplicates::{Duplicates, Fate, Found, Handling};
use super::excel::Excel;
use super::feedback::Feedback;
use super::known;
use super::part::{self, Layout, Part, Scorer};
use super::results::{Csv, Results};
use super::routed;
use super::summary::Summary;
use super::trial;
use crate::caution::{AsOf, Caution};
use crate::evaluate::Evaluator;
use crate::form::{Form, Kind};
use crate::lang::{Lang, Text};
use crate::mapping::{self, Mapping};
use crate::protocol::{Protocol, Routes};
use crate::record::lines::Noted;
use crate::record::{Answers, Block, Conventions, Expected, Lines, Manner, RunError, Table, rows::Rows, set::Sets};
use crate::text;

/// Rows of a block: large enough to work by column, small enough to stay in the cache.
pub const BLOCK: usize = 4_096;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The instrument.
    pub evaluator: &'a Evaluator,
    /// The day that results speak of; what has to be said on it stands in every row.
    pub as_of: &'a AsOf,
    /// The protocol that gives tiers.
    pub protocol: Option<&'a Protocol>,
    /// Which column of the input is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
    /// Answers for all cases.
    pub sets: &'a Sets,
    /// Result columns, when not all of them.
    pub columns: Option<&'a [String]>,
    /// What is done with cases that stand in the input more than once; nothing leaves them as they are.
    pub duplicates: Option<Handling>,
    /// Answers that came in for questions about the cases.
    pub answers: Option<&'a Answers>,
    /// How the input is written, where the user says so.
    pub conventions: &'a Conventions,
    /// Language of what stands beside the results.
    pub lang: Lang,
    /// Rows of a block; results do not depend on it.
    pub block: usize,
    /// Threads that score; results do not depend on it. None is all that the machine has.
    pub threads: Option<NonZeroUsize>,
}

impl Job<'_> {
    /// What an input is opened with.
    #[must_use]
    pub fn expected(&self) -> Expected<'_> {
        let names = self.mapping.map(Mapping::columns).unwrap_or_default();
        Expected { fields: self.evaluator.instrument().form().fields.iter().collect(), names, conventions: self.conventions }
    }

    /// What it is scored with: the instrument, or those of a protocol that routes.
    #[must_use]
    pub fn stamp(&self) -> String {
        let Some(routes) = self.protocol.and_then(Protocol::routes) else { return self.evaluator.instrument().stamp() };
        routes.members().iter().map(|member| member.instrument().stamp()).collect::<Vec<_>>().join("|")
    }
}

/// A run over an input.
pub struct Run<'a> {
    pub(super) rows: Box<dyn Rows + 'a>,
    pub(super) layout: Layout<'a>,
}

impl<'a> Run<'a> {
    /// Starts a run over CSV: reads the header and matches it with the instrument.
    ///
    /// # Errors
    /// When the instrument gives no results, the input has no usable header, or a column or field is not as asked.
    pub fn new(job: &'a Job<'a>, input: impl Read + 'a) -> Result<Self, RunError> {
        Self::over(job, Box::new(Table::csv(input, &job.expected())?))
    }

    /// Starts a run over rows: matches their header with the instrument.
    ///
    /// # Errors
    /// When the instrument gives no results, is on trial without [`Caution::TRIAL`] in what has to be said, or a column or field is not as
    /// asked.
    pub fn over(job: &'a Job<'a>, rows: Box<dyn Rows + 'a>) -> Result<Self, RunError> {
        let form = job.evaluator.instrument().form();
        refuse_without_results(form)?;
        job.sets.refuse_unreadable(form)?;
        let mut fields = mapping::columns(job.mapping, form, rows.header(), job.sets)?;
        if job.protocol.and_then(Protocol::routes).is_some() {
            fields.unused.retain(|name| !Routes::FORCED.contains(&name.as_str()));
        }
        let columns = match job.protocol.and_then(Protocol::routes) {
            Some(routes) => routed::columns(routes, rows.header(), job.columns),
            None => columns::columns(form, rows.header(), job.protocol.is_some(), job.columns),
        }
        .map_err(RunError::Usage)?;
        trial::refuse_unmarked(job, &columns)?;
        let layout = Layout {
            job,
            fields,
            header: rows.header().to_vec(),
            feedback: Feedback::of(rows.header(), rows.mark(), job.lang),
            duplicates: None,
            columns,
            width: rows.header().len(),
            manner: Manner { mark: rows.mark(), dates: job.conventions.dates },
            has_lines: rows.has_lines(),
            cautions: job.as_of.cautions.iter().map(Caution::code).collect(),
            instrument: job.evaluator.instrument().stamp(),
            protocol: job.protocol.map(Protocol::stamp).unwrap_or_default(),
        };
        Ok(Self { rows, layout })
    }

    /// What the user should know of how the input was read so far.
    #[must_use]
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = self.rows.notes();
        if self.layout.fields.case_id.is_none() {
            notes.push(text!(
                "geen kolom case_id: die blijft leeg, `row` wijst de rij aan",
                "no column case_id: it stays empty, `row` points at the row"
            ));
        }
        notes.extend(self.layout.fields.notes());
        notes
    }

    /// Rows that need a person are written for a spreadsheet.
    pub fn write_for(&mut self, excel: Excel) {
        self.layout.feedback.write_for(excel, self.layout.fields.case_id);
    }

    /// Looks for cases that stand in the input more than once, where that was asked; `open` starts to read it anew.
    ///
    /// # Errors
    /// When the input cannot be read, has no column `case_id`, or holds rows of a case that differ and these are to stop the run.
    pub fn find_duplicates<'r>(&mut self, open: impl Fn() -> Result<Box<dyn Rows + 'r>, RunError>) -> Result<Option<Found>, RunError> {
        let Some(handling) = self.layout.job.duplicates else { return Ok(None) };
        if self.layout.fields.case_id.is_none() {
            return Err(RunError::Usage(vec![text!(
                "--duplicates: de invoer heeft geen kolom case_id om zaken aan te herkennen",
                "--duplicates: the input has no column case_id to know cases by"
            )]));
        }
        let duplicates = Duplicates::find(&self.layout, open)?;
        if handling == Handling::Stop {
            duplicates.refusal()?;
        }
        Ok(Some(self.layout.duplicates.insert(duplicates).found))
    }

    /// Whether a row is left out of the results because its case stands in the input more than once; after [`Run::find_duplicates`].
    #[must_use]
    pub fn left_out(&self, row: u64) -> Option<LeftOut> {
        self.layout.duplicates.as_ref()?.fate(row).map(|fate| match fate {
            Fate::Merged => LeftOut::Merged,
            Fate::Conflicting(_) => LeftOut::Conflicting,
        })
    }

    /// Writes results and rejects as CSV, and counts.
    ///
    /// # Errors
    /// When the input cannot be read on, or an output cannot be written.
    pub fn write(mut self, results: impl Write, mut rejects: impl Write) -> Result<Summary, RunError> {
        let (mut conflicts, mut open) = (io::sink(), io::sink());
        self.write_to(&mut Csv(results), Beside { rejects: &mut rejects, conflicts: &mut conflicts, open: &mut open })
    }

    /// Hands out results, writes the rows that need a person, and counts.
    ///
    /// # Errors
    /// When the input cannot be read on, or an output cannot be written.
    pub fn write_to(&mut self, results: &mut dyn Results, beside: Beside<'_>) -> Result<Summary, RunError> {
        let job = self.layout.job;
        if job.duplicates.is_some() && self.layout.duplicates.is_none() {
            let words = text!("naar dubbele zaken is nog niet gezocht", "duplicates have not been looked for yet");
            return Err(RunError::Usage(vec![words]));
        }
        if let Some((protocol, routes)) = job.protocol.and_then(|protocol| Some((protocol, protocol.routes()?))) {
            return routed::write_to(self, protocol, routes, results, beside);
        }
        let layout = &self.layout;
        results.begin(layout.form(), &layout.columns).map_err(unwritten)?;
        let header = layout.feedback.begin().map_err(unwritten)?;
        let Beside { rejects, conflicts, open } = beside;
        [&mut *rejects, &mut *conflicts, &mut *open].into_iter().try_for_each(|file| file.write_all(&header)).map_err(unwritten)?;
        let mut way = Way {
            takes_lines: known::can_know(layout),
            layout,
            rows: &mut *self.rows,
            results,
            beside: Beside { rejects, conflicts, open },
            summary: layout.counts(),
            noted: Noted::default(),
            spare: Vec::new(),
        };
        let known = crew::run(
            job.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
            || Scorer::new(layout),
            &mut way,
        )?;
        let Way { results, beside, mut summary, noted, .. } = way;
        known.into_iter().flatten().for_each(|known| summary.add(&known));
        self.rows.note(noted);
        results.end(&self.notes()).map_err(unwritten)?;
        let Beside { rejects, conflicts, open } = beside;
        [rejects, conflicts, open].into_iter().try_for_each(Write::flush).map_err(unwritten)?;
        Ok(summary)
    }
}

/// From the rows of an input to where the results go.
struct Way<'w, 'a, 'o> {
    layout: &'w Layout<'a>,
    rows: &'w mut (dyn Rows + 'a),
    takes_lines: bool,
    results: &'o mut dyn Results,
    beside: Beside<'o>,
    summary: Summary,
    noted: Noted,
    /// Parts that are used again.
    spare: Vec<Part>,
}

impl Stream<Scorer<'_>> for Way<'_, '_, '_> {
    type Error = RunError;

    fn next(&mut self) -> Result<Option<Part>, RunError> {
        let mut part = self.spare.pop().unwrap_or_default();
        part.clear(self.layout);
        let rows = self.layout.job.block;
        if self.takes_lines {
            let mut lines = if let part::Rows::Lines(lines) = std::mem::take(&mut part.rows) { lines } else { Lines::default() };
            if self.rows.read_lines(&mut lines, rows)? {
                part.rows = part::Rows::Lines(lines);
                return Ok(Some(part));
            }
        }
        let mut block = if let part::Rows::Cells(block) = std::mem::take(&mut part.rows) { block } else { Block::default() };
        let more = self.rows.read(&mut block, rows)?;
        part.rows = part::Rows::Cells(block);
        Ok(more.then_some(part))
    }

    fn take(&mut self, part: io::Result<Part>) -> Result<(), RunError> {
        let part = part.map_err(unwritten)?;
        self.summary.add(&part.counts);
        self.noted.add(part.noted);
        self.results.add(&part.results).map_err(unwritten)?;
        let Beside { rejects, conflicts, open } = &mut self.beside;
        for (file, rows) in [(&mut *rejects, &part.rejects), (conflicts, &part.conflicts), (open, &part.open)] {
            file.write_all(rows).map_err(unwritten)?;
        }
        self.spare.push(part);
        Ok(())
    }
}

/// Why a row is left out of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It says again what an earlier row of its case says.
    Merged,
    /// Rows of its case differ.
    Conflicting,
}

/// Where the rows go that need a person.
pub struct Beside<'o> {
    /// Rows that cannot be read.
    pub rejects: &'o mut dyn Write,
    /// Rows of one case that differ.
    pub conflicts: &'o mut dyn Write,
    /// Open cases.
    pub open: &'o mut dyn Write,
}

/// A checklist or a structured judgement has no score: a file of empty results would look like one.
fn refuse_without_results(form: &Form) -> Result<(), RunError> {
    if !form.fields.is_empty() && form.kind != Kind::StructuredJudgement {
        return Ok(());
    }
    let id = &form.id;
    Err(RunError::Usage(vec![text!("`{id}` geeft geen score: een mens oordeelt zelf", "`{id}` gives no score: a person judges")]))
}

pub(super) fn unwritten(cause: io::Error) -> RunError {
    // A format may refuse results that it has no room for.
    cause
        .downcast::<RunError>()
        .unwrap_or_else(|cause| RunError::Machine { what: text!("schrijven van de resultaten", "writing the results"), cause })
}
