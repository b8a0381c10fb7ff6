// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rates adapted to a sample, by the smallest change that is asked for. No score moves.

use super::origin::decimal;
use super::pack::{Norm, Pack};
use super::{Edition, Events, New, Origin, PER_PARAMETER, Stop, rates};
use crate::cohort::{Cohort, Expected, RateSource};
use crate::form::{Base, Curve, Form, Level, Link, Made, NormKind};
use crate::lang::Text;
use crate::number::Points;
use crate::statistics::logistic::{self, Options, expit, logit};
use crate::statistics::recalibration::{self, Recalibration, Test, Update};
use crate::statistics::{Design, distribution};
use crate::text;
use crate::validation::expected;
use crate::validation::{CONFIDENCE, Figure, Sample, Section, Settings};

/// Decimals of the numbers that are written.
const PLACES: u32 = 6;

/// What may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The smallest change that a closed test asks for.
    Smallest,
    /// The intercept.
    Intercept,
    /// Intercept and slope.
    Slope,
    /// An intercept for every level.
    Level,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The instrument.
    pub form: &'a Form,
    /// The scale, by index.
    pub scale: usize,
    /// The rates that are updated.
    pub expected: &'a Expected,
    /// What may be changed.
    pub change: Change,
    /// The level of each test.
    pub alpha: f64,
    /// Accept fewer events than the rule asks for.
    pub force: bool,
    /// The name of the new edition.
    pub edition: &'a str,
    /// The norm pack, for rates that no formula of the instrument holds.
    pub pack: Option<&'a Pack>,
    /// Where the numbers come from.
    pub origin: &'a Origin,
}

/// How rates become others: on the scale of the logit, an intercept (one for all, or one a level) and a slope.
struct Adapted {
    intercepts: Vec<f64>,
    slope: f64,
}

impl Adapted {
    /// A rate of 0 or 1 stands outside the formula and stays.
    fn of(&self, rate: f64, level: usize) -> f64 {
        if rate <= 0.0 || rate >= 1.0 {
            return rate;
        }
        let intercept = self.intercepts.get(level).or(self.intercepts.first()).copied().unwrap_or(0.0);
        expit(intercept + self.slope * logit(rate))
    }
}

/// Adapts the rates of an instrument: a new edition where a formula of it gives them, else a norm pack with the new rates by score.
///
/// # Errors
/// No rates at some scores; too few events; a level without or with only events; what was made is not sound.
pub fn update(cohort: &Cohort, sample: &Sample, settings: &Settings, ask: &Ask<'_>) -> Result<New, Stop> {
    let Some(was) = sample.probabilities.as_deref() else {
        let without = sample.without_rate;
        return Err(Stop::Refused(text!(
            "bij {without} personen geeft het bestand geen kans bij hun score: er is niets om aan te passen",
            "for {without} persons the file gives no rate at their score: there is nothing to update"
        )));
    };
    let inside: Vec<usize> = (0..was.len()).filter(|&row| was[row] > 0.0 && was[row] < 1.0).collect();
    let of = |all: &[f64]| -> Vec<f64> { inside.iter().map(|&row| all[row]).collect() };
    let (rates_of, scores) = (of(was), of(&sample.scores));
    let events: Vec<bool> = inside.iter().map(|&row| sample.events[row]).collect();
    let mut sections = vec![Section::new("update")];
    if inside.len() < was.len() {
        let outside = was.len() - inside.len();
        sections[0].said.push(text!(
            "{outside} personen hebben volgens het bestand een kans van precies 0 of 1. Zij tellen bij de schatting niet mee, en die kans blijft.",
            "{outside} persons have a rate of exactly 0 or 1 by the file. They have no part in the fit, and that rate stays."
        ));
    }
    let levels = levels(ask);
    let adapted = if ask.change == Change::Level {
        let Some(levels) = levels else {
            return Err(Stop::Refused(text!("deze schaal heeft geen niveaus bij scores", "this scale has no levels at scores")));
        };
        let adapted = by_level(&rates_of, &scores, &events, levels, ask, &mut sections[0])?;
        sections.push(before(sample, settings));
        adapted
    } else {
        let asked = Events::of(&events, if ask.change == Change::Intercept { 1 } else { 2 });
        if !asked.enough() && !ask.force {
            return Err(Stop::TooFew(asked));
        }
        let fit = recalibration::recalibrate(&rates_of, &events, None)?;
        let adapted = of_all(cohort, sample, &inside, &fit, &events, ask, &mut sections)?;
        sections.push(before(sample, settings));
        let Some(adapted) = adapted else { return Ok(New { text: None, sections }) };
        adapted
    };
    let level_of = |score: f64| levels.and_then(|levels| levels.iter().position(|level| level.at.contains(Points::from_f64(score).0)));
    let now: Vec<f64> = was.iter().zip(&sample.scores).map(|(rate, score)| adapted.of(*rate, level_of(*score).unwrap_or(0))).collect();
    let text = written(&adapted, ask)?;
    let after = Sample { probabilities: Some(now.clone()), ..sample.clone() };
    sections.extend([by_levels("expected_now", &after, settings), rates::section(sample, &now)]);
    Ok(New { text: Some(text), sections })
}

fn before(sample: &Sample, settings: &Settings) -> Section {
    by_levels("expected_was", sample, settings)
}

/// Expected and observed for all and by level; by score the rates stand side by side elsewhere.
fn by_levels(id: &'static str, sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section { id, ..expected::section(sample, settings) };
    section.figures.retain(|figure| !figure.at.starts_with("score "));
    section
}

/// The levels that stand at scores: those of the reported scheme, or of the one that it shifts.
fn levels<'a>(ask: &Ask<'a>) -> Option<&'a [Level]> {
    let mut scheme = ask.form.reported_scheme(Some(ask.scale))?;
    while let Base::Scheme(below) = ask.form.schemes[scheme].base {
        scheme = below;
    }
    let scheme = &ask.form.schemes[scheme];
    (scheme.base == Base::Scale(ask.scale)).then_some(&scheme.levels)
}

/// One intercept, and perhaps a slope; none where the data ask for no change.
fn of_all(
    cohort: &Cohort,
    sample: &Sample,
    inside: &[usize],
    fit: &Recalibration,
    events: &[bool],
    ask: &Ask<'_>,
    sections: &mut Vec<Section>,
) -> Result<Option<Adapted>, Stop> {
    let n = events.len();
    let of =
        |name, one: recalibration::Estimate| Figure::of(name, one.estimate).error(one.error).n(n).by("logistic regression on logit(p)");
    sections[0].figures.extend([
        of("calibration_in_the_large", fit.in_the_large),
        of("calibration_intercept", fit.intercept),
        of("calibration_slope", fit.slope),
    ]);
    let chosen = match ask.change {
        Change::Intercept => Update::Intercept,
        Change::Slope | Change::Level => Update::Slope,
        Change::Smallest => {
            let revision = revision(cohort, sample, inside, events);
            let why = revision.as_ref().err().cloned();
            let (chosen, tests) = recalibration::closed_test(fit, revision.ok(), ask.alpha);
            sections.push(tell_tests(&tests, chosen, why.as_ref()));
            chosen
        }
    };
    match chosen {
        Update::None => Ok(None),
        Update::Intercept => Ok(Some(Adapted { intercepts: vec![fit.in_the_large.estimate], slope: 1.0 })),
        Update::Slope if fit.slope.estimate <= 0.0 => Err(Stop::Refused(text!(
            "de helling is niet positief: in deze gegevens stijgt de uitkomst niet met de score. Kansen die dan dalen worden niet geschreven",
            "the slope is not positive: in these data the outcome does not rise with the score. Rates that then fall are not written"
        ))),
        Update::Slope => Ok(Some(Adapted { intercepts: vec![fit.intercept.estimate], slope: fit.slope.estimate })),
        Update::Revision => Err(Stop::Refused(text!(
            "de gesloten toets vraagt nieuwe gewichten, en dat is geen aanpassing meer: gebruik --make refit, of kies --change slope",
            "the closed test asks for new weights, which is no update any more: use --make refit, or choose --change slope"
        ))),
    }
}

/// Log-likelihood of weights for every item and how many there are; else why they have no part in the test.
fn revision(cohort: &Cohort, sample: &Sample, inside: &[usize], events: &[bool]) -> Result<(f64, usize), Text> {
    let items = super::items(cohort).filter(|items| items.iter().all(|column| column.len() == sample.events.len()));
    let items = items
        .ok_or_else(|| text!("niet van iedereen zijn de punten van elk item bekend", "not everybody's points of every item are known"))?;
    let columns: Vec<Vec<f64>> = items.iter().map(|column| inside.iter().map(|&row| column[row]).collect()).collect();
    let differ: Vec<usize> = (0..columns.len()).filter(|&at| columns[at].iter().any(|one| (one - columns[at][0]).abs() > 0.0)).collect();
    let names: Vec<&str> = differ.iter().map(|&at| cohort.items[at].as_str()).collect();
    let columns: Vec<&[f64]> = differ.iter().map(|&at| columns[at].as_slice()).collect();
    let asked = Events::of(events, columns.len());
    if !asked.enough() {
        let (fewer, needed) = (asked.fewer, asked.needed());
        return Err(text!("{fewer} gevallen, waar er {needed} nodig zijn", "{fewer} events, where {needed} are needed"));
    }
    let fit = Design::new(&columns).and_then(|design| logistic::fit(&design, events, Options::default()));
    let fit = fit.map_err(|error| super::of_items(&error, &names))?;
    Ok((fit.log_likelihood, columns.len()))
}

fn word(update: Update) -> &'static str {
    match update {
        Update::None => "none",
        Update::Intercept => "intercept",
        Update::Slope => "slope",
        Update::Revision => "revision",
    }
}

fn tell_tests(tests: &[Test], chosen: Update, left_out: Option<&Text>) -> Section {
    let mut section = Section::new("closed_test");
    let method = "closed test (Vergouwe and others 2017)";
    for test in tests {
        let of = |name, value| Figure::of(name, value).at(word(test.update)).by(method);
        section.figures.extend([of("closed_test", test.chi_square), of("closed_test_df", test.df as f64), of("closed_test_p", test.p)]);
    }
    section.said.push(match chosen {
        Update::None => text!(
            "De toets vraagt geen verandering: de kansen van het bestand passen bij deze steekproef. Er is niets geschreven.",
            "The test asks for no change: the rates of the file fit this sample. Nothing was written."
        ),
        Update::Intercept => text!("De toets vraagt een ander intercept.", "The test asks for another intercept."),
        Update::Slope => {
            text!("De toets vraagt een ander intercept en een andere helling.", "The test asks for another intercept and slope.")
        }
        Update::Revision => text!("De toets vraagt nieuwe gewichten.", "The test asks for new weights."),
    });
    if let Some(why) = left_out {
        let (nl, en) = (&why.nl, &why.en);
        section.said.push(text!(
            "Nieuwe gewichten per item zijn niet mee getoetst: {nl}.",
            "New weights of the items had no part in the test: {en}."
        ));
    }
    section
}

/// An intercept for every level.
fn by_level(
    rates: &[f64],
    scores: &[f64],
    events: &[bool],
    levels: &[Level],
    ask: &Ask<'_>,
    section: &mut Section,
) -> Result<Adapted, Stop> {
    let mut intercepts = Vec::new();
    for level in levels {
        let id = &level.id;
        let rows: Vec<usize> = (0..scores.len()).filter(|&row| level.at.contains(Points::from_f64(scores[row]).0)).collect();
        let seen: Vec<bool> = rows.iter().map(|&row| events[row]).collect();
        let fewer = Events::of(&seen, 1).fewer;
        if fewer == 0 || (fewer < PER_PARAMETER && !ask.force) {
            let n = rows.len();
            let forced = if fewer == 0 {
                text!(
                    "een niveau zonder gevallen, of met alleen gevallen, geeft geen schatting",
                    "a level without events, or with nothing else, gives no estimate"
                )
            } else {
                text!("met --force gebeurt het toch", "--force does it anyway")
            };
            let (forced_nl, forced_en) = (forced.nl, forced.en);
            return Err(Stop::Refused(text!(
                "niveau {id}: {fewer} gevallen onder {n} personen, waar er {PER_PARAMETER} nodig zijn voor een eigen intercept; {forced_nl}",
                "level {id}: {fewer} events among {n} persons, where {PER_PARAMETER} are needed for an intercept of its own; {forced_en}"
            )));
        }
        let offset: Vec<f64> = rows.iter().map(|&row| logit(rates[row])).collect();
        let fit = logistic::fit(&Design::empty(rows.len()), &seen, Options { weights: None, offset: Some(&offset) })?;
        let figure = Figure::of("calibration_in_the_large", fit.coefficients[0]).error(fit.errors[0]).at(format!("level {id}"));
        section
            .figures
            .push(figure.n(rows.len()).events(seen.iter().filter(|event| **event).count()).by("logistic regression on logit(p)"));
        intercepts.push(fit.coefficients[0]);
    }
    let z = distribution::z_of(CONFIDENCE);
    let crosses =
        section.figures.iter().filter_map(|figure| figure.estimate.zip(figure.error)).all(|(estimate, error)| estimate.abs() < z * error);
    if crosses {
        section.said.push(text!(
            "Bij geen enkel niveau sluit het interval nul uit: deze gegevens vragen geen eigen intercept per niveau.",
            "At no level does the interval exclude zero: these data do not ask for an intercept of each level."
        ));
    }
    Ok(Adapted { intercepts, slope: 1.0 })
}

/// The new file.
fn written(adapted: &Adapted, ask: &Ask<'_>) -> Result<String, Stop> {
    let scale = &ask.form.scales[ask.scale];
    let link = scale.links.iter().find(|link| matches!(ask.expected.source, RateSource::Horizon(_)) && link.horizon == ask.expected.name);
    match link.map(|link| (link, link.curve)) {
        Some((link, Curve::Logistic { intercept })) if ask.change != Change::Level => edition(adapted, link, intercept, &scale.id, ask),
        // On another curve, or a level at a time, no intercept and slope of the file say it.
        _ => pack(adapted, ask),
    }
}

fn edition(adapted: &Adapted, link: &Link, was: Points, scale: &str, ask: &Ask<'_>) -> Result<String, Stop> {
    let unread = || Stop::Refused(text!("de tekst van het instrument is niet te lezen", "the text of the instrument cannot be read"));
    let mut edition = Edition::of(ask.form, ask.edition).ok_or_else(unread)?;
    let path = ["scale", scale, "link", link.horizon.as_str()];
    let intercept = adapted.intercepts.first().copied().unwrap_or(0.0) + adapted.slope * was.to_f64();
    edition.put(&[&path[..], &["intercept"]].concat(), decimal(intercept, PLACES));
    edition.put(&[&path[..], &["slope"]].concat(), decimal(adapted.slope * link.slope.to_f64(), PLACES));
    edition.cite(&path);
    edition.note(&note(ask));
    Ok(edition.finish(Made::Update, ask.origin)?.0)
}

fn note(ask: &Ask<'_>) -> Text {
    let (of, n, events) = (&ask.origin.of, ask.origin.persons, ask.origin.events);
    text!(
        "Proefeditie: de kansen zijn aangepast aan een eigen steekproef van {n} personen, {events} met de uitkomst. Punten en niveaus zijn die van {of}.",
        "Trial edition: the rates were adapted to a local sample of {n} persons, {events} with the event. Points and levels are those of {of}."
    )
}

/// The new rates at every score that had one, as a norm.
fn pack(adapted: &Adapted, ask: &Ask<'_>) -> Result<String, Stop> {
    let Some(pack) = ask.pack else {
        return Err(Stop::Refused(text!(
            "deze kansen staan niet als formule in het instrument; nieuwe kansen per score komen in een normpakket: geef --owner en --country",
            "these rates are no formula of the instrument; new rates by score go into a norm pack: give --owner and --country"
        )));
    };
    let Some(scores) = rates::scores(ask.form, ask.scale) else {
        return Err(Stop::Refused(text!("de scores van deze schaal zijn niet heel", "the scores of this scale are not whole")));
    };
    let levels = levels(ask);
    let level_of = |score: Points| levels.and_then(|levels| levels.iter().position(|level| level.at.contains(score.0))).unwrap_or(0);
    let now = |score: Points| ask.expected.at(ask.form, ask.scale, score).map(|was| (score, adapted.of(was, level_of(score))));
    let of = &ask.expected.of;
    let norm = Norm {
        name: "rate",
        kind: NormKind::Rate,
        scale: ask.form.scales[ask.scale].id.clone(),
        title: text!("Kans per score, aangepast aan de eigen steekproef", "Rate by score, adapted to the local sample"),
        outcome: of.clone(),
        horizon: Text::same(&ask.expected.name),
        rows: rates::rows(scores.into_iter().filter_map(now)),
    };
    Ok(pack.text(ask.form, &[norm], Made::Update, Vec::new(), ask.origin)?)
}
