//! Rules and shifts: each holds for somebody, no two shifts disagree, and some rule holds for everybody.

use super::Prover;
use super::space::Space;
use crate::diagnostic::Code;
use crate::evaluate::settle::{self, shift_holds};
use crate::plan::PlanScheme;
use crate::text;

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    check_rules(prover, space);
    check_shifts(prover, space);
}

fn check_rules(prover: &mut Prover<'_>, space: &Space<'_>) {
    let form = prover.form;
    let mut reached = vec![false; form.rules.len()];
    let mut lacks = None;
    for state in space.states() {
        match settle::rule(space.plan, &state.sums[space.plan.scales.len()..]) {
            Some(rule) => reached[rule] = true,
            None => lacks = lacks.or(Some(state)),
        }
    }
    if let (Some(state), Some(last)) = (lacks, form.rules.last()) {
        let witness = space.witness(&state.choice);
        prover.tell(Code::NoRule, &last.span, text!("er is een geval waarvoor geen regel geldt", "there is a case for which no rule holds"), |finding| {
            finding.witness(witness).mend(text!("voeg een regel toe", "add a rule"))
        });
    }
    for (rule, _) in form.rules.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let id = &rule.id;
        let found = text!("de regel `{id}` geldt voor niemand", "the rule `{id}` holds for nobody");
        prover.dead(format!("rule {id}"), Code::DeadRule, &rule.span, found);
    }
}

fn check_shifts(prover: &mut Prover<'_>, space: &Space<'_>) {
    let form = prover.form;
    for (index, scheme) in form.schemes.iter().enumerate() {
        let PlanScheme::Shifts { shifts, otherwise } = &space.plan.schemes[index] else { continue };
        let mut reached = vec![false; shifts.len()];
        let (mut stays, mut clash) = (false, None);
        for state in space.states() {
            let Some(settled) = settle::settle(space.plan, &state.sums) else { continue };
            let kept = &state.sums[space.plan.scales.len()..];
            let holding: Vec<usize> =
                (0..shifts.len()).filter(|&shift| shift_holds(&shifts[shift].0, &settled.levels, kept)).collect();
            stays |= holding.is_empty();
            if let Some(&first) = holding.first() {
                reached[first] = true;
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
                text!("twee regels van `{id}` gelden tegelijk en geven een ander niveau", "two rules of `{id}` hold at once and give different levels"),
                |finding| finding.related(place, text!("de andere regel", "the other rule")).witness(witness),
            );
        }
        for (shift, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
            let number = shift + 1;
            let found = text!("regel {number} van `{id}` geldt voor niemand", "rule {number} of `{id}` holds for nobody");
            prover.dead(format!("rule {id}.{number}"), Code::DeadRule, &scheme.shifts[shift].span, found);
        }
        if !stays {
            let base = &form.schemes[*otherwise].id;
            let found = text!("in `{id}` blijft het niveau van `{base}` nooit staan", "in `{id}` the level of `{base}` never stays");
            prover.dead(format!("rule {id}.otherwise"), Code::DeadRule, &scheme.span, found);
        }
    }
}
