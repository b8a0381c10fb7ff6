// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The separator of a table: the one with which the first rows have as many cells as the header.

use super::Block;
use super::scan::Scan;

/// What may separate cells; the later of two that fit equally well is taken, for commas stand in text and in decimals too.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How many rows are looked at.
const ROWS: usize = 50;

/// The separator of a table by its first stretch of text; `whole` when that is all of it. A single column has a comma.
pub(super) fn detect(head: &str, whole: bool) -> u8 {
    let fit = |separator: u8| {
        let (mut scan, mut block) = (Scan::new(separator), Block::default());
        scan.feed(head, &mut block, ROWS);
        if whole {
            scan.finish(&mut block);
        }
        let width = block.rows().next().map_or(0, |header| header.width());
        let even = block.rows().filter(|row| row.width() == width).count();
        if width > 1 { (even, width) } else { (0, 0) }
    };
    let mut best = (b',', (0, 0));
    for separator in SEPARATORS {
        let fit = fit(separator);
        if fit.0 > 0 && fit >= best.1 {
            best = (separator, fit);
        }
    }
    best.0
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
            assert_eq!(detect(head, true), separator, "{head:?}");
        }
    }

    #[test]
    fn a_row_that_is_cut_off_does_not_count() {
        assert_eq!(detect("a,b;c\n1,2;3\n4,5", false), b';');
        assert_eq!(detect("a;b\n1;\"2,3\n", false), b';');
    }
}
