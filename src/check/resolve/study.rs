// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Studies: what was found of an instrument.

use super::names::Names;
use super::norm::refuse_part;
use crate::form::{Figure, Measure, Study};
use crate::syntax::Node;

pub fn studies(names: &mut Names<'_>, tree: &Node) -> Vec<Study> {
    let mut studies = Vec::new();
    for entry in tree.get("study").map_or(&[][..], Node::entries) {
        let node = &entry.node;
        studies.push(Study {
            id: entry.key.clone(),
            sample: names.text(node, "sample"),
            country: node.get("country").and_then(Node::string).map(str::to_owned),
            persons: names.integer_at(node, "n"),
            follow_up: names.may_text(node, "follow_up"),
            outcome: names.may_text(node, "outcome"),
            figures: figures(names, node),
            provenance: names.provenance(node),
            span: entry.key_span.clone(),
        });
    }
    studies
}

fn figures(names: &mut Names<'_>, study: &Node) -> Vec<Figure> {
    let mut figures = Vec::new();
    for node in study.get("figure").map_or(&[][..], Node::elements) {
        let word = names.word(node, "measure");
        let measure = Measure::ALL.iter().copied().find(|measure| measure.word() == word);
        let value = names.number_at(node, "value");
        let interval = names.number_at(node, "low").zip(names.number_at(node, "high"));
        refuse_part(names, node, &["low", "high"]);
        if let (Some(measure), Some(value)) = (measure, value) {
            figures.push(Figure { measure, value, interval, of: names.may_text(node, "of") });
        }
    }
    figures
}
