// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What an instrument is for, its use status, and where its numbers come from.

use crate::lang::Text;

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Scores or rules lead to levels.
    Actuarial,
    /// Ratings, and a person's final judgement.
    StructuredJudgement,
    /// Lines to look at, nothing that counts.
    Checklist,
    /// Scores or rules that put cases in order.
    Triage,
}

/// Use status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In use where it was made.
    Current,
    /// Kept for older files.
    Historical,
    /// Shipped as an example or reference, not for use.
    Reference,
    /// Replaced by another.
    Retired,
    /// A proposal, not for decisions.
    Trial,
}

/// What an instrument is for and what is known of it.
#[derive(Clone, Debug)]
pub struct About {
    /// What the result speaks of.
    pub measures: Text,
    /// Whom it may be used for.
    pub for_whom: Text,
    /// Whom and what it may not be used for.
    pub not_for: Text,
    /// Who may use it.
    pub training: Text,
    /// For whom validated, on which samples and countries.
    pub validity: Text,
    /// Validated in the Netherlands: `None` when not known.
    pub netherlands: Option<bool>,
    /// Rights and terms of use.
    pub rights: Text,
    /// What the file lacks because no source confirms it.
    pub missing: Vec<Text>,
    /// What else a user should know.
    pub notes: Vec<Text>,
}

/// A source by its name in the file.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Name.
    pub id: String,
    /// Authors, title, year, page.
    pub cite: String,
    /// Page or table, where it stands apart.
    pub page: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Where a number or rule comes from.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Names of sources.
    pub sources: Vec<String>,
    /// Whether the sources confirm it; else it is partial.
    pub confirmed: bool,
}
