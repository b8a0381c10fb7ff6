// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What comes out for one record.

use crate::form::Form;
use crate::number::{Points, Probability};

/// The five outcomes; of a record, the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A cell cannot be read.
    Rejected,
    /// In every completion some population gate fails.
    NotApplicable,
    /// No completion inside the population obeys all constraints.
    Inconsistent,
    /// More than one result is left, or an unknown answer can still make a gate fail.
    Open,
    /// Everything that is reported has one value.
    Scored,
}

impl Outcome {
    /// The code in result files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::NotApplicable => "not_applicable",
            Self::Inconsistent => "inconsistent",
            Self::Open => "open",
            Self::Scored => "scored",
        }
    }
}

/// Why; fields, gates and constraints by their index in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A gate that fails.
    Gate(usize),
    /// An unknown field that can still make a gate fail.
    GateOpen(usize),
    /// A field whose answer leaves a scale without a total.
    Withheld(usize),
    /// An unknown field whose answer can still leave a scale without a total.
    WithheldOpen(usize),
    /// A constraint that is broken.
    Constraint(usize),
    /// A field whose given value and derived value differ.
    Disagrees(usize),
    /// The field of a conditional item that is answered where the item does not apply, or the reverse.
    Conditional(usize),
    /// A published rule: this unknown field counts as this value.
    Assumed(usize, i64),
    /// "Not applicable" was answered where the field does not declare it; it counts as unknown.
    NotDeclared(usize),
    /// A cell that cannot be read.
    Unreadable(usize),
}

/// The values of one scale that are left, after its own conversion; completions whose total is withheld give none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScaleReach {
    /// The scale, by index in the form.
    pub scale: usize,
    /// Least value.
    pub least: Points,
    /// Greatest value.
    pub greatest: Points,
}

/// The probabilities at one horizon that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProbabilityReach {
    /// Least.
    pub least: Probability,
    /// Greatest.
    pub greatest: Probability,
}

/// All that is left over the allowed completions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Reach {
    /// Reported scales that have a total in some completion, in file order.
    pub scales: Vec<ScaleReach>,
    /// Reported scales (by index in the form) whose total is withheld in some completion: in each where [`Reach::scales`] lacks them.
    pub withheld: Vec<usize>,
    /// Levels by scheme of the form: indices of the levels that are left, lowest first.
    pub levels: Vec<Vec<usize>>,
    /// The combinations of levels (one a scheme of the form) that occur together, sorted: what a protocol reads.
    pub combinations: Vec<Vec<usize>>,
    /// Horizons, in the order of [`crate::form::Form::horizons`].
    pub probabilities: Vec<ProbabilityReach>,
}

/// The result of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Evaluation {
    /// Which of the five.
    pub outcome: Outcome,
    /// What is left; empty unless the outcome is open or scored.
    pub reach: Reach,
    /// Unknown fields that can change a reported level, by index in the form, in form order.
    pub decisive: Vec<usize>,
    /// Why, in a fixed order.
    pub reasons: Vec<Reason>,
    /// Whether the edition is on trial: it is there to be studied, and whoever shows the result of a person says so.
    pub on_trial: bool,
}

impl Reach {
    /// What is left of a scale's totals; `None` where no completion has one.
    #[must_use]
    pub fn scale(&self, scale: usize) -> Option<&ScaleReach> {
        self.scales.iter().find(|reach| reach.scale == scale)
    }

    /// Whether a scale has neither one total nor none for certain: some completions have one, others withhold it.
    #[must_use]
    pub fn may_be_withheld(&self, scale: usize) -> bool {
        self.withheld.contains(&scale) && self.scale(scale).is_some()
    }

    /// The total of a scale, when one is left.
    #[must_use]
    pub fn total(&self, scale: usize) -> Option<Points> {
        let one = self.scale(scale).filter(|reach| reach.least == reach.greatest)?;
        (!self.withheld.contains(&scale)).then_some(one.least)
    }
}

impl Evaluation {
    /// A result without values.
    #[must_use]
    pub fn without_values(outcome: Outcome, reasons: Vec<Reason>) -> Self {
        Self { outcome, reach: Reach::default(), decisive: Vec::new(), reasons, on_trial: false }
    }

    /// The fields whose answers withhold a scale's total, or may.
    pub fn withholding<'f>(&'f self, form: &'f Form, scale: usize) -> impl Iterator<Item = usize> + 'f {
        let fields = self.reasons.iter().filter_map(|reason| match *reason {
            Reason::Withheld(field) | Reason::WithheldOpen(field) => Some(field),
            _ => None,
        });
        fields.filter(move |&field| form.withholds(field, scale))
    }

    /// The single level of a scheme, when one is left.
    #[must_use]
    pub fn level(&self, scheme: usize) -> Option<usize> {
        match self.reach.levels.get(scheme).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }
}
