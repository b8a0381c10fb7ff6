// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The results of `taxeer batch` as rows, with columns of the input: what a list is made from. What batch did not write so is refused.

use super::Stop;
use super::columns::{self, Places};
use super::joined::Joined;
use crate::diagnostic::Code;
use crate::evaluate::Outcome;
use crate::lang::Text;
use crate::record::rows::Rows;
use crate::record::{Block, Row, RunError};
use crate::text;

/// Rows of a block.
const ROWS: usize = 4_096;
/// All outcomes of a row.
const OUTCOMES: [Outcome; 5] = [Outcome::Scored, Outcome::Open, Outcome::NotApplicable, Outcome::Inconsistent, Outcome::Rejected];

/// A file of results.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The protocol that gave the tiers, as every row names it.
    pub protocol: String,
    /// Its rows.
    pub lines: Vec<Line>,
    /// What the user should know of how it was read.
    pub notes: Vec<Text>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The case's name.
    pub case_id: String,
    /// Where its record stands in the input.
    pub row: u64,
    /// What came out.
    pub outcome: Outcome,
    /// The tier, when the protocol gives one.
    pub tier: String,
    /// All tiers that are left, joined with `|`.
    pub tiers: String,
    /// Reasons and marks, joined with `|`.
    pub reason: String,
    /// What it was scored with.
    pub instrument: String,
    /// The cells of the columns that were asked for.
    pub asked: Vec<String>,
}

impl Results {
    /// Whether results have all columns of the input that are asked for.
    #[must_use]
    pub fn has_all(rows: &dyn Rows, asked: &[String]) -> bool {
        Places::find(rows.header(), asked, None).is_ok()
    }

    /// Reads results, with the columns of the input that are asked for: from the results (`input.NAME`), else from the input itself.
    ///
    /// # Errors
    /// When it is not a file that batch wrote with a protocol, a column is nowhere, or the input is not the one of these results.
    pub fn read(mut rows: Box<dyn Rows + '_>, asked: &[String], joined: Option<&Joined>) -> Result<Self, Stop> {
        let places = Places::find(rows.header(), asked, joined)?;
        let mut results = Self::default();
        let mut block = Block::default();
        while rows.read(&mut block, ROWS)? {
            for row in block.rows() {
                let protocol = columns::cell(row, places.protocol);
                if results.lines.is_empty() {
                    protocol.clone_into(&mut results.protocol);
                } else if results.protocol != protocol {
                    return Err(two_protocols(row, &results.protocol, protocol).into());
                }
                results.lines.push(places.line(row, joined)?);
            }
        }
        if results.protocol.is_empty() {
            return Err(no_protocol(results.lines.is_empty()).into());
        }
        results.notes = rows.notes();
        Ok(results)
    }
}

/// The protocol that the first row of results names.
///
/// # Errors
/// When it is not a file that batch wrote with a protocol.
pub fn protocol(mut rows: Box<dyn Rows + '_>) -> Result<String, RunError> {
    let places = Places::find(rows.header(), &[], None)?;
    let mut block = Block::default();
    rows.read(&mut block, 1)?;
    let named = block.rows().next().map(|row| columns::cell(row, places.protocol).to_owned()).filter(|named| !named.is_empty());
    named.ok_or_else(|| no_protocol(block.is_empty()))
}

fn no_protocol(is_empty: bool) -> RunError {
    let found = if is_empty {
        text!("een uitvoer zonder rijen", "results without rows")
    } else {
        text!("geen protocol in deze uitvoer", "no protocol in these results")
    };
    RunError::refused(Code::NotResults, found, columns::again())
}

fn two_protocols(row: Row<'_>, first: &str, other: &str) -> RunError {
    let line = row.line;
    RunError::refused(
        Code::TwoProtocols,
        text!(
            "regel {line} is met {other} ingedeeld, de rijen erboven met {first}",
            "line {line} has its tier from {other}, the rows above from {first}"
        ),
        text!("maak één uitvoer met één protocol", "make one file of results with one protocol"),
    )
}

impl Places {
    fn line(&self, row: Row<'_>, joined: Option<&Joined>) -> Result<Line, Stop> {
        let cell = |at: usize| columns::cell(row, at).to_owned();
        let word = columns::cell(row, self.outcome);
        let outcome = OUTCOMES.into_iter().find(|outcome| outcome.code() == word).ok_or_else(|| not_written(row, "outcome"))?;
        let number = columns::cell(row, self.row).parse().map_err(|_| not_written(row, "row"))?;
        let mut line = Line {
            case_id: cell(self.case_id),
            row: number,
            outcome,
            tier: cell(self.tier),
            tiers: cell(self.tiers),
            reason: self.reason.map(cell).unwrap_or_default(),
            instrument: self.instrument.map(cell).unwrap_or_default(),
            asked: Vec::with_capacity(self.asked.len()),
        };
        let joins = self.asked.iter().any(Result::is_err);
        let cells =
            joined.filter(|_| joins).map(|joined| joined.cells(number, &line.case_id).ok_or_else(|| other_input(number))).transpose()?;
        for place in &self.asked {
            line.asked.push(match place {
                Ok(at) => cell(*at),
                Err(at) => cells.and_then(|cells| cells.get(*at)).cloned().unwrap_or_default(),
            });
        }
        Ok(line)
    }
}

fn not_written(row: Row<'_>, column: &str) -> RunError {
    let line = row.line;
    let found = text!(
        "op regel {line} staat in `{column}` iets dat batch niet schrijft",
        "line {line} has something in `{column}` that batch does not write"
    );
    RunError::refused(Code::NotResults, found, columns::again())
}

fn other_input(row: u64) -> Stop {
    Stop::Integrity(text!(
        "rij {row} van de invoer is niet de zaak die in de uitvoer op die rij staat: de invoer is een andere of is veranderd",
        "row {row} of the input is not the case that the results have on it: it is another input, or was changed"
    ))
}
