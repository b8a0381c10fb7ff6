// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What has to be said with every result: that numbers of an organisation's own were used, that the file should have been looked at again,
//! or that the edition is not the one in force. The last two need a day (`--as-of`), for no result depends on the clock.

use crate::form::{Form, Status};
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
    /// The file is kept for older ones, as a reference, as a proposal, or was replaced.
    NotCurrent(Status),
    /// It was not validated in the Netherlands, or it is not known whether it was.
    NotValidatedHere {
        /// Whether it is known that it was not.
        known: bool,
    },
}

impl Caution {
    /// That an edition is on trial: it is there to be studied. A run over cases with such an edition takes place only where this is among
    /// what has to be said.
    pub const TRIAL: Self = Self::NotCurrent(Status::Trial);

    /// What has to be said of a form: what was looked up, and in any case that it is on trial.
    #[must_use]
    pub fn with_trial(form: &Form, said: &[Self]) -> Vec<Self> {
        let trial = (form.status == Status::Trial && !said.contains(&Self::TRIAL)).then_some(Self::TRIAL);
        trial.into_iter().chain(said.iter().cloned()).collect()
    }

    /// The code, as the column `reason` has it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::ReviewPassed { by } => format!("review:{}", date::print(*by)),
            Self::LocalNorms { pack, .. } => format!("local_norms:{pack}"),
            Self::NotInForce => "edition:not_in_force".to_owned(),
            Self::ForceNotKnown => "edition?in_force".to_owned(),
            Self::NotCurrent(status) => format!("status:{}", status_code(*status)),
            Self::NotValidatedHere { known } => format!("validity:{}", if *known { "nl_no" } else { "nl_unknown" }),
        }
    }

    /// The code where several instruments have a part in a row: it names the one it speaks of.
    #[must_use]
    pub fn code_of(&self, id: &str) -> String {
        let code = self.code();
        let end = code.find([':', '?']).map_or(code.len(), |at| at + 1);
        let (start, rest) = code.split_at(end);
        format!("{start}{id}={rest}")
    }

    /// What a tier has to carry of the instrument that it is given by: that it is not in use, or not validated here.
    #[must_use]
    pub fn of_use(form: &Form) -> Vec<Self> {
        let status = (form.status != Status::Current).then_some(Self::NotCurrent(form.status));
        let validated = match form.about.netherlands {
            Some(true) => None,
            other => Some(Self::NotValidatedHere { known: other.is_some() }),
        };
        status.into_iter().chain(validated).collect()
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
            Self::NotCurrent(status) => match status {
                Status::Historical => text!(
                    "dit instrument is historisch: bewaard voor oudere dossiers",
                    "this instrument is historical: kept for older files"
                ),
                Status::Retired => text!("dit instrument is vervangen", "this instrument was replaced"),
                Status::Trial => {
                    text!("dit instrument is een proef, niet voor beslissingen", "this instrument is a trial, not for decisions")
                }
                Status::Reference | Status::Current => {
                    text!(
                        "dit instrument staat hier ter verwijzing, niet voor gebruik",
                        "this instrument is here for reference, not for use"
                    )
                }
            },
            Self::NotValidatedHere { known: true } => text!("niet gevalideerd in Nederland", "not validated in the Netherlands"),
            Self::NotValidatedHere { known: false } => {
                text!("of het in Nederland gevalideerd is, is niet bekend", "it is not known whether it was validated in the Netherlands")
            }
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
    /// With a protocol that routes, what has to be said of each of its instruments, in the order of the protocol.
    pub of_each: Vec<Vec<Caution>>,
}

impl AsOf {
    /// Everything that has to be said, of whichever instrument.
    pub fn all(&self) -> impl Iterator<Item = &Caution> {
        self.cautions.iter().chain(self.of_each.iter().flatten())
    }
}

fn status_code(status: Status) -> &'static str {
    match status {
        Status::Current => "current",
        Status::Historical => "historical",
        Status::Reference => "reference",
        Status::Retired => "retired",
        Status::Trial => "trial",
    }
}
