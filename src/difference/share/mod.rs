// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which share of the whole domain a change touches: every combination of answers that the two rule sets tell apart is counted once.
//!
//! Fields that a gate, a constraint, a comparison or an item of either rule set ties together form a component. A component is
//! enumerated; components are independent, so their joint states (the sums of the old and of the new rule set) are combined by
//! convolution. Nothing is sampled: what is too large to count is said to be.

mod component;
mod field;

use std::collections::BTreeMap;

use super::joint::{Joint, Side};
use super::pairs::Pairs;
use crate::evaluate::settle::{Settled, settle};
use crate::form::Award;
use crate::instrument::Instrument;
use crate::plan::Plan;
use component::{Component, Counts, components};
use field::Fields;

/// More joint states than this are not counted.
const MOST_STATES: usize = 1 << 20;
/// Nor are they when combining takes more steps than this.
const MOST_STEPS: usize = 1 << 24;

/// The share of the whole domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Counted.
    Counted(Counted),
    /// Not counted, and why.
    Uncounted(Uncounted),
}

/// Why the domain was not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// There are too many combinations of these fields.
    TooLarge(Vec<String>),
    /// An answer to this field is another kind of thing in the two rule sets.
    OtherType(String),
    /// One of the two gives no score and no level.
    NoResult,
}

/// Numbers of combinations of answers. They say nothing of how many people give these answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Inside both populations, and obeying the constraints of both.
    pub both: u128,
    /// Of these: another score on a scale that both report.
    pub score: u128,
    /// Of these: another reported level.
    pub level: u128,
    /// Of these: another score or another reported level.
    pub result: u128,
    /// For each pair of schemes, in the order of [`Pairs::schemes`]: another level.
    pub schemes: Vec<u128>,
    /// Obeying the constraints of both, inside the old population only and inside the new one only.
    pub one_population: [u128; 2],
    /// Inside both populations, obeying the constraints of the old rule set only and of the new one only.
    pub one_consistent: [u128; 2],
    /// Fields that only the old rule set has, and only the new one.
    pub lone_fields: [Vec<String>; 2],
}

/// Counts the whole domain.
#[must_use]
pub fn share(old: &Instrument, new: &Instrument) -> Share {
    let (forms, plans) = ([old.form(), new.form()], [old.plan(), new.plan()]);
    if forms.iter().any(|form| form.schemes.is_empty() && form.scales.is_empty()) {
        return Share::Uncounted(Uncounted::NoResult);
    }
    let pairs = Pairs::of(forms[0], forms[1]);
    let joint = Joint::of(forms[0], forms[1], &pairs);
    let counted = Fields::of(&joint, plans).and_then(|fields| {
        let lone_fields = field::lone(&joint);
        let parts = components(&fields, plans)?;
        let count = Count { pairs: &pairs, plans, names: level_names(&joint, &pairs) };
        let counted = count.over(&parts).ok_or_else(|| Uncounted::TooLarge(Vec::new()))?;
        Ok(Counted { lone_fields, ..counted })
    });
    counted.map_or_else(Share::Uncounted, Share::Counted)
}

/// For each pair of schemes and each side, what each level is called.
fn level_names<'a>(joint: &Joint<'a>, pairs: &Pairs) -> Vec<[Vec<&'a str>; 2]> {
    let [old, new] = joint.forms;
    let names = |form: &'a crate::form::Form, scheme: usize| form.schemes[scheme].levels.iter().map(|level| level.id.as_str()).collect();
    pairs.schemes.iter().map(|pair| [names(old, pair.old), names(new, pair.new)]).collect()
}

struct Count<'a> {
    pairs: &'a Pairs,
    plans: [&'a Plan; 2],
    names: Vec<[Vec<&'a str>; 2]>,
}

impl Count<'_> {
    /// `None` when there are too many states, or more combinations than can be counted.
    fn over(&self, parts: &[Component]) -> Option<Counted> {
        let product = |count: fn(&Counts) -> u128| parts.iter().try_fold(1_u128, |all, part| all.checked_mul(count(&part.counts)));
        let both = product(|counts| counts.both)?;
        let mut counted = Counted {
            both,
            schemes: vec![0; self.pairs.schemes.len()],
            one_population: [product(|counts| counts.inside[0])? - both, product(|counts| counts.inside[1])? - both],
            one_consistent: [product(|counts| counts.obeying[0])? - both, product(|counts| counts.obeying[1])? - both],
            ..Counted::default()
        };
        let width = self.plans.iter().map(|plan| plan.width()).sum();
        let mut states: BTreeMap<Vec<i64>, u128> = BTreeMap::from([(vec![0; width], 1)]);
        for part in parts {
            if states.len().saturating_mul(part.states.len()) > MOST_STEPS {
                return None;
            }
            let mut next: BTreeMap<Vec<i64>, u128> = BTreeMap::new();
            for (state, times) in &states {
                for (added, ways) in &part.states {
                    let sum: Vec<i64> = state.iter().zip(added).map(|(a, b)| a + b).collect();
                    let count = next.entry(sum).or_insert(0);
                    *count = count.checked_add(times.checked_mul(*ways)?)?;
                }
            }
            if next.len() > MOST_STATES {
                return None;
            }
            states = next;
        }
        for (state, times) in &states {
            self.add(state, *times, &mut counted);
        }
        Some(counted)
    }

    fn add(&self, state: &[i64], times: u128, counted: &mut Counted) {
        let (old, new) = state.split_at(self.plans[0].width());
        let settled = [settle(self.plans[Side::Old as usize], old), settle(self.plans[Side::New as usize], new)];
        let differs = |value: &dyn Fn(&Settled, usize) -> Award| {
            let value = |side: usize| settled[side].as_ref().map(|settled| value(settled, side));
            value(0) != value(1)
        };
        let score = self.pairs.scales.iter().any(|pair| differs(&|settled, side| settled.values[[pair.old, pair.new][side]]));
        let mut level = false;
        for (place, pair) in self.pairs.schemes.iter().enumerate() {
            let name = |side: usize| {
                let settled = settled[side].as_ref()?;
                self.names[place][side].get(*settled.levels.get([pair.old, pair.new][side])?)
            };
            let other = name(0) != name(1);
            level |= other && pair.reported;
            counted.schemes[place] += if other { times } else { 0 };
        }
        for (count, applies) in [(&mut counted.score, score), (&mut counted.level, level), (&mut counted.result, score || level)] {
            *count += if applies { times } else { 0 };
        }
    }
}
