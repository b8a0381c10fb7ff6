// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The calibration curve by local regression, and ICI, E50, E90 and Emax.

use super::{Error, input, rank, summary};

/// How far the calibration curve lies from the diagonal (Austin and Steyerberg, Statistics in Medicine 38, 2019).
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Mean distance over persons: the integrated calibration index.
    pub ici: f64,
    /// Median distance.
    pub e50: f64,
    /// 90th percentile of the distance.
    pub e90: f64,
    /// Largest distance.
    pub emax: f64,
    /// The curve: each distinct probability, its smoothed rate, and how many persons have it.
    pub curve: Vec<(f64, f64, usize)>,
}

/// Local regression at every distinct probability, without interpolation: R's `loess(y ~ p, span, degree)` with `surface = "direct"`
/// (Cleveland and Devlin, Journal of the American Statistical Association 83, 1988). For ICI: span 0.75, degree 2. The time grows with
/// the square of the number of distinct probabilities.
///
/// # Errors
/// No rows; a value that is no probability; a span outside 0..1 (1 included); a degree above 2.
pub fn calibration(probabilities: &[f64], events: &[bool], span: f64, degree: usize) -> Result<Calibration, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    if !(span > 0.0 && span <= 1.0) || degree > 2 {
        return Err(Error::OutOfRange { row: 0 });
    }
    let order = rank::order(probabilities);
    let points: Vec<Point> = rank::runs(&order, probabilities)
        .map(|run| Point { x: probabilities[run[0]], n: run.len(), events: run.iter().filter(|row| events[**row]).count() })
        .collect();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the number of rows")]
    let near = ((events.len() as f64 * span + 1e-5).floor() as usize).max(1);
    let curve: Vec<(f64, f64, usize)> = points.iter().map(|at| (at.x, smooth(&points, at.x, near, degree), at.n)).collect();
    let mut distances: Vec<f64> = curve.iter().flat_map(|(p, rate, n)| std::iter::repeat_n((p - rate).abs(), *n)).collect();
    distances.sort_by(f64::total_cmp);
    Ok(Calibration {
        ici: distances.iter().sum::<f64>() / distances.len() as f64,
        e50: summary::quantile_sorted(&distances, 0.5),
        e90: summary::quantile_sorted(&distances, 0.9),
        emax: summary::quantile_sorted(&distances, 1.0),
        curve,
    })
}

struct Point {
    x: f64,
    n: usize,
    events: usize,
}

/// The weighted polynomial of the nearest `near` rows, at `x`.
fn smooth(points: &[Point], x: f64, near: usize, degree: usize) -> f64 {
    let reach = bandwidth(points, x, near);
    let mut sums = [0.0; 5];
    let mut right = [0.0; 3];
    let mut used = 0;
    let first = points.partition_point(|point| x - point.x > reach);
    for point in points[first..].iter().take_while(|point| point.x - x <= reach) {
        // Distances in units of the reach, so that the powers stay near 1.
        let t = if reach > 0.0 { (point.x - x) / reach } else { 0.0 };
        let third = t.abs() * t * t;
        let kernel = (1.0 - third) * (1.0 - third) * (1.0 - third);
        if kernel <= 0.0 {
            continue;
        }
        used += 1;
        let (weight, hits) = (kernel * point.n as f64, kernel * point.events as f64);
        let mut power = 1.0;
        for k in 0..5 {
            sums[k] += weight * power;
            if k < 3 {
                right[k] += hits * power;
            }
            power *= t;
        }
    }
    // With fewer distinct points than coefficients the polynomial is of a lower degree.
    value_at_zero(&sums, &right, degree.min(used.max(1) - 1))
}

/// The constant term of the least-squares polynomial, by Cramer's rule.
fn value_at_zero(s: &[f64; 5], r: &[f64; 3], degree: usize) -> f64 {
    match degree {
        0 => r[0] / s[0],
        1 => (r[0] * s[2] - s[1] * r[1]) / (s[0] * s[2] - s[1] * s[1]),
        _ => {
            let minors = [s[2] * s[4] - s[3] * s[3], s[1] * s[4] - s[2] * s[3], s[1] * s[3] - s[2] * s[2]];
            (r[0] * minors[0] - r[1] * minors[1] + r[2] * minors[2]) / (s[0] * minors[0] - s[1] * minors[1] + s[2] * minors[2])
        }
    }
}

/// The distance of the `near`th row, counted from the nearest.
fn bandwidth(points: &[Point], x: f64, near: usize) -> f64 {
    let mut right = points.partition_point(|point| point.x < x);
    let mut left = right;
    let (mut rows, mut reach) = (0, 0.0);
    while rows < near {
        let to_left = left.checked_sub(1).map(|at| x - points[at].x);
        let to_right = points.get(right).map(|point| point.x - x);
        match (to_left, to_right) {
            (Some(a), Some(b)) if a < b => (left, rows, reach) = (left - 1, rows + points[left - 1].n, a),
            (Some(a), None) => (left, rows, reach) = (left - 1, rows + points[left - 1].n, a),
            (_, Some(b)) => (right, rows, reach) = (right + 1, rows + points[right].n, b),
            (None, None) => break,
        }
    }
    reach
}
