// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How expected rates and outcomes agree.

use std::collections::BTreeSet;

use super::{Figure, Sample, Section, Settings};
use crate::statistics::hosmer_lemeshow::hosmer_lemeshow;
use crate::statistics::recalibration::{Estimate, recalibrate};
use crate::statistics::{Error, brier, decision_curve, local_regression, spiegelhalter};
use crate::text;

/// The time of the local regression grows with the square of the distinct rates: of more it is refused.
const MOST_DISTINCT: usize = 20_000;
const GROUPS: usize = 10;

/// Figures of calibration; none without expected rates.
pub fn section(sample: &Sample, settings: &Settings) -> Section {
    let mut section = Section::new("calibration");
    let Some(rates) = &sample.probabilities else { return section };
    let events = &sample.events;
    section.take("recalibration", in_the_large(rates, events));
    section.take("brier", scores(rates, events));
    section.take("hosmer_lemeshow", groups(rates, events, settings.same_data || sample.model.is_some()));
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
        let p = test.p_on_own_data.ok_or(Error::TooFew { needed: 3, found: test.groups.len() })?;
        (test.groups.len() - 2, p, "df g-2: data of the fit")
    } else {
        (test.groups.len(), test.p_on_other_data, "df g: other data than the fit's")
    };
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

fn curve(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let found = local_regression::calibration(rates, events, 0.75, 2)?;
    let of = |name, value| Figure::of(name, value).by("loess span 0.75 degree 2, exact (Austin and Steyerberg 2019)");
    let mut figures = vec![of("ici", found.ici), of("e50", found.e50), of("e90", found.e90), of("emax", found.emax)];
    figures.extend(found.curve.iter().map(|(at, rate, n)| of("calibration_curve", *rate).at(at).n(*n)));
    Ok(figures)
}

fn decisions(rates: &[f64], events: &[bool]) -> Result<Vec<Figure>, Error> {
    let thresholds: Vec<f64> = (1..=19).map(|step| f64::from(step) / 20.0).collect();
    let found = decision_curve::net_benefit(rates, events, &thresholds)?;
    let of = |name, threshold: f64, value| Figure::of(name, value).at(threshold).by("Vickers and Elkin 2006");
    Ok(found.iter().flat_map(|one| [of("net_benefit", one.threshold, one.model), of("net_benefit_all", one.threshold, one.all)]).collect())
}
