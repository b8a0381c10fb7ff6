// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A finding as a workflow command, which a GitHub runner shows beside the line of the file.

use std::path::Path;

use super::message::paragraphs;
use super::path::from_root;
use super::{Diagnostic, Severity};
use crate::lang::Lang;

/// Renders one finding as one line; files are named from `root`, the folder where the runner has the repository.
/// Columns count characters from one; `endColumn` is the column after the last character.
#[must_use]
pub fn github(finding: &Diagnostic, lang: Lang, root: &Path) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let ((line, column), (_, end)) = finding.place.first_line();
    let file = property(&from_root(&finding.place.source.name, root));
    let title = property(finding.code.id());
    let mut message = paragraphs(finding, lang);
    if let Some((place, text)) = &finding.related {
        let (line, column) = place.source.line_column(place.span.start);
        message.push(format!("{}:{line}:{column}: {}", from_root(&place.source.name, root), text.get(lang)));
    }
    let message = data(&message.join("\n"));
    format!("::{command} file={file},line={line},col={column},endColumn={end},title={title}::{message}")
}

/// What stands after the last `::`: the runner reads a line, and `%` begins an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before it, where `,` and `:` end a value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Place, Source};
    use crate::text;

    #[test]
    fn nothing_in_a_name_or_a_message_ends_the_command() {
        let source = Arc::new(Source::new("a,b:c%.toml", "één = 1\n"));
        let span = source.text.find('1').map(|at| at..at + 1).unwrap();
        let found = text!("50% is te veel: a, b\r\n::error::niet", "50% is too much: a, b\r\n::error::not");
        let finding = Diagnostic::new(Code::Gap, Place { source, span }, found);
        assert_eq!(
            github(&finding, Lang::En, Path::new("")),
            "::error file=a%2Cb%3Ac%25.toml,line=1,col=7,endColumn=8,title=T0401::50%25 is too much: a, b%0D%0A::error::not"
        );
    }
}
