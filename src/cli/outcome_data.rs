// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the commands on outcome data share: the scale, the horizon, the file's digest, and the command that gives a result again.

use std::path::Path;

use clap::ValueEnum;
use taxeer::cohort::{Horizon, Unit};
use taxeer::digest;
use taxeer::form::Form;
use taxeer::lang::Text;
use taxeer::text;

use super::context::Context;
use super::exit::Exit;
use super::term;

/// The unit of a column of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitName {
    Days,
    Weeks,
    Months,
    Years,
}

impl UnitName {
    pub fn unit(self) -> Unit {
        match self {
            Self::Days => Unit::Days,
            Self::Weeks => Unit::Weeks,
            Self::Months => Unit::Months,
            Self::Years => Unit::Years,
        }
    }
}

/// The scale named, else the only one that is reported.
pub fn scale(form: &Form, named: Option<&str>) -> Result<usize, Text> {
    let scales: Vec<usize> = form.reported_scales().collect();
    let names = scales.iter().map(|&scale| form.scales[scale].id.as_str()).collect::<Vec<_>>().join(", ");
    let id = &form.id;
    match (named, scales.as_slice()) {
        (_, []) => Err(text!(
            "{id} heeft geen schaal met punten, en dus geen score om te toetsen",
            "{id} has no scale with points, and so no score to validate"
        )),
        (Some(named), _) => scales
            .iter()
            .copied()
            .find(|&scale| form.scales[scale].id == named)
            .ok_or_else(|| text!("er is geen schaal `{named}`; kies uit: {names}", "there is no scale `{named}`; choose from: {names}")),
        (None, [only]) => Ok(*only),
        (None, _) => Err(text!("kies een schaal met --scale: {names}", "choose a scale with --scale: {names}")),
    }
}

/// How long persons were followed.
pub fn horizon(word: Option<&String>) -> Result<Option<Horizon>, Text> {
    let Some(word) = word else { return Ok(None) };
    let horizon = Horizon::parse(word);
    horizon.map(Some).ok_or_else(|| text!("--horizon {word}: schrijf 5y, 24m, 52w of 730d", "--horizon {word}: write 5y, 24m, 52w or 730d"))
}

/// SHA-256 of the file of outcome data.
pub fn digest(context: &Context, input: &Path) -> Result<String, Exit> {
    digest::of_file(input).map_err(|error| {
        let name = input.display();
        term::error(context.lang, &text!("{name} is niet te lezen: {error}", "{name} cannot be read: {error}"));
        Exit::Machine
    })
}

/// The command that gives these figures again, for a shell.
pub fn call() -> String {
    let quoted = |word: std::ffi::OsString| {
        let word = word.to_string_lossy().into_owned();
        let plain = word.chars().all(|letter| letter.is_alphanumeric() || "-_./=,@:+".contains(letter));
        if plain && !word.is_empty() { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
    };
    std::iter::once("taxeer".to_owned()).chain(std::env::args_os().skip(1).map(quoted)).collect::<Vec<_>>().join(" ")
}
