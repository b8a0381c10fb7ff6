// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A certificate against what it must say: one difference a line.

use crate::verifier::evaluate::{conditions, first_rule, level, refused, total};
use crate::verifier::expect::{Claim, Expect};
use crate::verifier::fixed::points;
use crate::verifier::json::Json;
use crate::verifier::pattern::{Answer, NOT_APPLICABLE};
use crate::verifier::ruleset::RuleSet;
use crate::verifier::text::{Text, say};

/// The word of a certificate for what its reader has to take on trust.
pub const STATED: &str = "stated, not verified";

/// What was looked at.
#[derive(Debug, Default)]
pub struct Report {
    pub differences: Vec<Text>,
    pub witnesses: usize,
    pub values: usize,
}

/// Compares, and evaluates every witness.
pub fn compare(set: &RuleSet, expected: &Expect, found: &Json, seal: &str) -> Result<Report, Text> {
    let mut comparison = Comparison { set, seal, report: Report::default() };
    comparison.at("", expected, found)?;
    Ok(comparison.report)
}

struct Comparison<'a> {
    set: &'a RuleSet,
    seal: &'a str,
    report: Report,
}

/// How an entry of a list is called: by its id, its total or its fields.
fn label(entry: &Json) -> Option<String> {
    let name = |key: &str| if let Some(Json::Text(name)) = entry.get(key) { Some(name.clone()) } else { None };
    let fields = || match entry.get("fields") {
        Some(Json::List(list)) => {
            Some(list.iter().map(|name| if let Json::Text(name) = name { name } else { "?" }).collect::<Vec<_>>().join("+"))
        }
        _ => None,
    };
    match entry {
        Json::Text(text) => Some(text.clone()),
        _ => name("id").or_else(|| name("total")).or_else(fields),
    }
}

fn expected_label(entry: &Expect) -> Option<String> {
    let Expect::Object(entries) = entry else {
        return if let Expect::Text(text) = entry { Some(text.clone()) } else { None };
    };
    match entries.first() {
        Some(("id" | "total", Expect::Text(name))) => Some(name.clone()),
        Some(("fields", Expect::List(list))) => {
            Some(list.iter().map(|name| if let Expect::Text(name) = name { name } else { "?" }).collect::<Vec<_>>().join("+"))
        }
        _ => None,
    }
}

fn inside(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

impl Comparison<'_> {
    fn differs(&mut self, place: &str, said: &str, found: &str) {
        let place = if place.is_empty() { "." } else { place };
        self.report.differences.push(say!(
            "{place}: het certificaat zegt {said}, gevonden is {found}",
            "{place}: the certificate says {said}, found is {found}"
        ));
    }

    fn at(&mut self, place: &str, expected: &Expect, found: &Json) -> Result<(), Text> {
        match (expected, found) {
            (Expect::Witness(claims, _), _) => return self.witness(place, claims, found),
            (Expect::Object(expected), Json::Object(entries)) => return self.object(place, expected, entries),
            (Expect::List(expected), Json::List(list)) => return self.list(place, expected, list),
            (Expect::Mutations, _) => self.mutations(place, found),
            (Expect::Text(text), _) => self.value(place, &Json::Text(text.clone()), found),
            (Expect::Whole(number), _) => self.value(place, &Json::Whole(*number), found),
            (Expect::True, _) => self.value(place, &Json::Bool(true), found),
            (Expect::Null, _) => self.value(place, &Json::Null, found),
            (Expect::Seal, _) => self.value(place, &Json::Text(self.seal.to_owned()), found),
            (Expect::Object(expected), _) => self.differs(place, &found.told(), &format!("{{…{}}}", expected.len())),
            (Expect::List(expected), _) => self.differs(place, &found.told(), &format!("[…{}]", expected.len())),
        }
        Ok(())
    }

    fn value(&mut self, place: &str, expected: &Json, found: &Json) {
        self.report.values += 1;
        if expected != found {
            self.differs(place, &found.told(), &expected.told());
        }
    }

    fn object(&mut self, place: &str, expected: &[(&'static str, Expect)], found: &[(String, Json)]) -> Result<(), Text> {
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        let wanted: Vec<&str> = expected.iter().map(|(key, _)| *key).collect();
        if keys != wanted {
            self.differs(place, &keys.join(", "), &wanted.join(", "));
        }
        for (key, expected) in expected {
            if let Some((_, found)) = found.iter().find(|(name, _)| name == key) {
                self.at(&inside(place, key), expected, found)?;
            }
        }
        Ok(())
    }

    fn list(&mut self, place: &str, expected: &[Expect], found: &[Json]) -> Result<(), Text> {
        let wanted: Vec<Option<String>> = expected.iter().map(expected_label).collect();
        let said: Vec<Option<String>> = found.iter().map(label).collect();
        if wanted == said {
            for ((expected, found), name) in expected.iter().zip(found).zip(&wanted) {
                let place = format!("{place}[{}]", name.as_deref().unwrap_or_default());
                self.at(&place, expected, found)?;
            }
            return Ok(());
        }
        let told = |names: Vec<&Option<String>>| {
            let names: Vec<&str> = names.into_iter().map(|name| name.as_deref().unwrap_or("?")).collect();
            if names.is_empty() { "-".to_owned() } else { names.join(", ") }
        };
        let only_said: Vec<&Option<String>> = said.iter().filter(|name| !wanted.contains(name)).collect();
        let only_wanted: Vec<&Option<String>> = wanted.iter().filter(|name| !said.contains(name)).collect();
        if only_said.is_empty() && only_wanted.is_empty() {
            self.differs(place, &told(said.iter().collect()), &told(wanted.iter().collect()));
        } else {
            self.differs(place, &told(only_said), &told(only_wanted));
        }
        Ok(())
    }

    fn mutations(&mut self, place: &str, found: &Json) {
        if *found == Json::Null {
            return;
        }
        let keys: Vec<&str> =
            if let Json::Object(entries) = found { entries.iter().map(|(key, _)| key.as_str()).collect() } else { vec![] };
        if keys != ["standing", "command", "made", "survived"] {
            self.differs(place, &found.told(), "null | standing, command, made, survived");
            return;
        }
        if let Some(standing) = found.get("standing") {
            self.value(&inside(place, "standing"), &Json::Text(STATED.to_owned()), standing);
        }
        match (found.get("command"), found.get("made"), found.get("survived")) {
            (Some(Json::Text(_)), Some(Json::Whole(made)), Some(Json::Whole(survived))) if survived <= made => {}
            _ => self.differs(place, &found.told(), "command, made ≥ survived"),
        }
    }

    fn witness(&mut self, place: &str, claims: &[Claim], found: &Json) -> Result<(), Text> {
        self.report.witnesses += 1;
        let wrong = |what: &Text| {
            let (nl, en) = (&what.nl, &what.en);
            say!("{place}: {nl}", "{place}: {en}")
        };
        let record = match record(self.set, found) {
            Ok(record) => record,
            Err(what) => {
                self.report.differences.push(wrong(&what));
                return Ok(());
            }
        };
        if let Some(what) = refused(self.set, &record) {
            let what = wrong(&what);
            let (nl, en) = (what.nl, what.en);
            self.report.differences.push(say!("{nl} (niet toegestaan)", "{en} (not allowed)"));
            return Ok(());
        }
        for claim in claims {
            if let Some((said, came)) = self.broken(claim, &record)? {
                self.report.differences.push(say!(
                    "{place}: de getuige moet {said} geven, gevonden is {came}",
                    "{place}: the witness must give {said}, found is {came}"
                ));
            }
        }
        Ok(())
    }

    /// What was claimed and what was found, where they differ.
    fn broken(&self, claim: &Claim, record: &[Answer]) -> Result<Option<(String, String)>, Text> {
        let set = self.set;
        let withheld = |total: Option<_>| total.map_or_else(|| "withheld".to_owned(), points);
        let (said, came) = match claim {
            Claim::Total { scale, total: said } => (points(*said), withheld(total(set, *scale, record)?)),
            Claim::Withheld { scale } => ("withheld".to_owned(), withheld(total(set, *scale, record)?)),
            Claim::Level { scheme, level: said } => {
                let name = |level: usize| set.schemes[*scheme].levels[level].0.clone();
                (name(*said), level(set, *scheme, record)?.map_or_else(|| "-".to_owned(), name))
            }
            Claim::Rule { rule } => {
                let held = conditions(set, record);
                let name = |rule: usize| set.rules[rule].id.clone();
                (name(*rule), first_rule(set, |condition| held[condition]).map_or_else(|| "-".to_owned(), name))
            }
        };
        Ok((said != came).then_some((said, came)))
    }
}

/// Reads a witness: every field, in file order, with an answer that it can have.
fn record(set: &RuleSet, found: &Json) -> Result<Vec<Answer>, Text> {
    let Json::Object(entries) = found else {
        let told = found.told();
        return Err(say!("geen getuige maar {told}", "no witness but {told}"));
    };
    if !entries.iter().map(|(id, _)| id).eq(set.fields.iter().map(|field| &field.id)) {
        return Err(say!("de getuige heeft niet alle velden in volgorde", "the witness has not all fields in order"));
    }
    let answer = |(field, (id, found)): (&crate::verifier::ruleset::Field, &(String, Json))| match found {
        Json::Text(text) if text == NOT_APPLICABLE && field.can_be_not_applicable() => Ok(None),
        Json::Text(text) if field.space.answer(text).is_some() => Ok(field.space.answer(text)),
        other => {
            let told = other.told();
            Err(say!("{id} kan niet {told} zijn", "{id} cannot be {told}"))
        }
    };
    set.fields.iter().zip(entries).map(answer).collect()
}
