// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Counting a file of cases: exact, and internal. The rows are read and scored as batch does it.

use std::collections::BTreeMap;

use crate::batch::{Job, Judge, LeftOut, Run};
use crate::domain::Answer;
use crate::evaluate::Outcome;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::mapping;
use crate::record::rows::Rows;
use crate::record::{Block, Manner, Record, RunError};

/// What a case with a result came to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct State {
    /// Scored, rather than open.
    pub scored: bool,
    /// The level of each reported scheme, where one is left.
    pub levels: Vec<Option<usize>>,
    /// The tier that the protocol gives.
    pub tier: Option<usize>,
}

/// Exact counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub read: u64,
    /// Rows without a result.
    pub without: BTreeMap<Outcome, u64>,
    /// Rows of cases that stand in the input more than once: those that were merged, and those that differ; nothing when it was not
    /// looked for.
    pub left_out: Option<[u64; 2]>,
    /// Cases with a result, by what they came to.
    pub states: BTreeMap<State, u64>,
    /// For each field that has a column: how many cases with a result have no answer.
    pub missing: Vec<(usize, u64)>,
}

impl Tally {
    /// Counts rows; `open` starts to read the input.
    ///
    /// # Errors
    /// When the input cannot be read, or a column or field is not as asked.
    pub fn of<'r>(job: &Job<'_>, open: impl Fn() -> Result<Box<dyn Rows + 'r>, RunError>) -> Result<Self, RunError> {
        let mut run = Run::over(job, open()?)?;
        run.find_duplicates(&open)?;
        let mut rows = open()?;
        let form = job.evaluator.instrument().form();
        let columns = mapping::columns(job.mapping, form, rows.header(), job.sets)?;
        let (width, manner) = (rows.header().len(), Manner { mark: rows.mark(), dates: job.conventions.dates });
        let schemes: Vec<usize> = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).collect();
        let asked = (0..form.fields.len()).filter(|&field| columns.of(field).is_some());
        let mut tally =
            Self { missing: asked.map(|field| (field, 0)).collect(), left_out: job.duplicates.map(|_| [0; 2]), ..Self::default() };
        let routes = job.protocol.and_then(|protocol| Some((protocol, protocol.routes()?)));
        let judge = routes.map(|(protocol, routes)| Judge::new(protocol, routes, rows.header(), job.as_of.day)).transpose()?;
        let mut evaluator = BlockEvaluator::new(job.evaluator);
        let (mut block, mut answers, mut records) = (Block::default(), Answers::new(form.fields.len()), Vec::<Record>::new());
        while rows.read(&mut block, job.block)? {
            answers.clear();
            records.resize_with(block.len(), Record::default);
            for (row, record) in block.rows().zip(&mut records) {
                columns.read(form, row, manner, record);
                if let (Some(answers), Some(name)) = (job.answers, columns.case_id.and_then(|at| row.cell(at))) {
                    answers.fill(name, record);
                }
                answers.push(&record.answers);
            }
            for ((row, record), evaluation) in block.rows().zip(&records).zip(&evaluator.evaluate(&answers)) {
                tally.read += 1;
                if let (Some(left_out), Some(counts)) = (run.left_out(row.line), &mut tally.left_out) {
                    counts[usize::from(left_out == LeftOut::Conflicting)] += 1;
                    continue;
                }
                let readable = row.width() == width && record.faults.is_empty();
                let refused = !readable || judge.as_ref().is_some_and(|judge| !judge.faults(row, &record.answers).is_empty());
                let routed =
                    routes.filter(|_| !refused).map(|(_, routes)| routes.evaluate(&routes.with_ages(&record.answers, job.as_of.day)));
                let outcome = match &routed {
                    _ if refused => Outcome::Rejected,
                    Some(routed) => routed.outcome,
                    None => evaluation.outcome,
                };
                if !matches!(outcome, Outcome::Scored | Outcome::Open) {
                    *tally.without.entry(outcome).or_insert(0) += 1;
                    continue;
                }
                let levels = schemes.iter().map(|&scheme| evaluation.level(scheme)).collect();
                let tier = match &routed {
                    Some(routed) => routed.tiers.tier,
                    None => job.protocol.and_then(|protocol| protocol.tier(evaluation).tier),
                };
                *tally.states.entry(State { scored: outcome == Outcome::Scored, levels, tier }).or_insert(0) += 1;
                for (field, missing) in &mut tally.missing {
                    *missing += u64::from(!matches!(record.answers.get(*field), Some(Answer::Known(_))));
                }
            }
        }
        Ok(tally)
    }

    /// How many cases came to what is asked for.
    #[must_use]
    pub fn count(&self, asked: impl Fn(&State) -> bool) -> u64 {
        self.states.iter().filter(|(state, _)| asked(state)).map(|(_, count)| count).sum()
    }

    /// Rows that ended in an outcome without a result.
    #[must_use]
    pub fn ended(&self, outcome: Outcome) -> u64 {
        self.without.get(&outcome).copied().unwrap_or(0)
    }
}
