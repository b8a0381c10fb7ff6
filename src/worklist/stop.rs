// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Why no list is made.

use crate::lang::Text;
use crate::record::RunError;

/// Why no list is made.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// As for a run over a file of cases: the machine, the command or the input.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Two things that must agree do not: something was changed in between.
    #[error("{}", .0.en)]
    Integrity(Text),
}
