// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One case with a protocol that routes: the route, what its instruments say, and the tier, with what a person set beside it.

use serde_json::{Value, json};

use super::document::{Block, Document};
use super::{Fault, Score, names, reason, score, words};
use crate::caution::AsOf;
use crate::domain::Answer;
use crate::evaluate::{Evaluation, Outcome, Reason};
use crate::form::Status;
use crate::lang::{Lang, Text};
use crate::number::date;
use crate::protocol::routes::{Given, Member, Routed, Why};
use crate::protocol::{Protocol, Routes, Tier};
use crate::text;

/// What is told of a case.
#[derive(Clone, Debug)]
pub struct RoutedScore<'a> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// Its routes.
    pub routes: &'a Routes,
    /// The day that the result speaks of.
    pub as_of: &'a AsOf,
    /// Answers of the columns, with ages.
    pub answers: &'a [Answer],
    /// What came out.
    pub routed: &'a Routed,
    /// The case's name, never a person's.
    pub case_id: Option<&'a str>,
    /// A tier that a person set.
    pub forced: Option<&'a Given>,
    /// Cells that cannot be read, of a rejected record.
    pub faults: Vec<Fault>,
    /// Codes and words of what is wrong with a forced tier.
    pub refused: Option<(String, Text)>,
}

/// What an instrument says by itself.
struct Part<'a> {
    member: &'a Member,
    answers: Vec<Answer>,
    evaluation: Evaluation,
    as_of: AsOf,
    beside: bool,
}

/// The result of a case.
#[must_use]
pub fn document(of: &RoutedScore<'_>, lang: Lang) -> Document {
    let mut document = Document::default();
    let (protocol, routed) = (of.protocol, of.routed);
    document.title(protocol.title().get(lang).to_owned());
    let routes: Vec<String> = of.route_names();
    document.facts([
        (say!(lang, "Zaak", "Case"), of.case_id.unwrap_or_default().to_owned()),
        (say!(lang, "Protocol", "Protocol"), protocol.stamp()),
        (say!(lang, "Peildatum", "As of"), of.as_of.day.map(|day| words::day(day, lang)).unwrap_or_default()),
        (say!(lang, "Route", "Route"), words::either(&routes, lang)),
    ]);
    document.heading(say!(lang, "Uitkomst", "Outcome"));
    let outcome = names::outcome(routed.outcome, lang);
    document.paragraph(match routed.outcome {
        Outcome::Scored => say!(lang, "{outcome}. Er is één uitkomst.", "{outcome}. There is one outcome."),
        Outcome::Open => say!(lang, "{outcome}. Hieronder staat wat nog mogelijk is.", "{outcome}. Below is what is still possible."),
        _ => say!(lang, "{outcome}. Er is geen prioriteit.", "{outcome}. There is no priority."),
    });
    document.facts(of.tier_facts(lang));
    document.list(of.said(lang));
    of.forced_block(lang, &mut document);
    if !routed.decisive.is_empty() {
        document.heading(say!(lang, "Wat nog uitmaakt", "What still matters"));
        let fields = routed.decisive.iter().filter_map(|&column| of.routes.form().fields.get(column));
        document.list(fields.map(|field| format!("{}: {}", field.id, field.ask.get(lang))));
    }
    document.heading(say!(lang, "Wie beslist", "Who decides"));
    let decides = protocol.decides().get(lang);
    let parts = of.parts();
    let on_trial = parts.iter().any(|part| !part.beside && part.member.form().status == Status::Trial);
    document.paragraph(if on_trial {
        say!(
            lang,
            "Dit is een berekening met vaste regels, en hier geen advies. Beslissen doet, met naam: {decides}.",
            "This is a computation with fixed rules, and no advice here. The decision is with, by name: {decides}."
        )
    } else {
        say!(
            lang,
            "Dit is een advies, berekend met vaste regels. Beslissen doet, met naam: {decides}.",
            "This is advice, computed with fixed rules. The decision is with, by name: {decides}."
        )
    });
    document.paragraph(protocol.note().get(lang).to_owned());
    for part in parts {
        let title = part.member.form().title.get(lang);
        document.heading(if part.beside {
            say!(lang, "Ernaast, zonder invloed op de prioriteit: {title}", "Beside it, with no part in the priority: {title}")
        } else {
            say!(lang, "Instrument: {title}", "Instrument: {title}")
        });
        for block in score::document(&score_of(&part), lang).blocks {
            match block {
                Block::Title(_) => {}
                Block::Heading(name) | Block::Subheading(name) => document.subheading(name),
                other => document.blocks.push(other),
            }
        }
    }
    document
}

/// The result of a case for another program.
#[must_use]
pub fn json(of: &RoutedScore<'_>, lang: Lang) -> Value {
    let (protocol, routed) = (of.protocol, of.routed);
    let tier = routed.tiers.tier.and_then(|tier| protocol.tiers().get(tier));
    let marks = of.routes.marks(of.as_of, of.answers, routed);
    let faults = of.faults.iter().map(|fault| (format!("{}:{}", fault.code.id(), of.routes.name(fault.field)), Text::default()));
    let why = routed.why.iter().map(|why| (of.routes.code(*why), of.words(*why)));
    let reasons: Vec<(String, Text)> = faults.chain(of.refused.clone()).chain(why).collect();
    let forced = of.forced.map(|given| {
        json!({
            "tier": protocol.tiers().get(given.tier).map(|tier| &tier.id),
            "role": given.role,
            "by": given.by,
            "ground": of.routes.overrides().get(given.ground).map(|ground| &ground.id),
            "ground_words": of.routes.overrides().get(given.ground).map(|ground| ground.says.get(lang)),
        })
    });
    let instruments: Vec<Value> = of
        .parts()
        .iter()
        .map(|part| {
            let mut value = super::json::score(&score_of(part), lang);
            value["role"] = json!(if part.beside { "beside" } else { "used" });
            value
        })
        .collect();
    json!({
        "format_version": super::json::FORMAT_VERSION,
        "case_id": of.case_id,
        "protocol": protocol.stamp(),
        "as_of": of.as_of.day.map(date::print),
        "outcome": routed.outcome.code(),
        "route": of.route_names(),
        "tier": tier.map(|tier| &tier.id),
        "tiers": routed.tiers.tiers.iter().filter_map(|&tier| protocol.tiers().get(tier)).map(|tier| &tier.id).collect::<Vec<_>>(),
        "review_months": tier.map(|tier| tier.review_months),
        "forced": forced,
        "decides": protocol.decides().get(lang),
        "decisive": routed.decisive.iter().map(|&column| of.routes.name(column)).collect::<Vec<_>>(),
        "reason": reasons.iter().map(|(code, _)| code).chain(marks.iter().map(|mark| &mark.code)).collect::<Vec<_>>(),
        "reason_words": reasons.iter().map(|(_, words)| words.get(lang)).chain(marks.iter().map(|mark| mark.words.get(lang))).collect::<Vec<_>>(),
        "instruments": instruments,
    })
}

impl<'a> RoutedScore<'a> {
    fn route_names(&self) -> Vec<String> {
        let routes = self.routed.routes.iter().map(|&route| self.routes.routes()[route].id.clone());
        routes.chain(self.routed.none.then(|| "none".to_owned())).collect()
    }

    /// The instruments that have a part in it, and those that stand beside.
    fn parts(&self) -> Vec<Part<'a>> {
        if !self.faults.is_empty() || self.refused.is_some() {
            return Vec::new();
        }
        let on: Vec<_> = self.routed.routes.iter().map(|&route| &self.routes.routes()[route]).collect();
        let members = self.routes.members().iter().enumerate().filter_map(|(at, member)| {
            let used = on.iter().any(|route| route.members.contains(&at));
            if !used && !on.iter().any(|route| route.beside.contains(&at)) {
                return None;
            }
            let answers = member.answers(self.answers);
            let evaluation = member.evaluate(self.answers);
            let cautions = self.as_of.of_each.get(at).cloned().unwrap_or_default();
            Some(Part { member, answers, evaluation, as_of: AsOf { day: self.as_of.day, cautions, of_each: Vec::new() }, beside: !used })
        });
        let mut parts: Vec<Part<'_>> = members.collect();
        parts.sort_by_key(|part| part.beside);
        parts
    }

    fn tier_facts(&self, lang: Lang) -> Vec<(String, String)> {
        let name = |tier: &Tier| tier.name.get(lang).to_owned();
        let tiers = self.protocol.tiers();
        let left: Vec<String> = self.routed.tiers.tiers.iter().filter_map(|&tier| tiers.get(tier)).map(name).collect();
        let given = self.routed.tiers.tier.and_then(|tier| tiers.get(tier));
        let words = match given {
            _ if left.is_empty() => String::new(),
            Some(tier) if left.len() == 1 => name(tier),
            Some(tier) => {
                let (tier, left) = (name(tier), words::either(&left, lang));
                say!(
                    lang,
                    "{tier} (zo zegt het protocol; mogelijk is nog {left})",
                    "{tier} (so the protocol says; {left} are still possible)"
                )
            }
            None => {
                let left = words::either(&left, lang);
                say!(lang, "{left} (nog niet beslist)", "{left} (not settled yet)")
            }
        };
        let review = given.map(|tier| {
            let months = tier.review_months;
            say!(lang, "na {months} maanden", "after {months} months")
        });
        vec![(say!(lang, "Prioriteit", "Priority"), words), (say!(lang, "Opnieuw bekijken", "Look again"), review.unwrap_or_default())]
    }

    /// Why, and what the tier carries.
    fn said(&self, lang: Lang) -> Vec<String> {
        let faults = self.faults.iter().map(|fault| {
            let (id, title) = (self.routes.name(fault.field), fault.code.title(lang));
            format!("{id}: {title}")
        });
        let refused = self.refused.iter().map(|(code, words)| format!("{} ({code})", words.get(lang)));
        let why = self.routed.why.iter().map(|why| self.words(*why).get(lang).to_owned());
        let marks = self.routes.marks(self.as_of, self.answers, self.routed);
        let marks = marks.iter().map(|mark| {
            let words = mark.words.get(lang);
            say!(lang, "Let op. {words}.", "Note. {words}.")
        });
        faults.chain(refused).chain(why).chain(marks).collect()
    }

    fn forced_block(&self, lang: Lang, document: &mut Document) {
        let Some(given) = self.forced else { return };
        let tier = self.protocol.tiers().get(given.tier).map_or("", |tier| tier.name.get(lang));
        let ground = self.routes.overrides().get(given.ground).map_or("", |ground| ground.says.get(lang));
        document.heading(say!(lang, "Door een mens opgelegd", "Set by a person"));
        document.facts([
            (say!(lang, "Prioriteit", "Priority"), tier.to_owned()),
            (say!(lang, "Door", "By"), format!("{} ({})", given.by, given.role)),
            (say!(lang, "Grond", "Ground"), ground.to_owned()),
        ]);
        document.paragraph(say!(
            lang,
            "Dit staat naast de berekende prioriteit en komt er niet voor in de plaats.",
            "This stands beside the computed priority and does not take its place."
        ));
    }

    /// A reason in words.
    fn words(&self, why: Why) -> Text {
        let routes = self.routes;
        let label =
            |column: usize| routes.form().fields.get(column).map_or_else(|| Text::same(routes.name(column)), |field| field.label.clone());
        match why {
            Why::Route(route) => match (&routes.routes()[route].none, &routes.routes()[route].id) {
                (Some(none), _) => none.clone(),
                (None, id) => {
                    let members = &routes.routes()[route].members;
                    let members =
                        members.iter().map(|&member| routes.members()[member].form().title.en.as_str()).collect::<Vec<_>>().join(", ");
                    text!("Route {id}: {members}.", "Route {id}: {members}.")
                }
            },
            Why::NoRoute => routes.none().cloned().unwrap_or_default(),
            Why::RouteOpen(column) => {
                let (nl, en) = (label(column).nl, label(column).en);
                text!("Onbekend: {nl}. Daarvan hangt de route af.", "Unknown: {en}. The route hangs on it.")
            }
            Why::Gate(member, gate) => self.of_member(member, Reason::Gate(gate)),
            Why::Constraint(member, constraint) => self.of_member(member, Reason::Constraint(constraint)),
            // Said of a column: in the words of the columns' own form.
            Why::Said(reason) => reason::words(&reason, routes.form()),
        }
    }

    fn of_member(&self, member: usize, reason: Reason) -> Text {
        let form = self.routes.members()[member].form();
        let (id, words) = (&form.id, reason::words(&reason, form));
        let (nl, en) = (words.nl, words.en);
        text!("{id}: {nl}", "{id}: {en}")
    }
}

fn score_of<'p>(part: &'p Part<'_>) -> Score<'p> {
    Score {
        instrument: part.member.instrument(),
        as_of: &part.as_of,
        answers: &part.answers,
        evaluation: &part.evaluation,
        case_id: None,
        tier: None,
        faults: Vec::new(),
    }
}
