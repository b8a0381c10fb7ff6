//! Parts that nobody reaches are told, unless the file names them as known; and what it names must be so.

use super::Prover;
use crate::diagnostic::Code;
use crate::diagnostic::nearest::nearest;
use crate::text;

pub fn check(prover: &mut Prover<'_>) {
    let dead = std::mem::take(&mut prover.dead);
    for declared in &prover.form.unreachable {
        if dead.iter().any(|(part, _)| *part == declared.part) {
            continue;
        }
        let part = &declared.part;
        let near = nearest(part, dead.iter().map(|(part, _)| part.as_str()));
        let found = text!("`{part}` is bereikbaar of bestaat niet", "`{part}` is reachable or does not exist");
        prover.tell(Code::NotUnreachable, &declared.span, found, |finding| match near {
            Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
            None => finding.mend(text!("haal dit blok weg", "remove this block")),
        });
    }
    for (part, finding) in dead {
        if !prover.form.unreachable.iter().any(|declared| declared.part == part) {
            prover.findings.push(finding);
        }
    }
}
