// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows in which no cell begins with a quote, which is nearly all: sixty-four bytes at a time, and their text is copied as a whole.

use wide::u8x16;

use super::Block;
use super::block::Span;
use super::scan::Scan;

/// Bytes that are looked at together, and how many of them at once.
const STRIDE: usize = 64;
const LANES: usize = 16;

impl Scan {
    /// Takes the whole rows that the text begins with, up to the first in which a cell begins with a quote; returns how many bytes these
    /// are. Only between rows.
    pub(super) fn plain(&mut self, text: &str, block: &mut Block, rows: usize) -> usize {
        let taken = self.whole_rows(text.as_bytes(), block, rows);
        block.text.push_str(&text[..taken]);
        // The start of a row that is not whole is read again.
        block.ends.truncate(block.next.0);
        block.next.1 = block.text.len();
        taken
    }

    fn whole_rows(&mut self, bytes: &[u8], block: &mut Block, rows: usize) -> usize {
        let separator = u8x16::splat(self.separator);
        let others = [b'\n', b'\r', b'"'].map(u8x16::splat);
        let mut place = Place { base: block.text.len(), row: 0, cell: 0 };
        let strides = bytes.chunks_exact(STRIDE);
        let mut last = [0; STRIDE];
        last[..strides.remainder().len()].copy_from_slice(strides.remainder());
        let last = (!strides.remainder().is_empty()).then_some(&last);
        for (at, stride) in (0..).step_by(STRIDE).zip(strides.filter_map(<[u8]>::first_chunk::<STRIDE>).chain(last)) {
            let mut separators = places(stride, |lanes| lanes.simd_eq(separator));
            let mut found = places(stride, |lanes| others.iter().fold(u8x16::ZERO, |found, &other| found | lanes.simd_eq(other)));
            loop {
                // Most bytes are separators and what is between them.
                let ordinary = if found == 0 { separators } else { separators & ((found & found.wrapping_neg()) - 1) };
                let mut left = ordinary;
                while left != 0 {
                    let here = at + left.trailing_zeros() as usize;
                    block.ends.push(place.base + here);
                    place.cell = here + 1;
                    left &= left - 1;
                }
                if found == 0 {
                    break;
                }
                separators &= !ordinary;
                let here = at + found.trailing_zeros() as usize;
                found &= found - 1;
                if !self.other(bytes[here], here, &mut place, block) || block.is_full_with(rows, place.row) {
                    return place.row;
                }
            }
        }
        place.row
    }

    /// A byte that is no separator; false where the rules of quotes begin.
    fn other(&mut self, byte: u8, here: usize, place: &mut Place, block: &mut Block) -> bool {
        if byte == b'"' {
            return here > place.cell;
        }
        if here > place.row {
            block.ends.push(place.base + here);
            let ((first, _), last) = (block.next, block.ends.len());
            block.rows.push(Span { line: self.line, start: place.base + place.row, first, last, width: last - first });
            block.next.0 = last;
            self.after_return = false;
        }
        self.count_line(byte);
        (place.row, place.cell) = (here + 1, here + 1);
        true
    }
}

/// Where a row is read.
struct Place {
    /// Where the text will stand in the block.
    base: usize,
    /// Where the row begins in the text, and its cell.
    row: usize,
    cell: usize,
}

/// The places in a stride that are marked, lowest first.
fn places(stride: &[u8; STRIDE], mark: impl Fn(u8x16) -> u8x16) -> u64 {
    let lanes = stride.chunks_exact(LANES).filter_map(<[u8]>::first_chunk::<LANES>);
    lanes.rev().fold(0, |places, lanes| places << LANES | u64::from(mark(u8x16::new(*lanes)).to_bitmask()))
}
