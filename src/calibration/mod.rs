// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From outcome data to new numbers: rates adapted to a sample, norms of it, new weights, new integer points. Always a new file, of status
//! `trial`, that says where its numbers come from and has passed the checker; the old file is never touched.

#![allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]

mod edition;
mod events;
mod norms;
mod origin;
mod pack;
mod page;
pub mod points;
mod rates;
mod refit;
mod update;

pub use edition::Edition;
pub use events::{Events, PER_PARAMETER};
pub use norms::{Ask as NormsAsk, norms};
pub use origin::Origin;
pub use pack::Pack;
pub use page::page;
pub use refit::{Ask as RefitAsk, Lambda, Method, refit};
pub use update::{Ask as UpdateAsk, Change, update};

use crate::cohort::{Between, Cohort, Person};
use crate::diagnostic::Diagnostic;
use crate::lang::Text;
use crate::statistics::Error;
use crate::text;
use crate::validation::Section;

/// What a text that was made is faulted for: nothing is written then.
#[derive(Clone, Debug)]
pub struct Unsound(pub Vec<Diagnostic>);

/// Why nothing is made.
#[derive(Clone, Debug)]
pub enum Stop {
    /// The data or the instrument do not allow it.
    Refused(Text),
    /// Fewer events than the rule asks for.
    TooFew(Events),
    /// The checker does not take what was made.
    Unsound(Unsound),
    /// The watcher said so.
    Stopped,
}

impl From<Unsound> for Stop {
    fn from(unsound: Unsound) -> Self {
        Self::Unsound(unsound)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Refused(error.text())
    }
}

/// What was made, with the figures that it stands on.
#[derive(Clone, Debug)]
pub struct New {
    /// The text of the new file; `None` where the data ask for no change.
    pub text: Option<String>,
    /// Figures, in order.
    pub sections: Vec<Section>,
}

/// The points of every item of the scale by person, for those whose outcome and score are known, in the order of a
/// [`crate::validation::Sample`]; by item, then by person. `None` where an item of somebody is not known, or without an instrument.
#[must_use]
pub fn items(cohort: &Cohort) -> Option<Vec<Vec<f64>>> {
    let counted = cohort.persons.iter().filter(|person| is_counted(person));
    let mut columns = vec![Vec::new(); cohort.items.len()];
    for person in counted {
        for (column, points) in columns.iter_mut().zip(&person.items) {
            column.extend(std::iter::repeat_n((*points)?, person.weight));
        }
    }
    (!columns.is_empty()).then_some(columns)
}

/// Whether a [`crate::validation::Sample`] has a person: outcome and score are known.
fn is_counted(person: &Person) -> bool {
    let settled = |between: Option<Between>| between.is_none_or(|between| between.settled().is_some());
    person.outcome.is_some() && settled(person.score) && settled(person.probability)
}

/// Those of whom the points of every item are known. The others are counted as incomplete, and how many is told.
#[must_use]
pub fn with_items(mut cohort: Cohort) -> (Cohort, u64) {
    let lacks = |person: &Person| is_counted(person) && person.items.iter().any(Option::is_none);
    let many = cohort.persons.iter().filter(|person| lacks(person)).count() as u64;
    cohort.persons.retain(|person| !lacks(person));
    cohort.counts.complete -= many;
    cohort.counts.incomplete += many;
    (cohort, many)
}

/// Why a model of items cannot be fitted, with the item that stands in the way and, where there is one, the way out.
fn of_items(error: &Error, names: &[&str]) -> Text {
    let name = |column: usize| names.get(column).copied().unwrap_or("?");
    match *error {
        Error::Separation { column } => {
            let name = name(column);
            text!(
                "item {name} scheidt de twee uitkomsten geheel, zodat zijn gewicht oneindig wordt; met ridge, LASSO of Firth kan het wel",
                "item {name} separates the two outcomes, so that its weight is infinite; ridge, LASSO or Firth can be fitted"
            )
        }
        Error::Collinear { column } => {
            let name = name(column);
            text!("item {name} volgt geheel uit de andere items", "item {name} follows from the other items")
        }
        ref other => other.text(),
    }
}
