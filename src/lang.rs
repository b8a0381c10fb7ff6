// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Dutch and English: every sentence the program can say stands in both, side by side, so that none can be missing.

use std::fmt;

/// The language of labels and sentences. Keys, codes and CSV headers are English and never translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale such as `nl_NL.UTF-8`; English when it is not Dutch.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let tag = locale.to_ascii_lowercase();
        if tag == "nl" || tag.starts_with("nl-") || tag.starts_with("nl_") || tag.starts_with("nl.") { Self::Nl } else { Self::En }
    }

    /// The two-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// Picks the sentence in this language.
    #[must_use]
    pub fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// A count with its thousands set apart: 3.000 in Dutch, 3,000 in English.
    #[must_use]
    pub fn number(self, count: impl fmt::Display) -> String {
        let digits = count.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(self.pick(".", ","));
            }
            text.push(digit);
        }
        text
    }
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The same words in both languages: a name, a number, a code.
    #[must_use]
    pub fn same(words: impl fmt::Display) -> Self {
        let words = words.to_string();
        Self { nl: words.clone(), en: words }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.nl, &self.en)
    }
}

/// Writes a sentence in both languages at once: `text!("{n} rijen", "{n} rows")`.
#[macro_export]
macro_rules! text {
    ($nl:literal, $en:literal $(,)?) => {
        $crate::lang::Text { nl: format!($nl), en: format!($en) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for dutch in ["nl", "nl_NL.UTF-8", "nl-BE", "NL_nl"] {
            assert_eq!(Lang::of_locale(dutch), Lang::Nl, "{dutch}");
        }
        for other in ["", "C", "en_GB", "nlx", "de-NL"] {
            assert_eq!(Lang::of_locale(other), Lang::En, "{other}");
        }
    }
}
