// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One of the two rule sets over an input.

use super::result::{CaseResult, Levels, Shared};
use crate::difference::pairs::Pairs;
use crate::evaluate::block::{Answers, BlockEvaluator};
use crate::evaluate::{Evaluation, Evaluator, Outcome};
use crate::form::Form;
use crate::form::attribute::Attribute;
use crate::instrument::Instrument;
use crate::mapping::{self, Mapping};
use crate::record::set::Sets;
use crate::record::{Block, Columns, Manner, Record, RunError};

/// How an input is read.
pub(super) struct Input<'a> {
    pub header: &'a [String],
    pub manner: Manner,
    /// FIELD=VALUE for all cases.
    pub sets: &'a [String],
    /// Which column is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
}

impl Input<'_> {
    /// The answers for all cases to the fields that a form has.
    pub fn sets(&self, form: &Form) -> Result<Sets, RunError> {
        let own = self.sets.iter().filter(|pair| pair.split_once('=').is_some_and(|(name, _)| form.field(name.trim()).is_some()));
        Sets::read(form, &own.cloned().collect::<Vec<_>>())
    }

    /// Refuses answers to fields that neither rule set has.
    pub fn refuse_unknown(&self, old: &Form, new: &Form) -> Result<(), RunError> {
        let known = |pair: &&String| pair.split_once('=').is_some_and(|(name, _)| old.field(name.trim()).is_some());
        let others: Vec<String> = self.sets.iter().filter(|pair| !known(pair)).cloned().collect();
        Sets::read(new, &others).map(drop)
    }
}

/// A rule set with what it makes of a block.
pub(super) struct Side<'a> {
    pub instrument: &'a Instrument,
    columns: Columns,
    shared: Shared,
}

/// What a rule set makes of a block; used again for the next.
#[derive(Default)]
pub(super) struct Made {
    answers: Answers,
    pub records: Vec<Record>,
    pub results: Vec<CaseResult>,
    /// Least and greatest probability at each horizon that both have, in the order asked.
    pub evaluations: Vec<std::sync::Arc<Evaluation>>,
}

impl<'a> Side<'a> {
    pub fn of(
        instrument: &'a Instrument,
        input: &Input<'_>,
        pairs: &Pairs,
        forms: (&Form, &Form),
        levels: &Levels,
    ) -> Result<Self, RunError> {
        let form = instrument.form();
        let sets = input.sets(form)?;
        sets.refuse_unreadable(form)?;
        let columns = mapping::columns(input.mapping, form, input.header, &sets)?;
        Ok(Self { instrument, columns, shared: Shared::of(form, pairs, forms, levels) })
    }

    pub fn case_id(&self) -> Option<usize> {
        self.columns.case_id
    }

    /// Columns that are not read because of what they ask.
    pub fn withheld(&self) -> &[(String, Attribute)] {
        &self.columns.withheld
    }

    /// Columns that this rule set does not use.
    pub fn unused(&self) -> &[String] {
        &self.columns.unused
    }

    pub fn evaluator(&self) -> Evaluator {
        Evaluator::new(self.instrument)
    }

    /// Scores the rows of a block.
    pub fn score(&self, block: &Block, input: &Input<'_>, evaluator: &mut BlockEvaluator<'_>, made: &mut Made) {
        let form = self.instrument.form();
        made.answers = Answers::new(form.fields.len());
        made.records.resize_with(block.len(), Record::default);
        for (row, record) in block.rows().zip(made.records.iter_mut()) {
            self.columns.read(form, row, input.manner, record);
            made.answers.push(&record.answers);
        }
        made.evaluations = evaluator.evaluate(&made.answers);
        let rejected = Evaluation::without_values(Outcome::Rejected, Vec::new());
        let rows = block.rows().zip(&made.records).zip(&made.evaluations);
        let results = rows.map(|((row, record), evaluation)| {
            let sound = record.faults.is_empty() && row.width() == input.header.len();
            self.shared.result(if sound { evaluation } else { &rejected })
        });
        made.results = results.collect();
    }
}
