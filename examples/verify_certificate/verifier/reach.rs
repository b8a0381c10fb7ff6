// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The totals of a scale over all allowed records: components are independent, so their distinct sums are added up one after another.
//! Where that would list too many, the longest list stays apart and is searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::verifier::component::{Bits, Component};
use crate::verifier::evaluate::{convert, points};
use crate::verifier::fixed::Int;
use crate::verifier::pattern::Answer;
use crate::verifier::ruleset::RuleSet;
use crate::verifier::text::{Text, say};

/// Sums that are listed; beyond it the longest list stays apart.
const LISTED: usize = 2_000_000;

/// What one component adds to the scales of interest, with the place of the part that does.
struct Addend {
    sums: Vec<Int>,
    bits: Bits,
    part: usize,
}

/// The states after one component, each with the state it came from and the part that was added.
#[derive(Default)]
struct Layer {
    states: Vec<(Vec<Int>, Bits)>,
    from: Vec<(usize, usize)>,
}

pub struct Reach<'a> {
    components: &'a [Component],
    /// The components in the order of the layers; the last of them may be the one apart.
    order: Vec<usize>,
    layers: Vec<Layer>,
    /// Totals of the last layer, before what stands apart is added.
    near: Vec<(Int, Bits)>,
    /// The sums that stand apart by conditions, rising, each with its part; one zero when none do.
    far: Vec<(Bits, Vec<(Int, usize)>)>,
    is_split: bool,
}

/// A total and how it comes about.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub total: Int,
    near: usize,
    part: usize,
}

/// A scale that is complete once so many components were added: its value goes to the scales that sum it.
struct Close {
    after: usize,
    scale: usize,
    at: usize,
    into: Vec<usize>,
}

impl<'a> Reach<'a> {
    /// Over a scale (or none) and the conditions of this mask. Records whose score is withheld are left out.
    pub fn new(set: &RuleSet, components: &'a [Component], scale: Option<usize>, mask: Bits) -> Result<Self, Text> {
        let scales = scale.map(|scale| set.closure(scale)).unwrap_or_default();
        let mut addends: Vec<(usize, Vec<Addend>)> = Vec::new();
        for (at, component) in components.iter().enumerate() {
            let mut distinct = BTreeMap::new();
            for (place, (part, _)) in component.parts.iter().enumerate() {
                if let Some(sums) = scales.iter().map(|scale| part.sums[*scale]).collect::<Option<Vec<Int>>>() {
                    distinct.entry((sums, part.bits | !mask)).or_insert(place);
                }
            }
            addends.push((at, distinct.into_iter().map(|((sums, bits), part)| Addend { sums, bits, part }).collect()));
        }
        addends.sort_by_key(|(at, addends)| (addends.len(), *at));
        let closes = closes(set, components, &scales, &addends);
        let order = addends.iter().map(|(at, _)| *at).collect();
        let start = Layer { states: vec![(constants(set, &scales)?, Bits::MAX)], from: vec![(0, 0)] };
        let mut reach =
            Self { components, order, layers: vec![start], near: vec![], far: vec![(Bits::MAX, vec![(0, 0)])], is_split: false };
        let plain = scales.len() <= 1 && scale.is_none_or(|scale| set.scales[scale].convert.is_none());
        let last = addends.len().checked_sub(1);
        for (at, (_, addends)) in addends.into_iter().enumerate() {
            let states = &reach.layers[at].states;
            let product = states.len().saturating_mul(addends.len());
            if product > LISTED && plain && Some(at) == last {
                reach.is_split = true;
                reach.far = apart(addends);
                break;
            }
            let layer = add(set, states, &addends, at, &closes)?;
            reach.layers.push(layer);
        }
        for (sums, bits) in &reach.layers[reach.layers.len() - 1].states {
            let total = match (scale, sums.last()) {
                (Some(scale), Some(sum)) => convert(set, scale, *sum)?,
                _ => 0,
            };
            reach.near.push((total, *bits));
        }
        Ok(reach)
    }

    /// The least and the greatest total from here through there over records with such conditions.
    pub fn ends(&self, from: Int, to: Int, accepts: impl Fn(Bits) -> bool) -> Option<(Found, Found)> {
        let mut ends: Option<(Found, Found)> = None;
        for (near, (sum, bits)) in self.near.iter().enumerate() {
            for (_, far) in self.far.iter().filter(|(far_bits, _)| accepts(bits & far_bits)) {
                let start = far.partition_point(|(far, _)| sum + far < from);
                let end = far.partition_point(|(far, _)| sum + far <= to);
                if start < end {
                    let found = |at: usize| Found { total: sum + far[at].0, near, part: far[at].1 };
                    let (low, high) = (found(start), found(end - 1));
                    let known = ends.unwrap_or((low, high));
                    ends = Some((
                        if low.total < known.0.total { low } else { known.0 },
                        if high.total > known.1.total { high } else { known.1 },
                    ));
                }
            }
        }
        ends
    }

    /// All distinct totals, rising, or none when there are more than this.
    pub fn totals(&self, limit: usize) -> Option<Vec<Int>> {
        let mut totals = BTreeSet::new();
        for (near, _) in &self.near {
            for (far, _) in self.far.iter().flat_map(|(_, far)| far) {
                totals.insert(near + far);
                if totals.len() > limit {
                    return None;
                }
            }
        }
        Some(totals.into_iter().collect())
    }

    /// A record that comes to it.
    pub fn witness(&self, fields: usize, found: Found) -> Vec<Answer> {
        let mut parts = Vec::new();
        if self.is_split {
            parts.push(found.part);
        }
        let mut state = found.near;
        for layer in self.layers.iter().skip(1).rev() {
            let (before, part) = layer.from[state];
            parts.push(part);
            state = before;
        }
        parts.reverse();
        let mut record = vec![None; fields];
        for (component, part) in self.order.iter().zip(parts) {
            place(&mut record, &self.components[*component], part);
        }
        record
    }
}

/// Puts the answers of a component's part into a record.
pub fn place(record: &mut [Answer], component: &Component, part: usize) {
    if let Some((_, answers)) = component.parts.get(part) {
        for (field, answer) in component.fields.iter().zip(answers) {
            record[*field] = *answer;
        }
    }
}

/// When each inner scale is complete: its items were added, and the scales that it sums are complete.
fn closes(set: &RuleSet, components: &[Component], scales: &[usize], addends: &[(usize, Vec<Addend>)]) -> Vec<Close> {
    let mut closes: Vec<Close> = Vec::new();
    for (at, scale) in scales.iter().enumerate().take(scales.len().saturating_sub(1)) {
        let own = addends.iter().rposition(|(component, _)| components[*component].scales[*scale]).unwrap_or(0);
        let inner = closes.iter().filter(|close| set.scales[*scale].inner.contains(&close.scale)).map(|close| close.after).max();
        let into = scales.iter().enumerate().filter(|(_, outer)| set.scales[**outer].inner.contains(scale)).map(|(at, _)| at).collect();
        closes.push(Close { after: own.max(inner.unwrap_or(0)), scale: *scale, at, into });
    }
    closes
}

fn add(set: &RuleSet, states: &[(Vec<Int>, Bits)], addends: &[Addend], after: usize, closes: &[Close]) -> Result<Layer, Text> {
    let mut layer = Layer::default();
    let mut known: HashMap<(Vec<Int>, Bits), usize> = HashMap::new();
    for (from, (sums, bits)) in states.iter().enumerate() {
        for addend in addends {
            let mut sums: Vec<Int> = sums.iter().zip(&addend.sums).map(|(sum, more)| sum + more).collect();
            for close in closes.iter().filter(|close| close.after == after) {
                let value = convert(set, close.scale, sums[close.at])?;
                sums[close.at] = 0;
                close.into.iter().for_each(|outer| sums[*outer] += value);
            }
            let state = (sums, bits & addend.bits);
            if !known.contains_key(&state) {
                known.insert(state.clone(), layer.states.len());
                layer.states.push(state);
                layer.from.push((from, addend.part));
                if layer.states.len() > 2 * LISTED {
                    return Err(say!("te veel sommen om op te noemen", "too many sums to list"));
                }
            }
        }
    }
    Ok(layer)
}

/// What items that look at no field give to every record.
fn constants(set: &RuleSet, scales: &[usize]) -> Result<Vec<Int>, Text> {
    let given = |scale: &usize| -> Result<Int, Text> {
        let items = set.scales[*scale].items.iter().map(|item| &set.items[*item]).filter(|item| item.fields().is_empty());
        items.map(|item| Ok(points(item, &[])?.unwrap_or_default())).sum()
    };
    scales.iter().map(given).collect()
}

fn apart(addends: Vec<Addend>) -> Vec<(Bits, Vec<(Int, usize)>)> {
    let mut by_bits: BTreeMap<Bits, Vec<(Int, usize)>> = BTreeMap::new();
    for addend in addends {
        by_bits.entry(addend.bits).or_default().push((addend.sums.first().copied().unwrap_or_default(), addend.part));
    }
    for sums in by_bits.values_mut() {
        sums.sort_unstable();
    }
    by_bits.into_iter().collect()
}
