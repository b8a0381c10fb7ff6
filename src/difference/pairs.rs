// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which scales and schemes of two rule sets are held against each other.

use crate::form::Form;

/// A scale of each, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScalePair {
    /// In the old rule set.
    pub old: usize,
    /// In the new one.
    pub new: usize,
}

/// A scheme of each, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemePair {
    /// In the old rule set.
    pub old: usize,
    /// In the new one.
    pub new: usize,
    /// Whether both are what is reported of their scale; else they have one name.
    pub reported: bool,
    /// The scales, by place among the pairs; `None` for rules.
    pub scale: Option<usize>,
}

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Reported scales of one name, or the only one of each.
    pub scales: Vec<ScalePair>,
    /// Schemes: those that are reported of a pair of scales, then others of one name.
    pub schemes: Vec<SchemePair>,
}

impl Pairs {
    /// Pairs what two rule sets report.
    #[must_use]
    pub fn of(old: &Form, new: &Form) -> Self {
        let (olds, news): (Vec<usize>, Vec<usize>) = (old.reported_scales().collect(), new.reported_scales().collect());
        let scales: Vec<ScalePair> = if let (&[old], &[new]) = (&olds[..], &news[..]) {
            vec![ScalePair { old, new }]
        } else {
            let named = |one: usize| news.iter().copied().find(|&other| new.scales[other].id == old.scales[one].id);
            olds.iter().filter_map(|&one| named(one).map(|new| ScalePair { old: one, new })).collect()
        };
        let mut schemes: Vec<SchemePair> = Vec::new();
        let mut add = |of_old: Option<usize>, of_new: Option<usize>, scale: Option<usize>| {
            if let (Some(old), Some(new)) = (old.reported_scheme(of_old), new.reported_scheme(of_new)) {
                schemes.push(SchemePair { old, new, reported: true, scale });
            }
        };
        for (place, pair) in scales.iter().enumerate() {
            add(Some(pair.old), Some(pair.new), Some(place));
        }
        if olds.len() <= 1 && news.len() <= 1 && scales.is_empty() {
            // Rules on one side at least: what they give is held against what the only scale gives.
            add(olds.first().copied(), news.first().copied(), None);
        }
        for (index, scheme) in old.schemes.iter().enumerate() {
            let named = new.schemes.iter().position(|other| other.id == scheme.id);
            let Some(other) = named.filter(|other| !schemes.iter().any(|pair| (pair.old, pair.new) == (index, *other))) else { continue };
            let of = (old.scale_of(index), new.scale_of(other));
            let scale = scales.iter().position(|pair| (Some(pair.old), Some(pair.new)) == of);
            schemes.push(SchemePair { old: index, new: other, reported: false, scale });
        }
        Self { scales, schemes }
    }

    /// The names under which a pair of schemes is shown: both where they differ.
    #[must_use]
    pub fn scheme_name(&self, pair: &SchemePair, old: &Form, new: &Form) -> String {
        both(&old.schemes[pair.old].id, &new.schemes[pair.new].id)
    }
}

/// One name, or both with an arrow.
#[must_use]
pub fn both(old: &str, new: &str) -> String {
    if old == new { old.to_owned() } else { format!("{old}>{new}") }
}
