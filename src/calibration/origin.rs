// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where new numbers come from: what stands in the `[calibration]` of a file.

use toml_edit::{ArrayOfTables, Item, Table, Value, value};

use crate::form::{Calibration, Change, Made};
use crate::number::Points;
use crate::number::fixed::{PLACES, round};

/// The run that makes a file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The exact text that it is made from, as outputs name it.
    pub of: String,
    /// The program, with its version.
    pub program: String,
    /// The command.
    pub command: String,
    /// SHA-256 of the file of outcome data.
    pub data: String,
    /// The column with the outcome.
    pub outcome: String,
    /// What random choices are made with; `None` where there are none.
    pub seed: Option<u64>,
    /// Whether fewer events than the rule asks for were accepted.
    pub forced: bool,
    /// The day of the run, as a day number: when the file is made.
    pub on: i64,
    /// Persons that the numbers stand on.
    pub persons: usize,
    /// Those with the event.
    pub events: usize,
}

impl Origin {
    /// What the file says of it.
    #[must_use]
    pub fn calibration(&self, made: Made, changes: Vec<Change>) -> Calibration {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Calibration {
            made,
            of: self.of.clone(),
            program: self.program.clone(),
            command: self.command.clone(),
            data: self.data.clone(),
            persons: count(self.persons),
            events: count(self.events),
            seed: self.seed.and_then(|seed| i64::try_from(seed).ok()),
            forced: self.forced,
            changes,
        }
    }

    /// How the sample is cited as a source.
    #[must_use]
    pub fn cite(&self) -> String {
        let (persons, events, outcome, program) = (self.persons, self.events, &self.outcome, &self.program);
        format!("Local sample: n = {persons}, {events} with the event, outcome column `{outcome}`; computed by {program}")
    }
}

/// A real number as a decimal with so many places.
pub(super) fn decimal(value: f64, places: u32) -> Points {
    Points(round(Points::from_f64(value).0, PLACES, places) * 10_i64.pow(PLACES - places))
}

/// A number as it is written.
pub(super) fn number(points: Points) -> Value {
    points.to_string().parse().unwrap_or_else(|_| Value::from(points.to_f64()))
}

/// `[calibration]` as a table.
pub(super) fn written(made: &Calibration) -> Table {
    let mut table = Table::new();
    for (key, word) in
        [("made", made.made.word()), ("of", &made.of), ("program", &made.program), ("command", &made.command), ("data_sha256", &made.data)]
    {
        table.insert(key, value(word));
    }
    table.insert("n", value(made.persons));
    table.insert("events", value(made.events));
    table.insert("seed", made.seed.map_or(Item::None, value));
    if made.forced {
        table.insert("forced", value(true));
    }
    let mut changes = ArrayOfTables::new();
    for change in &made.changes {
        let mut row = Table::new();
        row.insert("number", value(&change.number));
        for (key, points) in [("was", change.was), ("now", change.now)] {
            if let Some(points) = points {
                row.insert(key, Item::Value(number(points)));
            }
        }
        changes.push(row);
    }
    if !changes.is_empty() {
        table.insert("change", Item::ArrayOfTables(changes));
    }
    table
}
