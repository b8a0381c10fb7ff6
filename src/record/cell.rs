// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One cell: the text of an answer, read by the type of its field. Nothing is guessed: what is not one of the ways to write an
//! answer is a fault.

use super::conventions::Manner;
use super::dates;
use super::decimal::{self, Decimal, Mark};
use crate::diagnostic::{Code, nearest::nearest};
use crate::domain::{Answer, Domain, answer};
use crate::form::{Field, FieldType};
use crate::lang::Text;
use crate::text;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The answer.
    pub answer: Answer,
    /// "Not applicable" was written where the field does not declare it; the answer is then unknown.
    pub not_declared: bool,
}

impl Reading {
    /// The answer as a record takes it: the evaluator counts an undeclared "not applicable" as unknown and says so.
    #[must_use]
    pub fn taken(self) -> Answer {
        if self.not_declared { Answer::NotApplicable } else { self.answer }
    }
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// One of the `R01` codes.
    pub code: Code,
    /// What is allowed.
    pub allowed: Text,
    /// How to mend it.
    pub mend: Text,
}

/// Reads the answer to a field.
///
/// # Errors
/// When the text is no way to write an answer to this field, or its value lies outside the domain.
pub fn read(field: &Field, text: &str, manner: Manner) -> Result<Reading, CellFault> {
    let word = text.trim();
    if answer::is_unknown(word) {
        return Ok(Reading { answer: Answer::Unknown, not_declared: false });
    }
    if answer::is_not_applicable(word) {
        let answer = if field.not_applicable { Answer::NotApplicable } else { Answer::Unknown };
        return Ok(Reading { answer, not_declared: !field.not_applicable });
    }
    let value = match field.kind {
        FieldType::Choice => choice(field, word).ok_or_else(|| not_an_option(field, word)),
        FieldType::YesNo => yes_no(word).ok_or_else(|| not_yes_or_no(word)),
        FieldType::Count => count(word).ok_or_else(|| not_a_count(word)),
        FieldType::Decimal => decimal(field, word, manner.mark),
        FieldType::Date => dates::read(word, manner.dates).ok_or_else(|| dates::fault(word)),
    }?;
    if is_inside(&field.domain, value) { Ok(Reading { answer: Answer::Known(value), not_declared: false }) } else { Err(outside(field)) }
}

/// Reads a cell from which an answer is made up: a day, a count, or yes and no. Nothing where it is not known.
///
/// # Errors
/// When the text is no way to write one.
pub(crate) fn part(kind: FieldType, text: &str, manner: Manner) -> Result<Option<i64>, CellFault> {
    let word = text.trim();
    if answer::is_unknown(word) || answer::is_not_applicable(word) {
        return Ok(None);
    }
    let value = match kind {
        FieldType::Date => dates::read(word, manner.dates).ok_or_else(|| dates::fault(word)),
        FieldType::YesNo => yes_no(word).ok_or_else(|| not_yes_or_no(word)),
        _ => count(word).ok_or_else(|| not_a_count(word)),
    };
    value.map(Some)
}

/// Reads a cell of a column that is no field as a number with all its digits. Nothing where it is not known.
///
/// # Errors
/// When it is no number, or could be two.
pub fn number(text: &str, manner: Manner) -> Result<Option<f64>, CellFault> {
    let word = text.trim();
    if answer::is_unknown(word) || answer::is_not_applicable(word) { Ok(None) } else { decimal::number(word, manner.mark).map(Some) }
}

/// Reads a cell of a column that is no field as yes or no. Nothing where it is not known.
///
/// # Errors
/// When it is neither.
pub fn yes_or_no(text: &str) -> Result<Option<bool>, CellFault> {
    part(FieldType::YesNo, text, Manner::default()).map(|value| value.map(|value| value == 1))
}

/// A whole number as the answer to a field.
///
/// # Errors
/// When it lies outside the domain.
pub(super) fn whole(field: &Field, number: i64) -> Result<Reading, CellFault> {
    let places = if let Domain::Number { places, .. } = field.domain { places } else { 0 };
    let value = number.saturating_mul(10_i64.saturating_pow(places));
    if is_inside(&field.domain, value) { Ok(Reading { answer: Answer::Known(value), not_declared: false }) } else { Err(outside(field)) }
}

fn is_inside(domain: &Domain, value: i64) -> bool {
    match domain {
        Domain::Options(_) => true,
        Domain::Number { min, max, .. } | Domain::Date { min, max } => (min..=max).contains(&&value),
    }
}

/// The ids first, then the words in both languages; a word that two options share is none of them.
fn choice(field: &Field, word: &str) -> Option<i64> {
    let Domain::Options(ids) = &field.domain else { return None };
    let by_id = || only(ids.iter().map(|id| same_word(id, word)));
    let by_label = || only(field.options.iter().map(|label| same_word(&label.nl, word) || same_word(&label.en, word)));
    ids.iter().position(|id| id == word).or_else(by_id).or_else(by_label).and_then(|at| i64::try_from(at).ok())
}

/// The place of the only one that holds.
fn only(holds: impl Iterator<Item = bool>) -> Option<usize> {
    let mut places = holds.enumerate().filter(|&(_, holds)| holds).map(|(at, _)| at);
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

fn same_word(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

fn yes_no(word: &str) -> Option<i64> {
    let is_yes = answer::is_one_of(word, answer::YES);
    (is_yes || answer::is_one_of(word, answer::NO)).then_some(i64::from(is_yes))
}

/// Digits, at most followed by one `.0` or `,0`; what does not fit lies outside every domain.
fn count(word: &str) -> Option<i64> {
    let digits = word.strip_suffix(".0").or_else(|| word.strip_suffix(",0")).unwrap_or(word);
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse().unwrap_or(i64::MAX))
}

fn decimal(field: &Field, word: &str, mark: Mark) -> Result<i64, CellFault> {
    match decimal::read(word, mark) {
        Decimal::Value(value) => Ok(value),
        Decimal::Either => Err(decimal::question(word)),
        Decimal::None => Err(not_a_decimal(field, word, mark)),
    }
}

fn not_an_option(field: &Field, word: &str) -> CellFault {
    let ids: &[String] = if let Domain::Options(ids) = &field.domain { ids } else { &[] };
    let said = |label: fn(&Text) -> &str| {
        let parts = ids.iter().zip(&field.options).map(|(id, words)| match label(words) {
            same if same == id => id.clone(),
            other => format!("{id} ({other})"),
        });
        parts.collect::<Vec<_>>().join(" | ")
    };
    let (nl, en) = (said(|words| &words.nl), said(|words| &words.en));
    let labels = field.options.iter().flat_map(|words| [words.nl.as_str(), words.en.as_str()]);
    let near = nearest(word, ids.iter().map(String::as_str).chain(labels));
    CellFault {
        code: Code::CellNotOption,
        allowed: text!("een van: {nl}", "one of: {en}"),
        mend: near.map_or_else(or_unknown, |near| text!("bedoelde u ‘{near}’?", "did you mean ‘{near}’?")),
    }
}

fn not_yes_or_no(word: &str) -> CellFault {
    let near = nearest(word, ["ja", "nee", "yes", "no"]).filter(|_| word.len() > 1);
    CellFault {
        code: Code::CellNotOption,
        allowed: text!("ja of nee (ook j, n, yes, no, y, 1, 0, waar, onwaar)", "yes or no (also y, n, ja, nee, j, 1, 0, true, false)"),
        mend: near.map_or_else(or_unknown, |near| text!("bedoelde u ‘{near}’?", "did you mean ‘{near}’?")),
    }
}

fn not_a_count(word: &str) -> CellFault {
    let mend = match ['.', ','].into_iter().find(|&mark| decimal::groups(word, mark) > 0) {
        Some(mark) => {
            let whole = word.replace(mark, "");
            text!(
                "is {whole} bedoeld? schrijf dan {whole}, zonder punt of komma",
                "is {whole} meant? then write {whole}, without point or comma"
            )
        }
        None if word.contains(['.', ',']) => {
            text!("schrijf een heel aantal, zonder punt of komma", "write a whole number, without point or comma")
        }
        None => or_unknown(),
    };
    CellFault { code: Code::CellNotCount, allowed: text!("een heel aantal in cijfers", "a whole number in digits"), mend }
}

fn not_a_decimal(field: &Field, word: &str, mark: Mark) -> CellFault {
    let allowed = if mark.has_comma() {
        text!("een getal met hoogstens zes decimalen, met komma of punt", "a number with at most six decimals, with a comma or a point")
    } else {
        text!("een getal met hoogstens zes decimalen en een punt", "a number with at most six decimals and a point")
    };
    let plain = word.replace(',', ".");
    let meant = matches!(decimal::read(&plain, Mark::Plain), Decimal::Value(value) if is_inside(&field.domain, value));
    let mend = if meant { text!("schrijf {plain}, of zeg --decimal comma", "write {plain}, or say --decimal comma") } else { or_unknown() };
    CellFault { code: Code::CellNotDecimal, allowed, mend }
}

fn outside(field: &Field) -> CellFault {
    let all = field.domain.all();
    let print = |end: Option<i64>| end.map(|end| field.domain.print(end)).unwrap_or_default();
    let (low, high) = (print(all.first()), print(all.last()));
    CellFault { code: Code::CellOutside, allowed: text!("{low} tot en met {high}", "{low} through {high}"), mend: or_unknown() }
}

pub(super) fn or_unknown() -> Text {
    text!("zoek het antwoord op; schrijf ? als het niet bekend is", "look the answer up; write ? if it is not known")
}

#[cfg(test)]
mod tests;
