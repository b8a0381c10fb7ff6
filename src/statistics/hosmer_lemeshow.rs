// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The Hosmer-Lemeshow test.

use super::{Error, distribution, input, rank, summary};

/// One group of equal risk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// Persons.
    pub n: usize,
    /// Events seen.
    pub observed: usize,
    /// Sum of the probabilities.
    pub expected: f64,
}

/// The test with its groups, lowest risk first.
#[derive(Clone, Debug, PartialEq)]
pub struct HosmerLemeshow {
    /// The statistic.
    pub chi_square: f64,
    /// The groups; fewer than asked for where probabilities are equal.
    pub groups: Vec<Group>,
    /// p value with g - 2 degrees of freedom: on the data that the model was fitted on. `None` with fewer than three groups.
    pub p_on_own_data: Option<f64>,
    /// p value with g degrees of freedom: on other data.
    pub p_on_other_data: f64,
}

/// Hosmer and Lemeshow (Communications in Statistics A9, 1980): groups between the quantiles (type 7) of the probabilities, closed
/// above. Equal edges are one edge.
///
/// # Errors
/// No rows; a value that is no probability; fewer than two groups asked for or found; a group whose expectation is 0 or its size.
pub fn hosmer_lemeshow(probabilities: &[f64], events: &[bool], groups: usize) -> Result<HosmerLemeshow, Error> {
    input::lengths(probabilities.len(), events.len())?;
    input::probabilities(probabilities, false)?;
    if groups < 2 {
        return Err(Error::TooFew { needed: 2, found: groups });
    }
    let mut sorted = probabilities.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = (0..=groups).map(|g| summary::quantile_sorted(&sorted, g as f64 / groups as f64)).collect();
    edges.dedup_by(|a, b| rank::same(*a, *b));
    let mut found = vec![Group::default(); edges.len().saturating_sub(1)];
    if found.len() < 2 {
        return Err(Error::TooFew { needed: 2, found: found.len() });
    }
    for (p, event) in probabilities.iter().zip(events) {
        let group = &mut found[edges[1..edges.len() - 1].partition_point(|edge| edge < p)];
        group.n += 1;
        group.observed += usize::from(*event);
        group.expected += p;
    }
    found.retain(|group| group.n > 0);
    let mut chi_square = 0.0;
    for group in &found {
        let (o, e, n) = (group.observed as f64, group.expected, group.n as f64);
        let spread = e * (1.0 - e / n);
        if spread <= 0.0 {
            return Err(Error::Constant);
        }
        chi_square += (o - e) * (o - e) / spread;
    }
    let g = found.len() as f64;
    let p_on_own_data = (found.len() > 2).then(|| distribution::chi_square_above(chi_square, g - 2.0));
    Ok(HosmerLemeshow { chi_square, p_on_own_data, p_on_other_data: distribution::chi_square_above(chi_square, g), groups: found })
}
