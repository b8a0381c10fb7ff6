// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Parts that nobody reaches are told, unless the file names them as known; and what it names must be so.

use super::Prover;
use crate::diagnostic::Code;
use crate::diagnostic::nearest::nearest;
use crate::text;

/// `complete` says whether every part was looked at; else only parts that were found dead are told.
pub fn check(prover: &mut Prover<'_>, complete: bool) {
    let dead = std::mem::take(&mut prover.dead);
    let reached = std::mem::take(&mut prover.declared);
    for declared in &prover.form.unreachable {
        let part = &declared.part;
        if dead.iter().any(|(one, _)| one == part) {
            continue;
        }
        if let Some((_, record)) = reached.iter().find(|(one, _)| one == part) {
            let found = text!("`{part}` is wel bereikbaar", "`{part}` is reachable after all");
            let witness = record.clone();
            prover.tell(Code::NotUnreachable, &declared.span, found, |finding| {
                finding.witness(witness).mend(text!("haal dit blok weg", "remove this block"))
            });
        } else if complete {
            let near = nearest(part, dead.iter().map(|(part, _)| part.as_str()));
            let found = text!("het onderdeel `{part}` bestaat niet", "the part `{part}` does not exist");
            prover.tell(Code::NotUnreachable, &declared.span, found, |finding| match near {
                Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
                None => finding.allowed(text!(
                    "level SCHEMA.NIVEAU | rule REGEL | rule SCHEMA.N | row ITEM.VELD.PATROON | row ITEM.N | convert SCHAAL.PATROON",
                    "level SCHEME.LEVEL | rule RULE | rule SCHEME.N | row ITEM.FIELD.PATTERN | row ITEM.N | convert SCALE.PATTERN"
                )),
            });
        }
    }
    for (part, finding) in dead {
        if !prover.form.unreachable.iter().any(|declared| declared.part == part) {
            prover.findings.extend(finding);
        }
    }
}
