// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norms of a sample: percentiles by score, observed rates, and a curve through them. No score and no level moves.

use super::origin::decimal;
use super::pack::{Norm, Pack, Row};
use super::{Events, New, Origin, Stop};
use crate::cohort::Horizon;
use crate::form::{Form, Made, NormKind};
use crate::lang::Text;
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::statistics::{Interval, norms as of_sample};
use crate::text;
use crate::validation::{CONFIDENCE, Sample, Section};

/// More scores are no table.
const MOST_SCORES: usize = 200;
/// Decimals of a percentage.
const PLACES: u32 = 4;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The instrument.
    pub form: &'a Form,
    /// The scale, by index.
    pub scale: usize,
    /// How long persons were followed, where that was said.
    pub horizon: Option<Horizon>,
    /// Rates of scores with fewer persons are left out.
    pub small: usize,
    /// Accept fewer events than the rule asks for.
    pub force: bool,
    /// The pack.
    pub pack: &'a Pack,
    /// Where the numbers come from.
    pub origin: &'a Origin,
}

/// Makes a norm pack.
///
/// # Errors
/// Scores that are no table; what was made is not sound. Too few events leave out the curve, and that is said.
pub fn norms(sample: &Sample, ask: &Ask<'_>) -> Result<New, Stop> {
    let percentiles = of_sample::percentiles(&sample.scores)?;
    if percentiles.len() > MOST_SCORES {
        let many = percentiles.len();
        return Err(Stop::Refused(text!(
            "er zijn {many} verschillende scores; een tabel heeft er hoogstens {MOST_SCORES}",
            "there are {many} distinct scores; a table has {MOST_SCORES} at most"
        )));
    }
    let mut section = crate::validation::norms::section(sample);
    let scale = ask.form.scales[ask.scale].id.clone();
    let outcome = &ask.origin.outcome;
    let outcome = text!("uitkomst volgens kolom `{outcome}` van de steekproef", "outcome by column `{outcome}` of the sample");
    let norm = |name, kind, title: Text, outcome: Text, horizon: Text, rows| Norm {
        name,
        kind,
        scale: scale.clone(),
        title,
        outcome,
        horizon,
        rows,
    };
    let place = text!("plaats in de steekproef", "place in the sample");
    let none = text!("geen: de plaats binnen de steekproef", "none: the place within the sample");
    let title = text!("Percentiel in de eigen steekproef", "Percentile in the local sample");
    let mut made = vec![norm("percentile", NormKind::Percentile, title, place, none, shares(&percentiles))];
    let within = horizon(ask.horizon);
    observed(sample, ask, &mut section, |rows| {
        let title = text!("Waargenomen percentage per score, eigen steekproef", "Observed rate by score, local sample");
        made.push(norm("observed", NormKind::Rate, title, outcome.clone(), within.clone(), rows));
    })?;
    let events = Events::of(&sample.events, 2);
    if events.enough() || ask.force {
        let at: Vec<f64> = percentiles.iter().map(|one| one.score).collect();
        let rows = of_sample::fitted_rates(&sample.scores, &sample.events, &at, CONFIDENCE)?;
        let rows = rows.iter().map(|(score, rate)| row(*score, *rate)).collect();
        let title = text!("Kans per score, kromme door de eigen steekproef", "Rate by score, curve through the local sample");
        made.push(norm("rate", NormKind::Rate, title, outcome, within, rows));
        section.said.push(text!(
            "De kromme is een logistische regressie op de score. Zij loopt van de laagste tot de hoogste score die voorkomt; daarbuiten geeft het pakket niets.",
            "The curve is a logistic regression on the score. It runs from the lowest to the highest score that occurs; beyond it the pack gives nothing."
        ));
    } else {
        section.refused.push(("fitted_rate", events.refusal()));
        section.figures.retain(|figure| figure.figure != "fitted_rate");
    }
    let text = ask.pack.text(ask.form, &made, Made::Norms, Vec::new(), ask.origin)?;
    Ok(New { text: Some(text), sections: vec![section] })
}

/// Rows of percentiles: rounded once, so that each row begins where the one before ended.
fn shares(percentiles: &[of_sample::Percentile]) -> Vec<Row> {
    let mut below = Points::ZERO;
    let mut rows = Vec::new();
    for one in percentiles {
        let at_or_below = decimal(one.at_or_below, PLACES);
        let value = Points(i64::midpoint(below.0, at_or_below.0));
        let shares = [below, at_or_below - below, Points(100 * ONE) - at_or_below];
        rows.push(Row { at: Points::from_f64(one.score), value, interval: None, shares: Some(shares) });
        below = at_or_below;
    }
    rows
}

fn row(score: f64, rate: Interval) -> Row {
    let percent = |share: f64| decimal(100.0 * share, PLACES);
    Row {
        at: Points::from_f64(score),
        value: percent(rate.estimate),
        interval: Some((percent(rate.lower), percent(rate.upper))),
        shares: None,
    }
}

/// Rates of scores with persons enough.
fn observed(sample: &Sample, ask: &Ask<'_>, section: &mut Section, mut take: impl FnMut(Vec<Row>)) -> Result<(), Stop> {
    let all = of_sample::observed_rates(&sample.scores, &sample.events, CONFIDENCE)?;
    let rows: Vec<Row> = all.iter().filter(|one| one.n >= ask.small).map(|one| row(one.score, one.rate)).collect();
    let (left, small) = (all.len() - rows.len(), ask.small);
    if left > 0 {
        section.said.push(text!(
            "Bij {left} scores zijn er minder dan {small} personen: hun waargenomen percentage staat niet in het pakket.",
            "At {left} scores there are fewer than {small} persons: their observed rate is not in the pack."
        ));
    }
    if !rows.is_empty() {
        take(rows);
    }
    Ok(())
}

fn horizon(horizon: Option<Horizon>) -> Text {
    use crate::cohort::Unit;
    let Some(horizon) = horizon else { return text!("niet opgegeven", "not stated") };
    let length = horizon.length;
    match horizon.unit {
        Unit::Days => text!("{length} dagen", "{length} days"),
        Unit::Weeks => text!("{length} weken", "{length} weeks"),
        Unit::Months => text!("{length} maanden", "{length} months"),
        Unit::Years => text!("{length} jaar", "{length} years"),
    }
}
