// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What every protocol has: its name and standing, who decides, its tiers.

use std::sync::Arc;

use super::{Body, Protocol, Rule, Tier, WhenOpen};
use crate::check::names::Names;
use crate::diagnostic::{Code, Source, Span};
use crate::lang::Text;
use crate::syntax::Node;
use crate::text;

/// The smallest limit for what is shared: below it nothing would be hidden but nothing.
const LEAST_CELL: u64 = 2;

/// The head of a protocol, read.
pub struct Head {
    pub id: String,
    edition: String,
    status: String,
    pub title: Text,
    note: Text,
    decides: Text,
    pub open: WhenOpen,
    small_cell: Option<u64>,
    /// Tiers, lowest first, with where each stands.
    pub tiers: Vec<(Tier, Span)>,
}

impl Head {
    /// Reads it, and the tiers.
    pub fn read(names: &mut Names<'_>, tree: &Node) -> Self {
        names.check_schema(tree);
        let nodes = tree.get("tier").map_or(&[][..], Node::elements);
        names.refuse_twice(nodes, "id");
        let tiers = nodes.iter().map(|node| tier(names, node)).collect();
        Self {
            id: names.word(tree, "id").to_owned(),
            edition: names.word(tree, "edition").to_owned(),
            status: names.word(tree, "status").to_owned(),
            title: names.text(tree, "title"),
            note: names.text(tree, "note"),
            decides: names.text(tree, "decides"),
            open: if names.word(tree, "open") == "highest" { WhenOpen::Highest } else { WhenOpen::Set },
            small_cell: small_cell(names, tree),
            tiers,
        }
    }

    /// The tier that a table names, by its place.
    pub fn tier(&self, names: &mut Names<'_>, node: &Node) -> Option<usize> {
        let tier = node.get("tier")?;
        let ids: Vec<&str> = self.tiers.iter().map(|(tier, _)| tier.id.as_str()).collect();
        names.look_up(tier.string().unwrap_or_default(), ids.into_iter(), &tier.span, &text!("prioriteit", "tier"))
    }

    /// The protocol, once it is proven.
    pub fn protocol(self, source: &Arc<Source>, rules: Vec<Rule>, body: Body) -> Protocol {
        Protocol {
            id: self.id,
            edition: self.edition,
            status: self.status,
            title: self.title,
            note: self.note,
            decides: self.decides,
            open: self.open,
            small_cell: self.small_cell,
            tiers: self.tiers.into_iter().map(|(tier, _)| tier).collect(),
            rules,
            body,
            digest: source.digest(),
        }
    }
}

fn tier(names: &mut Names<'_>, node: &Node) -> (Tier, Span) {
    let id = node.get("id").map_or(node.span.clone(), |id| id.span.clone());
    if node.get("id").is_some() {
        names.refuse_reserved(names.word(node, "id").to_owned().as_str(), &id);
    }
    let tier = Tier {
        id: names.word(node, "id").to_owned(),
        name: names.text(node, "name"),
        review_months: names.integer_at(node, "review_months").and_then(|months| u32::try_from(months).ok()).unwrap_or(0),
    };
    if tier.review_months == 0 && node.get("review_months").is_some() {
        let found = text!("geen bruikbare herzieningstermijn", "no usable review term");
        names.tell(Code::BadNumber, &id, found, |finding| finding.allowed(text!("hele maanden vanaf 1", "whole months from 1")));
    }
    (tier, id)
}

fn small_cell(names: &mut Names<'_>, tree: &Node) -> Option<u64> {
    let node = tree.get("small_cell")?;
    let limit = names.integer_at(tree, "small_cell").and_then(|limit| u64::try_from(limit).ok()).filter(|limit| *limit >= LEAST_CELL);
    if limit.is_none() {
        let found = text!("geen bruikbare grens voor kleine aantallen", "no usable limit for small counts");
        names.tell(Code::BadNumber, &node.span.clone(), found, |finding| {
            finding.allowed(text!("een heel aantal vanaf {LEAST_CELL}", "a whole number from {LEAST_CELL}"))
        });
    }
    limit
}
