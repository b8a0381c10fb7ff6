// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A difference for another program. Keys and codes are English and stable.

use serde_json::{Value, json};

use super::cases::{Cases, HEADER, Matrix, Subject};
use super::share::{Counted, Share, Uncounted};
use super::{Difference, Pairs};
use crate::lang::Lang;
use crate::report::names;

/// Version of this layout.
pub const FORMAT_VERSION: u64 = 1;

/// Everything there is to tell. Counts of combinations are strings: they can be larger than a number of JSON.
#[must_use]
pub fn json(difference: &Difference<'_>, lang: Lang) -> Value {
    let changes = difference.changes.iter().map(|change| {
        json!({
            "class": change.class.code(),
            "section": change.section.code(),
            "id": change.id,
            "what": change.what,
            "lang": change.lang.map(Lang::code),
            "when": change.place,
            "old": change.old,
            "new": change.new,
        })
    });
    json!({
        "format_version": FORMAT_VERSION,
        "old": difference.old.stamp(),
        "new": difference.new.stamp(),
        "status": {
            "old": names::status_code(difference.old.form().status),
            "new": names::status_code(difference.new.form().status),
        },
        "changes": changes.collect::<Vec<_>>(),
        "share": share(difference),
        "cases": difference.cases.as_ref().map(|cases| self::cases(cases, lang)),
    })
}

fn share(difference: &Difference<'_>) -> Value {
    match &difference.share {
        Share::Counted(counted) => self::counted(difference, counted),
        Share::Uncounted(Uncounted::TooLarge(fields)) => json!({ "counted": false, "why": "too_large", "fields": fields }),
        Share::Uncounted(Uncounted::OtherType(field)) => json!({ "counted": false, "why": "other_type", "fields": [field] }),
        Share::Uncounted(Uncounted::NoResult) => json!({ "counted": false, "why": "no_result", "fields": [] }),
    }
}

fn counted(difference: &Difference<'_>, counted: &Counted) -> Value {
    let (old, new) = (difference.old.form(), difference.new.form());
    let pairs = Pairs::of(old, new);
    let schemes = pairs.schemes.iter().zip(&counted.schemes).map(|(pair, count)| {
        json!({
            "old": old.schemes[pair.old].id,
            "new": new.schemes[pair.new].id,
            "reported": pair.reported,
            "other_level": count.to_string(),
        })
    });
    json!({
        "counted": true,
        "combinations": counted.both.to_string(),
        "other_score": counted.score.to_string(),
        "other_level": counted.level.to_string(),
        "other_result": counted.result.to_string(),
        "schemes": schemes.collect::<Vec<_>>(),
        "only_old_population": counted.one_population[0].to_string(),
        "only_new_population": counted.one_population[1].to_string(),
        "only_old_consistent": counted.one_consistent[0].to_string(),
        "only_new_consistent": counted.one_consistent[1].to_string(),
        "only_old_fields": counted.lone_fields[0],
        "only_new_fields": counted.lone_fields[1],
    })
}

fn cases(cases: &Cases, lang: Lang) -> Value {
    let moves = cases.moves.iter().map(|one| {
        let cells = HEADER.iter().zip(one.cells()).map(|(name, cell)| ((*name).to_owned(), json!(cell)));
        let mut object: serde_json::Map<String, Value> = cells.collect();
        object.insert("row".to_owned(), json!(one.row));
        object.insert("causes".to_owned(), json!(one.causes));
        Value::Object(object)
    });
    json!({
        "read": cases.read,
        "moved": cases.moved,
        "other_probability_only": cases.other_probability,
        "reconciles": cases.reconciles(),
        "matrices": cases.matrices.iter().map(matrix).collect::<Vec<_>>(),
        "causes": cases.causes,
        "moves": moves.collect::<Vec<_>>(),
        "notes": cases.notes.iter().map(|note| note.get(lang)).collect::<Vec<_>>(),
    })
}

fn matrix(matrix: &Matrix) -> Value {
    let (of, reported) = match matrix.subject {
        Subject::Levels(_, reported) => ("levels", reported),
        Subject::Scores(_) => ("scores", true),
        Subject::Outcomes => ("outcomes", true),
    };
    let states = [matrix.states(0), matrix.states(1)];
    let names = |side: usize| states[side].iter().map(|&state| matrix.name(side, state)).collect::<Vec<_>>();
    let totals = |side: usize| states[side].iter().map(|&state| matrix.total_of(side, state)).collect::<Vec<_>>();
    let counts = states[0].iter().map(|&old| states[1].iter().map(|&new| matrix.cell(old, new)).collect::<Vec<_>>());
    json!({
        "of": of,
        "name": matrix.name,
        "reported": reported,
        "old": names(0),
        "new": names(1),
        "counts": counts.collect::<Vec<_>>(),
        "old_totals": totals(0),
        "new_totals": totals(1),
        "total": matrix.total(),
    })
}
