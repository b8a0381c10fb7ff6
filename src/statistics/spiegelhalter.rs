// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Spiegelhalter's test of calibration.

use super::{Error, distribution, input};

/// z and its two-sided p value: Σ(y-p)(1-2p) / √Σ(1-2p)²p(1-p) (Spiegelhalter, Statistics in Medicine 5, 1986).
///
/// # Errors
/// No rows; a value that is no probability; probabilities that are all 0, ½ or 1.
pub fn spiegelhalter(probabilities: &[f64], events: &[bool]) -> Result<(f64, f64), Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    let (mut above, mut below) = (0.0, 0.0);
    for (p, event) in probabilities.iter().zip(events) {
        above += (f64::from(u8::from(*event)) - p) * (1.0 - 2.0 * p);
        below += (1.0 - 2.0 * p) * (1.0 - 2.0 * p) * p * (1.0 - p);
    }
    if below <= 0.0 {
        return Err(Error::Constant);
    }
    let z = above / below.sqrt();
    Ok((z, distribution::normal_two_sided(z)))
}
