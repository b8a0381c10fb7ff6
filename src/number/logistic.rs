// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Where a float is needed: `ln` and `exp` from a pure Rust implementation, so that platforms cannot differ; see also [`super::cox`].

use super::fixed::{Points, Probability};

/// p = 1 / (1 + e^-z), rounded half up to 12 decimals.
#[must_use]
pub fn logistic(z: f64) -> Probability {
    Probability::from_f64(1.0 / (1.0 + libm::exp(-z)))
}

/// The Copas rate ln((previous + 1) / (10 + years)), where `years` is the age at the current conviction less the age at the first
/// sanction (Howard and others, OGRS 3, 2009), times its weight, rounded to 12 decimals.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts and ages are far below 2^53")]
pub fn copas_points(weight: Points, previous: i64, years: i64) -> Points {
    let ratio = (previous + 1) as f64 / (10 + years) as f64;
    Points::from_f64(weight.to_f64() * libm::log(ratio))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logistic_is_bounded_and_symmetric() {
        assert_eq!(logistic(0.0).to_string(), "0.500000000000");
        assert_eq!(logistic(800.0).to_string(), "1.000000000000");
        assert_eq!(logistic(-800.0).to_string(), "0.000000000000");
    }
}
