// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a cohort to an edition with new points.

use super::{Ask, Bands, Place, Tables};
use crate::calibration::origin::decimal;
use crate::calibration::{Edition, Events, Origin, Stop, is_counted};
use crate::cohort::{Cohort, Horizon, Person};
use crate::form::{Form, Made, Part};
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::points::{self, Effort, Error, Size, Solution};
use crate::progress::Watch;
use crate::statistics::delong::delong;
use crate::statistics::logistic::expit;
use crate::text;
use crate::validation::{CONFIDENCE, Figure, Sample, Section, Settings, expected};

/// Decimals of intercept and slope.
const PLACES: u32 = 6;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The instrument.
    pub form: &'a Form,
    /// The scale, by index.
    pub scale: usize,
    /// The horizon that the chance speaks of.
    pub horizon: Horizon,
    /// Rules of the points; the size is that of the edition.
    pub ask: &'a Ask,
    /// Sizes of which the loss is told.
    pub sizes: &'a [Size],
    /// How long to search.
    pub effort: Effort,
    /// Accept fewer events than the rule asks for.
    pub force: bool,
    /// The name of the new edition.
    pub edition: &'a str,
    /// Where the numbers come from.
    pub origin: &'a Origin,
}

/// New points, and the edition with them.
#[derive(Debug)]
pub struct Found {
    /// The text of the edition.
    pub text: String,
    /// The tables.
    pub tables: Tables,
    /// What each size costs.
    pub curve: Vec<(Size, Result<Solution, Error>)>,
    /// Figures.
    pub sections: Vec<Section>,
}

/// Searches points for the persons whose outcome, score and items are known, and writes the edition.
///
/// # Errors
/// The items are no plain tables; too few events; no points obey the rules; what was made is not sound; the watcher stops it.
pub fn edition(cohort: &Cohort, sample: &Sample, settings: &Settings, request: &Request<'_>, watch: &dyn Watch) -> Result<Found, Stop> {
    let refused = |why: super::Refusal| Stop::Refused(why.text());
    let form = request.form;
    let bands = Bands::by_points(form, request.scale).map_err(refused)?;
    let persons: Vec<&Person> = cohort.persons.iter().filter(|person| is_counted(person)).collect();
    let rows = by_item(form, cohort, &persons);
    let records = bands.records_by_points(rows.iter().map(Vec::as_slice)).map_err(refused)?;
    let events: Vec<bool> = persons.iter().filter_map(|person| person.outcome).collect();
    let weights: Vec<f64> = persons.iter().map(|person| person.weight as f64).collect();
    let asked = bands.request(&records, &events, Some(&weights), request.ask).map_err(refused)?;
    // Every answer that could be given points is a number that was looked for, chosen or not.
    let free = asked.features.iter().filter(|feature| matches!(feature.rule, points::Rule::Between { .. })).count();
    let enough = Events::of(&sample.events, free);
    if !enough.enough() && !request.force {
        return Err(Stop::TooFew(enough));
    }
    let solution = points::solve(&asked, request.effort, watch).map_err(|error| Stop::Refused(error.text()))?;
    let curve = points::curve(&asked, request.sizes, request.effort, watch);
    if watch.stopped() {
        return Err(Stop::Stopped);
    }
    let tables = Tables::new(&bands, &records, Some(&weights), solution);
    let text = written(&tables, request)?;
    let totals: Vec<f64> = persons.iter().enumerate().map(|(row, _)| f64::from(total(&tables, &records.columns, row))).collect();
    let totals: Vec<f64> = persons.iter().zip(totals).flat_map(|(person, total)| std::iter::repeat_n(total, person.weight)).collect();
    let sections = figures(sample, settings, &tables, totals);
    Ok(Found { text, tables, curve, sections })
}

/// The points of every item of the form.
fn by_item(form: &Form, cohort: &Cohort, persons: &[&Person]) -> Vec<Vec<Option<f64>>> {
    let places: Vec<Option<usize>> = cohort.items.iter().map(|id| form.items.iter().position(|item| item.id == *id)).collect();
    let row = |person: &&Person| {
        let mut row = vec![None; form.items.len()];
        for (place, points) in places.iter().zip(&person.items) {
            if let Some(place) = place {
                row[*place] = *points;
            }
        }
        row
    };
    persons.iter().map(row).collect()
}

/// The new total of a record: the points of the bands that it is in.
fn total(tables: &Tables, columns: &[Vec<f64>], row: usize) -> i32 {
    let inside = |(_, column): &(&super::BandPoints, &Vec<f64>)| column[row] > 0.5;
    tables.bands.iter().zip(columns).filter(inside).map(|(band, _)| band.new).sum()
}

/// The text: new points, no levels and norms of the old ones, a chance by the new total.
fn written(tables: &Tables, request: &Request<'_>) -> Result<String, Stop> {
    let form = request.form;
    let scale = form.scales[request.scale].id.as_str();
    let unread = || Stop::Refused(text!("de tekst van het instrument is niet te lezen", "the text of the instrument cannot be read"));
    let mut edition = Edition::of(form, request.edition).ok_or_else(unread)?;
    tables.put(&mut edition);
    let mut summed = Vec::new();
    inner(form, request.scale, &mut summed);
    edition.drop_levels_and_norms(form, &summed);
    let (outcome, n, events) = (&request.origin.outcome, request.origin.persons, request.origin.events);
    let (of, solution) = (&request.origin.of, &tables.solution);
    let outcome = text!("uitkomst volgens kolom `{outcome}` van de steekproef", "outcome by column `{outcome}` of the sample");
    let numbers = [("intercept", decimal(solution.intercept, PLACES)), ("slope", decimal(solution.slope, PLACES))];
    edition.link(scale, &request.horizon.to_string(), "logistic", &numbers, &outcome);
    edition.cite(&["scale", scale]);
    edition.note(&text!(
        "Proefeditie: de punten zijn gezocht in een eigen steekproef van {n} personen, {events} met de uitkomst. Niveaus en normen van {of} gelden voor deze punten niet en staan er niet in.",
        "Trial edition: the points were searched in a local sample of {n} persons, {events} with the event. Levels and norms of {of} do not hold for these points and are left out."
    ));
    Ok(edition.finish(Made::Points, request.origin)?.0)
}

impl Tables {
    /// Puts the new points into the tables of an edition.
    pub fn put(&self, edition: &mut Edition) {
        for band in &self.bands {
            let item = self.items[band.band.item].as_str();
            let new = Points(i64::from(band.new) * ONE);
            let changed = match &band.band.place {
                Place::Table { field, pattern } => edition.put(&["item", item, "points", field, pattern], new),
                Place::Row(at) => edition.put(&["item", item, "row", &at.to_string(), "points"], new),
                Place::Otherwise => edition.put(&["item", item, "otherwise"], new),
            };
            if changed {
                edition.cite(&["item", item]);
            }
        }
    }
}

/// A scale with those that it sums.
pub(in crate::calibration) fn inner<'f>(form: &'f Form, scale: usize, found: &mut Vec<&'f str>) {
    found.push(&form.scales[scale].id);
    for part in &form.scales[scale].parts {
        if let Part::Scale(below) = part {
            inner(form, *below, found);
        }
    }
}

/// How the old and the new score tell persons apart on these data, and what the new rates expect.
fn figures(sample: &Sample, settings: &Settings, tables: &Tables, totals: Vec<f64>) -> Vec<Section> {
    let mut section = Section::new("points_auc");
    let found = delong(&sample.scores, &sample.events).and_then(|was| {
        let now = delong(&totals, &sample.events)?;
        let test = now.paired(&was, CONFIDENCE)?;
        let of = |name, interval| Figure::interval(name, interval).n(totals.len()).by("DeLong 1988");
        Ok(vec![
            of("auc_was", was.interval(CONFIDENCE)?),
            of("auc_now", now.interval(CONFIDENCE)?),
            Figure::interval("auc_difference", test.difference).by("DeLong 1988, paired"),
        ])
    });
    section.take("auc", found);
    section.said.push(text!(
        "De punten zijn op deze zelfde gegevens gezocht: hier lijken zij beter dan op andere. Toets de editie op andere gegevens met taxeer validate.",
        "The points were searched on these very data: here they look better than on others. Test the edition on other data with taxeer validate."
    ));
    let solution = &tables.solution;
    let rates = totals.iter().map(|total| expit(solution.intercept + solution.slope * total)).collect();
    let after = Sample {
        levels: vec![None; totals.len()],
        level_names: Vec::new(),
        scores: totals,
        probabilities: Some(rates),
        without_rate: 0,
        scores_are_probabilities: false,
        ..sample.clone()
    };
    vec![section, Section { id: "expected_now", ..expected::section(&after, settings) }]
}
