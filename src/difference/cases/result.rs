// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What comes out for a case, on the scales and schemes that two rule sets share.

use crate::difference::pairs::Pairs;
use crate::evaluate::{Evaluation, Outcome};
use crate::form::Form;
use crate::number::Points;

/// What comes out for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CaseResult {
    pub outcome: Outcome,
    /// For each pair of scales the least and the greatest value that are left.
    pub scores: Vec<Option<(Points, Points)>>,
    /// For each pair of schemes the levels that are left, by place among the names of both.
    pub levels: Vec<Vec<usize>>,
}

/// The names of the levels of each pair of schemes: those of the old scheme, then others of the new one.
#[derive(Clone, Debug)]
pub(super) struct Levels(pub Vec<Vec<String>>);

impl Levels {
    pub fn of(pairs: &Pairs, old: &Form, new: &Form) -> Self {
        let each = pairs.schemes.iter().map(|pair| {
            let mut names: Vec<String> = old.schemes[pair.old].levels.iter().map(|level| level.id.clone()).collect();
            for level in &new.schemes[pair.new].levels {
                if !names.contains(&level.id) {
                    names.push(level.id.clone());
                }
            }
            names
        });
        Self(each.collect())
    }
}

/// Where a form has what the pairs speak of.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    scales: Vec<Option<usize>>,
    schemes: Vec<Option<usize>>,
    /// For each pair of schemes, the place of each level among the names of both.
    places: Vec<Vec<usize>>,
}

impl Shared {
    /// In one of the two rule sets, or in a mixture of both.
    pub fn of(form: &Form, pairs: &Pairs, (old, new): (&Form, &Form), levels: &Levels) -> Self {
        let scale = |id: &str| form.scales.iter().position(|scale| scale.id == id && !scale.internal);
        let scales: Vec<Option<usize>> =
            pairs.scales.iter().map(|pair| scale(&new.scales[pair.new].id).or_else(|| scale(&old.scales[pair.old].id))).collect();
        let scheme = |id: &str| form.schemes.iter().position(|scheme| scheme.id == id);
        let schemes: Vec<Option<usize>> = pairs
            .schemes
            .iter()
            .map(|pair| match pair.scale {
                Some(place) if pair.reported => form.reported_scheme(scales[place]),
                None if pair.reported => (0..form.schemes.len()).find(|&scheme| form.schemes[scheme].report),
                _ => scheme(&new.schemes[pair.new].id),
            })
            .collect();
        let places = schemes.iter().zip(&levels.0).map(|(scheme, names)| {
            let own = scheme.map_or(&[][..], |scheme| &form.schemes[scheme].levels);
            own.iter().map(|level| names.iter().position(|name| *name == level.id).unwrap_or(usize::MAX)).collect()
        });
        Self { places: places.collect(), scales, schemes }
    }

    pub fn result(&self, evaluation: &Evaluation) -> CaseResult {
        let reach = &evaluation.reach;
        let score = |scale: &Option<usize>| {
            let found = reach.scales.iter().find(|one| Some(one.scale) == *scale)?;
            Some((found.least, found.greatest))
        };
        let levels = self.schemes.iter().zip(&self.places).map(|(scheme, places)| {
            let left = scheme.and_then(|scheme| reach.levels.get(scheme)).map_or(&[][..], Vec::as_slice);
            let mut left: Vec<usize> = left.iter().filter_map(|&level| places.get(level).copied()).collect();
            left.sort_unstable();
            left
        });
        CaseResult { outcome: evaluation.outcome, scores: self.scales.iter().map(score).collect(), levels: levels.collect() }
    }
}

impl CaseResult {
    /// Whether something that is reported differs.
    pub fn differs(&self, other: &Self, pairs: &Pairs) -> bool {
        let reported = pairs.schemes.iter().enumerate().filter(|(_, pair)| pair.reported);
        self.outcome != other.outcome
            || self.scores != other.scores
            || reported.into_iter().any(|(place, _)| self.levels[place] != other.levels[place])
    }
}
