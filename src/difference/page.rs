// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The page of a difference: what changed, the share of the whole domain, and a file of cases.

mod cases;
mod words;

use super::change::{Change, Class, Section};
use super::share::{Counted, Share, Uncounted};
use super::{Difference, Pairs};
use crate::form::Status;
use crate::instrument::Instrument;
use crate::lang::Lang;
use crate::report::document::{Column, Document, Table};
use crate::report::{names, say, text};
use words::{percent, what};

/// The page as text.
#[must_use]
pub fn text(difference: &Difference<'_>, lang: Lang) -> String {
    text::render(&document(difference, lang))
}

/// The page.
#[must_use]
pub fn document(difference: &Difference<'_>, lang: Lang) -> Document {
    let (old, new) = (difference.old, difference.new);
    let mut document = Document::default();
    document.title(say!(lang, "Wat er verandert", "What changes"));
    document.facts([(words::was(lang), named(old, lang)), (words::now(lang), named(new, lang))]);
    counting(&difference.changes, lang, &mut document);
    share(difference, lang, &mut document);
    if let Some(found) = &difference.cases {
        cases::section(found, lang, &mut document);
    }
    others(&difference.changes, lang, &mut document);
    document
}

/// A rule set by its stamp; one on trial with its status, which `diff` tells nothing of where both are.
fn named(instrument: &Instrument, lang: Lang) -> String {
    match instrument.form().status {
        Status::Trial => format!("{} ({})", instrument.stamp(), names::status(Status::Trial, lang)),
        _ => instrument.stamp(),
    }
}

/// Changes that a result can hang on.
fn counting(changes: &[Change], lang: Lang, document: &mut Document) {
    let of = |class: Class| changes.iter().filter(move |change| change.class == class);
    document.heading(say!(lang, "Wat er telt", "What counts"));
    if of(Class::Counts).next().is_none() {
        document.paragraph(say!(lang, "Geen getal, patroon of regel is anders.", "No number, pattern or rule is different."));
    }
    for section in Section::ALL {
        let own: Vec<&Change> = of(Class::Counts).filter(|change| change.section == *section).collect();
        if !own.is_empty() {
            document.subheading(section.name().get(lang));
            document.list(own.into_iter().map(|change| line(change, lang)));
        }
    }
}

/// Changes of status and words, from which nothing is computed.
fn others(changes: &[Change], lang: Lang, document: &mut Document) {
    // Words of the other language are in JSON.
    let of = |class: Class| changes.iter().filter(move |change| change.class == class && change.lang.is_none_or(|of| of == lang));
    let apart = [
        (Class::Standing, say!(lang, "Status, datums en bronnen", "Status, dates and sources")),
        (Class::Wording, say!(lang, "Alleen woorden", "Words only")),
    ];
    for (class, name) in apart {
        if of(class).next().is_some() {
            document.heading(name);
            document.list(of(class).map(|change| line(change, lang)));
        }
    }
}

/// One change: `age, age_at_release 60..: -3 → 0`.
fn line(change: &Change, lang: Lang) -> String {
    let mut names: Vec<String> = Vec::new();
    if !change.id.is_empty() {
        names.push(change.id.clone());
    }
    let of = match (change.what, change.lang) {
        ("points", _) => String::new(),
        (code, Some(of)) => format!("{} ({})", what(code, lang), of.code()),
        (code, None) if code == change.section.code() && !change.id.is_empty() => String::new(),
        (code, None) => what(code, lang).to_owned(),
    };
    names.extend([of, change.place.clone()].into_iter().filter(|part| !part.is_empty()));
    let (name, is_words) = (names.join(", "), change.class == Class::Wording);
    let said = |value: &Option<String>| match value {
        Some(words) if is_words => format!("“{words}”"),
        Some(value) => words::value(change.what, value, lang),
        None => say!(lang, "(niets)", "(nothing)"),
    };
    let (old, new) = (said(&change.old), said(&change.new));
    format!("{name}: {old} → {new}")
}

fn share(difference: &Difference<'_>, lang: Lang, document: &mut Document) {
    document.heading(say!(lang, "Deel van alle antwoorden", "Share of all answers"));
    match &difference.share {
        Share::Uncounted(why) => document.paragraph(uncounted(why, lang)),
        Share::Counted(counted) => {
            document.paragraph(say!(
                lang,
                "Elke combinatie van antwoorden die de twee regelsets uit elkaar houden, telt één keer. Dit zegt niets over mensen: hoe \
                 vaak zulke antwoorden voorkomen staat er niet in.",
                "Every combination of answers that the two rule sets tell apart counts once. This says nothing about people: how often \
                 such answers occur is not in it."
            ));
            self::counted(difference, counted, lang, document);
        }
    }
}

fn counted(difference: &Difference<'_>, counted: &Counted, lang: Lang, document: &mut Document) {
    let (old, new) = (difference.old.form(), difference.new.form());
    let pairs = Pairs::of(old, new);
    let columns = [Column::words(""), Column::numbers(&say!(lang, "combinaties", "combinations")), Column::numbers("%")];
    let mut table = Table::new(&columns);
    let mut row = |name: String, count: u128, share: bool| {
        let percent = if share { percent(count, counted.both, lang) } else { String::new() };
        table.rows.push(vec![name, lang.number(count), percent]);
    };
    row(say!(lang, "voor beide in de populatie en mogelijk", "inside both populations and possible"), counted.both, false);
    if !pairs.scales.is_empty() {
        row(say!(lang, "  andere score", "  another score"), counted.score, true);
    }
    for (pair, &count) in pairs.schemes.iter().zip(&counted.schemes) {
        let name = words::arrow(&pairs.scheme_name(pair, old, new));
        row(say!(lang, "  ander niveau, {name}", "  another level, {name}"), count, true);
    }
    row(say!(lang, "  andere score of ander niveau", "  another score or level"), counted.result, true);
    let apart = [
        (say!(lang, "was in de populatie, wordt erbuiten", "was inside the population, now outside"), counted.one_population[0]),
        (say!(lang, "was buiten de populatie, wordt erin", "was outside the population, now inside"), counted.one_population[1]),
        (say!(lang, "was mogelijk, wordt tegenstrijdig", "was possible, now inconsistent"), counted.one_consistent[0]),
        (say!(lang, "was tegenstrijdig, wordt mogelijk", "was inconsistent, now possible"), counted.one_consistent[1]),
    ];
    apart.into_iter().filter(|(_, count)| *count > 0).for_each(|(name, count)| row(name, count, false));
    document.table(table);
    let [before, after] = counted.lone_fields.each_ref().map(|fields| fields.join(", "));
    document.facts([
        (say!(lang, "alleen in de oude", "in the old one only"), before),
        (say!(lang, "alleen in de nieuwe", "in the new one only"), after),
    ]);
    if counted.lone_fields.iter().any(|fields| !fields.is_empty()) {
        document.paragraph(say!(
            lang,
            "Een veld dat maar één van de twee heeft, telt met al zijn antwoorden mee.",
            "A field that only one of the two has counts with all its answers."
        ));
    }
}

fn uncounted(why: &Uncounted, lang: Lang) -> String {
    match why {
        Uncounted::TooLarge(fields) if fields.is_empty() => say!(
            lang,
            "Niet geteld: er zijn te veel verschillende sommen om ze allemaal na te gaan. Schatten doet dit programma niet.",
            "Not counted: there are too many different sums to go through all of them. This program does not estimate."
        ),
        Uncounted::TooLarge(fields) => {
            let fields = fields.join(", ");
            say!(
                lang,
                "Niet geteld: er zijn te veel combinaties van {fields} om ze allemaal na te gaan. Schatten doet dit programma niet.",
                "Not counted: there are too many combinations of {fields} to go through all of them. This program does not estimate."
            )
        }
        Uncounted::OtherType(field) => say!(
            lang,
            "Niet geteld: een antwoord op {field} is in de twee regelsets iets anders.",
            "Not counted: an answer to {field} is another kind of thing in the two rule sets."
        ),
        Uncounted::NoResult => say!(
            lang,
            "Niet geteld: een van de twee geeft geen score en geen niveau.",
            "Not counted: one of the two gives no score and no level."
        ),
    }
}
