//! Exact numbers: points, values of fields, dates, and the one software `exp` and `ln`.

pub mod date;
pub mod fixed;
pub mod logistic;
pub mod period;

pub use fixed::{Points, Probability};
