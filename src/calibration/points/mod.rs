// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! New integer points for the tables of an instrument: its bands as features of the search, and what was found as tables again.

mod bands;
mod made;
mod refusal;
mod rules;
mod tables;
mod told;

pub use bands::{Band, Bands, Place, Records};
pub(super) use made::inner;
pub use made::{Found, Request, edition};
pub use refusal::Refusal;
pub use rules::{Ask, Treatment};
pub use tables::{BandPoints, Tables};
pub use told::tell_curve;
