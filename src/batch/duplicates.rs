// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cases that stand in an input more than once, found before anything is scored. Rows of one `case_id` with the same answers are one case;
//! rows that say different things of it are nobody's to choose between but a person's.
//!
//! Of each case its name and its answers are kept as digests of 128 bits: a hundred bytes a case, whatever stands in the file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};

use super::part::Layout;
use crate::diagnostic::Code;
use crate::domain::{Answer, answer};
use crate::form::FieldType;
use crate::lang::Text;
use crate::record::error::Refusal;
use crate::record::rows::Rows;
use crate::record::{Block, Record, Row, RunError};
use crate::text;

/// What is done with cases that stand in the input more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// Equal rows become one; rows that differ are set apart, and the run goes on.
    Merge,
    /// Equal rows become one; rows that differ stop the run.
    Stop,
}

/// What was found of duplicates, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Rows that say again what the first of their case says.
    pub merged: u64,
    /// Of these, how many differ from it in columns that are not read.
    pub merged_otherwise_different: u64,
    /// Rows of cases of which rows differ.
    pub conflicting: u64,
    /// Those cases.
    pub conflicting_cases: u64,
    /// Rows without a `case_id`: they are never merged.
    pub unnamed: u64,
    /// Rows with the same answers, a date among them, as a row of another case. They are only counted.
    pub alike: u64,
}

/// Where the rows go that are not scored.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// In numbers.
    pub found: Found,
    fates: HashMap<u64, Fate>,
    conflicts: Vec<Conflict>,
}

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says again what an earlier row says.
    Merged,
    /// Rows of its case differ.
    Conflicting(usize),
}

/// A case of which rows differ.
#[derive(Clone, Debug, Default)]
struct Conflict {
    rows: Vec<u64>,
    /// The names of the fields in which they differ.
    fields: Vec<String>,
}

type Print = [u8; 16];

/// A case, while the input is read.
struct Case {
    first: u64,
    answers: Print,
    whole: Print,
    more: Vec<(u64, bool)>,
    differs: bool,
}

/// Refused conflicts are named up to so many.
const NAMED: usize = 20;

impl Duplicates {
    /// Reads an input through once, and again as far as rows of a case differ.
    pub fn find<'r>(layout: &Layout<'_>, open: impl Fn() -> Result<Box<dyn Rows + 'r>, RunError>) -> Result<Self, RunError> {
        let mut duplicates = Self::default();
        let mut cases: HashMap<Print, Case> = HashMap::new();
        let mut alike: HashMap<Print, Print> = HashMap::new();
        let has_date: Vec<usize> = fields_with_dates(layout);
        let mut record = Record::default();
        layout.each(open()?, |row| {
            let Some(name) = layout.case_id(row) else {
                duplicates.found.unnamed += 1;
                return;
            };
            let (name, (answers, whole)) = (print(|sum| sum.update(name)), layout.prints(row, &mut record));
            if record.faults.is_empty() && has_date.iter().any(|&field| matches!(record.answers.get(field), Some(Answer::Known(_)))) {
                let other = alike.entry(answers).or_insert(name);
                duplicates.found.alike += u64::from(*other != name);
            }
            match cases.get_mut(&name) {
                None => drop(cases.insert(name, Case { first: row.line, answers, whole, more: Vec::new(), differs: false })),
                Some(case) => {
                    case.differs |= case.answers != answers;
                    case.more.push((row.line, case.whole != whole));
                }
            }
        })?;
        // Every case finds its own place by its rows, whatever order a map has.
        let several: BTreeMap<u64, Case> =
            cases.into_values().filter(|case| !case.more.is_empty()).map(|case| (case.first, case)).collect();
        for (first, case) in several {
            duplicates.place(first, &case);
        }
        if !duplicates.conflicts.is_empty() {
            duplicates.compare(layout, open()?)?;
        }
        Ok(duplicates)
    }

    fn place(&mut self, first: u64, case: &Case) {
        let rows = case.more.len() as u64;
        if case.differs {
            let rows: Vec<u64> = std::iter::once(first).chain(case.more.iter().map(|(line, _)| *line)).collect();
            self.found.conflicting += rows.len() as u64;
            self.found.conflicting_cases += 1;
            self.fates.extend(rows.iter().map(|&line| (line, Fate::Conflicting(self.conflicts.len()))));
            self.conflicts.push(Conflict { rows, fields: Vec::new() });
        } else {
            self.found.merged += rows;
            self.found.merged_otherwise_different += case.more.iter().filter(|(_, differs)| *differs).count() as u64;
            self.fates.extend(case.more.iter().map(|&(line, _)| (line, Fate::Merged)));
        }
    }

    /// In which fields the rows of a case differ.
    fn compare<'r>(&mut self, layout: &Layout<'_>, rows: Box<dyn Rows + 'r>) -> Result<(), RunError> {
        let mut firsts: HashMap<usize, Vec<Said>> = HashMap::new();
        let mut differing: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut record = Record::default();
        let fates = &self.fates;
        layout.each(rows, |row| {
            let Some(&Fate::Conflicting(conflict)) = fates.get(&row.line) else { return };
            let said = layout.said(row, &mut record);
            match firsts.get(&conflict) {
                None => drop(firsts.insert(conflict, said)),
                Some(first) => {
                    let fields = first.iter().zip(&said).enumerate().filter(|(_, (first, said))| first != said).map(|(field, _)| field);
                    differing.entry(conflict).or_default().extend(fields);
                }
            }
        })?;
        for (conflict, fields) in differing {
            self.conflicts[conflict].fields = fields.into_iter().map(|field| layout.form().fields[field].id.clone()).collect();
        }
        Ok(())
    }

    /// What happens to the row on a line; nothing where it is scored.
    pub fn fate(&self, line: u64) -> Option<Fate> {
        self.fates.get(&line).copied()
    }

    /// The codes of a conflict, and what to do.
    pub fn conflict(&self, conflict: usize) -> (Vec<String>, Text) {
        let conflict = &self.conflicts[conflict];
        let rows = conflict.rows.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let mend = text!(
            "de rijen {rows} noemen dezelfde zaak; laat één rij staan, of geef een andere zaak haar eigen case_id",
            "the rows {rows} name the same case; leave one of them, or give another case its own case_id"
        );
        let codes = conflict.fields.iter().map(|field| format!("conflict:{field}"));
        (if conflict.fields.is_empty() { vec!["conflict".to_owned()] } else { codes.collect() }, mend)
    }

    /// Why the run stops, where it is to stop at rows that differ.
    pub fn refusal(&self) -> Result<(), RunError> {
        let mut refusals: Vec<Refusal> = self
            .conflicts
            .iter()
            .take(NAMED)
            .map(|conflict| {
                let rows = conflict.rows.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
                let fields = conflict.fields.join(", ");
                let mend = text!(
                    "maak ze gelijk, of zeg --duplicates merge: dan gaan ze naar een eigen bestand en loopt de rest door",
                    "make them equal, or say --duplicates merge: they then go to a file of their own and the rest goes on"
                );
                let found = text!(
                    "de rijen {rows} noemen dezelfde zaak en verschillen ({fields})",
                    "the rows {rows} name the same case and differ ({fields})"
                );
                Refusal { code: Code::RowsDiffer, found, mend }
            })
            .collect();
        if let Some(last) = refusals.last_mut()
            && self.conflicts.len() > NAMED
        {
            let more = self.conflicts.len() - NAMED;
            let (nl, en) = (&last.mend.nl, &last.mend.en);
            last.mend = text!("{nl}; en nog {more} zaken", "{en}; and {more} more cases");
        }
        if refusals.is_empty() { Ok(()) } else { Err(RunError::Input(refusals)) }
    }
}

/// What a row says of a field: its answer, or a text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Answer(Answer),
    Unread(String),
}

impl Layout<'_> {
    fn each<'r>(&self, mut rows: Box<dyn Rows + 'r>, mut visit: impl FnMut(Row<'_>)) -> Result<(), RunError> {
        let mut block = Block::default();
        while rows.read(&mut block, self.job.block)? {
            block.rows().for_each(&mut visit);
        }
        Ok(())
    }

    fn case_id<'r>(&self, row: Row<'r>) -> Option<&'r str> {
        let name = self.fields.case_id.and_then(|at| row.cell(at)).map(str::trim)?;
        (!answer::is_unknown(name)).then_some(name)
    }

    /// What is read of a row, and all that stands in it.
    fn prints(&self, row: Row<'_>, record: &mut Record) -> (Print, Print) {
        let cells = |sum: &mut Sha256| {
            for at in 0..row.width() {
                let cell = row.cell(at).unwrap_or_default();
                sum.update(cell.len().to_le_bytes());
                sum.update(cell);
            }
        };
        let whole = print(cells);
        if row.width() != self.width {
            record.faults.clear();
            record.answers.clear();
            return (whole, whole);
        }
        let said = self.said(row, record);
        let answers = print(|sum| {
            for one in &said {
                match one {
                    Said::Answer(Answer::Unknown) => sum.update([0]),
                    Said::Answer(Answer::NotApplicable) => sum.update([1]),
                    Said::Answer(Answer::Known(value)) => {
                        sum.update([2]);
                        sum.update(value.to_le_bytes());
                    }
                    Said::Unread(text) => {
                        sum.update([3]);
                        sum.update(text.len().to_le_bytes());
                        sum.update(text);
                    }
                }
            }
        });
        (answers, whole)
    }

    fn said(&self, row: Row<'_>, record: &mut Record) -> Vec<Said> {
        self.fields.read(self.form(), row, self.manner, record);
        let mut said: Vec<Said> = record.answers.iter().map(|&answer| Said::Answer(answer)).collect();
        for (field, _) in &record.faults {
            said[*field] = Said::Unread(self.fields.typed(*field, row));
        }
        said
    }
}

fn fields_with_dates(layout: &Layout<'_>) -> Vec<usize> {
    let fields = layout.form().fields.iter().enumerate();
    fields.filter(|(_, field)| field.kind == FieldType::Date).map(|(at, _)| at).collect()
}

fn print(update: impl FnOnce(&mut Sha256)) -> Print {
    let mut sum = Sha256::new();
    update(&mut sum);
    let mut print = Print::default();
    print.copy_from_slice(&sum.finalize().as_slice()[..16]);
    print
}
