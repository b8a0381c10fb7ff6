// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases under two rule sets: the matrix of moves, who moves, and which change moved them. Block by block; what stays in
//! memory are the counts and the moves that are to be listed.

mod causes;
mod file;
mod list;
mod matrix;
mod result;
mod side;

use std::collections::BTreeMap;
use std::io::{self, Write};

pub use file::file;
pub use list::{HEADER, Move};
pub use matrix::{Matrix, State, Subject};

use super::Pairs;
use super::change::Change;
use crate::evaluate::block::BlockEvaluator;
use crate::evaluate::{Evaluation, Outcome};
use crate::form::Form;
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::mapping::Mapping;
use crate::record::{Block, Conventions, Expected, Manner, RunError, rows::Rows};
use crate::text;
use causes::{Causes, Moved};
use result::Levels;
use side::{Input, Made, Side};

/// What is to be done with a file of cases.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The old rule set.
    pub old: &'a Instrument,
    /// The new one.
    pub new: &'a Instrument,
    /// What changed between them, as [`super::changes`] gives it.
    pub changes: &'a [Change],
    /// FIELD=VALUE for all cases, as they were typed.
    pub sets: &'a [String],
    /// Which column of the input is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
    /// How the input is written, where the user says so.
    pub conventions: &'a Conventions,
    /// How many moves are kept to be shown.
    pub listed: usize,
    /// Rows of a block; results do not depend on it.
    pub block: usize,
}

impl Job<'_> {
    /// What an input is opened with: the fields of both.
    #[must_use]
    pub fn expected(&self) -> Expected<'_> {
        let (old, new) = (self.old.form(), self.new.form());
        let added = new.fields.iter().filter(|field| old.field(&field.id).is_none());
        let names = self.mapping.map(Mapping::columns).unwrap_or_default();
        Expected { fields: old.fields.iter().chain(added).collect(), names, conventions: self.conventions }
    }
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases {
    /// Rows that were read.
    pub read: u64,
    /// Rows with another outcome, score or reported level.
    pub moved: u64,
    /// Rows of which only a probability is another.
    pub other_probability: u64,
    /// Reported levels by scale, then other schemes of one name.
    pub matrices: Vec<Matrix>,
    /// How many moved rows each change is a cause of.
    pub causes: BTreeMap<String, u64>,
    /// The first moves.
    pub moves: Vec<Move>,
    /// What the user should know of how the input was read.
    pub notes: Vec<Text>,
}

impl Cases {
    /// Whether every matrix holds every row once.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.matrices.iter().all(|matrix| matrix.total() == self.read)
    }
}

/// Scores every row under both rule sets, and writes all moves as CSV.
///
/// # Errors
/// When one of the two gives no results, a field is nowhere given, the input cannot be read on, or the moves cannot be written.
pub fn cases(job: &Job<'_>, mut rows: Box<dyn Rows + '_>, mut moves: impl Write) -> Result<Cases, RunError> {
    let forms = [job.old.form(), job.new.form()];
    refuse_without_results(&forms)?;
    let pairs = Pairs::of(forms[0], forms[1]);
    let levels = Levels::of(&pairs, forms[0], forms[1]);
    let header = rows.header().to_vec();
    let input =
        Input { header: &header, manner: Manner { mark: rows.mark(), dates: job.conventions.dates }, sets: job.sets, mapping: job.mapping };
    input.refuse_unknown(forms[0], forms[1])?;
    let side = |instrument| Side::of(instrument, &input, &pairs, (forms[0], forms[1]), &levels);
    let sides = [side(job.old)?, side(job.new)?];
    let mut cases = Cases {
        read: 0,
        moved: 0,
        other_probability: 0,
        matrices: Matrix::all(&pairs, forms[0], forms[1]),
        causes: BTreeMap::new(),
        moves: Vec::new(),
        notes: Vec::new(),
    };
    let horizons = horizons(&forms);
    let evaluators = [sides[0].evaluator(), sides[1].evaluator()];
    let [old, new] = &evaluators;
    let mut evaluators = [BlockEvaluator::new(old), BlockEvaluator::new(new)];
    let mut made = [Made::default(), Made::default()];
    let mut causes: Option<Causes<'_>> = None;
    let mut block = Block::default();
    moves.write_all(&list::line(HEADER).map_err(unwritten)?).map_err(unwritten)?;
    while rows.read(&mut block, job.block)? {
        for ((side, evaluator), made) in sides.iter().zip(&mut evaluators).zip(&mut made) {
            side.score(&block, &input, evaluator, made);
        }
        for (at, row) in block.rows().enumerate() {
            let results = [&made[0].results[at], &made[1].results[at]];
            cases.read += 1;
            cases.matrices.iter_mut().for_each(|matrix| matrix.count(results[0], results[1], &levels));
            if !results[0].differs(results[1], &pairs) {
                let evaluations = [&made[0].evaluations[at], &made[1].evaluations[at]].map(|evaluation| &**evaluation);
                let read = results[0].outcome != Outcome::Rejected;
                cases.other_probability += u64::from(read && other_probability(&horizons, evaluations));
                continue;
            }
            cases.moved += 1;
            let causes = causes.get_or_insert_with(|| Causes::of(&sides, &pairs, &levels, &input, job.changes));
            let answers = [&made[0].records[at].answers[..], &made[1].records[at].answers[..]];
            let names = causes.name(&Moved { row, answers, results });
            for name in &names {
                *cases.causes.entry(list::change_of(name)).or_insert(0) += 1;
            }
            let case_id = sides[0].case_id().and_then(|at| row.cell(at)).unwrap_or_default();
            let moved = Move::of((case_id, row.line), results, (&pairs, &levels), &forms, names);
            moves.write_all(&list::line(moved.cells()).map_err(unwritten)?).map_err(unwritten)?;
            if cases.moves.len() < job.listed {
                cases.moves.push(moved);
            }
        }
    }
    moves.flush().map_err(unwritten)?;
    cases.notes = notes(&*rows, &sides);
    Ok(cases)
}

/// The horizons that both have, by place.
fn horizons(forms: &[&Form; 2]) -> Vec<(usize, usize)> {
    let [old, new] = forms.map(Form::horizons);
    let both = old.iter().enumerate().filter_map(|(place, name)| new.iter().position(|other| other == name).map(|other| (place, other)));
    both.collect()
}

fn other_probability(horizons: &[(usize, usize)], [old, new]: [&Evaluation; 2]) -> bool {
    horizons.iter().any(|&(a, b)| old.reach.probabilities.get(a) != new.reach.probabilities.get(b))
}

fn notes(rows: &dyn Rows, sides: &[Side<'_>; 2]) -> Vec<Text> {
    let mut notes = rows.notes();
    if sides[0].case_id().is_none() {
        notes.push(text!(
            "geen kolom case_id: die blijft leeg, `row` wijst de rij aan",
            "no column case_id: it stays empty, `row` points at the row"
        ));
    }
    let unused: Vec<&str> = sides[0].unused().iter().filter(|name| sides[1].unused().contains(name)).map(String::as_str).collect();
    if !unused.is_empty() {
        let names = unused.join(", ");
        notes.push(text!("niet gebruikte kolommen: {names}", "columns that are not used: {names}"));
    }
    for (name, attribute) in sides[0].withheld().iter().filter(|one| sides[1].withheld().contains(one)) {
        let (nl, en) = (attribute.name().nl, attribute.name().en);
        notes.push(text!("{name}: verboden kenmerk ({nl}), niet gelezen", "{name}: barred attribute ({en}), not read"));
    }
    notes
}

/// A checklist or a structured judgement gives nothing that a case could move from.
fn refuse_without_results(forms: &[&Form; 2]) -> Result<(), RunError> {
    let without = forms.iter().find(|form| form.scales.is_empty() && form.schemes.is_empty());
    without.map_or(Ok(()), |form| {
        let id = &form.id;
        Err(RunError::Usage(vec![text!("`{id}` geeft geen score: een mens oordeelt zelf", "`{id}` gives no score: a person judges")]))
    })
}

fn unwritten(cause: io::Error) -> RunError {
    RunError::Machine { what: text!("schrijven van de lijst van zaken", "writing the list of cases"), cause }
}
