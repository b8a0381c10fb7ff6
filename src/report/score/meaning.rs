// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a score means: probabilities and norms, always with outcome, horizon, sample, country and source.

use super::Page;
use crate::form::{Base, Norm, NormKind, NormRow, Rounding};
use crate::number::{Points, Probability, fixed};
use crate::report::document::Document;
use crate::report::{chance, names, words};

impl Page<'_> {
    /// Facts for each horizon: the percentage, and people in numbers.
    pub(super) fn probabilities(&self) -> Vec<(String, String)> {
        let (form, lang) = (self.form, self.lang);
        let mut facts = Vec::new();
        let links = form.reported_scales().flat_map(|scale| (0..form.scales[scale].links.len()).map(move |link| (scale, link)));
        let mut told: Vec<(String, String, Option<Rounding>, String)> = links
            .map(|(scale, link)| {
                let rounding =
                    form.schemes.iter().find(|scheme| scheme.base == Base::Horizon(scale, link)).and_then(|scheme| scheme.rounding);
                let link = &form.scales[scale].links[link];
                (link.horizon.clone(), link.outcome.get(lang).to_owned(), rounding, names::sources(&link.provenance, lang))
            })
            .collect();
        told.extend(form.rule_horizons.iter().map(|horizon| {
            let outcome = words::part(form.about.measures.get(lang));
            let rules = self.trace.rules.iter().map(|&rule| names::sources(&form.rules[rule].provenance, lang));
            let mut sources: Vec<String> = rules.collect();
            sources.dedup();
            (horizon.clone(), outcome, None, sources.join("; "))
        }));
        for ((horizon, outcome, rounding, sources), reach) in told.into_iter().zip(&self.score.evaluation.reach.probabilities) {
            let (least, greatest) = (reach.least, reach.greatest);
            let chance = chance::percents(least, greatest, rounding.as_ref(), lang);
            let horizon = chance::horizon(&horizon, lang);
            facts.push((
                say!(lang, "Kans, {horizon}", "Chance, {horizon}"),
                say!(lang, "{chance}: {outcome}; bron {sources}", "{chance}: {outcome}; source {sources}"),
            ));
            facts.push((say!(lang, "In aantallen", "In numbers"), people(least, greatest, lang)));
        }
        facts
    }

    pub(super) fn norms(&self, document: &mut Document) {
        let (form, lang) = (self.form, self.lang);
        document.heading(say!(lang, "Normen", "Norms"));
        if form.norms.is_empty() {
            document.paragraph(say!(
                lang,
                "Geen normen: dit bestand heeft geen percentielen of recidivecijfers, omdat geen gelezen bron ze geeft.",
                "No norms: this file has no percentiles or recidivism rates, because no source that was read gives them."
            ));
            return;
        }
        for norm in &form.norms {
            let title = format!("{}{}", norm.title.get(lang), names::local(form, &norm.span, lang));
            match (self.settled_score(norm.scale), self.norm_row(norm)) {
                (_, Some(row)) => {
                    document.subheading(title);
                    document.facts(norm_facts(norm, row, lang));
                }
                (Some(score), None) => {
                    let score = words::points(score, lang);
                    document.paragraph(say!(
                        lang,
                        "{title}: geen waarde bij score {score}. De bronnen die zijn gelezen geven die niet.",
                        "{title}: no value at score {score}. The sources that were read do not give it."
                    ));
                }
                (None, None) => document.paragraph(say!(
                    lang,
                    "{title}: nog geen waarde, want de score staat niet vast.",
                    "{title}: no value yet, because the score is not settled."
                )),
            }
        }
    }

    fn settled_score(&self, scale: usize) -> Option<Points> {
        self.score.evaluation.reach.total(scale)
    }

    pub(super) fn norm_row<'n>(&self, norm: &'n Norm) -> Option<&'n NormRow> {
        let score = self.settled_score(norm.scale)?;
        norm.rows.iter().find(|row| row.at.contains(score.0))
    }
}

/// People with and without the outcome, as the link itself says it.
fn people(least: Probability, greatest: Probability, lang: crate::lang::Lang) -> String {
    let (most, of) = chance::frequency(greatest);
    let fewest = fixed::round(least.units(), fixed::PLACES, if of == 100 { 2 } else { 3 });
    let (with, without) = (
        words::span(&fewest.to_string(), &most.to_string(), lang),
        words::span(&(of - most).to_string(), &(of - fewest).to_string(), lang),
    );
    let of = if of == 1000 { lang.pick("1.000", "1,000") } else { "100" };
    say!(
        lang,
        "van {of} personen met deze uitkomst ongeveer {with} wel en {without} niet, volgens het instrument zelf",
        "of {of} persons with this result about {with} with and {without} without, by the instrument's own account"
    )
}

fn norm_facts(norm: &Norm, row: &NormRow, lang: crate::lang::Lang) -> Vec<(String, String)> {
    let (value, kind) = (words::points(row.value, lang), names::norm_kind(norm.kind, lang));
    let unit = if norm.kind == NormKind::Rate { "%" } else { "" };
    let interval = row.interval.map(|(low, high)| {
        let (low, high) = (words::points(low, lang), words::points(high, lang));
        say!(lang, " (95%-interval {low} tot {high})", " (95% interval {low} to {high})")
    });
    let interval = interval.unwrap_or_default();
    let shares = row.shares.map(|[below, same, higher]| {
        let whole = |share: Points| fixed::print_fixed(share.0, fixed::PLACES, 0);
        let (below, same, higher) = (whole(below), whole(same), whole(higher));
        say!(
            lang,
            "van 100 mensen in de steekproef scoren er ongeveer {below} lager, {same} gelijk en {higher} hoger",
            "of 100 people in the sample about {below} score lower, {same} the same and {higher} higher"
        )
    });
    let country = names::country(&norm.country, lang);
    vec![
        (say!(lang, "Waarde", "Value"), format!("{kind} {value}{unit}{interval}")),
        (say!(lang, "In aantallen", "In numbers"), shares.unwrap_or_default()),
        (say!(lang, "Waarvan", "Of what"), norm.outcome.get(lang).to_owned()),
        (say!(lang, "Termijn", "Horizon"), norm.horizon.get(lang).to_owned()),
        (say!(lang, "Steekproef", "Sample"), norm.sample.get(lang).to_owned()),
        (say!(lang, "Land", "Country"), country.to_owned()),
        (say!(lang, "Bron", "Source"), names::sources(&norm.provenance, lang)),
    ]
}
