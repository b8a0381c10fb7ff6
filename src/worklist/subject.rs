// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a subject list says of a case: a ground, and the day on which it lapses. A lapsed ground is told and not used.

use super::day::{Day, End, When};
use crate::domain::answer::{self, NO, YES};

/// Whether a case is on a subject list. What says most comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is.
    Holds,
    /// It was: the ground has lapsed.
    Lapsed,
    /// It is not.
    #[default]
    Not,
}

/// What a subject list says of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Whether it is on it.
    pub standing: Standing,
    /// When the ground lapses.
    pub end: End,
    /// The ground, as it was typed.
    pub ground: String,
}

impl Subject {
    /// Reads a ground and its end; with what is wrong. Where it is not clear whether a ground holds, it holds and the fault is named.
    #[must_use]
    pub fn read(ground: &str, ends: Day, as_of: i64, within: u16) -> (Self, Option<&'static str>) {
        let word = ground.trim();
        let end = if let Day::On(day) = ends { End::of(day, as_of, within) } else { End::default() };
        if answer::is_not_applicable(word) || answer::is_one_of(word, NO) {
            return (Self::default(), None);
        }
        let unnamed = answer::is_unknown(word);
        let standing = match end.when {
            When::Past => Standing::Lapsed,
            _ => Standing::Holds,
        };
        // An empty cell, or the dash that people type for it, with no end that still runs says that there is no ground.
        if matches!(word, "" | "-") && (matches!(ends, Day::Missing | Day::NotApplicable) || standing == Standing::Lapsed) {
            return (Self::default(), None);
        }
        let fault = match ends {
            _ if standing == Standing::Lapsed => None,
            Day::Unreadable => Some("subject_end:unreadable"),
            Day::Missing | Day::NotApplicable => Some("subject_end:missing"),
            Day::On(_) if unnamed || answer::is_one_of(word, YES) => Some("subject:no_ground"),
            Day::On(_) => None,
        };
        (Self { standing, end, ground: word.to_owned() }, fault)
    }

    /// Of two, the one that says more.
    #[must_use]
    pub fn stronger(self, other: Self) -> Self {
        self.min(other)
    }
}

impl Standing {
    /// The code in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Lapsed => "lapsed",
            Self::Not => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_holds_until_its_end_and_is_never_lost() {
        use Standing::{Holds, Lapsed, Not};
        for (ground, ends, standing, fault) in [
            ("melding", Day::On(10), Holds, None),
            ("melding", Day::On(9), Lapsed, None),
            ("melding", Day::Missing, Holds, Some("subject_end:missing")),
            ("melding", Day::Unreadable, Holds, Some("subject_end:unreadable")),
            ("ja", Day::On(11), Holds, Some("subject:no_ground")),
            ("?", Day::On(11), Holds, Some("subject:no_ground")),
            ("?", Day::Missing, Holds, Some("subject_end:missing")),
            ("", Day::On(11), Holds, Some("subject:no_ground")),
            ("", Day::On(9), Not, None),
            ("", Day::Missing, Not, None),
            ("-", Day::Missing, Not, None),
            ("nee", Day::Missing, Not, None),
            ("n.v.t.", Day::On(11), Not, None),
        ] {
            let (subject, found) = Subject::read(ground, ends, 10, 0);
            assert_eq!((subject.standing, found), (standing, fault), "{ground:?} {ends:?}");
        }
    }
}
