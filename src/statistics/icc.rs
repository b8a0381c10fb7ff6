// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The six intraclass correlations.

use super::distribution::{f_above, f_quantile};
use super::{Error, Interval, input};

/// A form of the ICC (Shrout and Fleiss, Psychological Bulletin 86, 1979): who coded whom, and whether one coder or the mean of all
/// is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// ICC(1,1): other coders for every case.
    One,
    /// ICC(2,1): the same coders, drawn from many; absolute agreement.
    Two,
    /// ICC(3,1): these coders only; consistency.
    Three,
    /// ICC(1,k): the mean of all coders.
    OneMean,
    /// ICC(2,k).
    TwoMean,
    /// ICC(3,k).
    ThreeMean,
}

impl Form {
    /// All six.
    pub const ALL: [Self; 6] = [Self::One, Self::Two, Self::Three, Self::OneMean, Self::TwoMean, Self::ThreeMean];
}

/// An ICC with the test that it is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icc {
    /// The form.
    pub form: Form,
    /// The correlation with its interval.
    pub icc: Interval,
    /// F statistic.
    pub f: f64,
    /// Degrees of freedom.
    pub df: (f64, f64),
    /// p value.
    pub p: f64,
}

/// All six forms of a complete table: `ratings[case][coder]`. Intervals as `McGraw` and Wong (Psychological Methods 1, 1996).
///
/// # Errors
/// Fewer than two cases or coders; lines of unequal length; a value that is not finite; no differences at all.
pub fn icc(ratings: &[Vec<f64>], level: f64) -> Result<Vec<Icc>, Error> {
    input::level(level)?;
    let coders = ratings.first().ok_or(Error::Empty)?.len();
    let few = ratings.len().min(coders);
    if few < 2 {
        return Err(Error::TooFew { needed: 2, found: few });
    }
    for (row, line) in ratings.iter().enumerate() {
        input::lengths(coders, line.len())?;
        input::finite(line).map_err(|_| Error::NotFinite { row })?;
    }
    let (n, k) = (ratings.len() as f64, coders as f64);
    let grand = ratings.iter().flatten().sum::<f64>() / (n * k);
    let square = |mean: f64| (mean - grand) * (mean - grand);
    let total: f64 = ratings.iter().flatten().map(|value| square(*value)).sum();
    let cases: f64 = ratings.iter().map(|line| square(line.iter().sum::<f64>() / k)).sum::<f64>() * k;
    let by_coder: f64 = (0..coders).map(|coder| square(ratings.iter().map(|line| line[coder]).sum::<f64>() / n)).sum::<f64>() * n;
    if total <= 0.0 {
        return Err(Error::Constant);
    }
    let (df_cases, df_error) = (n - 1.0, (n - 1.0) * (k - 1.0));
    let msb = cases / df_cases;
    let msw = (total - cases).max(0.0) / (n * (k - 1.0));
    let msj = by_coder / (k - 1.0);
    let mse = (total - cases - by_coder).max(0.0) / df_error;
    let tail = (1.0 - level) / 2.0;

    let one_df = (df_cases, n * (k - 1.0));
    let (f1, f3) = (msb / msw, msb / mse);
    let limits = |f: f64, df: (f64, f64)| (f / f_quantile(1.0 - tail, df.0, df.1), f * f_quantile(1.0 - tail, df.1, df.0));
    let single = |f: f64| if f.is_finite() { (f - 1.0) / (f + k - 1.0) } else { 1.0 };
    let mean = |f: f64| 1.0 - 1.0 / f;
    let make = |form, estimate, lower, upper, f: f64, df: (f64, f64)| Icc {
        form,
        icc: Interval { estimate, lower, upper },
        f,
        df,
        p: if f.is_finite() { f_above(f, df.0, df.1) } else { 0.0 },
    };
    let ((low1, high1), three_df) = (limits(f1, one_df), (df_cases, df_error));
    let (low3, high3) = limits(f3, three_df);

    let two = (msb - mse) / (msb + (k - 1.0) * mse + k * (msj - mse) / n);
    let two_mean = (msb - mse) / (msb + (msj - mse) / n);
    let fj = msj / mse;
    let part = n * (1.0 + (k - 1.0) * two) - k * two;
    let v = (k - 1.0) * (n - 1.0) * (k * two * fj + part) * (k * two * fj + part) / ((n - 1.0) * k * k * two * two * fj * fj + part * part);
    let (low2, high2) = if v.is_finite() && v > 0.0 {
        let (upper, lower) = (f_quantile(1.0 - tail, df_cases, v), f_quantile(1.0 - tail, v, df_cases));
        let rest = k * msj + (k * n - k - n) * mse;
        (n * (msb - upper * mse) / (upper * rest + n * msb), n * (lower * msb - mse) / (rest + n * lower * msb))
    } else {
        (two, two)
    };
    let step_up = |single: f64| k * single / (1.0 + (k - 1.0) * single);
    Ok(vec![
        make(Form::One, single(f1), single(low1), single(high1), f1, one_df),
        make(Form::Two, two, low2, high2, f3, three_df),
        make(Form::Three, single(f3), single(low3), single(high3), f3, three_df),
        make(Form::OneMean, mean(f1), mean(low1), mean(high1), f1, one_df),
        make(Form::TwoMean, two_mean, step_up(low2), step_up(high2), f3, three_df),
        make(Form::ThreeMean, mean(f3), mean(low3), mean(high3), f3, three_df),
    ])
}
