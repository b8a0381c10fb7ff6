// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Values and the sets of them that patterns name.

use crate::verifier::date;
use crate::verifier::fixed::{self, Int};
use crate::verifier::text::{Text, say};

/// The word for the answer "not applicable".
pub const NOT_APPLICABLE: &str = "not_applicable";

/// An answer; none is "not applicable".
pub type Answer = Option<Int>;

/// What kind of values there are, and how they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A value is the place of its option.
    Options(Vec<String>),
    /// A decimal number with at most so many decimals, as a whole number of the last.
    Number(u32),
    /// Days.
    Date,
}

/// Values from least to greatest.
#[derive(Clone, Debug)]
pub struct Space {
    pub kind: Kind,
    pub least: Int,
    pub greatest: Int,
}

/// A set of answers: runs in rising order that do not touch each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    pub runs: Vec<(Int, Int)>,
    pub not_applicable: bool,
}

impl Set {
    pub fn contains(&self, answer: Answer) -> bool {
        answer.map_or(self.not_applicable, |value| self.runs.iter().any(|(from, to)| (*from..=*to).contains(&value)))
    }

    /// Joins runs that overlap or are neighbours.
    fn of(mut runs: Vec<(Int, Int)>, not_applicable: bool) -> Self {
        runs.sort_unstable();
        let mut joined: Vec<(Int, Int)> = Vec::new();
        for (from, to) in runs {
            match joined.last_mut() {
                Some(last) if from <= last.1 + 1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self { runs: joined, not_applicable }
    }
}

impl Space {
    /// Points and totals: wide enough for any.
    pub fn points() -> Self {
        Self { kind: Kind::Number(fixed::POINTS), least: -Int::from(i64::MAX) * 1_000_000, greatest: Int::from(i64::MAX) * 1_000_000 }
    }

    /// A value as a person writes it, in or out of the domain.
    pub fn value(&self, text: &str) -> Option<Int> {
        match &self.kind {
            Kind::Options(options) => options.iter().position(|option| option == text).map(|place| place as Int),
            Kind::Number(decimals) => fixed::parse(text, *decimals),
            Kind::Date => date::parse(text),
        }
    }

    /// An answer as a person writes it.
    pub fn print(&self, answer: Answer) -> String {
        let Some(value) = answer else { return NOT_APPLICABLE.to_owned() };
        match &self.kind {
            Kind::Options(options) => usize::try_from(value).ok().and_then(|place| options.get(place)).cloned().unwrap_or_default(),
            Kind::Number(decimals) => fixed::print(value, *decimals),
            Kind::Date => date::print(value),
        }
    }

    /// Reads an answer that stands in this domain and is written in the one way.
    pub fn answer(&self, text: &str) -> Option<Int> {
        let value = self.value(text)?;
        (self.least <= value && value <= self.greatest && self.print(Some(value)) == text).then_some(value)
    }

    /// The values that these patterns name, inside the domain.
    pub fn set(&self, patterns: &[&str], place: &str) -> Result<Set, Text> {
        let mut runs = Vec::new();
        let mut not_applicable = false;
        for pattern in patterns.iter().flat_map(|pattern| pattern.split('|')).map(str::trim) {
            if pattern == NOT_APPLICABLE {
                not_applicable = true;
                continue;
            }
            let (from, to) = self.run(pattern).ok_or_else(|| say!("{place}: patroon `{pattern}`", "{place}: pattern `{pattern}`"))?;
            let (from, to) = (from.max(self.least), to.min(self.greatest));
            if from <= to {
                runs.push((from, to));
            }
        }
        Ok(Set::of(runs, not_applicable))
    }

    /// One pattern, not clipped; none when it means nothing here or names no value at all.
    fn run(&self, pattern: &str) -> Option<(Int, Int)> {
        if let Some(value) = self.value(pattern) {
            return Some((value, value));
        }
        if matches!(self.kind, Kind::Options(_)) {
            return None;
        }
        let (from, to) = pattern.split_once("..")?;
        let start = if from.is_empty() { self.least } else { self.value(from)? };
        let end = match to.strip_prefix('=') {
            Some(to) => self.value(to)?,
            None if to.is_empty() => self.greatest,
            None => self.value(to)? - 1,
        };
        let bounded = !from.is_empty() && !to.is_empty();
        (pattern != ".." && !(bounded && start > end)).then_some((start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Set, Space};

    fn count() -> Space {
        Space { kind: Kind::Number(0), least: 0, greatest: 10 }
    }

    #[test]
    fn patterns_name_sets() {
        let runs = |patterns: &[&str]| count().set(patterns, "here").map(|set| set.runs);
        assert_eq!(runs(&["3"]), Ok(vec![(3, 3)]));
        assert_eq!(runs(&["1..=2", "3..5"]), Ok(vec![(1, 4)]));
        assert_eq!(runs(&["0 | 4.."]), Ok(vec![(0, 0), (4, 10)]));
        assert_eq!(runs(&["..2", "..=0"]), Ok(vec![(0, 1)]));
        assert_eq!(runs(&["8..=99"]), Ok(vec![(8, 10)]));
        assert_eq!(count().set(&["not_applicable"], "here"), Ok(Set { runs: vec![], not_applicable: true }));
        for wrong in ["", "..", "x", "5..3", "1.5", "1...3", "3..=", "=3", "1..2..3"] {
            assert!(runs(&[wrong]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn decimals_and_options() {
        let age = Space { kind: Kind::Number(6), least: 0, greatest: 120_000_000 };
        assert_eq!(age.set(&["18..35"], "here").unwrap().runs, [(18_000_000, 34_999_999)]);
        assert_eq!((age.answer("34.5"), age.answer("34.50"), age.answer("121")), (Some(34_500_000), None, None));
        assert_eq!(age.print(Some(34_999_999)), "34.999999");
        let options = Space { kind: Kind::Options(vec!["no".into(), "yes".into()]), least: 0, greatest: 1 };
        assert_eq!(options.set(&["yes"], "here").unwrap().runs, [(1, 1)]);
        assert!(options.set(&["no.."], "here").is_err() && options.set(&["maybe"], "here").is_err());
    }
}
