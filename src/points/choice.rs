// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! One choice of columns with its best real coefficients.

use super::fit::{self, End, Fit, Until};
use super::problem::Problem;
use super::rows::Sample;
use super::set::{self, Set};

/// Close enough for points to be looked for around it.
pub(super) const CLOSE: f64 = 1e-14;

/// What an exponential and a logarithm take, in multiplications.
pub(super) const EXPONENTIAL: u64 = 40;

#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub set: Set,
    pub columns: Vec<usize>,
    pub sample: Sample,
    pub fit: Fit,
}

impl Choice {
    /// Fits the columns of a set; `start` gives the intercept and the coefficient of every column of the problem.
    pub fn new(problem: &Problem, set: Set, start: &[f64], until: Until) -> Self {
        let columns = set::members(set);
        let sample = problem.rows.project(&columns);
        let edges = problem.edges(&columns);
        let b = std::iter::once(start[0]).chain(columns.iter().map(|column| start[column + 1])).collect();
        let fit = fit::fit(&sample, &edges, b, until);
        Self { set, columns, sample, fit }
    }

    /// The coefficients by column of the problem, intercept first, 0 where there is none.
    pub fn spread(&self, problem: &Problem) -> Vec<f64> {
        let mut b = vec![0.0; problem.least.len() + 1];
        b[0] = self.fit.b[0];
        self.columns.iter().zip(&self.fit.b[1..]).for_each(|(column, value)| b[column + 1] = *value);
        b
    }

    pub fn ran_off(&self) -> bool {
        self.fit.end == End::Far
    }

    /// Multiplications that the fit took, nearly.
    pub fn work(&self) -> u64 {
        let width = self.columns.len() as u64 + 1;
        self.fit.steps * (self.sample.len() as u64 * (width * (width + 1) / 2 + EXPONENTIAL) + width * width * width)
    }

    fn place(&self, column: usize) -> Option<usize> {
        self.columns.binary_search(&column).ok().map(|at| at + 1)
    }

    /// The square of the distance to the nearest coefficients without these columns, and those coefficients, by column of the problem.
    pub fn without(&self, problem: &Problem, dropped: Set) -> (f64, Vec<f64>) {
        let mut b = self.spread(problem);
        let places: Vec<usize> = set::members(dropped & self.set).into_iter().filter_map(|column| self.place(column)).collect();
        let inverse = &self.fit.inverse;
        let block = nalgebra::DMatrix::from_fn(places.len(), places.len(), |i, j| inverse[(places[i], places[j])]);
        let gone = nalgebra::DVector::from_iterator(places.len(), places.iter().map(|place| self.fit.b[*place]));
        let Some(pull) = block.cholesky().map(|factor| factor.solve(&gone)) else {
            for column in set::members(dropped) {
                b[column + 1] = 0.0;
            }
            return (0.0, b);
        };
        let distance = pull.dot(&gone);
        let mut all: Vec<f64> = self.fit.b.clone();
        for (place, pull) in places.iter().zip(pull.iter()) {
            all.iter_mut().enumerate().for_each(|(at, value)| *value -= inverse[(at, *place)] * pull);
        }
        b[0] = all[0];
        self.columns.iter().zip(&all[1..]).for_each(|(column, value)| b[column + 1] = *value);
        for column in set::members(dropped) {
            b[column + 1] = 0.0;
        }
        (distance, b)
    }

    /// How much the loss falls, nearly, when each column that is not in the set is added (the score test); 0 for the wrong sign.
    pub fn gains(&self, problem: &Problem) -> Vec<f64> {
        let rows = &problem.rows.sample;
        let mut z = vec![self.fit.b[0]; rows.len()];
        for (column, b) in self.columns.iter().zip(&self.fit.b[1..]) {
            z.iter_mut().zip(&rows.columns[*column]).for_each(|(z, x)| *z += b * x);
        }
        let (mut residual, mut spread) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
        for row in 0..rows.len() {
            let p = 1.0 / (1.0 + libm::exp(-z[row]));
            residual[row] = rows.events[row] - rows.weight[row] * p;
            spread[row] = rows.weight[row] * p * (1.0 - p);
        }
        let mut weighted = vec![0.0; rows.len()];
        let gain = |column: usize| {
            if set::holds(self.set, column) {
                return 0.0;
            }
            let x = &rows.columns[column];
            let slope = fit::dot(x, &residual);
            if (slope > 0.0 && problem.most[column] <= 0) || (slope < 0.0 && problem.least[column] >= 0) {
                return 0.0;
            }
            weighted.iter_mut().zip(x).zip(&spread).for_each(|((weighted, x), spread)| *weighted = x * spread);
            let own = fit::dot(x, &weighted);
            let shared =
                std::iter::once(weighted.iter().sum()).chain(self.columns.iter().map(|other| fit::dot(&rows.columns[*other], &weighted)));
            let shared: Vec<f64> = shared.collect();
            let left = own - fit::quadratic(&self.fit.inverse, &shared);
            if left > 1e-9 * own { slope * slope / left / 2.0 } else { 0.0 }
        };
        (0..problem.least.len()).map(gain).collect()
    }
}
