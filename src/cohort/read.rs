// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of outcome data to persons.

use std::path::Path;

use super::columns::{Cells, Columns};
use super::{Between, Cohort, Person, Request, scored};
use crate::batch::{self, Format};
use crate::domain::answer::is_unknown;
use crate::evaluate::Outcome;
use crate::mapping::{self, Mapping};
use crate::progress::{Unwatched, Watch};
use crate::record::rows::Rows as _;
use crate::record::{Block, Expected, Manner, Record, RunError};

/// Reads and scores a file. Row by row, so that rows with equal answers have bit-equal scores and probabilities.
///
/// # Errors
/// When the file cannot be read, a column is not there, or an outcome, time, weight, score or probability is no such thing.
pub fn read(request: &Request<'_>, input: &Path, formats: &[Format]) -> Result<Cohort, RunError> {
    read_watched(request, input, formats, &Unwatched)
}

/// As [`read`], under watch.
///
/// # Errors
/// As [`read`], and when it is told to stop.
pub fn read_watched(request: &Request<'_>, input: &Path, formats: &[Format], watch: &dyn Watch) -> Result<Cohort, RunError> {
    let form = request.scoring.map(|scoring| scoring.evaluator.instrument().form());
    let mut names: Vec<&str> = request.scoring.and_then(|scoring| scoring.mapping).map(Mapping::columns).unwrap_or_default();
    names.push(request.outcome);
    names.extend([request.score, request.probability, request.against, request.time, request.weights].into_iter().flatten());
    names.extend(request.predictors.iter().chain(request.groups).map(String::as_str));
    let fields = form.map(|form| form.fields.iter().collect()).unwrap_or_default();
    let expected = Expected { fields, names, conventions: request.conventions };
    let mut rows = batch::open_watched(input, formats, &expected, watch)?;
    let manner = Manner { mark: rows.mark(), dates: request.conventions.dates };
    let header = rows.header().to_vec();
    let columns = Columns::find(request, &header)?;
    let of_fields = request.scoring.zip(form).map(|(scoring, form)| {
        scoring.sets.refuse_unreadable(form)?;
        mapping::columns(scoring.mapping, form, &header, scoring.sets)
    });
    let of_fields = of_fields.transpose()?;
    let case_id = header.iter().position(|name| name == crate::record::CASE_ID);
    let mut reader = Reader { request, columns, cohort: Cohort::default(), record: Record::default(), items: Vec::new() };
    reader.name_parts();
    let mut block = Block::default();
    while rows.read(&mut block, batch::BLOCK)? {
        for row in block.rows() {
            let cells = Cells { row, header: &header, manner };
            let id = of_fields.as_ref().and_then(|columns| columns.case_id).or(case_id).map(|at| cells.text(at)).unwrap_or_default();
            let fits = row.width() == header.len();
            if let (Some(columns), Some(form), true) = (&of_fields, form, fits) {
                columns.read(form, row, manner, &mut reader.record);
            }
            reader.row(cells, id, fits)?;
        }
    }
    reader.cohort.notes = rows.notes();
    Ok(reader.cohort)
}

struct Reader<'a, 'r> {
    request: &'r Request<'a>,
    columns: Columns,
    cohort: Cohort,
    record: Record,
    items: Vec<usize>,
}

impl Reader<'_, '_> {
    fn name_parts(&mut self) {
        let Some(scoring) = self.request.scoring else { return };
        let form = scoring.evaluator.instrument().form();
        self.items = scored::items(form, scoring.scale);
        self.cohort.items = self.items.iter().map(|&item| form.items[item].id.clone()).collect();
        if let Some(scheme) = form.reported_scheme(Some(scoring.scale)) {
            self.cohort.levels = form.schemes[scheme].levels.iter().map(|level| level.id.clone()).collect();
            self.cohort.level_names = form.schemes[scheme].levels.iter().map(|level| level.name.clone()).collect();
        }
    }

    fn row(&mut self, cells: Cells<'_>, id: &str, fits: bool) -> Result<(), RunError> {
        self.cohort.counts.read += 1;
        if !fits {
            self.cohort.counts.rejected += 1;
            return Ok(());
        }
        let weight = match self.columns.weights {
            Some(at) => cells.weight(at)?.unwrap_or(0),
            None => 1,
        };
        // What cannot be read stops the run whatever else is said of the row.
        let event = cells.yes_or_no(self.columns.outcome)?;
        let time = self.columns.time.map(|at| cells.within(at, f64::INFINITY)).transpose()?.flatten();
        let probability = self.columns.probability.map(|at| cells.within(at, 1.0)).transpose()?.flatten();
        let score = self.columns.score.map(|at| cells.number(at)).transpose()?.flatten();
        let second = self.columns.against.map(|at| cells.number(at)).transpose()?.flatten();
        let predictors = self.columns.predictors.iter().map(|&at| cells.number(at)).collect::<Result<Vec<_>, _>>()?;
        let group = |at: &usize| Some(cells.text(*at).trim()).filter(|name| !is_unknown(name)).map(str::to_owned);
        let mut person = Person {
            id: id.to_owned(),
            row: cells.row.line,
            score: score.map(Between::one),
            levels: Vec::new(),
            probability: probability.map(Between::one),
            second,
            predictors: predictors.iter().copied().flatten().collect(),
            outcome: event,
            event,
            time,
            weight,
            groups: self.columns.groups.iter().map(group).collect(),
            items: Vec::new(),
        };
        if !self.score(&mut person) {
            return Ok(());
        }
        let counts = &mut self.cohort.counts;
        let lacks = (self.columns.score.is_some() && score.is_none())
            || (self.columns.probability.is_some() && probability.is_none())
            || (self.columns.against.is_some() && second.is_none())
            || predictors.iter().any(Option::is_none);
        if lacks {
            counts.without_score += 1;
            return Ok(());
        }
        if weight == 0 {
            counts.without_weight += 1;
            return Ok(());
        }
        person.outcome = self.outcome(event, time);
        let counts = &mut self.cohort.counts;
        if person.outcome.is_none() {
            if event.is_some() && time.is_some() {
                counts.followed_too_short += 1;
            } else {
                counts.outcome_unknown += 1;
            }
        } else if person.score.is_some_and(|score| score.settled().is_none())
            || person.probability.is_some_and(|probability| probability.settled().is_none())
        {
            counts.incomplete += 1;
        } else {
            counts.complete += 1;
        }
        self.cohort.persons.push(person);
        Ok(())
    }

    /// The outcome within the horizon; `None` where it is not known, or nobody looked until then.
    fn outcome(&self, event: Option<bool>, time: Option<f64>) -> Option<bool> {
        let (Some(horizon), true) = (self.request.horizon, self.columns.time.is_some()) else {
            // With times, a person without one tells nothing.
            return if self.columns.time.is_some() { event.filter(|_| time.is_some()) } else { event };
        };
        let (event, time) = (event?, time?);
        let end = horizon.within(self.request.unit);
        if event && time <= end {
            Some(true)
        } else if time >= end {
            Some(false)
        } else {
            None
        }
    }

    /// Scores a person with the instrument; false where it gives nothing, and why is counted.
    fn score(&mut self, person: &mut Person) -> bool {
        let Some(scoring) = self.request.scoring else { return true };
        let counts = &mut self.cohort.counts;
        if !self.record.faults.is_empty() {
            counts.rejected += 1;
            return false;
        }
        let form = scoring.evaluator.instrument().form();
        let evaluation = scoring.evaluator.result(&self.record.answers);
        match evaluation.outcome {
            Outcome::NotApplicable => counts.not_applicable += 1,
            Outcome::Inconsistent => counts.inconsistent += 1,
            Outcome::Rejected => counts.rejected += 1,
            Outcome::Open | Outcome::Scored => {}
        }
        if !matches!(evaluation.outcome, Outcome::Open | Outcome::Scored) {
            return false;
        }
        let Some(reach) = evaluation.reach.scale(scoring.scale).filter(|_| !evaluation.reach.withheld.contains(&scoring.scale)) else {
            counts.without_score += 1;
            return false;
        };
        person.score = Some(Between { low: reach.least.to_f64(), high: reach.greatest.to_f64() });
        if let Some(scheme) = form.reported_scheme(Some(scoring.scale)) {
            person.levels.clone_from(&evaluation.reach.levels[scheme]);
        }
        if self.columns.probability.is_none() {
            person.probability = scoring.rates.and_then(|expected| scored::probability(form, scoring.scale, expected, &evaluation));
        }
        person.items = scored::points(scoring.evaluator, &self.items, &self.record.answers);
        true
    }
}
