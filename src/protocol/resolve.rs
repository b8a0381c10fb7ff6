// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a tree of values to the rules of a protocol.

use std::sync::Arc;

use super::head::Head;
use crate::check::names::Names;
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::domain::Domain;
use crate::form::Form;
use crate::syntax::Node;
use crate::text;

/// A protocol whose names are resolved.
pub struct Draft {
    pub head: Head,
    pub instrument: String,
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
    let head = Head::read(&mut names, tree);
    let mut rules = Vec::new();
    for node in tree.get("rule").map_or(&[][..], Node::elements) {
        let span = node.get("when").map_or(node.span.clone(), |when| when.span.clone());
        let when = when(&mut names, node, form);
        if let Some(tier) = head.tier(&mut names, node) {
            rules.push(DraftRule { when, tier, span });
        }
    }
    (Draft { head, instrument: names.word(tree, "instrument").to_owned(), rules }, names.findings)
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

/// How a protocol names the reported levels of an instrument: `ID.level`, or `ID.SCALE.level` with several reported scales; each with its
/// scheme.
#[must_use]
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
