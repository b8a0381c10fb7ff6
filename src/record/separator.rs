// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The separator of a table: the one that brings out the names of columns, and with which the first rows have as many cells as each other.

use super::scan::Scan;
use super::{Block, RunError};
use crate::diagnostic::Code;
use crate::text;

/// What may separate cells; the later of two that fit equally well is taken, for commas stand in text and in decimals too.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How many rows are looked at.
const ROWS: usize = 50;

/// How well a separator fits: the greatest number of known names in a row; rows of the commonest width above one, and that width.
type Fit = (usize, usize, usize);

/// The separator of a table by its first stretch of text; `whole` when that is all of it. A single column has a comma.
pub(super) fn detect(head: &str, whole: bool, knows: impl Fn(&str) -> bool) -> Result<u8, RunError> {
    let fits = SEPARATORS.map(|separator| (fit(head, whole, separator, &knows), separator));
    let mut best = ((0, 0, 0), b',');
    for (fit, separator) in fits {
        if fit.1 > 0 && fit >= best.0 {
            best = (fit, separator);
        }
    }
    // Two separators that both bring out several names: the header is cut in a way that cannot be known.
    let rivals = fits.iter().filter(|(fit, _)| fit.0 > 0 && fit.0 == best.0.0 && fit.2 > 1).count();
    if rivals > 1 { Err(unclear()) } else { Ok(best.1) }
}

fn fit(head: &str, whole: bool, separator: u8, knows: &impl Fn(&str) -> bool) -> Fit {
    let (mut scan, mut block) = (Scan::new(separator), Block::default());
    scan.feed(head, &mut block, ROWS);
    if whole {
        scan.finish(&mut block);
    }
    let known = block.rows().map(|row| (0..row.width()).filter(|&at| row.cell(at).is_some_and(knows)).count()).max();
    let mut widths: Vec<usize> = block.rows().map(|row| row.width()).filter(|&width| width > 1).collect();
    widths.sort_unstable();
    let commonest = widths.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max().unwrap_or_default();
    (known.unwrap_or_default(), commonest.0, commonest.1)
}

fn unclear() -> RunError {
    RunError::refused(
        Code::SeparatorUnclear,
        text!(
            "het scheidingsteken is niet te bepalen: er zijn er twee die even goed passen",
            "the separator is unclear: two fit equally well"
        ),
        text!("bewaar het bestand met één scheidingsteken: ; , of tab", "save the file with one separator: ; , or tab"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_fits_the_rows() {
        for (head, separator) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n", b';'),
            ("a\tb\n1,5\t2;5\n", b'\t'),
            ("a;b;c\n\"x;y\";2,5;3\nq;1\n", b';'),
            ("a,b,c\n1,2\n1,2,3\n", b','),
            ("naam, voornaam;leeftijd\nJansen, J;34\n", b';'),
            ("one\n1\n", b','),
            ("", b','),
        ] {
            assert_eq!(detect(head, true, |_| false).unwrap(), separator, "{head:?}");
        }
    }

    #[test]
    fn a_row_that_is_cut_off_does_not_count() {
        assert_eq!(detect("a,b;c\n1,2;3\n4,5", false, |_| false).unwrap(), b';');
        assert_eq!(detect("a;b\n1;\"2,3\n", false, |_| false).unwrap(), b';');
    }

    #[test]
    fn known_names_find_the_header_under_a_title() {
        let knows = |name: &str| ["case_id", "sex", "age"].contains(&name);
        assert_eq!(detect("Export, team, week, jaar\ncase_id;sex\na,b,c,d;x\na,b,c,d;y\n", true, knows).unwrap(), b';');
        assert!(detect("case_id;x,sex\n", true, knows).is_err());
    }
}
