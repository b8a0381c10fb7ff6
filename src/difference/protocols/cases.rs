// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file of cases under two protocols: who gets another tier, and by which rule.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::batch::{self, Format};
use crate::evaluate::{Evaluation, Evaluator, Outcome};
use crate::lang::Text;
use crate::mapping::{self, Mapping};
use crate::progress::Watch;
use crate::protocol::routes::Routed;
use crate::protocol::{Protocol, Routes, TierReach};
use crate::record::rows::Rows;
use crate::record::set::Sets;
use crate::record::{Block, Columns, Conventions, Expected, Manner, Record, Row, RunError};
use crate::text;

/// The columns of the list of moves.
pub const HEADER: [&str; 13] = [
    "case_id",
    "row",
    "outcome_old",
    "outcome_new",
    "tier_old",
    "tier_new",
    "tiers_old",
    "tiers_new",
    "rule_old",
    "rule_new",
    "reason_old",
    "reason_new",
    "scores_same",
];

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The old protocol, with what reads its columns.
    pub old: Side<'a>,
    /// The new one.
    pub new: Side<'a>,
    /// FIELD=VALUE for all cases, as they were typed: each protocol takes those of its own columns.
    pub sets: &'a [String],
    /// Which column of the input is which field, where a mapping says so.
    pub mapping: Option<&'a Mapping>,
    /// How the input is written, where the user says so.
    pub conventions: &'a Conventions,
    /// The day that results speak of.
    pub as_of: Option<i64>,
    /// How many moves are kept to be shown.
    pub listed: usize,
}

/// A protocol with what reads its columns: its one instrument, or its columns as an instrument that scores nothing.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// What reads.
    pub evaluator: &'a Evaluator,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// Rows that were read.
    pub read: u64,
    /// Rows with another tier, other tiers left or another outcome.
    pub moved: u64,
    /// Rows of which an instrument that both protocols score gives another score or level: none, as long as both read one edition of it.
    pub other_scores: u64,
    /// Rows by what the old and the new protocol give: a tier, `a|b` where several are left, or the outcome where there is none.
    pub matrix: BTreeMap<(String, String), u64>,
    /// Moved rows by the rule of the old and of the new protocol.
    pub by_rule: BTreeMap<(String, String), u64>,
    /// The first moves.
    pub moves: Vec<Move>,
    /// What the user should know of how the input was read.
    pub notes: Vec<Text>,
}

/// A row that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The cells of [`HEADER`].
    pub cells: [String; 13],
}

impl Cases {
    /// Whether every row stands in the matrix once.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.matrix.values().sum::<u64>() == self.read && self.by_rule.values().sum::<u64>() == self.moved
    }
}

/// Scores a file under both protocols; with an output, all moves are written to it as CSV. Nothing is left behind when it fails or is told to stop.
///
/// # Errors
/// When a file cannot be read or written, a column is nowhere given, a protocol needs a day that was not given, or it is told to stop.
pub fn file(job: &Job<'_>, input: &Path, output: Option<&Path>, formats: &[Format], watch: &dyn Watch) -> Result<Cases, RunError> {
    batch::refuse_overwriting(input, output.as_slice())?;
    let open = |expected: &Expected<'_>| batch::open_watched(input, formats, expected, watch);
    let Some(output) = output else { return cases(job, open, &mut io::sink()) };
    let mut draft = batch::beside(output)?;
    let found = cases(job, open, &mut draft)?;
    batch::go_on(watch)?;
    batch::place(draft, output)?;
    Ok(found)
}

fn cases<R: Rows>(
    job: &Job<'_>,
    open: impl FnOnce(&Expected<'_>) -> Result<R, RunError>,
    output: &mut dyn Write,
) -> Result<Cases, RunError> {
    let forms = [&job.old, &job.new].map(|side| side.evaluator.instrument().form());
    let reads_age = |side: &Side<'_>| side.protocol.routes().is_some_and(Routes::reads_age);
    if job.as_of.is_none() && (reads_age(&job.old) || reads_age(&job.new)) {
        return Err(RunError::Usage(vec![text!(
            "een van de protocollen leest hoe oud een uitkomst is: noem de peildatum met --as-of",
            "one of the protocols reads how old a result is: say the day with --as-of"
        )]));
    }
    let added = forms[1].fields.iter().filter(|field| forms[0].field(&field.id).is_none());
    let expected = Expected {
        fields: forms[0].fields.iter().chain(added).collect(),
        names: job.mapping.map(Mapping::columns).unwrap_or_default(),
        conventions: job.conventions,
    };
    let mut rows = open(&expected)?;
    let manner = Manner { mark: rows.mark(), dates: job.conventions.dates };
    let sets = forms.map(|form| sets(form, job.sets));
    refuse_idle_sets(forms, job.sets)?;
    let [old_sets, new_sets] = sets;
    let mut columns = [
        mapping::columns(job.mapping, forms[0], rows.header(), &old_sets?)?,
        mapping::columns(job.mapping, forms[1], rows.header(), &new_sets?)?,
    ];
    // Tiers that a person set are shown beside, and change nothing here.
    columns[1].unused.retain(|name| !Routes::FORCED.contains(&name.as_str()));
    let mut found = Cases::default();
    let mut block = Block::default();
    let width = rows.header().len();
    write(output, &HEADER.map(str::to_owned))?;
    while rows.read(&mut block, batch::BLOCK)? {
        for row in block.rows() {
            found.read += 1;
            let case_id = columns[0].case_id.and_then(|at| row.cell(at)).unwrap_or_default();
            let was = job.old.given(&columns[0], row, width, manner, job.as_of);
            let now = job.new.given(&columns[1], row, width, manner, job.as_of);
            let (from, to) = (was.name(&job.old), now.name(&job.new));
            *found.matrix.entry((from.clone(), to.clone())).or_default() += 1;
            let same = same_scores(&was, &now);
            found.other_scores += u64::from(!same);
            if from == to && was.tier_name(&job.old) == now.tier_name(&job.new) {
                continue;
            }
            found.moved += 1;
            let rules = (was.rule(&job.old), now.rule(&job.new));
            *found.by_rule.entry(rules.clone()).or_default() += 1;
            let cells = [
                case_id.to_owned(),
                row.line.to_string(),
                was.outcome.code().to_owned(),
                now.outcome.code().to_owned(),
                was.tier_name(&job.old),
                now.tier_name(&job.new),
                was.tiers_name(&job.old),
                now.tiers_name(&job.new),
                rules.0,
                rules.1,
                was.reasons.join("|"),
                now.reasons.join("|"),
                if same { "yes" } else { "no" }.to_owned(),
            ];
            write(output, &cells)?;
            if found.moves.len() < job.listed {
                found.moves.push(Move { cells });
            }
        }
    }
    output.flush().map_err(unwritten)?;
    found.notes = rows.notes();
    found.notes.extend(columns[1].notes());
    Ok(found)
}

/// What a protocol makes of a row.
struct Given {
    outcome: Outcome,
    tiers: TierReach,
    rules: Vec<usize>,
    reasons: Vec<String>,
    /// What each instrument says by itself, by its name and digest.
    scores: BTreeMap<String, String>,
}

impl Side<'_> {
    fn given(&self, columns: &Columns, row: Row<'_>, width: usize, manner: Manner, as_of: Option<i64>) -> Given {
        let form = self.evaluator.instrument().form();
        let mut record = Record::default();
        columns.read(form, row, manner, &mut record);
        if row.width() != width || !record.faults.is_empty() {
            let reasons = record.faults.iter().map(|(field, fault)| format!("{}:{}", fault.code.id(), form.fields[*field].id)).collect();
            return Given { outcome: Outcome::Rejected, tiers: TierReach::default(), rules: Vec::new(), reasons, scores: BTreeMap::new() };
        }
        match self.protocol.routes() {
            None => {
                let evaluation = self.evaluator.evaluate(&record.answers);
                Given {
                    outcome: evaluation.outcome,
                    tiers: self.protocol.tier(&evaluation),
                    rules: self.protocol.rules_of(&evaluation),
                    reasons: evaluation.reasons.iter().map(|reason| crate::report::reason::code(reason, form)).collect(),
                    scores: std::iter::once((form.id.clone(), said(&evaluation))).collect(),
                }
            }
            Some(routes) => {
                let answers = routes.with_ages(&record.answers, as_of);
                let routed = routes.evaluate(&answers);
                let scores = routed.members(routes).into_iter().map(|member| {
                    let member = &routes.members()[member];
                    (member.form().id.clone(), said(&member.evaluate(&answers)))
                });
                Given {
                    outcome: routed.outcome,
                    rules: routes.rules_of(&answers, &routed),
                    reasons: routed.why.iter().map(|why| routes.code(*why)).collect(),
                    scores: scores.collect(),
                    tiers: Routed::into_tiers(routed),
                }
            }
        }
    }
}

impl Given {
    /// The tiers that are left, or the outcome where there is none.
    fn name(&self, side: &Side<'_>) -> String {
        if self.tiers.tiers.is_empty() { self.outcome.code().to_owned() } else { self.tiers_name(side) }
    }

    fn tiers_name(&self, side: &Side<'_>) -> String {
        let tiers = self.tiers.tiers.iter().filter_map(|&tier| side.protocol.tiers().get(tier));
        tiers.map(|tier| tier.id.as_str()).collect::<Vec<_>>().join("|")
    }

    fn tier_name(&self, side: &Side<'_>) -> String {
        self.tiers.tier.and_then(|tier| side.protocol.tiers().get(tier)).map(|tier| tier.id.clone()).unwrap_or_default()
    }

    /// The rules that hold, or the reasons where none does.
    fn rule(&self, side: &Side<'_>) -> String {
        if self.rules.is_empty() {
            return self.reasons.first().cloned().unwrap_or_else(|| self.outcome.code().to_owned());
        }
        let rules = self.rules.iter().filter_map(|&rule| side.protocol.rules().get(rule));
        let tier = |tier: usize| side.protocol.tiers().get(tier).map_or("", |tier| tier.id.as_str());
        rules.map(|rule| format!("{} → {}", rule.when, tier(rule.tier))).collect::<Vec<_>>().join(" | ")
    }
}

/// What an instrument says, without what a protocol could add to it.
fn said(evaluation: &Evaluation) -> String {
    format!("{:?} {:?}", evaluation.outcome, evaluation.reach)
}

/// Whether every instrument that both scored says one thing.
fn same_scores(was: &Given, now: &Given) -> bool {
    was.scores.iter().all(|(id, said)| now.scores.get(id).is_none_or(|other| other == said))
}

/// Those that are said of the columns of a protocol.
fn sets(form: &crate::form::Form, said: &[String]) -> Result<Sets, RunError> {
    let own: Vec<String> = said.iter().filter(|pair| names(form, pair)).cloned().collect();
    Sets::read(form, &own)
}

fn names(form: &crate::form::Form, pair: &str) -> bool {
    pair.split_once('=').is_some_and(|(name, _)| form.field(name.trim()).is_some())
}

fn refuse_idle_sets(forms: [&crate::form::Form; 2], said: &[String]) -> Result<(), RunError> {
    let idle = said.iter().filter(|pair| !forms.iter().any(|form| names(form, pair)));
    let idle: Vec<Text> =
        idle.map(|pair| text!("--set {pair}: geen van beide heeft dit veld", "--set {pair}: neither has this field")).collect();
    if idle.is_empty() { Ok(()) } else { Err(RunError::Usage(idle)) }
}

fn write(output: &mut dyn Write, cells: &[String; 13]) -> Result<(), RunError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| unwritten(error.into()))?;
    let line = writer.into_inner().map_err(|error| unwritten(error.into_error()))?;
    output.write_all(&line).map_err(unwritten)
}

fn unwritten(cause: io::Error) -> RunError {
    RunError::Machine { what: text!("schrijven van de lijst", "writing the list"), cause }
}
