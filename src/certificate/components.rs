// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fields that are tied together, and how many combinations of their cells are allowed.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::cells::Cells;
use super::count::Count;
use crate::check::proof::space::Space;
use crate::evaluate::component;
use crate::form::Form;

/// Fields tied together, directly or through others. It holds one or more components of the proof, which lets the tables of an item
/// apart where they add up.
pub struct Component {
    /// Fields of the form, in its order.
    pub fields: Vec<usize>,
    /// The components of the proof in it, by index.
    parts: Vec<usize>,
}

/// The components, in the order of their first field.
pub fn of(form: &Form, space: &Space<'_>) -> Vec<Component> {
    let asked = |fields: &[usize]| fields.iter().copied().filter(|&field| field < form.fields.len()).collect::<Vec<_>>();
    let parts = space.components.iter().enumerate();
    let mut components: Vec<Component> =
        parts.map(|(part, component)| Component { fields: asked(&component.fields), parts: vec![part] }).collect();
    for item in &form.items {
        let fields = item.fields();
        let (tied, mut apart): (Vec<_>, Vec<_>) =
            components.into_iter().partition(|component| component.fields.iter().any(|field| fields.contains(field)));
        let one = tied.into_iter().reduce(|mut one, next| {
            one.fields.extend(next.fields);
            one.parts.extend(next.parts);
            one
        });
        apart.extend(one);
        components = apart;
    }
    for component in &mut components {
        component.fields.sort_unstable();
    }
    components.sort_by_key(|component| component.fields.first().copied());
    components
}

impl Component {
    /// Whether it has an item of a scale.
    pub fn adds_to(&self, form: &Form, scale: usize) -> bool {
        let items = form.scales[scale].items();
        items.flat_map(|item| form.items[item].fields()).any(|field| self.fields.contains(&field))
    }

    /// The distinct sums that it adds to a scale directly, over the records that have a total of that scale.
    pub fn sums(&self, space: &Space<'_>, scale: usize) -> BTreeSet<i64> {
        let counts = withheld_counts(space, scale);
        self.parts.iter().fold(BTreeSet::from([0]), |sums, &part| {
            let given = space.components[part].contributions.iter().filter(|added| counts.iter().all(|&count| added[count] == 0));
            let added: BTreeSet<i64> = given.map(|added| added[scale]).collect();
            sums.iter().flat_map(|sum| added.iter().map(move |next| sum + next)).collect()
        })
    }

    /// How many combinations of cells there are, and how many an allowed record has.
    pub fn counts(&self, form: &Form, space: &Space<'_>, cells: &[Cells]) -> Counts {
        let allowed: Vec<Count> =
            self.parts.iter().map(|&part| Count::from(allowed(form, space, &space.components[part], cells))).collect();
        let combinations: Vec<Count> = self.fields.iter().map(|&field| Count::from(cells[field].len())).collect();
        Counts { fields: names(form, &self.fields), combinations: combinations.iter().product(), allowed: allowed.iter().product() }
    }
}

/// Where a state counts the withheld answers of a scale and of those that it sums.
fn withheld_counts(space: &Space<'_>, scale: usize) -> Vec<usize> {
    let own = &space.plan.scales[scale];
    own.withheld.into_iter().chain(own.inner.iter().flat_map(|&inner| withheld_counts(space, inner))).collect()
}

/// The allowed combinations of a component of the proof: its own cells are the same or finer.
fn allowed(form: &Form, space: &Space<'_>, component: &component::Component, cells: &[Cells]) -> usize {
    let axes: Vec<(usize, Vec<usize>)> = component
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| **field < form.fields.len())
        .map(|(axis, &field)| {
            let finer = &space.plan.fields[field].cells;
            (axis, finer.all().map(|cell| cells[field].of_answer(finer.low(cell))).collect())
        })
        .collect();
    let combination = |leaf: &component::Leaf| axes.iter().map(|(axis, coarse)| coarse[usize::from(leaf.cells[*axis])]).collect::<Vec<_>>();
    component.leaves.iter().map(combination).collect::<HashSet<_>>().len()
}

/// Names of fields.
pub fn names(form: &Form, fields: &[usize]) -> Vec<String> {
    fields.iter().map(|&field| form.fields[field].id.clone()).collect()
}

/// A component and its counts.
#[derive(Serialize)]
pub struct Counts {
    fields: Vec<String>,
    pub combinations: Count,
    pub allowed: Count,
}
