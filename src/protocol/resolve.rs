// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a tree of values to the rules of a protocol.

use std::sync::Arc;

use super::{Tier, WhenOpen};
use crate::check::names::Names;
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::domain::Domain;
use crate::form::Form;
use crate::lang::Text;
use crate::syntax::Node;
use crate::text;

/// A protocol whose names are resolved.
pub struct Draft {
    pub id: String,
    pub edition: String,
    pub status: String,
    pub title: Text,
    pub note: Text,
    pub decides: Text,
    pub instrument: String,
    pub open: WhenOpen,
    pub tiers: Vec<(Tier, Span)>,
    pub rules: Vec<DraftRule>,
}

/// A rule: schemes with the levels for which it holds, and the tier.
pub struct DraftRule {
    pub when: Vec<(usize, Vec<usize>)>,
    pub tier: usize,
    pub span: Span,
}

/// Resolves a protocol against its instrument.
pub fn draft(source: &Arc<Source>, tree: &Node, form: &Form) -> (Draft, Vec<Diagnostic>) {
    let mut names = Names::new(source, tree);
    names.check_schema(tree);
    let nodes = tree.get("tier").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let mut tiers = Vec::new();
    for node in nodes {
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
        tiers.push((tier, id));
    }
    let ids: Vec<String> = tiers.iter().map(|(tier, _)| tier.id.clone()).collect();
    let mut rules = Vec::new();
    for node in tree.get("rule").map_or(&[][..], Node::elements) {
        let span = node.get("when").map_or(node.span.clone(), |when| when.span.clone());
        let when = when(&mut names, node, form);
        let Some(tier) = node.get("tier") else { continue };
        let name = tier.string().unwrap_or_default();
        let found = names.look_up(name, ids.iter().map(String::as_str), &tier.span, &text!("prioriteit", "tier"));
        if let Some(tier) = found {
            rules.push(DraftRule { when, tier, span });
        }
    }
    let draft = Draft {
        id: names.word(tree, "id").to_owned(),
        edition: names.word(tree, "edition").to_owned(),
        status: names.word(tree, "status").to_owned(),
        title: names.text(tree, "title"),
        note: names.text(tree, "note"),
        decides: names.text(tree, "decides"),
        instrument: names.word(tree, "instrument").to_owned(),
        open: if names.word(tree, "open") == "highest" { WhenOpen::Highest } else { WhenOpen::Set },
        tiers,
        rules,
    };
    (draft, names.findings)
}

fn when(names: &mut Names<'_>, node: &Node, form: &Form) -> Vec<(usize, Vec<usize>)> {
    let reported: Vec<(String, usize)> = level_names(form);
    let mut when = Vec::new();
    if reported.is_empty() {
        return when; // The proof tells that, once.
    }
    for entry in node.get("when").map_or(&[][..], Node::entries) {
        let what = text!("gerapporteerd niveau", "reported level");
        let all = reported.iter().map(|(name, _)| name.as_str());
        let Some(found) = names.look_up(&entry.key, all, &entry.key_span, &what) else { continue };
        let levels = &form.schemes[reported[found].1].levels;
        let options = Domain::Options(levels.iter().map(|level| level.id.clone()).collect());
        let Some(set) = names.pattern(&entry.node, &options, false) else { continue };
        let set = (0..levels.len()).filter(|&level| i64::try_from(level).is_ok_and(|level| set.contains(level)));
        when.push((reported[found].1, set.collect()));
    }
    when
}

/// How a protocol names the reported levels of an instrument: `ID.level`, or `ID.SCALE.level` with several reported scales.
pub fn level_names(form: &Form) -> Vec<(String, usize)> {
    let several = form.reported_scales().count() > 1;
    let reported = form.schemes.iter().enumerate().filter(|(_, scheme)| scheme.report);
    reported
        .map(|(index, _)| {
            let scale = form.scale_of(index).filter(|_| several).map(|scale| format!("{}.", form.scales[scale].id));
            (format!("{}.{}level", form.id, scale.unwrap_or_default()), index)
        })
        .collect()
}
