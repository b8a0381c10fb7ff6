// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The parts of a list: the tiers of the protocol, highest first; behind each the open cases that can still come into it.

use std::cmp::Reverse;

use crate::protocol::Protocol;

/// A part of the list. They are ordered as they stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    tier: Reverse<usize>,
    /// Settled before possible.
    possible: bool,
}

impl Part {
    /// The part of cases to which the protocol gives a tier.
    #[must_use]
    pub fn settled(tier: usize) -> Self {
        Self { tier: Reverse(tier), possible: false }
    }

    /// The part of cases of which several tiers are left, this one the highest.
    #[must_use]
    pub fn possible(tier: usize) -> Self {
        Self { tier: Reverse(tier), possible: true }
    }

    /// Where a case stands: by the tier that the protocol gives, else by the highest that is left.
    #[must_use]
    pub fn of(tier: Option<usize>, tiers: &[usize]) -> Option<Self> {
        tier.map(Self::settled).or_else(|| tiers.iter().max().map(|&tier| Self::possible(tier)))
    }

    /// The tier, by its place in the protocol.
    #[must_use]
    pub fn tier(self) -> usize {
        self.tier.0
    }

    /// Whether the protocol gives this tier, rather than that it can still come to it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        !self.possible
    }

    /// The code in files: the tier, with a `?` where it is only possible.
    #[must_use]
    pub fn code(self, protocol: &Protocol) -> String {
        let tier = protocol.tiers().get(self.tier()).map_or("", |tier| tier.id.as_str());
        format!("{tier}{}", if self.possible { "?" } else { "" })
    }

    /// All parts, in order.
    #[must_use]
    pub fn all(protocol: &Protocol) -> Vec<Self> {
        (0..protocol.tiers().len()).rev().flat_map(|tier| [Self::settled(tier), Self::possible(tier)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_in_a_tier_stands_behind_it_and_before_the_next() {
        let parts = [Part::settled(2), Part::possible(2), Part::settled(1), Part::possible(1), Part::settled(0)];
        assert!(parts.is_sorted());
        assert_eq!(Part::of(None, &[0, 2]), Some(parts[1]));
        assert_eq!(Part::of(Some(2), &[0, 2]), Some(parts[0]), "the protocol gives the highest");
        assert_eq!(Part::of(None, &[]), None);
    }
}
