// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Conversions: every reachable raw sum has exactly one row, and every row is reachable.

use super::Prover;
use super::ranges::{declared, uncertainty};
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::domain::Set;
use crate::form::Conversion;
use crate::text;

/// Whether every conversion has one row for each raw sum.
pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) -> bool {
    let told = prover.findings.len();
    // Inner scales first: where one lacks a row, what adds it up says no more.
    for &scale in &space.plan.order {
        let Some(convert) = &prover.form.scales[scale].convert else { continue };
        partition(prover, space, scale, convert);
        if prover.findings.len() > told {
            return false;
        }
    }
    true
}

/// Whether every row of a conversion is reached.
pub fn check_reach(prover: &mut Prover<'_>, space: &Space<'_>, wrong: &[bool]) {
    for (index, scale) in prover.form.scales.iter().enumerate().filter(|(index, _)| !wrong[*index]) {
        let Some(convert) = &scale.convert else { continue };
        let id = &scale.id;
        for row in &convert.rows {
            let reached = row.set.intervals().iter().find_map(|&(low, high)| space.first_in(index, Stage::Raw, low, high));
            let pattern = &row.pattern;
            let found = text!("geen ruwe som van `{id}` is {pattern}", "no raw sum of `{id}` is {pattern}");
            let record = reached.map(|(_, choice)| move || space.witness(&choice));
            prover.reach(format!("convert {id}.{pattern}"), record, Code::DeadRow, &row.span, found);
        }
    }
}

fn partition(prover: &mut Prover<'_>, space: &Space<'_>, scale: usize, convert: &Conversion) {
    let id = &prover.form.scales[scale].id;
    let mut covered = Set::empty();
    for (index, row) in convert.rows.iter().enumerate() {
        let twice = row.set.intersection(&covered);
        if let Some(&(low, _)) = twice.intervals().first() {
            let reached = twice.intervals().iter().find_map(|&(low, high)| space.first_in(scale, Stage::Raw, low, high));
            let raw = reached.as_ref().map_or(crate::number::Points(low), |(raw, _)| *raw);
            let other = convert.rows[..index].iter().find(|other| other.set.contains(raw.0));
            let place = other.map(|other| prover.place(&other.span));
            let found = text!("de ruwe som {raw} van `{id}` heeft twee omzettingen", "the raw sum {raw} of `{id}` has two conversions");
            prover.tell(Code::ConversionOverlap, &row.span, found, |mut finding| {
                finding.related = place.map(|place| (place, text!("de andere rij", "the other row")));
                finding.witness = reached.map(|(_, choice)| space.witness(&choice));
                finding.mend(text!("laat de rijen op elkaar aansluiten", "make the rows meet"))
            });
        }
        covered = covered.union(&row.set);
    }
    // Raw sums outside the declared range are told as that.
    let missing = declared(&convert.range, uncertainty(prover.form, scale, Stage::Raw)).without(&covered);
    let missed = missing.intervals().iter().find_map(|&(low, high)| space.first_in(scale, Stage::Raw, low, high));
    if let Some((raw, choice)) = missed {
        let witness = space.witness(&choice);
        let found = text!("de ruwe som {raw} van `{id}` heeft geen omzetting", "the raw sum {raw} of `{id}` has no conversion");
        prover.tell(Code::ConversionGap, &convert.span, found, |finding| {
            finding.witness(witness).mend(text!("voeg een rij toe voor \"{raw}\"", "add a row for \"{raw}\""))
        });
    }
}
