// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rules and shifts: each holds for somebody, no two shifts disagree, and some rule holds for everybody.

use super::Prover;
use super::space::{Space, State};
use crate::diagnostic::Code;
use crate::evaluate::settle::{self, shift_holds};
use crate::plan::PlanScheme;
use crate::text;

pub fn check_rules(prover: &mut Prover<'_>, space: &Space<'_>) {
    let form = prover.form;
    let mut reached: Vec<Option<&State>> = vec![None; form.rules.len()];
    let mut lacks = None;
    for state in space.states() {
        match settle::rule(space.plan, &state.sums[space.plan.scales.len()..]) {
            Some(rule) => reached[rule] = reached[rule].or(Some(state)),
            None => lacks = lacks.or(Some(state)),
        }
    }
    if let (Some(state), Some(last)) = (lacks, form.rules.last()) {
        let witness = space.witness(&state.choice);
        prover.tell(
            Code::NoRule,
            &last.span,
            text!("er is een geval waarvoor geen regel geldt", "there is a case for which no rule holds"),
            |finding| {
                finding
                    .witness(witness)
                    .mend(text!("voeg een regel toe, of sluit af met when = {{}}", "add a rule, or end with when = {{}}"))
            },
        );
    }
    for (rule, state) in form.rules.iter().zip(reached) {
        let id = &rule.id;
        let found = text!("de regel `{id}` geldt voor niemand", "the rule `{id}` holds for nobody");
        let record = state.map(|state| || space.witness(&state.choice));
        prover.reach(format!("rule {id}"), record, Code::DeadRule, &rule.span, found);
    }
}

pub fn check_shifts(prover: &mut Prover<'_>, space: &Space<'_>) {
    let form = prover.form;
    for (index, scheme) in form.schemes.iter().enumerate() {
        let PlanScheme::Shifts { shifts, otherwise } = &space.plan.schemes[index] else { continue };
        let mut reached: Vec<Option<&State>> = vec![None; shifts.len()];
        let (mut stays, mut clash): (Option<&State>, _) = (None, None);
        for state in space.states() {
            let kept = &state.sums[space.plan.scales.len()..];
            let values = settle::values(space.plan, &state.sums);
            let rule = settle::rule(space.plan, kept);
            let earlier = values.and_then(|(_, values)| settle::levels(space.plan, index, &values, kept, rule));
            let Some(earlier) = earlier else { continue };
            let holding: Vec<usize> = (0..shifts.len()).filter(|&shift| shift_holds(&shifts[shift].0, &earlier, kept)).collect();
            match holding.first() {
                Some(&first) => reached[first] = reached[first].or(Some(state)),
                None => stays = stays.or(Some(state)),
            }
            if let [first, second, ..] = holding.as_slice()
                && shifts[*first].1 != shifts[*second].1
            {
                clash = clash.or(Some((*first, *second, state)));
            }
        }
        let id = &scheme.id;
        if let Some((first, second, state)) = clash {
            let (place, witness) = (prover.place(&scheme.shifts[first].span), space.witness(&state.choice));
            prover.tell(
                Code::Overlap,
                &scheme.shifts[second].span,
                text!(
                    "twee regels van `{id}` gelden tegelijk en geven een ander niveau",
                    "two rules of `{id}` hold at once and give different levels"
                ),
                |finding| {
                    let mend = text!("maak een van de twee nauwer", "narrow one of the two");
                    finding.related(place, text!("de andere regel", "the other rule")).witness(witness).mend(mend)
                },
            );
        }
        for (shift, state) in reached.iter().enumerate() {
            let number = shift + 1;
            let found = text!("regel {number} van `{id}` geldt voor niemand", "rule {number} of `{id}` holds for nobody");
            let record = state.map(|state| || space.witness(&state.choice));
            prover.reach(format!("rule {id}.{number}"), record, Code::DeadRule, &scheme.shifts[shift].span, found);
        }
        let Some(otherwise) = *otherwise else {
            if let Some(state) = stays {
                let (witness, found) = (
                    space.witness(&state.choice),
                    text!("er is een geval waarvoor `{id}` geen niveau heeft", "there is a case for which `{id}` has no level"),
                );
                prover.tell(Code::LevelGap, &scheme.span, found, |finding| {
                    finding.witness(witness).mend(text!("voeg een regel toe", "add a rule"))
                });
            }
            continue;
        };
        let base = &form.schemes[otherwise].id;
        let found = text!("in `{id}` blijft het niveau van `{base}` nooit staan", "in `{id}` the level of `{base}` never stays");
        let record = stays.map(|state| || space.witness(&state.choice));
        prover.reach(format!("rule {id}.otherwise"), record, Code::DeadRule, &scheme.span, found);
    }
}
