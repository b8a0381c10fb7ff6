// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One set of axes for two rule sets: fields, scales and schemes by name, answers by what they are and not by their place.

use std::collections::BTreeMap;

use super::pairs::Pairs;
use crate::domain::{Domain, NOT_APPLICABLE, Set};
use crate::form::Form;
use crate::parts::region::{Axis, Region, Scope, Space, Universe};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];
}

/// How the values of one side stand on the joint axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mapping {
    Same,
    /// Steps of the joint axis in one step of this side: a whole number stands for all up to the next.
    Finer(i64),
    /// By option its place among those of both.
    Options(Vec<i64>),
}

impl Mapping {
    fn between(own: &Domain, joint: &Domain) -> Self {
        match (own, joint) {
            (Domain::Number { places, .. }, Domain::Number { places: finest, .. }) if places < finest => {
                Self::Finer(10_i64.pow(finest - places))
            }
            (Domain::Options(options), Domain::Options(all)) if !all.starts_with(options) => {
                let place = |option: &String| all.iter().position(|one| one == option).and_then(|at| i64::try_from(at).ok());
                Self::Options(options.iter().filter_map(place).collect())
            }
            _ => Self::Same,
        }
    }

    /// A set of this side on the joint axis.
    pub fn set(&self, set: &Set) -> Set {
        let each = set.intervals().iter().map(|&(low, high)| match self {
            _ if low == NOT_APPLICABLE => Set::one(low),
            Self::Same => Set::range(low, high),
            Self::Finer(step) => Set::range(low.saturating_mul(*step), high.saturating_add(1).saturating_mul(*step) - 1),
            Self::Options(places) => {
                let inside = (low..=high).filter_map(|value| places.get(usize::try_from(value).ok()?));
                inside.fold(Set::empty(), |all, &place| all.union(&Set::one(place)))
            }
        });
        each.fold(Set::empty(), |all, next| all.union(&next))
    }
}

/// One axis with what it is on both sides.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// As a condition names it.
    pub name: String,
    /// The values of both sides.
    pub domain: Domain,
    /// What it is on each side, where that side has it.
    pub of: [Option<(Axis, Mapping)>; 2],
}

/// The axes of two rule sets; by index.
#[derive(Clone, Debug)]
pub(super) struct Joint<'a> {
    pub forms: [&'a Form; 2],
    pub lines: Vec<Line>,
    places: [BTreeMap<Axis, usize>; 2],
}

impl<'a> Joint<'a> {
    pub fn of(old: &'a Form, new: &'a Form, pairs: &Pairs) -> Self {
        let mut joint = Self { forms: [old, new], lines: Vec::new(), places: [BTreeMap::new(), BTreeMap::new()] };
        for side in Side::BOTH {
            let form = joint.forms[side as usize];
            let space = Space { form, scope: Scope::Domain };
            for axis in axes(form) {
                let partner = if side == Side::New { joint.partner(axis, pairs) } else { None };
                let place = if let Some(place) = partner {
                    let line = &mut joint.lines[place];
                    line.domain = hull(&line.domain, &space.domain(axis));
                    place
                } else {
                    joint.lines.push(Line { name: space.name(axis), domain: space.domain(axis), of: [None, None] });
                    joint.lines.len() - 1
                };
                joint.lines[place].of[side as usize] = Some((axis, Mapping::Same));
                joint.places[side as usize].insert(axis, place);
            }
        }
        for line in &mut joint.lines {
            for (form, own) in joint.forms.iter().zip(&mut line.of) {
                if let Some((axis, mapping)) = own {
                    *mapping = Mapping::between(&Space { form, scope: Scope::Domain }.domain(*axis), &line.domain);
                }
            }
        }
        joint
    }

    /// The place of an axis of the old rule set that is the same as one of the new.
    fn partner(&self, axis: Axis, pairs: &Pairs) -> Option<usize> {
        let [old, new] = self.forms;
        let scale = |index: usize| {
            let named = || old.scales.iter().position(|scale| scale.id == new.scales[index].id);
            pairs.scales.iter().find(|pair| pair.new == index).map(|pair| pair.old).or_else(named)
        };
        let scheme = |index: usize| old.schemes.iter().position(|scheme| scheme.id == new.schemes[index].id);
        let other = match axis {
            Axis::Field(field) => Axis::Field(old.field(&new.fields[field].id)?),
            Axis::Tried(_) => return None,
            Axis::Scale(index) => Axis::Scale(scale(index)?),
            Axis::Raw(index) => Axis::Raw(scale(index)?),
            Axis::Percent(index) => Axis::Percent(scheme(index)?),
            Axis::Scheme(index) => Axis::Scheme(scheme(index)?),
        };
        let place = self.places[0].get(&other).copied()?;
        let domains = (&self.lines[place].domain, Space { form: new, scope: Scope::Domain }.domain(axis));
        (std::mem::discriminant(domains.0) == std::mem::discriminant(&domains.1)).then_some(place)
    }

    /// The line of an axis of one side.
    pub fn place(&self, side: Side, axis: Axis) -> Option<usize> {
        self.places[side as usize].get(&axis).copied()
    }

    /// A region of one side on the joint axes.
    pub fn region(&self, side: Side, region: &Region) -> Option<Region<usize>> {
        let tests = region.tests().filter_map(|(axis, set)| {
            let place = self.place(side, axis)?;
            let (_, mapping) = self.lines[place].of[side as usize].as_ref()?;
            Some((place, mapping.set(set)))
        });
        Region::within(tests)
    }

    /// What of a region the other side can read or reach at all, and scores if this side does: that a domain, a range or the population
    /// changed is told where it stands, and not again at every table.
    pub fn shared(&self, side: Side, region: &Region<usize>, scope: Scope) -> Option<Region<usize>> {
        let universe = |side: usize, place: usize, scope: Scope| {
            let (axis, mapping) = self.lines[place].of[side].as_ref()?;
            Some(mapping.set(&Space { form: self.forms[side], scope }.universe(*axis)))
        };
        let (own, other) = (side as usize, 1 - side as usize);
        let bounds = region.tests().filter_map(|(place, set)| {
            let scored = universe(own, place, scope)?.without(&universe(other, place, scope)?);
            Some((place, set.intersection(&universe(other, place, Scope::Domain)?).without(&scored)))
        });
        region.both(&Region::within(bounds)?)
    }

    /// A region as a rule set would write it: `age 60..; sex male`.
    pub fn print(&self, region: &Region<usize>) -> String {
        let tests = region.tests().map(|(place, set)| {
            let line = &self.lines[place];
            format!("{} {}", line.name, line.domain.describe(set))
        });
        tests.collect::<Vec<_>>().join("; ")
    }
}

/// The joint axes under a scope: what counts on either side.
#[derive(Clone, Copy)]
pub(super) struct JointSpace<'a> {
    pub joint: &'a Joint<'a>,
    pub scope: Scope,
}

impl Universe<usize> for JointSpace<'_> {
    fn all(&self, place: &usize) -> Set {
        let line = &self.joint.lines[*place];
        let sides = line.of.iter().zip(self.joint.forms).filter_map(|(own, form)| own.as_ref().map(|own| (own, form)));
        sides.fold(Set::empty(), |all, ((axis, mapping), form)| all.union(&mapping.set(&Space { form, scope: self.scope }.universe(*axis))))
    }
}

fn axes(form: &Form) -> Vec<Axis> {
    let fields = (0..form.fields.len()).map(Axis::Field);
    let scales = (0..form.scales.len()).flat_map(|scale| [Axis::Scale(scale), Axis::Raw(scale)]);
    let schemes = (0..form.schemes.len()).flat_map(|scheme| [Axis::Percent(scheme), Axis::Scheme(scheme)]);
    fields.chain(scales).chain(schemes).collect()
}

/// The values of both, in the finer steps.
fn hull(old: &Domain, new: &Domain) -> Domain {
    match (old, new) {
        (Domain::Options(old), Domain::Options(new)) => {
            let added = new.iter().filter(|option| !old.contains(option));
            Domain::Options(old.iter().chain(added).cloned().collect())
        }
        (Domain::Number { places: a, min: low, max: high }, Domain::Number { places: b, min, max }) => {
            let places = *a.max(b);
            let to = |value: i64, own: u32| value.saturating_mul(10_i64.pow(places - own));
            Domain::Number { places, min: to(*low, *a).min(to(*min, *b)), max: to(*high, *a).max(to(*max, *b)) }
        }
        (Domain::Date { min: low, max: high }, Domain::Date { min, max }) => Domain::Date { min: *low.min(min), max: *high.max(max) },
        (old, _) => old.clone(),
    }
}
