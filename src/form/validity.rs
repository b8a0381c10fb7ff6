// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! When an edition is in force, and when its file is to be looked at again.

use crate::number::period::Period;

/// The end of an edition's time in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A later edition of the same instrument begins, or nothing ends it.
    NextEdition,
    /// This period, included.
    Period(Period),
    /// The source says that it ended, not when.
    NotKnown,
}

/// Dates of an edition.
#[derive(Clone, Debug)]
pub struct Validity {
    /// Since when it is in force where it was made; `None` when no source says so.
    pub from: Option<Period>,
    /// Until when.
    pub until: Until,
    /// Names of the sources of both.
    pub sources: Vec<String>,
    /// When the file was made, as a day number.
    pub entered: i64,
    /// When it is to be looked at again, as a day number: a rule of the file's owner, not of the instrument's authors.
    pub review_by: i64,
    /// The instrument that replaces a retired one, by its name in the catalogue.
    pub successor: Option<String>,
}

/// How long a result may be used.
#[derive(Clone, Debug)]
pub struct ShelfLife {
    /// The term.
    pub term: Term,
    /// What is told with a result.
    pub says: crate::lang::Text,
    /// Where it comes from.
    pub provenance: super::Provenance,
    /// Where it stands.
    pub span: crate::diagnostic::Span,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Months of the calendar.
    Months(i64),
    /// Days.
    Days(i64),
}
