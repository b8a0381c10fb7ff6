// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What a rule set says that counts and is no table: types and domains of fields, what they are computed from, what schemes stand on.

use super::change::{Said, Section};
use crate::domain::{Domain, NOT_APPLICABLE_WORD};
use crate::form::{Base, Derivation, Field, FieldType, Form, ItemForm, Look, Scheme, Term};
use crate::report::names;

pub(super) fn of(form: &Form, other: &Form) -> Vec<Said> {
    let mut said = Vec::new();
    said.extend(form.shelf_life.iter().map(|life| {
        let term = match life.term {
            Term::Months(months) => format!("{months} months"),
            Term::Days(days) => format!("{days} days"),
        };
        Said::new(Section::Head, "", "shelf_life", term)
    }));
    for field in &form.fields {
        let own = of_field(form, field);
        said.extend(if other.field(&field.id).is_none() { whole("field", own) } else { own });
    }
    for item in &form.items {
        let reads = match &item.form {
            ItemForm::Weight(_, field) => form.fields[*field].id.clone(),
            ItemForm::Copas { previous, conviction, first, .. } => {
                let id = |field: &usize| form.fields[*field].id.as_str();
                format!("previous = {}, conviction = {}, first = {}", id(previous), id(conviction), id(first))
            }
            ItemForm::Tables(..) | ItemForm::Rows(..) => continue,
        };
        said.push(Said::new(Section::Item, &item.id, "of", reads).unit("item"));
    }
    for scheme in &form.schemes {
        let (own, shared) = (of_scheme(form, scheme), other.schemes.iter().any(|there| there.id == scheme.id));
        said.extend(if shared { own } else { whole("scheme", own) });
    }
    let rules: Vec<&str> = form.rules.iter().map(|rule| rule.id.as_str()).collect();
    said.push(Said::new(Section::Rule, "", "rules", rules.join(", ")));
    for norm in &form.norms {
        let scale = &form.scales[norm.scale].id;
        said.push(Said::new(Section::Norm, &norm.id, "of", scale));
        said.push(Said::new(Section::Norm, &norm.id, "kind", names::norm_kind_code(norm.kind)));
        said.push(Said::new(Section::Norm, &norm.id, "rising", norm.rising.to_string()));
    }
    let lines: Vec<&str> = form.lines.iter().map(|line| line.id.as_str()).collect();
    said.push(Said::new(Section::Other, "", "lines", lines.join(", ")));
    let options = form.judgement.iter().flat_map(|judgement| judgement.options.iter().map(|(id, _)| id.as_str()));
    said.push(Said::new(Section::Other, "", "judgement", options.collect::<Vec<_>>().join(", ")));
    said
}

/// What only one rule set has is one thing.
fn whole(what: &'static str, parts: Vec<Said>) -> Vec<Said> {
    let values: Vec<String> =
        parts.iter().filter(|part| !part.value.is_empty()).map(|part| format!("{} {}", part.what, part.value)).collect();
    // A field that only one has is there in every mixture: what reads it can come and go.
    let first = parts.into_iter().next().filter(|_| !values.is_empty());
    let keep = |unit: Option<String>| unit.filter(|_| what != "field");
    first.map(|first| Said { what, value: values.join("; "), unit: keep(first.unit), ..first }).into_iter().collect()
}

fn of_field(form: &Form, field: &Field) -> Vec<Said> {
    let kind = match field.kind {
        FieldType::Choice => "choice",
        FieldType::YesNo => "yes_no",
        FieldType::Count => "count",
        FieldType::Decimal => "decimal",
        FieldType::Date => "date",
    };
    let domain = match &field.domain {
        Domain::Options(options) => options.join(" | "),
        numbers => {
            let all = numbers.all();
            let (least, greatest) = (all.first().unwrap_or(0), all.last().unwrap_or(0));
            format!("{}..={}", numbers.print(least), numbers.print(greatest))
        }
    };
    let domain = if field.not_applicable { format!("{domain} | {NOT_APPLICABLE_WORD}") } else { domain };
    let said = |what, value: String| Said::new(Section::Field, &field.id, what, value);
    vec![
        said("type", kind.to_owned()).unit("field"),
        said("unit", field.unit.unwrap_or_default().to_owned()),
        said("domain", domain).unit("field"),
        said("derive", field.derive.as_ref().map(|derive| derivation(form, derive)).unwrap_or_default()).unit("derive"),
    ]
}

fn derivation(form: &Form, derive: &Derivation) -> String {
    let name = match derive {
        Derivation::CompletedYears(..) => "completed_years",
        Derivation::Sum(_) => "sum",
        Derivation::Difference(..) => "difference",
        Derivation::Max(_) => "max",
        Derivation::Any(_) => "any",
    };
    let inputs = derive.inputs();
    let inputs: Vec<&str> = inputs.iter().map(|&field| form.fields[field].id.as_str()).collect();
    format!("{name}({})", inputs.join(", "))
}

fn of_scheme(form: &Form, scheme: &Scheme) -> Vec<Said> {
    let base = match scheme.base {
        Base::Scale(scale) => form.scales[scale].id.clone(),
        Base::Horizon(scale, link) => format!("{}.{}", form.scales[scale].id, form.scales[scale].links[link].horizon),
        Base::Scheme(base) => form.schemes[base].id.clone(),
        Base::Rules => "rules".to_owned(),
    };
    let said = |what, value: String| Said::new(Section::Scheme, &scheme.id, what, value).unit("scheme");
    // A shift holds where none before it does: with looks at fields and levels that is in the table, but for schemes as such.
    let looks = scheme.shifts.iter().flat_map(|shift| &shift.when);
    let mut looks_at: Vec<&str> =
        looks.filter_map(|look| if let Look::Scheme(of, _) = look { Some(form.schemes[*of].id.as_str()) } else { None }).collect();
    looks_at.sort_unstable();
    looks_at.dedup();
    vec![
        said("of", base),
        said("otherwise", scheme.otherwise.map(|other| form.schemes[other].id.clone()).unwrap_or_default()),
        said("looks at", looks_at.join(", ")),
        said("report", scheme.report.to_string()),
        said("rising", scheme.rising.to_string()),
    ]
}
