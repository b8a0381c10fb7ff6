// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The columns of a protocol: the fields of its instruments, its own flags and facts, levels that are given, and dates of outcomes. Fields
//! of two instruments are one column only where the protocol says that they are one fact.

use super::Member;
use super::member::Dated;
use crate::check::names::Names;
use crate::diagnostic::{Code, Span};
use crate::domain::Domain;
use crate::form::{Basis, Derivation, Field, FieldType, Form, Provenance};
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::number::date;
use crate::protocol::level_names;
use crate::syntax::Node;
use crate::text;

/// What an outcome's age can be.
pub const AGES: [&str; 2] = ["current", "expired"];

/// The columns, and which of them each field of an instrument is.
pub struct Columns {
    /// What is asked, and after that the facts that are computed from it.
    pub fields: Vec<Field>,
    /// How many are asked.
    pub asked: usize,
    /// The instruments.
    pub members: Vec<Member>,
    /// Where the protocol names them.
    pub spans: Vec<Span>,
}

/// An instrument as the protocol names it.
pub struct Named {
    pub instrument: Instrument,
    pub given: bool,
    pub dated: Option<crate::form::Term>,
    pub span: Span,
}

/// A group of fields that are one fact: its name and the fields, by instrument and place.
struct Shared {
    name: String,
    fields: Vec<(usize, usize)>,
}

/// Lays out the columns.
pub fn columns(names: &mut Names<'_>, tree: &Node, named: Vec<Named>, own: Vec<Field>) -> Columns {
    let forms: Vec<&Form> = named.iter().map(|named| named.instrument.form()).collect();
    let shared = shared(names, tree, &forms, &named);
    let mut fields: Vec<Field> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        if named[at].given {
            places.push(Vec::new());
            continue;
        }
        let mut of = Vec::with_capacity(form.fields.len());
        for (index, field) in form.fields.iter().enumerate() {
            let group = shared.iter().find(|group| group.fields.contains(&(at, index)));
            let id = match group {
                Some(group) => group.name.clone(),
                None if is_alone(&forms, &named, &own, &shared, at, &field.id) => field.id.clone(),
                None => format!("{}.{}", form.id, field.id),
            };
            let known = fields.iter().position(|known| known.id == id);
            of.push(known.unwrap_or(fields.len()));
            if let Some(known) = known {
                narrow(&mut fields[known].domain, &field.domain);
            } else {
                fields.push(Field { id, derive: None, unknown: None, ..field.clone() });
            }
        }
        places.push(of);
    }
    for field in own {
        if let Some(taken) = fields.iter().find(|known| known.id == field.id) {
            let id = &taken.id;
            let found = text!("`{id}` is al een kolom van een instrument", "`{id}` is a column of an instrument already");
            names.tell(Code::DuplicateId, &field.span.clone(), found, |finding| {
                finding.mend(text!("geef een andere naam", "give another name"))
            });
        }
        fields.push(field);
    }
    for one in named.iter().filter(|named| named.given) {
        fields.extend(given_levels(one.instrument.form(), &one.span));
    }
    for one in named.iter().filter(|named| named.dated.is_some()) {
        fields.push(day(one.instrument.form(), &one.span));
    }
    let asked = fields.len();
    let mut members = Vec::new();
    let spans = named.iter().map(|one| one.span.clone()).collect();
    for (one, places) in named.into_iter().zip(places) {
        let (id, title) = (one.instrument.form().id.clone(), one.instrument.form().title.clone());
        let dated = one.dated.map(|term| {
            fields.push(age(&id, &title, &one.span));
            let day = fields[..asked].iter().position(|field| field.id == format!("{id}.date")).unwrap_or(0);
            Dated { day, age: fields.len() - 1, term }
        });
        members.push(Member::new(&one.instrument, places, one.given, dated));
    }
    Columns { fields, asked, members, spans }
}

/// Whether no other instrument and no flag has a field of this name.
fn is_alone(forms: &[&Form], named: &[Named], own: &[Field], shared: &[Shared], at: usize, id: &str) -> bool {
    let others = forms.iter().enumerate().filter(|(other, _)| *other != at && !named[*other].given);
    let elsewhere = others.filter(|(_, form)| form.field(id).is_some()).count();
    elsewhere == 0 && own.iter().all(|field| field.id != id) && shared.iter().all(|group| group.name != id)
}

fn shared(names: &mut Names<'_>, tree: &Node, forms: &[&Form], named: &[Named]) -> Vec<Shared> {
    let nodes = tree.get("same_as").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "name");
    let mut groups: Vec<Shared> = Vec::new();
    for node in nodes {
        let name = names.word(node, "name").to_owned();
        if let Some(id) = node.get("name") {
            names.refuse_reserved(&name, &id.span.clone());
        }
        let mut group = Shared { name, fields: Vec::new() };
        for element in node.get("fields").map_or(&[][..], Node::elements) {
            let Some(written) = element.string() else { continue };
            let Some(found) = field_of(names, forms, named, written, &element.span) else { continue };
            if group.fields.contains(&found) || groups.iter().any(|other| other.fields.contains(&found)) {
                let found = text!("`{written}` is al deel van een gedeeld feit", "`{written}` is part of a shared fact already");
                names.tell(Code::DuplicateId, &element.span, found, |finding| finding.mend(text!("laat er één staan", "leave one")));
                continue;
            }
            if let Some(&(first, of)) = group.fields.first()
                && let Some(why) = difference(&forms[first].fields[of], &forms[found.0].fields[found.1])
            {
                let (nl, en) = (why.nl, why.en);
                let found = text!("`{written}` kan niet hetzelfde feit zijn: {nl}", "`{written}` cannot be the same fact: {en}");
                names.tell(Code::NotSameFact, &element.span, found, |finding| {
                    finding.mend(text!(
                        "laat het veld hier weg: het krijgt dan een eigen kolom",
                        "leave the field out here: it then has a column of its own"
                    ))
                });
                continue;
            }
            group.fields.push(found);
        }
        groups.push(group);
    }
    refuse_other_derivations(names, forms, &groups, nodes);
    groups
}

/// Fields that are computed are one fact only where they are computed from one fact in one way.
fn refuse_other_derivations(names: &mut Names<'_>, forms: &[&Form], groups: &[Shared], nodes: &[Node]) {
    let of_group = |at: usize, field: usize| groups.iter().position(|group| group.fields.contains(&(at, field)));
    for (group, node) in groups.iter().zip(nodes) {
        let derived: Vec<(usize, &Derivation)> =
            group.fields.iter().filter_map(|&(at, field)| Some((at, forms[at].fields[field].derive.as_ref()?))).collect();
        for pair in derived.windows(2) {
            let [(first, one), (second, other)] = pair else { continue };
            let inputs = |at: usize, derive: &Derivation| derive.inputs().into_iter().map(|field| of_group(at, field)).collect::<Vec<_>>();
            let (left, right) = (inputs(*first, one), inputs(*second, other));
            let alike = std::mem::discriminant(*one) == std::mem::discriminant(*other);
            if !alike || left != right || left.contains(&None) {
                let name = &group.name;
                let found = text!(
                    "`{name}` wordt in twee instrumenten op een andere manier berekend",
                    "`{name}` is computed in two instruments in different ways"
                );
                names.tell(Code::NotSameFact, &node.span, found, |finding| {
                    finding.mend(text!(
                        "maak ook waaruit het volgt één feit, of laat het weg",
                        "make what it follows from one fact too, or leave it out"
                    ))
                });
            }
        }
    }
}

/// A field as `INSTRUMENT.field`: the longest name of an instrument that fits counts.
fn field_of(names: &mut Names<'_>, forms: &[&Form], named: &[Named], written: &str, span: &Span) -> Option<(usize, usize)> {
    let all: Vec<(String, (usize, usize))> = forms
        .iter()
        .enumerate()
        .filter(|(at, _)| !named[*at].given)
        .flat_map(|(at, form)| form.fields.iter().enumerate().map(move |(index, field)| (format!("{}.{}", form.id, field.id), (at, index))))
        .collect();
    let found = names.look_up(written, all.iter().map(|(name, _)| name.as_str()), span, &text!("veld", "field"))?;
    Some(all[found].1)
}

/// Why two fields cannot be one fact.
fn difference(one: &Field, other: &Field) -> Option<Text> {
    if one.kind != other.kind {
        return Some(text!("een andere soort antwoord", "another type of answer"));
    }
    if one.unit != other.unit {
        return Some(text!("een andere eenheid", "another unit"));
    }
    if one.not_applicable != other.not_applicable {
        return Some(text!("het ene kent ‘niet van toepassing’ en het andere niet", "one has ‘not applicable’ and the other has not"));
    }
    if one.unknown != other.unknown {
        return Some(text!("een andere regel voor onbekend", "another rule for unknown"));
    }
    match (&one.domain, &other.domain) {
        (Domain::Options(a), Domain::Options(b)) if a != b => {
            let (a, b) = (a.join(", "), b.join(", "));
            Some(text!("andere antwoorden ({a}; {b})", "other answers ({a}; {b})"))
        }
        (a, b) if a.all().intersection(&b.all()).is_empty() => Some(text!("geen waarde die beide kennen", "no value that both have")),
        _ => None,
    }
}

/// What both can read.
fn narrow(domain: &mut Domain, other: &Domain) {
    match (domain, other) {
        (Domain::Number { min, max, .. }, Domain::Number { min: low, max: high, .. })
        | (Domain::Date { min, max }, Domain::Date { min: low, max: high }) => {
            *min = (*min).max(*low);
            *max = (*max).min(*high);
        }
        _ => {}
    }
}

/// A fact of the protocol that is asked.
fn fact(id: String, kind: FieldType, domain: Domain, options: Vec<Text>, label: Text, ask: Text, span: &Span) -> Field {
    Field {
        id,
        kind,
        domain,
        options,
        unit: None,
        label,
        ask,
        help: None,
        basis: Basis::Record,
        not_applicable: false,
        unknown: None,
        derive: None,
        provenance: Provenance::default(),
        justification: None,
        span: span.clone(),
    }
}

/// A fact of an outcome that need not be there: "not applicable" says that it is not.
fn beside(field: Field) -> Field {
    Field { not_applicable: true, ..field }
}

fn given_levels(form: &Form, span: &Span) -> Vec<Field> {
    let title = &form.title;
    let (nl, en) = (&title.nl, &title.en);
    let fields = level_names(form).into_iter().map(|(name, scheme)| {
        let levels = &form.schemes[scheme].levels;
        beside(fact(
            name,
            FieldType::Choice,
            Domain::Options(levels.iter().map(|level| level.id.clone()).collect()),
            levels.iter().map(|level| level.name.clone()).collect(),
            text!("niveau {nl}", "level of {en}"),
            text!("Welk niveau gaf {nl}? (n.v.t. als het er niet is)", "Which level did {en} give? (n/a where there is none)"),
            span,
        ))
    });
    fields.collect()
}

fn day(form: &Form, span: &Span) -> Field {
    let (nl, en) = (&form.title.nl, &form.title.en);
    let (min, max) = (date::from_parts(1900, 1, 1).unwrap_or(0), date::from_parts(2999, 12, 31).unwrap_or(0));
    let label = text!("datum van {nl}", "date of {en}");
    let ask =
        text!("Op welke dag is {nl} ingevuld? (n.v.t. als het er niet is)", "On which day was {en} filled in? (n/a where there is none)");
    beside(fact(format!("{}.date", form.id), FieldType::Date, Domain::Date { min, max }, Vec::new(), label, ask, span))
}

fn age(id: &str, title: &Text, span: &Span) -> Field {
    let (nl, en) = (&title.nl, &title.en);
    let options = vec![text!("binnen de termijn", "within its term"), text!("over de termijn", "past its term")];
    let label = text!("houdbaarheid van {nl}", "shelf life of {en}");
    let domain = Domain::Options(AGES.iter().map(|age| (*age).to_owned()).collect());
    beside(fact(format!("{id}.age"), FieldType::Choice, domain, options, label.clone(), label, span))
}
