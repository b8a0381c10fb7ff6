// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows whose answers came before, in other rows: what a cell says and what comes out for a row are looked up instead of worked out again.
//! What is remembered came from the one reader and the one evaluator, and is bounded. A row of which anything else is to be said is left to
//! them.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::columns::{Column, Line};
use super::part::{self, Layout, Part};
use super::summary::Summary;
use super::words::Words;
use crate::evaluate::block::BlockEvaluator;
use crate::evaluate::classes::Classes;
use crate::evaluate::{Evaluation, Outcome};
use crate::form::FieldType;
use crate::record::lines::{Cells, Lines};
use crate::record::{Record, cell};
use crate::report::reason;

/// Keys that are remembered, as a power of two; two that share a place take turns.
const KEYS: u32 = 14;
/// Results that are remembered.
const RESULTS: usize = 1 << 14;
/// No result.
const NONE: u32 = u32::MAX;

/// What is remembered of earlier rows.
pub struct Known<'l> {
    layout: &'l Layout<'l>,
    classes: Classes,
    asked: Vec<Asked>,
    /// The part of the key that is the same for all rows.
    start: u128,
    steps: Vec<Step>,
    keys: Vec<(u128, u32)>,
    results: Vec<Remembered>,
    places: HashMap<Arc<Evaluation>, u32>,
    record: Record,
    counts: Summary,
}

/// A field that has a column of its own.
struct Asked {
    field: usize,
    column: usize,
    words: Words,
}

/// A result, ready to be written.
struct Remembered {
    evaluation: Arc<Evaluation>,
    tier: Option<usize>,
    /// The cells of each stretch of columns that tell of the result, joined.
    cells: Vec<Vec<u8>>,
    /// Reason and mend, for an open case.
    asked: Option<Vec<u8>>,
    /// Rows that have it and are not counted yet.
    rows: u64,
}

/// What is written of a row.
enum Step {
    /// A cell of the input.
    Input(usize),
    /// Nothing.
    Empty,
    Row,
    /// A stretch of columns that tell of the result.
    Result(usize),
}

impl<'l> Known<'l> {
    /// Nothing remembered yet; nothing where rows of this run cannot be known by their cells.
    pub fn new(layout: &'l Layout<'l>) -> Option<Self> {
        let (classes, columns, start) = classes(layout)?;
        let mut key = 0;
        let mut asked = Vec::new();
        for (field, column) in columns.iter().enumerate() {
            match column {
                None => key += classes.part(field, *start.answers.get(field)?)?,
                Some(column) => {
                    let bits = match layout.form().fields[field].kind {
                        FieldType::Choice | FieldType::YesNo | FieldType::Count => 8,
                        FieldType::Decimal | FieldType::Date => 12,
                    };
                    asked.push(Asked { field, column: *column, words: Words::new(bits) });
                }
            }
        }
        Some(Self {
            layout,
            classes,
            asked,
            start: key,
            steps: steps(layout),
            keys: vec![(0, NONE); 1 << KEYS],
            results: Vec::new(),
            places: HashMap::new(),
            record: start.clone(),
            counts: layout.counts(),
        })
    }

    /// The place of the result of a row; nothing where something else is to be said of it.
    pub fn find(&mut self, lines: &Lines, row: Cells<'_>, evaluator: &mut BlockEvaluator<'_>) -> io::Result<Option<u32>> {
        let Some(key) = self.key(lines, row).filter(|_| self.needs_no_quotes(lines, row)) else { return Ok(None) };
        let place = place(key);
        match self.keys[place] {
            (known, result) if known == key && result != NONE => Ok(Some(result)),
            _ => {
                let result = self.result(lines, row, evaluator)?;
                if let Some(result) = result {
                    self.keys[place] = (key, result);
                }
                Ok(result)
            }
        }
    }

    /// Writes the result of a row, by its place.
    pub fn write(&mut self, lines: &Lines, row: Cells<'_>, result: u32, part: &mut Part) {
        let Some(result) = self.results.get_mut(result as usize) else { return };
        result.rows += 1;
        if let Some(asked) = &result.asked {
            push_number(row.line, &mut part.open);
            part.open.extend_from_slice(asked);
            part.open.extend_from_slice(lines.start(row, self.layout.width).unwrap_or_default().as_bytes());
            part.open.push(b'\n');
        }
        let results = &mut part.results;
        for (at, step) in self.steps.iter().enumerate() {
            if at > 0 {
                results.push(b',');
            }
            match step {
                Step::Input(column) => {
                    let range = lines.range(row, *column).unwrap_or_default();
                    results.extend_from_slice(&lines.bytes()[range]);
                }
                Step::Row => push_number(row.line, results),
                Step::Empty => {}
                Step::Result(at) => results.extend_from_slice(&result.cells[*at]),
            }
        }
        results.push(b'\n');
    }

    /// Whether the cells that are handed on stand in the results as they are.
    fn needs_no_quotes(&self, lines: &Lines, row: Cells<'_>) -> bool {
        let holds_comma = |step: &Step| matches!(step, Step::Input(at) if lines.cell(row, *at).is_some_and(|cell| cell.contains(',')));
        lines.separator() == b',' || !self.steps.iter().any(holds_comma)
    }

    /// The key of a row; nothing where a cell cannot be read.
    fn key(&mut self, lines: &Lines, row: Cells<'_>) -> Option<u128> {
        let form = self.layout.form();
        let mut key = self.start;
        for asked in &mut self.asked {
            let range = lines.range(row, asked.column)?;
            let read = || {
                let reading = cell::read(&form.fields[asked.field], lines.cell(row, asked.column)?, self.layout.manner).ok()?;
                self.classes.part(asked.field, reading.taken())
            };
            key += asked.words.part(lines.bytes(), range, read)?;
        }
        Some(key)
    }

    /// Works out the result of a row; nothing where a row of that result is not written as it was typed.
    fn result(&mut self, lines: &Lines, row: Cells<'_>, evaluator: &mut BlockEvaluator<'_>) -> io::Result<Option<u32>> {
        let form = self.layout.form();
        for asked in &self.asked {
            let text = lines.cell(row, asked.column).unwrap_or_default();
            let Ok(reading) = cell::read(&form.fields[asked.field], text, self.layout.manner) else { return Ok(None) };
            self.record.answers[asked.field] = reading.taken();
        }
        let evaluation = evaluator.record(&self.record.answers);
        if evaluation.outcome == Outcome::Open && !self.layout.feedback.keeps(lines.separator()) {
            return Ok(None);
        }
        if let Some(place) = self.places.get(&evaluation) {
            return Ok(Some(*place));
        }
        if self.results.len() >= RESULTS {
            self.forget();
        }
        let place = u32::try_from(self.results.len()).unwrap_or(NONE);
        let result = self.layout.remembered(evaluation)?;
        self.places.insert(Arc::clone(&result.evaluation), place);
        self.results.push(result);
        Ok(Some(place))
    }

    /// Counts the rows of all results, and forgets these.
    fn forget(&mut self) {
        for result in self.results.drain(..) {
            self.counts.count(self.layout.form(), &result.evaluation, result.tier, result.rows);
        }
        self.places.clear();
        self.keys.fill((0, NONE));
    }

    /// What was counted of rows that were known.
    pub fn end(mut self) -> Summary {
        self.forget();
        self.counts
    }
}

/// Whether rows of a run can be known by their cells.
pub fn can_know(layout: &Layout<'_>) -> bool {
    classes(layout).is_some()
}

/// What rows are known by: their classes, the column of each field, and what is the same for all rows.
fn classes<'l>(layout: &'l Layout<'_>) -> Option<(Classes, &'l [Option<usize>], &'l Record)> {
    let (columns, start) = layout.fields.plain()?;
    // A line with one cell is quoted when that is empty.
    if layout.job.answers.is_some() || layout.columns.len() < 2 || !start.faults.is_empty() {
        return None;
    }
    let classes = Classes::of(layout.job.evaluator)?;
    let same = columns.iter().enumerate().filter(|(_, column)| column.is_none());
    same.map(|(field, _)| classes.part(field, *start.answers.get(field)?)).collect::<Option<Vec<_>>>()?;
    Some((classes, columns, start))
}

impl Layout<'_> {
    /// A result as it is written for each of its rows.
    fn remembered(&self, evaluation: Arc<Evaluation>) -> io::Result<Remembered> {
        let reach = self.job.protocol.map(|protocol| (protocol, protocol.tier(&evaluation)));
        let tiers = reach.as_ref().map(|(protocol, reach)| (*protocol, reach));
        let line = Line { form: self.form(), evaluation: &evaluation, tiers, faults: &[], cautions: &self.cautions };
        let mut cells: Vec<Vec<u8>> = Vec::new();
        let mut cell = String::new();
        let mut stretch = part::writer(Vec::new());
        let mut columns = self.columns.iter().map(|(_, column)| column).peekable();
        while let Some(column) = columns.next() {
            if !is_of_result(column) {
                continue;
            }
            stretch.write_field(self.cell_of(&line, column, &mut cell))?;
            if !columns.peek().is_some_and(|next| is_of_result(next)) {
                // A cell behind them, so that a single empty one is not quoted.
                stretch.write_record(["x"])?;
                let mut joined = part::bytes(std::mem::replace(&mut stretch, part::writer(Vec::new())))?;
                joined.truncate(joined.len() - ",x\n".len());
                cells.push(joined);
            }
        }
        let is_open = evaluation.outcome == Outcome::Open;
        let asked = if is_open { Some(self.asked_before(&evaluation)?) } else { None };
        let tier = reach.and_then(|(_, reach)| reach.tier);
        Ok(Remembered { evaluation, tier, cells, asked, rows: 0 })
    }

    /// What stands in the file of open cases between the number of the row and its cells.
    fn asked_before(&self, evaluation: &Evaluation) -> io::Result<Vec<u8>> {
        let codes: Vec<String> = evaluation.reasons.iter().map(|reason| reason::code(reason, self.form())).collect();
        self.feedback.between(&codes, &self.asked(evaluation))
    }
}

fn is_of_result(column: &Column) -> bool {
    !matches!(column, Column::CaseId | Column::Row | Column::Input(_))
}

fn steps(layout: &Layout<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut stretches = 0;
    let mut inside = false;
    for (_, column) in &layout.columns {
        let was_inside = std::mem::replace(&mut inside, is_of_result(column));
        match column {
            Column::CaseId => steps.push(layout.fields.case_id.map_or(Step::Empty, Step::Input)),
            Column::Input(at) => steps.push(Step::Input(*at)),
            Column::Row => steps.push(Step::Row),
            _ if was_inside => {}
            _ => {
                steps.push(Step::Result(stretches));
                stretches += 1;
            }
        }
    }
    steps
}

/// Where a key is remembered.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the highest bits of a product of 64 are kept, and of these so many as there are places"
)]
fn place(key: u128) -> usize {
    let mixed = ((key ^ (key >> 64)) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (u64::BITS - KEYS)) as usize
}

fn push_number(number: u64, text: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let (mut at, mut rest) = (digits.len(), number);
    loop {
        at -= 1;
        digits[at] = b"0123456789"[(rest % 10) as usize];
        rest /= 10;
        if rest == 0 {
            break text.extend_from_slice(&digits[at..]);
        }
    }
}
