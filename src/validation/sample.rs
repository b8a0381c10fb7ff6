// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The persons that figures are computed of: outcome and score known, each as often as the weight says.

use super::{FEW, Figure, Section, Settings};
use crate::cohort::{Cohort, Person};
use crate::statistics::logistic::{self, Options};
use crate::statistics::{Design, Error};
use crate::text;

/// Persons in columns.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Scores; the linear predictor of a model fitted here; else the probabilities.
    pub scores: Vec<f64>,
    /// Whether the scores are probabilities, for want of a score.
    pub scores_are_probabilities: bool,
    /// Expected rates, where everybody has one.
    pub probabilities: Option<Vec<f64>>,
    /// Persons without an expected rate though others have one.
    pub without_rate: usize,
    /// Second scores.
    pub second: Option<Vec<f64>>,
    /// Outcomes.
    pub events: Vec<bool>,
    /// Levels, by index in [`Sample::level_names`].
    pub levels: Vec<Option<usize>>,
    /// Names of levels, or of bands.
    pub level_names: Vec<String>,
    /// Groups by column.
    pub groups: Vec<Vec<Option<String>>>,
    /// Predictors of a model fitted here.
    pub design: Option<Design>,
    /// The model.
    pub model: Option<logistic::Logistic>,
    /// Persons with a time, whatever the horizon.
    pub followed: Option<Followed>,
}

/// Persons in time.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    /// Time to the event or the end.
    pub times: Vec<f64>,
    /// Whether the event was seen then.
    pub events: Vec<bool>,
    /// Scores.
    pub scores: Vec<f64>,
    /// Levels.
    pub levels: Vec<Option<usize>>,
    /// Predictors.
    pub design: Option<Design>,
}

impl Sample {
    /// The persons with a known outcome and a settled score.
    ///
    /// # Errors
    /// When the model cannot be fitted.
    pub fn of(cohort: &Cohort, settings: &Settings) -> Result<Self, Error> {
        let settled = |person: &&Person| {
            person.score.is_none_or(|score| score.settled().is_some())
                && person.probability.is_none_or(|probability| probability.settled().is_some())
        };
        let all: Vec<&Person> = repeated(cohort.persons.iter().filter(settled));
        let known: Vec<&Person> = all.iter().copied().filter(|person| person.outcome.is_some()).collect();
        let events: Vec<bool> = known.iter().filter_map(|person| person.outcome).collect();
        let design = design(&known, settings)?;
        let fitted = |design: &Design| logistic::fit(design, &events, Options::default());
        let one_class = events.iter().all(|event| *event) || !events.iter().any(|event| *event);
        let model = design.as_ref().filter(|_| !one_class).map(fitted).transpose()?;
        let rates: Vec<Option<f64>> = known.iter().map(|person| person.probability.and_then(crate::cohort::Between::settled)).collect();
        let without_rate = rates.iter().filter(|rate| rate.is_none()).count();
        let probabilities = match &model {
            Some(model) => Some(model.probabilities()),
            None => rates.into_iter().collect(),
        };
        let own: Option<Vec<f64>> = known.iter().map(|person| score_of(person)).collect();
        let scores = model.as_ref().map(|model| model.linear.clone()).or(own).or_else(|| probabilities.clone()).unwrap_or_default();
        let scores_are_probabilities = model.is_none() && known.iter().all(|person| person.score.is_none());
        let level_names = if cohort.levels.is_empty() { bands(&settings.bands) } else { cohort.levels.clone() };
        let level = |person: &Person, score: Option<f64>| match person.levels.as_slice() {
            [only] => Some(*only),
            _ if cohort.levels.is_empty() => score.and_then(|score| settings.bands.iter().rposition(|start| score >= *start)),
            _ => None,
        };
        let levels = known.iter().zip(&scores).map(|(person, score)| level(person, Some(*score))).collect();
        let timed: Vec<&Person> = all.iter().copied().filter(|person| person.time.is_some() && person.event.is_some()).collect();
        let followed = (!timed.is_empty()).then(|| followed(&timed, settings, level)).transpose()?;
        Ok(Self {
            scores,
            scores_are_probabilities,
            probabilities: if without_rate > 0 && model.is_none() { None } else { probabilities },
            without_rate: if model.is_some() || without_rate == known.len() { 0 } else { without_rate },
            second: known.iter().map(|person| person.second).collect::<Option<Vec<f64>>>().filter(|all| !all.is_empty()),
            groups: (0..settings.groups.len()).map(|at| known.iter().map(|one| one.groups[at].clone()).collect()).collect(),
            events,
            levels,
            level_names,
            design,
            model,
            followed,
        })
    }

    /// The rows of a level.
    #[must_use]
    pub fn of_level(&self, level: usize) -> Vec<usize> {
        (0..self.levels.len()).filter(|&row| self.levels[row] == Some(level)).collect()
    }

    /// Counts of rows and persons.
    #[must_use]
    pub fn section(&self, cohort: &Cohort) -> Section {
        let mut section = Section::new("sample");
        let counts = cohort.counts;
        let rows = [
            ("rows_read", counts.read),
            ("rows_rejected", counts.rejected),
            ("rows_not_applicable", counts.not_applicable),
            ("rows_inconsistent", counts.inconsistent),
            ("rows_without_score", counts.without_score),
            ("rows_without_weight", counts.without_weight),
            ("rows_outcome_unknown", counts.outcome_unknown),
            ("rows_followed_too_short", counts.followed_too_short),
            ("rows_incomplete", counts.incomplete),
            ("rows_complete", counts.complete),
        ];
        section.figures.extend(rows.into_iter().map(|(name, count)| Figure::of(name, count as f64).by("count")));
        let (n, events) = (self.events.len(), self.events.iter().filter(|event| **event).count());
        let rate = crate::statistics::proportion::wilson(events, n, super::CONFIDENCE);
        section.take("base_rate", rate.map(|rate| vec![Figure::interval("base_rate", rate).n(n).events(events).by("Wilson")]));
        if let Ok(summary) = crate::statistics::summary::summary(&self.scores) {
            section.figures.push(Figure::of("score_mean", summary.mean).n(n).by("mean"));
            section.figures.extend(summary.sd.map(|sd| Figure::of("score_sd", sd).n(n).by("divisor n-1")));
            for (at, value) in ["0.25", "0.5", "0.75"].into_iter().zip(summary.quartiles) {
                section.figures.push(Figure::of("score_quartile", value).at(at).n(n).by("type 7"));
            }
        }
        let others = n - events;
        if events.min(others) < FEW {
            section.said.push(text!(
                "Bij {events} personen is de uitkomst opgetreden en bij {others} niet: te weinig om op deze cijfers te bouwen.",
                "{events} persons have the event and {others} do not: too few to rely on these figures."
            ));
        }
        section
    }
}

fn score_of(person: &Person) -> Option<f64> {
    person.score.and_then(crate::cohort::Between::settled)
}

fn repeated<'a>(persons: impl Iterator<Item = &'a Person>) -> Vec<&'a Person> {
    persons.flat_map(|person| std::iter::repeat_n(person, person.weight)).collect()
}

fn design(persons: &[&Person], settings: &Settings) -> Result<Option<Design>, Error> {
    if settings.predictors.is_empty() || persons.is_empty() {
        return Ok(None);
    }
    let columns: Vec<Vec<f64>> =
        (0..settings.predictors.len()).map(|at| persons.iter().map(|person| person.predictors[at]).collect()).collect();
    Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()).map(Some)
}

fn followed(timed: &[&Person], settings: &Settings, level: impl Fn(&Person, Option<f64>) -> Option<usize>) -> Result<Followed, Error> {
    let design = design(timed, settings)?;
    let score = |person: &Person| score_of(person).or_else(|| person.probability.and_then(crate::cohort::Between::settled));
    Ok(Followed {
        times: timed.iter().filter_map(|person| person.time).collect(),
        events: timed.iter().filter_map(|person| person.event).collect(),
        scores: if design.is_some() { Vec::new() } else { timed.iter().filter_map(|person| score(person)).collect() },
        levels: timed.iter().map(|person| level(person, score(person))).collect(),
        design,
    })
}

/// Names of bands that start at these scores: `1..5`, the end not included.
fn bands(starts: &[f64]) -> Vec<String> {
    let end = |at: usize| starts.get(at + 1).map(ToString::to_string).unwrap_or_default();
    starts.iter().enumerate().map(|(at, start)| format!("{start}..{}", end(at))).collect()
}
