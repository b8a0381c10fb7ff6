// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What of a record its result depends on, as a number: records of one key have one result (a test holds them to it).
//!
//! A field that no other is weighed against adds what its answer adds to the sums, and which gates it fails; whether it is known stands
//! apart. Of any other field the cell of its value is told, for no pattern tells the values of a cell apart; of a field that is compared
//! with others the value itself.

use super::Evaluator;
use crate::domain::{Answer, NOT_APPLICABLE};
use crate::plan::{Cells, Plan, Role, TermPoints};

/// The parts of keys, by field.
#[derive(Clone, Debug)]
pub struct Classes {
    fields: Vec<Parts>,
}

/// What the answers to a field add to a key.
#[derive(Clone, Debug)]
enum Parts {
    /// By cell, with the place of the marks for answers that are no value.
    Sums { cells: Cells, parts: Vec<u128>, shift: u32 },
    /// The cell.
    Cell { cells: Cells, shift: u32 },
    /// The value, from the least on.
    Value { low: i64, high: i64, shift: u32 },
}

/// Answers that are no value, and where values begin.
const UNKNOWN: u64 = 1;
const NOT_DECLARED: u64 = 2;
const VALUES: u64 = 3;

impl Classes {
    /// Those of an instrument; nothing where they do not fit in a key.
    #[must_use]
    pub fn of(evaluator: &Evaluator) -> Option<Self> {
        let (form, plan) = (evaluator.instrument().form(), evaluator.instrument().plan());
        let mut room = Room(0);
        let gates = room.take(plan.gates.len())?;
        let sums: Vec<Sum> = (0..plan.width()).map(|place| Sum::of(plan, place, &mut room)).collect::<Option<_>>()?;
        let mut fields = Vec::new();
        for (at, field) in form.fields.iter().enumerate() {
            let cells = plan.fields[at].cells.clone();
            if is_alone(plan, at) {
                let parts = cells.all().map(|cell| alone(plan, at, cell, gates, &sums)).collect::<Option<_>>()?;
                fields.push(Parts::Sums { cells, parts, shift: room.take(2)? });
            } else if plan.bonds.iter().any(|bond| bond.relation.fields().contains(&at)) {
                let all = field.domain.all();
                let (low, high) = (all.first()?, all.last()?);
                let values = u64::try_from(high.checked_sub(low)?).ok()?;
                fields.push(Parts::Value { low, high, shift: room.take_for(values.checked_add(VALUES)?)? });
            } else {
                let most = VALUES + cells.len() as u64;
                fields.push(Parts::Cell { cells, shift: room.take_for(most)? });
            }
        }
        Some(Self { fields })
    }

    /// What an answer to a field adds to the key; nothing for a value that the field does not have.
    #[must_use]
    pub fn part(&self, field: usize, answer: Answer) -> Option<u128> {
        let (Parts::Sums { shift, .. } | Parts::Cell { shift, .. } | Parts::Value { shift, .. }) = self.fields.get(field)?;
        let mark = |mark: u64| Some(u128::from(mark) << shift);
        match (answer, self.fields.get(field)?) {
            (Answer::Unknown, _) => mark(UNKNOWN),
            (Answer::NotApplicable, Parts::Sums { cells, .. } | Parts::Cell { cells, .. }) if cells.of_value(NOT_APPLICABLE).is_none() => {
                mark(NOT_DECLARED)
            }
            (Answer::NotApplicable, Parts::Value { .. }) => mark(NOT_DECLARED),
            (Answer::NotApplicable, _) => self.part(field, Answer::Known(NOT_APPLICABLE)),
            (Answer::Known(value), Parts::Sums { cells, parts, .. }) => parts.get(usize::from(cells.of_value(value)?)).copied(),
            (Answer::Known(value), Parts::Cell { cells, .. }) => mark(VALUES + u64::from(cells.of_value(value)?)),
            (Answer::Known(value), Parts::Value { low, high, .. }) if (low..=high).contains(&&value) => {
                mark(VALUES + u64::try_from(value.checked_sub(*low)?).ok()?)
            }
            (Answer::Known(_), Parts::Value { .. }) => None,
        }
    }

    /// The key of a record; nothing where a value is none of its field's.
    #[must_use]
    pub fn key(&self, answers: &[Answer]) -> Option<u128> {
        answers.iter().enumerate().try_fold(0, |key, (field, &answer)| Some(key + self.part(field, answer)?))
    }
}

/// Bits of a key that are given out.
struct Room(u32);

impl Room {
    /// The place of so many bits.
    fn take(&mut self, bits: usize) -> Option<u32> {
        let start = self.0;
        self.0 = start.checked_add(u32::try_from(bits).ok()?)?;
        // The highest bit of a key stays free: it may mean that there is no key.
        (self.0 < u128::BITS).then_some(start)
    }

    /// The place of the bits for a number up to `most`.
    fn take_for(&mut self, most: u64) -> Option<u32> {
        self.take((u64::BITS - most.leading_zeros()) as usize)
    }
}

/// A sum of a state, in units that all points of fields alone are whole numbers of.
struct Sum {
    place: usize,
    unit: i64,
    shift: u32,
}

impl Sum {
    fn of(plan: &Plan, place: usize, room: &mut Room) -> Option<Self> {
        let (mut unit, mut most) = (0_i64, 0_i64);
        for field in (0..plan.asked).filter(|&field| is_alone(plan, field)) {
            let (least, points) = points(plan, field, place)?;
            unit = points.iter().try_fold(unit, |unit, point| Some(greatest_divisor(unit, point.checked_sub(least)?)))?;
            most = most.checked_add(points.iter().max()?.checked_sub(least)?)?;
        }
        let unit = unit.max(1);
        let shift = room.take_for(u64::try_from(most / unit).ok()?)?;
        Some(Self { place, unit, shift })
    }
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}

/// Whether everything that looks at a field looks at it alone, and only adds points or asks for whom the instrument is.
fn is_alone(plan: &Plan, field: usize) -> bool {
    let looks = || plan.factors.iter().filter(|factor| factor.fields.contains(&field));
    let is_simple = |role: Role| match role {
        Role::Gate(_) => true,
        Role::Term(term) => matches!(plan.terms[term].points, TermPoints::Table(_)),
        Role::Ban(_) | Role::Relation(_) => false,
    };
    looks().all(|factor| factor.fields.len() == 1 && is_simple(factor.role)) && !plan.kept.contains(&field)
}

/// What each cell of a field adds to a sum, and the least of it.
fn points(plan: &Plan, field: usize, place: usize) -> Option<(i64, Vec<i64>)> {
    let mut cells = vec![0; plan.fields.len()];
    let mut points = Vec::new();
    for cell in plan.fields[field].cells.all() {
        cells[field] = cell;
        let mut sum = 0_i64;
        for factor in plan.factors.iter().filter(|factor| factor.fields == [field]) {
            if let Role::Term(term) = factor.role {
                let times = plan.terms[term].places.iter().filter(|&&own| own == place).count();
                let added = plan.terms[term].points.at(&cells, &plan.fields);
                sum = sum.checked_add(added.checked_mul(i64::try_from(times).ok()?)?)?;
            }
        }
        points.push(sum);
    }
    Some((*points.iter().min()?, points))
}

/// What a cell of a field that is looked at alone adds to a key.
fn alone(plan: &Plan, field: usize, cell: u16, gates: u32, sums: &[Sum]) -> Option<u128> {
    let mut cells = vec![0; plan.fields.len()];
    cells[field] = cell;
    let mut part = 0;
    for factor in plan.factors.iter().filter(|factor| factor.fields == [field]) {
        if let Role::Gate(gate) = factor.role
            && !plan.gates[gate].at(&cells)
        {
            part |= 1 << (gates + u32::try_from(gate).ok()?);
        }
    }
    for sum in sums {
        let (least, points) = points(plan, field, sum.place)?;
        let steps = points.get(usize::from(cell))?.checked_sub(least)? / sum.unit;
        part += u128::from(u64::try_from(steps).ok()?) << sum.shift;
    }
    Some(part)
}
