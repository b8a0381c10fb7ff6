// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A cell with a date, and how a day lies to the one that the list speaks of.

use crate::domain::answer;
use crate::number::date;
use crate::record::dates::{self, Dates};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// That there is none: n.v.t.
    NotApplicable,
    /// Nothing: empty, or one of the words for unknown.
    Missing,
    /// Something that is no date, or no date that is surely meant.
    Unreadable,
    /// A day, as a day number.
    On(i64),
}

impl Day {
    /// Reads a cell.
    #[must_use]
    pub fn read(cell: &str, dates: Dates) -> Self {
        let word = cell.trim();
        if answer::is_not_applicable(word) {
            Self::NotApplicable
        } else if answer::is_unknown(word) {
            Self::Missing
        } else {
            dates::read(word, dates).map_or(Self::Unreadable, Self::On)
        }
    }
}

/// How the day on which something ends lies to the day of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Before it.
    Past,
    /// On it, or within the days that are asked for.
    Soon,
    /// Later.
    Later,
    /// No day is known.
    #[default]
    Never,
}

/// The day on which something ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// How it lies to the day of the list. What presses most comes first.
    pub when: When,
    /// The day, as a day number.
    pub day: Option<i64>,
}

impl End {
    /// An end, seen from a day and so many days on.
    #[must_use]
    pub fn of(day: i64, as_of: i64, within: u16) -> Self {
        let when = match day - as_of {
            ..0 => When::Past,
            left if left <= i64::from(within) => When::Soon,
            _ => When::Later,
        };
        Self { when, day: Some(day) }
    }

    /// Whether it asks for work now.
    #[must_use]
    pub fn presses(self) -> bool {
        matches!(self.when, When::Past | When::Soon)
    }

    /// The day as the files have it.
    #[must_use]
    pub fn print(self) -> String {
        self.day.map(date::print).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_day_or_says_why_not() {
        let day = date::parse("03-02-2026").map(Day::On).unwrap();
        for (cell, found) in [
            ("03-02-2026", day),
            (" 2026-02-03 ", day),
            ("", Day::Missing),
            ("onb.", Day::Missing),
            ("N.v.t.", Day::NotApplicable),
            ("31-02-2026", Day::Unreadable),
            ("3/2/2026", Day::Unreadable),
            ("46056", Day::Unreadable),
        ] {
            assert_eq!(Day::read(cell, Dates::default()), found, "{cell:?}");
        }
    }

    #[test]
    fn the_day_itself_is_not_past() {
        assert_eq!([9, 10, 12, 13].map(|day| End::of(day, 10, 2).when), [When::Past, When::Soon, When::Soon, When::Later]);
        assert!(End::of(10, 10, 0).presses() && !End::of(11, 10, 0).presses());
    }
}
