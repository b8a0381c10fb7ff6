// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Parts: what can be compared, one by one.

use std::fmt;

use super::region::{Region, Scope, Space, rest};
use super::value::Value;
use crate::diagnostic::Place;
use crate::lang::Text;
use crate::text;

macro_rules! kinds {
    ($($name:ident $word:literal $nl:literal $en:literal;)*) => {
        /// What the column `part` of a second table says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As it is written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Several of them, in words.
            pub fn several(self) -> Text {
                match self { $(Self::$name => text!($nl, $en),)* }
            }
        }
    };
}

kinds! {
    Item "item" "punten" "points";
    Combine "combine" "regels voor meer tabellen" "rules for several tables";
    Weight "weight" "gewichten" "weights";
    Applies "applies" "voorwaarden van items" "conditions of items";
    Sum "sum" "sommen" "sums";
    Convert "convert" "omzettingen" "conversions";
    Range "range" "bereiken" "ranges";
    Level "level" "niveaus" "levels";
    Order "order" "volgordes van niveaus" "orders of levels";
    Percent "percent" "afrondingen van kansen" "roundings of probabilities";
    Link "link" "koppelingen" "links";
    Probability "probability" "kansen" "probabilities";
    Norm "norm" "normwaarden" "norm values";
    Share "norm" "intervallen en delen van normen" "norm intervals and shares";
    Gate "gate" "poorten" "gates";
    Constraint "constraint" "voorwaarden" "constraints";
    Unknown "unknown" "regels voor onbekend" "rules for unknown";
    Domain "domain" "domeinen" "domains";
    Derive "derive" "afleidingen" "derivations";
    Feeds "feeds" "velden van gewichten" "fields of weights";
    Report "report" "gerapporteerde indelingen" "reported schemes";
    Study "study" "cijfers uit studies" "figures of studies";
    ShelfLife "shelf_life" "termijnen van een uitslag" "shelf lives of a result";
}

/// The numbers of a norm row beside its value.
pub const SHARES: [&str; 5] = ["low", "high", "below", "same", "higher"];

impl Kind {
    /// The kind that a line speaks of.
    pub fn find(word: &str, id: &str) -> Option<Self> {
        let share = id.rsplit_once('.').is_some_and(|(_, last)| SHARES.contains(&last));
        match Self::ALL.iter().copied().find(|kind| kind.word() == word)? {
            Self::Norm if share => Some(Self::Share),
            kind => Some(kind),
        }
    }
}

/// Which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Of what.
    pub id: String,
    /// Which half of it: a column of an item, a side of a comparison, the cases of a range.
    pub of: Option<String>,
}

impl Key {
    /// A part that is whole.
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into(), of: None }
    }

    /// One half.
    pub fn half(kind: Kind, id: impl Into<String>, of: impl Into<String>) -> Self {
        Self { kind, id: id.into(), of: Some(of.into()) }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), self.id)?;
        self.of.as_ref().map_or(Ok(()), |of| write!(f, " ({of})"))
    }
}

/// What it means that the second table does not have a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A fault.
    Always,
    /// A fault, unless it has no part of the kind: then the kind was entered once.
    Kind,
    /// The part was entered once: nothing that is reported hangs on it.
    Beside,
    /// Nothing: the checker proves it from the other numbers.
    Never,
}

/// Where a value is given.
#[derive(Clone, Debug)]
pub struct Row {
    /// Regions that do not overlap; none where it counts for nobody inside the population.
    pub regions: Vec<Region>,
    /// What it gives.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// One part as one side has it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which.
    pub key: Key,
    /// Whether the second table must have it.
    pub need: Need,
    /// Which answers count.
    pub scope: Scope,
    /// What holds where no row does.
    pub rest: Option<&'static str>,
    /// Parts of one family are looked at in order: a row counts where none of an earlier part holds.
    pub family: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub place: Place,
}

impl Part {
    /// Rows on this part with what holds where none of them does.
    pub fn complete(&self, rows: &[Row], space: Space<'_>) -> Vec<Row> {
        let mut rows = rows.to_vec();
        if let (Some(word), Some(first)) = (self.rest, rows.first()) {
            let elsewhere = rest(&[Region::default()], &regions(&rows), space);
            rows.push(Row { regions: elsewhere, value: Value::word(word), place: first.place.clone() });
        }
        rows
    }
}

/// Where some rows give a value.
pub fn regions(rows: &[Row]) -> Vec<Region> {
    rows.iter().flat_map(|row| row.regions.iter().cloned()).collect()
}
