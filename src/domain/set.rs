// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Sets of ordinals as sorted, disjoint, inclusive intervals.

/// A set of values of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Set(Vec<(i64, i64)>);

impl Set {
    /// No values.
    #[must_use]
    pub fn empty() -> Self {
        Self(Vec::new())
    }

    /// All from `low` through `high`; empty when they cross.
    #[must_use]
    pub fn range(low: i64, high: i64) -> Self {
        Self(if low <= high { vec![(low, high)] } else { Vec::new() })
    }

    /// One value.
    #[must_use]
    pub fn one(value: i64) -> Self {
        Self(vec![(value, value)])
    }

    /// The intervals, lowest first.
    #[must_use]
    pub fn intervals(&self) -> &[(i64, i64)] {
        &self.0
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a value is in the set.
    #[must_use]
    pub fn contains(&self, value: i64) -> bool {
        self.0.iter().any(|&(low, high)| low <= value && value <= high)
    }

    /// The least value.
    #[must_use]
    pub fn first(&self) -> Option<i64> {
        self.0.first().map(|&(low, _)| low)
    }

    /// The greatest value.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.0.last().map(|&(_, high)| high)
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut all: Vec<(i64, i64)> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (low, high) in all {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        Self(merged)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        for &(a_low, a_high) in &self.0 {
            for &(b_low, b_high) in &other.0 {
                let (low, high) = (a_low.max(b_low), a_high.min(b_high));
                if low <= high {
                    both.push((low, high));
                }
            }
        }
        Self(both)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut rest = Vec::new();
        for &(low, high) in &self.0 {
            let mut from = Some(low);
            for &(cut_low, cut_high) in &other.0 {
                let Some(start) = from else { break };
                if cut_high < start || cut_low > high {
                    continue;
                }
                if cut_low > start {
                    rest.push((start, cut_low - 1));
                }
                from = cut_high.checked_add(1).filter(|&next| next <= high);
            }
            if let Some(start) = from {
                rest.push((start, high));
            }
        }
        Self(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sets() -> impl Strategy<Value = Set> {
        proptest::collection::vec((-20_i64..20, 0_i64..6), 0..5)
            .prop_map(|parts| parts.into_iter().fold(Set::empty(), |set, (low, width)| set.union(&Set::range(low, low + width))))
    }

    proptest! {
        #[test]
        fn operations_agree_with_membership(a in sets(), b in sets()) {
            let (union, both, rest) = (a.union(&b), a.intersection(&b), a.without(&b));
            for value in -30..40 {
                let (in_a, in_b) = (a.contains(value), b.contains(value));
                prop_assert_eq!(union.contains(value), in_a || in_b);
                prop_assert_eq!(both.contains(value), in_a && in_b);
                prop_assert_eq!(rest.contains(value), in_a && !in_b);
            }
            for set in [&union, &both, &rest] {
                prop_assert!(set.intervals().windows(2).all(|pair| pair[0].1 < pair[1].0));
            }
        }
    }
}
