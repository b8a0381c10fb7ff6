// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What of a row a protocol that routes refuses, beside cells that cannot be read: a forced tier that is not whole or not allowed, and an
//! outcome of a day to come.

use crate::diagnostic::Code;
use crate::domain::Answer;
use crate::lang::Text;
use crate::protocol::routes::{ForcedFault, Given, Member};
use crate::protocol::{Protocol, Routes};
use crate::record::{Row, RunError};
use crate::text;

/// Judges rows of one input.
#[derive(Debug)]
pub struct Judge<'a> {
    protocol: &'a Protocol,
    routes: &'a Routes,
    as_of: Option<i64>,
    /// The columns with a forced tier.
    forced: [Option<usize>; 4],
}

impl<'a> Judge<'a> {
    /// For the rows under a header.
    ///
    /// # Errors
    /// When the protocol needs a day and none was given.
    pub fn new(protocol: &'a Protocol, routes: &'a Routes, header: &[String], as_of: Option<i64>) -> Result<Self, RunError> {
        if routes.reads_age() && as_of.is_none() {
            return Err(RunError::Usage(vec![text!(
                "dit protocol leest hoe oud een uitkomst is: noem de peildatum met --as-of",
                "this protocol reads how old a result is: say the day with --as-of"
            )]));
        }
        let at = |name: &str| header.iter().position(|known| known == name);
        Ok(Self { protocol, routes, as_of, forced: Routes::FORCED.map(at) })
    }

    /// The tier that a person set.
    ///
    /// # Errors
    /// When what stands there is not whole, or not allowed.
    pub fn forced(&self, row: Row<'_>) -> Result<Option<Given>, ForcedFault> {
        let cells = self.forced.map(|column| column.and_then(|at| row.cell(at)).unwrap_or_default());
        self.routes.force(self.protocol.tiers(), cells)
    }

    /// What is refused, as codes and what to do.
    #[must_use]
    pub fn faults(&self, row: Row<'_>, answers: &[Answer]) -> Vec<(String, Text)> {
        let mut faults = Vec::new();
        if let Err(fault) = self.forced(row) {
            let (code, column, mend) = fault.told();
            faults.push((format!("{}:{column}", code.id()), mend));
        }
        let Some(as_of) = self.as_of else { return faults };
        for dated in self.routes.members().iter().filter_map(Member::dated) {
            if matches!(answers.get(dated.day), Some(Answer::Known(day)) if *day > as_of) {
                let column = self.routes.name(dated.day);
                let mend = text!(
                    "{column}: een dag na de peildatum; verbeter de dag, of noem een latere peildatum",
                    "{column}: a day after the one of --as-of; mend the day, or say a later one"
                );
                faults.push((format!("{}:{column}", Code::CellOutside.id()), mend));
            }
        }
        faults
    }
}
