// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What cells of a column were read as before: a column says the same few things again and again. Of bounded size, and forgetful: what
//! is not found is read again.

/// Cells that are remembered at once: few, until cells push each other out.
const FEW: usize = 64;
const MOST: usize = 8_192;
const WORD: usize = size_of::<u64>();
/// Scatters the bits of a word over its upper ones (Knuth's multiplicative hashing).
const SCATTER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Cells, with what they were read as.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    slots: Vec<Slot>,
    /// How far a hash is shifted down to be a slot.
    shift: u32,
    /// How often a cell pushed out another since there were so many slots.
    pushed: usize,
}

#[derive(Clone, Debug, Default)]
struct Slot {
    hash: u64,
    /// The first and the last eight bytes; short cells are these alone.
    ends: (u64, u64),
    /// Of the cell, plus one; nothing stands here at zero.
    length: usize,
    meaning: u16,
    /// All bytes of a cell that is longer than its ends.
    long: Option<Box<[u8]>>,
}

impl Lexicon {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::of(FEW)
    }

    fn of(slots: usize) -> Self {
        Self { slots: vec![Slot::default(); slots], shift: u64::BITS - slots.trailing_zeros(), pushed: 0 }
    }

    /// What the cell that stands at `cell` in a text means: as remembered, else as `read` says.
    #[inline]
    pub fn meaning(&mut self, text: &[u8], cell: (usize, usize), read: impl FnOnce() -> u16) -> u16 {
        let (ends, length) = (ends(text, cell), cell.1 - cell.0 + 1);
        let hash = hash(text, cell, ends);
        let place = self.place(hash);
        for place in [place, place ^ 1] {
            if let Some(slot) = self.slots.get(place)
                && slot.length == length
                && slot.ends == ends
                && slot.long.as_deref().is_none_or(|long| Some(long) == text.get(cell.0..cell.1))
            {
                return slot.meaning;
            }
        }
        let meaning = read();
        let long = text.get(cell.0..cell.1).filter(|cell| cell.len() > 2 * WORD).map(Box::from);
        self.keep(Slot { hash, ends, length, meaning, long });
        meaning
    }

    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash >> self.shift).unwrap_or_default()
    }

    fn keep(&mut self, slot: Slot) {
        // A cell has two places; the older of the two that stand there goes.
        let place = self.place(slot.hash);
        self.slots.swap(place, place ^ 1);
        let pushed = std::mem::replace(&mut self.slots[place], slot);
        self.pushed += usize::from(pushed.length > 0);
        if self.pushed > self.slots.len() && self.slots.len() < MOST {
            let slots = std::mem::take(&mut self.slots);
            *self = Self::of(slots.len() * 2);
            slots.into_iter().filter(|slot| slot.length > 0).for_each(|slot| self.keep(slot));
        }
    }
}

/// All bytes of a cell in one word.
#[inline]
fn hash(text: &[u8], (start, end): (usize, usize), ends: (u64, u64)) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(29) ^ word).wrapping_mul(SCATTER);
    let mut hash = mix(ends.0 ^ (end - start) as u64, ends.1);
    // What lies between the ends.
    for at in (start + WORD..end.saturating_sub(WORD)).step_by(WORD) {
        hash = mix(hash, word_at(text, at).unwrap_or_default());
    }
    hash
}

/// The first and the last eight bytes of a cell; of a shorter one its bytes, and zero.
#[inline]
fn ends(text: &[u8], (start, end): (usize, usize)) -> (u64, u64) {
    let length = end - start;
    if length >= WORD {
        return (word_at(text, start).unwrap_or_default(), word_at(text, end - WORD).unwrap_or_default());
    }
    let first = word_at(text, start).unwrap_or_else(|| text[start..end].iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    (first & ((1 << (8 * length)) - 1), 0)
}

#[inline]
fn word_at(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..).and_then(<[u8]>::first_chunk).map(|word| u64::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells that differ never share a meaning, however alike they are.
        #[test]
        fn a_cell_means_what_it_says(cells in proptest::collection::vec("[ab]{0,3}(abcdefgh)?[ab]{0,2}(abcdefghijklmnop)?[ab]{0,2}", 1..200)) {
            let (mut lexicon, text) = (Lexicon::new(), cells.join(""));
            for _ in 0..3 {
                let mut start = 0;
                for cell in &cells {
                    let said = u16::try_from(cells.iter().position(|known| known == cell).unwrap()).unwrap();
                    prop_assert_eq!(lexicon.meaning(text.as_bytes(), (start, start + cell.len()), || said), said);
                    start += cell.len();
                }
            }
        }
    }
}
