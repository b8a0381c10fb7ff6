// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Fields: type, domain, options, rule for unknown, derivation.

use super::names::{self, Names, holds_fault, is_broken, text_of};
use crate::diagnostic::{Code, Span};
use crate::domain::{DECIMAL_PLACES, Domain};
use crate::form::attribute::Attribute;
use crate::form::{Basis, ConstraintRule, Derivation, Field, FieldType, Form, ItemForm, Look, Provenance};
use crate::lang::Text;
use crate::syntax::Node;
use crate::syntax::tree::Entry;
use crate::text;

/// Largest count that can be read.
const LARGEST: i64 = 1_000_000;

pub fn fields(names: &mut Names<'_>, tree: &Node) -> Vec<Field> {
    let entries = tree.get("field").map_or(&[][..], Node::entries);
    let conditional = conditional_fields(tree);
    let mut fields: Vec<Field> = Vec::new();
    for entry in entries {
        let node = &entry.node;
        if node.is_faulty() || node.entry("type").is_none_or(|kind| kind.node.is_faulty()) {
            // Without a type nothing else can be said of the field; that was told.
            names.unreadable.push(entry.key.clone());
            names.whole = false;
            continue;
        }
        let kind = match names.word(node, "type") {
            "yes_no" => FieldType::YesNo,
            "count" => FieldType::Count,
            "decimal" => FieldType::Decimal,
            "date" => FieldType::Date,
            _ => FieldType::Choice,
        };
        names.refuse_reserved(&entry.key, &entry.key_span);
        let justification = justification(names, entry);
        let domain = domain(names, node, kind, &entry.key_span);
        if domain.all().is_empty() {
            names.unreadable.push(entry.key.clone());
            continue;
        }
        let not_applicable = names.flag(node, "not_applicable") || conditional.contains(&entry.key);
        let unknown = node.get("unknown").and_then(|value| unknown_counts_as(names, value, &domain, not_applicable));
        refuse_foreign(names, node, kind);
        let provenance = if node.has("unknown") { needed_provenance(names, node, &entry.key_span) } else { names.provenance(node) };
        fields.push(Field {
            id: entry.key.clone(),
            kind,
            options: options(node, kind),
            unit: unit(names, node, kind, &entry.key_span),
            label: names.text(node, "label"),
            ask: names.text(node, "ask"),
            help: names.may_text(node, "help"),
            basis: match names.word(node, "basis") {
                "credible" => Basis::Credible,
                "judgement" => Basis::Judgement,
                "self_report" => Basis::SelfReport,
                _ => Basis::Record,
            },
            not_applicable,
            unknown,
            derive: None,
            provenance,
            justification,
            span: entry.key_span.clone(),
            domain,
        });
    }
    names.fields.clone_from(&fields);
    for entry in entries {
        if let (Some(node), Some(index)) = (entry.node.get("derive"), fields.iter().position(|field| field.id == entry.key)) {
            fields[index].derive = derivation(names, node, &fields[index]);
        }
    }
    refuse_cycles(names, &mut fields);
    fields
}

/// Why a field is asked that is an attribute which is else never read; without it the field is refused.
fn justification(names: &mut Names<'_>, entry: &Entry) -> Option<Text> {
    if let Some(node) = entry.node.get("justification") {
        names.provenance(node);
        return Some(names.text(node, "says"));
    }
    let attribute = Attribute::of(&entry.key).filter(|_| !entry.node.has("justification"))?;
    let (nl, en, id) = (attribute.name().nl, attribute.name().en, &entry.key);
    let found = text!("veld `{id}` vraagt naar {nl}, zonder verantwoording", "field `{id}` asks for {en}, without a justification");
    names.tell(Code::Unjustified, &entry.key_span, found, |finding| {
        finding.mend(text!(
            "voeg [field.{id}.justification] toe met says, source en evidence, of vraag er niet naar",
            "add [field.{id}.justification] with says, source and evidence, or do not ask for it"
        ))
    });
    None
}

/// The fields of items with `applies`: elsewhere they are not applicable.
fn conditional_fields(tree: &Node) -> Vec<String> {
    let items = tree.get("item").map_or(&[][..], Node::entries);
    let conditional = items.iter().filter(|item| item.node.has("applies"));
    conditional
        .flat_map(|item| {
            let tables = item.node.get("points").map_or(&[][..], Node::entries).iter().map(|table| table.key.clone());
            let rows = item.node.get("row").map_or(&[][..], Node::elements).iter();
            let joint = rows.flat_map(|row| row.get("when").map_or(&[][..], Node::entries)).map(|test| test.key.clone());
            let weighted = item.node.get("of").and_then(Node::string).map(str::to_owned);
            tables.chain(joint).chain(weighted).collect::<Vec<_>>()
        })
        .collect()
}

/// The one value that unknown counts as.
fn unknown_counts_as(names: &mut Names<'_>, value: &Node, domain: &Domain, not_applicable: bool) -> Option<i64> {
    let set = names.pattern(value, domain, not_applicable)?;
    let only = set.first().filter(|&only| set.last() == Some(only));
    if only.is_none() {
        let found = text!("`unknown` noemt meer dan één waarde", "`unknown` names more than one value");
        names.whole = false;
        names.tell(Code::BadPattern, &value.span, found, |finding| {
            finding.allowed(text!("één waarde van het veld", "one value of the field"))
        });
    }
    only
}

/// Refuses keys that a field of this type does not have.
fn refuse_foreign(names: &mut Names<'_>, node: &Node, kind: FieldType) {
    let number = matches!(kind, FieldType::Count | FieldType::Decimal);
    let foreign: [(&str, bool, (&str, &str)); 4] = [
        ("options", kind == FieldType::Choice, ("een keuze", "a choice")),
        ("unit", number, ("een aantal of getal", "a count or decimal")),
        ("min", number || kind == FieldType::Date, ("een aantal, getal of datum", "a count, decimal or date")),
        ("max", number || kind == FieldType::Date, ("een aantal, getal of datum", "a count, decimal or date")),
    ];
    for (key, fits, (owner_nl, owner_en)) in foreign {
        if let Some(entry) = node.entry(key).filter(|entry| !fits && !entry.node.is_faulty()) {
            let found = text!("`{key}` hoort alleen bij {owner_nl}", "`{key}` belongs to {owner_en} only");
            names.tell(Code::WrongType, &entry.key_span, found, |finding| {
                finding.mend(text!("haal `{key}` weg, of kies een ander `type`", "remove `{key}`, or choose another `type`"))
            });
        }
    }
}

fn needed_provenance(names: &mut Names<'_>, node: &Node, span: &Span) -> Provenance {
    for key in ["source", "evidence"] {
        if !node.has(key) {
            names.tell(
                Code::NoSource,
                span,
                text!("een regel voor onbekend zonder `{key}`", "a rule for unknown without `{key}`"),
                |finding| finding.mend(text!("noem de bron van deze regel", "name the source of this rule")),
            );
        }
    }
    names.provenance(node)
}

fn domain(names: &mut Names<'_>, node: &Node, kind: FieldType, span: &Span) -> Domain {
    match kind {
        FieldType::YesNo => Domain::yes_no(),
        FieldType::Choice => {
            let options = node.get("options").map_or(&[][..], Node::entries);
            names.whole &= options.len() >= 2;
            if options.len() < 2 && !is_broken(node) {
                names.tell(
                    Code::MissingKey,
                    span,
                    text!("een keuze met minder dan twee opties", "a choice with fewer than two options"),
                    |f| f.mend(text!("voeg [field.ID.options] toe", "add [field.ID.options]")),
                );
            }
            for option in options {
                let words = text_of(&option.node);
                let reserved =
                    [option.key.as_str(), &words.nl, &words.en].into_iter().find(|word| !word.is_empty() && names::is_reserved(word));
                names.refuse_reserved(reserved.unwrap_or(&option.key), &option.key_span);
            }
            // With fewer than two every pattern on the field would be told as well.
            let options = if options.len() < 2 { &[] } else { options };
            Domain::Options(options.iter().map(|option| option.key.clone()).collect())
        }
        FieldType::Count => number_domain(names, node, span, 0),
        FieldType::Decimal => number_domain(names, node, span, DECIMAL_PLACES),
        FieldType::Date => {
            let read = |limit: &Node| limit.string().and_then(crate::number::date::parse_iso);
            let allowed = text!("een datum als \"2020-01-31\"", "a date as \"2020-01-31\"");
            // Without limits every day can be read, so that no pattern is told to lie outside them.
            let (min, max) = limits(names, node, span, read, &allowed).unwrap_or((-719_162, 2_932_896));
            Domain::Date { min, max }
        }
    }
}

fn number_domain(names: &mut Names<'_>, node: &Node, span: &Span, places: u32) -> Domain {
    let ten = 10_i64.pow(places);
    let read = |limit: &Node| {
        let ordinal = limit.number().and_then(|text| crate::number::fixed::parse(text, places));
        ordinal.filter(|ordinal| ordinal.abs() <= LARGEST * ten && (places > 0 || *ordinal >= 0))
    };
    let allowed = match places {
        0 => text!("een heel getal van 0 tot en met een miljoen", "a whole number from 0 through a million"),
        _ => text!("een getal tot een miljoen met hoogstens {places} decimalen", "a number up to a million with at most {places} decimals"),
    };
    let widest = (if places > 0 { -LARGEST * ten } else { 0 }, LARGEST * ten);
    let (min, max) = limits(names, node, span, read, &allowed).unwrap_or(widest);
    Domain::Number { places, min, max }
}

/// The least and greatest value, unless one is missing or cannot be.
fn limits(names: &mut Names<'_>, node: &Node, span: &Span, read: impl Fn(&Node) -> Option<i64>, allowed: &Text) -> Option<(i64, i64)> {
    let mut limit = |key: &str| {
        let found = node.get(key).and_then(&read);
        if found.is_none() && !is_broken(node) {
            let span = node.get(key).map_or(span, |limit| &limit.span);
            let found = match node.get(key) {
                Some(_) => text!("`{key}` kan niet", "`{key}` cannot be this"),
                None => text!("`{key}` ontbreekt", "`{key}` is missing"),
            };
            names.tell(Code::BadDomain, span, found, |finding| finding.allowed(allowed.clone()));
        }
        found
    };
    let (min, max) = (limit("min"), limit("max"));
    let limits = min.zip(max).filter(|(min, max)| min <= max);
    names.whole &= limits.is_some();
    if let (None, Some(_), Some(_), Some(max)) = (limits, min, max, node.get("max")) {
        let found = text!("`min` ligt boven `max`", "`min` exceeds `max`");
        names.tell(Code::BadDomain, &max.span, found, |finding| finding.mend(text!("wissel ze om?", "swap them?")));
    }
    limits
}

fn options(node: &Node, kind: FieldType) -> Vec<Text> {
    match kind {
        FieldType::YesNo => vec![text!("nee", "no"), text!("ja", "yes")],
        FieldType::Choice => node.get("options").map_or(&[][..], Node::entries).iter().map(|entry| text_of(&entry.node)).collect(),
        _ => Vec::new(),
    }
}

fn unit(names: &mut Names<'_>, node: &Node, kind: FieldType, span: &Span) -> Option<&'static str> {
    const UNITS: &[&str] = &["years", "occasions", "persons", "months", "points"];
    let unit = UNITS.iter().copied().find(|unit| *unit == names.word(node, "unit"));
    if unit.is_none() && !node.has("unit") && !is_broken(node) && matches!(kind, FieldType::Count | FieldType::Decimal) {
        let allowed = UNITS.join(" | ");
        names.tell(Code::MissingKey, span, text!("een getal zonder `unit`", "a number without `unit`"), |finding| {
            finding
                .allowed(text!("een van: {allowed}", "one of: {allowed}"))
                .mend(text!("voeg toe: unit = \"years\"", "add: unit = \"years\""))
        });
    }
    unit
}

fn derivation(names: &mut Names<'_>, node: &Node, field: &Field) -> Option<Derivation> {
    if holds_fault(node) {
        names.whole = false;
        return None;
    }
    let [entry] = node.entries() else {
        let found = text!("`derive` noemt niet precies één afleiding", "`derive` names not exactly one derivation");
        return refuse_derivation(names, &node.span, found);
    };
    let inputs = names.field_list(&entry.node);
    if inputs.len() < entry.node.elements().len() {
        return None; // A name that is not there was told.
    }
    let types: Vec<FieldType> = inputs.iter().map(|&input| names.fields[input].kind).collect();
    let all = |kind: FieldType| types.iter().all(|&one| one == kind);
    let plain = inputs.iter().all(|&input| !names.fields[input].not_applicable) && !field.not_applicable;
    let described = inputs.iter().map(|&input| described(&names.fields[input])).collect::<Vec<_>>().join(", ");
    let derivation = match (entry.key.as_str(), inputs.as_slice()) {
        _ if !plain => None,
        ("completed_years", &[from, to]) if all(FieldType::Date) && field.kind == FieldType::Count => {
            Some(Derivation::CompletedYears(from, to))
        }
        ("difference", &[a, b]) if all(field.kind) && field.kind == FieldType::Count => Some(Derivation::Difference(a, b)),
        ("sum", [_, _, ..]) if all(field.kind) && field.kind == FieldType::Count => Some(Derivation::Sum(inputs)),
        ("max", [_, _, ..]) if all(field.kind) && field.kind == FieldType::Count => Some(Derivation::Max(inputs)),
        ("any", [_, _, ..]) if all(field.kind) && field.kind == FieldType::YesNo => Some(Derivation::Any(inputs)),
        _ => None,
    };
    if derivation.is_some() {
        return derivation;
    }
    let (how, result) = (&entry.key, self::described(field));
    let found = text!("`{how}` van {described} kan geen {result} geven", "`{how}` of {described} cannot give {result}");
    refuse_derivation(names, &entry.key_span, found)
}

/// A field with its type, as a file writes it.
pub fn described(field: &Field) -> String {
    let kind = match field.kind {
        FieldType::Choice => "choice",
        FieldType::YesNo => "yes_no",
        FieldType::Count => "count",
        FieldType::Decimal => "decimal",
        FieldType::Date => "date",
    };
    let more = if field.not_applicable { ", not_applicable" } else { "" };
    format!("{} ({kind}{more})", field.id)
}

fn refuse_derivation(names: &mut Names<'_>, span: &Span, found: Text) -> Option<Derivation> {
    names.whole = false;
    names.tell(Code::BadDerivation, span, found, |finding| {
        finding.allowed(text!(
            "completed_years = [date, date], geeft count | difference = [count, count] | sum, max = [count, …] | any = [yes_no, …]; zonder not_applicable",
            "completed_years = [date, date], gives count | difference = [count, count] | sum, max = [count, …] | any = [yes_no, …]; without not_applicable"
        ))
    });
    None
}

fn refuse_cycles(names: &mut Names<'_>, fields: &mut [Field]) {
    for start in 0..fields.len() {
        let mut open = vec![start];
        let mut seen = Vec::new();
        while let Some(at) = open.pop() {
            let inputs = fields[at].derive.as_ref().map(Derivation::inputs).unwrap_or_default();
            if inputs.contains(&start) {
                let (id, span) = (fields[start].id.clone(), fields[start].span.clone());
                fields[start].derive = None;
                names.whole = false;
                names.tell(
                    Code::Cycle,
                    &span,
                    text!(
                        "`{id}` is van zichzelf afgeleid, rechtstreeks of via een ander veld",
                        "`{id}` is derived from itself, directly or by another field"
                    ),
                    |f| {
                        f.mend(text!(
                            "verbreek de kring: vraag een van deze velden rechtstreeks",
                            "break the cycle: ask for one of these fields directly"
                        ))
                    },
                );
                break;
            }
            open.extend(inputs.into_iter().filter(|input| !seen.contains(input)));
            seen.push(at);
        }
    }
}

/// Refuses fields that nothing reads.
pub fn check_use(names: &mut Names<'_>, form: &Form) {
    if form.kind == crate::form::Kind::StructuredJudgement || !names.whole {
        return;
    }
    let mut used: Vec<usize> = Vec::new();
    let mut condition = |condition: &[crate::form::Test]| used.extend(condition.iter().map(|test| test.field));
    form.gates.iter().for_each(|gate| condition(&gate.require));
    form.rules.iter().for_each(|rule| condition(&rule.when));
    for item in &form.items {
        item.applies.iter().for_each(|applies| condition(applies));
        if let ItemForm::Rows(rows, _) = &item.form {
            for row in rows {
                condition(&row.when);
            }
        }
    }
    for constraint in &form.constraints {
        if let ConstraintRule::Implies(when, require) = &constraint.rule {
            condition(when);
            condition(require);
        }
    }
    used.extend(form.items.iter().flat_map(crate::form::Item::fields));
    used.extend(form.fields.iter().filter_map(|field| field.derive.as_ref()).flat_map(Derivation::inputs));
    for constraint in &form.constraints {
        if let ConstraintRule::Bounds { plus, minus, .. } = &constraint.rule {
            used.extend(plus.iter().chain(minus));
        }
    }
    for look in form.schemes.iter().flat_map(|scheme| &scheme.shifts).flat_map(|shift| &shift.when) {
        if let Look::Field(test) = look {
            used.push(test.field);
        }
    }
    for (_, field) in form.fields.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        let id = &field.id;
        names.tell(Code::Unused, &field.span, text!("niets leest het veld `{id}`", "nothing reads the field `{id}`"), |finding| {
            finding.mend(text!(
                "gebruik het in een item, poort of voorwaarde, of haal het weg",
                "use it in an item, gate or constraint, or remove it"
            ))
        });
    }
}
