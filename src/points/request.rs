// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is asked: features, outcomes and the rules that the points obey.

/// Data and rules. Features and rows count from 0.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The features, each with a value for every row.
    pub features: Vec<Feature<'a>>,
    /// Whether the event happened.
    pub events: &'a [bool],
    /// A row stands for this many equal rows; 0 leaves it out. None: every row stands for itself.
    pub weights: Option<&'a [f64]>,
    /// Features in whose order the points may not fall: successive bands of one item.
    pub rising: Vec<Vec<usize>>,
    /// Groups of features of which at least one has points other than 0: items that must be used.
    pub required: Vec<Vec<usize>>,
    /// How many may be used.
    pub size: Size,
}

/// One column and what points it may be given.
#[derive(Clone, Copy, Debug)]
pub struct Feature<'a> {
    /// Its values; 0 and 1 for a band.
    pub values: &'a [f64],
    /// The item that it belongs to, for a size in items.
    pub item: usize,
    /// What may be done with it.
    pub rule: Rule,
}

/// The points that a feature may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Any from the least to the most, and 0 where that lies between.
    Between {
        /// The least points; 0 asks for a sign.
        least: i32,
        /// The most points.
        most: i32,
    },
    /// Those of an existing table; 0 keeps the feature out.
    Kept(i32),
}

/// The most that may have points other than 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Features.
    pub features: Option<usize>,
    /// Items: groups of features.
    pub items: Option<usize>,
}

/// How long to search. Counted in work, not in time, so that the same request gives the same answer anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// What the proof may take, in millions of multiplications, each about a millisecond; 0 asks for points without a proof.
    pub proof: u64,
    /// Partial points that may be looked at for one choice of features.
    pub looks: u64,
}

impl Default for Effort {
    /// Half a minute at most.
    fn default() -> Self {
        Self { proof: 20_000, looks: 1_000_000 }
    }
}

impl Effort {
    /// The search for good points alone; the bound is that of all features together.
    pub const WITHOUT_PROOF: Self = Self { proof: 0, looks: 20_000 };
}
