// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people are told, in Dutch and English side by side.

/// A sentence in both languages. As an error it is a refusal: what this program does not know, so nothing was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub nl: String,
    pub en: String,
}

/// The language of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Nl,
    En,
}

impl Lang {
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "nl" => Some(Self::Nl),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// `say!("Dutch {x}", "English {x}")`
macro_rules! say {
    ($nl:literal, $en:literal) => {
        $crate::verifier::text::Text { nl: format!($nl), en: format!($en) }
    };
}
pub(crate) use say;
