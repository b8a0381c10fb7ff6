// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Reading a mapping: every fault at once, with its place and its mend.

use std::sync::Arc;

use super::{Given, Mapping};
use crate::check::names::Names;
use crate::diagnostic::{self, Code, Diagnostic, Source, Span};
use crate::domain::{Domain, answer};
use crate::form::attribute::Attribute;
use crate::form::{Field, FieldType, Form};
use crate::lang::Text;
use crate::record::cell;
use crate::record::conventions::Manner;
use crate::record::origin::Words;
use crate::syntax::tree::Entry;
use crate::syntax::{self, Node, grammar};
use crate::text;

/// Checks a mapping against the instruments that a run scores with, and others that the mapping is for: a mapping when nothing is wrong with
/// it, and everything that was found.
#[must_use]
pub fn check(source: &Arc<Source>, scored: &[&Form], others: &[&Form]) -> (Option<Mapping>, Vec<Diagnostic>) {
    let (tree, findings) = syntax::read(source, grammar::MAPPING);
    let mut names = Names::new(source, &tree);
    names.check_schema(&tree);
    refuse_other_instruments(&mut names, &tree, scored);
    let forms: Vec<&Form> = scored.iter().chain(others).copied().collect();
    let words = words(&mut names, &tree);
    if let Some(node) = tree.get("case_id") {
        refuse_attribute(&mut names, node, "case_id");
    }
    let entries = tree.get("field").map_or(&[][..], Node::entries);
    let given = entries.iter().filter_map(|entry| Some((entry.key.clone(), field(&mut names, entry, &forms)?))).collect();
    let mapping = Mapping {
        id: names.word(&tree, "id").to_owned(),
        digest: source.digest(),
        case_id: tree.get("case_id").and_then(Node::string).map(str::to_owned),
        words,
        fields: given,
    };
    let mut findings: Vec<Diagnostic> = findings.into_iter().chain(names.findings).collect();
    diagnostic::sort(&mut findings);
    ((!diagnostic::any_error(&findings)).then_some(mapping), findings)
}

fn refuse_other_instruments(names: &mut Names<'_>, tree: &Node, scored: &[&Form]) {
    let Some(node) = tree.get("instrument") else { return };
    let all: Vec<&str> = node.elements().iter().filter_map(Node::string).collect();
    for form in scored.iter().filter(|form| !all.contains(&form.id.as_str())) {
        let (id, listed) = (&form.id, all.join(", "));
        let found = text!("deze toewijzing is voor {listed}, niet voor `{id}`", "this mapping is for {listed}, not for `{id}`");
        names.tell(Code::OtherInstrument, &node.span, found, |finding| {
            finding.mend(text!(
                "neem een toewijzing voor `{id}`, of voeg `{id}` toe als de kolommen daar hetzelfde betekenen",
                "take a mapping for `{id}`, or add `{id}` if the columns mean the same there"
            ))
        });
    }
}

/// The extra ways to write an answer.
fn words(names: &mut Names<'_>, tree: &Node) -> Words {
    let mut words = Words::default();
    let Some(node) = tree.get("words") else { return words };
    let mut seen: Vec<(String, &'static str)> = Vec::new();
    let known = [("yes", answer::YES), ("no", answer::NO), ("unknown", answer::UNKNOWN), ("not_applicable", answer::NOT_APPLICABLE)];
    for (key, list) in
        [("yes", &mut words.yes), ("no", &mut words.no), ("unknown", &mut words.unknown), ("not_applicable", &mut words.not_applicable)]
    {
        for one in node.get(key).map_or(&[][..], Node::elements) {
            let Some(word) = one.string().map(str::trim) else { continue };
            let declared = known.iter().find(|(other, all)| *other != key && answer::is_one_of(word, all)).map(|(other, _)| *other);
            let earlier =
                seen.iter().find(|(other, meaning)| other.eq_ignore_ascii_case(word) && *meaning != key).map(|(_, meaning)| *meaning);
            if let Some(other) = declared.or(earlier) {
                let found = text!("\"{word}\" betekent al `{other}`", "\"{word}\" already means `{other}`");
                names.tell(Code::WordOfTwo, &one.span, found, |finding| finding.mend(text!("haal het woord weg", "remove the word")));
                continue;
            }
            seen.push((word.to_owned(), key));
            list.push(word.to_owned());
        }
    }
    words
}

/// Where the answer to a field comes from; nothing where that was told to be unsound.
fn field(names: &mut Names<'_>, entry: &Entry, forms: &[&Form]) -> Option<Given> {
    const WAYS: [&str; 5] = ["column", "completed_years", "sum", "count_yes", "constant"];
    let node = &entry.node;
    let ids = forms.iter().flat_map(|form| form.fields.iter().map(|field| field.id.as_str()));
    names.look_up(&entry.key, ids, &entry.key_span, &text!("veld", "field"))?;
    let fields: Vec<&Field> = forms.iter().filter_map(|form| form.fields.iter().find(|field| field.id == entry.key)).collect();
    if let Some(confirm) = node.entry("confirm") {
        let id = &entry.key;
        let found = text!("`{id}` is een voorstel dat niemand heeft bevestigd", "`{id}` is a proposal that nobody has confirmed");
        names.tell(Code::NotConfirmed, &confirm.key_span, found, |finding| {
            finding.mend(text!(
                "kijk of de kolom en de codes kloppen, en haal de regel `confirm` weg",
                "look whether the column and the codes are right, and remove the line `confirm`"
            ))
        });
    }
    let ways: Vec<&str> = WAYS.into_iter().filter(|way| node.has(way)).collect();
    let [way] = ways[..] else {
        let all = if ways.is_empty() { "0".to_owned() } else { ways.join(", ") };
        let id = &entry.key;
        let found = text!("`{id}` is niet op precies één manier gegeven ({all})", "`{id}` is not given in exactly one way ({all})");
        not_one(names, &entry.key_span, found);
        return None;
    };
    if let Some(codes) = node.entry("codes").filter(|_| way != "column") {
        not_one(names, &codes.key_span, text!("`codes` hoort bij `column`", "`codes` belongs to `column`"));
        return None;
    }
    let value = node.get(way)?;
    let elements: Vec<&Node> = value.elements().iter().filter(|one| one.string().is_some()).collect();
    let all: Vec<String> = elements.iter().filter_map(|one| one.string()).map(str::to_owned).collect();
    if way != "constant" && fields.iter().any(|field| field.justification.is_none()) {
        for one in &elements {
            refuse_attribute(names, one, &entry.key);
        }
    }
    if ["completed_years", "sum", "count_yes"].contains(&way) {
        refuse_no_number(names, &value.span, way, &fields);
        let distinct: std::collections::BTreeSet<String> = all.iter().map(|name| name.trim().to_lowercase()).collect();
        if distinct.len() != all.len() {
            not_one(names, &value.span, text!("een kolom staat er twee keer", "a column stands there twice"));
        }
    }
    match way {
        "column" => Some(match node.get("codes") {
            Some(codes) => Given::Codes(all.into_iter().next()?, self::codes(names, codes, &fields)),
            None => Given::Column(all.into_iter().next()?),
        }),
        "completed_years" => {
            if let Ok(two) = <[String; 2]>::try_from(all) {
                Some(Given::CompletedYears(two))
            } else {
                let found = text!("`completed_years` vraagt twee kolommen", "`completed_years` takes two columns");
                not_one(names, &value.span, found);
                None
            }
        }
        "sum" => Some(Given::Sum(all)),
        "count_yes" => Some(Given::CountYes(all)),
        _ => {
            let word = value.string()?;
            refuse_no_answer(names, word, &value.span, &fields);
            Some(Given::Constant(word.to_owned()))
        }
    }
}

fn not_one(names: &mut Names<'_>, span: &Span, found: Text) {
    names.tell(Code::NotOneOrigin, span, found, |finding| {
        finding.allowed(text!(
            "één van column, completed_years, sum, count_yes, constant",
            "one of column, completed_years, sum, count_yes, constant"
        ))
    });
}

/// A number that is made up is the answer to a count; years also to a number of years.
fn refuse_no_number(names: &mut Names<'_>, span: &Span, way: &str, fields: &[&Field]) {
    for field in fields {
        let fits = match way {
            "completed_years" => field.unit == Some("years") && matches!(field.domain, Domain::Number { .. }),
            _ => field.kind == FieldType::Count,
        };
        if !fits {
            let id = &field.id;
            let found =
                text!("`{way}` geeft een getal dat geen antwoord is op `{id}`", "`{way}` gives a number that is no answer to `{id}`");
            names.tell(Code::NotOneOrigin, span, found, |finding| {
                finding.mend(text!("neem een kolom met het antwoord zelf", "take a column with the answer itself"))
            });
        }
    }
}

fn codes(names: &mut Names<'_>, node: &Node, fields: &[&Field]) -> Vec<(String, String)> {
    let mut codes: Vec<(String, String)> = Vec::new();
    for entry in node.entries() {
        let code = entry.key.trim();
        let twice = codes.iter().any(|(known, _)| known == code);
        if code.is_empty() || twice {
            let found = if twice {
                text!("de code \"{code}\" staat er twee keer", "the code \"{code}\" stands twice")
            } else {
                text!("een lege code: een leeg vakje is altijd onbekend", "an empty code: an empty cell is always unknown")
            };
            names.tell(Code::NotAnAnswer, &entry.key_span, found, |finding| finding.mend(text!("haal hem weg", "remove it")));
            continue;
        }
        if let Some(word) = entry.node.string() {
            refuse_no_answer(names, word, &entry.node.span, fields);
            codes.push((code.to_owned(), word.to_owned()));
        }
    }
    codes
}

fn refuse_no_answer(names: &mut Names<'_>, word: &str, span: &Span, fields: &[&Field]) {
    for field in fields {
        let id = &field.id;
        let found = text!("\"{word}\" is geen antwoord op `{id}`", "\"{word}\" is no answer to `{id}`");
        match cell::read(field, word, Manner::default()) {
            Ok(reading) if !reading.not_declared => {}
            Ok(_) => names.tell(Code::NotAnAnswer, span, found, |finding| {
                finding.mend(text!("het veld kent geen ‘n.v.t.’; schrijf \"unknown\"", "the field has no ‘n/a’; write \"unknown\""))
            }),
            Err(fault) => names.tell(Code::NotAnAnswer, span, found, |finding| finding.allowed(fault.allowed).mend(fault.mend)),
        }
    }
}

/// Refuses a column that is not read because of what it asks.
fn refuse_attribute(names: &mut Names<'_>, column: &Node, field: &str) {
    let Some((name, attribute)) = column.string().and_then(|name| Some((name, Attribute::of(name)?))) else { return };
    let (nl, en) = (attribute.name().nl, attribute.name().en);
    let found = text!("kolom `{name}` ({nl}) wordt niet gelezen voor `{field}`", "column `{name}` ({en}) is not read for `{field}`");
    names.tell(Code::Unjustified, &column.span, found, |finding| {
        finding.mend(text!(
            "neem een andere kolom; is de naam misleidend, geef de kolom dan in de invoer een andere naam",
            "take another column; if the name misleads, give the column another name in the input"
        ))
    });
}
