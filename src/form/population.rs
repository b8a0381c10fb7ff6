// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Who is scored, and what cannot be together.

use super::{Condition, Provenance};
use crate::diagnostic::Span;
use crate::lang::Text;

/// A population gate.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Name.
    pub id: String,
    /// What must hold.
    pub require: Condition,
    /// The reason where it does not.
    pub reason: Text,
    /// The tool to use instead.
    pub instead: Option<Text>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// What cannot be together.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Name.
    pub id: String,
    /// The rule.
    pub rule: ConstraintRule,
    /// What is told where it is broken.
    pub says: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a constraint.
#[derive(Clone, Debug)]
pub enum ConstraintRule {
    /// Where the first condition holds, the second must.
    Implies(Condition, Condition),
    /// The sum of fields (by index) is at least and at most a number.
    Bounds {
        /// Fields that are added.
        plus: Vec<usize>,
        /// Fields that are subtracted: the right side of the comparison.
        minus: Vec<usize>,
        /// Least sum, in ordinals.
        least: Option<i64>,
        /// Greatest sum, in ordinals.
        most: Option<i64>,
    },
}
