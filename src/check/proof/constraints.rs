//! Gates and constraints: the population is not empty, the constraints can be obeyed together, and each of them excludes something
//! that the others leave.
//!
//! Whether a part excludes something is asked of the form without it, with its opposite as a gate: if no record is left, the part says
//! nothing that the rest does not say.

use super::Prover;
use super::space::Space;
use crate::diagnostic::{Code, Span};
use crate::evaluate::outcome::Reason;
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
                    let found = text!("in de voorwaarde `{id}` sluit `{field}` niets uit", "in the constraint `{id}` `{field}` excludes nothing");
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
        finding.mend(text!(
            "kijk veld en grens na; kloppen ze, haal dit dan weg",
            "look at field and bound; if they are right, remove this"
        ))
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

pub fn tell_empty(prover: &mut Prover<'_>, gate: usize) {
    let (id, span) = (&prover.form.gates[gate].id, prover.form.gates[gate].span.clone());
    let found = text!("niemand komt door de poort `{id}`", "nobody passes the gate `{id}`");
    prover.tell(Code::EmptyPopulation, &span, found, |finding| {
        finding.mend(text!(
            "kijk deze poort na, samen met de andere poorten en het domein van de velden",
            "look at this gate, together with the other gates and the domain of the fields"
        ))
    });
}

pub fn tell_contradiction(prover: &mut Prover<'_>, reasons: &[Reason]) {
    let form = prover.form;
    let mut parts: Vec<(&str, &Span)> = reasons
        .iter()
        .filter_map(|reason| match reason {
            Reason::Constraint(constraint) => Some((form.constraints[*constraint].id.as_str(), &form.constraints[*constraint].span)),
            Reason::Disagrees(field) | Reason::Conditional(field) => Some((form.fields[*field].id.as_str(), &form.fields[*field].span)),
            _ => None,
        })
        .collect();
    parts.dedup();
    let names = parts.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let span = parts.first().map_or(0..0, |(_, span)| (*span).clone());
    let second = parts.get(1).map(|(_, span)| prover.place(span));
    let found = match parts.len() {
        0 | 1 => text!("geen enkele invulling voldoet aan {names}", "no record obeys {names}"),
        _ => text!("geen enkele invulling voldoet tegelijk aan {names}", "no record obeys {names} together"),
    };
    prover.tell(Code::Contradiction, &span, found, |finding| {
        let finding = finding.mend(text!("kijk na welke fout is", "look which of them is wrong"));
        match second {
            Some(place) => finding.related(place, text!("een andere", "another")),
            None => finding,
        }
    });
}
