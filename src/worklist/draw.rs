// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Lots. Every case has a number made of the seed and its own name only; the lowest are drawn. So the same seed gives the same sample of
//! the same cases, in whatever order they stand, and anybody can draw it again:
//!
//! SHA-256 of the text `taxeer PURPOSE 1`, a line feed, the seed in decimal digits, a line feed, and the case's name, in UTF-8; digests are
//! compared byte by byte from the left.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// What is drawn for. Each purpose has lots of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The control sample.
    Control,
    /// Who of equals is taken where the capacity ends.
    Edge,
    /// Between which cases a control stands.
    Place,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Edge => "edge",
            Self::Place => "place",
        }
    }
}

/// The lot of a case.
#[must_use]
pub fn lot(purpose: Purpose, seed: u64, name: &str) -> [u8; 32] {
    Sha256::digest(format!("taxeer {} 1\n{seed}\n{name}", purpose.word())).into()
}

/// The places of those that are drawn: so many of the names, or all when there are fewer. Names are distinct.
#[must_use]
pub fn draw(purpose: Purpose, seed: u64, names: &[&str], count: usize) -> BTreeSet<usize> {
    let mut lots: Vec<([u8; 32], &str, usize)> = names.iter().enumerate().map(|(at, name)| (lot(purpose, seed, name), *name, at)).collect();
    lots.sort_unstable();
    lots.into_iter().take(count).map(|(_, _, at)| at).collect()
}

/// One of so many places, by lot; zero when there is none.
#[must_use]
pub fn place(seed: u64, name: &str, places: usize) -> usize {
    let lot = lot(Purpose::Place, seed, name);
    // Sixteen bytes: with them no place is likelier than another by more than one in 10^20 or so.
    let number = lot.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    number.checked_rem(places as u128).and_then(|place| usize::try_from(place).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_can_be_drawn_again() {
        let names = ["a", "b", "c", "d", "e"];
        let drawn = |names: &[&str], seed| {
            let places = draw(Purpose::Control, seed, names, 2);
            let mut drawn: Vec<String> = places.into_iter().map(|at| names[at].to_owned()).collect();
            drawn.sort();
            drawn
        };
        let mut turned = names;
        turned.reverse();
        for seed in 0..50 {
            assert_eq!(drawn(&names, seed), drawn(&turned, seed));
            assert_eq!(drawn(&names, seed).len(), 2);
        }
        assert_eq!(draw(Purpose::Control, 1, &names, 9).len(), 5);
        // printf 'taxeer control 1\n1\na' | sha256sum
        let hex: String = lot(Purpose::Control, 1, "a")[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "38ff2415");
    }

    /// Over many seeds every name, and every pair of names, comes about equally often. The bounds are six standard deviations wide.
    #[test]
    fn no_name_and_no_pair_is_likelier_than_another() {
        let names: Vec<String> = (0..12).map(|name| format!("case {name}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let seeds = 6_000_u32;
        let mut single = [0_u32; 12];
        let mut pairs = [[0_u32; 12]; 12];
        for seed in 0..u64::from(seeds) {
            let drawn = draw(Purpose::Control, seed, &names, 3);
            for &a in &drawn {
                single[a] += 1;
                for &b in drawn.iter().filter(|&&b| b > a) {
                    pairs[a][b] += 1;
                }
            }
        }
        let near = |count: u32, share: f64| {
            let expected = f64::from(seeds) * share;
            (f64::from(count) - expected).abs() <= 6.0 * (expected * (1.0 - share)).sqrt()
        };
        assert!(single.iter().all(|&count| near(count, 3.0 / 12.0)), "{single:?}");
        let pairs: Vec<u32> = (0..12).flat_map(|a| pairs[a][a + 1..].to_vec()).collect();
        assert!(pairs.iter().all(|&count| near(count, 3.0 * 2.0 / (12.0 * 11.0))), "{pairs:?}");
        let mut places = [0_u32; 7];
        (0..u64::from(seeds)).for_each(|seed| places[place(seed, "case", 7)] += 1);
        assert!(places.iter().all(|&count| near(count, 1.0 / 7.0)), "{places:?}");
    }
}
