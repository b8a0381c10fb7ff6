// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Invented data and rules, from a seed.

use taxeer::points::{Feature, Request, Rule, Size};

/// Numbers without order (Marsaglia 2003, "Xorshift RNGs").
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// One of `0..sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        (self.share() * sides as f64) as usize
    }

    pub fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, chance: f64) -> bool {
        self.share() < chance
    }
}

/// What a request borrows from.
#[derive(Clone, Debug)]
pub struct Case {
    pub columns: Vec<Vec<f64>>,
    pub events: Vec<bool>,
    pub weights: Option<Vec<f64>>,
    pub rules: Vec<Rule>,
    pub items: Vec<usize>,
    pub rising: Vec<Vec<usize>>,
    pub required: Vec<Vec<usize>>,
    pub size: Size,
}

impl Case {
    pub fn request(&self) -> Request<'_> {
        let features = self.columns.iter().zip(&self.rules).zip(&self.items);
        let features = features.map(|((values, rule), item)| Feature { values, item: *item, rule: *rule }).collect();
        Request {
            features,
            events: &self.events,
            weights: self.weights.as_deref(),
            rising: self.rising.clone(),
            required: self.required.clone(),
            size: self.size,
        }
    }

    /// Points in -2..2 for 3 to 5 features, of a size; no other rule.
    pub fn plain(dice: &mut Dice) -> Self {
        let width = 3 + dice.roll(3);
        let rows = 30 + dice.roll(50);
        let banded = dice.chance(0.3);
        let effects: Vec<f64> = (0..width).map(|_| 3.0 * dice.share() - 1.5).collect();
        let mut columns = vec![Vec::new(); width];
        let mut events = Vec::new();
        for _ in 0..rows {
            // Bands of one item exclude each other; with the last of them the columns sum to 1.
            let band = dice.roll(width);
            let mut z = dice.share() - 0.5;
            for (j, column) in columns.iter_mut().enumerate() {
                let value = match (banded, j % 3) {
                    (true, _) => usize::from(j == band),
                    (false, 2) => dice.roll(4),
                    (false, _) => dice.roll(2),
                };
                column.push(value as f64);
                z += effects[j] * value as f64;
            }
            events.push(dice.chance(1.0 / (1.0 + (-z).exp())));
        }
        let weights = dice.chance(0.3).then(|| (0..rows).map(|_| [0.0, 0.5, 1.0, 2.0][dice.roll(4)]).collect());
        let rules = vec![Rule::Between { least: -2, most: 2 }; width];
        let size = Size { features: Some(1 + dice.roll(width)), items: None };
        Self { columns, events, weights, rules, items: (0..width).collect(), rising: vec![], required: vec![], size }
    }

    /// The same with rules of every kind.
    pub fn ruled(dice: &mut Dice) -> Self {
        let mut case = Self::plain(dice);
        let width = case.columns.len();
        for rule in &mut case.rules {
            *rule = match dice.roll(9) {
                0 => Rule::Between { least: 0, most: 2 },
                1 => Rule::Between { least: -2, most: 0 },
                2 => Rule::Between { least: 1, most: 2 },
                3 => Rule::Kept(dice.roll(5) as i32 - 2),
                4 => Rule::Kept(0),
                _ => *rule,
            };
        }
        case.items = (0..width).map(|j| if dice.chance(0.5) { j / 2 } else { j }).collect();
        if dice.chance(0.4) {
            let first = dice.roll(width - 1);
            case.rising.push((first..(first + 2 + dice.roll(2)).min(width)).collect());
        }
        if dice.chance(0.4) {
            let one = dice.roll(width);
            case.required.push((0..width).filter(|j| *j == one || dice.chance(0.3)).collect());
        }
        case.size.items = dice.chance(0.5).then(|| 1 + dice.roll(3));
        if dice.chance(0.3) {
            case.size.features = None;
        }
        case
    }
}
