// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An item of a list, and how far a run fills it.

use super::facts::{Facts, Topic};

/// Items that stand together.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its name, Dutch and English.
    pub title: (&'static str, &'static str),
    /// The items, in order.
    pub items: &'static [Item],
}

/// One thing that a report has to say.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its number in the list; empty for a topic of our own.
    pub number: &'static str,
    /// Of which studies it is asked.
    pub applies: Applies,
    /// What it is about, Dutch and English.
    pub subject: (&'static str, &'static str),
    /// What has to be said, in our own words, Dutch and English.
    pub asks: (&'static str, &'static str),
    /// What a run can know of it.
    pub knows: Knows,
}

/// Of which studies an item is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// Of studies that develop a model.
    Development,
    /// Of studies that evaluate one.
    Evaluation,
    /// Of both.
    Both,
}

/// What a run can know of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knows {
    /// Nothing: it is for the authors.
    Nothing,
    /// A part; the rest is for the authors.
    Part(Topic),
    /// All of it.
    Whole(Topic),
}

/// How far an item is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// Not at all.
    Not,
    /// In part.
    Part,
    /// Whole.
    Whole,
}

impl Item {
    /// How far facts fill it.
    #[must_use]
    pub fn filled(&self, facts: &Facts) -> Filled {
        match self.knows {
            Knows::Part(topic) if !facts.of(topic).is_empty() => Filled::Part,
            Knows::Whole(topic) if !facts.of(topic).is_empty() => Filled::Whole,
            _ => Filled::Not,
        }
    }

    /// What is asked about.
    pub(super) fn topic(&self) -> Option<Topic> {
        match self.knows {
            Knows::Nothing => None,
            Knows::Part(topic) | Knows::Whole(topic) => Some(topic),
        }
    }
}
