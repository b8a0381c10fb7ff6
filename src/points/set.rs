// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Sets of columns, as bits.

/// The most columns that a set holds.
pub(super) const MOST: usize = 128;

pub(super) type Set = u128;

pub(super) fn one(at: usize) -> Set {
    1 << at
}

pub(super) fn holds(set: Set, at: usize) -> bool {
    set & one(at) != 0
}

pub(super) fn size(set: Set) -> usize {
    set.count_ones() as usize
}

/// The members, rising.
pub(super) fn members(mut set: Set) -> Vec<usize> {
    let mut members = Vec::with_capacity(size(set));
    while set != 0 {
        members.push(set.trailing_zeros() as usize);
        set &= set - 1;
    }
    members
}
