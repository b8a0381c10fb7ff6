// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is wrong, where, what is allowed and how to mend it: one type for every fault of a file, many ways to show it.

pub mod code;
pub mod concise;
pub mod full;
pub mod github;
pub mod json;
mod message;
pub mod nearest;
mod path;
pub mod sarif;
pub mod source;

use std::sync::Arc;

pub use code::Code;
pub use source::{Source, Span};

use crate::lang::Text;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is not used.
    Error,
    /// The file is used; a person should look.
    Warning,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// The place in the file that it comes from, where several files were read as one.
    #[must_use]
    pub fn own(self) -> Self {
        let part = self.source.parts().filter(|(begins, _)| *begins <= self.span.start).last();
        match part.map(|(begins, part)| (begins, Arc::clone(part))) {
            Some((begins, source)) => Self { source, span: self.span.start - begins..self.span.end.saturating_sub(begins) },
            None => self,
        }
    }

    /// File, line, column, as `file:3:14`.
    #[must_use]
    pub fn name(&self) -> String {
        let (line, column) = self.source.line_column(self.span.start);
        format!("{}:{line}:{column}", self.source.name)
    }

    /// The bytes that stand on its first line. A table's span may run over many lines: its first line says enough.
    #[must_use]
    pub fn first_line_span(&self) -> Span {
        let text = &self.source.text;
        let end = self.span.end.min(text.len());
        let start = self.span.start.min(end);
        let line = text.get(start..end).and_then(|inside| inside.lines().next()).unwrap_or_default();
        start..start + line.len()
    }

    /// Line and column of its start, and of the character after its last on that line.
    #[must_use]
    pub fn first_line(&self) -> ((usize, usize), (usize, usize)) {
        let span = self.first_line_span();
        (self.source.line_column(span.start), self.source.line_column(span.end))
    }
}

/// One finding about a file.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What was found.
    pub found: Text,
    /// What is allowed.
    pub allowed: Option<Text>,
    /// How to mend it.
    pub mend: Option<Text>,
    /// A case, as `field=value` pairs, that shows it and that a person can score by hand.
    pub witness: Option<String>,
    /// A second place that belongs to it, with what it is.
    pub related: Option<(Place, Text)>,
}

impl Diagnostic {
    /// A finding with nothing but its place and what was found.
    #[must_use]
    pub fn new(code: Code, place: Place, found: Text) -> Self {
        Self { code, severity: code.severity(), place: place.own(), found, allowed: None, mend: None, witness: None, related: None }
    }

    /// Says what is allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: Text) -> Self {
        self.allowed = Some(allowed);
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn mend(mut self, mend: Text) -> Self {
        self.mend = Some(mend);
        self
    }

    /// Adds a case that shows it.
    #[must_use]
    pub fn witness(mut self, witness: impl Into<String>) -> Self {
        self.witness = Some(witness.into());
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, place: Place, text: Text) -> Self {
        self.related = Some((place.own(), text));
        self
    }
}

/// Whether any finding keeps the file from being used.
#[must_use]
pub fn any_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Puts findings in the order of their places, so that the same file gives the same list.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.source.name.clone(), d.place.span.start, d.code);
        key(a).cmp(&key(b))
    });
}
