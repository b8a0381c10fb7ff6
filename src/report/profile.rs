// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The profile: where a form has sections, what each item gives out of the most that it can give. No sum of a section is made, for
//! none is published.

use serde_json::{Value, json};

use super::document::{Column, Document, Table};
use super::json::exact;
use super::trace::{Gave, ItemTrace, Trace};
use super::words;
use crate::domain::NOT_APPLICABLE;
use crate::form::{Award, Form, Item};
use crate::lang::{Lang, Text};
use crate::number::Points;
use crate::text;

/// What an item gives, in words where it gives no one number.
enum State {
    /// Its points.
    Points(Points),
    /// Not answered.
    Unknown,
    /// It is not asked here.
    NotApplicable,
    /// No number is confirmed for the answer.
    Withheld,
    /// Several are left.
    Open(String),
}

impl State {
    fn code(&self) -> &'static str {
        match self {
            Self::Points(_) => "given",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
            Self::Withheld => "withheld",
            Self::Open(_) => "open",
        }
    }
}

/// An item of the profile.
struct Line<'f> {
    item: &'f Item,
    state: State,
}

/// Items without a section stand under this name, after the others.
fn other() -> Text {
    text!("overige items", "other items")
}

/// The sections in form order, each with its items; none where the form has no sections.
fn sections<'f>(form: &'f Form, trace: &Trace, lang: Lang) -> Vec<(Text, Vec<Line<'f>>)> {
    let mut sections: Vec<(Text, Vec<Line<'f>>)> = Vec::new();
    if form.items.iter().all(|item| item.section.is_none()) {
        return sections;
    }
    let with = form.items.iter().zip(&trace.items).filter(|(item, _)| item.section.is_some());
    let without = form.items.iter().zip(&trace.items).filter(|(item, _)| item.section.is_none());
    for (item, traced) in with.chain(without) {
        let name = item.section.clone().unwrap_or_else(other);
        let line = Line { item, state: state(trace, item, traced, lang) };
        match sections.iter_mut().find(|(known, _)| *known == name) {
            Some((_, lines)) => lines.push(line),
            None => sections.push((name, vec![line])),
        }
    }
    sections
}

fn state(trace: &Trace, item: &Item, traced: &ItemTrace, lang: Lang) -> State {
    let value = |field: usize| trace.answers[field].value;
    let not_applicable = item.applies.is_some() && item.fields().iter().all(|&field| value(field) == Some(NOT_APPLICABLE));
    if not_applicable || traced.gave.contains(&Gave::DoesNotApply) {
        return State::NotApplicable;
    }
    let Some(left) = traced.points else { return State::Unknown };
    let answered = item.fields().iter().any(|&field| value(field).is_some());
    match left.only() {
        Some(Award::Points(points)) if answered => State::Points(points),
        Some(Award::Withheld) => State::Withheld,
        _ if !answered => State::Unknown,
        _ => State::Open(words::left(left, lang)),
    }
}

impl Line<'_> {
    /// "2 of 2", or why there is no number.
    fn words(&self, lang: Lang) -> String {
        let given = match &self.state {
            State::Points(points) => words::points(*points, lang),
            State::Open(left) => left.clone(),
            State::Unknown => return say!(lang, "onbekend", "unknown"),
            State::NotApplicable => return say!(lang, "niet van toepassing", "not applicable"),
            State::Withheld => return words::withheld(lang),
        };
        match self.item.most().map(|most| words::points(most, lang)) {
            Some(most) => say!(lang, "{given} van {most}", "{given} of {most}"),
            None => given,
        }
    }
}

/// Tells the profile.
pub fn tell(form: &Form, trace: &Trace, lang: Lang, document: &mut Document) {
    let sections = sections(form, trace, lang);
    if sections.is_empty() {
        return;
    }
    document.heading(say!(lang, "Profiel", "Profile"));
    for (name, lines) in sections {
        let section = words::capital(name.get(lang));
        document.subheading(section);
        let mut table = Table::new(&[
            Column::words(&say!(lang, "nr", "no")),
            Column::words(&say!(lang, "item", "item")),
            Column::words(&say!(lang, "punten", "points")),
        ]);
        for line in &lines {
            let number = line.item.number.clone().unwrap_or_default();
            table.rows.push(vec![number, line.item.title.get(lang).to_owned(), line.words(lang)]);
        }
        if lines.iter().all(|line| line.item.number.is_none()) {
            table.drop_column(0);
        }
        document.table(table);
    }
}

/// The profile for another program: a list of sections, empty where the form has none.
#[must_use]
pub fn json(form: &Form, trace: &Trace, lang: Lang) -> Value {
    let sections = sections(form, trace, lang).into_iter().map(|(name, lines)| {
        let items = lines.iter().map(|line| {
            let points = if let State::Points(points) = line.state { exact(points) } else { Value::Null };
            json!({
                "item": line.item.id,
                "number": line.item.number,
                "title": line.item.title.get(lang),
                "state": line.state.code(),
                "points": points,
                "most": line.item.most().map(exact),
                "words": line.words(lang),
            })
        });
        json!({ "section": name.get(lang), "items": items.collect::<Vec<_>>() })
    });
    Value::Array(sections.collect())
}
