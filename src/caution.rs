// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What has to be said with every result: that numbers of an organisation's own were used, that the file should have been looked at again,
//! or that the edition is not the one in force. The last two need a day (`--as-of`), for no result depends on the clock.

use crate::lang::Text;
use crate::number::date;
use crate::text;

/// Something to be said with every result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The day by which the file was to be looked at again has passed.
    ReviewPassed {
        /// That day, as a day number.
        by: i64,
    },
    /// The edition is not in force on the day.
    NotInForce,
    /// Numbers of an organisation's own norm pack were used.
    LocalNorms {
        /// Its name in the catalogue.
        pack: String,
        /// The organisation.
        owner: String,
    },
    /// The dates of the edition do not say whether it is in force on the day.
    ForceNotKnown,
}

impl Caution {
    /// The code, as the column `reason` has it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::ReviewPassed { by } => format!("review:{}", date::print(*by)),
            Self::LocalNorms { pack, .. } => format!("local_norms:{pack}"),
            Self::NotInForce => "edition:not_in_force".to_owned(),
            Self::ForceNotKnown => "edition?in_force".to_owned(),
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        match self {
            Self::ReviewPassed { by } => {
                let (year, month, day) = date::parts(*by);
                text!(
                    "dit bestand had op {day:02}-{month:02}-{year} opnieuw nagekeken moeten zijn (regel van dit project: een jaar na invoer)",
                    "this file was to be looked at again by {year}-{month:02}-{day:02} (this project's own rule: a year after entry)"
                )
            }
            Self::LocalNorms { pack, owner } => text!(
                "lokaal normpakket: {pack} van {owner}; die getallen staan niet in het instrument zelf",
                "local norm pack: {pack} of {owner}; its numbers are not in the instrument itself"
            ),
            Self::NotInForce => text!("deze editie is op de peildatum niet van kracht", "this edition is not in force on that day"),
            Self::ForceNotKnown => text!(
                "uit de datums van deze editie blijkt niet of ze op de peildatum van kracht is",
                "the dates of this edition do not say whether it is in force on that day"
            ),
        }
    }

    /// Whether `--strict` stops for it.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        matches!(self, Self::ReviewPassed { .. })
    }
}

/// The day that a result speaks of, with what has to be said.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AsOf {
    /// The day, as a day number; `None` when none was given.
    pub day: Option<i64>,
    /// What has to be said.
    pub cautions: Vec<Caution>,
}
