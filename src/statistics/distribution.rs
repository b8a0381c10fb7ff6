// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Distributions from `statrs` (the normal one from `libm`, whose tails have more digits), clamped; quantiles by bisection on them.
//!
//! `statrs` 0.19.1 stops its continued fraction of the incomplete beta function after 140 terms, which for large shapes is too few
//! (statrs-dev/statrs 434). Above [`LARGE`] the same fraction is followed here to its end.

use statrs::function::{beta, gamma};

/// Shapes of a beta distribution from which on `statrs` is not used.
const LARGE: f64 = 1000.0;

/// P(Z <= z) of the standard normal distribution.
#[must_use]
pub fn normal(z: f64) -> f64 {
    (0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)).clamp(0.0, 1.0)
}

/// P(|Z| >= |z|) of the standard normal distribution.
#[must_use]
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// The z of a two-sided interval with this level of confidence: 1.959964 for 0.95.
#[must_use]
pub fn z_of(level: f64) -> f64 {
    bisect(0.0, 40.0, |z| 1.0 - normal_two_sided(z) < level)
}

/// P(X >= x) of the chi-square distribution.
#[must_use]
pub fn chi_square_above(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { gamma::checked_gamma_ur(df / 2.0, x / 2.0).unwrap_or(f64::NAN).clamp(0.0, 1.0) }
}

/// P(|T| >= |t|) of Student's t distribution.
#[must_use]
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    beta_below(df / (df + t * t), df / 2.0, 0.5)
}

/// P(X >= x) of the F distribution.
#[must_use]
pub fn f_above(x: f64, df1: f64, df2: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { beta_below(df2 / (df2 + df1 * x), df2 / 2.0, df1 / 2.0) }
}

/// The x below which an F variable lies with probability `p`.
#[must_use]
pub fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    let x = beta_quantile(1.0 - p, df2 / 2.0, df1 / 2.0);
    df2 * (1.0 - x) / (df1 * x)
}

/// P(X <= x) of the beta distribution: the regularised incomplete beta function.
#[must_use]
pub fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    if x.is_nan() || a.is_nan() || b.is_nan() {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let below = if a.max(b) < LARGE { beta::checked_beta_reg(a, b, x).unwrap_or(f64::NAN) } else { fraction(x, a, b) };
    below.clamp(0.0, 1.0)
}

/// The x below which a beta variable lies with probability `p`.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    bisect(0.0, 1.0, |x| beta_below(x, a, b) < p)
}

/// The x below which a gamma variable with this shape and scale 1 lies with probability `p`.
#[must_use]
pub fn gamma_quantile(p: f64, shape: f64) -> f64 {
    let below = |x: f64| x > 0.0 && gamma::checked_gamma_lr(shape, x).unwrap_or(f64::NAN) < p;
    let high = shape + 40.0 * shape.sqrt() + 800.0;
    bisect(0.0, high, |x| x <= 0.0 || below(x))
}

/// Lentz's way through the continued fraction (Press and others, Numerical Recipes, 3rd edition, 6.4), as far as it needs.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    if x >= (a + 1.0) / (a + b + 2.0) {
        return 1.0 - fraction_lower(1.0 - x, b, a);
    }
    fraction_lower(x, a, b)
}

fn fraction_lower(x: f64, a: f64, b: f64) -> f64 {
    let ln_front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let tiny = 1e-300;
    let guard = |value: f64| if value.abs() < tiny { tiny } else { value };
    let (mut c, mut d) = (1.0, 1.0 / guard(1.0 - (a + b) * x / (a + 1.0)));
    let mut h = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a - 1.0 + 2.0 * m) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 1.0 + 2.0 * m));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    libm::exp(ln_front) * h / a
}

/// The point where `is_below` turns false, as exactly as a float can hold it.
fn bisect(mut low: f64, mut high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..1100 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}
