// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers, patterns and numbers as people write them: a decimal comma in Dutch, a point in English.

use super::possible::{Left, Reach};
use crate::domain::{Domain, NOT_APPLICABLE, Set};
use crate::form::{Award, Condition, Field, FieldType, Form, Scale};
use crate::lang::Lang;
use crate::number::fixed::{self, PLACES};
use crate::number::{Points, date};

/// A level by its published name, with words where they say more.
#[must_use]
pub fn level(id: &str, name: &str) -> String {
    let plain = id.replace(['_', '-'], " ");
    if name == plain || name.split(' ').any(|word| word == id) { name.to_owned() } else { format!("{id} ({name})") }
}

/// A printed decimal with the sign of the language.
#[must_use]
pub fn decimal(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// Points with the decimals they need.
#[must_use]
pub fn points(points: Points, lang: Lang) -> String {
    decimal(&points.to_string(), lang)
}

/// A score as the contract prints it: nine decimals where points are not whole.
#[must_use]
pub fn score(score: Points, whole: bool, lang: Lang) -> String {
    decimal(&score.as_score(whole), lang)
}

/// From one to the other, or the one when they are equal.
#[must_use]
pub fn span(least: &str, greatest: &str, lang: Lang) -> String {
    if least == greatest { least.to_owned() } else { say!(lang, "{least} t/m {greatest}", "{least} to {greatest}") }
}

/// What an answer gives.
#[must_use]
pub fn award(award: Award, lang: Lang) -> String {
    award.points().map_or_else(|| withheld(lang), |award| points(award, lang))
}

/// That no number is given.
#[must_use]
pub fn withheld(lang: Lang) -> String {
    lang.pick("geen getal", "withheld").to_owned()
}

/// What is left of an item's points or of a sum.
#[must_use]
pub fn left(left: Left, lang: Lang) -> String {
    let points = left.points.map(|Reach { least, greatest }| span(&points(least, lang), &points(greatest, lang), lang));
    or_withheld(points, left.withheld, lang)
}

/// What is left, or that there may be no number.
#[must_use]
pub fn or_withheld(left: Option<String>, is_withheld: bool, lang: Lang) -> String {
    let none = is_withheld.then(|| withheld(lang));
    either(&left.into_iter().chain(none).collect::<Vec<_>>(), lang)
}

/// What is left of a scale.
#[must_use]
pub fn score_span(least: Points, greatest: Points, whole: bool, lang: Lang) -> String {
    span(&score(least, whole, lang), &score(greatest, whole, lang), lang)
}

/// A value of a field in words, with its unit where that is a span of time.
#[must_use]
pub fn value(field: &Field, value: i64, lang: Lang) -> String {
    let plain = plain(field, value, lang);
    match (field.unit, value) {
        (_, NOT_APPLICABLE) => plain,
        (Some("years"), _) => say!(lang, "{plain} jaar", "{plain} years"),
        (Some("months"), _) => say!(lang, "{plain} maanden", "{plain} months"),
        _ => plain,
    }
}

fn plain(field: &Field, value: i64, lang: Lang) -> String {
    if value == NOT_APPLICABLE {
        return say!(lang, "n.v.t.", "n/a");
    }
    match &field.domain {
        Domain::Options(_) => {
            let option = usize::try_from(value).ok().and_then(|at| field.options.get(at));
            option.map_or_else(|| field.domain.print(value), |words| words.get(lang).to_owned())
        }
        Domain::Number { places, .. } => decimal(&fixed::print(value, *places), lang),
        Domain::Date { .. } => day(value, lang),
    }
}

/// A day as it is written in the language.
#[must_use]
pub fn day(day: i64, lang: Lang) -> String {
    let (year, month, of_month) = date::parts(day);
    say!(lang, "{of_month:02}-{month:02}-{year:04}", "{year:04}-{month:02}-{of_month:02}")
}

/// The values of a pattern on a field in words.
#[must_use]
pub fn pattern(field: &Field, set: &Set, lang: Lang) -> String {
    let all = field.domain.all();
    let greatest = all.last().unwrap_or(i64::MAX);
    let mut parts: Vec<String> = Vec::new();
    for &(low, high) in set.intervals() {
        match (&field.domain, field.kind) {
            (_, FieldType::Choice | FieldType::YesNo) => parts.extend((low..=high).map(|value| plain(field, value, lang))),
            _ if low == NOT_APPLICABLE => parts.push(plain(field, low, lang)),
            (Domain::Number { places, min, .. }, _) => parts.push(interval((low, high), *places, (*min, greatest), lang)),
            _ => parts.push(span(&plain(field, low, lang), &plain(field, high, lang), lang)),
        }
    }
    either(&parts, lang)
}

/// The values of a pattern on a scale in words.
#[must_use]
pub fn scores(scale: &Scale, set: &Set, lang: Lang) -> String {
    numbers(set, PLACES, (scale.range.low.0, scale.range.high.0), lang)
}

/// Numbers in units of 10^-`places`, with the least and greatest that can occur.
#[must_use]
pub fn numbers(set: &Set, places: u32, limits: (i64, i64), lang: Lang) -> String {
    let parts: Vec<String> = set.intervals().iter().map(|&one| interval(one, places, limits, lang)).collect();
    either(&parts, lang)
}

fn interval((low, high): (i64, i64), places: u32, (least, greatest): (i64, i64), lang: Lang) -> String {
    let print = |value: i64| decimal(&fixed::print(value, places), lang);
    let (from, to) = (print(low), print(high));
    if low == high {
        return from;
    }
    if high >= greatest {
        return say!(lang, "{from} of meer", "{from} or more");
    }
    // A half-open range of decimals ends one step below a rounder number: say that number.
    let next = print(high.saturating_add(1));
    let half_open = next.len() < to.len() && places > 0;
    match (half_open, low <= least) {
        (true, true) => say!(lang, "minder dan {next}", "less than {next}"),
        (true, false) => say!(lang, "{from} tot {next}", "{from} to under {next}"),
        (false, _) => span(&from, &to, lang),
    }
}

/// "a, b of c".
#[must_use]
pub fn either(parts: &[String], lang: Lang) -> String {
    joined(parts, lang.pick("of", "or"))
}

/// "a, b en c".
#[must_use]
pub fn both(parts: &[String], lang: Lang) -> String {
    joined(parts, lang.pick("en", "and"))
}

fn joined(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// Patterns on fields in words: "geslacht: man; leeftijd: 18 of meer".
#[must_use]
pub fn condition(form: &Form, condition: &Condition, lang: Lang) -> String {
    let tests = condition.iter().map(|test| {
        let field = &form.fields[test.field];
        format!("{}: {}", field.label.get(lang), pattern(field, &test.set, lang))
    });
    tests.collect::<Vec<_>>().join("; ")
}

/// A text with its first letter as a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A sentence as a part of another: without a capital and a full stop.
#[must_use]
pub fn part(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let third = Points::parse("-0.123943520").unwrap_or_default();
        assert_eq!((points(third, Lang::Nl).as_str(), points(third, Lang::En).as_str()), ("-0,12394352", "-0.12394352"));
        assert_eq!(span("3", "5", Lang::Nl), "3 t/m 5");
        assert_eq!(span("3", "5", Lang::En), "3 to 5");
        assert_eq!(span("3", "3", Lang::En), "3");
    }

    #[test]
    fn intervals_say_where_they_end() {
        let age = |low: i64, high: i64| interval((low, high), 6, (0, 120_000_000), Lang::Nl);
        assert_eq!(age(18_000_000, 34_999_999), "18 tot 35");
        assert_eq!(age(60_000_000, 120_000_000), "60 of meer");
        assert_eq!(age(0, 17_999_999), "minder dan 18");
        let count = |low: i64, high: i64| interval((low, high), 0, (0, 999), Lang::En);
        assert_eq!((count(1, 2).as_str(), count(4, 999).as_str(), count(0, 3).as_str()), ("1 to 2", "4 or more", "0 to 3"));
        // The shorter number after 9 is 10 in no case: counts are closed.
        assert_eq!(interval((1, 9), 0, (0, 99), Lang::Nl), "1 t/m 9");
    }
}
