// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What an instrument says of a person: score, levels, expected rate and the points of every item.

use super::{Between, Horizon};
use crate::domain::Answer;
use crate::evaluate::facts::Facts;
use crate::evaluate::{Evaluation, Evaluator};
use crate::form::{Form, Norm, NormKind, Part};
use crate::lang::Text;
use crate::number::Points;
use crate::plan::Role;
use crate::text;

/// Where expected rates come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateSource {
    /// A probability of the file: its place among [`Form::horizons`].
    Horizon(usize),
    /// A norm with rates, by index in the form.
    Norm(usize),
}

/// The expected rates of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Where they stand.
    pub source: RateSource,
    /// What they are called in the file.
    pub name: String,
    /// Of what, and within how long, as the file says.
    pub of: Text,
}

impl Expected {
    /// The rate at a score, from 0 to 1; `None` where the file has none there.
    #[must_use]
    pub fn at(&self, form: &Form, scale: usize, score: Points) -> Option<f64> {
        match self.source {
            RateSource::Horizon(_) => {
                let link = form.scales[scale].links.iter().find(|link| link.horizon == self.name)?;
                Some(link.probability(score).to_f64())
            }
            RateSource::Norm(at) => rate(&form.norms[at], score),
        }
    }
}

/// The expected rates of a scale: those of `named`, else of the horizon, else the only ones.
///
/// # Errors
/// Why there are none, for the user.
pub fn expected(form: &Form, scale: usize, named: Option<&str>, horizon: Option<Horizon>) -> Result<Expected, Text> {
    let all = candidates(form, scale);
    let names = all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    if all.is_empty() {
        let id = &form.id;
        return Err(text!(
            "in het bestand van {id} staat geen gepubliceerd percentage en geen kans bij een score; een normpakket (--norms) of een kolom (--prob) kan die geven",
            "the file of {id} has no published rate and no probability at a score; a norm pack (--norms) or a column (--prob) can give them"
        ));
    }
    if let Some(named) = named {
        let found = all.iter().find(|one| one.name == named).cloned();
        return found.ok_or_else(|| text!("er is geen `{named}`; kies uit: {names}", "there is no `{named}`; choose from: {names}"));
    }
    if let Some(horizon) = horizon {
        let same = |one: &&Expected| Horizon::parse(&one.name).is_some_and(|own| own.is(horizon)) || of_horizon(form, one, horizon);
        return all.iter().find(same).cloned().ok_or_else(|| {
            text!(
                "het bestand heeft geen percentage bij {horizon}; wel: {names} (kies met --rates)",
                "the file has no rate at {horizon}; it has: {names} (choose with --rates)"
            )
        });
    }
    match all.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(text!(
            "het bestand heeft meer dan één percentage: {names}; kies met --horizon of --rates",
            "the file has more than one rate: {names}; choose with --horizon or --rates"
        )),
    }
}

fn candidates(form: &Form, scale: usize) -> Vec<Expected> {
    let mut all = Vec::new();
    let links = form.reported_scales().flat_map(|scale| form.scales[scale].links.iter().map(move |link| (Some(scale), link)));
    for (place, (of, link)) in links.enumerate() {
        if of == Some(scale) {
            all.push(Expected { source: RateSource::Horizon(place), name: link.horizon.clone(), of: link.outcome.clone() });
        }
    }
    let rates = form.norms.iter().enumerate().filter(|(_, norm)| norm.kind == NormKind::Rate && norm.scale == scale);
    all.extend(rates.map(|(at, norm)| {
        let (of, within) = (&norm.outcome, &norm.horizon);
        let (nl, en, within_nl, within_en) = (&of.nl, &of.en, &within.nl, &within.en);
        Expected { source: RateSource::Norm(at), name: norm.id.clone(), of: text!("{nl}, {within_nl}", "{en}, {within_en}") }
    }));
    all
}

/// Whether the words of a norm's horizon say so many years.
fn of_horizon(form: &Form, one: &Expected, horizon: Horizon) -> bool {
    let RateSource::Norm(at) = one.source else { return false };
    let words = &form.norms[at].horizon.en;
    let number = words.split_whitespace().next().and_then(|word| word.parse().ok());
    let unit = ["day", "week", "month", "year"].into_iter().zip(['d', 'w', 'm', 'y']).find(|(unit, _)| words.contains(unit));
    let stated = number.zip(unit).and_then(|(number, (_, letter)): (u32, _)| Horizon::parse(&format!("{number}{letter}")));
    stated.is_some_and(|stated| stated.is(horizon))
}

/// The expected rate of what came out.
pub(super) fn probability(form: &Form, scale: usize, expected: &Expected, evaluation: &Evaluation) -> Option<Between> {
    match expected.source {
        RateSource::Horizon(place) => {
            let reach = evaluation.reach.probabilities.get(place)?;
            Some(Between { low: reach.least.to_f64(), high: reach.greatest.to_f64() })
        }
        RateSource::Norm(at) => {
            let norm = &form.norms[at];
            let reach = evaluation.reach.scale(scale)?;
            let (first, last) = (rate(norm, reach.least)?, rate(norm, reach.greatest)?);
            Some(Between { low: first.min(last), high: first.max(last) })
        }
    }
}

fn rate(norm: &Norm, score: Points) -> Option<f64> {
    let row = norm.rows.iter().find(|row| row.at.contains(score.0))?;
    Some(row.value.to_f64() / 100.0)
}

/// The items that a scale adds up, also through inner scales, in file order.
pub(super) fn items(form: &Form, scale: usize) -> Vec<usize> {
    let mut items: Vec<usize> = form.scales[scale]
        .parts
        .iter()
        .flat_map(|part| match *part {
            Part::Item(item) => vec![item],
            Part::Scale(inner) => items(form, inner),
        })
        .collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// The points of items; `None` where an answer that they need is not known.
pub(super) fn points(evaluator: &Evaluator, items: &[usize], answers: &[Answer]) -> Vec<Option<f64>> {
    let plan = evaluator.instrument().plan();
    let facts = Facts::of(plan, answers);
    let of = |item: usize| {
        let mut sum = Points::ZERO.0;
        for factor in &plan.factors {
            let Role::Term(term) = factor.role else { continue };
            if plan.terms[term].item != item || plan.terms[term].points.counts() {
                continue;
            }
            if !factor.fields.iter().all(|&field| facts.is_known(field)) {
                return None;
            }
            sum += plan.terms[term].points.at(&facts.cells, &plan.fields);
        }
        Some(Points(sum).to_f64())
    };
    items.iter().map(|&item| of(item)).collect()
}
