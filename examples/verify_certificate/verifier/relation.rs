// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Comparisons and derivations, and an exact search for values that obey them: bounds are narrowed by every relation until nothing
//! changes, then the widest is split. A box in which some bound crosses another holds nothing; a box of single values is a witness.

use crate::verifier::date::completed_years;
use crate::verifier::fixed::Int;
use crate::verifier::text::{Text, say};

/// What is left for each field, both ends included.
pub type Bounds = Vec<(Int, Int)>;

/// Boxes that one search may look at. Published relations need a few dozen.
const BOXES: u32 = 1_000_000;
/// Rounds of narrowing before a box is split instead: two relations can creep towards each other.
const ROUNDS: u32 = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The sum of factor × value lies between these, where given.
    Linear { terms: Vec<(usize, Int)>, least: Option<Int>, most: Option<Int> },
    /// The value of one field is the highest of others.
    Max { of: Vec<usize>, is: usize },
    /// Completed years between two dates, each worth this many steps of the field.
    Years { from: usize, to: usize, is: usize, unit: Int },
}

impl Relation {
    /// A linear one, each field once.
    pub fn linear(terms: Vec<(usize, Int)>, least: Option<Int>, most: Option<Int>) -> Self {
        let mut joined: Vec<(usize, Int)> = Vec::new();
        for (field, factor) in terms {
            match joined.iter_mut().find(|(known, _)| *known == field) {
                Some(known) => known.1 += factor,
                None => joined.push((field, factor)),
            }
        }
        Self::Linear { terms: joined, least, most }
    }

    pub fn fields(&self) -> Vec<usize> {
        match self {
            Self::Linear { terms, .. } => terms.iter().map(|(field, _)| *field).collect(),
            Self::Max { of, is } => of.iter().chain([is]).copied().collect(),
            Self::Years { from, to, is, .. } => vec![*from, *to, *is],
        }
    }

    /// Whether these values obey it.
    pub fn holds(&self, value: impl Fn(usize) -> Int) -> bool {
        match self {
            Self::Linear { terms, least, most } => {
                let sum: Int = terms.iter().map(|(field, factor)| factor * value(*field)).sum();
                least.is_none_or(|least| sum >= least) && most.is_none_or(|most| sum <= most)
            }
            Self::Max { of, is } => of.iter().map(|field| value(*field)).max() == Some(value(*is)),
            Self::Years { from, to, is, unit } => value(*is) == unit * completed_years(value(*from), value(*to)),
        }
    }

    /// Takes away values at the ends that cannot be part of a solution; false when nothing is left.
    fn narrow(&self, bounds: &mut Bounds) -> bool {
        match self {
            Self::Linear { terms, least, most } => {
                let end = |(field, factor): &(usize, Int), bounds: &Bounds, high: bool| {
                    let (from, to) = bounds[*field];
                    factor * if (*factor > 0) == high { to } else { from }
                };
                for term in terms {
                    let (field, factor) = *term;
                    if factor == 0 {
                        continue;
                    }
                    let others = |high| terms.iter().filter(|other| other.0 != field).map(|other| end(other, bounds, high)).sum::<Int>();
                    // factor × value must be at least `low` and at most `high`.
                    let low = least.map(|least| least - others(true));
                    let high = most.map(|most| most - others(false));
                    let (low, high) = if factor > 0 { (low, high) } else { (high.map(|end| -end), low.map(|end| -end)) };
                    let size = factor.abs();
                    let (from, to) = bounds[field];
                    let from = low.map_or(from, |low| from.max(-(-low).div_euclid(size)));
                    let to = high.map_or(to, |high| to.min(high.div_euclid(size)));
                    if from > to {
                        return false;
                    }
                    bounds[field] = (from, to);
                }
                true
            }
            Self::Max { of, is } => {
                let (from, to) = bounds[*is];
                let highest = |ends: fn(&(Int, Int)) -> Int, bounds: &Bounds| of.iter().map(|field| ends(&bounds[*field])).max();
                let from = highest(|ends| ends.0, bounds).map_or(from, |least| from.max(least));
                let to = highest(|ends| ends.1, bounds).map_or(to, |most| to.min(most));
                bounds[*is] = (from, to);
                for field in of {
                    bounds[*field].1 = bounds[*field].1.min(to);
                }
                let mut able = of.iter().filter(|field| bounds[**field].1 >= from);
                if let (Some(only), None) = (able.next(), able.next()) {
                    bounds[*only].0 = bounds[*only].0.max(from);
                }
                self.fields().iter().all(|field| bounds[*field].0 <= bounds[*field].1)
            }
            Self::Years { from, to, is, unit } => narrow_years([*from, *to, *is], *unit, bounds),
        }
    }
}

/// Years rise with the later day and fall with the earlier one, so each end is found by halving.
fn narrow_years([from, to, is]: [usize; 3], unit: Int, bounds: &mut Bounds) -> bool {
    let ((early, late), (first, last), (least, most)) = (bounds[from], bounds[to], bounds[is]);
    let (shortest, longest) = (completed_years(late, first), completed_years(early, last));
    let (least, most) = (shortest.max(-(-least).div_euclid(unit)), longest.min(most.div_euclid(unit)));
    if least > most {
        return false;
    }
    bounds[is] = (least * unit, most * unit);
    let to_first = first_true(first, last, |day| completed_years(early, day) >= least);
    let to_last = first_true(first, last, |day| completed_years(late, day) > most) - 1;
    let from_first = first_true(early, late, |day| completed_years(day, first) <= most);
    let from_last = first_true(early, late, |day| completed_years(day, last) < least) - 1;
    bounds[to] = (to_first, to_last);
    bounds[from] = (from_first, from_last);
    to_first <= to_last && from_first <= from_last
}

/// The first value from here through there for which it is true, or the one behind the last; once true it stays so.
pub fn first_true(from: Int, to: Int, is: impl Fn(Int) -> bool) -> Int {
    let (mut low, mut high) = (from, to + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if is(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Narrows by all relations until nothing changes; false when nothing is left.
pub fn narrow(bounds: &mut Bounds, relations: &[Relation]) -> bool {
    for _ in 0..ROUNDS {
        let before = bounds.clone();
        if !relations.iter().all(|relation| relation.narrow(bounds)) {
            return false;
        }
        if before == *bounds {
            break;
        }
    }
    true
}

/// Values inside the bounds that obey all relations, or none when there are none.
pub fn solve(bounds: &Bounds, relations: &[Relation]) -> Result<Option<Vec<Int>>, Text> {
    let mut tied: Vec<usize> = relations.iter().flat_map(Relation::fields).collect();
    tied.sort_unstable();
    tied.dedup();
    let obeyed = |values: &[Int]| relations.iter().all(|relation| relation.holds(|field| values[field]));
    let mut left = vec![bounds.clone()];
    let mut looked_at = 0;
    while let Some(mut bounds) = left.pop() {
        looked_at += 1;
        if looked_at > BOXES {
            return Err(say!(
                "vergelijkingen en afleidingen: te veel om exact te doorzoeken",
                "comparisons and derivations: too much to search exactly"
            ));
        }
        if !narrow(&mut bounds, relations) {
            continue;
        }
        for high in [false, true] {
            let corner: Vec<Int> = bounds.iter().map(|(from, to)| if high { *to } else { *from }).collect();
            if obeyed(&corner) {
                return Ok(Some(corner));
            }
        }
        let widest = tied.iter().copied().max_by_key(|field| bounds[*field].1 - bounds[*field].0);
        if let Some(field) = widest
            && bounds[field].0 < bounds[field].1
        {
            let (from, to) = bounds[field];
            let middle = from + (to - from) / 2;
            let mut upper = bounds.clone();
            upper[field].0 = middle + 1;
            bounds[field].1 = middle;
            left.push(upper);
            left.push(bounds);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bounds, Relation, solve};
    use crate::verifier::date;
    use crate::verifier::fixed::Int;

    const FIELDS: usize = 4;

    fn linear() -> impl Strategy<Value = Relation> {
        let terms = proptest::collection::vec((0..FIELDS, -3_i128..=3), 1..=4);
        let limit = || proptest::option::of(-8_i128..=8);
        (terms, limit(), limit()).prop_map(|(terms, least, most)| Relation::linear(terms, least, most))
    }

    fn relation() -> impl Strategy<Value = Relation> {
        let max = (proptest::collection::vec(0..FIELDS, 1..=3), 0..FIELDS).prop_map(|(of, is)| Relation::Max { of, is });
        prop_oneof![3 => linear(), 1 => max]
    }

    fn bounds() -> impl Strategy<Value = Bounds> {
        proptest::collection::vec((-3_i128..=3, 0_i128..=4), FIELDS)
            .prop_map(|ends| ends.iter().map(|(from, more)| (*from, from + more)).collect())
    }

    /// Every combination of values.
    fn all(bounds: &Bounds) -> Vec<Vec<Int>> {
        bounds.iter().fold(vec![vec![]], |known, (from, to)| {
            known.iter().flat_map(|values| (*from..=*to).map(|value| [&values[..], &[value]].concat())).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn the_search_finds_what_trying_everything_finds(bounds in bounds(), relations in proptest::collection::vec(relation(), 1..=4)) {
            let obeys = |values: &[Int]| relations.iter().all(|relation| relation.holds(|field| values[field]));
            let exists = all(&bounds).iter().any(|values| obeys(values));
            let found = solve(&bounds, &relations).unwrap();
            prop_assert_eq!(found.is_some(), exists);
            if let Some(values) = found {
                prop_assert!(obeys(&values));
                prop_assert!(values.iter().zip(&bounds).all(|(value, (from, to))| from <= value && value <= to));
            }
        }

        #[test]
        fn years_between_dates_too(
            from in 0_i128..3000, from_more in 0_i128..60, to in 0_i128..3000, to_more in 0_i128..60, least in -2_i128..9, more in 0_i128..2,
            unit in prop_oneof![Just(1_i128), Just(10)],
        ) {
            let start = date::parse("1995-12-01").unwrap();
            let bounds = vec![(start + from, start + from + from_more), (start + to, start + to + to_more), (least * unit - 1, (least + more) * unit)];
            let years = Relation::Years { from: 0, to: 1, is: 2, unit };
            let exists = all(&bounds[..2].to_vec()).iter().any(|days| {
                let years = unit * date::completed_years(days[0], days[1]);
                bounds[2].0 <= years && years <= bounds[2].1
            });
            let found = solve(&bounds, std::slice::from_ref(&years)).unwrap();
            prop_assert_eq!(found.is_some(), exists);
            prop_assert!(found.is_none_or(|values| years.holds(|field| values[field])));
        }
    }

    #[test]
    fn published_sizes_are_quick() {
        let counts = vec![(0, 999), (0, 999), (0, 999), (0, 999), (1, 999)];
        let sum = |least, most| Relation::linear(vec![(0, 1), (1, 1), (2, 1), (3, 1), (4, -1)], least, most);
        let within = solve(&counts, &[sum(Some(0), Some(0)), Relation::linear(vec![(0, 1), (1, -1)], Some(7), None)]).unwrap().unwrap();
        assert_eq!(within[..4].iter().sum::<Int>(), within[4]);
        assert!(solve(&vec![(300, 999), (300, 999), (300, 999), (300, 999), (1, 999)], &[sum(None, Some(0))]).unwrap().is_none());
    }
}
