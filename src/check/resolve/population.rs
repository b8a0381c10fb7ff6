// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Gates and constraints.

use super::field::described;
use super::names::{Names, holds_fault};
use crate::diagnostic::{Code, Span};
use crate::domain::Domain;
use crate::form::{Constraint, ConstraintRule, FieldType, Gate};
use crate::number::fixed;
use crate::syntax::Node;
use crate::text;

pub fn gates(names: &mut Names<'_>, tree: &Node) -> Vec<Gate> {
    let nodes = tree.get("population").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    nodes
        .iter()
        .filter(|node| !node.is_faulty())
        .map(|node| Gate {
            id: names.word(node, "id").to_owned(),
            require: names.condition(node.get("require")),
            reason: names.text(node, "else"),
            instead: names.may_text(node, "instead"),
            provenance: names.provenance(node),
            span: node.get("id").map_or(node.span.clone(), |id| id.span.clone()),
        })
        .collect()
}

pub fn constraints(names: &mut Names<'_>, tree: &Node) -> Vec<Constraint> {
    let nodes = tree.get("constraint").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    nodes
        .iter()
        .filter_map(|node| {
            let span = node.get("id").map_or(node.span.clone(), |id| id.span.clone());
            let rule = rule(names, node, &span)?;
            Some(Constraint {
                id: names.word(node, "id").to_owned(),
                rule,
                says: names.text(node, "says"),
                provenance: names.provenance(node),
                span,
            })
        })
        .collect()
}

fn rule(names: &mut Names<'_>, node: &Node, span: &Span) -> Option<ConstraintRule> {
    if holds_fault(node) {
        names.whole = false;
        return None;
    }
    let implies = node.has("when") && node.has("require");
    let sides = ["at_most", "at_least"].into_iter().filter(|key| node.has(key)).collect::<Vec<_>>();
    match (implies, node.get("sum")) {
        (true, None) if sides.is_empty() => {
            Some(ConstraintRule::Implies(names.condition(node.get("when")), names.condition(node.get("require"))))
        }
        (false, Some(sum)) if !sides.is_empty() => bounds(names, node, sum, span),
        _ => {
            names.whole = false;
            names.tell(
                Code::BadComparison,
                span,
                text!("deze voorwaarde heeft niet precies één vorm", "this constraint has not exactly one form"),
                |finding| {
                    finding.allowed(text!(
                        "when en require, of sum met at_most of at_least",
                        "when and require, or sum with at_most or at_least"
                    ))
                },
            );
            None
        }
    }
}

fn bounds(names: &mut Names<'_>, node: &Node, sum: &Node, span: &Span) -> Option<ConstraintRule> {
    let plus = names.field_list(sum);
    if plus.len() < sum.elements().len() {
        return None; // A name that is not there was told.
    }
    let first = plus.first().map(|&field| (names.fields[field].kind, names.fields[field].domain.clone()))?;
    let (mut minus, mut least, mut most, mut sound) = (Vec::new(), None, None, true);
    for (key, end) in [("at_most", &mut most), ("at_least", &mut least)] {
        let Some(value) = node.get(key) else { continue };
        match (value.number(), &first.1) {
            (Some(number), Domain::Number { places, .. }) => *end = fixed::parse(number, *places),
            (Some(_), _) => sound = false,
            (None, _) => {
                sound &= minus.is_empty();
                minus = names.field_list(value);
                if minus.len() < value.elements().len() {
                    return None;
                }
                *end = Some(0);
            }
        }
        sound &= end.is_some();
    }
    // A field on the right with a number on the other side would shift that number too.
    sound &= minus.is_empty() || least.is_none() || most.is_none();
    sound &= plus.iter().chain(&minus).all(|&field| names.fields[field].kind == first.0 && !names.fields[field].not_applicable);
    sound &= matches!(first.0, FieldType::Count | FieldType::Decimal | FieldType::Date);
    sound &= first.0 != FieldType::Date || (plus.len() == 1 && minus.len() == 1);
    if !sound {
        names.whole = false;
        let fields = plus.iter().chain(&minus).map(|&field| described(&names.fields[field])).collect::<Vec<_>>().join(", ");
        names.tell(Code::BadComparison, span, text!("deze vergelijking kan niet: {fields}", "this comparison cannot be: {fields}"), |finding| {
            finding.allowed(text!(
                "sommen van count of decimal, of twee datums, zonder not_applicable, vergeleken met een getal of met velden van hetzelfde type",
                "sums of count or decimal, or two dates, without not_applicable, compared with a number or with fields of the same type"
            ))
        });
        return None;
    }
    Some(ConstraintRule::Bounds { plus, minus, least, most })
}
