// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Links: from a score to a probability at a horizon.

use super::Provenance;
use crate::diagnostic::Span;
use crate::domain::Set;
use crate::lang::Text;
use crate::number::cox::Baseline;
use crate::number::fixed::ONE;
use crate::number::logistic::logistic;
use crate::number::{Points, Probability};

/// The curve from scores to probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// 1 / (1 + e^−z), where z = intercept + slope · score.
    Logistic {
        /// z at score 0.
        intercept: Points,
    },
    /// 1 − S₀^(e^z), where z = slope · (score − centre): proportional hazards (Cox, 1972).
    Cox {
        /// S₀, the survival at the horizon of who has the score `centre`.
        baseline: Baseline,
        /// The score that the baseline is of.
        centre: Points,
    },
}

/// A number of a link, under its key in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkNumber {
    /// The key.
    pub key: &'static str,
    /// The number.
    pub value: Points,
    /// What it is where the file does not say; `None` where the file must.
    pub unsaid: Option<Points>,
}

/// A probability at a horizon.
#[derive(Clone, Debug)]
pub struct Link {
    /// The horizon's name.
    pub horizon: String,
    /// The curve.
    pub curve: Curve,
    /// What a point adds to z; [`Link::rises`] in every rule set that was proven.
    pub slope: Points,
    /// Exceptions: scores with a stated probability.
    pub at: Vec<(Set, Probability)>,
    /// Of what.
    pub outcome: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

impl Link {
    /// The probability at a score.
    #[must_use]
    pub fn probability(&self, score: Points) -> Probability {
        let excepted = self.at.iter().find(|(set, _)| set.contains(score.0));
        excepted.map_or_else(|| self.on_curve(score), |(_, fixed)| *fixed)
    }

    /// The probability at a score by the curve, whatever the exceptions.
    #[must_use]
    pub fn on_curve(&self, score: Points) -> Probability {
        match self.curve {
            Curve::Logistic { .. } => logistic(self.z(score)),
            Curve::Cox { baseline, .. } => baseline.chance(self.z(score)),
        }
    }

    /// Whether the curve rises with the score.
    #[must_use]
    pub fn rises(&self) -> bool {
        self.slope.0 > 0
    }

    /// Its numbers, but for exceptions.
    #[must_use]
    pub fn numbers(&self) -> Vec<LinkNumber> {
        let number = |key, value, unsaid| LinkNumber { key, value, unsaid };
        let mut numbers = match self.curve {
            Curve::Logistic { intercept } => vec![number("intercept", intercept, None)],
            Curve::Cox { baseline, centre } => {
                vec![number("baseline_survival", baseline.survival(), None), number("centre", centre, Some(Points::ZERO))]
            }
        };
        numbers.push(number("slope", self.slope, Some(Points(ONE))));
        numbers
    }

    /// What is added up in z at a score: the size of the largest term.
    #[must_use]
    pub fn largest_term(&self, score: Points) -> f64 {
        match self.curve {
            Curve::Logistic { intercept } => intercept.to_f64().abs().max((self.slope.to_f64() * score.to_f64()).abs()),
            // Score and centre are subtracted exactly.
            Curve::Cox { .. } => self.z(score).abs(),
        }
    }

    /// How far z moves by a relative error in the probability p, for each unit of it: p / (dp/dz).
    #[must_use]
    pub fn stretch(&self, score: Points) -> f64 {
        match self.curve {
            // 1 / (1 − p)
            Curve::Logistic { .. } => 1.0 / (1.0 - self.on_curve(score).to_f64()).max(f64::EPSILON),
            // (e^h − 1) / h, where h is the cumulative hazard; 1 as h goes to 0.
            Curve::Cox { baseline, .. } => {
                let hazard = baseline.hazard(self.z(score)).max(f64::MIN_POSITIVE);
                libm::expm1(hazard) / hazard
            }
        }
    }

    fn z(&self, score: Points) -> f64 {
        match self.curve {
            Curve::Logistic { intercept } => intercept.to_f64() + self.slope.to_f64() * score.to_f64(),
            Curve::Cox { centre, .. } => self.slope.to_f64() * (score - centre).to_f64(),
        }
    }
}
