// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What orders the cases of a part: a date or a number that has nothing to do with risk. What is not known could be the first.

use super::day::Day;
use super::request::{Asked, KeyKind};
use crate::domain::answer;
use crate::number::date;

/// The place of a case within its part; lower is earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Not known, so it may be the very first: such cases stand in front and are never cut behind one whose day is known.
    #[default]
    NotKnown,
    /// A day number, or the number itself.
    Is(i64),
}

impl Key {
    /// Reads a cell; with what is wrong with it.
    #[must_use]
    pub fn read(cell: &str, kind: KeyKind, asked: &Asked, as_of: Option<i64>) -> (Self, Option<&'static str>) {
        match kind {
            KeyKind::Date => match Day::read(cell, asked.dates) {
                Day::On(day) if as_of.is_some_and(|as_of| day > as_of) => (Self::NotKnown, Some("future")),
                Day::On(day) => (Self::Is(day), None),
                Day::Unreadable => (Self::NotKnown, Some("unreadable")),
                Day::Missing | Day::NotApplicable => (Self::NotKnown, Some("missing")),
            },
            KeyKind::Number => {
                let word = cell.trim();
                let digits = word.strip_prefix('-').unwrap_or(word);
                let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                match word.parse().ok().filter(|_| whole) {
                    Some(number) => (Self::Is(number), None),
                    None if answer::is_reserved(word) => (Self::NotKnown, Some("missing")),
                    None => (Self::NotKnown, Some("unreadable")),
                }
            }
        }
    }

    /// As the files have it.
    #[must_use]
    pub fn print(self, kind: KeyKind) -> String {
        match (self, kind) {
            (Self::NotKnown, _) => String::new(),
            (Self::Is(day), KeyKind::Date) => date::print(day),
            (Self::Is(number), KeyKind::Number) => number.to_string(),
        }
    }
}
