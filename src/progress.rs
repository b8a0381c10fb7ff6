// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How long work tells how far it is, and learns that it is to stop: the library has no clock, no terminal and no signals.

/// Watches long work. It may be asked from several threads.
pub trait Watch: Sync {
    /// So much is done, of so much; of zero where nobody knows of how much, and then rows are counted.
    fn step(&self, done: u64, of: u64);
    /// Whether the work is to end at the next point where that leaves nothing half done.
    fn stopped(&self) -> bool;
}

/// Watches nothing and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _done: u64, _of: u64) {}

    fn stopped(&self) -> bool {
        false
    }
}
