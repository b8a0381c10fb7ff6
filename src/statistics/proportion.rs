// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Intervals of a proportion.

use super::{Error, Interval, distribution, input};

fn checked(many: usize, of: usize, level: f64) -> Result<(f64, f64), Error> {
    input::level(level)?;
    match of {
        0 => Err(Error::Empty),
        _ if many > of => Err(Error::OutOfRange { row: 0 }),
        _ => Ok((many as f64, of as f64)),
    }
}

/// Wilson's score interval (Journal of the American Statistical Association 22, 1927).
///
/// # Errors
/// No rows; more events than rows; a level outside 0..1.
pub fn wilson(many: usize, of: usize, level: f64) -> Result<Interval, Error> {
    let (x, n) = checked(many, of, level)?;
    let (p, z) = (x / n, distribution::z_of(level));
    let z2 = z * z;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let lower = if many == 0 { 0.0 } else { middle - half };
    let upper = if many == of { 1.0 } else { middle + half };
    Ok(Interval { estimate: p, lower, upper })
}

/// The exact interval (Clopper and Pearson, Biometrika 26, 1934).
///
/// # Errors
/// As [`wilson`].
pub fn exact(many: usize, of: usize, level: f64) -> Result<Interval, Error> {
    let (x, n) = checked(many, of, level)?;
    let tail = (1.0 - level) / 2.0;
    let lower = if many == 0 { 0.0 } else { distribution::beta_quantile(tail, x, n - x + 1.0) };
    let upper = if many == of { 1.0 } else { distribution::beta_quantile(1.0 - tail, x + 1.0, n - x) };
    Ok(Interval { estimate: x / n, lower, upper })
}

/// Difference of two independent proportions, first less second: Newcombe's hybrid of two Wilson intervals (Statistics in Medicine
/// 17, 1998, method 10).
///
/// # Errors
/// As [`wilson`].
pub fn difference(first: (usize, usize), second: (usize, usize), level: f64) -> Result<Interval, Error> {
    let (a, b) = (wilson(first.0, first.1, level)?, wilson(second.0, second.1, level)?);
    let estimate = a.estimate - b.estimate;
    let lower = estimate - libm::hypot(a.estimate - a.lower, b.upper - b.estimate);
    let upper = estimate + libm::hypot(a.upper - a.estimate, b.estimate - b.lower);
    Ok(Interval { estimate, lower, upper })
}
