// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Hiding small counts. A count below the limit is never shown, nought as well: were noughts shown, "fewer than" would say that somebody is
//! there.
//!
//! The parts of a split are halved by their place, and the halves again. Halves are shown where both reach the limit; else only what they
//! are together. What stands below a count that is not shown is not shown either. So every step is decided by what is shown of it, knowing
//! the rules tells a reader no more than the page does, and for `k` as the limit and `S` as what two halves are together:
//!
//! * a count marked [`Shown::Few`] can be each value from 0 to `k - 1`: its other half is `S` less that, and `S` is at least `2k - 1`;
//! * a count marked [`Shown::Hidden`] beside it can be as many values as the small half can be;
//! * where `S` is below `2k - 1` nothing is said of either half, and each can be all from 0 to `S`.
//!
//! No two splits of a cell are linked otherwise than by its count; `tables` sees to that. One link is left: an open case lacks an answer. Where
//! that could narrow a count, the missing answers are not shown, nor are the other tables unless all open cases are in them.

use super::cell::{Cell, Load, Split};
use crate::lang::Text;

/// What is shown of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// The count.
    Count(u64),
    /// That it is below the limit.
    Few,
    /// Nothing.
    Hidden,
}

/// A cell as it is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Name in files.
    pub code: String,
    /// In words.
    pub name: Text,
    /// Its count.
    pub shown: Shown,
    /// How it is split; nothing where the count is not shown.
    pub splits: Vec<PublishedSplit>,
}

/// A split as it is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSplit {
    /// Name in files.
    pub code: String,
    /// In words.
    pub name: Text,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A cell whose count is shown.
    Cell(Published),
    /// Cells of which only the sum is shown.
    Together(u64, Vec<Published>),
}

/// A file of cases as it is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLoad {
    /// All rows: shown where no part of it is small.
    pub read: Shown,
    /// Cases with a result.
    pub main: Published,
    /// Rows without one.
    pub rest: Published,
    /// Answers that are missing; none where they could be worked out.
    pub answers: Vec<PublishedSplit>,
}

/// Names of cells with open cases.
pub(super) const OPEN: [&str; 2] = ["level_open", "tier_open"];

/// A file of cases as it can be shared, with counts below `small` hidden. Where one of its two parts is small, it is the total that is
/// hidden, so that the other can be shown.
#[must_use]
pub fn publish(load: &Load, small: u64) -> PublishedLoad {
    let hide = Hide { small };
    let (main, rest) = (hide.cell(&load.main), hide.cell(&load.rest));
    let both = main.shown != Shown::Few && rest.shown != Shown::Few;
    let read = if both { Shown::Count(load.main.count + load.rest.count) } else { Shown::Hidden };
    let shown = matches!(main.shown, Shown::Count(_));
    let answers = load.answers.iter().filter(|_| shown).map(|split| hide.split(split)).collect();
    let mut published = PublishedLoad { read, main, rest, answers };
    if shown && hide.is_linked(load, &published) {
        published.answers.clear();
        if load.main.splits.iter().zip(&published.main.splits).any(|(split, shown)| !has_exact_open(split, shown)) {
            published.main.splits.clear();
        }
    }
    published
}

impl Hide {
    /// Whether open cases and missing answers could narrow each other: every open case lacks an answer. They cannot where, each
    /// question in turn left out, the answers that can be missing are at least as many as the cases that can be open.
    fn is_linked(&self, load: &Load, published: &PublishedLoad) -> bool {
        let open = load.main.splits.iter().zip(&published.main.splits).map(|(split, shown)| self.most_open(split, shown));
        let open = open.max().unwrap_or(0);
        let missing: Vec<(u64, bool)> = published.answers.iter().map(|split| self.most_missing(split, load.main.count)).collect();
        let sum: u64 = missing.iter().map(|(most, _)| most).sum();
        missing.iter().any(|(most, exact)| sum - if *exact { 0 } else { *most } < open)
    }

    /// The most answers to a question that can be missing of so many cases, and whether that is their count.
    fn most_missing(&self, split: &PublishedSplit, cases: u64) -> (u64, bool) {
        match split.cells().next().map(|cell| cell.shown) {
            Some(Shown::Count(count)) => (count, true),
            Some(Shown::Few) => (self.small.saturating_sub(1), false),
            _ => (cases, false),
        }
    }

    /// The most cases of a split that can be open.
    fn most_open(&self, split: &Split, shown: &PublishedSplit) -> u64 {
        let mut cells = split.cells.iter();
        let mut most = 0;
        for part in &shown.parts {
            let (sum, parts) = match part {
                Part::Cell(one) => (u64::MAX, std::slice::from_ref(one)),
                Part::Together(sum, parts) => (*sum, parts.as_slice()),
            };
            for (part, cell) in parts.iter().zip(cells.by_ref()).filter(|(_, cell)| may_be_open(cell)) {
                let own = match part.shown {
                    Shown::Count(count) => count,
                    Shown::Few => self.small.saturating_sub(1),
                    Shown::Hidden => sum,
                };
                let below = cell.splits.iter().zip(&part.splits).map(|(split, shown)| self.most_open(split, shown)).max();
                most += below.filter(|_| !is_open(cell)).unwrap_or(own);
            }
        }
        most
    }
}

/// Whether the open cases of a split are all shown.
fn has_exact_open(split: &Split, shown: &PublishedSplit) -> bool {
    let exact = |(cell, shown): (&Cell, &Published)| {
        let below = || cell.splits.iter().zip(&shown.splits).all(|(split, shown)| has_exact_open(split, shown));
        !may_be_open(cell) || matches!(shown.shown, Shown::Count(_)) && (is_open(cell) || below())
    };
    split.cells.iter().zip(shown.cells()).all(exact)
}

fn is_open(cell: &Cell) -> bool {
    OPEN.contains(&cell.code.as_str())
}

fn may_be_open(cell: &Cell) -> bool {
    is_open(cell) || cell.splits.iter().flat_map(|split| &split.cells).any(may_be_open)
}

impl PublishedSplit {
    /// The cells, in order, whatever is shown of them.
    pub fn cells(&self) -> impl Iterator<Item = &Published> {
        self.parts.iter().flat_map(|part| match part {
            Part::Cell(cell) => std::slice::from_ref(cell),
            Part::Together(_, cells) => cells,
        })
    }
}

struct Hide {
    small: u64,
}

impl Hide {
    /// A cell that nothing else gives away.
    fn cell(&self, cell: &Cell) -> Published {
        if cell.count < self.small {
            return marked(cell, Shown::Few);
        }
        let splits = cell.splits.iter().map(|split| self.split(split)).collect();
        Published { splits, ..marked(cell, Shown::Count(cell.count)) }
    }

    /// A split of a cell whose count is shown.
    fn split(&self, split: &Split) -> PublishedSplit {
        let mut parts = Vec::new();
        self.parts(&split.cells, &mut parts);
        PublishedSplit { code: split.code.clone(), name: split.name.clone(), parts }
    }

    /// Cells whose sum is shown.
    fn parts(&self, cells: &[Cell], parts: &mut Vec<Part>) {
        let (first, second) = cells.split_at(cells.len() / 2);
        let [one, other] = [first, second].map(sum);
        if first.is_empty() {
            parts.extend(second.iter().map(|cell| Part::Cell(self.cell(cell))));
        } else if one >= self.small && other >= self.small {
            self.parts(first, parts);
            self.parts(second, parts);
        } else {
            let tell = one + other + 1 >= 2 * self.small;
            let mark = |count: u64| if tell && count < self.small { Shown::Few } else { Shown::Hidden };
            let of = |cells: &[Cell], mark: Shown| cells.iter().map(|cell| marked(cell, mark)).collect::<Vec<_>>();
            let hidden = [of(first, mark(one)), of(second, mark(other))].concat();
            parts.push(Part::Together(one + other, hidden));
        }
    }
}

fn sum(cells: &[Cell]) -> u64 {
    cells.iter().map(|cell| cell.count).sum()
}

fn marked(cell: &Cell, shown: Shown) -> Published {
    Published { code: cell.code.clone(), name: cell.name.clone(), shown, splits: Vec::new() }
}
