// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the cells of a column say, remembered by their bytes: most columns have few different cells.

use std::ops::Range;

/// Longer cells are not remembered.
const LONGEST: usize = 24;
/// No text has these bytes.
const NO_TEXT: Text = [u64::MAX; 3];
/// What a cell adds to a key that cannot be read.
const UNREAD: u128 = u128::MAX;

/// The bytes of a short cell, and zeros behind them; no cell has a zero byte.
type Text = [u64; 3];

/// Remembered cells; two that share a place take turns.
#[derive(Debug)]
pub struct Words {
    places: Vec<(Text, u128)>,
    shift: u32,
}

impl Words {
    /// Remembers about `2^bits` cells.
    pub fn new(bits: u32) -> Self {
        Self { places: vec![(NO_TEXT, UNREAD); 1 << bits], shift: u64::BITS - bits }
    }

    /// What the cell that stands in `bytes` adds to a key, as `read` says; nothing where that says nothing, and for a long cell.
    #[inline]
    pub fn part(&mut self, bytes: &[u8], cell: Range<usize>, read: impl FnOnce() -> Option<u128>) -> Option<u128> {
        let text = text(bytes, cell)?;
        let mixed = (text[0] ^ text[1].rotate_left(23) ^ text[2].rotate_left(41)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = usize::try_from(mixed >> self.shift).ok().and_then(|place| self.places.get_mut(place))?;
        // Word by word: the words were made one by one, and to load them together again would wait for that.
        let [first, second, third] = place.0;
        if (first ^ text[0]) | (second ^ text[1]) | (third ^ text[2]) != 0 {
            *place = (text, read().unwrap_or(UNREAD));
        }
        Some(place.1).filter(|part| *part != UNREAD)
    }
}

#[inline]
fn text(bytes: &[u8], cell: Range<usize>) -> Option<Text> {
    let length = u32::try_from(cell.len()).ok().filter(|length| *length as usize <= LONGEST)?;
    let Some(window) = bytes.get(cell.start..).and_then(|rest| rest.first_chunk::<LONGEST>()) else {
        let mut window = [0; LONGEST];
        window[..cell.len()].copy_from_slice(&bytes[cell]);
        return Some(words(&window));
    };
    let [first, second, third] = words(window);
    // The bytes of the cell among the eight from `start` on.
    let own = |start: u32| u64::MAX.checked_shr(64 - 8 * length.saturating_sub(start).min(8)).unwrap_or(0);
    Some(if length <= 8 { [first & own(0), 0, 0] } else { [first, second & own(8), third & own(16)] })
}

fn words(window: &[u8; LONGEST]) -> Text {
    let (words, _) = window.as_chunks::<8>();
    [0, 1, 2].map(|at| u64::from_le_bytes(words[at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cell_is_told_from_every_other(bytes in "[ab,]{0,60}", start in 0_usize..60, length in 0_usize..30) {
            let (start, end) = (start.min(bytes.len()), (start + length).min(bytes.len()));
            let mut expected = [0; LONGEST];
            let cell = &bytes.as_bytes()[start..end];
            if cell.len() > LONGEST {
                prop_assert_eq!(text(bytes.as_bytes(), start..end), None);
            } else {
                expected[..cell.len()].copy_from_slice(cell);
                prop_assert_eq!(text(bytes.as_bytes(), start..end), Some(words(&expected)));
            }
        }

        #[test]
        fn what_is_remembered_is_what_was_read(cells in proptest::collection::vec("[a-c]{0,3}", 1..60)) {
            // Fewer places than cells.
            let mut words = Words::new(2);
            let part = |cell: &str| (!cell.contains('c')).then(|| cell.bytes().fold(1, |sum, byte| sum * 4 + u128::from(byte)));
            for cell in cells {
                prop_assert_eq!(words.part(cell.as_bytes(), 0..cell.len(), || part(&cell)), part(&cell));
            }
        }
    }
}
