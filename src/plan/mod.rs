// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The compiled form of an instrument: dense tables over cells, no text and no places.
//!
//! A *cell* is a set of values of one field that no pattern of the instrument tells apart. Where only patterns count, one value of
//! a cell stands for all; where fields are compared with each other ([`Relation`]), values themselves are looked at.

pub mod cells;
mod compile;
pub mod relation;
pub mod table;

pub use cells::Cells;
pub(crate) use compile::{TooLarge, patterns};
pub use relation::Relation;
pub use table::Table;

use crate::number::{Points, Probability};

/// A field of the plan. Those of the form come first, under their index; after them hidden ones.
#[derive(Clone, Debug)]
pub struct PlanField {
    /// Its cells.
    pub cells: Cells,
    /// Published rule: what unknown counts as.
    pub unknown: Option<i64>,
    /// Whether it is computed from others; then no unknown of its own is asked for.
    pub derived: bool,
    /// The field of the form by which it is named: itself, or for a hidden field one that it is computed from.
    pub named: usize,
}

/// Something that looks at several fields at once and so ties their unknown answers together.
#[derive(Clone, Debug)]
pub struct Factor {
    /// What it is.
    pub role: Role,
    /// The fields, by index.
    pub fields: Vec<usize>,
}

/// What a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A population gate, by index.
    Gate(usize),
    /// A table of a constraint, by index in [`Plan::bans`].
    Ban(usize),
    /// A relation, by index.
    Relation(usize),
    /// A term, by index.
    Term(usize),
}

/// A constraint as a table: true where it is obeyed.
#[derive(Clone, Debug)]
pub struct Ban {
    /// The constraint of the form, by index; `None` for a conditional item's own rule.
    pub constraint: Option<usize>,
    /// The table.
    pub obeyed: Table<bool>,
}

/// A relation and whose it is.
#[derive(Clone, Debug)]
pub struct Bond {
    /// Whose it is.
    pub owner: Owner,
    /// The relation.
    pub relation: Relation,
}

/// Whose a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A constraint of the form, by index.
    Constraint(usize),
    /// The derivation of a field, by index.
    Derivation(usize),
}

/// What an item adds to a state.
#[derive(Clone, Debug)]
pub struct Term {
    /// The item, by index in the form.
    pub item: usize,
    /// The numbers of a state to which it adds: those of the scales that add the item, or their counts of withheld answers.
    pub places: Vec<usize>,
    /// What it adds.
    pub points: TermPoints,
}

/// How much a term adds.
#[derive(Clone, Debug)]
pub enum TermPoints {
    /// Points, by the cells of fields.
    Table(Table<Points>),
    /// One where the answer is withheld, by the cells of its field.
    Withheld(Table<bool>),
    /// A weight for the Copas rate of a count and a (hidden) number of years.
    Copas {
        /// Weight.
        weight: Points,
        /// Number of previous sanctions.
        previous: usize,
        /// Years from first sanction to conviction.
        years: usize,
    },
}

impl TermPoints {
    /// What is added at cells, where each cell stands for its values (for a Copas term each cell is one value).
    #[must_use]
    pub fn at(&self, cells: &[u16], fields: &[PlanField]) -> i64 {
        match self {
            Self::Table(table) => table.at(cells).0,
            Self::Withheld(table) => i64::from(table.at(cells)),
            Self::Copas { weight, previous, years } => {
                let value = |field: usize| fields[field].cells.low(cells[field]);
                crate::number::logistic::copas_points(*weight, value(*previous), value(*years)).0
            }
        }
    }

    /// The fields that it looks at, by index.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        match self {
            Self::Table(table) => table.fields(),
            Self::Withheld(table) => table.fields(),
            Self::Copas { previous, years, .. } => vec![*previous, *years],
        }
    }

    /// Whether it counts withheld answers.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self, Self::Withheld(_))
    }
}

/// A scale in the plan.
#[derive(Clone, Debug)]
pub struct PlanScale {
    /// Scales whose values it adds.
    pub inner: Vec<usize>,
    /// Where a state counts its own withheld answers; `None` where there can be none.
    pub withheld: Option<usize>,
    /// Conversion: raw sums (inclusive) to a value, sorted.
    pub convert: Option<Vec<(i64, i64, Points)>>,
}

/// Levels by sorted, inclusive intervals of a scale's value, or by rules.
#[derive(Clone, Debug)]
pub enum PlanScheme {
    /// Intervals of a scale's value: low, high, level.
    Cuts {
        /// The scale.
        scale: usize,
        /// Intervals.
        cuts: Vec<(i64, i64, usize)>,
    },
    /// Shifts of another scheme's level, or a combination of it with others.
    Shifts {
        /// Conditions on kept fields' cells and on levels, with the level then.
        shifts: Vec<(Vec<PlanLook>, usize)>,
        /// The scheme whose level stays where none holds; a combination has none, for one holds everywhere.
        otherwise: Option<usize>,
    },
    /// The level of the rule that matches.
    Rules,
}

/// What a shift looks at: true by cell or by level.
#[derive(Clone, Debug)]
pub enum PlanLook {
    /// A kept field (its place among the kept) and which cells hold.
    Field(usize, Vec<bool>),
    /// A scheme and which levels hold.
    Scheme(usize, Vec<bool>),
}

/// A rule of an instrument without a scale.
#[derive(Clone, Debug)]
pub struct PlanRule {
    /// Kept fields (their place among the kept) and which cells hold.
    pub when: Vec<(usize, Vec<bool>)>,
    /// The level, where there are levels.
    pub level: Option<usize>,
    /// Probabilities by horizon.
    pub probabilities: Vec<Probability>,
}

/// A compiled instrument.
///
/// What it makes of a record is a *state*, some numbers: a direct sum for each scale, a cell for each kept field, and a count of
/// withheld answers for each scale that has any. States of independent answers add up.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Fields; those of the form first.
    pub fields: Vec<PlanField>,
    /// How many of them are the form's.
    pub asked: usize,
    /// Gates: true where they let in.
    pub gates: Vec<Table<bool>>,
    /// Constraints as tables.
    pub bans: Vec<Ban>,
    /// Comparisons and derivations.
    pub bonds: Vec<Bond>,
    /// Summands.
    pub terms: Vec<Term>,
    /// All of these with the fields they look at.
    pub factors: Vec<Factor>,
    /// Scales, by index in the form.
    pub scales: Vec<PlanScale>,
    /// Scales in the order in which they can be summed.
    pub order: Vec<usize>,
    /// Schemes, by index in the form; each after those it looks at.
    pub schemes: Vec<PlanScheme>,
    /// Rules.
    pub rules: Vec<PlanRule>,
    /// Fields whose cells schemes and rules look at.
    pub kept: Vec<usize>,
}

impl Plan {
    /// How many numbers a state has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.scales.len() + self.kept.len() + self.counts().count()
    }

    /// Where a state counts withheld answers.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        self.scales.iter().filter_map(|scale| scale.withheld)
    }
}
