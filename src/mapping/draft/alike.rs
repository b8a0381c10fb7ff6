// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How much the name of a column looks like a field, by words in Dutch and English. A likeness is only ever a proposal.

use crate::form::Field;

/// The least likeness that makes a proposal, in hundredths.
pub const LEAST: u32 = 60;

/// What headers of Dutch systems often shorten, and the words that are meant.
const SHORT: &[(&str, &[&str])] = &[
    ("gebdatum", &["geboortedatum", "birth", "date"]),
    ("gebdat", &["geboortedatum", "birth", "date"]),
    ("geboortedatum", &["geboortedatum", "birth", "date"]),
    ("geslacht", &["sex", "gender"]),
    ("gesl", &["geslacht", "sex", "gender"]),
    ("leeftijd", &["age"]),
    ("lft", &["leeftijd", "age"]),
    ("dat", &["datum", "date"]),
    ("dd", &["datum", "date"]),
    ("slo", &["slachtoffer", "victim"]),
    ("vtl", &["vrijlating", "release"]),
    ("vonnis", &["sentencing", "veroordeling"]),
];
/// Words that say nothing by themselves.
const EMPTY: &[&str] =
    &["de", "het", "een", "van", "op", "in", "the", "a", "of", "at", "is", "was", "the", "ooit", "ever", "with", "met", "en", "and"];
/// Names of columns that name the case.
const CASE: &[&str] = &[
    "zaaknr",
    "zaaknummer",
    "zaakid",
    "dossiernr",
    "dossiernummer",
    "caseid",
    "casenr",
    "casenumber",
    "clientnr",
    "clientnummer",
    "volgnr",
];

/// How much a name looks like a field, in hundredths: how many of its words are words of the field, and the other way round.
pub fn likeness(name: &str, field: &Field) -> u32 {
    let column = words(name);
    if column.is_empty() {
        return 0;
    }
    let of = |text: &str| -> u32 {
        let other = words(text);
        if other.is_empty() {
            return 0;
        }
        let hits = column.iter().filter(|word| has(&other, word)).count();
        let back = other
            .iter()
            .filter(|word| column.iter().any(|own| is_same(own, word) || meanings(own).iter().any(|one| is_same(one, word))))
            .count();
        percent(hits + back, column.len() + other.len())
    };
    [field.id.as_str(), &field.label.nl, &field.label.en].into_iter().map(of).max().unwrap_or(0)
}

fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from(100 * part / whole.max(1)).unwrap_or(0)
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|other| is_same(word, other) || meanings(word).iter().any(|one| is_same(one, other)))
}

fn meanings(word: &str) -> &'static [&'static str] {
    SHORT.iter().find(|(short, _)| *short == word).map_or(&[], |(_, meant)| meant)
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || (a.len() >= 5 && b.starts_with(a)) || (b.len() >= 5 && a.starts_with(b))
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty() && !EMPTY.contains(word));
    words.map(str::to_owned).collect()
}

/// Whether a column names the case.
pub fn is_case(name: &str) -> bool {
    CASE.contains(&words(name).concat().as_str())
}

/// Whether a column holds the day of birth.
pub fn is_birth(name: &str) -> bool {
    words(name).iter().any(|word| word.starts_with("geb") || word.starts_with("birth") || word == "dob")
}

/// Whether a field asks how old somebody was.
pub fn is_age(field: &Field) -> bool {
    words(&field.id.replace('_', " ")).iter().any(|word| word == "age") || words(&field.label.nl).iter().any(|word| word == "leeftijd")
}
