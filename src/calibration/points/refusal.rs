// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why an instrument cannot be given new points.

use crate::lang::Text;
use crate::text;

/// Why an instrument, or what is asked of it, does not fit the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no scale of that index.
    NoScale,
    /// An item that is no table: a weight for each unit of a number.
    NotATable {
        /// The item.
        item: String,
    },
    /// An item that takes the highest, the lowest or a combination of several tables: its points do not add up.
    Combined {
        /// The item.
        item: String,
    },
    /// An item of which an answer gives no number.
    Withheld {
        /// The item.
        item: String,
    },
    /// The scale converts its sum: points of the items are not points of the total.
    Converted,
    /// The instrument has no such item in this scale.
    UnknownItem {
        /// What was named.
        item: String,
    },
    /// Points that are to be kept are no whole numbers.
    NotWhole {
        /// The item.
        item: String,
    },
    /// A record without one value for every item.
    Open {
        /// The record, from 0.
        record: usize,
    },
    /// Answers of an item that nobody gave leave the item without a difference.
    NobodyDiffers {
        /// The item.
        item: String,
    },
}

impl Refusal {
    /// The sentence in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::NoScale => text!("het instrument heeft geen schaal met punten", "the instrument has no scale with points"),
            Self::NotATable { item } => text!(
                "item `{item}` heeft geen tabel maar een gewicht per eenheid; nieuwe punten kunnen alleen voor tabellen",
                "item `{item}` has no table but a weight per unit; new points are for tables only"
            ),
            Self::Combined { item } => text!(
                "item `{item}` neemt de punten van meer tabellen samen zonder ze op te tellen; dat kan hier niet",
                "item `{item}` combines the points of several tables without adding them up; that is not possible here"
            ),
            Self::Withheld { item } => text!(
                "item `{item}` heeft een antwoord zonder getal; daar zijn geen punten voor te berekenen",
                "item `{item}` has an answer without a number; no points can be computed for it"
            ),
            Self::Converted => text!(
                "de schaal zet de som van de items om; punten van items zijn dan geen punten van het totaal",
                "the scale converts the sum of its items; points of items are then no points of the total"
            ),
            Self::UnknownItem { item } => text!("deze schaal heeft geen item `{item}`", "this scale has no item `{item}`"),
            Self::NotWhole { item } => text!(
                "de punten van item `{item}` zijn geen hele getallen en kunnen niet blijven staan",
                "the points of item `{item}` are no whole numbers and cannot be kept"
            ),
            Self::Open { record } => {
                text!("record {record} heeft niet voor elk item één antwoord", "record {record} does not have one answer for every item")
            }
            Self::NobodyDiffers { item } => text!(
                "bij item `{item}` heeft iedereen hetzelfde antwoord; het kan niet verplicht zijn",
                "everybody has the same answer to item `{item}`; it cannot be required"
            ),
        }
    }
}
