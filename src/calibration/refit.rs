// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Weights of the items fitted anew: one weight an item, by which all its points are multiplied, so that the order of its answers stays.

use super::origin::decimal;
use super::{Edition, Events, New, Origin, Stop};
use crate::cohort::{Cohort, Horizon, Unit};
use crate::form::{Combine, Form, ItemForm, Made, Part};
use crate::number::Points;
use crate::statistics::concordance::concordance;
use crate::statistics::cox::{self, Ties};
use crate::statistics::cross_validation;
use crate::statistics::delong::delong;
use crate::statistics::firth::firth;
use crate::statistics::logistic::{self, Options, expit};
use crate::statistics::penalised::{self, Penalty};
use crate::statistics::{Design, Interval};
use crate::text;
use crate::validation::resample::Stream;
use crate::validation::{CONFIDENCE, Figure, Sample, Section, Settings, expected};

/// Decimals of points and of the numbers of a link.
const PLACES: u32 = 6;
/// Folds of a cross-validation.
const FOLDS: usize = 10;

/// How weights are fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Largest likelihood.
    Logistic,
    /// With a penalty.
    Penalised(Penalty),
    /// With Firth's penalty.
    Firth,
    /// Proportional hazards.
    Cox(Ties),
}

/// The size of a penalty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lambda {
    /// As given, in `glmnet`'s scaling.
    Given(f64),
    /// With the least deviance by cross-validation.
    Least,
    /// The largest within one standard error of that.
    Within,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The instrument.
    pub form: &'a Form,
    /// The scale, by index.
    pub scale: usize,
    /// How weights are fitted.
    pub method: Method,
    /// The size of the penalty.
    pub lambda: Lambda,
    /// The horizon that the chance speaks of.
    pub horizon: Horizon,
    /// The unit of times.
    pub unit: Unit,
    /// What folds are drawn with.
    pub seed: u64,
    /// Accept fewer events than the rule asks for.
    pub force: bool,
    /// The name of the new edition.
    pub edition: &'a str,
    /// Where the numbers come from.
    pub origin: &'a Origin,
}

/// A fitted model of the columns that differ.
struct Model {
    /// Weight by column.
    weights: Vec<f64>,
    /// The numbers of the link but for its slope of 1.
    link: Vec<(&'static str, Points)>,
    kind: &'static str,
}

/// Fits weights for the persons whose items are all known (see [`super::with_items`]), and writes the edition.
///
/// # Errors
/// A scale that converts, an answer without a number, too few events, a model that cannot be fitted, nobody followed until the horizon, an
/// item that picks among tables and would get a weight below 0; what was made is not sound.
pub fn refit(cohort: &Cohort, sample: &Sample, settings: &Settings, ask: &Ask<'_>) -> Result<New, Stop> {
    let items = scaled_items(ask.form, ask.scale)?;
    let unread =
        || Stop::Refused(text!("niet van iedereen zijn de punten van elk item bekend", "not everybody's points of every item are known"));
    let columns = super::items(cohort).filter(|columns| columns.len() == items.len()).ok_or_else(unread)?;
    // An item that nobody differs in has no weight to estimate.
    let differ: Vec<usize> = (0..items.len()).filter(|&at| columns[at].iter().any(|one| (one - columns[at][0]).abs() > 0.0)).collect();
    let enough = Events::of(&sample.events, differ.len());
    if !enough.enough() && !ask.force {
        return Err(Stop::TooFew(enough));
    }
    let mut section = Section::new("refit");
    let used: Vec<&[f64]> = differ.iter().map(|&at| columns[at].as_slice()).collect();
    let names: Vec<&str> = differ.iter().map(|&at| ask.form.items[items[at]].id.as_str()).collect();
    let model = match ask.method {
        Method::Cox(ties) => of_times(cohort, &differ, ties, ask, &names, &mut section)?,
        method => of_outcomes(&used, &sample.events, method, ask, &names, &mut section)?,
    };
    let mut weights = vec![0.0; items.len()];
    differ.iter().zip(&model.weights).for_each(|(at, weight)| weights[*at] = *weight);
    for (_, item) in items.iter().enumerate().filter(|(at, _)| !differ.contains(at)) {
        let id = &ask.form.items[*item].id;
        section.said.push(text!(
            "Bij item {id} heeft iedereen dezelfde punten: daar is geen gewicht voor te schatten, en het krijgt geen punten.",
            "At item {id} everybody has the same points: no weight can be estimated, and it gets no points."
        ));
    }
    let written = written(&model, &items, &weights, ask)?;
    // The new score as the edition gives it: rounded points, added up.
    let score = |row: usize| -> f64 { columns.iter().zip(&weights).map(|(column, weight)| weight * column[row]).sum() };
    let scores: Vec<f64> = (0..sample.events.len()).map(score).collect();
    let mut sections = vec![section];
    sections.extend(figures(cohort, sample, settings, &model, scores, ask));
    Ok(New { text: Some(written), sections })
}

/// The items of a scale and of those that it sums, by index in the form; all must be sums of numbers.
fn scaled_items(form: &Form, scale: usize) -> Result<Vec<usize>, Stop> {
    let id = &form.scales[scale].id;
    if form.scales[scale].convert.is_some() {
        return Err(Stop::Refused(text!(
            "schaal {id} zet haar som om in een andere: een gewicht per item past daar niet op",
            "scale {id} converts its sum: a weight of an item does not fit that"
        )));
    }
    let mut items = Vec::new();
    for part in &form.scales[scale].parts {
        match *part {
            Part::Item(item) => {
                if form.items[item].withholds().is_some() {
                    let id = &form.items[item].id;
                    return Err(Stop::Refused(text!(
                        "item {id} heeft een antwoord zonder getal",
                        "item {id} has an answer without a number"
                    )));
                }
                items.push(item);
            }
            Part::Scale(inner) => items.extend(scaled_items(form, inner)?),
        }
    }
    items.sort_unstable();
    items.dedup();
    Ok(items)
}

fn weight(name: &str, interval: Option<Interval>, estimate: f64) -> Figure {
    let figure = Figure::of("item_weight", estimate).at(name);
    interval.map_or(figure.clone(), |one| figure.limits(one.lower, one.upper))
}

fn of_outcomes(
    columns: &[&[f64]],
    events: &[bool],
    method: Method,
    ask: &Ask<'_>,
    names: &[&str],
    section: &mut Section,
) -> Result<Model, Stop> {
    let design = Design::new(columns)?;
    let named = |error| Stop::Refused(super::of_items(&error, names));
    let coefficients = match method {
        Method::Logistic | Method::Cox(_) => {
            let fit = logistic::fit(&design, events, Options::default()).map_err(named)?;
            for (at, name) in names.iter().enumerate() {
                section.figures.push(weight(name, None, fit.coefficients[at + 1]).error(fit.errors[at + 1]).by("logistic regression"));
            }
            fit.coefficients
        }
        Method::Firth => {
            let fit = firth(&design, events, None, CONFIDENCE).map_err(named)?;
            for (at, name) in names.iter().enumerate() {
                let one = fit.coefficients[at + 1];
                let figure = weight(name, Some(one), one.estimate);
                section.figures.push(Figure { error: Some(fit.errors[at + 1]), ..figure }.by("Firth 1993, profile limits"));
            }
            fit.coefficients.iter().map(|one| one.estimate).collect()
        }
        Method::Penalised(penalty) => {
            let (lambda, how) = lambda(&design, events, penalty, ask)?;
            section.figures.push(Figure::of("lambda", lambda).by(how));
            let fit = penalised::fit(&design, events, None, penalty, lambda)?;
            let by = if penalty == Penalty::Ridge { "ridge, glmnet's scaling" } else { "LASSO, glmnet's scaling" };
            for (at, name) in names.iter().enumerate() {
                section.figures.push(weight(name, None, fit.coefficients[at + 1]).by(by));
            }
            section.said.push(text!(
                "Gewichten met een straf zijn naar nul getrokken; een interval zou er een zekerheid aan geven die zij niet hebben.",
                "Weights with a penalty are drawn towards zero; an interval would give them a certainty that they do not have."
            ));
            fit.coefficients
        }
    };
    section.figures.push(Figure::of("calibration_intercept", coefficients[0]).by("z at a score of 0"));
    Ok(Model { weights: coefficients[1..].to_vec(), link: vec![("intercept", decimal(coefficients[0], PLACES))], kind: "logistic" })
}

/// The penalty, and how it was found. Folds depend on the seed and on who is there, not on the order of rows.
fn lambda(design: &Design, events: &[bool], penalty: Penalty, ask: &Ask<'_>) -> Result<(f64, &'static str), Stop> {
    if let Lambda::Given(lambda) = ask.lambda {
        return Ok((lambda, "as given"));
    }
    let mut order: Vec<usize> = (0..events.len()).collect();
    let compare = |a: &usize, b: &usize| {
        let values = design.row(*a).iter().zip(design.row(*b)).map(|(a, b)| a.total_cmp(b));
        values.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(events[*a].cmp(&events[*b]))
    };
    order.sort_by(compare);
    let mut stream = Stream::of(ask.seed, 0);
    for left in (1..order.len()).rev() {
        order.swap(left, stream.below(left + 1));
    }
    let mut folds = vec![0; events.len()];
    order.iter().enumerate().for_each(|(place, row)| folds[*row] = place % FOLDS);
    let path = cross_validation::path(design, events, &folds, penalty)?;
    Ok(match ask.lambda {
        Lambda::Within => (path.steps[path.within].lambda, "10-fold cross-validation, within one standard error of the least deviance"),
        _ => (path.steps[path.least].lambda, "10-fold cross-validation, least deviance"),
    })
}

fn of_times(cohort: &Cohort, differ: &[usize], ties: Ties, ask: &Ask<'_>, names: &[&str], section: &mut Section) -> Result<Model, Stop> {
    let (mut times, mut events, mut columns) = (Vec::new(), Vec::new(), vec![Vec::new(); differ.len()]);
    for person in &cohort.persons {
        let (Some(time), Some(event)) = (person.time, person.event) else { continue };
        let points: Option<Vec<f64>> = differ.iter().map(|&at| person.items.get(at).copied().flatten()).collect();
        let Some(points) = points else { continue };
        for _ in 0..person.weight {
            times.push(time);
            events.push(event);
            columns.iter_mut().zip(&points).for_each(|(column, points)| column.push(*points));
        }
    }
    let end = ask.horizon.within(ask.unit);
    if times.iter().all(|time| *time < end) {
        let horizon = ask.horizon;
        return Err(Stop::Refused(text!(
            "niemand is tot {horizon} gevolgd: de kans daar is niet te schatten",
            "nobody is followed until {horizon}: the chance there cannot be estimated"
        )));
    }
    let design = Design::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>())?;
    let fit = cox::cox(&design, &times, &events, ties).map_err(|error| Stop::Refused(super::of_items(&error, names)))?;
    let by = if ties == Ties::Efron { "Cox, Efron's ties" } else { "Cox, Breslow's ties" };
    let n = times.len();
    for (at, name) in names.iter().enumerate() {
        section.figures.push(weight(name, None, fit.coefficients[at]).error(fit.errors[at]).n(n).by(by));
    }
    let centre: f64 = fit.coefficients.iter().zip(&fit.means).map(|(weight, mean)| weight * mean).sum();
    let survival = fit.survival(end, &fit.means);
    section.figures.push(Figure::of("baseline_survival", survival).n(n).by(by));
    section.figures.push(Figure::of("centre", centre).by("score at the means"));
    if let Some((_, _, p)) = fit.proportional.last() {
        section.figures.push(Figure::of("proportional_hazards_p", *p).by("Grambsch and Therneau 1994"));
    }
    Ok(Model {
        weights: fit.coefficients,
        link: vec![("baseline_survival", decimal(survival, 9)), ("centre", decimal(centre, PLACES))],
        kind: "cox",
    })
}

/// The text: each item's points times its weight, no levels and norms of the old ones, a chance by the new total.
fn written(model: &Model, items: &[usize], weights: &[f64], ask: &Ask<'_>) -> Result<String, Stop> {
    let form = ask.form;
    let unread = || Stop::Refused(text!("de tekst van het instrument is niet te lezen", "the text of the instrument cannot be read"));
    let mut edition = Edition::of(form, ask.edition).ok_or_else(unread)?;
    for (item, weight) in items.iter().zip(weights) {
        multiply(&mut edition, form, *item, *weight)?;
    }
    let mut summed = Vec::new();
    super::points::inner(form, ask.scale, &mut summed);
    edition.drop_levels_and_norms(form, &summed);
    let (outcome, n, events) = (&ask.origin.outcome, ask.origin.persons, ask.origin.events);
    let outcome = text!("uitkomst volgens kolom `{outcome}` van de steekproef", "outcome by column `{outcome}` of the sample");
    let numbers: Vec<(&str, Points)> = model.link.iter().copied().chain([("slope", decimal(1.0, 0))]).collect();
    let scale = form.scales[ask.scale].id.as_str();
    edition.link(scale, &ask.horizon.to_string(), model.kind, &numbers, &outcome);
    for scale in &summed {
        edition.cite(&["scale", scale]);
    }
    let of = &ask.origin.of;
    edition.note(&text!(
        "Proefeditie: de gewichten van de items zijn geschat in een eigen steekproef van {n} personen, {events} met de uitkomst. Niveaus en normen van {of} gelden voor deze punten niet en staan er niet in.",
        "Trial edition: the weights of the items were fitted in a local sample of {n} persons, {events} with the event. Levels and norms of {of} do not hold for these points and are left out."
    ));
    Ok(edition.finish(Made::Refit, ask.origin)?.0)
}

fn multiply(edition: &mut Edition, form: &Form, item: usize, weight: f64) -> Result<(), Stop> {
    let item = &form.items[item];
    let id = item.id.as_str();
    let times = |points: Points| decimal(weight * points.to_f64(), PLACES);
    let mut changed = false;
    match &item.form {
        ItemForm::Tables(combine, tables) => {
            if weight < 0.0 && tables.len() > 1 && *combine != Combine::Sum {
                return Err(Stop::Refused(text!(
                    "item {id} kiest uit meer tabellen en zou een gewicht onder nul krijgen; dat is zo niet te schrijven",
                    "item {id} picks among several tables and would get a weight below zero; that cannot be written"
                )));
            }
            for table in tables {
                let field = form.fields[table.field].id.as_str();
                for row in &table.rows {
                    if let Some(points) = row.points.points() {
                        changed |= edition.put(&["item", id, "points", field, &row.pattern], times(points));
                    }
                }
            }
        }
        ItemForm::Rows(rows, otherwise) => {
            for (at, row) in rows.iter().enumerate() {
                changed |= edition.put(&["item", id, "row", &at.to_string(), "points"], times(row.points));
            }
            if let Some(points) = otherwise {
                changed |= edition.put(&["item", id, "otherwise"], times(*points));
            }
        }
        ItemForm::Weight(points, _) | ItemForm::Copas { weight: points, .. } => {
            changed |= edition.put(&["item", id, "weight"], times(*points));
        }
    }
    if changed {
        edition.cite(&["item", id]);
    }
    Ok(())
}

/// How the old and the new score tell persons apart on these data, and what the new rates expect.
fn figures(cohort: &Cohort, sample: &Sample, settings: &Settings, model: &Model, scores: Vec<f64>, ask: &Ask<'_>) -> Vec<Section> {
    let mut section = Section::new("points_auc");
    let areas = delong(&sample.scores, &sample.events).and_then(|was| {
        let now = delong(&scores, &sample.events)?;
        let test = now.paired(&was, CONFIDENCE)?;
        let of = |name, interval| Figure::interval(name, interval).n(scores.len()).by("DeLong 1988");
        Ok(vec![
            of("auc_was", was.interval(CONFIDENCE)?),
            of("auc_now", now.interval(CONFIDENCE)?),
            Figure::interval("auc_difference", test.difference).by("DeLong 1988, paired"),
        ])
    });
    section.take("auc", areas);
    if let (Method::Cox(_), Some(times)) = (ask.method, times(cohort, sample.events.len())) {
        let (times, events): (Vec<f64>, Vec<bool>) = times.into_iter().unzip();
        let of = |name, scores: &[f64]| {
            concordance(scores, &times, &events).map(|found| Figure::of(name, found.c).error(found.error).by("Harrell 1996"))
        };
        let both = of("harrell_c_was", &sample.scores).and_then(|was| Ok(vec![was, of("harrell_c_now", &scores)?]));
        section.take("harrell_c", both);
    }
    section.said.push(text!(
        "De gewichten zijn op deze zelfde gegevens geschat: hier lijken zij beter dan op andere. Toets de editie op andere gegevens met taxeer validate.",
        "The weights were fitted on these very data: here they look better than on others. Test the edition on other data with taxeer validate."
    ));
    let number = |key: &str| model.link.iter().find(|(name, _)| *name == key).map_or(0.0, |(_, value)| value.to_f64());
    let rate = |score: &f64| match ask.method {
        Method::Cox(_) => {
            let hazard = -libm::log(number("baseline_survival")) * libm::exp(score - number("centre"));
            -libm::expm1(-hazard)
        }
        _ => expit(number("intercept") + score),
    };
    let rates: Vec<f64> = scores.iter().map(rate).collect();
    let after = Sample {
        levels: vec![None; scores.len()],
        level_names: Vec::new(),
        probabilities: Some(rates),
        scores_are_probabilities: false,
        scores,
        without_rate: 0,
        ..sample.clone()
    };
    let mut now = Section { id: "expected_now", ..expected::section(&after, settings) };
    // Scores are real numbers here: a row each would say nothing.
    now.figures.retain(|figure| !figure.at.starts_with("score "));
    vec![section, now]
}

/// Times and events of the persons of a sample of so many, where all have them.
fn times(cohort: &Cohort, many: usize) -> Option<Vec<(f64, bool)>> {
    let counted = cohort.persons.iter().filter(|person| super::is_counted(person));
    let all: Option<Vec<Vec<(f64, bool)>>> = counted.map(|person| Some(vec![(person.time?, person.event?); person.weight])).collect();
    all.map(|all| all.concat()).filter(|all| all.len() == many)
}
