// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cells of a field.

use crate::domain::{NOT_APPLICABLE, Set};

/// A partition of a field's answers into sets that no pattern tells apart; "not applicable" is a cell of its own, the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Inclusive intervals, lowest first, without gaps inside the domain.
    intervals: Vec<(i64, i64)>,
    /// Cell by ordinal less `base`, for domains that are small.
    direct: Vec<u16>,
    base: i64,
}

/// A field may not have more cells than this.
pub const MOST_CELLS: usize = 20_000;

/// Domains up to this size get a direct table.
const DIRECT: i64 = 2_048;

impl Cells {
    /// Cuts the answers at the ends of every set.
    #[must_use]
    pub fn cut<'a>(answers: &Set, sets: impl Iterator<Item = &'a Set>) -> Self {
        let mut starts: Vec<i64> = Vec::new();
        for &(low, high) in sets.flat_map(Set::intervals) {
            starts.push(low);
            starts.extend(high.checked_add(1));
        }
        starts.sort_unstable();
        starts.dedup();
        let mut intervals = Vec::new();
        for &(low, high) in answers.intervals() {
            let mut from = low;
            for &start in starts.iter().filter(|&&start| start > low && start <= high) {
                intervals.push((from, start - 1));
                from = start;
            }
            intervals.push((from, high));
        }
        Self::of(intervals)
    }

    /// One cell a value.
    #[must_use]
    pub fn each(answers: &Set) -> Self {
        Self::of(answers.intervals().iter().flat_map(|&(low, high)| (low..=high).map(|value| (value, value))).collect())
    }

    fn of(intervals: Vec<(i64, i64)>) -> Self {
        let values = intervals.iter().filter(|interval| interval.0 != NOT_APPLICABLE);
        let base = values.clone().map(|interval| interval.0).min().unwrap_or(0);
        let top = values.map(|interval| interval.1).max().unwrap_or(-1);
        let mut direct = Vec::new();
        if top.saturating_sub(base) < DIRECT {
            for value in base..=top {
                let cell = intervals.iter().position(|&(low, high)| low <= value && value <= high);
                direct.push(cell.and_then(|cell| u16::try_from(cell).ok()).unwrap_or(u16::MAX));
            }
        }
        Self { intervals, direct, base }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.intervals.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// The cell of a value; `None` outside the answers.
    #[must_use]
    pub fn of_value(&self, value: i64) -> Option<u16> {
        if !self.direct.is_empty() && value != NOT_APPLICABLE {
            let place = usize::try_from(value.checked_sub(self.base)?).ok()?;
            return self.direct.get(place).copied().filter(|&cell| cell != u16::MAX);
        }
        let after = self.intervals.partition_point(|&(low, _)| low <= value);
        let (_, high) = *self.intervals.get(after.checked_sub(1)?)?;
        if value <= high { u16::try_from(after - 1).ok() } else { None }
    }

    /// Least and greatest value of a cell.
    #[must_use]
    pub fn interval(&self, cell: u16) -> (i64, i64) {
        self.intervals[usize::from(cell)]
    }

    /// Least value of a cell.
    #[must_use]
    pub fn low(&self, cell: u16) -> i64 {
        self.interval(cell).0
    }

    /// All cells.
    pub fn all(&self) -> impl Iterator<Item = u16> + use<> {
        0..u16::try_from(self.intervals.len()).unwrap_or(u16::MAX)
    }

    /// For each cell whether it lies in a set; every set was one of those it was cut at.
    #[must_use]
    pub fn inside(&self, set: &Set) -> Vec<bool> {
        self.intervals.iter().map(|&(low, _)| set.contains(low)).collect()
    }

    /// The values of a cell as a set.
    #[must_use]
    pub fn set(&self, cell: u16) -> Set {
        let (low, high) = self.interval(cell);
        Set::range(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_every_end() {
        let answers = Set::range(0, 9).union(&Set::one(NOT_APPLICABLE));
        let cells = Cells::cut(&answers, [Set::range(1, 2), Set::range(2, 9)].iter());
        let found: Vec<_> = cells.all().map(|cell| cells.interval(cell)).collect();
        assert_eq!(found, [(NOT_APPLICABLE, NOT_APPLICABLE), (0, 0), (1, 1), (2, 2), (3, 9)]);
        assert_eq!(cells.of_value(7), Some(4));
        assert_eq!(cells.of_value(10), None);
        assert_eq!(cells.of_value(NOT_APPLICABLE), Some(0));
        let wide = Cells::cut(&Set::range(0, 1_000_000), [Set::range(10, 20)].iter());
        assert_eq!((wide.of_value(9), wide.of_value(15), wide.of_value(500_000)), (Some(0), Some(1), Some(2)));
        assert_eq!((wide.of_value(-1), wide.of_value(1_000_001)), (None, None));
    }
}
