// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers, and the patterns that a second table writes.

use std::fmt;

use super::exact::Exact;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Word(String),
    Number(Exact),
    NotApplicable,
}

/// As a cell of a file of cases.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Number(number) => number.fmt(f),
            Self::NotApplicable => f.write_str("n.v.t."),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Word(String),
    /// The bounds that are written; the upper one belongs to it when `true` stands with it.
    Span {
        low: Option<Exact>,
        high: Option<(Exact, bool)>,
    },
}

/// One part or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(pub Vec<Part>);

impl Pattern {
    pub fn read(text: &str) -> Result<Self, String> {
        text.split('|')
            .map(|part| part_of(part.trim()).ok_or_else(|| format!("`{text}` is no pattern")))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub fn holds(&self, answer: &Answer) -> bool {
        self.0.iter().any(|part| match (part, answer) {
            (Part::Word(word), Answer::Word(other)) => word == other,
            (Part::Word(word), Answer::NotApplicable) => word == "not_applicable",
            (Part::Span { low, high }, Answer::Number(number)) => {
                low.is_none_or(|low| low <= *number) && high.is_none_or(|(high, included)| *number < high || (included && *number == high))
            }
            _ => false,
        })
    }

    pub fn holds_number(&self, number: Exact) -> bool {
        self.holds(&Answer::Number(number))
    }

    pub fn holds_word(&self, word: &str) -> bool {
        self.holds(&Answer::Word(word.to_owned()))
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| if let Part::Word(word) = part { Some(word.as_str()) } else { None })
    }

    /// The numbers at the ends that are written, as they lie inside the pattern: under an open end by one step.
    pub fn ends(&self, step: Exact) -> Vec<Exact> {
        let mut ends = Vec::new();
        for part in &self.0 {
            if let Part::Span { low, high } = part {
                ends.extend(*low);
                ends.extend(high.map(|(high, included)| if included { high } else { high - step }));
            }
        }
        ends
    }

    /// The numbers one step outside those ends.
    pub fn beyond(&self, step: Exact) -> Vec<Exact> {
        let mut beyond = Vec::new();
        for part in &self.0 {
            if let Part::Span { low, high } = part {
                beyond.extend(low.map(|low| low - step));
                beyond.extend(high.map(|(high, included)| if included { high + step } else { high }));
            }
        }
        beyond
    }

    /// Whether an upper bound is written that does not belong to it: how tables write of decimals.
    pub fn is_half_open(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Span { high: Some((_, false)), .. }))
    }
}

fn part_of(text: &str) -> Option<Part> {
    if let Some(number) = Exact::read(text) {
        return Some(Part::Span { low: Some(number), high: Some((number, true)) });
    }
    let Some((low, high)) = text.split_once("..") else {
        return (!text.is_empty()).then(|| Part::Word(text.to_owned()));
    };
    let low = if low.is_empty() { None } else { Some(Exact::read(low)?) };
    let high = match high.strip_prefix('=') {
        Some(high) => Some((Exact::read(high)?, true)),
        None if high.is_empty() => None,
        None => Some((Exact::read(high)?, false)),
    };
    Some(Part::Span { low, high })
}
