// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Intercept and slope of given points: a logistic model of the total alone.

use super::rows::Sample;

const MOST_STEPS: usize = 100;
const CLOSE: f64 = 1e-11;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Refit {
    pub intercept: f64,
    /// Never below 0: more points never mean a lower chance.
    pub slope: f64,
    pub loss: f64,
}

struct Local {
    loss: f64,
    gradient: [f64; 2],
    second: [f64; 3],
}

/// The refit from a start, or none as soon as its loss is sure to reach the cutoff.
pub(super) fn refit(sample: &Sample, totals: &[f64], start: (f64, f64), cutoff: f64) -> Option<Refit> {
    let widest = totals.iter().fold(0.0, |most: f64, total| most.max(total.abs()));
    let (mut intercept, mut slope) = start;
    for _ in 0..MOST_STEPS {
        let Local { loss, gradient, second } = local(sample, totals, intercept, slope);
        let determinant = second[0] * second[2] - second[1] * second[1];
        if determinant <= 1e-12 * second[0] * second[2] {
            break;
        }
        let step = [
            (second[2] * gradient[0] - second[1] * gradient[1]) / determinant,
            (second[0] * gradient[1] - second[1] * gradient[0]) / determinant,
        ];
        let given_up = step[0] * gradient[0] + step[1] * gradient[1];
        let furthest = step[0].abs() + step[1].abs() * widest;
        if furthest <= 1.0 && loss - given_up >= cutoff {
            return None;
        }
        if furthest <= 1.0 && given_up <= CLOSE {
            return (slope > 0.0).then_some(Refit { intercept, slope, loss }).or_else(|| level(sample, cutoff));
        }
        let share = 1.0 / furthest.max(1.0);
        intercept += share * step[0];
        slope += share * step[1];
    }
    level(sample, cutoff)
}

/// The model without a slope.
pub(super) fn level(sample: &Sample, cutoff: f64) -> Option<Refit> {
    let (cases, total): (f64, f64) = (sample.events.iter().sum(), sample.weight.iter().sum());
    let share = cases / total;
    let loss = -(cases * libm::log(share) + (total - cases) * libm::log1p(-share));
    (loss < cutoff).then(|| Refit { intercept: libm::log(share) - libm::log1p(-share), slope: 0.0, loss })
}

fn local(sample: &Sample, totals: &[f64], intercept: f64, slope: f64) -> Local {
    let mut local = Local { loss: 0.0, gradient: [0.0; 2], second: [0.0; 3] };
    for ((total, weight), events) in totals.iter().zip(&sample.weight).zip(&sample.events) {
        let z = intercept + slope * total;
        let small = libm::exp(-z.abs());
        let p = if z >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) };
        local.loss += weight * (z.max(0.0) + libm::log1p(small)) - events * z;
        let residual = events - weight * p;
        let spread = weight * small / ((1.0 + small) * (1.0 + small));
        local.gradient[0] += residual;
        local.gradient[1] += residual * total;
        local.second[0] += spread;
        local.second[1] += spread * total;
        local.second[2] += spread * total * total;
    }
    local
}
