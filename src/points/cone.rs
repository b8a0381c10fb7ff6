// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the rules for points ask of real coefficients.

/// One or two coefficients whose weighted sum may not fall below 0. Index 0 is the intercept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub first: (usize, f64),
    pub second: (usize, f64),
}

impl Edge {
    pub fn sign(at: usize, sign: f64) -> Self {
        Self { first: (at, sign), second: (at, 0.0) }
    }

    pub fn pair(first: (usize, f64), second: (usize, f64)) -> Self {
        Self { first, second }
    }

    pub fn value(&self, b: &[f64]) -> f64 {
        self.first.1 * b[self.first.0] + self.second.1 * b[self.second.0]
    }

    /// Adds this edge, so many times, to a gradient.
    pub fn add(&self, times: f64, to: &mut [f64]) {
        to[self.first.0] += times * self.first.1;
        to[self.second.0] += times * self.second.1;
    }
}
