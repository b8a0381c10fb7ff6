//! What a row gives: a number, exact, or words such as the id of a level.

use std::fmt;

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
