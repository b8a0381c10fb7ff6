// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The text of a file, and where in it something stands.

use std::sync::Arc;

/// A range of bytes in a file.
pub type Span = std::ops::Range<usize>;

/// A file's name and text.
#[derive(Debug)]
pub struct Source {
    /// As the user named it, or the catalogue's path.
    pub name: String,
    /// The text without a byte order mark, with line ends as they were.
    pub text: String,
    /// The files that it is made of, one after another; none for a file of the user's.
    parts: Vec<Arc<Source>>,
}

impl Source {
    /// Takes a file's text; a leading byte order mark is dropped.
    #[must_use]
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        Self { name: name.into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(), parts: Vec::new() }
    }

    /// Several files read as one; what is found in it is told at its place in the file it comes from.
    #[must_use]
    pub fn joined(parts: &[Arc<Self>]) -> Self {
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let name = parts.first().map(|part| part.name.clone()).unwrap_or_default();
        Self { name, text: texts.join("\n"), parts: parts.to_vec() }
    }

    /// Where each of its files begins, with the file.
    pub fn parts(&self) -> impl Iterator<Item = (usize, &Arc<Self>)> {
        self.parts.iter().scan(0, |at, part| {
            let begins = *at;
            *at += part.text.len() + 1;
            Some((begins, part))
        })
    }

    /// Line and column (in characters) of a byte, both from one.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte.min(self.text.len())).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The line with a byte, without its end.
    #[must_use]
    pub fn line(&self, byte: usize) -> &str {
        let byte = byte.min(self.text.len());
        let start = self.text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        self.text[start..].lines().next().unwrap_or("")
    }

    /// Lower-case hex of the SHA-256 of the text, CRLF read as LF: the same on every platform.
    #[must_use]
    pub fn digest(&self) -> String {
        crate::digest::of(self.text.replace("\r\n", "\n").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_ignores_the_mark_and_the_line_ends() {
        let plain = Source::new("a", "x = 1\ny = 2\n").digest();
        assert_eq!(plain, Source::new("b", "\u{feff}x = 1\r\ny = 2\r\n").digest());
        assert_ne!(plain, Source::new("a", "x = 1\ny = 3\n").digest());
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a", "één = 1\nb = 2");
        assert_eq!(source.line_column(source.text.find('1').unwrap()), (1, 7));
        assert_eq!(source.line_column(source.text.find('2').unwrap()), (2, 5));
        assert_eq!(source.line(source.text.find('b').unwrap()), "b = 2");
    }
}
