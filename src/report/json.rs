// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The result of one case for another program. Keys and codes are English; sentences are in the chosen language.

use serde_json::{Map, Value, json};

use super::possible::Left;
use super::trace::{AnswerTrace, ItemTrace, Trace};
use super::{Fault, Score, names, reason, words};
use crate::domain::Answer;
use crate::evaluate::Reason;
use crate::form::{Award, Form, Item, NormPack, Provenance, Term};
use crate::lang::Lang;
use crate::number::{Points, Probability, date};

/// Version of this layout.
pub const FORMAT_VERSION: u64 = 1;

/// The result of a case.
#[must_use]
pub fn score(score: &Score<'_>, lang: Lang) -> Value {
    let form = score.instrument.form();
    let trace = Trace::of(score.instrument, score.answers, score.evaluation);
    let tier = score.tier.as_ref();
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("format_version", json!(FORMAT_VERSION));
    put("case_id", json!(score.case_id));
    put("instrument", json!(score.instrument.stamp()));
    put("norm_packs", json!(form.packs.iter().map(NormPack::stamp).collect::<Vec<_>>()));
    put("protocol", json!(tier.map(|tier| &tier.protocol)));
    put("outcome", json!(score.evaluation.outcome.code()));
    let scales: Vec<usize> = form.reported_scales().collect();
    if scales.len() > 1 {
        let each = scales.iter().map(|&scale| (form.scales[scale].id.clone(), Value::Object(five(score, Some(scale)))));
        put("scales", Value::Object(each.collect()));
    } else {
        for (key, value) in five(score, scales.first().copied()) {
            put(&key, value);
        }
    }
    put("probability", probabilities(score));
    let given = tier.and_then(|tier| tier.tiers.get(tier.tier?));
    put("tier", json!(given.map(|(id, _)| id)));
    put("tiers", json!(tier.map(|tier| tier.tiers.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>()).unwrap_or_default()));
    put("decides", json!(tier.map(|tier| tier.decides.get(lang))));
    put("decisive", json!(score.evaluation.decisive.iter().map(|&field| form.fields[field].id.as_str()).collect::<Vec<_>>()));
    let reasons = reasons(score);
    put("as_of", json!(score.as_of.day.map(date::print)));
    put("reason", json!(reasons.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>()));
    put("reason_words", json!(reasons.iter().map(|(_, words)| words.get(lang)).collect::<Vec<_>>()));
    let schemes = form.schemes.iter().enumerate().map(|(index, scheme)| (scheme.id.clone(), json!(levels(score, index))));
    put("schemes", Value::Object(schemes.collect()));
    put("withheld", json!(withheld(score, lang)));
    put("shelf_life", shelf_life(form, lang));
    put("profile", super::profile::json(form, &trace, lang));
    put("trace", trace.items.iter().map(|item| traced_item(form, &trace, item, lang)).collect());
    put("scale_sums", scale_sums(form, &trace));
    put("rules", json!(trace.rules.iter().map(|&rule| form.rules[rule].id.as_str()).collect::<Vec<_>>()));
    put("answers", trace.answers.iter().map(|answer| traced_answer(form, answer, lang)).collect());
    put("norms", norms(score, lang));
    put("validity", validity(form, lang));
    Value::Object(object)
}

/// The five columns of a scale, or of the rules.
fn five(score: &Score<'_>, scale: Option<usize>) -> Map<String, Value> {
    let form = score.instrument.form();
    let reach = scale.and_then(|scale| score.evaluation.reach.scale(scale));
    let whole = scale.is_none_or(|scale| form.scales[scale].whole);
    let levels = form.reported_scheme(scale).map(|scheme| levels(score, scheme)).unwrap_or_default();
    let number = |points: Option<Points>| points.map_or(Value::Null, |points| number(points, whole));
    let mut five = Map::new();
    five.insert("score".to_owned(), number(scale.and_then(|scale| score.evaluation.reach.total(scale))));
    five.insert("score_min".to_owned(), number(reach.map(|reach| reach.least)));
    five.insert("score_max".to_owned(), number(reach.map(|reach| reach.greatest)));
    five.insert("level".to_owned(), json!(if let [only] = levels[..] { Some(only) } else { None }));
    five.insert("levels".to_owned(), json!(levels));
    five
}

fn levels<'s>(score: &'s Score<'_>, scheme: usize) -> Vec<&'s str> {
    let left = score.evaluation.reach.levels.get(scheme).map_or(&[][..], Vec::as_slice);
    left.iter().map(|&level| score.instrument.form().schemes[scheme].levels[level].id.as_str()).collect()
}

/// Whole points as an integer, others with the nine decimals of the contract.
fn number(points: Points, whole: bool) -> Value {
    let text = points.as_score(whole);
    if whole { json!(text.parse::<i64>().ok()) } else { json!(text.parse::<f64>().ok()) }
}

/// A number as it is: whole points without a fraction.
pub(super) fn exact(points: Points) -> Value {
    if points.is_whole() { number(points, true) } else { json!(points.to_string().parse::<f64>().ok()) }
}

fn probabilities(score: &Score<'_>) -> Value {
    let number = |probability: Option<Probability>| json!(probability.and_then(|one| one.to_string().parse::<f64>().ok()));
    let each = score.instrument.form().horizons().into_iter().enumerate().map(|(place, horizon)| {
        let reach = score.evaluation.reach.probabilities.get(place);
        let (least, greatest) = (reach.map(|reach| reach.least), reach.map(|reach| reach.greatest));
        let value = least.filter(|_| least == greatest);
        (horizon, json!({ "value": number(value), "min": number(least), "max": number(greatest) }))
    });
    Value::Object(each.collect())
}

/// Reasons as codes and words; an unreadable cell has the code of its fault.
fn reasons(score: &Score<'_>) -> Vec<(String, crate::lang::Text)> {
    let form = score.instrument.form();
    let faulty = |reason: &Reason| matches!(reason, Reason::Unreadable(field) if score.faults.iter().any(|fault| fault.field == *field));
    let faults = score.faults.iter().map(|Fault { field, code, .. }| {
        (format!("{}:{}", code.id(), form.fields[*field].id), reason::words(&Reason::Unreadable(*field), form))
    });
    let others = score.evaluation.reasons.iter().filter(|reason| !faulty(reason));
    let cautions = score.cautions().into_iter().map(|caution| (caution.code(), caution.words()));
    faults.chain(others.map(|one| (reason::code(one, form), reason::words(one, form)))).chain(cautions).collect()
}

fn reach(left: Option<Left>) -> Value {
    let points = left.and_then(|left| left.points);
    let mut reach = json!({
        "value": left.and_then(Left::only).and_then(Award::points).map(exact),
        "min": points.map(|points| exact(points.least)),
        "max": points.map(|points| exact(points.greatest)),
    });
    if left.is_some_and(|left| left.withheld) {
        reach["withheld"] = json!(true);
    }
    reach
}

/// What an answer gives: points, or the word of the file that there are none.
fn award(award: Award) -> Value {
    award.points().map_or_else(|| json!(Award::WITHHELD), exact)
}

/// Scales whose total is withheld, or may be: by which fields, and what the file says about it.
fn withheld(score: &Score<'_>, lang: Lang) -> Vec<Value> {
    let form = score.instrument.form();
    let reach = &score.evaluation.reach;
    let each = reach.withheld.iter().map(|&scale| {
        let fields = score.evaluation.withholding(form, scale).map(|field| form.fields[field].id.as_str());
        json!({
            "scale": form.scales[scale].id,
            "certain": !reach.may_be_withheld(scale),
            "fields": fields.collect::<Vec<_>>(),
            "says": form.scales[scale].withheld.as_ref().map(|says| says.get(lang)),
        })
    });
    each.collect()
}

/// How long a result may be used.
fn shelf_life(form: &Form, lang: Lang) -> Value {
    let Some(shelf_life) = &form.shelf_life else { return Value::Null };
    let mut object = match shelf_life.term {
        Term::Months(months) => json!({ "months": months }),
        Term::Days(days) => json!({ "days": days }),
    };
    object["says"] = json!(shelf_life.says.get(lang));
    add_provenance(&mut object, &shelf_life.provenance);
    object
}

fn traced_item(form: &Form, trace: &Trace, traced: &ItemTrace, lang: Lang) -> Value {
    let item = &form.items[traced.item];
    let rows = traced
        .gave
        .iter()
        .map(|gave| json!({ "row": gave.words(form, item, lang), "pattern": gave.pattern(item), "points": gave.points(item).map(award) }));
    let mut object = json!({
        "item": item.id,
        "number": item.number,
        "title": item.title.get(lang),
        "answers": answers_of(form, trace, item, lang),
        "rows": rows.collect::<Vec<_>>(),
        "points": reach(traced.points),
    });
    add_provenance(&mut object, &item.provenance);
    object
}

fn answers_of(form: &Form, trace: &Trace, item: &Item, lang: Lang) -> Vec<Value> {
    item.fields().into_iter().map(|field| traced_answer(form, &trace.answers[field], lang)).collect()
}

fn traced_answer(form: &Form, answer: &AnswerTrace, lang: Lang) -> Value {
    let field = &form.fields[answer.field];
    let given = match answer.given {
        Answer::Known(value) => json!(field.domain.print(value)),
        Answer::NotApplicable => json!("not_applicable"),
        Answer::Unknown => json!("unknown"),
    };
    json!({
        "field": field.id,
        "label": field.label.get(lang),
        "answer": given,
        "counts_as": answer.value.map(|value| field.domain.print(value)),
        "origin": answer.origin.code(),
        "words": answer.words(form, lang),
    })
}

fn scale_sums(form: &Form, trace: &Trace) -> Value {
    let each = form.scales.iter().zip(&trace.scales).map(|(scale, sums)| {
        let mut object = json!({
            "raw": reach(Some(sums.raw)),
            "converted": scale.convert.is_some(),
            "value": reach(Some(sums.value)),
            "internal": scale.internal,
        });
        add_provenance(&mut object, &scale.provenance);
        (scale.id.clone(), object)
    });
    Value::Object(each.collect())
}

fn norms(score: &Score<'_>, lang: Lang) -> Value {
    let form = score.instrument.form();
    let rows = form.norms.iter().filter_map(|norm| {
        let score = score.evaluation.reach.total(norm.scale)?;
        let row = norm.rows.iter().find(|row| row.at.contains(score.0))?;
        let shares = row.shares.map(|shares| shares.map(exact));
        let share = |at: usize| shares.as_ref().map(|shares| shares[at].clone());
        let mut object = json!({
            "norm": norm.id,
            "kind": names::norm_kind_code(norm.kind),
            "title": norm.title.get(lang),
            "norm_pack": form.pack(&norm.span).map(NormPack::stamp),
            "score": exact(score),
            "value": exact(row.value),
            "low": row.interval.map(|(low, _)| exact(low)),
            "high": row.interval.map(|(_, high)| exact(high)),
            "below": share(0),
            "same": share(1),
            "higher": share(2),
            "outcome": norm.outcome.get(lang),
            "horizon": norm.horizon.get(lang),
            "sample": norm.sample.get(lang),
            "country": norm.country,
        });
        add_provenance(&mut object, &norm.provenance);
        Some(object)
    });
    rows.collect()
}

fn validity(form: &Form, lang: Lang) -> Value {
    let about = &form.about;
    json!({
        "status": names::status_code(form.status),
        "successor": form.validity.successor,
        "review_by": date::print(form.validity.review_by),
        "use": names::use_note(form.status, lang),
        "measures": about.measures.get(lang),
        "for_whom": about.for_whom.get(lang),
        "not_for": about.not_for.get(lang),
        "validity": about.validity.get(lang),
        "netherlands": names::netherlands_code(about.netherlands),
        "training": about.training.get(lang),
        "missing": about.missing.iter().map(|missing| words::capital(missing.get(lang))).collect::<Vec<_>>(),
    })
}

fn add_provenance(object: &mut Value, provenance: &Provenance) {
    object["source"] = json!(provenance.sources);
    object["evidence"] = json!(names::evidence_code(provenance));
}
