//! Conversions: every reachable raw sum has exactly one row, every row is reachable, and the declared raw range is right.

use super::Prover;
use super::ranges::compare;
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::number::Points;
use crate::text;

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    for (index, scale) in prover.form.scales.iter().enumerate() {
        let Some(convert) = &scale.convert else { continue };
        let id = &scale.id;
        for state in space.states() {
            // An inner conversion without a row is told at the inner scale.
            let Some(raw) = crate::evaluate::settle::raw_sum(space.plan, &state.sums, index) else { continue };
            let rows: Vec<_> = convert.rows.iter().filter(|row| row.set.contains(raw.0)).collect();
            let (code, span, found) = match rows.as_slice() {
                [_] => continue,
                [] => (Code::ConversionGap, &convert.span, text!("de ruwe som {raw} van `{id}` heeft geen omzetting", "the raw sum {raw} of `{id}` has no conversion")),
                [_, second, ..] => {
                    (Code::ConversionOverlap, &second.span, text!("de ruwe som {raw} van `{id}` heeft twee omzettingen", "the raw sum {raw} of `{id}` has two conversions"))
                }
            };
            let witness = space.witness(&state.choice);
            prover.tell(code, span, found, |finding| finding.witness(witness));
            break;
        }
        for row in &convert.rows {
            let reached = space
                .states()
                .iter()
                .filter_map(|state| crate::evaluate::settle::raw_sum(space.plan, &state.sums, index))
                .any(|raw: Points| row.set.contains(raw.0));
            if !reached {
                let pattern = &row.pattern;
                let found = text!("geen ruwe som van `{id}` is {pattern}", "no raw sum of `{id}` is {pattern}");
                prover.dead(format!("convert {id}.{pattern}"), Code::DeadRow, &row.span, found);
            }
        }
        compare(prover, space, index, Stage::Raw, &convert.range);
    }
}
