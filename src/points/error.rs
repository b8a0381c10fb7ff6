// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why there are no points.

use std::fmt;

use crate::lang::Text;
use crate::text;

/// Why a search for points cannot begin or has no result. Features, rows and groups count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no rows, or no features that may be used.
    Empty,
    /// A column is not as long as the outcomes.
    Lengths {
        /// Rows of the outcomes.
        outcomes: usize,
        /// Rows of the column.
        found: usize,
    },
    /// A value that is not a finite number, or a weight below 0.
    Value {
        /// Its row.
        row: usize,
    },
    /// Nobody has the event.
    NoEvents,
    /// Everybody has the event.
    NoNonEvents,
    /// A feature has the same value in every row.
    Constant {
        /// The feature.
        feature: usize,
    },
    /// Features tell events from non-events without error, so that the slope would be infinite.
    Separation {
        /// The feature that runs off furthest.
        feature: usize,
    },
    /// The least points of a feature lie above the most, or points lie outside -1000..1000.
    Range {
        /// The feature.
        feature: usize,
    },
    /// A rule names a feature that is not there.
    Unknown {
        /// The number that it names.
        feature: usize,
    },
    /// More features than the search can hold.
    TooMany {
        /// Features that may be used.
        found: usize,
        /// The most it holds.
        most: usize,
    },
    /// What must be used or is kept is more than the size allows.
    Size {
        /// Used in any case.
        needed: usize,
        /// Allowed.
        allowed: usize,
    },
    /// No points obey all rules.
    Contradiction,
    /// The search ended at its limit, or was stopped, before any points that obey all rules were found.
    NothingFound,
}

impl Error {
    /// The sentence in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => {
                text!("er zijn geen rijen of geen kenmerken om punten aan te geven", "there are no rows, or no features to give points to")
            }
            Self::Lengths { outcomes, found } => {
                text!(
                    "een kolom heeft {found} rijen; de uitkomst heeft er {outcomes}",
                    "a column has {found} rows; the outcome has {outcomes}"
                )
            }
            Self::Value { row } => {
                text!("rij {row} bevat geen eindig getal of een gewicht onder 0", "row {row} holds no finite number, or a weight below 0")
            }
            Self::NoEvents => text!("bij niemand is de uitkomst opgetreden", "nobody has the event"),
            Self::NoNonEvents => text!("bij iedereen is de uitkomst opgetreden", "everybody has the event"),
            Self::Constant { feature } => text!("kenmerk {feature} is in alle rijen gelijk", "feature {feature} is the same in every row"),
            Self::Separation { feature } => text!(
                "kenmerk {feature} scheidt de twee uitkomsten geheel; de helling is oneindig",
                "feature {feature} separates the two outcomes; the slope is infinite"
            ),
            Self::Range { feature } => text!(
                "de grenzen van de punten van kenmerk {feature} kloppen niet: de laagste eerst, tussen -1000 en 1000",
                "the range of points of feature {feature} is wrong: the least first, between -1000 and 1000"
            ),
            Self::Unknown { feature } => {
                text!("een regel noemt kenmerk {feature}, dat er niet is", "a rule names feature {feature}, which is not there")
            }
            Self::TooMany { found, most } => text!("{found} kenmerken; de meeste zijn {most}", "{found} features; the most is {most}"),
            Self::Size { needed, allowed } => text!(
                "wat er in elk geval in moet is {needed}; de grootte staat {allowed} toe",
                "what has to be used is {needed}; the size allows {allowed}"
            ),
            Self::Contradiction => text!("geen punten voldoen aan alle regels samen", "no points obey all rules together"),
            Self::NothingFound => text!(
                "het zoeken stopte voordat er punten waren die aan alle regels voldoen",
                "the search stopped before it found points that obey all rules"
            ),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}
