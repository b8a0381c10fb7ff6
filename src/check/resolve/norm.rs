// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norms: what the literature says at a score.

use super::names::{Names, is_broken};
use super::scale;
use crate::diagnostic::Code;
use crate::form::{Norm, NormKind, NormRow, Scale};
use crate::syntax::Node;
use crate::text;

pub fn norms(names: &mut Names<'_>, tree: &Node, scales: &[Scale]) -> Vec<Norm> {
    let mut norms = Vec::new();
    for entry in tree.get("norm").map_or(&[][..], Node::entries) {
        let node = &entry.node;
        let Some(of) = node.get("of") else {
            names.whole = false;
            continue;
        };
        let ids: Vec<&str> = scales.iter().map(|scale| scale.id.as_str()).collect();
        let scale = of.string().and_then(|name| names.look_up(name, ids.iter().copied(), &of.span, &text!("schaal", "scale")));
        let Some(scale) = scale else { continue };
        norms.push(Norm {
            id: entry.key.clone(),
            kind: match names.word(node, "kind") {
                "rate" => NormKind::Rate,
                "ratio" => NormKind::Ratio,
                _ => NormKind::Percentile,
            },
            scale,
            title: names.text(node, "title"),
            outcome: names.text(node, "outcome"),
            horizon: names.text(node, "horizon"),
            sample: names.text(node, "sample"),
            country: names.word(node, "country").to_owned(),
            rising: names.flag(node, "rising"),
            rows: rows(names, node, &scales[scale]),
            provenance: names.provenance(node),
            span: entry.key_span.clone(),
        });
    }
    norms
}

/// Numbers that belong together stand together: one alone could not be checked.
pub fn refuse_part(names: &mut Names<'_>, row: &Node, together: &[&str]) {
    let lacks: Vec<&str> = together.iter().copied().filter(|key| !row.has(key)).collect();
    if lacks.is_empty() || lacks.len() == together.len() || is_broken(row) {
        return;
    }
    let (lacks, all) = (lacks.join(", "), together.join(", "));
    names.tell(
        Code::MissingKey,
        &row.span,
        text!("`{lacks}` ontbreekt in deze normrij", "`{lacks}` is missing in this norm row"),
        |finding| finding.allowed(text!("{all}: allemaal of geen", "{all}: all or none")),
    );
}

fn rows(names: &mut Names<'_>, node: &Node, of: &Scale) -> Vec<NormRow> {
    let domain = scale::domain(&of.range);
    let mut rows = Vec::new();
    for row in node.get("row").map_or(&[][..], Node::elements) {
        let at = row.get("at").and_then(|at| names.pattern(at, &domain, false));
        let value = names.number_at(row, "value");
        let mut number = |key: &str| names.number_at(row, key);
        let interval = number("low").zip(number("high"));
        let shares = match (number("below"), number("same"), number("higher")) {
            (Some(below), Some(same), Some(higher)) => Some([below, same, higher]),
            _ => None,
        };
        for together in [&["low", "high"][..], &["below", "same", "higher"]] {
            refuse_part(names, row, together);
        }
        if let (Some(at), Some(value)) = (at, value) {
            rows.push(NormRow { at, value, interval, shares, span: row.span.clone() });
        }
    }
    rows
}
