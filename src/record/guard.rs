// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Texts that a spreadsheet would run as a formula: an apostrophe before them keeps it from that, and is taken off again where a file says
//! that it was put there.

use std::borrow::Cow;

use super::OWN;

/// The column that tells that texts were guarded, after the start of our own columns.
pub const COLUMN: &str = "excel";
/// What a formula begins with, also as typed with wide letters.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would run a text as a formula. Numbers such as -1 are none, and neither is the `-` of an empty cell.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    let start = text.trim_start_matches([' ', '\u{a0}']);
    start.starts_with(STARTS) && start.trim_end() != "-" && !is_number(start)
}

/// A sign and digits, with points or commas between them.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.split(['.', ',']).all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A text that a spreadsheet takes for text. One with apostrophes before what would be a formula gets one more, so that none is lost.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was guarded.
#[must_use]
pub fn restored(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| needs_guard(text)).unwrap_or(text)
}

fn needs_guard(text: &str) -> bool {
    is_formula(text.trim_start_matches('\''))
}

/// Whether the texts under a header were guarded.
pub(super) fn is_told(header: &[String]) -> bool {
    header.iter().any(|name| name.strip_prefix(OWN) == Some(COLUMN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for formula in ["=1+1", "+1-1", "-1-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =x", "--", "=", "+31 6", "-x", "＝x", "-1,"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for plain in ["", "1", "-1", "+2", "-1,5", "-1.250,75", "-", "'", "'t Hart", "a=b", "'-1"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_guarded_is_no_formula_and_comes_back(text in "['=+@\t\r\n 1,.a-]{0,6}") {
            let cell = guarded(&text);
            proptest::prop_assert!(!is_formula(&cell), "{cell:?}");
            proptest::prop_assert_eq!(restored(&cell), text.as_str());
        }
    }
}
