// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Resamples on all cores. Every resample has a stream of random numbers of its own, from the seed and its number, and sums are taken in the
//! order of resamples: the figures are the same on any number of threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Settings, Stop};
use crate::progress::Watch;

/// What each resample tells, in order; `None` where it tells nothing. `series` keeps the numbers of one purpose apart from those of another.
///
/// # Errors
/// The watcher stops it.
pub(super) fn resample<T: Send>(
    series: u64,
    settings: &Settings,
    watch: &dyn Watch,
    draw: impl Fn(&mut Stream) -> Option<T> + Sync,
) -> Result<Vec<Option<T>>, Stop> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let drawn: Mutex<Vec<(usize, Option<T>)>> = Mutex::new(Vec::with_capacity(settings.bootstrap));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= settings.bootstrap || watch.stopped() {
                break;
            }
            let one = draw(&mut Stream::of(settings.seed, (series << 40) + number as u64));
            if let Ok(mut drawn) = drawn.lock() {
                drawn.push((number, one));
            }
            watch.step(done.fetch_add(1, Ordering::Relaxed) as u64 + 1, settings.bootstrap as u64);
        }
    };
    thread::scope(|scope| {
        for _ in 1..settings.threads.max(1) {
            scope.spawn(work);
        }
        work();
    });
    if watch.stopped() {
        return Err(Stop::Stopped);
    }
    let mut drawn = drawn.into_inner().unwrap_or_default();
    drawn.sort_unstable_by_key(|(number, _)| *number);
    Ok(drawn.into_iter().map(|(_, one)| one).collect())
}

/// Random numbers: `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014).
pub(crate) struct Stream(u64);

impl Stream {
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut mixed = Self(seed);
        let start = mixed.next();
        let mut own = Self(start ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03));
        own.0 = own.next();
        own
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `n`, each as likely but for a bias below n / 2^64.
    #[allow(clippy::cast_possible_truncation, reason = "the upper half of a product is below n")]
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}
