// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Links: the probability rises with the score, and every exception is at a score that can occur, in one exception only.

use super::Prover;
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::text;

/// What can be said of the links by themselves.
pub fn check(prover: &mut Prover<'_>) {
    for link in prover.form.scales.iter().flat_map(|scale| &scale.links) {
        let horizon = &link.horizon;
        if !link.rises() {
            let slope = link.slope;
            let found = text!("de helling van `{horizon}` is {slope}", "the slope of `{horizon}` is {slope}");
            prover.tell(Code::NotRising, &link.span, found, |finding| {
                finding.allowed(text!(
                    "een helling boven nul: de kans stijgt met de score",
                    "a slope above zero: the probability rises with the score"
                ))
            });
        }
        for (index, (set, _)) in link.at.iter().enumerate() {
            if link.at[..index].iter().any(|(other, _)| !other.intersection(set).is_empty()) {
                let found = text!("twee uitzonderingen van `{horizon}` overlappen", "two exceptions of `{horizon}` overlap");
                prover.tell(Code::Overlap, &link.span, found, |finding| {
                    finding.mend(text!("maak een van de twee nauwer", "narrow one of the two"))
                });
            }
        }
    }
}

/// Exceptions at a score that nobody has are slips.
pub fn check_reach(prover: &mut Prover<'_>, space: &Space<'_>, wrong: &[bool]) {
    for (index, scale) in prover.form.scales.iter().enumerate().filter(|(index, _)| !wrong[*index]) {
        for link in &scale.links {
            for (set, probability) in &link.at {
                let mut intervals = set.intervals().iter();
                if !intervals.any(|&(low, high)| space.first_in(index, Stage::Value, low, high).is_some()) {
                    let horizon = &link.horizon;
                    let found = text!(
                        "de uitzondering van `{horizon}` met kans {probability} staat bij een score die niemand heeft",
                        "the exception of `{horizon}` with probability {probability} is at a score that nobody has"
                    );
                    prover.tell(Code::DeadRow, &link.span, found, |finding| {
                        finding.mend(text!("kijk de score na in de bron", "look up the score in the source"))
                    });
                }
            }
        }
    }
}
