// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Answers: a value, unknown, or not applicable. All ways to write them stand here and nowhere else.

/// An answer to a field's question. Unknown is never a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Answer {
    /// A value, by its ordinal in the field's domain.
    Known(i64),
    /// No answer is known.
    #[default]
    Unknown,
    /// The question does not apply; only where the field declares it.
    NotApplicable,
}

/// Ways to write "unknown", lower case; the empty text is one of them.
pub const UNKNOWN: &[&str] = &["", "?", "-", "unknown", "onbekend", "onb.", "null", "na", "nan", "#n/b"];
/// Ways to write "not applicable", lower case.
pub const NOT_APPLICABLE: &[&str] = &["n.v.t.", "nvt", "n/a"];
/// Ways to write "yes", lower case.
pub const YES: &[&str] = &["yes", "ja", "y", "j", "1", "true", "waar"];
/// Ways to write "no", lower case.
pub const NO: &[&str] = &["no", "nee", "n", "0", "false", "onwaar"];

/// How a line of totals below a table starts, lower case; its first cell, and no answer.
pub const TOTALS: &[&str] = &["totaal", "total", "totals", "totalen", "som", "sum", "eindtotaal"];

/// Whether a word means that nothing is known. Case and outer spaces are ignored.
#[must_use]
pub fn is_unknown(word: &str) -> bool {
    is_one_of(word, UNKNOWN)
}

/// Whether a word means "not applicable". Case and outer spaces are ignored.
#[must_use]
pub fn is_not_applicable(word: &str) -> bool {
    is_one_of(word, NOT_APPLICABLE)
}

/// Whether a category, level or tier may not be named so.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    is_unknown(word) || is_not_applicable(word)
}

/// Whether a word is in a list, case and outer spaces ignored.
#[must_use]
pub fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim();
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_write_an_answer_never_mean_two_things() {
        let all: Vec<&str> = [UNKNOWN, NOT_APPLICABLE, YES, NO].concat();
        let mut distinct = all.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), all.len());
        for word in [" ONB. ", "#N/B", "NaN", "NULL", "  "] {
            assert!(is_unknown(word), "{word:?}");
        }
        assert!(is_not_applicable("N.V.T.") && !is_unknown("n.v.t."));
    }
}
