// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where the numbers of an edition come from that was made from outcome data.

use crate::number::Points;

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Expected rates adapted to a sample.
    Update,
    /// Percentiles and rates of a sample.
    Norms,
    /// Weights of the items fitted anew.
    Refit,
    /// Integer points found anew.
    Points,
}

impl Made {
    /// Each, with the word in a file.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Update, "update"), (Self::Norms, "norms"), (Self::Refit, "refit"), (Self::Points, "points")];

    /// As it is written in a file.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(made, _)| *made == self).map_or("", |(_, word)| word)
    }
}

/// How the numbers of a file were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// What was made.
    pub made: Made,
    /// The exact text that it was made from, as outputs name it.
    pub of: String,
    /// The program, with its version.
    pub program: String,
    /// The command that made it.
    pub command: String,
    /// SHA-256 of the file of outcome data.
    pub data: String,
    /// Persons that the numbers stand on.
    pub persons: i64,
    /// Those with the event.
    pub events: i64,
    /// What random choices were made with; `None` where there were none.
    pub seed: Option<i64>,
    /// Whether there are fewer events than the rule of the program asks for.
    pub forced: bool,
    /// The numbers that are others than in the text it was made from.
    pub changes: Vec<Change>,
}

/// A number that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it stands, as keys with points between them.
    pub number: String,
    /// What it was; `None` where there was none.
    pub was: Option<Points>,
    /// What it is now; `None` where it was left out.
    pub now: Option<Points>,
}
