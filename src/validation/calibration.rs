// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How expected rates and outcomes agree.

use std::collections::{BTreeMap, BTreeSet};

use super::{CONFIDENCE, Figure, Sample, Section, Settings};
use crate::statistics::hosmer_lemeshow::hosmer_lemeshow;
use crate::statistics::proportion::wilson;
use crate::statistics::recalibration::{Estimate, recalibrate};
use crate::statistics::{Error, brier, decision_curve, local_regression, spiegelhalter};
use crate::text;

/// The time of the local regression grows with the square of the distinct rates: of more it is refused.
const MOST_DISTINCT: usize = 20_000;
const GROUPS: usize = 10;
/// Bins of equal width of the histogram of probabilities.
pub(super) const BINS: usize = 25;

/// Figures of calibration; none without expected rates.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("calibration");
    let Some(rates) = &sample.probabilities else { return section };
    let events = &sample.events;
    section.take("recalibration", in_the_large(rates, events));
    section.take("brier", scores(rates, events));
    match groups(rates, events, settings.same_data || sample.model.is_some()) {
        Err(Error::TooFew { needed, found }) => section.refused.push((
            "hosmer_lemeshow",
            text!(
                "de kansen geven {found} groep(en); nodig zijn er {needed}",
                "the probabilities make {found} group(s); {needed} are needed"
            ),
        )),
        found => section.take("hosmer_lemeshow", found),
    }
    section.take("calibration_point", points(rates, events));
    section.figures.extend(histogram(rates));
    let distinct = rates.iter().map(|rate| rate.to_bits()).collect::<BTreeSet<_>>().len();
    if distinct > MOST_DISTINCT {
        section.refused.push((
            "ici",
            text!(
                "er zijn {distinct} verschillende kansen; tot {MOST_DISTINCT} wordt de kromme berekend",
                "there are {distinct} distinct probabilities; the curve is computed for up to {MOST_DISTINCT}"
            ),
        ));
    } else {
        section.take("ici", curve(rates, events));
    }
    section.take("decision_curve", decisions(rates, events));
    section
}

fn in_the_large(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let fit = recalibrate(rates, events, None)?;
    let of = |name, one: Estimate| Figure::of(name, one.estimate).error(one.error).n(events.len()).by("logistic regression on logit(p)");
    Ok(vec![
        of("calibration_in_the_large", fit.in_the_large),
        of("calibration_intercept", fit.intercept),
        of("calibration_slope", fit.slope),
    ]
    .into_iter()
    .chain(
        ["nagelkerke_r2", "discrimination_d", "unreliability_u", "quality_q"]
            .into_iter()
            .zip(fit.quality(events.len() as f64))
            .map(|(name, value)| Figure::of(name, value).by("val.prob (Harrell 2015)")),
    )
    .collect())
}

fn scores(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let mut figures = vec![
        Figure::of("brier", brier::brier(rates, events)?).by("Brier 1950"),
        Figure::of("brier_scaled", brier::scaled(rates, events)?).by("1 - Brier/(r(1-r))"),
        Figure::of("log_loss", brier::log_loss(rates, events)?).by("mean -ln p"),
    ];
    if let Ok((z, p)) = spiegelhalter::spiegelhalter(rates, events) {
        figures
            .extend([("spiegelhalter_z", z), ("spiegelhalter_p", p)].map(|(name, value)| Figure::of(name, value).by("Spiegelhalter 1986")));
    }
    Ok(figures)
}

/// On the data of the fit there are g - 2 degrees of freedom, on other data g.
fn groups(rates: &[f64], events: &[bool], same_data: bool) -> Result<Vec<Figure>, Error> {
    let test = hosmer_lemeshow(rates, events, GROUPS)?;
    let (df, p, method) = if same_data {
        (test.groups.len().saturating_sub(2), test.p_on_own_data, "df g-2: data of the fit")
    } else {
        (test.groups.len(), Some(test.p_on_other_data), "df g: other data than the fit's")
    };
    let p = p.ok_or(Error::TooFew { needed: 3, found: test.groups.len() })?;
    let mut figures = vec![
        Figure::of("hosmer_lemeshow", test.chi_square).by("Hosmer-Lemeshow 1980"),
        Figure::of("hosmer_lemeshow_df", df as f64).by(method),
        Figure::of("hosmer_lemeshow_p", p).by(method),
    ];
    for (at, group) in test.groups.iter().enumerate() {
        let figure = Figure::of("hosmer_lemeshow_expected", group.expected).at(at + 1).n(group.n).events(group.observed);
        figures.push(figure.by("groups by type 7 quantiles"));
    }
    Ok(figures)
}

/// The share with the outcome by mean probability: of each probability where there are few, else of the groups of the test.
fn points(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let mut rows: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
    for (rate, event) in rates.iter().zip(events) {
        // Probabilities are no less than 0: their bits are in their order. Adding 0 makes -0 one of them.
        let (n, hits) = rows.entry((rate + 0.0).to_bits()).or_default();
        *n += 1;
        *hits += usize::from(*event);
    }
    let groups: Vec<(f64, usize, usize)> = if rows.len() <= GROUPS {
        rows.into_iter().map(|(rate, (n, hits))| (f64::from_bits(rate), n, hits)).collect()
    } else {
        let groups = hosmer_lemeshow(rates, events, GROUPS)?.groups;
        groups.iter().map(|group| (group.expected / group.n as f64, group.n, group.observed)).collect()
    };
    let point =
        |(rate, n, hits)| Ok(Figure::interval("calibration_point", wilson(hits, n, CONFIDENCE)?).at(rate).n(n).events(hits).by("Wilson"));
    groups.into_iter().map(point).collect()
}

/// How many persons have a probability in each bin, by its lower end.
fn histogram(rates: &[f64]) -> impl Iterator<Item = Figure> {
    let mut counts = [0; BINS];
    for rate in rates {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability")]
        let bin = ((rate * BINS as f64) as usize).min(BINS - 1);
        counts[bin] += 1;
    }
    let filled = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    filled.map(|(bin, count)| {
        Figure { figure: "probability_count", n: Some(count), ..Figure::default() }.at(bin as f64 / BINS as f64).by("count")
    })
}

fn curve(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let found = local_regression::calibration(rates, events, 0.75, 2)?;
    let of = |name, value| Figure::of(name, value).by("loess span 0.75 degree 2, exact (Austin and Steyerberg 2019)");
    let mut figures = vec![of("ici", found.ici), of("e50", found.e50), of("e90", found.e90), of("emax", found.emax)];
    figures.extend(found.curve.iter().map(|(at, rate, n)| of("calibration_curve", *rate).at(at).n(*n)));
    Ok(figures)
}

fn decisions(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let thresholds: Vec<f64> = (1..=99).map(|step| f64::from(step) / 100.0).collect();
    let found = decision_curve::net_benefit(rates, events, &thresholds)?;
    let of = |name, threshold: f64, value| Figure::of(name, value).at(threshold).by("Vickers and Elkin 2006");
    Ok(found.iter().flat_map(|one| [of("net_benefit", one.threshold, one.model), of("net_benefit_all", one.threshold, one.all)]).collect())
}
