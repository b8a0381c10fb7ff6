// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a row gives: a number, exact, or words such as the id of a level.

use std::fmt;

use crate::form::Award;
use crate::number::Points;

/// The value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Points, a probability, a coefficient.
    Number(Points),
    /// A level, a list of parts, or one of the words below.
    Words(String),
}

/// The answer passes the gate, the item applies, or the value can be read.
pub const IN: &str = "in";
/// Everywhere else.
pub const OUT: &str = "out";
/// Answers that a constraint does not let stand together.
pub const FORBIDDEN: &str = "forbidden";
/// All other answers.
pub const ALLOWED: &str = "allowed";
/// The level of the base stays.
pub const OTHERWISE: &str = "otherwise";

impl Value {
    /// Points, or the word that there are none.
    pub fn award(award: Award) -> Self {
        award.points().map_or_else(|| Self::word(Award::WITHHELD), Self::Number)
    }

    /// A fixed word.
    pub fn word(word: &str) -> Self {
        Self::Words(word.to_owned())
    }

    /// Names whose order says nothing.
    pub fn set<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = names.map(str::trim).collect();
        names.sort_unstable();
        Self::Words(names.join("+"))
    }

    /// Names whose order counts.
    pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self::Words(names.map(str::trim).collect::<Vec<_>>().join("|"))
    }

    /// A derivation and its fields, whose order counts in `completed_years` and `difference` alone.
    pub fn derivation<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = words.collect();
        if let [word, fields @ ..] = words.as_mut_slice()
            && !["completed_years", "difference"].contains(word)
        {
            fields.sort_unstable();
        }
        Self::Words(words.join(" "))
    }

    /// Least and greatest.
    pub fn range(low: Points, high: Points) -> Self {
        Self::Words(format!("{low}..={high}"))
    }

    /// The right side of a comparison of sums: `at_most a+b`, `at_least 1`.
    pub fn comparison(plus: &Self, side: &str, other: &Self) -> Self {
        Self::Words(format!("{plus} {side} {other}"))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Words(words) => f.write_str(words),
        }
    }
}
