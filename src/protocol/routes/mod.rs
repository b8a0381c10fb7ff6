// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Protocols that route: each person to the instruments of their population, and what these say together to a tier.
//!
//! Every route is an evaluator of its own ([`join`]), in which the instruments share the columns that are one fact and the tier is a scheme
//! over their levels. So what is unknown is exact over all of them at once, and rules are evaluated for each completion. Which routes a
//! record can still follow is told by an evaluator over the conditions of the routes alone.

mod check;
mod columns;
mod evaluate;
mod forced;
mod join;
mod marks;
mod member;
mod proof;
mod resolve;
mod twin;

pub use check::{check, is_one};
pub use columns::AGES;
pub use evaluate::{Routed, Why};
pub use forced::{Forced, ForcedFault, Given, Override};
pub use marks::Mark;
pub use member::{Dated, Member};

use crate::domain::Answer;
use crate::evaluate::Evaluator;
use crate::form::{Condition, Form};
use crate::instrument::Instrument;
use crate::lang::Text;

/// The routes of a proven protocol.
#[derive(Clone, Debug)]
pub struct Routes {
    /// What is asked: the columns, as the fields of an instrument that scores nothing.
    asked: Evaluator,
    /// The names of all columns and of the facts that are computed after them.
    facts: Vec<String>,
    members: Vec<Member>,
    all: Vec<Route>,
    /// Which routes a record can follow: a level for each, and one for none.
    router: Evaluator,
    none: Option<Text>,
    open: super::WhenOpen,
    /// For each row on open sets its tier.
    open_sets: Vec<usize>,
    overrides: Vec<Override>,
    forced: Vec<Forced>,
    /// Whether a rule or a route reads the age of an outcome.
    reads_age: bool,
    /// The columns that conditions read, and those from which such are computed; with the days and levels that are given.
    read: Vec<usize>,
}

/// A route.
#[derive(Clone, Debug)]
pub struct Route {
    /// Name.
    pub id: String,
    /// For whom.
    pub(crate) when: Condition,
    /// The instruments, by their place in the protocol; none where no instrument fits.
    pub members: Vec<usize>,
    /// Those that stand beside the result.
    pub beside: Vec<usize>,
    /// What is told where no instrument fits.
    pub none: Option<Text>,
    /// Its instruments as one; nothing where no instrument fits.
    pub(super) joined: Option<Joined>,
}

impl Route {
    /// For whom: patterns on columns, by their place in the form of [`Routes::router`].
    #[must_use]
    pub fn when(&self) -> &Condition {
        &self.when
    }
}

/// The instruments of a route as one evaluator.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub evaluator: Evaluator,
    pub gates: Vec<Option<join::From>>,
    pub constraints: Vec<join::From>,
    /// For each instrument of the route its first scale and its first scheme.
    pub starts: Vec<(usize, usize)>,
    /// The scheme of the tier.
    pub tier: usize,
    /// The schemes that say whether a row on open sets holds.
    pub sets: Vec<usize>,
}

impl Routes {
    /// What is asked, with a field for each column.
    #[must_use]
    pub fn form(&self) -> &Form {
        self.asked.instrument().form()
    }

    /// The columns as an instrument that scores nothing: what reads an instrument's fields reads these.
    #[must_use]
    pub fn reader(&self) -> &Evaluator {
        &self.asked
    }

    /// The instruments, in file order.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The routes, in file order.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.all
    }

    /// What is told of a person whom no route fits, where that can be.
    #[must_use]
    pub fn none(&self) -> Option<&Text> {
        self.none.as_ref()
    }

    /// Reasons for which a person may depart from a tier.
    #[must_use]
    pub fn overrides(&self) -> &[Override] {
        &self.overrides
    }

    /// Tiers that a named person may set.
    #[must_use]
    pub fn forced(&self) -> &[Forced] {
        &self.forced
    }

    /// Whether a day is needed (`--as-of`): a rule or a route reads how old an outcome is.
    #[must_use]
    pub fn reads_age(&self) -> bool {
        self.reads_age
    }

    /// Which routes a record can follow, as an evaluator with a level for each route and one for none: what to ask to know the route.
    #[must_use]
    pub fn router(&self) -> &Evaluator {
        &self.router
    }

    /// The instruments of a route as one evaluator, with the tier as a scheme; nothing where no instrument fits.
    #[must_use]
    pub fn evaluator(&self, route: usize) -> Option<&Evaluator> {
        self.all.get(route)?.joined.as_ref().map(|joined| &joined.evaluator)
    }

    /// The same, of which the tier alone is reported: for whoever asks what settles it.
    #[must_use]
    pub fn for_tier(&self, route: usize) -> Option<Evaluator> {
        let joined = self.all.get(route)?.joined.as_ref()?;
        let instrument = joined.evaluator.instrument();
        let mut form = instrument.form().clone();
        for (at, scheme) in form.schemes.iter_mut().enumerate() {
            scheme.report = at == joined.tier;
        }
        Some(Evaluator::new(&Instrument::proven(form, instrument.plan().clone())))
    }

    /// The scheme of the tier in [`Routes::evaluator`].
    #[must_use]
    pub fn tier_scheme(&self, route: usize) -> Option<usize> {
        self.all.get(route)?.joined.as_ref().map(|joined| joined.tier)
    }

    /// Where an instrument of a route begins in [`Routes::evaluator`]: its first scale and its first scheme.
    #[must_use]
    pub fn starts(&self, route: usize, member: usize) -> Option<(usize, usize)> {
        let route = self.all.get(route)?;
        let at = route.members.iter().position(|&one| one == member)?;
        route.joined.as_ref()?.starts.get(at).copied()
    }

    /// The name of a column or of a fact computed after them.
    #[must_use]
    pub fn name(&self, column: usize) -> &str {
        self.facts.get(column).map_or("", String::as_str)
    }

    /// Whether a condition of the protocol reads a column, or it is a fact of the protocol's own.
    #[must_use]
    pub fn is_read(&self, column: usize) -> bool {
        self.read.contains(&column)
    }

    /// Whether a record needs an answer for each column: those of conditions, and of instruments on routes that it can follow.
    #[must_use]
    pub fn needs(&self, answers: &[Answer]) -> Vec<bool> {
        let mut needs: Vec<bool> = (0..self.form().fields.len()).map(|column| self.read.contains(&column)).collect();
        let possible = self.router.result(answers).reach.levels.into_iter().next().unwrap_or_default();
        for route in possible.into_iter().filter_map(|route| self.all.get(route)) {
            for &member in route.members.iter().chain(&route.beside) {
                self.members[member].columns.iter().for_each(|&column| needs[column] = true);
            }
        }
        needs
    }

    /// Answers of the columns with the ages that follow from their days on `as_of`: ready for [`Routes::evaluate`].
    #[must_use]
    pub fn with_ages(&self, answers: &[Answer], as_of: Option<i64>) -> Vec<Answer> {
        let mut all = answers.to_vec();
        all.resize(self.facts.len(), Answer::Unknown);
        for dated in self.members.iter().filter_map(Member::dated) {
            all[dated.age] = match (answers.get(dated.day), as_of) {
                (Some(Answer::Known(day)), Some(as_of)) => {
                    let past = dated.last(*day).is_some_and(|last| as_of > last);
                    Answer::Known(i64::from(past))
                }
                (Some(Answer::NotApplicable), _) => Answer::NotApplicable,
                _ => Answer::Unknown,
            };
        }
        all
    }
}
