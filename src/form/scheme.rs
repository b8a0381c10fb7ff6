// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Levels, by scheme or by rule.

use super::{Condition, Provenance, Test};
use crate::diagnostic::Span;
use crate::domain::Set;
use crate::lang::Text;
use crate::number::Probability;

/// What a scheme gives levels to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// A scale, by index.
    Scale(usize),
    /// A horizon of a scale: scale and link index.
    Horizon(usize, usize),
    /// Another scheme, by index.
    Scheme(usize),
    /// The rules of the instrument.
    Rules,
}

/// The published rounding of a horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Decimals of the probability, half up.
    pub probability_decimals: u32,
    /// Then decimals of the percentage, half up.
    pub percent_decimals: u32,
    /// Then at least this.
    pub lowest: i64,
    /// And at most this.
    pub highest: i64,
}

impl Rounding {
    /// The percentage after the published rounding, in units of its last decimal.
    #[must_use]
    pub fn percent(&self, probability: Probability) -> i64 {
        use crate::number::fixed::{PLACES, round};
        let kept = round(probability.units(), PLACES, self.probability_decimals) * 10_i64.pow(PLACES - self.probability_decimals);
        let unit = 10_i64.pow(self.percent_decimals);
        round(kept, PLACES - 2, self.percent_decimals).clamp(self.lowest * unit, self.highest * unit)
    }
}

/// A named risk band.
#[derive(Clone, Debug)]
pub struct Level {
    /// Name as published.
    pub id: String,
    /// In words.
    pub name: Text,
    /// Its values: points of a scale, or percents of a horizon; empty for levels of rules.
    pub at: Set,
    /// Where it stands.
    pub span: Span,
}

/// What a rule of a scheme looks at.
#[derive(Clone, Debug)]
pub enum Look {
    /// A field.
    Field(Test),
    /// The level of an earlier scheme: scheme index and level indices.
    Scheme(usize, Vec<usize>),
}

/// A published shift of a level.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Where it holds.
    pub when: Vec<Look>,
    /// The level then, by index.
    pub level: usize,
    /// Where it stands.
    pub span: Span,
}

/// Levels.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Name.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// What it gives levels to.
    pub base: Base,
    /// Who published it.
    pub owner: String,
    /// When.
    pub date: Option<String>,
    /// Feeds the column `level`.
    pub report: bool,
    /// Levels rise with the score.
    pub rising: bool,
    /// Published rounding, on a horizon.
    pub rounding: Option<Rounding>,
    /// Levels, lowest first; those of the base for a scheme on a scheme.
    pub levels: Vec<Level>,
    /// Shifts, on a scheme.
    pub shifts: Vec<Shift>,
    /// The scheme whose level stays where no shift holds.
    pub otherwise: Option<usize>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// A rule of an instrument without a scale.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name.
    pub id: String,
    /// Where it holds.
    pub when: Condition,
    /// The level it gives, by index in the scheme of the rules; `None` where no levels were published.
    pub level: Option<usize>,
    /// Probabilities by horizon, in the order of [`Form::horizons`].
    pub probabilities: Vec<Probability>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}
