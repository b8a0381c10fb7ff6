// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Names of kinds, states and marks in words.

use crate::diagnostic::Span;
use crate::evaluate::Outcome;
use crate::form::{Basis, Combine, FieldType, Form, Kind, Measure, NormKind, Provenance, Reference, Status};
use crate::lang::Lang;

/// Kind of file.
#[must_use]
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Actuarial => lang.pick("actuarieel", "actuarial"),
        Kind::StructuredJudgement => lang.pick("gestructureerd oordeel", "structured judgement"),
        Kind::Checklist => lang.pick("controlelijst", "checklist"),
        Kind::Triage => lang.pick("triage", "triage"),
    }
}

/// Kind of file, as files write it.
#[must_use]
pub fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Actuarial => "actuarial",
        Kind::StructuredJudgement => "structured-judgement",
        Kind::Checklist => "checklist",
        Kind::Triage => "triage",
    }
}

/// Use status in a word.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Current => lang.pick("actueel", "current"),
        Status::Historical => lang.pick("historisch", "historical"),
        Status::Reference => lang.pick("ter vergelijking", "reference"),
        Status::Retired => lang.pick("vervangen", "retired"),
        Status::Trial => lang.pick("proef", "trial"),
    }
}

/// Use status, as files write it.
#[must_use]
pub fn status_code(status: Status) -> &'static str {
    match status {
        Status::Current => "current",
        Status::Historical => "historical",
        Status::Reference => "reference",
        Status::Retired => "retired",
        Status::Trial => "trial",
    }
}

/// Status of a protocol in a word.
#[must_use]
pub fn protocol_status(status: &str, lang: Lang) -> &str {
    match status {
        "example" => lang.pick("voorbeeld", "example"),
        "policy" => lang.pick("beleid", "policy"),
        "retired" => lang.pick("vervangen", "retired"),
        other => other,
    }
}

/// What a use status means for who reads the result.
#[must_use]
pub fn use_note(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Current => lang.pick("Actueel: in gebruik waar het is gemaakt.", "Current: in use where it was made."),
        Status::Historical => lang.pick(
            "Historisch: alleen om oude dossiers te lezen of om te vergelijken.",
            "Historical: only for reading older files or for comparison.",
        ),
        Status::Reference => lang.pick(
            "Alleen ter vergelijking. Niet voor gebruik in een advies of beslissing.",
            "Reference only. Not for use in an advice or a decision.",
        ),
        Status::Retired => lang.pick("Vervangen door een ander instrument.", "Replaced by another instrument."),
        Status::Trial => {
            lang.pick("Proef: niet voor gebruik in een advies of beslissing.", "Trial: not for use in an advice or a decision.")
        }
    }
}

/// Whether an instrument was validated in the Netherlands.
#[must_use]
pub fn netherlands(validated: Option<bool>, lang: Lang) -> &'static str {
    match validated {
        Some(true) => lang.pick("ja", "yes"),
        Some(false) => lang.pick("nee", "no"),
        None => lang.pick("niet bekend", "not known"),
    }
}

/// The same, as files write it.
#[must_use]
pub fn netherlands_code(validated: Option<bool>) -> &'static str {
    match validated {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

/// What an answer rests on.
#[must_use]
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Record => lang.pick("alleen uit het justitiële dossier", "from the official record only"),
        Basis::Credible => lang.pick("uit elke geloofwaardige bron", "from any credible source"),
        Basis::Judgement => lang.pick("oordeel van een getrainde persoon", "judgement of a trained person"),
        Basis::SelfReport => lang.pick("wat de persoon zelf vertelt", "the person's own account"),
    }
}

/// What kind of answer a field has.
#[must_use]
pub fn field_type(kind: FieldType, lang: Lang) -> &'static str {
    match kind {
        FieldType::Choice => lang.pick("keuze", "choice"),
        FieldType::YesNo => lang.pick("ja of nee", "yes or no"),
        FieldType::Count => lang.pick("heel aantal", "whole number"),
        FieldType::Decimal => lang.pick("getal, decimalen mogen", "number, decimals allowed"),
        FieldType::Date => lang.pick("datum", "date"),
    }
}

/// Unit of a number.
#[must_use]
pub fn unit(unit: &str, lang: Lang) -> &str {
    match unit {
        "years" => lang.pick("jaren", "years"),
        "months" => lang.pick("maanden", "months"),
        "occasions" => lang.pick("keren", "occasions"),
        "persons" => lang.pick("personen", "persons"),
        "points" => lang.pick("punten", "points"),
        other => other,
    }
}

/// How several tables of an item combine.
#[must_use]
pub fn combine(combine: Combine, lang: Lang) -> &'static str {
    match combine {
        Combine::Max => lang.pick("de hoogste telt", "the highest counts"),
        Combine::Min => lang.pick("de laagste telt", "the lowest counts"),
        Combine::Sum => lang.pick("ze tellen op", "they add up"),
        Combine::Any => lang.pick("punten als één ervan punten geeft", "points when any of them gives points"),
        Combine::All => lang.pick("punten als ze allemaal punten geven", "points when all of them give points"),
    }
}

/// What the values of a norm are.
#[must_use]
pub fn norm_kind(kind: NormKind, lang: Lang) -> &'static str {
    match kind {
        NormKind::Percentile => lang.pick("percentiel", "percentile"),
        NormKind::Rate => lang.pick("percentage", "rate"),
        NormKind::Ratio => lang.pick("verhouding", "ratio"),
    }
}

/// The same, as files write it.
#[must_use]
pub fn norm_kind_code(kind: NormKind) -> &'static str {
    match kind {
        NormKind::Percentile => "percentile",
        NormKind::Rate => "rate",
        NormKind::Ratio => "ratio",
    }
}

/// What a figure of a study is.
#[must_use]
pub fn measure(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Auc => "AUC",
        Measure::CIndex => lang.pick("C-index", "C index"),
        Measure::EoIndex => lang.pick("verwacht gedeeld door waargenomen", "expected over observed"),
        Measure::HazardRatio => lang.pick("hazardratio per punt", "hazard ratio for one point"),
        Measure::OddsRatio => lang.pick("oddsratio per punt", "odds ratio for one point"),
        Measure::Rate => lang.pick("percentage met de uitkomst", "percent with the outcome"),
        Measure::D => lang.pick("gestandaardiseerd verschil (d)", "standardised difference (d)"),
        Measure::R => lang.pick("correlatie (r)", "correlation (r)"),
    }
}

/// A country by its two-letter code; others stay codes.
#[must_use]
pub fn country(code: &str, lang: Lang) -> &str {
    match code {
        "CA" => "Canada",
        "US" => lang.pick("Verenigde Staten", "United States"),
        "GB" => lang.pick("Verenigd Koninkrijk", "United Kingdom"),
        "NL" => lang.pick("Nederland", "Netherlands"),
        "AT" => lang.pick("Oostenrijk", "Austria"),
        "CH" => lang.pick("Zwitserland", "Switzerland"),
        "ES" => lang.pick("Spanje", "Spain"),
        "not known" => lang.pick("niet bekend", "not known"),
        other => other,
    }
}

/// Evidence mark, as files write it.
#[must_use]
pub fn evidence_code(provenance: &Provenance) -> &'static str {
    if provenance.confirmed { "confirmed" } else { "partial" }
}

/// Sources with the evidence mark: "S8, S13 (deels bevestigd)".
#[must_use]
pub fn sources(provenance: &Provenance, lang: Lang) -> String {
    let sources = provenance.sources.join(", ");
    if provenance.confirmed {
        say!(lang, "{sources} (bevestigd)", "{sources} (confirmed)")
    } else {
        say!(lang, "{sources} (deels bevestigd)", "{sources} (partly confirmed)")
    }
}

/// A source with its page, where that stands apart.
#[must_use]
pub fn cite(reference: &Reference) -> String {
    let page = reference.page.as_ref().map(|page| format!(", {page}")).unwrap_or_default();
    format!("{}{page}", reference.cite)
}

/// That something comes from an organisation's own norm pack; nothing for what the instrument's own file says.
#[must_use]
pub fn local(form: &Form, span: &Span, lang: Lang) -> String {
    form.pack(span).map_or_else(String::new, |pack| {
        let owner = &pack.owner;
        say!(lang, " [lokaal normpakket van {owner}]", " [local norm pack of {owner}]")
    })
}

/// Sources for a narrow column, marked only when partial: "S8, S13; deels".
#[must_use]
pub fn sources_short(provenance: &Provenance, lang: Lang) -> String {
    let sources = provenance.sources.join(", ");
    if provenance.confirmed { sources } else { say!(lang, "{sources}; deels", "{sources}; partly") }
}

/// An outcome in words.
#[must_use]
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Scored => lang.pick("Gescoord", "Scored"),
        Outcome::Open => lang.pick("Nog open", "Still open"),
        Outcome::NotApplicable => lang.pick("Niet van toepassing", "Not applicable"),
        Outcome::Inconsistent => lang.pick("Tegenstrijdig", "Inconsistent"),
        Outcome::Rejected => lang.pick("Afgewezen invoer", "Input rejected"),
    }
}
