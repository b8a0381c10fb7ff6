// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Integer points: against trying all of them, under every kind of rule; the laws they obey; the published bars.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "invented numbers are small"
)]

#[path = "points/bars.rs"]
mod bars;
#[path = "points/brute.rs"]
mod brute;
#[path = "points/invented.rs"]
mod invented;
#[path = "points/large.rs"]
mod large;
#[path = "points/laws.rs"]
mod laws;
#[path = "points/refused.rs"]
mod refused;
