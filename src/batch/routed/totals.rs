// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The totals of a run with a protocol that routes.

use std::collections::BTreeMap;

use crate::batch::summary::Summary;
use crate::evaluate::Outcome;
use crate::protocol::routes::{Given, Routed, Why};
use crate::protocol::{Protocol, Routes, level_names};

/// Counts of a run.
pub struct Totals<'a> {
    pub summary: Summary,
    /// For each counted scheme its instrument and its index there.
    schemes: Vec<(usize, usize)>,
    routes: &'a Routes,
}

impl<'a> Totals<'a> {
    pub fn new(protocol: &Protocol, routes: &'a Routes) -> Self {
        let mut summary = Summary::default();
        let mut schemes = Vec::new();
        for (at, member) in routes.members().iter().enumerate() {
            if routes.routes().iter().all(|route| !route.members.contains(&at)) {
                continue;
            }
            for (name, scheme) in level_names(member.form()) {
                let levels = member.form().schemes[scheme].levels.iter().map(|level| (level.id.clone(), 0)).collect();
                summary.levels.push((name.clone(), levels));
                summary.open_levels.push((name, BTreeMap::new()));
                schemes.push((at, scheme));
            }
        }
        summary.tiers = protocol.tiers().iter().map(|tier| (tier.id.clone(), 0)).collect();
        summary.routes = routes.routes().iter().map(|route| route.id.clone()).chain(["none".to_owned()]).map(|id| (id, 0)).collect();
        let gates = routes.members().iter().flat_map(|member| {
            let id = &member.form().id;
            member.form().gates.iter().map(move |gate| format!("{id}.{}", gate.id))
        });
        let no_fit = routes.routes().iter().filter(|route| route.members.is_empty()).map(|route| route.id.clone());
        summary.gates = gates.chain(no_fit).chain(["none".to_owned()]).map(|name| (name, 0)).collect();
        Self { summary, schemes, routes }
    }

    /// Names a row that was rejected, while there are few.
    pub fn name_rejected(&mut self, row: u64, codes: &[String]) {
        self.summary.name_rejected(row, codes);
    }

    /// Counts a row's result.
    pub fn count(&mut self, routes: &Routes, routed: &Routed, forced: Option<&Given>) {
        let summary = &mut self.summary;
        match routed.outcome {
            Outcome::Scored => summary.scored += 1,
            Outcome::Open if is_settled(routes, routed) => summary.open_settled += 1,
            Outcome::Open => summary.open += 1,
            Outcome::NotApplicable => {
                summary.not_applicable += 1;
                let name = reason(routes, routed);
                if let Some((_, count)) = summary.gates.iter_mut().find(|(known, _)| *known == name) {
                    *count += 1;
                }
            }
            Outcome::Inconsistent => summary.inconsistent += 1,
            Outcome::Rejected => summary.rejected += 1,
        }
        match (routed.routes.as_slice(), routed.none) {
            ([only], false) => summary.routes[*only].1 += 1,
            ([], true) => summary.routes[routes.routes().len()].1 += 1,
            _ => {}
        }
        if let Some(tier) = routed.tiers.tier {
            summary.tiers[tier].1 += 1;
        }
        summary.forced += u64::from(forced.is_some());
        for (place, &(member, scheme)) in self.schemes.iter().enumerate() {
            let levels = levels(self.routes, routed, member, scheme);
            match levels.as_slice() {
                [] => {}
                [only] => summary.levels[place].1[*only].1 += 1,
                _ => *summary.open_levels[place].1.entry(levels).or_default() += 1,
            }
        }
    }
}

/// The levels of an instrument's scheme that are left over all routes that use it, lowest first.
pub fn levels(routes: &Routes, routed: &Routed, member: usize, scheme: usize) -> Vec<usize> {
    let of = |(route, evaluation): &(usize, crate::evaluate::Evaluation)| {
        let (_, from) = routes.starts(*route, member)?;
        evaluation.reach.levels.get(from + scheme).cloned()
    };
    let mut levels: Vec<usize> = routed.left.iter().filter_map(of).flatten().collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// Whether every reported level of the instruments of the one route is settled.
fn is_settled(routes: &Routes, routed: &Routed) -> bool {
    let [(route, _)] = routed.left.as_slice() else { return false };
    routed.routes.len() == 1
        && !routed.none
        && routes.routes()[*route].members.iter().all(|&member| {
            let form = routes.members()[member].form();
            level_names(form).iter().all(|(_, scheme)| levels(routes, routed, member, *scheme).len() == 1)
        })
}

/// Why nobody scores a row, by the first reason: the gate of an instrument, the route that says so, or that there is none.
fn reason(routes: &Routes, routed: &Routed) -> String {
    let gate = routed.why.iter().find_map(|why| match *why {
        Why::Gate(member, gate) => {
            let form = routes.members()[member].form();
            Some(format!("{}.{}", form.id, form.gates[gate].id))
        }
        _ => None,
    });
    let route = || routed.routes.iter().map(|&route| &routes.routes()[route]).find(|route| route.members.is_empty());
    gate.or_else(|| route().map(|route| route.id.clone())).unwrap_or_else(|| "none".to_owned())
}
