//! Declared ranges equal the reachable ones.

use super::Prover;
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::domain::Answer;
use crate::form::{Condition, Range};
use crate::number::fixed::{PLACES, print_fixed, round};
use crate::number::Points;
use crate::text;

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    for (index, scale) in prover.form.scales.iter().enumerate() {
        compare(prover, space, index, Stage::Value, &scale.range);
        for (when, range) in &scale.cases {
            case(prover, space, index, when, range);
        }
    }
}

/// Compares a declared range with what is reachable, to the decimals as written.
pub fn compare(prover: &mut Prover<'_>, space: &Space<'_>, scale: usize, stage: Stage, range: &Range) {
    let least = space.first_in(scale, stage, i64::MIN / 2, i64::MAX / 2);
    let greatest = space.last_in(scale, stage, i64::MIN / 2, i64::MAX / 2);
    let (Some((least, lowest)), Some((greatest, highest))) = (least, greatest) else { return };
    let same = |a: Points, b: Points| round(a.0, PLACES, range.places) == round(b.0, PLACES, range.places);
    let (low_fits, high_fits) = (same(least, range.low), same(greatest, range.high));
    if low_fits && high_fits {
        return;
    }
    let show = |points: Points| print_fixed(points.0, PLACES, if points.is_whole() { 0 } else { 9 });
    let (found_low, found_high) = (show(least), show(greatest));
    let (low, high, id) = (range.low, range.high, &prover.form.scales[scale].id);
    let witness = space.witness(if low_fits { &highest } else { &lowest });
    prover.tell(
        Code::WrongRange,
        &range.span,
        text!("`{id}` loopt van {found_low} tot en met {found_high}, niet van {low} tot en met {high}",
              "`{id}` runs from {found_low} through {found_high}, not from {low} through {high}"),
        |finding| {
            finding.witness(witness).mend(text!(
                "is een getal in een item fout? anders: range = [{found_low}, {found_high}]",
                "is a number in an item wrong? else: range = [{found_low}, {found_high}]"
            ))
        },
    );
}

/// The range where a condition holds: each combination of the condition's cells in turn.
fn case(prover: &mut Prover<'_>, space: &Space<'_>, scale: usize, when: &Condition, range: &Range) {
    let (form, plan) = (prover.form, space.plan);
    let mut choices: Vec<Vec<Answer>> = vec![vec![Answer::Unknown; form.fields.len()]];
    for test in when {
        let cells = &plan.fields[test.field].cells;
        let values: Vec<i64> = cells.all().map(|cell| cells.low(cell)).filter(|&value| test.set.contains(value)).collect();
        choices = choices
            .iter()
            .flat_map(|answers| {
                values.iter().map(move |&value| {
                    let mut answers = answers.clone();
                    answers[test.field] = Answer::Known(value);
                    answers
                })
            })
            .collect();
    }
    let mut ends: Option<(Points, Points)> = None;
    for answers in choices {
        let Ok(narrowed) = Space::new(form, plan, &answers) else { continue };
        let least = narrowed.first_in(scale, Stage::Value, i64::MIN / 2, i64::MAX / 2);
        let greatest = narrowed.last_in(scale, Stage::Value, i64::MIN / 2, i64::MAX / 2);
        if let (Some((least, _)), Some((greatest, _))) = (least, greatest) {
            ends = Some(ends.map_or((least, greatest), |(low, high)| (low.min(least), high.max(greatest))));
        }
    }
    let same = |a: Points, b: Points| round(a.0, PLACES, range.places) == round(b.0, PLACES, range.places);
    match ends {
        Some((least, greatest)) if same(least, range.low) && same(greatest, range.high) => {}
        Some((least, greatest)) => {
            let id = &form.scales[scale].id;
            let found = text!("in dit geval loopt `{id}` van {least} tot en met {greatest}", "in this case `{id}` runs from {least} through {greatest}");
            prover.tell(Code::WrongRange, &range.span, found, |f| f);
        }
        None => {
            let found = text!("dit geval komt niet voor", "this case does not occur");
            prover.tell(Code::DeadRule, &range.span, found, |f| f);
        }
    }
}
