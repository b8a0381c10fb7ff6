// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which answers leave a scale without a total.

use super::Frame;
use super::component::Component;
use super::facts::Facts;
use super::outcome::{Reach, Reason};
use crate::plan::TermPoints;

/// The fields whose answers withhold a total, in form order: those that do whatever else is answered, and unknown ones that may, as
/// long as it is not settled whether there is a total.
pub(crate) fn reasons(frame: &Frame<'_>, facts: &Facts, components: &[Component], reach: &Reach) -> Vec<Reason> {
    if reach.withheld.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for term in &frame.plan.terms {
        let TermPoints::Withheld(table) = &term.points else { continue };
        let Some(field) = table.fields().first().copied() else { continue };
        let mut cells = facts.cells.clone();
        let ways: Vec<bool> = match components.iter().find_map(|one| Some((one, one.fields.iter().position(|of| *of == field)?))) {
            None => vec![table.at(&cells)],
            Some((component, at)) => {
                let each = component.leaves.iter().map(|leaf| {
                    cells[field] = leaf.cells[at];
                    table.at(&cells)
                });
                each.collect()
            }
        };
        if ways.iter().all(|withheld| *withheld) {
            found.push((field, Reason::Withheld(field)));
        } else if ways.contains(&true)
            && frame.view.scales.iter().any(|&scale| reach.may_be_withheld(scale) && frame.form.withholds(field, scale))
        {
            found.push((field, Reason::WithheldOpen(field)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, reason)| reason).collect()
}
