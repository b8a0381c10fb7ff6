// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norms: rows fit together, values rise where that is declared, and every row is at a score that can occur.

use super::Prover;
use super::space::{Space, Stage};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Norm, NormKind, NormRow};
use crate::number::Points;
use crate::number::fixed::{ONE, PLACES};
use crate::text;

/// What can be said of the rows by themselves.
pub fn check_fit(prover: &mut Prover<'_>) {
    for norm in &prover.form.norms {
        let unit = last_place(norm);
        for row in &norm.rows {
            fit(prover, norm, row, unit);
        }
        for pair in norm.rows.windows(2) {
            let score = pair[1].at.first().map_or_else(String::new, |at| Points(at).to_string());
            if pair[0].at.last() >= pair[1].at.first() {
                let found = text!(
                    "de rijen staan niet van lage naar hoge score, bij score {score}",
                    "the rows are not from low to high score, at score {score}"
                );
                prover.tell(Code::NotRising, &pair[1].span, found, |finding| {
                    finding.mend(text!(
                        "zet de rijen van laag naar hoog, elke score één keer",
                        "put the rows from low to high, each score once"
                    ))
                });
                continue;
            }
            if norm.rising && pair[0].value >= pair[1].value {
                let (value, before) = (pair[1].value, pair[0].value);
                let found = text!(
                    "de waarde {value} bij score {score} ligt niet boven de vorige, {before}",
                    "the value {value} at score {score} is not above the one before, {before}"
                );
                prover.tell(Code::NotRising, &pair[1].span, found, |finding| {
                    finding.mend(text!(
                        "zoek beide waarden op in de bron; klopt het, laat `rising` dan weg",
                        "look up both values in the source; if they are right, leave out `rising`"
                    ))
                });
            }
            let adjacent = pair[0].at.last().is_some_and(|last| pair[1].at.first() == Some(last + ONE));
            if let (true, Some([below, same, _]), Some([next, ..])) = (adjacent, pair[0].shares, pair[1].shares)
                && beyond(below + same - next, unit)
            {
                let sum = below + same;
                let found = text!(
                    "`below` bij score {score} is {next}, de vorige rij geeft {sum}",
                    "`below` at score {score} is {next}, the row before gives {sum}"
                );
                prover.tell(Code::NormMisfit, &pair[1].span, found, look_up);
            }
        }
    }
}

/// How a number that does not fit is mended.
fn look_up(finding: Diagnostic) -> Diagnostic {
    finding.mend(text!("zoek de rij op in de bron", "look up the row in the source"))
}

fn fit(prover: &mut Prover<'_>, norm: &Norm, row: &NormRow, unit: i64) {
    let score = row.at.first().map_or_else(String::new, |at| Points(at).to_string());
    let value = row.value;
    let possible = match norm.kind {
        NormKind::Percentile | NormKind::Rate => (0..=100 * ONE).contains(&value.0),
        NormKind::Ratio => value.0 > 0,
    };
    if !possible {
        let found = text!("{value} kan geen waarde van deze norm zijn", "{value} cannot be a value of this norm");
        let allowed = match norm.kind {
            NormKind::Ratio => text!("een getal boven nul", "a number above zero"),
            NormKind::Percentile | NormKind::Rate => text!("een percentage van 0 tot en met 100", "a percentage from 0 through 100"),
        };
        prover.tell(Code::NormMisfit, &row.span, found, |finding| look_up(finding.allowed(allowed)));
    }
    if let Some((low, high)) = row.interval
        && !(low <= value && value <= high)
    {
        let found = text!("{value} ligt buiten het interval {low} tot {high}", "{value} lies outside the interval {low} to {high}");
        prover.tell(Code::NormMisfit, &row.span, found, look_up);
    }
    let Some([below, same, higher]) = row.shares else { return };
    if beyond(below + same + higher - Points(100 * ONE), 2 * unit) {
        let found = text!(
            "`below`, `same` en `higher` zijn samen geen 100 bij score {score}",
            "`below`, `same` and `higher` are not 100 together at score {score}"
        );
        prover.tell(Code::NormMisfit, &row.span, found, look_up);
    }
    let midpoint = Points(below.0 + same.0 / 2);
    if norm.kind == NormKind::Percentile && beyond(value - midpoint, unit) {
        let found = text!(
            "het percentiel bij score {score} is {value}, `below` plus de helft van `same` is {midpoint}",
            "the percentile at score {score} is {value}, `below` plus half of `same` is {midpoint}"
        );
        prover.tell(Code::NormMisfit, &row.span, found, look_up);
    }
}

/// Whether a difference is more than half of a unit of the last printed place.
fn beyond(difference: Points, unit: i64) -> bool {
    difference.0.abs() > unit / 2
}

/// One unit of the last place that the norm's numbers are printed with.
fn last_place(norm: &Norm) -> i64 {
    let numbers = norm.rows.iter().flat_map(|row| {
        let interval = row.interval.into_iter().flat_map(|(low, high)| [low, high]);
        let shares = row.shares.into_iter().flatten();
        std::iter::once(row.value).chain(interval).chain(shares)
    });
    let places = numbers.map(|number| number.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len()));
    10_i64.pow(PLACES - u32::try_from(places.max().unwrap_or(0)).unwrap_or(0).min(PLACES))
}

/// Whether every row is at a score that can occur.
pub fn check_reach(prover: &mut Prover<'_>, space: &Space<'_>, wrong: &[bool]) {
    for norm in prover.form.norms.iter().filter(|norm| !wrong[norm.scale]) {
        for row in &norm.rows {
            let reached = row.at.intervals().iter().any(|&(low, high)| space.first_in(norm.scale, Stage::Value, low, high).is_some());
            if !reached {
                let id = &norm.id;
                let found = text!(
                    "een rij van de norm `{id}` staat bij een score die niemand heeft",
                    "a row of the norm `{id}` is at a score that nobody has"
                );
                prover.tell(Code::DeadRow, &row.span, found, |finding| {
                    finding.mend(text!("kijk de score na in de bron", "look up the score in the source"))
                });
            }
        }
    }
}
