// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fields, and patterns on their answers.

use super::Provenance;
use crate::diagnostic::Span;
use crate::domain::{Domain, Set};
use crate::lang::Text;

/// Evidence class of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The official record only.
    Record,
    /// Any credible source.
    Credible,
    /// A trained person's judgement.
    Judgement,
    /// The person's own account.
    SelfReport,
}

/// What an answer to a field is, for reading and for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One of named options.
    Choice,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Count,
    /// A number with at most six decimals.
    Decimal,
    /// A day.
    Date,
}

/// A field computed from other fields, by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// Years completed from the first date to the second.
    CompletedYears(usize, usize),
    /// Sum of counts.
    Sum(Vec<usize>),
    /// The first count less the second.
    Difference(usize, usize),
    /// The highest count.
    Max(Vec<usize>),
    /// Whether any is yes.
    Any(Vec<usize>),
}

impl Derivation {
    /// The fields it is computed from.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        match self {
            Self::CompletedYears(a, b) | Self::Difference(a, b) => vec![*a, *b],
            Self::Sum(fields) | Self::Max(fields) | Self::Any(fields) => fields.clone(),
        }
    }
}

/// One fact that is asked for.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, also the column.
    pub id: String,
    /// What an answer is.
    pub kind: FieldType,
    /// What can be read.
    pub domain: Domain,
    /// Options in words, for a choice.
    pub options: Vec<Text>,
    /// Unit of a number.
    pub unit: Option<&'static str>,
    /// Short name.
    pub label: Text,
    /// The question.
    pub ask: Text,
    /// How to code it.
    pub help: Option<Text>,
    /// Evidence class.
    pub basis: Basis,
    /// Whether "not applicable" is an answer.
    pub not_applicable: bool,
    /// Published rule: what unknown counts as.
    pub unknown: Option<i64>,
    /// Computed from other fields.
    pub derive: Option<Derivation>,
    /// Where the rule for unknown comes from.
    pub provenance: Provenance,
    /// Why it is asked, where it is an attribute that is else never read.
    pub justification: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

impl Field {
    /// All answers but unknown, as a set: the domain, and "not applicable" where declared.
    #[must_use]
    pub fn answers(&self) -> Set {
        let all = self.domain.all();
        if self.not_applicable { all.union(&Set::one(crate::domain::NOT_APPLICABLE)) } else { all }
    }
}

/// A pattern on a field.
#[derive(Clone, Debug)]
pub struct Test {
    /// Index of the field.
    pub field: usize,
    /// The values for which it holds.
    pub set: Set,
    /// Where the pattern stands.
    pub span: Span,
}

/// Patterns on fields that must all hold.
pub type Condition = Vec<Test>;
