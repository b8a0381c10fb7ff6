// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Gates and constraints: the population is not empty, the constraints can be obeyed together, and each of them excludes something
//! that the others leave.
//!
//! Whether a part excludes something is asked of the form without it, with its opposite as a gate: if no record is left, the part says
//! nothing that the rest does not say.

use super::Prover;
use super::space::Space;
use crate::diagnostic::{Code, Span};
use crate::form::{Condition, Constraint, ConstraintRule, Form, Gate, Item, ItemForm, Test};
use crate::text;

/// The least number of years of a Copas rate: its denominator is ten more.
const LEAST_COPAS_YEARS: i64 = -9;

pub fn check(prover: &mut Prover<'_>) {
    let form = prover.form;
    for (index, gate) in form.gates.iter().enumerate() {
        // Gates are asked in order and before the constraints.
        let mut others = bare(form, |_| false);
        others.gates.truncate(index);
        others.constraints.drain(..form.constraints.len());
        let idle = idle_tests(&others, &[], &gate.require);
        let id = &gate.id;
        if idle.len() == gate.require.len() {
            tell_idle(prover, &gate.span, text!("de poort `{id}` houdt niemand tegen", "the gate `{id}` keeps nobody out"));
            continue;
        }
        for test in idle {
            let field = &form.fields[test.field].id;
            let found = text!("in de poort `{id}` houdt `{field}` niemand tegen", "in the gate `{id}` `{field}` keeps nobody out");
            tell_idle(prover, &test.span, found);
        }
    }
    // From the last: of two that say the same the second is told.
    let mut rest = bare(form, |item| item.applies.is_some());
    for (index, constraint) in form.constraints.iter().enumerate().rev() {
        let mut others = rest.clone();
        others.constraints.remove(index);
        let id = &constraint.id;
        let found = text!("de voorwaarde `{id}` sluit niets uit", "the constraint `{id}` excludes nothing");
        match &constraint.rule {
            ConstraintRule::Implies(when, require) => {
                let idle = idle_tests(&others, when, require);
                if idle.len() == require.len() {
                    tell_idle(prover, &constraint.span, found);
                    rest = others;
                    continue;
                }
                for test in idle {
                    let field = &form.fields[test.field].id;
                    let found =
                        text!("in de voorwaarde `{id}` sluit `{field}` niets uit", "in the constraint `{id}` `{field}` excludes nothing");
                    tell_idle(prover, &test.span, found);
                }
            }
            ConstraintRule::Bounds { plus, minus, least, most } => {
                let is_idle = |least: Option<i64>, most: Option<i64>| {
                    let rule = ConstraintRule::Bounds { plus: plus.clone(), minus: minus.clone(), least, most };
                    let mut opposite = others.clone();
                    opposite.constraints.push(Constraint { rule, ..constraint.clone() });
                    matches!(Space::exists(&opposite), Ok(false))
                };
                if least.is_some_and(|least| is_idle(None, Some(least - 1))) || most.is_some_and(|most| is_idle(Some(most + 1), None)) {
                    tell_idle(prover, &constraint.span, found);
                }
            }
        }
    }
    for item in &form.items {
        let Some(applies) = &item.applies else { continue };
        let others = bare(form, |other| other.applies.is_some() && other.id != item.id);
        if !idle_tests(&others, &[], applies).is_empty() {
            let id = &item.id;
            tell_idle(prover, &item.span, text!("`applies` van `{id}` geldt altijd", "`applies` of `{id}` always holds"));
        }
    }
}

fn tell_idle(prover: &mut Prover<'_>, span: &Span, found: crate::lang::Text) {
    prover.tell(Code::DeadConstraint, span, found, |finding| {
        finding
            .mend(text!("kijk veld en grens na; kloppen ze, haal dit dan weg", "look at field and bound; if they are right, remove this"))
    });
}

/// The form with nothing but what says which records can be: fields, gates, constraints and the items of `keep`. Behind the
/// constraints stands what a Copas rate asks for, a denominator above zero.
fn bare(form: &Form, keep: impl Fn(&Item) -> bool) -> Form {
    let mut bare = form.clone();
    for item in &form.items {
        if let ItemForm::Copas { conviction, first, .. } = item.form {
            let rule = ConstraintRule::Bounds { plus: vec![conviction], minus: vec![first], least: Some(LEAST_COPAS_YEARS), most: None };
            let (id, provenance, span) = (item.id.clone(), item.provenance.clone(), item.span.clone());
            bare.constraints.push(Constraint { id, rule, says: item.title.clone(), provenance, span });
        }
    }
    bare.items.retain(|item| !matches!(item.form, ItemForm::Copas { .. }) && keep(item));
    (bare.scales, bare.schemes, bare.rules, bare.norms) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    bare
}

/// The patterns of `require` that every record of a form obeys where `when` holds.
fn idle_tests<'t>(form: &Form, when: &[Test], require: &'t Condition) -> Vec<&'t Test> {
    let is_idle = |test: &&Test| {
        let opposite = Test { set: form.fields[test.field].answers().without(&test.set), ..(*test).clone() };
        let mut form = form.clone();
        form.gates.extend([when.to_vec(), vec![opposite]].into_iter().filter(|tests| !tests.is_empty()).map(gate));
        matches!(Space::exists(&form), Ok(false))
    };
    require.iter().filter(is_idle).collect()
}

/// A gate that asks for a condition.
pub fn gate(require: Condition) -> Gate {
    Gate {
        id: String::new(),
        require,
        reason: crate::lang::Text::default(),
        instead: None,
        provenance: crate::form::Provenance::default(),
        span: 0..0,
    }
}

/// Tells the first gate that leaves nobody of those who pass the gates before it.
pub fn tell_empty(prover: &mut Prover<'_>) {
    let form = prover.form;
    let mut gates = bare(form, |_| false);
    gates.constraints.drain(..form.constraints.len());
    let leaves_nobody = |until: &usize| {
        let mut gates = gates.clone();
        gates.gates.truncate(*until);
        matches!(Space::exists(&gates), Ok(false))
    };
    let until = (1..=form.gates.len()).find(leaves_nobody).unwrap_or(form.gates.len());
    let Some(gate) = form.gates.get(until.saturating_sub(1)) else { return };
    let id = &gate.id;
    let found = match until {
        1 => text!("niemand komt door de poort `{id}`", "nobody passes the gate `{id}`"),
        _ => text!("niemand komt door de poort `{id}` en door de poorten ervoor", "nobody passes the gate `{id}` and the gates before it"),
    };
    prover.tell(Code::EmptyPopulation, &gate.span, found, |finding| {
        finding.mend(text!("kijk de patronen van deze poorten na", "look at the patterns of these gates"))
    });
}

/// A part that says which records can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Constraint(usize),
    Derivation(usize),
    Conditional(usize),
}

/// Tells parts that leave nothing together, and of which none can be missed for that.
pub fn tell_contradiction(prover: &mut Prover<'_>) {
    let form = prover.form;
    let constraints = (0..form.constraints.len()).map(Rule::Constraint);
    let derivations = (0..form.fields.len()).filter(|&field| form.fields[field].derive.is_some()).map(Rule::Derivation);
    let conditional = (0..form.items.len()).filter(|&item| form.items[item].applies.is_some()).map(Rule::Conditional);
    let mut rules: Vec<Rule> = constraints.chain(derivations).chain(conditional).collect();
    for rule in rules.clone().into_iter().rev() {
        let fewer: Vec<Rule> = rules.iter().copied().filter(|one| *one != rule).collect();
        if matches!(Space::exists(&with_only(form, &fewer)), Ok(false)) {
            rules = fewer;
        }
    }
    let parts = rules.iter().map(|rule| match rule {
        Rule::Constraint(constraint) => (&form.constraints[*constraint].id, &form.constraints[*constraint].span),
        Rule::Derivation(field) => (&form.fields[*field].id, &form.fields[*field].span),
        Rule::Conditional(item) => (&form.items[*item].id, &form.items[*item].span),
    });
    let parts: Vec<(&String, &Span)> = parts.collect();
    let names = parts.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let span = parts.first().map_or(0..0, |(_, span)| (*span).clone());
    let second = parts.get(1).map(|(_, span)| prover.place(span));
    let found = match rules.as_slice() {
        [Rule::Derivation(_)] => {
            text!("wat {names} is afgeleid, valt altijd buiten het domein", "what {names} is derived as always falls outside its domain")
        }
        [] | [_] => text!("geen enkele invulling voldoet aan {names}", "no record obeys {names}"),
        _ => text!("geen enkele invulling voldoet tegelijk aan {names}", "no record obeys {names} together"),
    };
    prover.tell(Code::Contradiction, &span, found, |finding| {
        let finding = finding.mend(match parts.len() {
            0 | 1 => text!("kijk patronen en grenzen na", "look at patterns and bounds"),
            _ => text!("kijk na welke van deze fout is", "look which of these is wrong"),
        });
        match second {
            Some(place) => finding.related(place, text!("nog een", "another")),
            None => finding,
        }
    });
}

/// The form with its gates and only these rules.
fn with_only(form: &Form, rules: &[Rule]) -> Form {
    let conditional = |item: &Item| rules.iter().any(|rule| matches!(rule, Rule::Conditional(one) if form.items[*one].id == item.id));
    let mut rest = bare(form, conditional);
    let copas = rest.constraints.split_off(form.constraints.len());
    let kept = form.constraints.iter().enumerate().filter(|(index, _)| rules.contains(&Rule::Constraint(*index)));
    rest.constraints = kept.map(|(_, constraint)| constraint.clone()).chain(copas).collect();
    for (index, field) in rest.fields.iter_mut().enumerate() {
        if !rules.contains(&Rule::Derivation(index)) {
            field.derive = None;
        }
    }
    rest
}
