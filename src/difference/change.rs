// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One thing that a rule set says and another does not.

use std::collections::BTreeSet;

use crate::lang::{Lang, Text};
use crate::text;

macro_rules! sections {
    ($($name:ident $code:literal $nl:literal $en:literal;)*) => {
        /// Where in a rule set it stands; in the order of a file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Section { $(#[doc = $en] $name,)* }

        impl Section {
            /// Every section.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code in JSON.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Its name.
            #[must_use]
            pub fn name(self) -> Text {
                match self { $(Self::$name => text!($nl, $en),)* }
            }
        }
    };
}

sections! {
    Head "head" "Kop" "Head";
    Study "study" "Studies" "Studies";
    Source "source" "Bronnen" "Sources";
    Field "field" "Velden" "Fields";
    Population "population" "Populatie" "Population";
    Constraint "constraint" "Voorwaarden" "Constraints";
    Item "item" "Items" "Items";
    Scale "scale" "Schalen" "Scales";
    Link "link" "Kansen" "Probabilities";
    Scheme "scheme" "Niveaus" "Levels";
    Rule "rule" "Regels" "Rules";
    Norm "norm" "Normen" "Norms";
    Other "other" "Overig" "Other";
}

/// What a change can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It can change what comes out for a record, or what is read at a result.
    Counts,
    /// Status, dates, sources and marks of evidence: no result changes.
    Standing,
    /// Words only.
    Wording,
}

impl Class {
    /// The code in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Standing => "standing",
            Self::Wording => "wording",
        }
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it can do.
    pub class: Class,
    /// Where it stands.
    pub section: Section,
    /// Of what: the id of a field, an item; empty for the file itself.
    pub id: String,
    /// Which of its properties, as the file or the second table names it.
    pub what: &'static str,
    /// For which answers, as patterns; empty where that makes no difference.
    pub place: String,
    /// What was said; `None` where nothing was.
    pub old: Option<String>,
    /// What is said.
    pub new: Option<String>,
    /// The part that can be undone by itself, where it can change what comes out for a record.
    pub unit: Option<String>,
    /// The language of words.
    pub lang: Option<Lang>,
}

/// Something that a rule set says, by name: what two rule sets are compared by where no answers play a part.
pub(super) struct Said {
    pub section: Section,
    pub id: String,
    pub what: &'static str,
    pub value: String,
    /// The part that can be undone by itself.
    pub unit: Option<String>,
}

impl Said {
    pub fn new(section: Section, id: impl Into<String>, what: &'static str, value: impl Into<String>) -> Self {
        Self { section, id: id.into(), what, value: value.into(), unit: None }
    }

    pub fn unit(mut self, kind: &str) -> Self {
        self.unit = Some(format!("{kind}:{}", self.id));
        self
    }
}

/// What differs between two lists; in the order of the old one, what is only in the new one after it.
pub(super) fn compare((class, lang): (Class, Option<Lang>), old: &[Said], new: &[Said]) -> Vec<Change> {
    let find = |list: &[Said], one: &Said| {
        let same = |other: &&Said| (other.section, &other.id, other.what) == (one.section, &one.id, one.what);
        list.iter().find(same).map(|found| found.value.clone()).filter(|value| !value.is_empty())
    };
    let (mut seen, mut changes) = (BTreeSet::new(), Vec::new());
    for one in old.iter().chain(new) {
        if !seen.insert((one.section, one.id.clone(), one.what)) {
            continue;
        }
        let (before, after) = (find(old, one), find(new, one));
        if before != after {
            let (id, unit) = (one.id.clone(), one.unit.clone());
            changes.push(Change {
                class,
                section: one.section,
                id,
                what: one.what,
                place: String::new(),
                old: before,
                new: after,
                unit,
                lang,
            });
        }
    }
    changes
}
