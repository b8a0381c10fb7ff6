// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Links of a scale: each kind with its own keys, and what makes a curve of them.

use super::names::{Names, is_broken};
use super::scale::{domain, refuse_rules};
use crate::diagnostic::Code;
use crate::domain::Set;
use crate::form::{Curve, Link, Range};
use crate::number::cox::Baseline;
use crate::number::fixed::ONE;
use crate::number::horizon::Horizon;
use crate::number::{Points, Probability};
use crate::syntax::{Node, tree::Entry};
use crate::text;

/// The keys that belong to one kind of link: which it must have, and which it may have.
const OWN: [(&str, &str, &[&str]); 2] = [("logistic", "intercept", &[]), ("cox", "baseline_survival", &["centre"])];

pub fn links(names: &mut Names<'_>, node: &Node, range: &Range) -> Vec<Link> {
    let mut links = Vec::new();
    for entry in node.get("link").map_or(&[][..], Node::entries) {
        let link = &entry.node;
        let (Some(curve), Some(slope)) = (curve(names, entry), number_or(names, link, "slope", Points(ONE))) else {
            names.whole = false;
            names.unreadable.push(entry.key.clone());
            continue;
        };
        refuse_rules(names, &entry.key, &entry.key_span);
        let mut at: Vec<(Set, Probability)> = Vec::new();
        for exception in link.get("at").map_or(&[][..], Node::entries) {
            let set = names.pattern_text(&exception.key, &exception.key_span, &domain(range), false);
            let probability = super::scheme::probability(names, &exception.node);
            names.whole &= probability.is_some();
            at.extend(set.zip(probability));
        }
        links.push(Link {
            horizon: entry.key.clone(),
            curve,
            slope,
            at,
            outcome: names.text(link, "outcome"),
            provenance: names.provenance(link),
            span: entry.key_span.clone(),
        });
    }
    links
}

fn curve(names: &mut Names<'_>, entry: &Entry) -> Option<Curve> {
    let node = &entry.node;
    let kind = names.word(node, "kind");
    let &(_, needed, _) = OWN.iter().find(|(own, ..)| *own == kind)?;
    refuse_others(names, node, kind);
    if !node.has(needed) {
        // A mistyped key was told; that one is missing follows from it.
        if !is_broken(node) {
            let (id, example) = (&entry.key, if kind == "cox" { "0.95" } else { "-2.5" });
            let found = text!("de kans bij `{id}` heeft geen `{needed}`", "the link of `{id}` has no `{needed}`");
            names.tell(Code::MissingKey, &entry.key_span, found, |finding| {
                finding.mend(text!(
                    "voeg het getal uit de bron toe, bijvoorbeeld {needed} = {example}",
                    "add the number of the source, for instance {needed} = {example}"
                ))
            });
        }
        return None;
    }
    if kind == "logistic" {
        return Some(Curve::Logistic { intercept: names.number_at(node, "intercept")? });
    }
    refuse_horizon(names, entry);
    let (baseline, centre) = (baseline(names, node), number_or(names, node, "centre", Points::ZERO));
    Some(Curve::Cox { baseline: baseline?, centre: centre? })
}

fn number_or(names: &mut Names<'_>, node: &Node, key: &str, unsaid: Points) -> Option<Points> {
    if node.has(key) { names.number_at(node, key) } else { Some(unsaid) }
}

fn baseline(names: &mut Names<'_>, node: &Node) -> Option<Baseline> {
    let node = node.get("baseline_survival")?;
    let text = node.number()?;
    let baseline = Baseline::parse(text);
    if baseline.is_none() {
        let found = text!("{text} is geen basisoverleving", "{text} is no baseline survival");
        names.tell(Code::BadNumber, &node.span, found, |finding| {
            finding
                .allowed(text!("een getal boven 0 en onder 1, met hoogstens twaalf decimalen", "a number above 0 and below 1, with at most twelve decimals"))
                .mend(text!(
                    "schrijf het deel bij wie de uitkomst aan het eind van de termijn nog niet is gebeurd, bij de score `centre`: 7% met de uitkomst is 0.93",
                    "write the share to whom the outcome has not happened by the end of the horizon, at the score `centre`: 7% with the outcome is 0.93"
                ))
        });
    }
    baseline
}

/// A survival is that of one moment, so the horizon has to say which.
fn refuse_horizon(names: &mut Names<'_>, entry: &Entry) {
    let horizon = &entry.key;
    if Horizon::parse(horizon).is_none() {
        names.whole = false;
        let found = text!(
            "een basisoverleving bij `{horizon}`, dat geen termijn is",
            "a baseline survival at `{horizon}`, which is no length of time"
        );
        names.tell(Code::BadNumber, &entry.key_span, found, |finding| {
            finding
                .allowed(text!(
                    "een heel aantal dagen, weken, maanden of jaren boven nul: 730d, 52w, 24m, 5y",
                    "a whole number of days, weeks, months or years above zero: 730d, 52w, 24m, 5y"
                ))
                .mend(text!(
                    "noem de termijn waarvan de basisoverleving is, bijvoorbeeld [scale.ID.link.5y]",
                    "name the horizon that the baseline survival is of, for instance [scale.ID.link.5y]"
                ))
        });
    }
}

fn refuse_others(names: &mut Names<'_>, node: &Node, kind: &str) {
    for (owner, needed, more) in OWN.iter().filter(|(owner, ..)| *owner != kind) {
        for entry in more.iter().chain([needed]).filter_map(|key| node.entry(key)) {
            let key = &entry.key;
            names.whole = false;
            let found = text!("`{key}` bij kind = \"{kind}\"", "`{key}` with kind = \"{kind}\"");
            names.tell(Code::KindForbids, &entry.key_span, found, |finding| {
                finding
                    .allowed(text!("`{key}` hoort bij kind = \"{owner}\"", "`{key}` belongs to kind = \"{owner}\""))
                    .mend(text!("haal `{key}` weg, of kies de andere `kind`", "remove `{key}`, or take the other `kind`"))
            });
        }
    }
}
