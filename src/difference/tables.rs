// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What differs in numbers: the parts of both rule sets, held against each other over all answers that count on either side.

use super::change::{Change, Class, Section};
use super::joint::{Joint, JointSpace, Side};
use crate::domain::Set;
use crate::form::Form;
use crate::parts::part::{Key, Kind, Part};
use crate::parts::region::{Region, Space, rest};
use crate::parts::value::Value;
use crate::parts::{self};

/// A row of one side on the joint axes.
type Row = (Vec<Region<usize>>, Value);

/// A table of one side; rules of one family are one table.
struct Table {
    key: Key,
    part: Part,
    rows: Vec<Row>,
}

/// What [`super::settings`] and [`super::standing`] tell in their own words.
const SETTINGS: [Kind; 6] = [Kind::Domain, Kind::Derive, Kind::Feeds, Kind::Report, Kind::Study, Kind::ShelfLife];

/// Every change of a number, a pattern or a word that decides.
pub(super) fn changes(joint: &Joint<'_>) -> Vec<Change> {
    let [old, new] = [tables(joint, Side::Old), tables(joint, Side::New)];
    let mut changes = Vec::new();
    let partner = |tables: &[Table], all: &[Table], at: usize| {
        // Horizons of several scales may have one name: the first stands for the first.
        let before = all[..at].iter().filter(|table| table.key == all[at].key).count();
        tables.iter().enumerate().filter(|(_, table)| table.key == all[at].key).nth(before).map(|(place, _)| place)
    };
    for (at, table) in old.iter().enumerate() {
        match partner(&new, &old, at) {
            Some(other) => changes.extend(differing(joint, table, &new[other])),
            None => changes.push(lone(joint, table, Side::Old)),
        }
    }
    let added = (0..new.len()).filter(|&at| partner(&old, &new, at).is_none());
    changes.extend(added.map(|at| lone(joint, &new[at], Side::New)));
    changes
}

fn tables(joint: &Joint<'_>, side: Side) -> Vec<Table> {
    let form = joint.forms[side as usize];
    let mut tables: Vec<Table> = Vec::new();
    for part in parts::parts(form).into_iter().filter(|part| !SETTINGS.contains(&part.key.kind)) {
        let rows = part.complete(&part.rows, Space { form, scope: part.scope });
        let rows = rows.into_iter().map(|row| {
            let regions = row.regions.iter().filter_map(|region| joint.region(side, region));
            (regions.collect(), row.value)
        });
        let rows: Vec<Row> = rows.collect();
        let Some(family) = &part.family else {
            tables.push(Table { key: part.key.clone(), part, rows });
            continue;
        };
        let key = Key::new(part.key.kind, if part.key.kind == Kind::Level { String::new() } else { family.clone() });
        match tables.iter_mut().find(|table| table.part.family.is_some() && table.key == key) {
            Some(table) => table.rows.extend(rows),
            None => tables.push(Table { key, part, rows }),
        }
    }
    tables
}

fn differing(joint: &Joint<'_>, old: &Table, new: &Table) -> Vec<Change> {
    let space = JointSpace { joint, scope: old.part.scope };
    let all = |table: &Table| table.rows.iter().flat_map(|(regions, _)| regions.clone()).collect::<Vec<_>>();
    let mut found: Vec<(Region<usize>, Option<Value>, Option<Value>)> = Vec::new();
    let (all_old, all_new) = (all(old), all(new));
    for (regions, value) in &old.rows {
        for (others, other) in new.rows.iter().filter(|(_, other)| other != value) {
            let both = regions.iter().flat_map(|region| others.iter().filter_map(|there| region.both(there)));
            found.extend(both.map(|region| (region, Some(value.clone()), Some(other.clone()))));
        }
        let lone = rest(regions, &all_new, space).into_iter().filter_map(|region| joint.shared(Side::Old, &region, old.part.scope));
        found.extend(lone.map(|region| (region, Some(value.clone()), None)));
    }
    for (regions, value) in &new.rows {
        let lone = rest(regions, &all_old, space).into_iter().filter_map(|region| joint.shared(Side::New, &region, new.part.scope));
        found.extend(lone.map(|region| (region, None, Some(value.clone()))));
    }
    let said = |value: Option<Value>| value.map(|value| value.to_string());
    merged(found)
        .into_iter()
        .map(|(region, before, after)| Change { place: joint.print(&region), old: said(before), new: said(after), ..change(joint, old) })
        .collect()
}

/// A part that only one side has, on one line: `age 18..35: 1; 35..40: 0`.
fn lone(joint: &Joint<'_>, table: &Table, side: Side) -> Change {
    let mut last: Option<String> = None;
    let mut rows: Vec<String> = Vec::new();
    for (regions, value) in table.rows.iter().filter(|(_, value)| table.part.rest.is_none_or(|rest| *value != Value::word(rest))) {
        let mut places: Vec<String> = Vec::new();
        for region in regions {
            let axis = region.tests().next().filter(|_| region.tests().count() == 1).map(|(axis, _)| joint.lines[axis].name.clone());
            let place = joint.print(region);
            // The name of the one thing that a table looks at stands at its first row.
            let again = axis.as_ref().filter(|_| axis == last).and_then(|name| place.strip_prefix(name.as_str()));
            places.push(again.unwrap_or(&place).trim_start().to_owned());
            last = axis;
        }
        places.retain(|place| !place.is_empty());
        rows.push(if places.is_empty() { value.to_string() } else { format!("{}: {value}", places.join(" / ")) });
    }
    let said = Some(rows.join("; "));
    let (old, new) = if side == Side::Old { (said, None) } else { (None, said) };
    Change { old, new, ..change(joint, table) }
}

fn change(joint: &Joint<'_>, table: &Table) -> Change {
    let (key, kind) = (&table.key, table.key.kind);
    let of_rules = table.part.family.is_some();
    let section = match kind {
        Kind::Item | Kind::Combine | Kind::Weight | Kind::Applies | Kind::Feeds => Section::Item,
        Kind::Sum | Kind::Convert | Kind::Range => Section::Scale,
        Kind::Level | Kind::Probability if of_rules => Section::Rule,
        Kind::Level | Kind::Order | Kind::Percent | Kind::Report => Section::Scheme,
        Kind::Link | Kind::Probability => Section::Link,
        Kind::Norm | Kind::Share => Section::Norm,
        Kind::Gate => Section::Population,
        Kind::Constraint => Section::Constraint,
        Kind::Study => Section::Study,
        Kind::ShelfLife => Section::Head,
        Kind::Unknown | Kind::Domain | Kind::Derive => Section::Field,
    };
    let what = if kind == Kind::Item { "points" } else { kind.word() };
    Change {
        class: Class::Counts,
        section,
        id: key.id.clone(),
        what,
        place: String::new(),
        old: None,
        new: None,
        unit: unit(&joint.forms, key, of_rules),
        lang: None,
    }
}

/// The part that can be undone by itself; none where nothing that is computed hangs on it.
fn unit(forms: &[&Form; 2], key: &Key, of_rules: bool) -> Option<String> {
    let id = key.id.as_str();
    let before_dot = || id.rsplit_once('.').map_or(id, |(before, _)| before);
    Some(match key.kind {
        _ if of_rules => "rules".to_owned(),
        Kind::Item | Kind::Combine | Kind::Weight | Kind::Applies => format!("item:{id}"),
        Kind::Sum => format!("sum:{id}"),
        Kind::Convert => format!("convert:{id}"),
        // `2y.slope` and `2y`; a horizon may have a dot of its own.
        Kind::Link => {
            let horizons = forms.iter().flat_map(|form| form.scales.iter().flat_map(|scale| &scale.links));
            let whole = horizons.into_iter().any(|link| link.horizon == id);
            format!("link:{}", if whole { id } else { before_dot() })
        }
        Kind::Level | Kind::Order => format!("scheme:{id}"),
        Kind::Percent => format!("scheme:{}", before_dot()),
        Kind::Gate => format!("gate:{id}"),
        Kind::Constraint => format!("constraint:{id}"),
        Kind::Unknown => format!("unknown:{id}"),
        Kind::Probability
        | Kind::Norm
        | Kind::Share
        | Kind::Range
        | Kind::Domain
        | Kind::Derive
        | Kind::Feeds
        | Kind::Report
        | Kind::Study
        | Kind::ShelfLife => return None,
    })
}

/// Regions on one axis with the same values before and after are one.
fn merged(found: Vec<(Region<usize>, Option<Value>, Option<Value>)>) -> Vec<(Region<usize>, Option<Value>, Option<Value>)> {
    let axis = |region: &Region<usize>| {
        let mut tests = region.tests();
        tests.next().filter(|_| region.tests().count() == 1).map(|(axis, set)| (axis, set.clone()))
    };
    let mut all: Vec<(Region<usize>, Option<Value>, Option<Value>)> = Vec::new();
    for (region, before, after) in found {
        let own = axis(&region);
        let same = all.iter_mut().find(|(other, old, new)| {
            (&before, &after) == (old, new) && own.as_ref().map(|own| own.0) == axis(other).map(|other| other.0) && own.is_some()
        });
        match (same, own) {
            (Some((other, ..)), Some((place, set))) => {
                let set: Set = axis(other).map_or_else(Set::empty, |(_, there)| there).union(&set);
                if let Some(both) = Region::within([(place, set)]) {
                    *other = both;
                }
            }
            _ => all.push((region, before, after)),
        }
    }
    all
}
