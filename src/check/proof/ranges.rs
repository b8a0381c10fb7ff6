// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Declared ranges equal the reachable ones.

use super::Prover;
use super::constraints::gate;
use super::space::{Choice, Space, Stage};
use crate::diagnostic::Code;
use crate::domain::Set;
use crate::form::{Condition, Form, ItemForm, Part, Range};
use crate::number::Points;
use crate::number::fixed::{ONE, PLACES, print_fixed, round};
use crate::plan::Plan;
use crate::text;

/// The scales of which a range is wrong, their own or that of a scale which they sum: what else is wrong with them may follow from that.
pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) -> Vec<bool> {
    let mut wrong = vec![false; prover.form.scales.len()];
    for &index in &space.plan.order {
        let scale = &prover.form.scales[index];
        wrong[index] = scale.parts.iter().any(|part| matches!(part, Part::Scale(inner) if wrong[*inner]));
        if let Some(convert) = &scale.convert
            && !wrong[index]
        {
            wrong[index] = !fits(prover, space, index, Stage::Raw, &convert.range);
        }
        if !wrong[index] {
            wrong[index] = !fits(prover, space, index, Stage::Value, &scale.range);
        }
        if !wrong[index] {
            scale.cases.iter().for_each(|(when, range)| case(prover, index, when, range));
        }
    }
    wrong
}

/// The numbers that a declared range means: behind a logarithm also those that round to one inside it.
pub fn declared(range: &Range, uncertainty: i64) -> Set {
    let half = if uncertainty == 0 { 0 } else { 10_i64.pow(PLACES - range.places.min(PLACES)) / 2 };
    Set::range(range.low.0 - half, range.high.0 + half)
}

/// How many units of the last place a number of a scale can be off, rounded outward; zero where no logarithm is in it. What a
/// conversion gives is exact.
///
/// A Copas rate is a weight times a logarithm below 50, computed with an error of at most four parts in 2^52 and then rounded.
pub fn uncertainty(form: &Form, scale: usize, stage: Stage) -> i64 {
    if stage == Stage::Value && form.scales[scale].convert.is_some() {
        return 0;
    }
    let parts = form.scales[scale].parts.iter();
    parts
        .map(|part| match part {
            Part::Item(item) => match form.items[*item].form {
                ItemForm::Copas { weight, .. } => 2 + weight.0.abs() / (20 * ONE),
                _ => 0,
            },
            Part::Scale(inner) => uncertainty(form, *inner, Stage::Value),
        })
        .sum()
}

/// Whether a declared range is what is reachable: exactly, or behind a logarithm to the decimals as written.
fn fits(prover: &mut Prover<'_>, space: &Space<'_>, scale: usize, stage: Stage, range: &Range) -> bool {
    let id = &prover.form.scales[scale].id;
    let Some(ends) = ends(space, scale, stage) else {
        let found =
            text!("niemand heeft een totaal van `{id}`: het ontbreekt altijd", "nobody has a total of `{id}`: it is always withheld");
        let witness = space.states().first().map(|state| space.witness(&state.choice));
        prover.tell(Code::WrongRange, &range.span, found, |mut finding| {
            finding.witness = witness;
            finding.mend(text!("kijk de rijen met \"withheld\" na", "look at the rows with \"withheld\""))
        });
        return false;
    };
    let what = match stage {
        Stage::Raw => text!("de ruwe som van `{id}` loopt", "the raw sum of `{id}` runs"),
        Stage::Value => text!("`{id}` loopt", "`{id}` runs"),
    };
    compare(prover, space, (scale, stage), range, &what, ends)
}

type End = (Points, Choice);

fn ends(space: &Space<'_>, scale: usize, stage: Stage) -> Option<(End, End)> {
    let everything = (i64::MIN / 2, i64::MAX / 2);
    space.first_in(scale, stage, everything.0, everything.1).zip(space.last_in(scale, stage, everything.0, everything.1))
}

fn compare(
    prover: &mut Prover<'_>,
    space: &Space<'_>,
    (scale, stage): (usize, Stage),
    range: &Range,
    what: &crate::lang::Text,
    (lowest, highest): (End, End),
) -> bool {
    let exact = uncertainty(prover.form, scale, stage) == 0;
    let same = |a: Points, b: Points| if exact { a == b } else { round(a.0, PLACES, range.places) == round(b.0, PLACES, range.places) };
    let (low_fits, high_fits) = (same(lowest.0, range.low), same(highest.0, range.high));
    if low_fits && high_fits {
        return true;
    }
    let show = |points: Points| if exact { points.to_string() } else { print_fixed(points.0, PLACES, 9) };
    let (found_low, found_high) = (show(lowest.0), show(highest.0));
    let (low, high) = (range.low, range.high);
    let (what_nl, what_en) = (&what.nl, &what.en);
    let witness = space.witness(if low_fits { &highest.1 } else { &lowest.1 });
    prover.tell(
        Code::WrongRange,
        &range.span,
        text!(
            "{what_nl} van {found_low} tot en met {found_high}, niet van {low} tot en met {high}",
            "{what_en} from {found_low} through {found_high}, not from {low} through {high}"
        ),
        |finding| {
            finding.witness(witness).mend(text!(
                "is een getal in een item fout? zo niet: range = [{found_low}, {found_high}]",
                "is a number in an item wrong? if not: range = [{found_low}, {found_high}]"
            ))
        },
    );
    false
}

/// The range where a condition holds: the same proof over the records that pass it as a gate.
fn case(prover: &mut Prover<'_>, scale: usize, when: &Condition, range: &Range) {
    let mut form = prover.form.clone();
    form.gates.push(gate(when.clone()));
    let Ok(plan) = Plan::compile(&form) else { return };
    let found = Space::new(&form, &plan).ok().and_then(|space| Some((ends(&space, scale, Stage::Value)?, space)));
    if let Some((ends, space)) = found {
        let id = &prover.form.scales[scale].id;
        let what = text!("in dit geval loopt `{id}`", "in this case `{id}` runs");
        compare(prover, &space, (scale, Stage::Value), range, &what, ends);
    } else {
        let found = text!("dit geval komt niet voor", "this case does not occur");
        prover.tell(Code::DeadRule, &range.span, found, |finding| {
            finding.mend(text!("kijk `when` na, of haal dit blok weg", "look at `when`, or remove this block"))
        });
    }
}

/// What a scale can reach, inside the population and under the constraints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// Least and greatest value.
    pub value: (Points, Points),
    /// The same where each of its conditions holds, in file order; `None` where nobody is in that case.
    pub cases: Vec<Option<(Points, Points)>>,
}

/// What every scale can reach, whatever the file declares; `None` for a scale that is always withheld, and for all where the tables have
/// gaps or there are too many states.
#[must_use]
pub fn reachable(form: &Form) -> Option<Vec<Option<Reachable>>> {
    let plan = Plan::compile(form).ok()?;
    let space = Space::new(form, &plan).ok().filter(|space| !space.is_too_large())?;
    let values = |space: &Space<'_>, scale: usize| ends(space, scale, Stage::Value).map(|(low, high)| (low.0, high.0));
    let of = |scale: usize| {
        let within = |when: &Condition| {
            let mut form = form.clone();
            form.gates.push(gate(when.clone()));
            let plan = Plan::compile(&form).ok()?;
            let space = Space::new(&form, &plan).ok()?;
            values(&space, scale)
        };
        let cases = form.scales[scale].cases.iter().map(|(when, _)| within(when)).collect();
        values(&space, scale).map(|value| Reachable { value, cases })
    };
    Some((0..form.scales.len()).map(of).collect())
}
