// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How well scores and expected rates hold on outcome data: one group of figures a file. Every figure has a name, a place, an estimate with
//! its interval, and the method; what cannot be computed is refused with the reason, and the rest is given.

#![allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]

mod bounds;
mod calibration;
mod cut_offs;
mod discrimination;
pub(crate) mod expected;
mod figure;
pub(crate) mod norms;
mod optimism;
mod optimism_in_time;
pub mod page;
mod pictures;
mod reported;
pub(crate) mod resample;
mod sample;
mod subgroups;
mod survival;
pub mod tidy;
mod wording;

pub use figure::{Figure, Section};
pub use reported::Reported;
pub use sample::Sample;

use crate::cohort::{Cohort, Unit};
use crate::lang::Text;
use crate::progress::Watch;
use crate::statistics::Error;

/// The level of confidence of all intervals.
pub const CONFIDENCE: f64 = 0.95;
/// With fewer events, or fewer persons without the event, intervals say little, and that is told.
pub const FEW: usize = 10;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Names of the predictors of a model that is fitted here.
    pub predictors: Vec<String>,
    /// Scores at or above which a person is called positive; without them every score that occurs, or the levels.
    pub cut_offs: Vec<f64>,
    /// Scores at which bands start, where there are no levels.
    pub bands: Vec<f64>,
    /// Times at which survival is told.
    pub times: Vec<f64>,
    /// The unit of times.
    pub unit: Unit,
    /// Names of the columns of groups.
    pub groups: Vec<String>,
    /// Counts below this are hidden in tables of groups.
    pub small: usize,
    /// The probabilities were fitted on these very data.
    pub same_data: bool,
    /// Resamples; none where 0.
    pub bootstrap: usize,
    /// What resamples are drawn with.
    pub seed: u64,
    /// Threads that resample; figures do not depend on it.
    pub threads: usize,
    /// Why there are no expected rates.
    pub no_rates: Option<Text>,
}

/// Why nothing can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The data do not allow it.
    Data(Text),
    /// The watcher said so.
    Stopped,
}

/// All figures.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    /// Groups of figures, in order.
    pub sections: Vec<Section>,
    /// Counts below this are hidden in tables of groups.
    pub small: usize,
    /// The unit of times.
    pub unit: Unit,
    /// Ids of the levels, and what people call them.
    pub levels: Vec<(String, Text)>,
}

/// Computes all figures.
///
/// # Errors
/// No person with a known outcome and score, or one outcome only; a model that cannot be fitted; the watcher stops it.
pub fn validate(cohort: &Cohort, settings: &Settings, watch: &dyn Watch) -> Result<Validation, Stop> {
    let sample = Sample::of(cohort, settings).map_err(|error| Stop::Data(error.text()))?;
    let events = sample.events.iter().filter(|event| **event).count();
    if events == 0 || events == sample.events.len() {
        let error = if sample.events.is_empty() {
            Error::Empty
        } else if events == 0 {
            Error::NoEvents
        } else {
            Error::NoNonEvents
        };
        let text = error.text();
        let (nl, en) = (text.nl, text.en);
        let n = sample.events.len();
        return Err(Stop::Data(crate::text!(
            "er zijn {n} personen met een bekende uitkomst en score: {nl}; er valt niets te toetsen",
            "there are {n} persons with a known outcome and score: {en}; there is nothing to validate"
        )));
    }
    let mut own = sample.section(cohort);
    own.said.splice(0..0, bounds::told(cohort, &sample));
    let mut sections = vec![own, bounds::section(cohort, &sample, settings)];
    sections.push(discrimination::section(&sample, settings));
    if settings.bootstrap > 0 {
        sections.push(optimism::section(&sample, settings, watch)?);
    }
    sections.push(cut_offs::section(&sample, settings));
    sections.push(calibration::section(&sample, settings));
    sections.push(expected::section(&sample, settings));
    sections.push(survival::section(&sample, settings));
    sections.push(subgroups::section(&sample, settings));
    sections.push(norms::section(&sample));
    sections.retain(|section| !section.is_empty());
    let levels = cohort.named_levels();
    if watch.stopped() { Err(Stop::Stopped) } else { Ok(Validation { sections, small: settings.small, unit: settings.unit, levels }) }
}
