// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Regions of answers: a set of values on each of a few axes, and everything on the others. Compared by cutting one out of the other,
//! so that nothing is sampled and nothing is listed value by value.

use std::collections::BTreeMap;

use crate::domain::{Domain, NOT_APPLICABLE, Set};
use crate::form::{Form, Item, ItemForm, Part, Range, Scale};
use crate::number::Points;
use crate::number::fixed::{ONE, PLACES};

/// What a condition may speak of; all by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// The answer to a field.
    Field(usize),
    /// What is tried as an answer to a field: inside its domain or not.
    Tried(usize),
    /// The value of a scale.
    Scale(usize),
    /// The sum of a scale before its conversion.
    Raw(usize),
    /// The rounded percentage that a scheme gives levels to.
    Percent(usize),
    /// The level of a scheme.
    Scheme(usize),
}

/// Which answers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that can be read.
    Domain,
    /// Those inside the population.
    Population,
    /// Those inside the population, without "not applicable".
    Answered,
}

/// Far beyond every value that a domain may hold.
const FAR: i64 = i64::MAX / 4;

/// The axes of a form, under a scope.
#[derive(Clone, Copy)]
pub struct Space<'a> {
    pub form: &'a Form,
    pub scope: Scope,
}

impl Space<'_> {
    /// What a pattern on an axis may name.
    pub fn domain(self, axis: Axis) -> Domain {
        let form = self.form;
        match axis {
            Axis::Field(field) => form.fields[field].domain.clone(),
            Axis::Tried(field) => match &form.fields[field].domain {
                Domain::Number { places, .. } => Domain::Number { places: *places, min: -FAR, max: FAR },
                Domain::Date { .. } => Domain::Date { min: -FAR, max: FAR },
                options @ Domain::Options(_) => options.clone(),
            },
            Axis::Scale(scale) => points_domain(&form.scales[scale].range, form.scales[scale].whole),
            Axis::Raw(scale) => {
                let convert = form.scales[scale].convert.as_ref();
                points_domain(convert.map_or(&form.scales[scale].range, |convert| &convert.range), sum_is_whole(form, &form.scales[scale]))
            }
            Axis::Percent(scheme) => form.schemes[scheme].rounding.map_or(Domain::Options(Vec::new()), |rounding| {
                let unit = 10_i64.pow(rounding.percent_decimals);
                Domain::Number { places: rounding.percent_decimals, min: rounding.lowest * unit, max: rounding.highest * unit }
            }),
            Axis::Scheme(scheme) => Domain::Options(form.schemes[scheme].levels.iter().map(|level| level.id.clone()).collect()),
        }
    }

    /// Whether a pattern on an axis may name "not applicable".
    pub fn not_applicable(self, axis: Axis) -> bool {
        matches!(axis, Axis::Field(field) | Axis::Tried(field) if self.form.fields[field].not_applicable)
    }

    /// All values on an axis that count.
    pub fn universe(self, axis: Axis) -> Set {
        let all = self.domain(axis).all();
        let Axis::Field(field) = axis else {
            return if self.not_applicable(axis) { all.union(&Set::one(NOT_APPLICABLE)) } else { all };
        };
        if self.scope == Scope::Domain {
            return self.form.fields[field].answers();
        }
        let answers = if self.scope == Scope::Answered { all } else { self.form.fields[field].answers() };
        let tests = self.form.gates.iter().flat_map(|gate| &gate.require).filter(|test| test.field == field);
        tests.fold(answers, |inside, test| inside.intersection(&test.set))
    }

    /// What of a set counts. Outside the population a row may go on to the end or stop at the edge, it is all the same; but a row that
    /// begins inside and has a bound outside was typed with a number that does nothing, and that number is compared too.
    fn counted(self, axis: Axis, set: &Set) -> Set {
        let universe = self.universe(axis);
        let inside = set.intersection(&universe);
        let Axis::Field(field) = axis else { return inside };
        if inside.is_empty() {
            return inside;
        }
        let outside = self.form.fields[field].domain.all().without(&universe);
        let stretches = outside.intervals().iter().map(|&(low, high)| (Set::range(low, high), set.intersection(&Set::range(low, high))));
        stretches.filter(|(all, taken)| taken != all).fold(inside, |counted, (_, taken)| counted.union(&taken))
    }

    /// A set of the rule set in the ordinals of [`Space::domain`]: points of a whole scale become whole numbers.
    pub fn own(self, axis: Axis, set: &Set) -> Set {
        let whole = matches!(axis, Axis::Scale(_) | Axis::Raw(_)) && matches!(self.domain(axis), Domain::Number { places: 0, .. });
        if !whole {
            return set.clone();
        }
        let up = |units: i64| units.div_euclid(ONE) + i64::from(units.rem_euclid(ONE) != 0);
        let whole = set.intervals().iter().map(|&(low, high)| Set::range(up(low), high.div_euclid(ONE)));
        whole.fold(Set::empty(), |all, next| all.union(&next))
    }

    /// How a condition names an axis.
    pub fn name(self, axis: Axis) -> String {
        let form = self.form;
        match axis {
            Axis::Field(field) | Axis::Tried(field) => form.fields[field].id.clone(),
            Axis::Scale(scale) => form.scales[scale].id.clone(),
            Axis::Raw(_) => "raw".to_owned(),
            Axis::Percent(scheme) => match form.schemes[scheme].base {
                crate::form::Base::Horizon(scale, link) => format!("percent.{}", form.scales[scale].links[link].horizon),
                _ => "percent".to_owned(),
            },
            Axis::Scheme(scheme) => form.schemes[scheme].id.clone(),
        }
    }
}

fn points_domain(range: &Range, whole: bool) -> Domain {
    if whole {
        let up = |points: Points| points.0.div_euclid(ONE) + i64::from(!points.is_whole());
        return Domain::Number { places: 0, min: up(range.low), max: range.high.0.div_euclid(ONE) };
    }
    Domain::Number { places: PLACES, min: range.low.0, max: range.high.0 }
}

fn sum_is_whole(form: &Form, scale: &Scale) -> bool {
    scale.parts.iter().all(|part| match part {
        Part::Scale(inner) => form.scales[*inner].whole,
        Part::Item(item) => is_whole(&form.items[*item]),
    })
}

fn is_whole(item: &Item) -> bool {
    match &item.form {
        ItemForm::Tables(_, tables) => {
            let mut points = tables.iter().flat_map(|table| &table.rows).map(|row| row.points);
            points.all(|award| award.points().is_none_or(Points::is_whole))
        }
        ItemForm::Rows(rows, otherwise) => rows.iter().map(|row| row.points).chain(*otherwise).all(Points::is_whole),
        ItemForm::Weight(weight, _) => weight.is_whole(),
        ItemForm::Copas { .. } => false,
    }
}

/// All values that an axis has.
pub trait Universe<A> {
    /// As a set.
    fn all(&self, axis: &A) -> Set;
}

impl Universe<Axis> for Space<'_> {
    fn all(&self, axis: &Axis) -> Set {
        self.universe(*axis)
    }
}

/// A region: never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region<A = Axis>(BTreeMap<A, Set>);

impl<A> Default for Region<A> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<A: Copy + Ord> Region<A> {
    /// Where all these hold; `None` where that is nowhere.
    pub fn within(tests: impl IntoIterator<Item = (A, Set)>) -> Option<Self> {
        tests.into_iter().try_fold(Self::default(), |region, (axis, set)| region.narrowed(axis, &set))
    }

    /// The axes that it says something of.
    pub fn tests(&self) -> impl Iterator<Item = (A, &Set)> {
        self.0.iter().map(|(axis, set)| (*axis, set))
    }

    fn narrowed(mut self, axis: A, set: &Set) -> Option<Self> {
        let set = self.0.get(&axis).map_or_else(|| set.clone(), |before| before.intersection(set));
        let some = !set.is_empty();
        self.0.insert(axis, set);
        some.then_some(self)
    }

    /// What is in both.
    pub fn both(&self, other: &Self) -> Option<Self> {
        other.0.iter().try_fold(self.clone(), |region, (axis, set)| region.narrowed(*axis, set))
    }

    /// What is in this region and not in another, in pieces that do not overlap.
    fn without(&self, other: &Self, space: &impl Universe<A>) -> Vec<Self> {
        let mut left = self.clone();
        let mut pieces = Vec::new();
        for (axis, cut) in &other.0 {
            let set = left.0.get(axis).cloned().unwrap_or_else(|| space.all(axis));
            let (outside, inside) = (set.without(cut), set.intersection(cut));
            if !outside.is_empty() {
                let mut piece = left.clone();
                piece.0.insert(*axis, outside);
                pieces.push(piece);
            }
            if inside.is_empty() {
                return pieces;
            }
            left.0.insert(*axis, inside);
        }
        pieces
    }
}

impl Region {
    /// Where all these hold, as far as it counts; `None` where that is nowhere.
    pub fn of(tests: impl IntoIterator<Item = (Axis, Set)>, space: Space<'_>) -> Option<Self> {
        Self::within(tests.into_iter().map(|(axis, set)| (axis, space.counted(axis, &set))))
    }

    /// The simplest case in it, for a person to look up.
    pub fn witness(&self, space: Space<'_>) -> Option<String> {
        let value = |axis: Axis, set: &Set| {
            let (low, high) =
                set.intervals().iter().copied().find(|interval| interval.0 != NOT_APPLICABLE).or(set.intervals().first().copied())?;
            let domain = space.domain(axis);
            // Next to the end that is not far away.
            let value = if low <= -FAR { high } else { domain.simplest(low, high) };
            Some(format!("{}={}", space.name(axis), domain.print(value)))
        };
        let cases: Option<Vec<String>> = self.0.iter().map(|(axis, set)| value(*axis, set)).collect();
        cases.map(|cases| cases.join("; ")).filter(|case| !case.is_empty())
    }
}

/// What is left of some regions when others are cut out.
pub fn rest<A: Copy + Ord>(of: &[Region<A>], taken: &[Region<A>], space: impl Universe<A> + Copy) -> Vec<Region<A>> {
    taken.iter().fold(of.to_vec(), |left, cut| left.iter().flat_map(|region| region.without(cut, &space)).collect())
}
