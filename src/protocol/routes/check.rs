// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The only way to routes: names, then the proof.

use std::sync::Arc;

use super::join::Join;
use super::proof::Proof;
use super::resolve::{self, Draft, LookDraft, RouteDraft};
use super::{Joined, Route, Routes};
use crate::check::names::Names;
use crate::diagnostic::{self, Diagnostic, Source};
use crate::evaluate::Evaluator;
use crate::form::{Condition, Derivation, Look};
use crate::instrument::Instrument;
use crate::plan::TooLarge;
use crate::protocol::{Body, Protocol, Rule};
use crate::syntax::{self, Node, grammar};

/// Whether a file is a protocol that routes.
#[must_use]
pub fn is_one(tree: &Node) -> bool {
    tree.has("route") || tree.get("instrument").is_some_and(|instrument| instrument.string().is_none())
}

/// Checks a protocol that routes against the instruments that it names: a protocol when nothing is wrong with it, and everything that was
/// found.
#[must_use]
pub fn check(source: &Arc<Source>, instruments: &[Instrument]) -> (Option<Protocol>, Vec<Diagnostic>) {
    let (tree, mut findings) = syntax::read(source, grammar::ROUTES);
    let mut names = Names::new(source, &tree);
    let draft = resolve::draft(&mut names, &tree, instruments);
    findings.append(&mut names.findings);
    let mut routes = None;
    if !diagnostic::any_error(&findings) && !draft.columns.members.is_empty() {
        let mut proof = Proof::new(source, &draft);
        routes = proof.routes();
        findings.append(&mut proof.findings);
    }
    diagnostic::sort(&mut findings);
    let routes = routes.filter(|_| !diagnostic::any_error(&findings));
    let protocol = routes.map(|built| {
        let routes = built.finish(&draft);
        let rules = draft.rules.iter().map(|rule| Rule::new(source, &rule.span, rule.tier)).collect();
        draft.head.protocol(source, rules, Body::Routes(Arc::new(routes)))
    });
    (protocol, findings)
}

/// The evaluators of a protocol.
pub struct Built {
    pub asked: Evaluator,
    pub router: Evaluator,
    pub joined: Vec<Option<Joined>>,
}

impl Built {
    fn finish(self, draft: &Draft) -> Routes {
        let columns = &draft.columns;
        let routes = draft.routes.iter().zip(self.joined).map(|(route, joined)| Route {
            id: route.id.clone(),
            when: route.when.clone(),
            members: route.members.clone(),
            beside: route.beside.clone(),
            none: route.none.clone(),
            joined,
        });
        Routes {
            facts: columns.fields.iter().map(|field| field.id.clone()).collect(),
            asked: self.asked,
            members: columns.members.clone(),
            all: routes.collect(),
            router: self.router,
            none: draft.none.as_ref().map(|(text, _)| text.clone()),
            open: draft.head.open,
            open_sets: draft.sets.iter().map(|set| set.tier).collect(),
            overrides: draft.overrides.clone(),
            forced: draft.forced.clone(),
            reads_age: draft.reads_age,
            read: read(draft),
        }
    }
}

/// The columns as fields alone: what reading asks for. A column that an instrument computes is asked only where it is not computed.
pub fn asked(draft: &Draft) -> Result<Evaluator, TooLarge> {
    let columns = &draft.columns;
    let mut fields = columns.fields[..columns.asked].to_vec();
    for member in &columns.members {
        for (index, &column) in member.columns.iter().enumerate() {
            let field = &member.form().fields[index];
            fields[column].unknown = field.unknown;
            if let Some(derivation) = &field.derive {
                fields[column].derive = Some(super::join::derived(derivation, |input| member.columns[input]));
            }
        }
    }
    Join::named(columns.members[0].form(), &draft.head.id, &draft.head.title, &fields).evaluator()
}

/// Builds the evaluator over the conditions of all routes.
pub fn router(draft: &Draft) -> Result<Evaluator, TooLarge> {
    let mut join = start(draft);
    let names: Vec<String> = draft.routes.iter().map(|route| route.id.clone()).chain(["none".to_owned()]).collect();
    let looks = |when: &Condition| when.iter().cloned().map(Look::Field).collect();
    let mut rows: Vec<(Vec<Look>, usize)> = draft.routes.iter().enumerate().map(|(at, route)| (looks(&route.when), at)).collect();
    rows.push((Vec::new(), draft.routes.len()));
    join.scheme("route", &names, rows, true);
    join.evaluator()
}

/// Builds the instruments of a route as one, with the tier. A last level of the tier, for what no rule holds for, is what the proof looks
/// for; proven, it never comes out.
pub fn joined(draft: &Draft, route: &RouteDraft) -> Result<Joined, TooLarge> {
    let mut join = start(draft);
    join.gate(&route.id, route.when.clone());
    for &member in &route.members {
        let member_of = &draft.columns.members[member];
        join.add(member, member_of.form(), |field| member_of.columns[field], &route.when);
    }
    let starts: Vec<(usize, usize)> = join.added.iter().map(|&(_, scale, scheme)| (scale, scheme)).collect();
    let look = |look: &LookDraft| match look {
        LookDraft::Field(test) => Some(Look::Field(test.clone())),
        LookDraft::Level { member, scheme, levels } => {
            let (_, _, from) = join.added.iter().find(|(known, ..)| known == member)?;
            Some(Look::Scheme(scheme + from, levels.clone()))
        }
    };
    // A rule that reads an instrument which is not scored here cannot hold here: it looks for no level at all.
    let never = || vec![Look::Scheme(0, Vec::new())];
    let when = |looks: &[LookDraft]| looks.iter().map(look).collect::<Option<Vec<Look>>>().unwrap_or_else(never);
    let mut rows: Vec<(Vec<Look>, usize)> = draft.rules.iter().map(|rule| (when(&rule.when), rule.tier)).collect();
    let sets: Vec<Vec<Look>> = draft.sets.iter().map(|set| when(&set.when)).collect();
    let mut tiers: Vec<String> = draft.head.tiers.iter().map(|(tier, _)| tier.id.clone()).collect();
    rows.push((Vec::new(), tiers.len()));
    tiers.push(String::new());
    let tier = join.scheme("tier", &tiers, rows, true);
    let words = ["no".to_owned(), "yes".to_owned()];
    let sets = sets
        .into_iter()
        .enumerate()
        .map(|(at, when)| join.scheme(&format!("open_set.{at}"), &words, vec![(when, 1), (Vec::new(), 0)], false));
    let sets = sets.collect();
    let (gates, constraints) = (std::mem::take(&mut join.gates), std::mem::take(&mut join.constraints));
    Ok(Joined { evaluator: join.evaluator()?, gates, constraints, starts, tier, sets })
}

/// Columns, with what is computed of those that a condition of the protocol reads.
fn start(draft: &Draft) -> Join {
    let columns = &draft.columns;
    let mut join = Join::new(columns.members[0].form(), &columns.fields);
    for column in read(draft) {
        if let Some((member, derivation)) = computed(draft, column) {
            let columns = &columns.members[member].columns;
            join.derive(column, derivation, |input| columns[input]);
        }
    }
    join
}

/// The columns that conditions of the protocol read, and those from which they are computed; with the protocol's own.
fn read(draft: &Draft) -> Vec<usize> {
    let in_rules = draft.rules.iter().chain(&draft.sets).flat_map(|rule| &rule.when).filter_map(|look| match look {
        LookDraft::Field(test) => Some(test.field),
        LookDraft::Level { .. } => None,
    });
    let of_members = |column: usize| draft.columns.members.iter().any(|member| member.columns.contains(&column));
    let own = (0..draft.columns.asked).filter(|&column| !of_members(column));
    let mut open: Vec<usize> =
        draft.routes.iter().flat_map(|route| &route.when).map(|test| test.field).chain(in_rules).chain(own).collect();
    let mut read = Vec::new();
    while let Some(column) = open.pop() {
        if read.contains(&column) {
            continue;
        }
        read.push(column);
        if let Some((member, derivation)) = computed(draft, column) {
            open.extend(derivation.inputs().into_iter().map(|input| draft.columns.members[member].columns[input]));
        }
    }
    read.sort_unstable();
    read
}

/// How a column is computed, and by which instrument.
fn computed(draft: &Draft, column: usize) -> Option<(usize, &Derivation)> {
    draft.columns.members.iter().enumerate().find_map(|(at, member)| {
        let fields = member.columns.iter().enumerate().filter(|(_, known)| **known == column);
        fields.filter_map(|(index, _)| member.form().fields[index].derive.as_ref()).map(|derivation| (at, derivation)).next()
    })
}
