// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a tree of values to a [`Form`]: every name resolved, every pattern read, every number exact.

mod about;
pub(crate) mod field;
mod item;
mod kind;
mod link;
pub(crate) mod names;
mod norm;
mod population;
mod scale;
mod scheme;
mod study;
mod validity;
mod withheld;

use std::sync::Arc;

use names::Names;

use crate::diagnostic::{Diagnostic, Source};
use crate::form::{Form, Kind, Status};
use crate::syntax::Node;

/// What could be resolved.
pub struct Resolved {
    /// The form, as far as it could be read; `None` when the file is no rule set at all.
    pub form: Option<Form>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// What could not be read.
    pub doubt: Doubt,
}

/// What could not be read, and so keeps the proof from speaking of the whole.
#[derive(Clone, Debug, Default)]
pub struct Doubt {
    /// Something that counts.
    pub anything: bool,
    /// A field, a gate or a constraint.
    pub population: bool,
    /// Items, by index.
    pub items: Vec<usize>,
}

impl Doubt {
    /// Whether everything that counts was read.
    #[must_use]
    pub fn whole(&self) -> bool {
        !self.anything
    }
}

/// Resolves a rule set, or one with the text of norm packs behind it.
#[must_use]
pub fn form(source: &Arc<Source>, tree: &Node) -> Resolved {
    let mut names = Names::new(source, tree);
    let tree = &kind::without_foreign(&mut names, tree);
    if tree.entries().iter().all(|entry| entry.node.is_faulty()) {
        return Resolved { form: None, findings: Vec::new(), doubt: Doubt { anything: true, population: true, items: Vec::new() } };
    }
    let kind = match names.word(tree, "kind") {
        "structured-judgement" => Kind::StructuredJudgement,
        "checklist" => Kind::Checklist,
        "triage" => Kind::Triage,
        _ => Kind::Actuarial,
    };
    let status = match names.word(tree, "status") {
        "historical" => Status::Historical,
        "reference" => Status::Reference,
        "retired" => Status::Retired,
        "trial" => Status::Trial,
        _ => Status::Current,
    };
    names.check_schema(tree);
    let fields = field::fields(&mut names, tree);
    names.fields.clone_from(&fields);
    let gates = population::gates(&mut names, tree);
    let constraints = population::constraints(&mut names, tree);
    let population = !names.whole || ["field", "population", "constraint"].iter().any(|key| names::key_faulty(tree, key));
    let (items, doubtful) = item::items(&mut names, tree);
    let conditional = tree.get("item").map_or(&[][..], Node::entries).iter().filter(|entry| entry.node.has("applies"));
    let read = |id: &str| items.iter().position(|item| item.id == id).is_some_and(|item| !doubtful.contains(&item));
    let population = population || conditional.into_iter().any(|entry| !read(&entry.key));
    let scales = scale::scales(&mut names, tree, &items);
    let rule_horizons = scheme::rule_horizons(tree);
    let schemes = scheme::schemes(&mut names, tree, &scales);
    let rules = scheme::rules(&mut names, tree, &schemes, &rule_horizons);
    let norms = norm::norms(&mut names, tree, &scales);
    names.whole &= !names::holds_fault(tree);
    scale::check_use(&mut names, &items, &scales);
    let form = Form {
        source: source.parts().next().map_or_else(|| Arc::clone(source), |(_, first)| Arc::clone(first)),
        whole: Arc::clone(source),
        packs: Vec::new(),
        id: names.word(tree, "id").to_owned(),
        edition: names.word(tree, "edition").to_owned(),
        kind,
        status,
        gives_tier: tree.get("gives_tier").and_then(Node::boolean).unwrap_or(true),
        title: names.text(tree, "title"),
        validity: validity::validity(&mut names, tree, status),
        about: about::about(&mut names, tree),
        studies: study::studies(&mut names, tree),
        shelf_life: validity::shelf_life(&mut names, tree),
        references: about::references(tree),
        fields,
        gates,
        constraints,
        items,
        scales,
        schemes,
        rules,
        rule_horizons,
        norms,
        unreachable: about::unreachable(&mut names, tree),
        judgement: about::judgement(&mut names, tree),
        lines: about::lines(&mut names, tree),
    };
    withheld::check(&mut names, &form);
    field::check_use(&mut names, &form);
    names.check_sources(tree);
    let doubt = Doubt { anything: !names.whole, population, items: doubtful };
    Resolved { form: Some(form), findings: names.findings, doubt }
}
