// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proof of a protocol: every combination of levels that can occur has exactly one tier, and every rule and tier is for somebody.

use std::sync::Arc;

use super::resolve::{self, Draft, level_names};
use super::{Body, Protocol, Rule};
use crate::diagnostic::{self, Code, Diagnostic, Place, Source, Span};
use crate::evaluate::Evaluator;
use crate::instrument::Instrument;
use crate::lang::{Lang, Text};
use crate::syntax::{self, grammar};
use crate::text;

/// Checks a protocol against its instrument: a protocol when nothing is wrong with it, and everything that was found.
#[must_use]
pub fn check(source: &Arc<Source>, instrument: &Instrument) -> (Option<Protocol>, Vec<Diagnostic>) {
    let (tree, mut findings) = syntax::read(source, grammar::PROTOCOL);
    let (draft, told) = resolve::draft(source, &tree, instrument.form());
    findings.extend(told);
    let mut table = Vec::new();
    if !diagnostic::any_error(&findings) {
        let mut proof = Proof { source, instrument, draft: &draft, findings: Vec::new() };
        table = proof.table();
        findings.extend(proof.findings);
    }
    diagnostic::sort(&mut findings);
    let body = Body::Levels { instrument: draft.instrument, table };
    let rules = draft.rules.iter().map(|rule| Rule::new(source, &rule.span, rule.tier)).collect();
    let protocol = (!diagnostic::any_error(&findings)).then(|| draft.head.protocol(source, rules, body));
    (protocol, findings)
}

struct Proof<'a> {
    source: &'a Arc<Source>,
    instrument: &'a Instrument,
    draft: &'a Draft,
    findings: Vec<Diagnostic>,
}

impl Proof<'_> {
    fn table(&mut self) -> Vec<(Vec<usize>, usize)> {
        let form = self.instrument.form();
        if level_names(form).is_empty() {
            let id = &form.id;
            let span = self.draft.rules.first().map_or(0..0, |rule| rule.span.clone());
            // The instrument's file says in its own words what it lacks, and so why.
            let missing = |lang: Lang| form.about.missing.iter().map(|missing| missing.get(lang)).collect::<Vec<_>>().join(" ");
            let (nl, en) = (missing(Lang::Nl), missing(Lang::En));
            let found = text!("`{id}` rapporteert geen niveaus", "`{id}` reports no levels");
            self.tell(Code::NoLevels, span, found, |finding| match nl.as_str() {
                "" => finding,
                _ => finding
                    .mend(text!("het bestand van `{id}` zegt wat er ontbreekt: {nl}", "the file of `{id}` says what is missing: {en}")),
            });
            return Vec::new();
        }
        // The record of which nothing is known leaves every combination that can occur.
        let combinations = Evaluator::new(self.instrument).evaluate(&[]).reach.combinations;
        let mut table = Vec::new();
        let mut used = vec![false; self.draft.rules.len()];
        let (mut gaps, mut overlaps) = (Vec::new(), Vec::new());
        for levels in combinations {
            let rules = self.draft.rules.iter().enumerate();
            let holding: Vec<usize> = rules
                .filter(|(_, rule)| rule.when.iter().all(|(scheme, set)| set.contains(&levels[*scheme])))
                .map(|(rule, _)| rule)
                .collect();
            for &rule in &holding {
                used[rule] = true;
            }
            match holding.as_slice() {
                [] => gaps.push(levels),
                [only] => table.push((levels, *only)),
                [first, second, ..] => overlaps.push((*first, *second, levels)),
            }
        }
        if let Some(levels) = gaps.first() {
            let name = self.name(levels);
            let span = self.draft.rules.last().map_or(0..0, |rule| rule.span.clone());
            let found = text!("{name} heeft geen prioriteit", "{name} has no tier");
            self.tell(Code::TierGap, span, found, |f| f.mend(text!("voeg een regel toe", "add a rule")));
        }
        if let Some((first, second, levels)) = overlaps.first() {
            let name = self.name(levels);
            let (first, second) = (self.draft.rules[*first].span.clone(), self.draft.rules[*second].span.clone());
            let place = self.place(first);
            let found = text!("{name} valt onder twee regels", "{name} falls under two rules");
            self.tell(Code::TierOverlap, second, found, |f| f.related(place, text!("de andere regel", "the other rule")));
        }
        for (rule, _) in self.draft.rules.iter().zip(&used).filter(|(_, used)| !**used) {
            let found = text!("deze regel geldt voor niemand", "this rule holds for nobody");
            self.tell(Code::DeadTier, rule.span.clone(), found, |f| f);
        }
        for (index, (tier, span)) in self.draft.head.tiers.iter().enumerate() {
            if !self.draft.rules.iter().any(|rule| rule.tier == index) {
                let id = &tier.id;
                let found = text!("geen regel geeft de prioriteit `{id}`", "no rule gives the tier `{id}`");
                self.tell(Code::DeadTier, span.clone(), found, |f| f);
            }
        }
        table.sort();
        table
    }

    /// A combination of reported levels, for messages.
    fn name(&self, levels: &[usize]) -> String {
        let form = self.instrument.form();
        let names = level_names(form);
        let parts = names.iter().map(|(name, scheme)| format!("{name} = {}", form.schemes[*scheme].levels[levels[*scheme]].id));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn place(&self, span: Span) -> Place {
        Place { source: Arc::clone(self.source), span }
    }

    fn tell(&mut self, code: Code, span: Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let finding = more(Diagnostic::new(code, self.place(span), found));
        self.findings.push(finding);
    }
}
