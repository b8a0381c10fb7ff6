// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which unknown fields can change a reported level.
//!
//! A field is decisive when two allowed completions that differ in it alone give different reported levels; without a reported
//! scheme, different scores; of rules without levels, different probabilities; and everywhere, a total and no total. Where several levels
//! are left and no field changes them alone, every unknown field counts that can still take two values: two completions with different
//! levels then differ in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Frame;
use super::component::{Component, ranges};
use super::facts::Facts;
use super::outcome::Reach;
use super::states::States;
use super::sums::Sums;
use crate::form::Award;
use crate::number::Probability;
use crate::plan::relation::{self, Relation};
use crate::plan::{Owner, PlanScheme};

/// The decisive fields, by index, in form order.
pub(crate) fn decisive(frame: &Frame<'_>, facts: &Facts, base: &[i64], components: &[Component], reach: &Reach) -> Vec<usize> {
    if !several(frame, reach) {
        return Vec::new();
    }
    let mut found = alone(frame, facts, base, components);
    if found.is_empty() {
        for component in components {
            found.extend(asked(frame, component).filter(|&field| can_vary(frame, facts, component, field)));
        }
    }
    found.into_iter().collect()
}

/// The fields that alone change the result.
pub(crate) fn alone(frame: &Frame<'_>, facts: &Facts, base: &[i64], components: &[Component]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (index, component) in components.iter().enumerate() {
        if component.contributions.len() < 2 {
            continue;
        }
        let others = components.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
        let results = Results::new(frame, base, component, others);
        found.extend(asked(frame, component).filter(|&field| changes(frame, facts, component, &results, field)));
    }
    found
}

/// Whether more than one reported level (or, without schemes, score; or, of rules without levels, probability) is left, or a total and none.
fn several(frame: &Frame<'_>, reach: &Reach) -> bool {
    if frame.view.scales.iter().any(|&scale| reach.may_be_withheld(scale)) {
        return true;
    }
    if frame.view.schemes.is_empty() {
        let scores = reach.scales.iter().any(|scale| scale.least != scale.greatest);
        return scores || (reach.scales.is_empty() && reach.probabilities.iter().any(|chance| chance.least != chance.greatest));
    }
    frame.view.schemes.iter().any(|&scheme| reach.levels[scheme].len() > 1)
}

fn asked<'c>(frame: &Frame<'_>, component: &'c Component) -> impl Iterator<Item = usize> + 'c {
    let asked = frame.plan.asked;
    component.fields.iter().copied().filter(move |&field| field < asked)
}

/// What two completions may not differ in, or a field is decisive: levels; scores, as far as they count; probabilities of the rules.
type Told<'p> = (Vec<usize>, Vec<Option<Award>>, &'p [Probability]);

/// What the contributions of one component lead to, whatever the other components add.
enum Results {
    /// For each distinct way the others can turn out, a result by contribution.
    Listed(Vec<Vec<usize>>),
    /// One plain scale: sums of the others, and the scores at which a reported level begins.
    Plain(Sums, Vec<i64>, Vec<i64>),
}

impl Results {
    fn new<'c>(frame: &Frame<'_>, base: &[i64], component: &Component, others: impl Iterator<Item = &'c Component> + Clone) -> Self {
        if frame.is_plain() && !frame.view.schemes.is_empty() {
            let mut edges: Vec<i64> = Vec::new();
            for &scheme in &frame.view.schemes {
                if let PlanScheme::Cuts { cuts, .. } = &frame.plan.schemes[scheme] {
                    edges.extend(cuts.windows(2).filter(|pair| pair[0].2 != pair[1].2).map(|pair| pair[1].0));
                }
            }
            let own = component.contributions.iter().map(|contribution| contribution[0]).collect();
            return Self::Plain(Sums::new(base[0], others), edges, own);
        }
        let mut numbers: HashMap<Told<'_>, usize> = HashMap::new();
        let scales: Vec<usize> = match frame.view.schemes.as_slice() {
            [] => frame.view.scales.clone(),
            _ => frame.view.scales.iter().copied().filter(|&scale| frame.form.can_be_withheld(scale)).collect(),
        };
        let mut rows: BTreeSet<Vec<usize>> = BTreeSet::new();
        for state in States::of(base, others).iter() {
            let row = component.contributions.iter().map(|added| {
                let sum: Vec<i64> = state.iter().zip(added).map(|(a, b)| a + b).collect();
                let key = frame.settle(&sum).map_or_else(Default::default, |settled| {
                    let levels: Vec<usize> = frame.view.schemes.iter().map(|&scheme| settled.levels[scheme]).collect();
                    // Beside levels it only counts whether there is a total.
                    let counts = |award: &Award| levels.is_empty() || award.is_withheld();
                    let scores: Vec<Option<Award>> = scales.iter().map(|&scale| Some(settled.values[scale]).filter(counts)).collect();
                    let bare = levels.is_empty() && scores.is_empty();
                    let chances = settled.rule.filter(|_| bare).map_or(&[][..], |rule| &frame.plan.rules[rule].probabilities[..]);
                    (levels, scores, chances)
                });
                let next = numbers.len();
                *numbers.entry(key).or_insert(next)
            });
            rows.insert(row.collect());
        }
        Self::Listed(rows.into_iter().collect())
    }

    /// Whether some of these contributions lead to different results while the others stay as they are.
    fn differ(&self, contributions: &[usize]) -> bool {
        match self {
            Self::Listed(rows) => rows.iter().any(|row| contributions.iter().any(|&one| row[one] != row[contributions[0]])),
            Self::Plain(others, edges, own) => {
                let values = contributions.iter().map(|&one| own[one]);
                let (Some(least), Some(greatest)) = (values.clone().min(), values.max()) else { return false };
                // A sum of the others with which the least stays below an edge that the greatest reaches.
                edges.iter().any(|edge| others.any_in(edge - greatest, edge - least - 1))
            }
        }
    }
}

/// Whether a field alone can change the result.
fn changes(frame: &Frame<'_>, facts: &Facts, component: &Component, results: &Results, field: usize) -> bool {
    // Completions that differ in this field alone agree in all others but those computed from it.
    let moving = computed_from(frame, field);
    let held: Vec<usize> = (0..component.fields.len()).filter(|&at| !moving.contains(&component.fields[at])).collect();
    let mut groups: BTreeMap<Vec<u16>, Vec<usize>> = BTreeMap::new();
    for (index, leaf) in component.leaves.iter().enumerate() {
        groups.entry(held.iter().map(|&at| leaf.cells[at]).collect()).or_default().push(index);
    }
    let compared = compared_with_others(frame, component, field);
    let mut done: BTreeSet<Vec<usize>> = BTreeSet::new();
    for leaves in groups.values() {
        let mut contributions: Vec<usize> = leaves.iter().map(|&leaf| component.leaves[leaf].contribution).collect();
        contributions.sort_unstable();
        contributions.dedup();
        if contributions.len() < 2 || (!compared && !done.insert(contributions.clone())) || !results.differ(&contributions) {
            continue;
        }
        if !compared || pair_exists(frame, facts, component, results, field, leaves) {
            return true;
        }
    }
    false
}

/// A field and those that are computed from it.
fn computed_from(frame: &Frame<'_>, field: usize) -> Vec<usize> {
    let mut moving = vec![field];
    loop {
        let next = frame.plan.bonds.iter().find_map(|bond| match bond.owner {
            Owner::Derivation(result) if !moving.contains(&result) => {
                bond.relation.fields().iter().any(|one| *one != result && moving.contains(one)).then_some(result)
            }
            _ => None,
        });
        match next {
            Some(result) => moving.push(result),
            None => return moving,
        }
    }
}

/// Whether the field is compared with another unknown field whose cell has several values: then two completions of the same cells
/// need not agree in that field's value.
fn compared_with_others(frame: &Frame<'_>, component: &Component, field: usize) -> bool {
    let plan = frame.plan;
    let mut tied = vec![field];
    loop {
        let more: Vec<usize> = component
            .bonds
            .iter()
            .map(|&bond| plan.bonds[bond].relation.fields())
            .filter(|fields| fields.iter().any(|one| *one == field || (tied.contains(one) && plan.fields[*one].derived)))
            .flatten()
            .filter(|one| !tied.contains(one) && component.fields.contains(one))
            .collect();
        if more.is_empty() {
            break;
        }
        tied.extend(more);
    }
    tied.iter().any(|&other| {
        let cells = &plan.fields[other].cells;
        other != field && !plan.fields[other].derived && cells.all().any(|cell| cells.interval(cell).0 != cells.interval(cell).1)
    })
}

/// Whether two of these leaves can be made of completions that differ in the field alone, with different results.
fn pair_exists(frame: &Frame<'_>, facts: &Facts, component: &Component, results: &Results, field: usize, leaves: &[usize]) -> bool {
    let plan = frame.plan;
    let shift = plan.fields.len();
    let changing = |one: usize| one == field || (plan.fields[one].derived && component.fields.contains(&one));
    let relations: Vec<Relation> = component.bonds.iter().map(|&bond| plan.bonds[bond].relation.clone()).collect();
    let twins = relations.iter().map(|relation| relation.renamed(|one| if changing(one) { one + shift } else { one }));
    let both: Vec<Relation> = relations.iter().cloned().chain(twins).collect();
    for (place, &first) in leaves.iter().enumerate() {
        for &second in &leaves[place + 1..] {
            let (first, second) = (&component.leaves[first], &component.leaves[second]);
            if first.contribution == second.contribution || !results.differ(&[first.contribution, second.contribution]) {
                continue;
            }
            let mut both_ranges = ranges(plan, facts);
            both_ranges.extend(ranges(plan, facts));
            for (at, &one) in component.fields.iter().enumerate() {
                both_ranges[one] = plan.fields[one].cells.interval(first.cells[at]);
                both_ranges[one + shift] = plan.fields[one].cells.interval(second.cells[at]);
            }
            if relation::solve(&both, both_ranges).is_some() {
                return true;
            }
        }
    }
    false
}

/// Whether an unknown field can still take two values.
fn can_vary(frame: &Frame<'_>, facts: &Facts, component: &Component, field: usize) -> bool {
    let Some(at) = component.fields.iter().position(|&one| one == field) else { return false };
    let cells: BTreeSet<u16> = component.leaves.iter().map(|leaf| leaf.cells[at]).collect();
    if cells.len() > 1 {
        return true;
    }
    let plan = frame.plan;
    let relations: Vec<Relation> = component.bonds.iter().map(|&bond| plan.bonds[bond].relation.clone()).collect();
    let mut seen: Option<i64> = None;
    component.leaves.iter().enumerate().any(|(index, leaf)| {
        let Some(values) = component.values(plan, facts, index) else { return false };
        if *seen.get_or_insert(values[field]) != values[field] {
            return true;
        }
        let (low, high) = plan.fields[field].cells.interval(leaf.cells[at]);
        [(low, values[field] - 1), (values[field] + 1, high)].into_iter().filter(|(low, high)| low <= high).any(|other| {
            let mut narrowed = ranges(plan, facts);
            for (&one, &cell) in component.fields.iter().zip(&leaf.cells) {
                narrowed[one] = plan.fields[one].cells.interval(cell);
            }
            narrowed[field] = other;
            relation::solve(&relations, narrowed).is_some()
        })
    })
}
