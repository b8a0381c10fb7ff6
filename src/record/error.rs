// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What stops a run before or while rows are read.

use std::io;

use crate::diagnostic::Code;
use crate::lang::Text;

/// Why a run stops. The machine and the user who stops it have exit code 1, a command 2, an input 3.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The machine failed: a file that cannot be read or written.
    #[error("{}: {cause}", what.en)]
    Machine {
        /// What was being done.
        what: Text,
        /// What the system says.
        cause: io::Error,
    },
    /// The command cannot be carried out as given.
    #[error("{}", english(.0))]
    Usage(Vec<Text>),
    /// The command cannot be carried out as given, for a reason that has a code.
    #[error("{}", .0.found.en)]
    Command(Refusal),
    /// The input cannot be scored.
    #[error("{}", english(.0.iter().map(|refusal| &refusal.found)))]
    Input(Vec<Refusal>),
    /// The run was told to stop; no output was put in its place.
    #[error("stopped")]
    Stopped,
}

/// Why an input or a command is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code.
    pub code: Code,
    /// What was found.
    pub found: Text,
    /// How to mend it.
    pub mend: Text,
}

impl RunError {
    /// An input that is refused for one reason.
    #[must_use]
    pub fn refused(code: Code, found: Text, mend: Text) -> Self {
        Self::Input(vec![Refusal { code, found, mend }])
    }
}

fn english<'a>(texts: impl IntoIterator<Item = &'a Text>) -> String {
    texts.into_iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("; ")
}
