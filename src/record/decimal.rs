// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A decimal as people write it. Where a group of three digits could be thousands or decimals, nothing is guessed: it is asked.

use std::borrow::Cow;

use super::cell::CellFault;
use super::conventions::DecimalMark;
use crate::diagnostic::Code;
use crate::domain::DECIMAL_PLACES;
use crate::lang::Text;
use crate::number::fixed;
use crate::text;

/// How the decimals of an input are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Comma or point, and never thousands: a case file, `--set`, a typed column.
    #[default]
    Plain,
    /// Comma or point, thousands with a point; nobody said which, so `1.250` is a question.
    CommaOrPoint,
    /// A point, for commas stand between the cells; nobody said so, so `1,250` is a question.
    Point,
    /// As the user says.
    Said(DecimalMark),
}

/// What a text is as a decimal, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// A number; one that does not fit lies outside every domain.
    Value(i64),
    /// Two numbers: with the mark as thousands, and as decimals.
    Either,
    /// No number.
    None,
}

impl Mark {
    /// The mark of decimals, and that of thousands.
    fn pair(self) -> (char, char) {
        match self {
            Self::Point | Self::Said(DecimalMark::Point) => ('.', ','),
            Self::Plain | Self::CommaOrPoint | Self::Said(DecimalMark::Comma) => (',', '.'),
        }
    }

    /// Whether a comma may stand before decimals.
    pub(super) fn has_comma(self) -> bool {
        self.pair().0 == ','
    }

    /// For the user.
    pub(super) fn words(self) -> Text {
        match self {
            Self::Plain | Self::CommaOrPoint => text!("decimaalteken komma of punt", "decimal mark comma or point"),
            Self::Point => text!("decimaalteken punt", "decimal mark point"),
            Self::Said(DecimalMark::Comma) => text!("decimaalteken komma (opgegeven)", "decimal mark comma (as said)"),
            Self::Said(DecimalMark::Point) => text!("decimaalteken punt (opgegeven)", "decimal mark point (as said)"),
        }
    }
}

/// Reads a decimal.
pub(super) fn read(word: &str, mark: Mark) -> Decimal {
    match plain(word, mark) {
        Some(plain) => units(&plain),
        None if groups(word, mark.pair().1) == 1 => Decimal::Either,
        None => Decimal::None,
    }
}

/// A number with all its digits, for columns that no field bounds; also as programs write it (3.7e-05).
///
/// # Errors
/// When it is no finite number, or could be two.
pub(crate) fn number(word: &str, mark: Mark) -> Result<f64, CellFault> {
    let of = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite() && !text.contains(['n', 'N', 'i', 'I']));
    if let Some(number) = plain(word, mark).and_then(|text| of(&text)) {
        return Ok(number);
    }
    if groups(word, mark.pair().1) == 1 {
        return Err(question(word));
    }
    Err(CellFault {
        code: Code::CellNotDecimal,
        allowed: text!("een getal, of leeg als het niet bekend is", "a number, or empty where it is not known"),
        mend: text!("schrijf een getal in cijfers", "write a number in digits"),
    })
}

/// The number with a point and without thousands; nothing where it is none, or two.
fn plain(word: &str, mark: Mark) -> Option<Cow<'_, str>> {
    let (own, other) = mark.pair();
    if let Some((whole, decimals)) = word.split_once(own) {
        let whole = match whole.contains(other) {
            false => Cow::Borrowed(whole),
            true if mark != Mark::Plain && groups(whole, other) > 0 => Cow::Owned(whole.replace(other, "")),
            true => return None,
        };
        let sound = !decimals.contains([own, other]);
        return sound.then(|| {
            if own == '.' && whole.len() + 1 + decimals.len() == word.len() {
                Cow::Borrowed(word)
            } else {
                Cow::Owned(format!("{whole}.{decimals}"))
            }
        });
    }
    if !word.contains(other) {
        return Some(Cow::Borrowed(word));
    }
    match (mark, groups(word, other)) {
        // A point that cannot mark thousands is that of a decimal, whatever the comma is.
        (Mark::Plain, _) | (Mark::CommaOrPoint | Mark::Said(DecimalMark::Comma), 0) => Some(Cow::Borrowed(word)),
        (Mark::CommaOrPoint | Mark::Point, 1) | (Mark::Point | Mark::Said(DecimalMark::Point), 0) => None,
        _ => Some(Cow::Owned(word.replace(other, ""))),
    }
}

/// How many groups of three digits follow a mark of thousands; zero when the text is not written so.
pub(crate) fn groups(word: &str, mark: char) -> usize {
    let mut parts = word.strip_prefix(['-', '+']).unwrap_or(word).split(mark);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    let starts = (1..=3).contains(&first.len()) && is_number(first) && !first.starts_with('0');
    let mut count = 0;
    for part in parts {
        if !starts || part.len() != 3 || !is_number(part) {
            return 0;
        }
        count += 1;
    }
    count
}

fn units(plain: &str) -> Decimal {
    if let Some(value) = fixed::parse(plain, DECIMAL_PLACES) {
        return Decimal::Value(value);
    }
    let whole = plain.split('.').next().unwrap_or_default().trim_start_matches(['-', '0']);
    let too_large = whole.len() > 12 && whole.bytes().all(|byte| byte.is_ascii_digit());
    if too_large { Decimal::Value(i64::MAX) } else { Decimal::None }
}

/// The question that a number with two meanings asks.
pub(super) fn question(word: &str) -> CellFault {
    let mark = if word.contains('.') { '.' } else { ',' };
    let thousands = word.replace(mark, "");
    let en = word.replace(',', ".").trim_end_matches('0').trim_end_matches('.').to_owned();
    let nl = en.replace('.', ",");
    let (as_decimals, as_thousands) = if mark == '.' { ("point", "comma") } else { ("comma", "point") };
    CellFault {
        code: Code::CellAmbiguous,
        allowed: text!(
            "een getal met één betekenis: is {word} hier {thousands} of {nl}?",
            "a number with one meaning: is {word} here {thousands} or {en}?"
        ),
        mend: text!(
            "zeg --decimal {as_thousands} als het {thousands} is, --decimal {as_decimals} als het {nl} is",
            "say --decimal {as_thousands} if it is {thousands}, --decimal {as_decimals} if it is {en}"
        ),
    }
}

/// A number of a typed cell as text that is never a question.
pub(super) fn push_number(number: f64, cell: &mut String) {
    let text = (number + 0.0).to_string();
    cell.push_str(&text);
    if groups(&text, '.') == 1 {
        cell.push('0');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: [Mark; 5] = [Mark::Plain, Mark::CommaOrPoint, Mark::Point, Mark::Said(DecimalMark::Comma), Mark::Said(DecimalMark::Point)];

    /// What a text is under each mark: a number in thousandths, `?` for a question, `x` for no number.
    fn meanings(word: &str) -> String {
        let meaning = |mark| match read(word, mark) {
            Decimal::Value(value) => (value / 1000).to_string(),
            Decimal::Either => "?".to_owned(),
            Decimal::None => "x".to_owned(),
        };
        MARKS.map(meaning).join(" ")
    }

    #[test]
    fn a_number_has_one_meaning_or_is_a_question() {
        for (word, expected) in [
            ("45", "45000 45000 45000 45000 45000"),
            ("34.9", "34900 34900 34900 34900 34900"),
            ("34,9", "34900 34900 x 34900 x"),
            ("1.250", "1250 ? 1250 1250000 1250"),
            ("1,250", "1250 1250 ? 1250 1250000"),
            ("-1.250", "-1250 ? -1250 -1250000 -1250"),
            ("0.500", "500 500 500 500 500"),
            ("0,500", "500 500 x 500 x"),
            ("1250.125", "1250125 1250125 1250125 1250125 1250125"),
            ("1.250,5", "x 1250500 x 1250500 x"),
            ("1,250.5", "x x 1250500 x 1250500"),
            ("1.250.000", "x 1250000000 x 1250000000 x"),
            ("1,250,000", "x x 1250000000 x 1250000000"),
            ("1.25.000", "x x x x x"),
            ("12.50,5", "x x x x x"),
            ("1.250,5,5", "x x x x x"),
            ("5.", "x x x x x"),
            (".5", "x x x x x"),
            ("1.250,", "x x x x x"),
            ("1 250", "x x x x x"),
        ] {
            assert_eq!(meanings(word), expected, "{word}");
        }
    }

    #[test]
    fn a_typed_number_is_read_as_itself_everywhere_without_a_question() {
        for (number, millionths) in [
            (0.0, 0),
            (-0.0, 0),
            (5.0, 5_000_000),
            (34.9, 34_900_000),
            (1.125, 1_125_000),
            (-3.5, -3_500_000),
            (0.000_001, 1),
            (100.125, 100_125_000),
        ] {
            let mut cell = String::new();
            push_number(number, &mut cell);
            for mark in MARKS {
                assert_eq!(read(&cell, mark), Decimal::Value(millionths), "{cell} {mark:?}");
            }
        }
    }

    #[test]
    fn the_question_says_how_to_answer() {
        let fault = question("1.250");
        assert_eq!(fault.allowed.en, "a number with one meaning: is 1.250 here 1250 or 1.25?");
        assert_eq!(fault.mend.en, "say --decimal comma if it is 1250, --decimal point if it is 1.25");
        assert_eq!(question("1,250").mend.nl, "zeg --decimal point als het 1250 is, --decimal comma als het 1,25 is");
    }
}
