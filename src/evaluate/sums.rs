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
    added: Vec<i64>,
    longest: Vec<i64>,
}

impl Sums {
    /// Sums of a base and one contribution of each component.
    #[must_use]
    pub fn new<'c>(base: i64, components: impl Iterator<Item = &'c Component>) -> Self {
        let mut lists: Vec<Vec<i64>> = components
            .map(|component| sorted(component.contributions.iter().map(|contribution| contribution[0]).collect()))
            .collect();
        lists.sort_by_key(Vec::len);
        let longest = lists.pop().unwrap_or_else(|| vec![0]);
        let added = lists.iter().fold(vec![base], |sums, list| {
            sorted(sums.iter().flat_map(|sum| list.iter().map(move |next| sum + next)).collect())
        });
        Self { added, longest }
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

    /// All sums, when there are no more than `most`.
    #[must_use]
    pub fn list(&self, most: usize) -> Option<Vec<i64>> {
        let many = self.added.len().checked_mul(self.longest.len())?;
        (many <= most)
            .then(|| sorted(self.added.iter().flat_map(|sum| self.longest.iter().map(move |next| sum + next)).collect()))
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
    frame
        .plan
        .schemes
        .iter()
        .map(|scheme| if let PlanScheme::Cuts { cuts, .. } = scheme { level_at(cuts, value) } else { None })
        .collect()
}

fn sorted(mut list: Vec<i64>) -> Vec<i64> {
    list.sort_unstable();
    list.dedup();
    list
}
