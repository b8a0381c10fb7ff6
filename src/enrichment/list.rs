// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The list of questions over a file of cases: one row a question, to be sent to whoever knows the answer.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::questions::{Asker, Inquiry, Left, Question};
use super::routed::{self, RoutedAsker};
use crate::batch::{self, Format};
use crate::caution::Caution;
use crate::domain::Answer;
use crate::evaluate::Evaluator;
use crate::form::{Field, Form};
use crate::lang::{Lang, Text};
use crate::mapping::{self, Mapping};
use crate::progress::Watch;
use crate::protocol::Protocol;
use crate::record::rows::Rows as _;
use crate::record::set::Sets;
use crate::record::{Block, Conventions, Expected, Manner, Record, Row, RunError};
use crate::text;

/// The columns of the list.
pub const HEADER: [&str; 9] = ["case_id", "row", "step", "field", "question", "leaves", "settles_alone", "worst_questions", "answer"];

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The instrument.
    pub evaluator: &'a Evaluator,
    /// With a protocol a case is settled when one tier is left.
    pub protocol: Option<&'a Protocol>,
    /// Which column of the input is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
    /// Answers for all cases.
    pub sets: &'a Sets,
    /// The day that results speak of, for a protocol that reads how old an outcome is.
    pub as_of: Option<i64>,
    /// How the input is written, where the user says so.
    pub conventions: &'a Conventions,
    /// Language of questions.
    pub lang: Lang,
    /// Rows of a block; the list does not depend on it.
    pub block: usize,
}

/// What came out, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Rows that were read.
    pub read: u64,
    /// Rows that cannot be read; they are not asked about.
    pub rejected: u64,
    /// Open cases.
    pub open: u64,
    /// Open cases for which no order was found: too many unknown answers.
    pub unordered: u64,
    /// Questions of the list.
    pub questions: u64,
    /// Open cases by the number of questions that the worst case takes.
    pub by_worst: BTreeMap<usize, u64>,
    /// Fields by the number of cases that their answer alone settles, whatever it is; those with most first, then in form order.
    pub settling: Vec<(usize, u64)>,
    /// The editions on trial that are asked for, as `id@edition`.
    pub on_trial: Vec<String>,
    /// What the user should know: first that an edition is on trial, then how the input was read.
    pub notes: Vec<Text>,
}

/// Lists the questions over a file of cases. Nothing is left behind when it fails or is told to stop.
///
/// # Errors
/// When a file cannot be read or written, a column or field is not as asked, or it is told to stop.
pub fn file(job: &Job<'_>, input: &Path, output: &Path, formats: &[Format], watch: &dyn Watch) -> Result<List, RunError> {
    batch::refuse_overwriting(input, &[output])?;
    let form = job.evaluator.instrument().form();
    job.sets.refuse_unreadable(form)?;
    let names = job.mapping.map(Mapping::columns).unwrap_or_default();
    let expected = Expected { fields: form.fields.iter().collect(), names, conventions: job.conventions };
    let mut rows = batch::open_watched(input, formats, &expected, watch)?;
    let columns = mapping::columns(job.mapping, form, rows.header(), job.sets)?;
    let manner = Manner { mark: rows.mark(), dates: job.conventions.dates };
    let width = rows.header().len();
    let mut draft = batch::beside(output)?;
    let (mut list, mut counts) = (List::default(), BTreeMap::new());
    let routes = job.protocol.and_then(Protocol::routes);
    let evaluators = routes.map(routed::evaluators).unwrap_or_default();
    let mut askers = match routes {
        Some(routes) => Askers::Routed(RoutedAsker::new(routes, &evaluators, job.as_of)?),
        None => Askers::One(Asker::new(job.evaluator, job.protocol)),
    };
    let (mut block, mut record) = (Block::default(), Record::default());
    write(&mut draft, &HEADER.map(str::to_owned)).map_err(|cause| unwritten(output, cause))?;
    while rows.read(&mut block, job.block)? {
        for row in block.rows() {
            rows.worked(list.read)?;
            list.read += 1;
            columns.read(form, row, manner, &mut record);
            if row.width() != width || !record.faults.is_empty() {
                list.rejected += 1;
                continue;
            }
            let case_id = columns.case_id.and_then(|at| row.cell(at)).unwrap_or_default();
            let Some((asked, settling)) = askers.ask(form, &record.answers) else { continue };
            list.count(&asked);
            for field in settling {
                *counts.entry(field).or_insert(0_u64) += 1;
            }
            for (of, inquiry) in &asked.parts {
                for question in &inquiry.questions {
                    let cells = job.cells(of, (case_id, row), (asked.worst, asked.field(form, question)), question);
                    write(&mut draft, &cells).map_err(|cause| unwritten(output, cause))?;
                }
            }
        }
    }
    list.settling = counts.into_iter().collect();
    list.settling.sort_by_key(|&(field, cases)| (std::cmp::Reverse(cases), field));
    list.on_trial = batch::on_trial(job.evaluator, job.protocol).iter().map(|form| format!("{}@{}", form.id, form.edition)).collect();
    list.notes = list.on_trial.iter().map(|name| trial(name)).collect();
    list.notes.extend(rows.notes());
    list.notes.extend(columns.notes());
    batch::go_on(watch)?;
    batch::place(draft, output)?;
    Ok(list)
}

/// That an edition is on trial.
fn trial(name: &str) -> Text {
    let words = Caution::TRIAL.words();
    let (nl, en) = (words.nl, words.en);
    text!("let op: {name}: {nl}", "note: {name}: {en}")
}

/// What asks: of one instrument, or of the routes of a protocol.
enum Askers<'a> {
    One(Asker<'a>),
    Routed(RoutedAsker<'a>),
}

impl Askers<'_> {
    /// What to ask of a record, with the fields that settle it alone; nothing where it is settled.
    fn ask<'s>(&'s mut self, form: &'s Form, answers: &[Answer]) -> Option<(Asked<'s>, Vec<usize>)> {
        match self {
            Self::One(asker) => {
                let inquiry = asker.ask(answers)?;
                let settling = asker.settling(answers);
                Some((Asked { worst: inquiry.worst, days: Vec::new(), parts: vec![(form, inquiry)] }, settling))
            }
            Self::Routed(asker) => asker.ask(answers),
        }
    }
}

/// What to ask of a case.
pub(super) struct Asked<'a> {
    /// In the worst case so many questions are needed.
    pub worst: Option<usize>,
    /// Facts that are computed from a day, with the column of that day: it is what is asked.
    pub days: Vec<(usize, usize)>,
    /// The questions, with the form whose fields and levels they speak of.
    pub parts: Vec<(&'a Form, Inquiry)>,
}

impl Asked<'_> {
    /// The field that is asked for a question.
    fn field<'f>(&self, form: &'f Form, question: &Question) -> &'f Field {
        let day = self.days.iter().find(|(fact, _)| *fact == question.field).map(|(_, day)| *day);
        &form.fields[day.unwrap_or(question.field)]
    }
}

impl List {
    fn count(&mut self, asked: &Asked<'_>) {
        self.open += 1;
        self.questions += asked.parts.iter().map(|(_, inquiry)| inquiry.questions.len() as u64).sum::<u64>();
        match asked.worst {
            Some(worst) => *self.by_worst.entry(worst).or_default() += 1,
            None => self.unordered += 1,
        }
    }
}

impl Job<'_> {
    fn cells(
        &self,
        form: &Form,
        (case_id, row): (&str, Row<'_>),
        (worst, field): (Option<usize>, &Field),
        question: &Question,
    ) -> [String; 9] {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        [
            case_id.to_owned(),
            row.line.to_string(),
            number(question.step),
            field.id.clone(),
            field.ask.get(self.lang).to_owned(),
            self.leaves(form, question),
            if question.settles() { "yes" } else { "no" }.to_owned(),
            number(worst),
            String::new(),
        ]
    }

    /// What each answer leaves when it is the only one that comes in.
    fn leaves(&self, form: &Form, question: &Question) -> String {
        let domain = &form.fields[question.field].domain;
        let effects = question.effects.iter().map(|effect| {
            let left = match &effect.left {
                Left::NotApplicable => "not_applicable".to_owned(),
                Left::Scores => if effect.settled { "settled" } else { "open" }.to_owned(),
                Left::Tiers(tiers) => {
                    let tiers = tiers.iter().filter_map(|&tier| Some(self.protocol?.tiers().get(tier)?.id.as_str()));
                    tiers.collect::<Vec<_>>().join("|")
                }
                Left::Levels(schemes) => {
                    let named = schemes.iter().map(|(scheme, levels)| {
                        let scheme = &form.schemes[*scheme];
                        levels.iter().map(|&level| scheme.levels[level].id.as_str()).collect::<Vec<_>>().join("|")
                    });
                    named.collect::<Vec<_>>().join(" & ")
                }
            };
            // Settled but for a gate that an unknown answer can still close.
            let open = if effect.settled || left.contains('|') || left == "open" { "" } else { "?" };
            format!("{} = {left}{open}", domain.describe(&effect.answers).replace(" | ", ", "))
        });
        effects.collect::<Vec<_>>().join("; ")
    }
}

fn write<const N: usize>(output: &mut impl Write, cells: &[String; N]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells)?;
    output.write_all(&writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn unwritten(output: &Path, cause: io::Error) -> RunError {
    let path = output.display();
    RunError::Machine { what: text!("schrijven naast {path}", "writing beside {path}"), cause }
}
