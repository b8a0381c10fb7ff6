// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Relations between the values of fields, and an exact search for values that obey them.
//!
//! The search narrows intervals until nothing changes, then splits one and goes on: exact for whole-number ordinals, and quick
//! because the relations of instruments are sums of a few fields.

use crate::number::date::completed_years;

/// A relation between values; fields by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `least` ≤ sum of `plus` − sum of `minus` ≤ `most`.
    Sum {
        /// Added.
        plus: Vec<usize>,
        /// Subtracted.
        minus: Vec<usize>,
        /// Least.
        least: i64,
        /// Most.
        most: i64,
    },
    /// `result` = years completed from `from` to `to`.
    Years {
        /// The years.
        result: usize,
        /// First date.
        from: usize,
        /// Second date.
        to: usize,
    },
    /// `result` = the highest of the others.
    Highest {
        /// The highest.
        result: usize,
        /// The others.
        of: Vec<usize>,
    },
}

impl Relation {
    /// The fields it ties.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        match self {
            Self::Sum { plus, minus, .. } => plus.iter().chain(minus).copied().collect(),
            Self::Years { result, from, to } => vec![*result, *from, *to],
            Self::Highest { result, of } => std::iter::once(*result).chain(of.iter().copied()).collect(),
        }
    }

    /// The same relation between other fields.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(usize) -> usize) -> Self {
        let all = |fields: &[usize]| fields.iter().map(|&field| name(field)).collect();
        match self {
            Self::Sum { plus, minus, least, most } => Self::Sum { plus: all(plus), minus: all(minus), least: *least, most: *most },
            Self::Years { result, from, to } => Self::Years { result: name(*result), from: name(*from), to: name(*to) },
            Self::Highest { result, of } => Self::Highest { result: name(*result), of: all(of) },
        }
    }

    /// Whether values obey it.
    #[must_use]
    pub fn holds(&self, value: impl Fn(usize) -> i64) -> bool {
        match self {
            Self::Sum { plus, minus, least, most } => {
                let sum = plus.iter().map(|&field| value(field)).sum::<i64>() - minus.iter().map(|&field| value(field)).sum::<i64>();
                (*least..=*most).contains(&sum)
            }
            Self::Years { result, from, to } => value(*result) == completed_years(value(*from), value(*to)),
            Self::Highest { result, of } => of.iter().map(|&field| value(field)).max() == Some(value(*result)),
        }
    }

    /// Narrows the intervals to what this relation leaves; `None` when nothing is left, else whether anything changed.
    fn narrow(&self, ranges: &mut [(i64, i64)]) -> Option<bool> {
        match self {
            Self::Sum { plus, minus, least, most } => narrow_sum(plus, minus, *least, *most, ranges),
            Self::Years { result, from, to } => narrow_years(*result, *from, *to, ranges),
            Self::Highest { result, of } => narrow_highest(*result, of, ranges),
        }
    }
}

fn keep(range: &mut (i64, i64), low: i64, high: i64) -> Option<bool> {
    let narrowed = (range.0.max(low), range.1.min(high));
    if narrowed.0 > narrowed.1 {
        return None;
    }
    let changed = narrowed != *range;
    *range = narrowed;
    Some(changed)
}

fn narrow_sum(plus: &[usize], minus: &[usize], least: i64, most: i64, ranges: &mut [(i64, i64)]) -> Option<bool> {
    let sum = |side: &[usize], ranges: &[(i64, i64)]| {
        side.iter().fold((0_i64, 0_i64), |sum, &field| (sum.0 + ranges[field].0, sum.1 + ranges[field].1))
    };
    let mut changed = false;
    let (added, taken) = (sum(plus, ranges), sum(minus, ranges));
    let (low, high) = (added.0 - taken.1, added.1 - taken.0);
    if low > most || high < least {
        return None;
    }
    for &field in plus {
        let (own_low, own_high) = ranges[field];
        let (rest_low, rest_high) = (low - own_low, high - own_high);
        changed |= keep(&mut ranges[field], least.saturating_sub(rest_high), most.saturating_sub(rest_low))?;
    }
    for &field in minus {
        let (own_low, own_high) = ranges[field];
        let (rest_low, rest_high) = (low + own_high, high + own_low);
        changed |= keep(&mut ranges[field], rest_low.saturating_sub(most), rest_high.saturating_sub(least))?;
    }
    Some(changed)
}

fn narrow_years(result: usize, from: usize, to: usize, ranges: &mut [(i64, i64)]) -> Option<bool> {
    let (f, t) = (ranges[from], ranges[to]);
    let mut changed = keep(&mut ranges[result], completed_years(f.1, t.0), completed_years(f.0, t.1))?;
    let years = ranges[result];
    // Completed years fall with a later first date and rise with a later second one, so ends are found by halving.
    let earliest = first_where(f, |day| completed_years(day, t.0) <= years.1)?;
    let latest = last_where(f, |day| completed_years(day, t.1) >= years.0)?;
    changed |= keep(&mut ranges[from], earliest, latest)?;
    let f = ranges[from];
    let earliest = first_where(t, |day| completed_years(f.0, day) >= years.0)?;
    let latest = last_where(t, |day| completed_years(f.1, day) <= years.1)?;
    changed |= keep(&mut ranges[to], earliest, latest)?;
    Some(changed)
}

/// The first day for which a rising condition holds.
fn first_where(range: (i64, i64), holds: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut low, mut high) = (range.0, range.1 + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    (low <= range.1).then_some(low)
}

/// The last day for which a falling condition holds.
fn last_where(range: (i64, i64), holds: impl Fn(i64) -> bool) -> Option<i64> {
    let after = first_where(range, |day| !holds(day)).unwrap_or(range.1 + 1);
    (after > range.0).then(|| after - 1)
}

fn narrow_highest(result: usize, of: &[usize], ranges: &mut [(i64, i64)]) -> Option<bool> {
    let lowest = of.iter().map(|&field| ranges[field].0).max()?;
    let highest = of.iter().map(|&field| ranges[field].1).max()?;
    let mut changed = keep(&mut ranges[result], lowest, highest)?;
    let (least, most) = ranges[result];
    for &field in of {
        changed |= keep(&mut ranges[field], i64::MIN, most)?;
    }
    let mut able = of.iter().filter(|&&field| ranges[field].1 >= least);
    if let (Some(&only), None) = (able.next(), able.next()) {
        changed |= keep(&mut ranges[only], least, i64::MAX)?;
    }
    Some(changed)
}

/// Values inside the ranges that obey all relations, if there are any; those of untied fields are their least.
#[must_use]
pub fn solve(relations: &[Relation], mut ranges: Vec<(i64, i64)>) -> Option<Vec<i64>> {
    loop {
        let mut changed = false;
        for relation in relations {
            changed |= relation.narrow(&mut ranges)?;
        }
        if !changed {
            break;
        }
    }
    if let Some(values) = corner(relations, &ranges) {
        return Some(values);
    }
    let tied = relations.iter().flat_map(Relation::fields);
    let widest = tied.filter(|&field| ranges[field].0 < ranges[field].1).min_by_key(|&field| ranges[field].1 - ranges[field].0)?;
    let (low, high) = ranges[widest];
    let middle = low + (high - low) / 2;
    [(low, middle), (middle + 1, high)].into_iter().find_map(|half| {
        let mut ranges = ranges.clone();
        ranges[widest] = half;
        solve(relations, ranges)
    })
}

/// Tries the assignments that mostly obey: all least, all greatest, and what is added least with what is subtracted greatest.
fn corner(relations: &[Relation], ranges: &[(i64, i64)]) -> Option<Vec<i64>> {
    let mut subtracted = vec![false; ranges.len()];
    for relation in relations {
        if let Relation::Sum { minus, .. } = relation {
            for &field in minus {
                subtracted[field] = true;
            }
        }
    }
    let tries: [&dyn Fn(usize) -> i64; 3] =
        [&|field| if subtracted[field] { ranges[field].1 } else { ranges[field].0 }, &|field| ranges[field].0, &|field| ranges[field].1];
    tries
        .into_iter()
        .find(|value| relations.iter().all(|relation| relation.holds(value)))
        .map(|value| (0..ranges.len()).map(value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range() -> impl Strategy<Value = (i64, i64)> {
        (0_i64..6, 0_i64..4).prop_map(|(low, width)| (low, low + width))
    }

    proptest! {
        #[test]
        fn the_search_agrees_with_trying_everything(
            ranges in proptest::collection::vec(range(), 5),
            least in -4_i64..8, width in 0_i64..5, total in 0_i64..10, kind in 0..3,
        ) {
            let sum = Relation::Sum { plus: vec![0, 1], minus: vec![2], least, most: least + width };
            let other = match kind {
                0 => Relation::Sum { plus: vec![0, 3, 4], minus: vec![], least: total, most: total },
                1 => Relation::Highest { result: 0, of: vec![3, 4] },
                _ => Relation::Sum { plus: vec![3], minus: vec![0, 4], least: 0, most: 0 },
            };
            let relations = [sum, other];
            let mut any = false;
            for_each(&ranges, &mut Vec::new(), &mut |values| {
                any |= relations.iter().all(|relation| relation.holds(|field| values[field]));
            });
            let found = solve(&relations, ranges.clone());
            prop_assert_eq!(found.is_some(), any);
            if let Some(values) = found {
                prop_assert!(relations.iter().all(|relation| relation.holds(|field| values[field])));
                prop_assert!(values.iter().zip(&ranges).all(|(value, range)| range.0 <= *value && *value <= range.1));
            }
        }

        #[test]
        fn years_are_found_where_they_exist(
            from in 0_i64..4000, from_width in 0_i64..500, to in 0_i64..9000, to_width in 0_i64..500, years in 0_i64..20,
        ) {
            let relation = [Relation::Years { result: 0, from: 1, to: 2 }];
            let (f, t) = ((from, from + from_width), (to, to + to_width));
            let reachable = (completed_years(f.1, t.0)..=completed_years(f.0, t.1)).contains(&years);
            let found = solve(&relation, vec![(years, years), f, t]);
            prop_assert_eq!(found.is_some(), reachable);
        }
    }

    fn for_each(ranges: &[(i64, i64)], values: &mut Vec<i64>, visit: &mut impl FnMut(&[i64])) {
        let Some(&(low, high)) = ranges.get(values.len()) else { return visit(values) };
        for value in low..=high {
            values.push(value);
            for_each(ranges, values, visit);
            values.pop();
        }
    }
}
