// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Cox regression: proportional hazards.

use nalgebra::DMatrix;

use super::{Design, Error, design, distribution, input, kaplan_meier, linear, rank};

const MOST_STEPS: usize = 60;
/// A step this small, in standard deviations of the predictors, ends the search.
const SMALL_STEP: f64 = 1e-10;
/// A coefficient this large, for one standard deviation, says that the search runs to infinity.
const FAR: f64 = 20.0;

/// How events at one time are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Efron (Journal of the American Statistical Association 72, 1977).
    Efron,
    /// Breslow (Biometrics 30, 1974).
    Breslow,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Cox {
    /// Log hazard ratio of one unit of each predictor.
    pub coefficients: Vec<f64>,
    /// Their standard errors.
    pub errors: Vec<f64>,
    /// Their covariance, row by row.
    pub covariance: Vec<Vec<f64>>,
    /// Largest partial log-likelihood.
    pub log_likelihood: f64,
    /// That of no effect.
    pub null_log_likelihood: f64,
    /// Score test, Wald test and likelihood ratio test that all effects are 0; chi-square with one degree of freedom a predictor.
    pub tests: [f64; 3],
    /// Linear predictor of every row, without centring.
    pub linear: Vec<f64>,
    /// Cumulative hazard at the means of the predictors after each event time, with the same counting of ties.
    pub baseline: Vec<(f64, f64)>,
    /// Means of the predictors, where the baseline stands.
    pub means: Vec<f64>,
    /// Of every predictor and of all together: chi-square, degrees of freedom and p value of the test of proportional hazards.
    pub proportional: Vec<(f64, usize, f64)>,
}

impl Cox {
    /// Share without the event at a time for a person with these predictors.
    #[must_use]
    pub fn survival(&self, time: f64, row: &[f64]) -> f64 {
        let place = self.baseline.partition_point(|(at, _)| *at <= time);
        let hazard = place.checked_sub(1).map_or(0.0, |at| self.baseline[at].1);
        let shifted: Vec<f64> = row.iter().zip(&self.means).map(|(value, mean)| value - mean).collect();
        libm::exp(-hazard * libm::exp(design::sum(0.0, &shifted, &self.coefficients)))
    }
}

/// Largest partial likelihood (Cox, Journal of the Royal Statistical Society B 34, 1972) by Newton's method with halved steps, in one
/// pass over the rows a step. The test of proportional hazards is the score test of Grambsch and Therneau (Biometrika 81, 1994) on time
/// as 1 less the Kaplan-Meier curve just before it, as `cox.zph` of R's survival 3.
///
/// # Errors
/// No events; a column that follows from others; effects that run to infinity; a value that is not finite, a negative time.
pub fn cox(design: &Design, times: &[f64], events: &[bool], ties: Ties) -> Result<Cox, Error> {
    kaplan_meier::check(times, events)?;
    input::lengths(design.rows(), times.len())?;
    if design.width() == 0 {
        return Err(Error::TooFew { needed: 1, found: 0 });
    }
    if !events.iter().any(|event| *event) {
        return Err(Error::NoEvents);
    }
    let (scaled, means, sd) = design.standardised(&vec![1.0; times.len()])?;
    let order = rank::order(times);
    let problem = Problem { design: &scaled, events, blocks: rank::runs(&order, times).rev_blocks(), ties };
    let width = design.width();
    let mut b = vec![0.0; width];
    let mut now = problem.pass(&b);
    let start = now.log_likelihood;
    let mut score_test = 0.0;
    let mut step_number = 0;
    loop {
        let step = match linear::solve(&now.information, &now.score) {
            Ok(step) => step,
            Err(error) if step_number == 0 => return Err(error),
            Err(_) => return Err(runaway(&b)),
        };
        if step_number == 0 {
            score_test = design::sum(0.0, &now.score, &step);
        }
        let largest = step.iter().fold(0.0, |most: f64, part| most.max(part.abs()));
        if largest < SMALL_STEP {
            break;
        }
        if step_number == MOST_STEPS || b.iter().any(|b| b.abs() > FAR) {
            return Err(runaway(&b));
        }
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = b.iter().zip(&step).map(|(b, step)| b + share * step).collect();
            let reached = problem.pass(&next);
            if reached.log_likelihood >= now.log_likelihood - 1e-10 * (1.0 + now.log_likelihood.abs()) {
                (b, now) = (next, reached);
                break;
            }
            share /= 2.0;
            if share < 1e-6 {
                return Err(Error::NotConverged { steps: step_number });
            }
        }
        step_number += 1;
    }
    let inverse = linear::factor(&now.information)?.inverse();
    let covariance: Vec<Vec<f64>> = (0..width).map(|i| (0..width).map(|j| inverse[(i, j)] / (sd[i] * sd[j])).collect()).collect();
    let wald: f64 = (0..width).map(|i| (0..width).map(|j| b[i] * now.information[(i, j)] * b[j]).sum::<f64>()).sum();
    let coefficients: Vec<f64> = b.iter().zip(&sd).map(|(b, sd)| b / sd).collect();
    let proportional = proportional(&now, times, events)?;
    let mut baseline = now.hazards;
    baseline.reverse();
    let mut sum = 0.0;
    let baseline = baseline
        .into_iter()
        .map(|(row, step)| {
            sum += step;
            (times[row], sum)
        })
        .collect();
    Ok(Cox {
        linear: design.predict(0.0, &coefficients),
        errors: (0..width).map(|j| covariance[j][j].sqrt()).collect(),
        coefficients,
        covariance,
        log_likelihood: now.log_likelihood,
        null_log_likelihood: start,
        tests: [score_test, wald, 2.0 * (now.log_likelihood - start)],
        baseline,
        means,
        proportional,
    })
}

fn runaway(b: &[f64]) -> Error {
    let column = (0..b.len()).max_by(|i, j| b[*i].abs().total_cmp(&b[*j].abs())).unwrap_or(0);
    Error::Separation { column }
}

trait Blocks {
    fn rev_blocks(self) -> Vec<Vec<usize>>;
}

impl<'a, I: Iterator<Item = &'a [usize]>> Blocks for I {
    /// Rows of equal time, the latest first.
    fn rev_blocks(self) -> Vec<Vec<usize>> {
        let mut blocks: Vec<Vec<usize>> = self.map(<[usize]>::to_vec).collect();
        blocks.reverse();
        blocks
    }
}

struct Problem<'a> {
    design: &'a Design,
    events: &'a [bool],
    blocks: Vec<Vec<usize>>,
    ties: Ties,
}

struct Pass {
    log_likelihood: f64,
    score: Vec<f64>,
    information: DMatrix<f64>,
    /// A row of each event time, the latest first, and the hazard at it.
    hazards: Vec<(usize, f64)>,
    /// Of each event time, the latest first: its part of the score and of the information.
    parts: Vec<(Vec<f64>, Vec<f64>)>,
}

impl Problem<'_> {
    /// One pass from the latest time to the first, adding up who is at risk. Triangles are kept flat: (i, j) with j <= i.
    fn pass(&self, b: &[f64]) -> Pass {
        let width = b.len();
        let triangle = width * (width + 1) / 2;
        let (mut s0, mut s1, mut s2) = (0.0, vec![0.0; width], vec![0.0; triangle]);
        let mut whole = vec![0.0; triangle];
        let mut pass = Pass {
            log_likelihood: 0.0,
            score: vec![0.0; width],
            information: DMatrix::zeros(width, width),
            hazards: Vec::new(),
            parts: Vec::new(),
        };
        for block in &self.blocks {
            let (mut d0, mut d1, mut d2, mut many) = (0.0, vec![0.0; width], vec![0.0; triangle], 0_u32);
            let mut score = vec![0.0; width];
            let mut last = 0;
            for row in block {
                let x = self.design.row(*row);
                let z = design::sum(0.0, x, b);
                let risk = libm::exp(z);
                let hit = self.events[*row];
                s0 += risk;
                add(risk, x, &mut s1, &mut s2);
                if hit {
                    d0 += risk;
                    add(risk, x, &mut d1, &mut d2);
                    pass.log_likelihood += z;
                    score.iter_mut().zip(x).for_each(|(score, value)| *score += value);
                    many += 1;
                    last = *row;
                }
            }
            if many == 0 {
                continue;
            }
            let mut part = vec![0.0; triangle];
            let mut hazard = 0.0;
            for tie in 0..many {
                let share = if self.ties == Ties::Efron { f64::from(tie) / f64::from(many) } else { 0.0 };
                let risk = s0 - share * d0;
                pass.log_likelihood -= libm::log(risk);
                hazard += 1.0 / risk;
                let mean: Vec<f64> = s1.iter().zip(&d1).map(|(all, dead)| (all - share * dead) / risk).collect();
                let mut at = 0;
                for i in 0..width {
                    score[i] -= mean[i];
                    for j in 0..=i {
                        part[at] += (s2[at] - share * d2[at]) / risk - mean[i] * mean[j];
                        at += 1;
                    }
                }
            }
            pass.score.iter_mut().zip(&score).for_each(|(sum, one)| *sum += one);
            whole.iter_mut().zip(&part).for_each(|(sum, one)| *sum += one);
            pass.hazards.push((last, hazard));
            pass.parts.push((score, part));
        }
        pass.information = square(&whole, width);
        pass
    }
}

/// The test of proportional hazards.
fn proportional(pass: &Pass, times: &[f64], events: &[bool]) -> Result<Vec<(f64, usize, f64)>, Error> {
    let width = pass.score.len();
    let curve = kaplan_meier::kaplan_meier(times, events)?;
    let before = |row: usize| {
        let place = curve.steps.partition_point(|step| step.time < times[row]);
        1.0 - place.checked_sub(1).map_or(1.0, |at| curve.steps[at].survival)
    };
    let clock: Vec<f64> = pass.hazards.iter().map(|(row, _)| before(*row)).collect();
    let mean = clock.iter().sum::<f64>() / clock.len() as f64;
    let mut score = vec![0.0; width];
    let (mut cross, mut own) = (vec![0.0; width * (width + 1) / 2], vec![0.0; width * (width + 1) / 2]);
    for (time, (part_score, part)) in clock.iter().map(|time| time - mean).zip(&pass.parts) {
        score.iter_mut().zip(part_score).for_each(|(sum, one)| *sum += time * one);
        cross.iter_mut().zip(part).for_each(|(sum, one)| *sum += time * one);
        own.iter_mut().zip(part).for_each(|(sum, one)| *sum += time * time * one);
    }
    // The information of what is tested, less what the fitted effects explain of it.
    let (cross, own) = (square(&cross, width), square(&own, width));
    let left = &own - &cross * linear::factor(&pass.information)?.inverse() * &cross;
    let mut tests: Vec<(f64, usize)> =
        (0..width).map(|j| (if left[(j, j)] > 1e-12 { score[j] * score[j] / left[(j, j)] } else { 0.0 }, 1)).collect();
    if let Ok(solved) = linear::solve(&left, &score) {
        tests.push((design::sum(0.0, &score, &solved), width));
    }
    Ok(tests.into_iter().map(|(chi, df)| (chi, df, distribution::chi_square_above(chi, df as f64))).collect())
}

fn add(risk: f64, x: &[f64], first: &mut [f64], second: &mut [f64]) {
    let mut at = 0;
    for i in 0..x.len() {
        let scaled = risk * x[i];
        first[i] += scaled;
        for value in &x[..=i] {
            second[at] += scaled * value;
            at += 1;
        }
    }
}

fn square(triangle: &[f64], width: usize) -> DMatrix<f64> {
    DMatrix::from_fn(width, width, |i, j| {
        let (high, low) = (i.max(j), i.min(j));
        triangle[high * (high + 1) / 2 + low]
    })
}
