// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norm packs: what an organisation adds to an instrument without altering it.

use super::{Calibration, stamp};
use crate::diagnostic::Span;
use crate::lang::Text;

/// A norm pack that extends a form.
#[derive(Clone, Debug)]
pub struct NormPack {
    /// Name in the catalogue.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Name for people.
    pub title: Text,
    /// The organisation whose file it is.
    pub owner: String,
    /// Who entered the numbers, by code, and when, as a day number.
    pub entries: Vec<(String, i64)>,
    /// Whether it is of status trial: so is then all that it extends.
    pub trial: bool,
    /// How its numbers were made, where they were made from outcome data.
    pub calibration: Option<Calibration>,
    /// SHA-256 of its text.
    pub digest: String,
    /// Its bytes in [`super::Form::whole`].
    pub place: Span,
}

impl NormPack {
    /// How every output names it.
    #[must_use]
    pub fn stamp(&self) -> String {
        stamp(&self.id, &self.edition, &self.digest)
    }
}
