// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The standing of a rule set: status, dates, sources, marks of evidence. None of it changes a result.

use super::change::{Said, Section};
use crate::form::{Basis, Figure, Form, Provenance, Study, Until};
use crate::number::{Points, date};
use crate::report::names;

/// What a file says where no source has a date.
const NOT_KNOWN: &str = "not known";

pub(super) fn of(form: &Form) -> Vec<Said> {
    let mut said = head(form);
    for source in &form.references {
        let cite = source.url.as_ref().map_or_else(|| source.cite.clone(), |url| format!("{}, {url}", source.cite));
        said.push(Said::new(Section::Source, &source.id, "cite", cite));
    }
    said.extend(form.studies.iter().flat_map(study));
    said.extend(form.calibration.iter().map(|made| {
        let value = format!("{} {}, n = {}, events = {}", made.made.word(), made.of, made.persons, made.events);
        Said::new(Section::Head, "", "calibration", value)
    }));
    said.extend(form.shelf_life.iter().map(|life| source(Section::Head, "shelf_life", &life.provenance)));
    for field in &form.fields {
        let basis = match field.basis {
            Basis::Record => "record",
            Basis::Credible => "credible",
            Basis::Judgement => "judgement",
            Basis::SelfReport => "self_report",
        };
        said.push(Said::new(Section::Field, &field.id, "basis", basis));
        said.extend(field.unknown.map(|_| source(Section::Field, &field.id, &field.provenance)));
    }
    said.extend(form.gates.iter().map(|gate| source(Section::Population, &gate.id, &gate.provenance)));
    said.extend(form.constraints.iter().map(|constraint| source(Section::Constraint, &constraint.id, &constraint.provenance)));
    said.extend(form.items.iter().map(|item| source(Section::Item, &item.id, &item.provenance)));
    for scale in &form.scales {
        said.push(source(Section::Scale, &scale.id, &scale.provenance));
        said.extend(scale.convert.iter().map(|convert| source(Section::Scale, &format!("{}.convert", scale.id), &convert.provenance)));
        let links = scale.links.iter();
        said.extend(links.map(|link| source(Section::Link, &format!("{}.{}", scale.id, link.horizon), &link.provenance)));
    }
    for scheme in &form.schemes {
        said.push(Said::new(Section::Scheme, &scheme.id, "owner", &scheme.owner));
        said.push(Said::new(Section::Scheme, &scheme.id, "date", scheme.date.clone().unwrap_or_default()));
        said.push(source(Section::Scheme, &scheme.id, &scheme.provenance));
    }
    said.extend(form.rules.iter().map(|rule| source(Section::Rule, &rule.id, &rule.provenance)));
    for norm in &form.norms {
        said.push(Said::new(Section::Norm, &norm.id, "country", &norm.country));
        said.push(source(Section::Norm, &norm.id, &norm.provenance));
    }
    said
}

/// The keys of the head that no result hangs on; the edition itself is the title of the page.
fn head(form: &Form) -> Vec<Said> {
    let validity = &form.validity;
    let said = |what, value: String| Said::new(Section::Head, "", what, value);
    vec![
        said("kind", names::kind_code(form.kind).to_owned()),
        said("status", names::status_code(form.status).to_owned()),
        said("valid_from", validity.from.map_or_else(|| NOT_KNOWN.to_owned(), |from| from.to_string())),
        said(
            "valid_until",
            match validity.until {
                Until::NextEdition => String::new(),
                Until::Period(until) => until.to_string(),
                Until::NotKnown => NOT_KNOWN.to_owned(),
            },
        ),
        said("valid_source", validity.sources.join(", ")),
        said("entered", date::print(validity.entered)),
        said("review_by", date::print(validity.review_by)),
        said("successor", validity.successor.clone().unwrap_or_default()),
        said("netherlands", names::netherlands_code(form.about.netherlands).to_owned()),
    ]
}

fn study(study: &Study) -> Vec<Said> {
    let interval = |interval: Option<(Points, Points)>| interval.map(|(low, high)| format!(" ({low}..={high})")).unwrap_or_default();
    let figure = |figure: &Figure| format!("{} {}{}", figure.measure.word(), figure.value, interval(figure.interval));
    let figures: Vec<String> = study.figures.iter().map(figure).collect();
    vec![
        Said::new(Section::Study, &study.id, "figure", figures.join("; ")),
        Said::new(Section::Study, &study.id, "persons", study.persons.map(|persons| persons.to_string()).unwrap_or_default()),
        Said::new(Section::Study, &study.id, "country", study.country.clone().unwrap_or_default()),
        source(Section::Study, &study.id, &study.provenance),
    ]
}

fn source(section: Section, id: &str, provenance: &Provenance) -> Said {
    let (sources, mark) = (provenance.sources.join(", "), names::evidence_code(provenance));
    Said::new(section, id, "source", format!("{sources} ({mark})"))
}
