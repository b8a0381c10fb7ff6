// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Results by what rows say: a row that says what an earlier one said has its result.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::lines::Pattern;
use super::said::Sayings;
use crate::evaluate::Evaluation;
use crate::lang::Text;
use crate::protocol::TierReach;
use crate::record::Row;

/// Beyond so many results all are forgotten, so that memory stays bounded.
const MOST: usize = 65_536;

/// A result, and what is written of it.
#[derive(Debug)]
pub struct Result {
    pub evaluation: Arc<Evaluation>,
    pub tiers: Option<TierReach>,
    pub pattern: Pattern,
    /// For an open case, why and what to ask.
    pub open: Option<(Vec<String>, Vec<Text>)>,
    /// Rows of the block at hand.
    pub rows: u64,
}

/// The results that are known.
pub struct Known<'l> {
    sayings: Sayings<'l>,
    table: HashTable<usize>,
    hasher: DefaultHashBuilder,
    /// What was said, result by result.
    said: Vec<u16>,
    /// The results; none while the block in which it came first is being scored.
    pub results: Vec<Option<Result>>,
    row: Vec<u16>,
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// What an earlier one said, which has this result.
    Known(usize),
    /// Something new, which is to have this result.
    New(usize),
    /// What has to be read by itself: a cell that cannot be read.
    Apart,
}

impl<'l> Known<'l> {
    /// Nothing is known.
    pub fn new(sayings: Sayings<'l>) -> Self {
        let (table, hasher) = (HashTable::new(), DefaultHashBuilder::default());
        Self { sayings, table, hasher, said: Vec::new(), results: Vec::new(), row: Vec::new() }
    }

    /// Forgets all when it is much. Between blocks only: results have a place in a block.
    pub fn make_room(&mut self) {
        if self.sayings.make_room() || self.results.len() >= MOST {
            self.table.clear();
            self.said.clear();
            self.results.clear();
        }
    }

    /// What a row says.
    pub fn said(&mut self, row: Row<'_>) -> Said {
        if !self.sayings.of(row, &mut self.row) {
            return Said::Apart;
        }
        let (width, said, hasher) = (self.sayings.width(), &self.said, &self.hasher);
        let of = |result: usize| said.get(result * width..(result + 1) * width).unwrap_or_default();
        let hash = hasher.hash_one(&*self.row);
        if let Some(&known) = self.table.find(hash, |&known| of(known) == self.row) {
            return Said::Known(known);
        }
        let new = self.results.len();
        self.table.insert_unique(hash, new, |&known| hasher.hash_one(of(known)));
        self.said.extend_from_slice(&self.row);
        self.results.push(None);
        Said::New(new)
    }

    /// A place for a result that no other row has.
    pub fn own(&mut self) -> usize {
        self.said.resize(self.said.len() + self.sayings.width(), 0);
        self.results.push(None);
        self.results.len() - 1
    }
}
