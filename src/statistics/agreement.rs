// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Percent agreement.

use super::{Error, Interval, input, proportion};

/// The share of cases to which two coders gave the same code, with Wilson's interval.
///
/// # Errors
/// No cases; unequal numbers of them.
pub fn agreement<T: PartialEq>(first: &[T], second: &[T], level: f64) -> Result<Interval, Error> {
    input::lengths(first.len(), second.len())?;
    let same = first.iter().zip(second).filter(|(a, b)| a == b).count();
    proportion::wilson(same, first.len(), level)
}
