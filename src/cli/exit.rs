// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Exit codes: part of the contract.

use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Failure of the machine: input, output, a bug.
    Machine = 1,
    /// The command line is wrong.
    Usage = 2,
    /// A rule set or input is rejected or inconsistent.
    Rejected = 3,
    /// `score`: not applicable.
    NotApplicable = 4,
    /// `score`: open.
    Open = 5,
    /// Second entry, ledger or certificate do not agree.
    Integrity = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
