// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! All integer points on given columns whose loss can be below that of the best so far.
//!
//! Points w with slope s are the coefficients s w: a ray. A ray matters if it passes within the ball of [`Near`] around the best real
//! coefficients, so that with t = 1 / s the distance of w from t b is at most t times the radius. Columns are given points one after the
//! other and the t that are left are narrowed each time (Fincke and Pohst 1985, "Improved methods for calculating vectors of short
//! length in a lattice", for a cone instead of a ball).

use nalgebra::DMatrix;

use super::choice::EXPONENTIAL;
use super::fit::Fit;
use super::incumbent::{Candidate, Incumbent};
use super::near::Near;
use super::problem::Problem;
use super::refit::refit;
use super::rows::Sample;

const TRIES: u32 = 48;
/// Steps that a refit takes, nearly.
const REFIT_STEPS: u64 = 4;
/// A share of a column's spread below this says that the column follows from others.
const FOLLOWS: f64 = 1e-9;
/// Widens the ball against rounding.
const SAFE: f64 = 1e-7;

/// The search on one choice of columns.
pub(super) struct Lattice<'a> {
    problem: &'a Problem,
    sample: &'a Sample,
    /// Columns of the problem, in the order in which they are eliminated: the last is given points first.
    columns: Vec<usize>,
    /// Where each stands in the sample.
    places: Vec<usize>,
    /// The metric over them, the intercept taken out.
    metric: Vec<f64>,
    upper: DMatrix<f64>,
    best: Vec<f64>,
    /// The best coefficients, with what those eliminated later add.
    turned: Vec<f64>,
    /// The largest value of each, either way.
    widest: Vec<f64>,
    intercept: f64,
    near: Near,
    squared: f64,
    points: Vec<i32>,
    looks: u64,
    most_looks: u64,
    refits: u64,
}

/// A sum of squares as a function of t: a - 2 b t + c t².
#[derive(Clone, Copy, Default)]
struct Parabola {
    a: f64,
    b: f64,
    c: f64,
}

impl<'a> Lattice<'a> {
    /// `columns` are those of the sample and the fit, in their order.
    pub fn new(problem: &'a Problem, columns: &[usize], sample: &'a Sample, fit: &Fit, most_looks: u64) -> Self {
        let n = columns.len();
        let h = &fit.second;
        let metric = DMatrix::from_fn(n, n, |i, j| h[(i + 1, j + 1)] - h[(i + 1, 0)] * h[(0, j + 1)] / h[(0, 0)]);
        let weight = |at: usize| fit.b[at + 1] * fit.b[at + 1] / fit.inverse[(at + 1, at + 1)].max(f64::MIN_POSITIVE);
        let mut places: Vec<usize> = (0..n).collect();
        places.sort_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)));
        let permuted = DMatrix::from_fn(n, n, |i, j| metric[(places[i], places[j])]);
        let (metric, upper) = eliminate(permuted);
        let best: Vec<f64> = places.iter().map(|place| fit.b[place + 1]).collect();
        let turned = (0..n).map(|i| best[i] + (i + 1..n).map(|j| upper[(i, j)] * best[j]).sum::<f64>()).collect();
        let widest = places.iter().map(|place| sample.columns[*place].iter().fold(0.0, |most: f64, x| most.max(x.abs()))).collect();
        let columns = places.iter().map(|place| columns[*place]).collect();
        let near = Near::new(sample, fit);
        let points = vec![0; n];
        Self {
            problem,
            sample,
            columns,
            places,
            metric,
            upper,
            best,
            turned,
            widest,
            intercept: fit.b[0],
            near,
            squared: 0.0,
            points,
            looks: 0,
            most_looks,
            refits: 0,
        }
    }

    /// Looks at every ray that matters; false if the looks ran out before.
    pub fn search(&mut self, incumbent: &mut Incumbent) -> bool {
        self.aim(incumbent);
        self.round(incumbent);
        self.aim(incumbent);
        let (first, last) = (0.0, self.furthest());
        self.visit(self.columns.len(), Parabola::default(), (first, last), incumbent)
    }

    /// Partial points looked at.
    pub fn looks(&self) -> u64 {
        self.looks
    }

    /// Multiplications that the search took, nearly.
    pub fn work(&self) -> u64 {
        let (rows, columns) = (self.sample.len() as u64, self.columns.len() as u64);
        self.looks * (columns + EXPONENTIAL) + self.refits * rows * (columns + REFIT_STEPS * EXPONENTIAL)
    }

    fn aim(&mut self, incumbent: &Incumbent) {
        let radius = self.near.radius(incumbent.cutoff());
        self.squared = radius * radius * (1.0 + SAFE);
    }

    fn range(&self, at: usize) -> (i32, i32) {
        (self.problem.least[self.columns[at]], self.problem.most[self.columns[at]])
    }

    /// The largest t: beyond it the coefficients do not fit the boxes.
    fn furthest(&self) -> f64 {
        // The column that is given points first has no other to lean on: its metric is its own.
        let Some(last) = self.columns.len().checked_sub(1) else { return 0.0 };
        let (least, most) = self.range(last);
        let reach = f64::from(if self.best[last] > 0.0 { most } else { -least }.max(0));
        let room = self.best[last].abs() - (self.squared / self.metric[last]).sqrt();
        if room > 0.0 { reach / room } else { f64::INFINITY }
    }

    /// Points nearest to t times the best coefficients, for many t: each column in turn takes up what the others left (Babai 1986).
    fn round(&mut self, incumbent: &mut Incumbent) {
        let n = self.columns.len();
        let mut longest = f64::INFINITY;
        for at in 0..n {
            let (least, most) = self.range(at);
            let reach = f64::from(if self.best[at] > 0.0 { most } else { -least }.max(0));
            if least != most && reach > 0.0 && self.best[at] != 0.0 {
                longest = longest.min((reach + 0.5) / self.best[at].abs());
            }
        }
        if !longest.is_finite() {
            return;
        }
        let mut tried: Vec<(f64, Vec<i32>)> = Vec::new();
        for step in 1..=TRIES {
            let t = longest * f64::from(step) / f64::from(TRIES) * 1.5;
            let mut sum = 0.0;
            let mut points = vec![0; n];
            for i in (0..n).rev() {
                let shift: f64 = (i + 1..n).map(|j| self.upper[(i, j)] * f64::from(points[j])).sum();
                let (least, most) = self.range(i);
                points[i] = nearest(t * self.turned[i] - shift, least, most);
                let off = f64::from(points[i]) + shift - t * self.turned[i];
                sum += self.metric[i] * off * off;
            }
            if self.allowed(&points) && !tried.iter().any(|(_, other)| *other == points) {
                tried.push((sum / (t * t), points));
            }
        }
        tried.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, points) in tried.into_iter().take(6) {
            self.points = points;
            self.evaluate(incumbent);
        }
        self.points = vec![0; n];
    }

    fn allowed(&self, points: &[i32]) -> bool {
        (0..points.len()).all(|at| self.in_order(points, at))
    }

    /// Whether the points of one column are in order with those of the columns after it, and with columns that have none.
    fn in_order(&self, points: &[i32], at: usize) -> bool {
        self.problem.orders.iter().all(|(lower, upper)| {
            let (column, other, sign) = if *lower == self.columns[at] {
                (points[at], *upper, 1)
            } else if *upper == self.columns[at] {
                (points[at], *lower, -1)
            } else {
                return true;
            };
            match self.columns.iter().position(|column| *column == other) {
                None => sign * column <= 0,
                Some(place) if place > at => sign * column <= sign * points[place],
                Some(_) => true,
            }
        })
    }

    fn visit(&mut self, left: usize, sum: Parabola, span: (f64, f64), incumbent: &mut Incumbent) -> bool {
        let Some(at) = left.checked_sub(1) else {
            if self.evaluate(incumbent) {
                self.aim(incumbent);
            }
            return true;
        };
        let n = self.columns.len();
        let shift: f64 = (at + 1..n).map(|j| self.upper[(at, j)] * f64::from(self.points[j])).sum();
        let (least, most) = self.range(at);
        let middle = if span.1.is_finite() { f64::midpoint(span.0, span.1) } else { span.0 };
        let centre = middle * self.turned[at] - shift;
        let mut values: Vec<i32> = (least..=most).collect();
        values.sort_by(|a, b| (f64::from(*a) - centre).abs().total_cmp(&(f64::from(*b) - centre).abs()));
        for value in values {
            self.looks += 1;
            if self.looks > self.most_looks {
                return false;
            }
            let a = f64::from(value) + shift;
            let (d, b) = (self.metric[at], self.turned[at]);
            let next = Parabola { a: sum.a + d * a * a, b: sum.b + d * a * b, c: sum.c + d * b * b };
            let Some(span) = next.within(self.squared, span) else { continue };
            self.points[at] = value;
            if self.in_order(&self.points, at) && !self.visit(at, next, span, incumbent) {
                return false;
            }
        }
        self.points[at] = 0;
        true
    }

    /// The loss of the present points; true if they are the best so far.
    fn evaluate(&mut self, incumbent: &mut Incumbent) -> bool {
        let given = |at: usize| self.points[at];
        let used = self.columns.iter().enumerate().filter(|(at, _)| given(*at) != 0);
        let used = used.fold(0, |set, (_, column)| set | super::set::one(*column));
        if !self.problem.covers(used) || self.shrinks() {
            return false;
        }
        let mut totals = vec![0.0; self.sample.len()];
        for (at, place) in self.places.iter().enumerate().filter(|(at, _)| given(*at) != 0) {
            let points = f64::from(given(at));
            totals.iter_mut().zip(&self.sample.columns[*place]).for_each(|(total, x)| *total += points * x);
        }
        self.refits += 1;
        let (low, high) = totals.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), total| (low.min(*total), high.max(*total)));
        let scale: f64 = (0..self.places.len()).map(|at| f64::from(given(at).abs()) * self.widest[at]).sum();
        if high - low <= FOLLOWS * scale {
            // One total for all: what differs is rounding.
            totals.fill(0.0);
        }
        let (mut across, mut along) = (0.0, 0.0);
        for at in 0..self.columns.len() {
            let shift: f64 = (at..self.columns.len()).map(|j| if j == at { 1.0 } else { self.upper[(at, j)] } * f64::from(given(j))).sum();
            across += self.metric[at] * shift * self.turned[at];
            along += self.metric[at] * shift * shift;
        }
        let slope = if along > 0.0 { (across / along).max(0.0) } else { 0.0 };
        let Some(found) = refit(self.sample, &totals, (self.intercept, slope), incumbent.cutoff()) else { return false };
        let mut points = vec![0; self.problem.least.len()];
        self.columns.iter().enumerate().for_each(|(at, column)| points[*column] = given(at));
        incumbent.offer(Candidate { points, intercept: found.intercept, slope: found.slope, loss: found.loss })
    }

    /// Whether the points divided by a common divisor obey the rules too: then those are looked at instead.
    fn shrinks(&self) -> bool {
        let divisor = self.points.iter().fold(0, |divisor, points| gcd(divisor, points.abs()));
        divisor > 1
            && (0..self.points.len()).all(|at| {
                let (least, most) = self.range(at);
                (least..=most).contains(&(self.points[at] / divisor))
            })
    }
}

impl Parabola {
    /// The part of a span of t in which the sum is at most t² times the squared radius.
    fn within(self, squared: f64, (first, last): (f64, f64)) -> Option<(f64, f64)> {
        if !squared.is_finite() {
            return Some((first, last));
        }
        let c = self.c - squared;
        let under = self.b * self.b - c * self.a;
        if under < 0.0 {
            return None;
        }
        let far = self.b + under.sqrt();
        // Roots a / far and far / c; a is never below 0.
        let from = if self.a <= 0.0 {
            0.0
        } else if far > 0.0 {
            self.a / far
        } else {
            return None;
        };
        let to = if c > 0.0 { far / c } else { f64::INFINITY };
        let span = (first.max(from * (1.0 - SAFE)), last.min(to * (1.0 + SAFE)));
        (span.0 <= span.1).then_some(span)
    }
}

/// Squares completed one column after the other: x'Mx is the sum of `d_i (x_i + sum over j > i of u_ij x_j)²`.
fn eliminate(mut matrix: DMatrix<f64>) -> (Vec<f64>, DMatrix<f64>) {
    let n = matrix.nrows();
    let own: Vec<f64> = (0..n).map(|i| matrix[(i, i)]).collect();
    let mut upper = DMatrix::zeros(n, n);
    let mut metric = vec![0.0; n];
    for i in 0..n {
        let pivot = matrix[(i, i)];
        if pivot <= FOLLOWS * own[i] {
            continue;
        }
        metric[i] = pivot;
        for j in i + 1..n {
            upper[(i, j)] = matrix[(i, j)] / pivot;
        }
        for j in i + 1..n {
            for k in i + 1..n {
                matrix[(j, k)] -= upper[(i, j)] * upper[(i, k)] * pivot;
            }
        }
    }
    (metric, upper)
}

fn nearest(value: f64, least: i32, most: i32) -> i32 {
    let clipped = value.round().clamp(f64::from(least), f64::from(most));
    #[allow(clippy::cast_possible_truncation, reason = "clipped to the range of an i32")]
    let nearest = clipped as i32;
    nearest
}

fn gcd(a: i32, b: i32) -> i32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
