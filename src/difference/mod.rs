// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What changed between two rule sets: number by number, over the whole domain, and over a file of cases.

pub mod cases;
mod change;
mod joint;
pub mod json;
mod mixture;
pub mod page;
mod pairs;
pub mod protocols;
mod settings;
mod share;
mod standing;
mod tables;
mod wording;

/// Everything there is to tell of two rule sets.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The old one.
    pub old: &'a Instrument,
    /// The new one.
    pub new: &'a Instrument,
    /// What changed.
    pub changes: Vec<Change>,
    /// The share of the whole domain that it touches.
    pub share: Share,
    /// What it does to a file of cases.
    pub cases: Option<Cases>,
}

pub use cases::Cases;
pub use change::{Change, Class, Section};
pub use pairs::{Pairs, ScalePair, SchemePair};
pub use share::{Counted, Share, Uncounted, share};

use crate::form::Form;
use crate::instrument::Instrument;
use crate::lang::Lang;
use change::compare;
use joint::Joint;

/// Everything that one rule set says and the other does not, from their models: what counts in the order of a file, then their standing,
/// then their words by language. Editions and texts of the files play no part.
#[must_use]
pub fn changes(old: &Form, new: &Form) -> Vec<Change> {
    let joint = Joint::of(old, new, &Pairs::of(old, new));
    let mut changes = tables::changes(&joint);
    changes.extend(compare((Class::Counts, None), &settings::of(old, new), &settings::of(new, old)));
    // That a part came or went is told once, as what counts; its sources and words are not told again.
    changes.extend(of_both(compare((Class::Standing, None), &standing::of(old), &standing::of(new)), old, new));
    for lang in [Lang::Nl, Lang::En] {
        let words = compare((Class::Wording, Some(lang)), &wording::of(old, lang), &wording::of(new, lang));
        changes.extend(of_both(words, old, new));
    }
    // Stable: what a sort leaves equal stays in the order of the files.
    let ids = ids(old, new);
    let place = |id: &str| ids.iter().position(|one| one == id).or_else(|| ids.iter().position(|one| belongs(id, one)));
    changes.sort_by_key(|change| (change.class, change.section, place(&change.id)));
    changes
}

/// What is part of a part has its name before a dot.
fn belongs(id: &str, to: &str) -> bool {
    id.strip_prefix(to).is_some_and(|rest| rest.starts_with('.'))
}

/// The names of all parts: those of the old rule set in its order, then those that only the new one has.
fn ids(old: &Form, new: &Form) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for form in [old, new] {
        let ids = [
            form.studies.iter().map(|study| &study.id).collect::<Vec<_>>(),
            form.references.iter().map(|source| &source.id).collect(),
            form.fields.iter().map(|field| &field.id).collect(),
            form.gates.iter().map(|gate| &gate.id).collect(),
            form.constraints.iter().map(|constraint| &constraint.id).collect(),
            form.items.iter().map(|item| &item.id).collect(),
            form.scales.iter().map(|scale| &scale.id).collect(),
            form.schemes.iter().map(|scheme| &scheme.id).collect(),
            form.rules.iter().map(|rule| &rule.id).collect(),
            form.norms.iter().map(|norm| &norm.id).collect(),
        ];
        for id in ids.into_iter().flatten() {
            if !all.contains(id) {
                all.push(id.clone());
            }
        }
    }
    all
}

/// Changes of parts that both rule sets have, and of the head.
fn of_both(changes: Vec<Change>, old: &Form, new: &Form) -> Vec<Change> {
    let told = [old, new].map(parts_told);
    let lone = |change: &Change| {
        let own = |(section, id): &(Section, String)| *section == change.section && (*id == change.id || belongs(&change.id, id));
        told[0].iter().any(own) != told[1].iter().any(own)
    };
    changes.into_iter().filter(|change| !lone(change)).collect()
}

/// The parts of which what counts tells that they came or went.
fn parts_told(form: &Form) -> Vec<(Section, String)> {
    let of = |section: Section, ids: Vec<&String>| ids.into_iter().map(|id| (section, id.clone())).collect::<Vec<_>>();
    let links =
        form.scales.iter().flat_map(|scale| scale.links.iter().map(|link| (Section::Link, format!("{}.{}", scale.id, link.horizon))));
    let all = [
        of(Section::Field, form.fields.iter().map(|field| &field.id).collect()),
        of(Section::Population, form.gates.iter().map(|gate| &gate.id).collect()),
        of(Section::Constraint, form.constraints.iter().map(|constraint| &constraint.id).collect()),
        of(Section::Item, form.items.iter().map(|item| &item.id).collect()),
        of(Section::Scale, form.scales.iter().map(|scale| &scale.id).collect()),
        links.collect(),
        of(Section::Scheme, form.schemes.iter().map(|scheme| &scheme.id).collect()),
        of(Section::Rule, form.rules.iter().map(|rule| &rule.id).collect()),
        of(Section::Norm, form.norms.iter().map(|norm| &norm.id).collect()),
        of(Section::Other, form.lines.iter().map(|line| &line.id).collect()),
    ];
    all.into_iter().flatten().collect()
}
