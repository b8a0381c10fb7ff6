// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The head of a file, and the parts that hold words only.

use super::names::{Names, text_of};
use crate::form::{About, Judgement, Line, Reference, Unreachable};
use crate::lang::Text;
use crate::syntax::Node;

pub fn about(names: &mut Names<'_>, tree: &Node) -> About {
    let empty = Node { span: 0..0, value: crate::syntax::Value::Table(Vec::new()) };
    let node = tree.get("about").unwrap_or(&empty);
    let list = |key: &str| node.get(key).map_or(&[][..], Node::elements).iter().map(text_of).collect::<Vec<Text>>();
    About {
        measures: names.text(node, "measures"),
        for_whom: names.text(node, "for_whom"),
        not_for: names.text(node, "not_for"),
        training: names.text(node, "training"),
        validity: names.text(node, "validity"),
        netherlands: match names.word(node, "netherlands") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        rights: names.text(node, "rights"),
        missing: list("missing"),
        notes: list("notes"),
    }
}

pub fn references(tree: &Node) -> Vec<Reference> {
    let words = |node: &Node, key: &str| node.get(key).and_then(Node::string).map(str::to_owned);
    tree.get("source")
        .map_or(&[][..], Node::entries)
        .iter()
        .map(|entry| Reference {
            id: entry.key.clone(),
            cite: words(&entry.node, "cite").unwrap_or_default(),
            page: words(&entry.node, "page"),
            url: words(&entry.node, "url"),
        })
        .collect()
}

pub fn unreachable(names: &mut Names<'_>, tree: &Node) -> Vec<Unreachable> {
    let nodes = tree.get("unreachable").map_or(&[][..], Node::elements);
    nodes
        .iter()
        .map(|node| Unreachable {
            part: names.word(node, "part").to_owned(),
            reason: names.text(node, "reason"),
            span: node.get("part").map_or(node.span.clone(), |part| part.span.clone()),
        })
        .collect()
}

pub fn judgement(names: &mut Names<'_>, tree: &Node) -> Option<Judgement> {
    let node = tree.get("judgement")?;
    let options = node.get("options").map_or(&[][..], Node::entries);
    for entry in options {
        names.refuse_reserved(&entry.key, &entry.key_span);
    }
    let options = options.iter().map(|entry| (entry.key.clone(), text_of(&entry.node))).collect();
    Some(Judgement { ask: names.text(node, "ask"), options })
}

pub fn lines(names: &mut Names<'_>, tree: &Node) -> Vec<Line> {
    let nodes = tree.get("line").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    nodes
        .iter()
        .map(|node| Line { id: names.word(node, "id").to_owned(), ask: names.text(node, "ask"), help: names.may_text(node, "help") })
        .collect()
}
