// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The fields of both rule sets with the answers that either tells apart.

use super::Uncounted;
use crate::difference::joint::{Joint, Mapping, Side};
use crate::domain::Set;
use crate::parts::region::Axis;
use crate::plan::{Cells, Plan};

/// A field of one or both.
pub(super) struct Field {
    /// Its index in each plan.
    pub of: [Option<usize>; 2],
    /// For each joint cell: its least and greatest value, and the cell of each plan in which it lies.
    pub cells: Vec<((i64, i64), [u16; 2])>,
    /// For a person.
    pub name: String,
}

/// All of them; hidden fields of the plans after those that are asked.
pub(super) struct Fields {
    pub all: Vec<Field>,
    /// Places of the fields of each plan.
    pub places: [Vec<usize>; 2],
}

impl Fields {
    pub fn of(joint: &Joint<'_>, plans: [&Plan; 2]) -> Result<Self, Uncounted> {
        let mut fields = Self { all: Vec::new(), places: plans.map(|plan| vec![0; plan.fields.len()]) };
        for line in &joint.lines {
            let side = |side: Side| match &line.of[side as usize] {
                Some((Axis::Field(field), mapping)) => Some((*field, mapping)),
                _ => None,
            };
            let own = Side::BOTH.map(side);
            if own.iter().all(Option::is_none) {
                continue;
            }
            if fields.all.iter().any(|field| field.name == line.name) {
                return Err(Uncounted::OtherType(line.name.clone()));
            }
            let mapped: [Option<Vec<Set>>; 2] = [0, 1].map(|side| {
                own[side].map(|(field, mapping)| {
                    let cells = &plans[side].fields[field].cells;
                    cells.all().map(|cell| mapping.set(&cells.set(cell))).collect()
                })
            });
            let tied = |side: usize, field: usize| plans[side].bonds.iter().any(|bond| bond.relation.fields().contains(&field));
            let compared = (0..2).any(|side| own[side].is_some_and(|(field, mapping)| *mapping != Mapping::Same && tied(side, field)));
            if compared {
                return Err(Uncounted::OtherType(line.name.clone()));
            }
            let all = |sets: &Vec<Set>| sets.iter().fold(Set::empty(), |all, set| all.union(set));
            let answers = match &mapped {
                [Some(old), Some(new)] => all(old).intersection(&all(new)),
                [Some(one), None] | [None, Some(one)] => all(one),
                [None, None] => continue,
            };
            let joint_cells = Cells::cut(&answers, mapped.iter().flatten().flatten());
            let inside = |side: usize, low: i64| {
                let place = mapped[side].as_ref().and_then(|sets| sets.iter().position(|set| set.contains(low)));
                place.and_then(|place| u16::try_from(place).ok()).unwrap_or(0)
            };
            let cells = joint_cells.all().map(|cell| joint_cells.interval(cell));
            let cells = cells.map(|interval| (interval, [inside(0, interval.0), inside(1, interval.0)])).collect();
            fields.add(Field { of: own.map(|own| own.map(|(field, _)| field)), cells, name: line.name.clone() });
        }
        for (side, plan) in plans.iter().enumerate() {
            for (hidden, field) in plan.fields.iter().enumerate().skip(plan.asked) {
                let mut of = [None, None];
                of[side] = Some(hidden);
                let cells = field.cells.all().map(|cell| (field.cells.interval(cell), [cell, cell])).collect();
                fields.add(Field { of, cells, name: joint.forms[side].fields[field.named].id.clone() });
            }
        }
        Ok(fields)
    }

    fn add(&mut self, field: Field) {
        for (places, of) in self.places.iter_mut().zip(field.of) {
            if let Some(of) = of {
                places[of] = self.all.len();
            }
        }
        self.all.push(field);
    }
}

/// The fields that only one rule set has.
pub fn lone(joint: &Joint<'_>) -> [Vec<String>; 2] {
    [0, 1].map(|side| {
        let other = joint.forms[1 - side];
        let own = joint.forms[side].fields.iter().filter(|field| other.field(&field.id).is_none());
        own.map(|field| field.id.clone()).collect()
    })
}
