// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What `taxeer calibrate` is asked.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use crate::cli::input::Input;
use crate::cli::outcome_data::UnitName;

#[derive(Debug, Group)]
pub struct Calibrate {
    /// The instrument, and a file of persons with their outcome
    #[arg(id = "calibrated", value_names = ["ID", "INPUT"], num_args = 2, required = true)]
    pub id_and_input: Vec<String>,
    /// The column with what became of a person: yes or no
    #[arg(long, value_name = "COL")]
    pub outcome: String,
    /// What is made: update, norms, refit or points [default: only say what the data allow]
    #[arg(long, value_name = "WHAT", value_enum, hide_possible_values = true)]
    pub make: Option<Make>,
    /// The new file; none may be there yet
    #[arg(id = "new_text", short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The name of the new edition, or of the edition of the norm pack
    #[arg(id = "new_name", long = "edition", value_name = "EDITION")]
    pub edition: Option<String>,
    /// With update: intercept, slope (intercept and slope), level (an intercept a level), or the smallest change that a closed test asks for: smallest
    #[arg(long, value_name = "CHANGE", value_enum, default_value = "smallest", hide_possible_values = true)]
    pub change: ChangeName,
    /// The name of the norm pack [default: ID-local]
    #[arg(long, value_name = "NAME")]
    pub pack: Option<String>,
    /// The organisation whose norm pack it is
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// The country code of the sample
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// With norms: rates of scores with fewer persons are left out
    #[arg(id = "small_scores", long = "small", value_name = "N", default_value = "5", hide_default_value = true)]
    pub small: usize,
    /// With refit: logistic, ridge, lasso, firth or cox [default: ridge]
    #[arg(long, value_name = "METHOD", value_enum, default_value = "ridge", hide_default_value = true, hide_possible_values = true)]
    pub method: MethodName,
    /// With ridge and lasso: the penalty in glmnet's scaling, or how it is chosen by cross-validation: least (deviance) or within (one standard error of it) [default: least]
    #[arg(long, value_name = "L", default_value = "least", hide_default_value = true)]
    pub lambda: String,
    /// With cox: efron or breslow, how events at one time are counted
    #[arg(long, value_name = "TIES", value_enum, default_value = "efron", hide_possible_values = true)]
    pub ties: TiesName,
    /// What the folds of a cross-validation are drawn with: a whole number
    #[arg(id = "fold_seed", long = "seed", value_name = "S", default_value = "1", hide_default_value = true)]
    pub seed: u64,
    /// With points: the most points that an answer gets, up or down
    #[arg(long, value_name = "N", default_value = "5", hide_default_value = true, value_parser = clap::value_parser!(i32).range(1..=1000))]
    pub most: i32,
    /// With points: the most answers that get points
    #[arg(id = "answers_used", long = "answers", value_name = "N")]
    pub answers: Option<usize>,
    /// With points: the most items that get points
    #[arg(id = "items_used", long = "items", value_name = "N")]
    pub items: Option<usize>,
    /// With points: from how many answers through how many the loss is shown, as 3..8
    #[arg(long, value_name = "A..B")]
    pub sizes: Option<String>,
    /// With points: items that must get points
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub require: Vec<String>,
    /// With points: items that get none
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub bar: Vec<String>,
    /// With points: items that keep the points they have
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub keep: Vec<String>,
    /// With points: an answer that had more points may get fewer than another
    #[arg(long)]
    pub any_order: bool,
    /// With points: how long a proof is searched for, in millions of multiplications; 0 searches without a proof
    #[arg(long, value_name = "N", default_value = "20000", hide_default_value = true)]
    pub effort: u64,
    /// Make it with too few events too; the file then says so
    #[arg(long)]
    pub force: bool,
    /// The scale, where the instrument reports more than one
    #[arg(long, value_name = "SCALE")]
    pub scale: Option<String>,
    /// The norm or horizon of the file that gives the rates, where it has more than one
    #[arg(long, value_name = "NAME")]
    pub rates: Option<String>,
    /// The column with the time to the event or to the end of follow-up
    #[arg(long, value_name = "COL")]
    pub time: Option<String>,
    /// The unit of that column: days, weeks, months or years of 365 days
    #[arg(long, value_name = "UNIT", value_enum, default_value = "days", hide_default_value = true, hide_possible_values = true)]
    pub time_unit: UnitName,
    /// How long persons are followed: 5y, 24m, 52w or 730d; with --time only events until then count
    #[arg(long, value_name = "LENGTH")]
    pub horizon: Option<String>,
    /// The column that says how many equal persons a row stands for
    #[arg(long, value_name = "COL")]
    pub weights: Option<String>,
    /// The file for all figures, one a row, as CSV for R
    #[arg(id = "tidy", long = "figures", value_name = "FILE")]
    pub figures: Option<PathBuf>,
    /// A norm pack of your organisation's, by name or as a TOML file; may be given more than once
    #[arg(long = "norms", value_name = "PACK")]
    pub norms: Vec<String>,
    /// The answer to a field for all cases; `?` says unknown
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub sets: Vec<String>,
    /// A mapping: which column is which field, and what codes mean
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub input: Input,
}

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Make {
    Update,
    Norms,
    Refit,
    Points,
}

/// How weights are fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MethodName {
    Logistic,
    Ridge,
    Lasso,
    Firth,
    Cox,
}

/// How events at one time are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TiesName {
    Efron,
    Breslow,
}

/// What an update changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChangeName {
    Smallest,
    Intercept,
    Slope,
    Level,
}
