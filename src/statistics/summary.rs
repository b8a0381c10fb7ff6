// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Mean, standard deviation and quantiles.

use super::{Error, input};

/// The quantile of sorted values as R's type 7 (Hyndman and Fan, American Statistician 50, 1996). Equal neighbours are not mixed, so
/// that no rounding parts them. `sorted` is not empty.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place within the slice")]
pub(crate) fn quantile_sorted(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    // R's own allowance for rounding in the place.
    let low = (place + 4.0 * f64::EPSILON).floor().clamp(0.0, (sorted.len() - 1) as f64);
    let (below, above) = (sorted[low as usize], sorted[(low as usize + 1).min(sorted.len() - 1)]);
    let rest = (place - low).max(0.0);
    if rest <= 1e-12 || super::rank::same(below, above) { below } else { (1.0 - rest) * below + rest * above }
}

/// Mean, sample standard deviation (`None` for one value), median and quartiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, divisor n - 1.
    pub sd: Option<f64>,
    /// First quartile, median, third quartile (type 7).
    pub quartiles: [f64; 3],
}

/// Describes values.
///
/// # Errors
/// No rows; a value that is not finite.
pub fn summary(values: &[f64]) -> Result<Summary, Error> {
    input::lengths(values.len(), values.len())?;
    input::finite(values)?;
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.len() > 1).then(|| (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt());
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(Summary { mean, sd, quartiles: [0.25, 0.5, 0.75].map(|share| quantile_sorted(&sorted, share)) })
}
