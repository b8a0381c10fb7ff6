// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From lines to rows: each line finds its part in the rule set, and its patterns are read over the same axes.

use super::cells::{comparison_side, is_number, row};
use super::line::Line;
use crate::diagnostic::{Code, Diagnostic, Place, nearest::nearest};
use crate::form::Form;
use crate::parts::part::{Key, Kind, Part, Row};
use crate::parts::region::{Region, Space, rest};
use crate::parts::{AT_LEAST, AT_MOST, CASES};
use crate::text;

/// What the second table has of a part of the rule set.
#[derive(Clone, Default)]
pub struct Entered {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The first line that speaks of the part; `None` where none does.
    pub first: Option<Place>,
    /// Whether a line of it could not be read: then it is not compared, that was told.
    pub faulty: bool,
}

/// Reads the lines against the parts of a rule set: an answer for each part, in their order.
pub fn read(form: &Form, parts: &[Part], lines: Vec<Line>, findings: &mut Vec<Diagnostic>) -> Vec<Entered> {
    let mut entered = vec![Entered::default(); parts.len()];
    let mut taken: Vec<(String, String, Vec<Region>)> = Vec::new();
    let mut unknown: Vec<Key> = Vec::new();
    for line in lines {
        let key = key(parts, &line);
        let Some(at) = parts.iter().position(|part| part.key == key) else {
            if !unknown.contains(&key) {
                findings.push(only_here(parts, &key, &line));
                unknown.push(key);
            }
            continue;
        };
        let part = &parts[at];
        entered[at].first.get_or_insert_with(|| line.place.clone());
        match row(form, part, &line) {
            Ok(mut row) => {
                if let Some(family) = &part.family {
                    let own = row.regions.clone();
                    let earlier = taken.iter().filter(|(of, id, _)| of == family && *id != part.key.id);
                    let earlier: Vec<Region> = earlier.flat_map(|(_, _, regions)| regions.iter().cloned()).collect();
                    row.regions = rest(&own, &earlier, Space { form, scope: part.scope });
                    taken.push((family.clone(), part.key.id.clone(), own));
                }
                entered[at].rows.push(row);
            }
            Err(finding) => {
                entered[at].faulty = true;
                findings.push(*finding);
            }
        }
    }
    entered
}

/// The part that a line speaks of: of some parts a line names one half.
fn key(parts: &[Part], line: &Line) -> Key {
    let id = &line.id;
    let half = match line.kind {
        Kind::Item => {
            let column = line.when.split_once('=').map(|(field, _)| field.trim());
            let columns = parts.iter().filter(|part| part.key.kind == Kind::Item && part.key.id == *id && part.key.of.is_some());
            if columns.count() > 0 { column } else { None }
        }
        Kind::Range => Some(CASES).filter(|_| !line.when.is_empty()),
        Kind::Constraint => match comparison_side(&line.value) {
            Some((AT_MOST, _)) => Some(AT_MOST),
            // Between fields `at_least` is `at_most` read from the other side.
            Some((_, other)) => Some(if is_number(other) { AT_LEAST } else { AT_MOST }),
            None => None,
        },
        _ => None,
    };
    half.map_or_else(|| Key::new(line.kind, id), |half| Key::half(line.kind, id, half))
}

/// A part that the rule set does not have.
fn only_here(parts: &[Part], key: &Key, line: &Line) -> Diagnostic {
    let of_kind = parts.iter().filter(|part| part.key.kind == key.kind);
    let near = nearest(&key.id, of_kind.clone().map(|part| part.key.id.as_str()));
    let found = text!("{key} staat alleen in de tweede tabel", "{key} is only in the second table");
    let mut finding = Diagnostic::new(Code::OnlyInSecond, line.place.clone(), found);
    let place = of_kind.clone().find(|part| part.key.id == key.id || Some(part.key.id.as_str()) == near).or(parts.first());
    if let Some(part) = place {
        finding = finding.related(part.place.clone(), text!("hier zou het in de regelset staan", "it would stand here in the rule set"));
    }
    match near.filter(|near| *near != key.id) {
        Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
        None => finding,
    }
}
