// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One plain scale: what sums of contributions lie in an interval, without listing all sums.

use std::collections::BTreeSet;

use super::Frame;
use super::component::Component;
use super::outcome::{ProbabilityReach, Reach, ScaleReach};
use super::settle::level_at;
use crate::number::Points;
use crate::plan::PlanScheme;

/// All sums of one number from each list. All lists but the longest are added up; the longest is searched.
#[derive(Clone, Debug)]
pub struct Sums {
    base: i64,
    /// The numbers of each component, sorted, with the contribution each comes from.
    lists: Vec<Vec<(i64, usize)>>,
    /// Which list is the longest.
    place: usize,
    added: Vec<i64>,
    longest: Vec<i64>,
}

impl Sums {
    /// Sums of a base and one contribution of each component.
    #[must_use]
    pub fn new<'c>(base: i64, components: impl Iterator<Item = &'c Component>) -> Self {
        let lists: Vec<Vec<(i64, usize)>> = components
            .map(|component| {
                let mut list: Vec<_> = component.contributions.iter().enumerate().map(|(index, added)| (added[0], index)).collect();
                list.sort_unstable();
                list.dedup_by_key(|(number, _)| *number);
                list
            })
            .collect();
        let place = (0..lists.len()).max_by_key(|&list| lists[list].len()).unwrap_or(0);
        let numbers = |list: &[(i64, usize)]| list.iter().map(|&(number, _)| number).collect::<Vec<i64>>();
        let longest = lists.get(place).map_or_else(|| vec![0], |list| numbers(list));
        let others = lists.iter().enumerate().filter(|(index, _)| *index != place);
        let added = others
            .fold(vec![base], |sums, (_, list)| sorted(sums.iter().flat_map(|sum| list.iter().map(move |(next, _)| sum + next)).collect()));
        Self { base, lists, place, added, longest }
    }

    /// The contribution of each component that makes up a sum.
    #[must_use]
    pub fn parts(&self, sum: i64) -> Option<Vec<usize>> {
        let mut parts = vec![0; self.lists.len()];
        self.find(0, sum - self.base, &mut parts).then_some(parts)
    }

    fn find(&self, list: usize, rest: i64, parts: &mut [usize]) -> bool {
        if list == self.place {
            return self.find_past(list, rest, parts);
        }
        let Some(numbers) = self.lists.get(list) else { return self.in_longest(rest, parts) };
        numbers.iter().any(|&(number, contribution)| {
            parts[list] = contribution;
            self.find_past(list, rest - number, parts)
        })
    }

    fn find_past(&self, list: usize, rest: i64, parts: &mut [usize]) -> bool {
        if list + 1 < self.lists.len() { self.find(list + 1, rest, parts) } else { self.in_longest(rest, parts) }
    }

    fn in_longest(&self, rest: i64, parts: &mut [usize]) -> bool {
        let Some(list) = self.lists.get(self.place) else { return rest == 0 };
        let found = list.binary_search_by_key(&rest, |&(number, _)| number).ok();
        if let Some(found) = found {
            parts[self.place] = list[found].1;
        }
        found.is_some()
    }

    /// The least sum.
    #[must_use]
    pub fn least(&self) -> i64 {
        self.added.first().unwrap_or(&0) + self.longest.first().unwrap_or(&0)
    }

    /// The greatest sum.
    #[must_use]
    pub fn greatest(&self) -> i64 {
        self.added.last().unwrap_or(&0) + self.longest.last().unwrap_or(&0)
    }

    /// The least sum from `low` through `high`, if there is any.
    #[must_use]
    pub fn first_in(&self, low: i64, high: i64) -> Option<i64> {
        let mut first: Option<i64> = None;
        for &sum in &self.added {
            let place = self.longest.partition_point(|&next| next < low.saturating_sub(sum));
            if let Some(&next) = self.longest.get(place)
                && sum + next <= high
            {
                first = Some(first.map_or(sum + next, |found| found.min(sum + next)));
            }
        }
        first
    }

    /// Whether any sum lies from `low` through `high`.
    #[must_use]
    pub fn any_in(&self, low: i64, high: i64) -> bool {
        low <= high
            && self.added.iter().any(|&sum| {
                let place = self.longest.partition_point(|&next| next < low.saturating_sub(sum));
                self.longest.get(place).is_some_and(|&next| sum + next <= high)
            })
    }

    /// The greatest sum from `low` through `high`, if there is any.
    #[must_use]
    pub fn last_in(&self, low: i64, high: i64) -> Option<i64> {
        let mut last: Option<i64> = None;
        for &sum in &self.added {
            let after = self.longest.partition_point(|&next| next <= high.saturating_sub(sum));
            if let Some(&next) = after.checked_sub(1).and_then(|place| self.longest.get(place))
                && sum + next >= low
            {
                last = Some(last.map_or(sum + next, |found| found.max(sum + next)));
            }
        }
        last
    }

    /// What is left.
    pub(crate) fn reach(&self, frame: &Frame<'_>) -> Reach {
        let (least, greatest) = (Points(self.least()), Points(self.greatest()));
        let mut combinations: BTreeSet<Vec<usize>> = BTreeSet::new();
        for (low, high) in pieces(frame) {
            if let Some(sum) = self.first_in(low, high) {
                combinations.extend(levels_at(frame, Points(sum)));
            }
        }
        let levels = (0..frame.form.schemes.len())
            .map(|scheme| combinations.iter().map(|levels| levels[scheme]).collect::<BTreeSet<_>>().into_iter().collect())
            .collect();
        let links = frame.view.links.iter().map(|&(scale, link)| &frame.form.scales[scale].links[link]);
        Reach {
            scales: vec![ScaleReach { scale: 0, least, greatest }],
            withheld: Vec::new(),
            levels,
            combinations: combinations.into_iter().collect(),
            // The link rises with the score, so the ends of one are the ends of the other.
            probabilities: links
                .map(|link| ProbabilityReach { least: link.probability(least), greatest: link.probability(greatest) })
                .collect(),
        }
    }
}

/// Intervals of the score in which no scheme changes its level.
pub(crate) fn pieces(frame: &Frame<'_>) -> Vec<(i64, i64)> {
    let mut starts: Vec<i64> = vec![i64::MIN / 2];
    for scheme in &frame.plan.schemes {
        if let PlanScheme::Cuts { cuts, .. } = scheme {
            for &(low, high, _) in cuts {
                starts.push(low);
                starts.extend(high.checked_add(1));
            }
        }
    }
    let starts = sorted(starts.into_iter().filter(|start| (i64::MIN / 2..=i64::MAX / 2).contains(start)).collect());
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([i64::MAX / 2]);
    starts.iter().copied().zip(ends).collect()
}

fn levels_at(frame: &Frame<'_>, value: Points) -> Option<Vec<usize>> {
    frame.plan.schemes.iter().map(|scheme| if let PlanScheme::Cuts { cuts, .. } = scheme { level_at(cuts, value) } else { None }).collect()
}

fn sorted(mut list: Vec<i64>) -> Vec<i64> {
    list.sort_unstable();
    list.dedup();
    list
}
