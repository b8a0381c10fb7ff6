// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A proven instrument.

use std::sync::Arc;

pub use crate::form::*;
use crate::plan::Plan;

/// A proven instrument. Only [`crate::check::instrument`] makes one.
#[derive(Clone, Debug)]
pub struct Instrument {
    form: Arc<Form>,
    plan: Arc<Plan>,
    digest: String,
}

impl Instrument {
    pub(crate) fn proven(form: Form, plan: Plan) -> Self {
        let digest = form.source.digest();
        Self { form: Arc::new(form), plan: Arc::new(plan), digest }
    }

    /// Its compiled form.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What it says.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// SHA-256 of the file's text.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// `id@edition+sha256:` and the first twelve hex digits: how every output names it. Each norm pack's follows after `+`.
    #[must_use]
    pub fn stamp(&self) -> String {
        let own = stamp(&self.form.id, &self.form.edition, &self.digest);
        self.form.packs.iter().fold(own, |stamp, pack| format!("{stamp}+{}", pack.stamp()))
    }
}
