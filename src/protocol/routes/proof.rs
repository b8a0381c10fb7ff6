// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proof of a protocol that routes: every person follows exactly one route or is told that none fits, every combination of outcomes on a
//! route has exactly one tier, and every route, rule and tier is for somebody. It looks at every state that a record can leave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Joined;
use super::check::{self, Built};
use super::resolve::Draft;
use crate::diagnostic::{Code, Diagnostic, Place, Source, Span};
use crate::evaluate::{Evaluator, settle};
use crate::lang::Text;
use crate::plan::{Plan, PlanLook, PlanScheme, TooLarge};
use crate::text;

/// More states than this are not looked through.
const MOST_STATES: usize = 400_000;

pub struct Proof<'a> {
    source: &'a Arc<Source>,
    draft: &'a Draft,
    pub findings: Vec<Diagnostic>,
}

/// What was seen over all routes.
struct Seen {
    rules: Vec<bool>,
    sets: Sets,
}

/// For each row on open sets, and for each pair of them, the tiers of what they hold for.
#[derive(Default)]
struct Sets {
    alone: BTreeMap<usize, BTreeSet<usize>>,
    both: BTreeMap<(usize, usize), BTreeSet<usize>>,
}

impl<'a> Proof<'a> {
    pub fn new(source: &'a Arc<Source>, draft: &'a Draft) -> Self {
        Self { source, draft, findings: Vec::new() }
    }

    /// The evaluators, where everything could be looked at; what was found wrong stands in `findings`.
    pub fn routes(&mut self) -> Option<Built> {
        let (asked, router) = match check::asked(self.draft).and_then(|asked| Ok((asked, check::router(self.draft)?))) {
            Ok(both) => both,
            Err(part) => return self.too_large(&part, 0..0),
        };
        // Rules stand on routes: where these are not sound, what rules come to would tell the same once more.
        if !self.partition(&router)? {
            return None;
        }
        let mut seen = Seen { rules: vec![false; self.draft.rules.len()], sets: Sets::default() };
        let mut all = Vec::new();
        let mut whole = true;
        for route in &self.draft.routes {
            if route.members.is_empty() {
                all.push(None);
                continue;
            }
            let joined = match check::joined(self.draft, route) {
                Ok(joined) => joined,
                Err(part) => return self.too_large(&part, route.span.clone()),
            };
            whole &= self.tiers(&route.id, &route.span, &joined, &mut seen)?;
            all.push(Some(joined));
        }
        self.unused(&seen, whole);
        // A tier that a gap or an overlap leaves open says nothing of open cases.
        if !self.findings.iter().any(|finding| matches!(finding.code, Code::TierGap | Code::TierOverlap)) {
            self.open_sets(&seen.sets);
        }
        Some(Built { asked, router, joined: all })
    }

    /// Every person follows exactly one route, or none where the file says what is told then.
    fn partition(&mut self, router: &Evaluator) -> Option<bool> {
        let Some(states) = router.all_states(MOST_STATES) else { return self.too_large(&TooLarge("route".to_owned()), 0..0) };
        let (plan, draft) = (router.instrument().plan(), self.draft);
        let PlanScheme::Shifts { shifts, .. } = &plan.schemes[0] else { return Some(true) };
        let mut used = vec![false; draft.routes.len()];
        let mut gap = None;
        let mut overlaps: BTreeMap<(usize, usize), String> = BTreeMap::new();
        for state in &states {
            let holding: Vec<usize> =
                (0..draft.routes.len()).filter(|&route| settle::shift_holds(&shifts[route].0, &[], &state[plan.scales.len()..])).collect();
            for &route in &holding {
                used[route] = true;
            }
            let witness = || facts(router, state);
            match holding.as_slice() {
                [] => drop(gap.get_or_insert_with(witness)),
                [first, second, ..] => drop(overlaps.entry((*first, *second)).or_insert_with(witness)),
                [_] => {}
            }
        }
        match (&gap, &draft.none) {
            (Some(witness), None) => {
                let span = draft.routes.last().map_or(0..0, |route| route.span.clone());
                let found = text!("niet iedere persoon heeft een route", "not every person has a route");
                let mend = text!(
                    "voeg een route toe, of no_route = {{ nl = \"…\", en = \"…\" }}",
                    "add a route, or no_route = {{ nl = \"…\", en = \"…\" }}"
                );
                self.tell(Code::RouteGap, span, found, |finding| finding.mend(mend).witness(witness.clone()));
            }
            (None, Some((_, span))) => {
                let found = text!(
                    "iedere persoon heeft een route: no_route geldt voor niemand",
                    "every person has a route: no_route is for nobody"
                );
                self.tell(Code::DeadRoute, span.clone(), found, |finding| finding.mend(text!("haal het weg", "remove it")));
            }
            _ => {}
        }
        let sound = overlaps.is_empty() && used.iter().all(|used| *used);
        for ((first, second), witness) in overlaps {
            let (one, other) = (&draft.routes[first], &draft.routes[second]);
            let (a, b, place) = (&one.id, &other.id, self.place(one.span.clone()));
            let found =
                text!("de routes `{a}` en `{b}` gelden voor dezelfde persoon", "the routes `{a}` and `{b}` hold for the same person");
            self.tell(Code::RouteOverlap, other.span.clone(), found, |finding| {
                finding
                    .mend(text!("maak een van beide nauwer", "narrow one of the two"))
                    .witness(witness)
                    .related(place, text!("de andere route", "the other route"))
            });
        }
        for (route, _) in draft.routes.iter().zip(&used).filter(|(_, used)| !**used) {
            let id = &route.id;
            let found = text!("de route `{id}` geldt voor niemand", "the route `{id}` holds for nobody");
            self.tell(Code::DeadRoute, route.span.clone(), found, |finding| {
                finding.mend(text!("haal haar weg, of verander voor wie zij is", "remove it, or change for whom it is"))
            });
        }
        for (at, member) in draft.columns.members.iter().enumerate() {
            let is_used = draft.routes.iter().any(|route| route.members.contains(&at) || route.beside.contains(&at));
            if !is_used && !member.is_given() {
                let id = &member.form().id;
                let found = text!("geen route gebruikt `{id}`", "no route uses `{id}`");
                self.tell(Code::DeadRoute, draft.columns.spans[at].clone(), found, |finding| {
                    finding.mend(text!("haal het weg onder [[instrument]]", "remove it under [[instrument]]"))
                });
            }
        }
        Some(sound)
    }

    /// Every combination of outcomes on a route has exactly one tier; whether somebody follows it at all.
    fn tiers(&mut self, id: &str, span: &Span, joined: &Joined, seen: &mut Seen) -> Option<bool> {
        let plan = joined.evaluator.instrument().plan();
        let Some(states) = joined.evaluator.all_states(MOST_STATES) else {
            return self.too_large(&TooLarge(id.to_owned()), span.clone());
        };
        if states.is_empty() {
            let found = text!(
                "op de route `{id}` is niemand te scoren: een instrument is daar voor niemand",
                "on the route `{id}` nobody can be scored: an instrument is for nobody there"
            );
            self.tell(Code::DeadRoute, span.clone(), found, |finding| {
                finding.mend(text!(
                    "kijk naar de toelating van de instrumenten: taxeer show",
                    "look at who the instruments are for: taxeer show"
                ))
            });
            return Some(false);
        }
        let PlanScheme::Shifts { shifts, .. } = &plan.schemes[joined.tier] else { return Some(true) };
        let rules = &shifts[..self.draft.rules.len()];
        let (mut gap, mut overlaps) = (None, BTreeMap::new());
        for state in &states {
            let Some(settled) = settle::settle(plan, state) else { continue };
            let kept = &state[plan.scales.len()..];
            let levels = &settled.levels[..joined.tier];
            let holding: Vec<usize> = (0..rules.len()).filter(|&rule| holds(&rules[rule].0, levels, kept)).collect();
            for &rule in &holding {
                seen.rules[rule] = true;
            }
            let witness = || outcome(id, joined, &settled.levels, state);
            match holding.as_slice() {
                [] => drop(gap.get_or_insert_with(witness)),
                [first, second, ..] => drop(overlaps.entry((*first, *second)).or_insert_with(witness)),
                [_] => {}
            }
            let tier = settled.levels[joined.tier];
            let on: Vec<usize> = (0..joined.sets.len()).filter(|&set| settled.levels[joined.sets[set]] == 1).collect();
            for (at, &set) in on.iter().enumerate() {
                seen.sets.alone.entry(set).or_default().insert(tier);
                for &other in &on[at + 1..] {
                    seen.sets.both.entry((set, other)).or_default().insert(tier);
                }
            }
        }
        if let Some(witness) = gap {
            let last = self.draft.rules.last().map_or(0..0, |rule| rule.span.clone());
            let found = text!("{witness} heeft geen prioriteit", "{witness} has no tier");
            self.tell(Code::TierGap, last, found, |finding| {
                finding.mend(text!("voeg een regel toe", "add a rule")).witness(witness.clone())
            });
        }
        for ((first, second), witness) in overlaps {
            let (one, other) = (self.draft.rules[first].span.clone(), self.draft.rules[second].span.clone());
            let place = self.place(one);
            let found = text!("{witness} valt onder twee regels", "{witness} falls under two rules");
            self.tell(Code::TierOverlap, other, found, |finding| {
                finding
                    .mend(text!("maak een van beide nauwer", "narrow one of the two"))
                    .witness(witness.clone())
                    .related(place, text!("de andere regel", "the other rule"))
            });
        }
        Some(true)
    }

    /// Rules and tiers that are for nobody; where a route was for nobody that comes from it.
    fn unused(&mut self, seen: &Seen, whole: bool) {
        let draft = self.draft;
        for (rule, _) in draft.rules.iter().zip(&seen.rules).filter(|(_, used)| !**used && whole) {
            let found = text!("deze regel geldt voor niemand", "this rule holds for nobody");
            self.tell(Code::DeadTier, rule.span.clone(), found, |finding| {
                finding.mend(text!("haal hem weg, of verander waar hij geldt", "remove it, or change where it holds"))
            });
        }
        for (index, (tier, span)) in draft.head.tiers.iter().enumerate() {
            if !draft.rules.iter().any(|rule| rule.tier == index) {
                let id = &tier.id;
                let found = text!("geen regel geeft de prioriteit `{id}`", "no rule gives the tier `{id}`");
                self.tell(Code::DeadTier, span.clone(), found, |finding| {
                    finding.mend(text!("haal haar weg, of voeg een regel toe", "remove it, or add a rule"))
                });
            }
        }
    }

    /// An open case falls under one row at most, and each row is for somebody.
    fn open_sets(&mut self, sets: &Sets) {
        let draft = self.draft;
        let name = |tier: usize| draft.head.tiers.get(tier).map_or("", |(tier, _)| tier.id.as_str());
        for (at, set) in draft.sets.iter().enumerate() {
            let tiers = sets.alone.get(&at).cloned().unwrap_or_default();
            if tiers.len() < 2 || !tiers.contains(&set.tier) {
                let (found_tiers, tier) = (tiers.iter().map(|&tier| name(tier)).collect::<Vec<_>>().join(", "), name(set.tier));
                let found = text!(
                    "deze rij geldt voor geen open zaak die nog `{tier}` kan worden (over: {found_tiers})",
                    "this row is for no open case that can still become `{tier}` (left: {found_tiers})"
                );
                self.tell(Code::DeadTier, set.span.clone(), found, |finding| finding.mend(text!("haal haar weg", "remove it")));
            }
        }
        for ((first, second), tiers) in &sets.both {
            let (one, other) = (&draft.sets[*first], &draft.sets[*second]);
            if one.tier != other.tier && tiers.contains(&one.tier) && tiers.contains(&other.tier) {
                let (a, b) = (name(one.tier), name(other.tier));
                let place = self.place(one.span.clone());
                let found =
                    text!("een open zaak met {a} en {b} valt onder twee rijen", "an open case with {a} and {b} falls under two rows");
                self.tell(Code::OpenSetClash, other.span.clone(), found, |finding| {
                    finding
                        .mend(text!("maak een van beide nauwer", "narrow one of the two"))
                        .witness(format!("tiers = {a}|{b}"))
                        .related(place, text!("de andere rij", "the other row"))
                });
            }
        }
    }

    fn too_large<T>(&mut self, part: &TooLarge, span: Span) -> Option<T> {
        let name = &part.0;
        let found = text!("`{name}` heeft te veel combinaties om te bewijzen", "`{name}` has too many combinations to prove");
        self.tell(Code::TooLarge, span, found, |finding| {
            finding
                .mend(text!("lees minder feiten of minder instrumenten op één route", "read fewer facts or fewer instruments on one route"))
        });
        None
    }

    fn place(&self, span: Span) -> Place {
        Place { source: Arc::clone(self.source), span }
    }

    fn tell(&mut self, code: Code, span: Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let finding = more(Diagnostic::new(code, self.place(span), found));
        self.findings.push(finding);
    }
}

fn holds(when: &[PlanLook], levels: &[usize], kept: &[i64]) -> bool {
    settle::shift_holds(when, levels, kept)
}

/// The facts of a state, as conditions write them.
fn facts(evaluator: &Evaluator, state: &[i64]) -> String {
    let (form, plan) = (evaluator.instrument().form(), evaluator.instrument().plan());
    let kept =
        plan.kept.iter().enumerate().filter_map(|(place, &field)| Some(fact(form, plan, field, *state.get(plan.scales.len() + place)?)));
    kept.collect::<Vec<_>>().join(", ")
}

fn fact(form: &crate::form::Form, plan: &Plan, field: usize, cell: i64) -> String {
    let cell = u16::try_from(cell).unwrap_or_default();
    let known = &form.fields[field];
    format!("{} = {}", known.id, known.domain.describe(&plan.fields[field].cells.set(cell)))
}

/// A combination of outcomes on a route: the levels that its rules read, and the facts.
fn outcome(route: &str, joined: &Joined, levels: &[usize], state: &[i64]) -> String {
    let (form, plan) = (joined.evaluator.instrument().form(), joined.evaluator.instrument().plan());
    let mut parts = vec![format!("route = {route}")];
    let mut read: BTreeSet<usize> = BTreeSet::new();
    let mut fields: BTreeSet<usize> = BTreeSet::new();
    for look in form.schemes[joined.tier].shifts.iter().flat_map(|shift| &shift.when) {
        match look {
            crate::form::Look::Scheme(scheme, some) if !some.is_empty() => drop(read.insert(*scheme)),
            crate::form::Look::Field(test) => drop(fields.insert(test.field)),
            crate::form::Look::Scheme(..) => {}
        }
    }
    for scheme in read {
        parts.push(format!("{} = {}", form.schemes[scheme].id, form.schemes[scheme].levels[levels[scheme]].id));
    }
    for (place, &field) in plan.kept.iter().enumerate().filter(|(_, field)| fields.contains(field)) {
        parts.extend(state.get(plan.scales.len() + place).map(|cell| fact(form, plan, field, *cell)));
    }
    parts.join(", ")
}
