// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people and programs are told: the result of a case, an instrument's coding form, lists and explanations.
//!
//! What is said stands in a [`document::Document`]; [`text`], [`markdown`] and [`html`] say how it looks. Nothing here prints.

/// Writes a sentence in the language of the page; both stand side by side.
macro_rules! say {
    ($lang:expr, $nl:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::lang::Lang::Nl => format!($nl),
            $crate::lang::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

pub mod chance;
pub mod document;
pub mod edges;
pub mod explain;
pub mod html;
pub mod json;
pub mod list;
pub mod markdown;
pub mod names;
pub mod possible;
pub mod profile;
pub mod protocol;
pub mod reason;
pub mod routed;
pub mod score;
pub mod show;
pub mod svg;
pub mod text;
pub mod trace;
pub mod words;

use crate::caution::{AsOf, Caution};
use crate::diagnostic::Code;
use crate::domain::Answer;
use crate::evaluate::Evaluation;
use crate::instrument::Instrument;
use crate::lang::Text;

/// A scored case, to be told.
#[derive(Clone, Debug)]
pub struct Score<'a> {
    /// What it was scored with.
    pub instrument: &'a Instrument,
    /// The day that the result speaks of.
    pub as_of: &'a AsOf,
    /// Answers, by field of the form.
    pub answers: &'a [Answer],
    /// What came out.
    pub evaluation: &'a Evaluation,
    /// The case's name, never a person's.
    pub case_id: Option<&'a str>,
    /// What an organisation's protocol makes of it.
    pub tier: Option<TierView>,
    /// Cells that could not be read, of a rejected record.
    pub faults: Vec<Fault>,
}

impl Score<'_> {
    /// What has to be said: what was looked up, and in any case that the edition is on trial.
    #[must_use]
    pub fn cautions(&self) -> Vec<Caution> {
        Caution::with_trial(self.instrument.form(), &self.as_of.cautions)
    }
}

/// What a protocol makes of a result.
#[derive(Clone, Debug)]
pub struct TierView {
    /// The protocol, as every output names it.
    pub protocol: String,
    /// The tiers that are left, lowest first: name and words.
    pub tiers: Vec<(String, Text)>,
    /// The tier, by its place among those that are left, when the protocol gives one.
    pub tier: Option<usize>,
    /// Who decides.
    pub decides: Text,
    /// What the organisation says about the protocol.
    pub note: Text,
}

/// A cell that could not be read.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The field, by index in the form.
    pub field: usize,
    /// What is wrong with it.
    pub code: Code,
    /// As it was written.
    pub written: String,
    /// What is allowed.
    pub allowed: Text,
}
