// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why a statistic cannot be computed.

use std::fmt;

use crate::lang::Text;
use crate::text;

/// Why a statistic cannot be computed. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no rows.
    Empty,
    /// Two columns do not have the same number of rows.
    Lengths {
        /// Rows of the first.
        first: usize,
        /// Rows of the second.
        second: usize,
    },
    /// A value that is not a finite number.
    NotFinite {
        /// Its row.
        row: usize,
    },
    /// A value outside the range of the statistic: a probability, a time, a weight, a level of confidence.
    OutOfRange {
        /// Its row; 0 for a setting.
        row: usize,
    },
    /// Nobody has the event.
    NoEvents,
    /// Everybody has the event.
    NoNonEvents,
    /// All values are the same, so there is nothing to compare.
    Constant,
    /// Fewer rows, columns, groups or categories than the statistic needs.
    TooFew {
        /// What it needs.
        needed: usize,
        /// What there is.
        found: usize,
    },
    /// A predictor is a sum of others (or constant), so that its coefficient is not defined.
    Collinear {
        /// Its column.
        column: usize,
    },
    /// Predictors tell events from non-events without error, so that the largest likelihood lies at infinity.
    Separation {
        /// The column that runs off furthest.
        column: usize,
    },
    /// The search did not end.
    NotConverged {
        /// Steps made.
        steps: usize,
    },
}

impl Error {
    /// The sentence in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => text!("er zijn geen rijen", "there are no rows"),
            Self::Lengths { first, second } => {
                text!("kolommen met {first} en {second} rijen passen niet bij elkaar", "columns of {first} and {second} rows do not match")
            }
            Self::NotFinite { row } => text!("rij {row} bevat geen eindig getal", "row {row} holds no finite number"),
            Self::OutOfRange { row } => text!("de waarde in rij {row} is te klein of te groot", "the value in row {row} is out of range"),
            Self::NoEvents => text!("bij niemand is de uitkomst opgetreden", "nobody has the event"),
            Self::NoNonEvents => text!("bij iedereen is de uitkomst opgetreden", "everybody has the event"),
            Self::Constant => text!("alle waarden zijn gelijk", "all values are the same"),
            Self::TooFew { needed, found } => {
                text!("te weinig: er zijn er {found}, nodig zijn er {needed}", "too few: there are {found}, and {needed} are needed")
            }
            Self::Collinear { column } => {
                text!("kolom {column} volgt geheel uit de andere kolommen", "column {column} follows from the other columns")
            }
            Self::Separation { column } => text!(
                "kolom {column} scheidt de twee uitkomsten geheel; de schatting is oneindig",
                "column {column} separates the two outcomes; the estimate is infinite"
            ),
            Self::NotConverged { steps } => text!("geen oplossing na {steps} stappen", "no solution after {steps} steps"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}
