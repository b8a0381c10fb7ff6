// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why a case is on the list. One case can have several grounds and stands there once.

use crate::lang::Lang;

/// A ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Its tier, within the capacity.
    Risk,
    /// It is on a subject list, of which the ground has not lapsed.
    Subject,
    /// A named person forced a tier that is above the computed one, or where there is none.
    Forced,
    /// Its review is overdue, or due within the days that are asked for.
    Review,
    /// Its monitoring term has lapsed, or lapses within the days that are asked for.
    Term,
    /// A date with it cannot be read, so that nobody can tell whether it should be on the list.
    Fault,
    /// It was drawn from the cases that are not on the list.
    Control,
}

impl Ground {
    /// All grounds.
    pub const ALL: [Self; 7] = [Self::Risk, Self::Subject, Self::Forced, Self::Review, Self::Term, Self::Fault, Self::Control];

    /// The code in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Subject => "subject",
            Self::Forced => "forced",
            Self::Review => "review",
            Self::Term => "term",
            Self::Fault => "fault",
            Self::Control => "control",
        }
    }

    /// The ground of a code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }

    /// In words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Risk => lang.pick("op prioriteit, binnen de capaciteit", "by tier, within the capacity"),
            Self::Subject => lang.pick("via de subjectenlijst", "by the subject list"),
            Self::Forced => lang.pick("prioriteit opgelegd door een mens", "tier forced by a person"),
            Self::Review => lang.pick("herziening nodig", "review due"),
            Self::Term => lang.pick("termijn loopt af", "term ends"),
            Self::Fault => lang.pick("een datum is niet te lezen", "a date cannot be read"),
            Self::Control => lang.pick("geloot als controle", "drawn as a control"),
        }
    }
}
