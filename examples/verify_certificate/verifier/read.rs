// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From the tree of a file to the model. Every key is read or known not to count; what is neither is refused.

use crate::verifier::evaluate::COPAS;
use crate::verifier::fixed::Int;
use crate::verifier::pattern::{Kind, Set, Space};
use crate::verifier::read_levels;
use crate::verifier::relation::Relation;
use crate::verifier::ruleset::{Combine, Field, Form, Implication, Item, Points, Rule, RuleSet, Scale, When};
use crate::verifier::text::{Text, say};
use crate::verifier::tree::{Keys, Tree};

/// The version of the language that this program knows.
const SCHEMA: Int = 1;
/// Keys of the head that change no score.
const OTHER: [&str; 15] = [
    "about",
    "status",
    "gives_tier",
    "valid_from",
    "valid_until",
    "valid_source",
    "entered",
    "review_by",
    "successor",
    "study",
    "shelf_life",
    "norm",
    "unreachable",
    "judgement",
    "line",
];
/// Decimals of an answer.
const DECIMALS: u32 = 6;
const MILLION: Int = 1_000_000;

/// Reads a rule set that is TOML, or says what in it this program does not know.
pub fn rule_set(tree: &Tree) -> Result<RuleSet, Text> {
    let mut keys = Keys::of(tree, "")?;
    if keys.need("schema")?.number(0, "schema")? != SCHEMA {
        return Err(say!("schema: alleen versie {SCHEMA} is bekend", "schema: only version {SCHEMA} is known"));
    }
    keys.skip(&OTHER);
    let kind = keys.text("kind")?;
    if !["actuarial", "triage", "structured-judgement", "checklist"].contains(&kind) {
        return Err(say!("kind: `{kind}` is onbekend", "kind: `{kind}` is unknown"));
    }
    let mut set = RuleSet {
        id: keys.text("id")?.to_owned(),
        edition: keys.text("edition")?.to_owned(),
        fields: Vec::new(),
        gates: Vec::new(),
        implications: Vec::new(),
        relations: Vec::new(),
        items: Vec::new(),
        scales: Vec::new(),
        schemes: Vec::new(),
        rules: Vec::new(),
    };
    fields(&mut set, &mut keys)?;
    for mut gate in keys.each("population")? {
        let place = gate.at("require");
        set.gates.push(when(&set.fields, gate.need("require")?, &place)?);
        gate.skip(&["id", "else", "instead"]);
        gate.finish()?;
    }
    for mut keys in keys.each("constraint")? {
        constraint(&mut set, &mut keys)?;
        keys.skip(&["id", "says"]);
        keys.finish()?;
    }
    for (id, mut keys) in keys.named("item")? {
        let item = item(&set.fields, id, &mut keys)?;
        keys.skip(&["number", "section"]);
        keys.finish()?;
        if let Form::Copas { conviction, first, .. } = item.form {
            // A record without a logarithm is not allowed: 10 + conviction - first is above zero.
            set.relations.push(Relation::linear(vec![(conviction, 1), (first, -1)], Some(1 - COPAS), None));
        }
        set.items.push(item);
    }
    conditional(&mut set)?;
    let scales = keys.named("scale")?;
    let names: Vec<String> = scales.iter().map(|(id, _)| (*id).to_owned()).collect();
    for (id, mut keys) in scales {
        let scale = scale(&set, &names, id, &mut keys)?;
        keys.skip(&["range", "withheld"]);
        keys.finish()?;
        set.scales.push(scale);
    }
    acyclic(&set)?;
    for mut keys in keys.each("rule")? {
        let place = keys.at("when");
        let when = when(&set.fields, keys.need("when")?, &place)?;
        let place = keys.at("level");
        let level = keys.take("level").map(|level| level.text(&place).map(str::to_owned)).transpose()?;
        set.rules.push(Rule { id: keys.text("id")?.to_owned(), when, level });
        keys.skip(&["probability"]);
        keys.finish()?;
    }
    read_levels::schemes(&mut set, &mut keys)?;
    keys.finish()?;
    unanswerable(&set)?;
    Ok(set)
}

fn fields(set: &mut RuleSet, keys: &mut Keys<'_>) -> Result<(), Text> {
    let mut derived = Vec::new();
    for (id, mut keys) in keys.named("field")? {
        let kind = match keys.text("type")? {
            "choice" => {
                let place = keys.at("options");
                Kind::Options(keys.need("options")?.entries(&place)?.iter().map(|(id, _)| id.clone()).collect())
            }
            "yes_no" => Kind::Options(vec!["no".to_owned(), "yes".to_owned()]),
            "count" => Kind::Number(0),
            "decimal" => Kind::Number(DECIMALS),
            "date" => Kind::Date,
            other => return Err(say!("field.{id}.type: `{other}` is onbekend", "field.{id}.type: `{other}` is unknown")),
        };
        let mut space = Space { greatest: if let Kind::Options(options) = &kind { options.len() as Int - 1 } else { 0 }, kind, least: 0 };
        if !matches!(space.kind, Kind::Options(_)) {
            space.least = limit(&space, &mut keys, "min")?;
            space.greatest = limit(&space, &mut keys, "max")?;
        }
        if space.least > space.greatest {
            return Err(say!("field.{id}: heeft geen enkel antwoord", "field.{id}: has no answer at all"));
        }
        let not_applicable = match keys.take("not_applicable") {
            None | Some(Tree::Bool(false)) => false,
            Some(Tree::Bool(true)) => true,
            Some(_) => return Err(say!("field.{id}.not_applicable: onbekend", "field.{id}.not_applicable: unknown")),
        };
        if let Some(tree) = keys.take("derive") {
            derived.push((set.fields.len(), Keys::of(tree, &keys.at("derive"))?));
        }
        // A rule for unknown speaks of answers that are not there; a record has them all.
        keys.skip(&["unit", "label", "ask", "help", "basis", "unknown"]);
        keys.finish()?;
        set.fields.push(Field { id: id.to_owned(), space, not_applicable, applies: None });
    }
    for (field, mut keys) in derived {
        let relation = derivation(&set.fields, field, &mut keys)?;
        keys.finish()?;
        set.relations.push(relation);
    }
    Ok(())
}

fn limit(space: &Space, keys: &mut Keys<'_>, key: &str) -> Result<Int, Text> {
    let place = keys.at(key);
    let tree = keys.need(key)?;
    match &space.kind {
        Kind::Number(decimals) => tree.number(*decimals, &place),
        _ => space.value(tree.text(&place)?).ok_or_else(|| say!("{place}: geen datum", "{place}: not a date")),
    }
}

fn field(fields: &[Field], name: &str, place: &str) -> Result<usize, Text> {
    let found = fields.iter().position(|field| field.id == name);
    found.ok_or_else(|| say!("{place}: `{name}` is geen veld", "{place}: `{name}` is no field"))
}

/// How many millionths one step of a number is; nothing else is added up or compared.
fn step(fields: &[Field], field: usize, place: &str) -> Result<Int, Text> {
    match fields[field].space.kind {
        Kind::Number(0) => Ok(MILLION),
        Kind::Number(_) => Ok(1),
        _ => Err(say!("{place}: rekent met iets dat geen getal is", "{place}: reckons with what is no number")),
    }
}

fn derivation(all: &[Field], is: usize, keys: &mut Keys<'_>) -> Result<Relation, Text> {
    let place = keys.at("");
    let mut sources = |key: &str| -> Result<Option<Vec<usize>>, Text> {
        let Some(tree) = keys.take(key) else { return Ok(None) };
        let names = tree.texts(&place)?;
        names.into_iter().map(|name| field(all, name, &place)).collect::<Result<Vec<_>, _>>().map(Some)
    };
    let kind = |field: &usize| &all[*field].space.kind;
    if let Some(of) = sources("completed_years")? {
        let step = step(all, is, &place)?;
        if let [from, to] = of[..]
            && *kind(&from) == Kind::Date
            && *kind(&to) == Kind::Date
            && all[is].space.least >= 0
        {
            return Ok(Relation::Years { from, to, is, unit: MILLION / step });
        }
    } else if let Some(of) = sources("sum")? {
        let mut terms = vec![(is, -step(all, is, &place)?)];
        for field in of {
            terms.push((field, step(all, field, &place)?));
        }
        return Ok(Relation::linear(terms, Some(0), Some(0)));
    } else if let Some(of) = sources("difference")? {
        if let [a, b] = of[..] {
            let terms = vec![(a, step(all, a, &place)?), (b, -step(all, b, &place)?), (is, -step(all, is, &place)?)];
            return Ok(Relation::linear(terms, Some(0), Some(0)));
        }
    } else if let Some(of) = sources("max")? {
        if !of.is_empty() && of.iter().chain([&is]).all(|field| all[*field].is_count()) {
            return Ok(Relation::Max { of, is });
        }
    } else if let Some(of) = sources("any")? {
        // "no" comes before "yes", so that any is the highest.
        let yes_no = Kind::Options(vec!["no".to_owned(), "yes".to_owned()]);
        if !of.is_empty() && of.iter().chain([&is]).all(|field| *kind(field) == yes_no) {
            return Ok(Relation::Max { of, is });
        }
    }
    Err(say!("{place} onbekende afleiding", "{place} unknown derivation"))
}

pub fn when(fields: &[Field], tree: &Tree, place: &str) -> Result<When, Text> {
    tree.entries(place)?.iter().map(|(name, tree)| pattern(fields, name, tree, place)).collect()
}

/// One field and the pattern that it must match.
pub fn pattern(fields: &[Field], name: &str, tree: &Tree, place: &str) -> Result<(usize, Set), Text> {
    let place = format!("{place}.{name}");
    let found = field(fields, name, &place)?;
    Ok((found, tree.set(&fields[found].space, &place)?))
}

fn constraint(set: &mut RuleSet, keys: &mut Keys<'_>) -> Result<(), Text> {
    let Some(sum) = keys.take("sum") else {
        let (at_when, at_require) = (keys.at("when"), keys.at("require"));
        let condition = when(&set.fields, keys.need("when")?, &at_when)?;
        let require = when(&set.fields, keys.need("require")?, &at_require)?;
        set.implications.push(Implication { when: condition, require });
        return Ok(());
    };
    let place = keys.at("sum");
    let left = names(&set.fields, sum, &place)?;
    if left.is_empty() {
        return Err(say!("{place}: een som van niets", "{place}: a sum of nothing"));
    }
    let mut known = false;
    for (key, most) in [("at_most", true), ("at_least", false)] {
        let Some(tree) = keys.take(key) else { continue };
        let place = keys.at(key);
        let (right, number) = match tree {
            Tree::List(_) => (names(&set.fields, tree, &place)?, 0),
            number => (Vec::new(), number.number(DECIMALS, &place)?),
        };
        let kind = |field: &usize| &set.fields[*field].space.kind;
        if left.iter().chain(&right).any(|field| kind(field) != kind(&left[0])) {
            return Err(say!("{place}: vergelijkt ongelijke soorten", "{place}: compares different types"));
        }
        // One date with one date is a matter of days.
        let days = *kind(&left[0]) == Kind::Date && left.len() == 1 && right.len() == 1;
        let step = |field: usize| if days { Ok(1) } else { step(&set.fields, field, &place) };
        let mut terms = Vec::new();
        for field in &left {
            terms.push((*field, step(*field)?));
        }
        for field in &right {
            terms.push((*field, -step(*field)?));
        }
        set.relations.push(Relation::linear(terms, (!most).then_some(number), most.then_some(number)));
        known = true;
    }
    if known { Ok(()) } else { Err(say!("{place}: een som zonder grens", "{place}: a sum without a limit")) }
}

fn names(fields: &[Field], tree: &Tree, place: &str) -> Result<Vec<usize>, Text> {
    tree.texts(place)?.into_iter().map(|name| field(fields, name, place)).collect()
}

/// The word for points that are not given.
const WITHHELD: &str = "withheld";

fn points(tree: &Tree, place: &str) -> Result<Points, Text> {
    match tree {
        Tree::Text(word) if word == WITHHELD => Ok(None),
        number => number.points(place).map(Some),
    }
}

fn item(fields: &[Field], id: &str, keys: &mut Keys<'_>) -> Result<Item, Text> {
    let place = keys.at("applies");
    let applies = keys.take("applies").map(|tree| when(fields, tree, &place)).transpose()?;
    let form = if let Some(tree) = keys.take("points") {
        tables(fields, tree, keys)?
    } else if let Some(weight) = keys.take("weight") {
        weighted(fields, weight, keys)?
    } else {
        rows(fields, keys)?
    };
    let item = Item { id: id.to_owned(), form, applies };
    if item.fields().is_empty() && item.applies.is_some() {
        return Err(say!("{place}: een item zonder velden", "{place}: an item without fields"));
    }
    Ok(item)
}

fn tables(fields: &[Field], tree: &Tree, keys: &mut Keys<'_>) -> Result<Form, Text> {
    let place = keys.at("points");
    let mut tables = Vec::new();
    for (name, rows) in tree.entries(&place)? {
        let place = format!("{place}.{name}");
        let found = field(fields, name, &place)?;
        let row = |(key, value): &(String, Tree)| Ok((fields[found].space.set(&[key.as_str()], &place)?, points(value, &place)?));
        tables.push((found, rows.entries(&place)?.iter().map(row).collect::<Result<Vec<_>, Text>>()?));
    }
    let at = keys.at("combine");
    let combine = match (tables.len(), keys.take("combine")) {
        (1, None) => Combine::Sum,
        (2.., Some(Tree::Text(word))) => match word.as_str() {
            "max" => Combine::Max,
            "min" => Combine::Min,
            "sum" => Combine::Sum,
            "any" => Combine::Any,
            "all" => Combine::All,
            _ => return Err(say!("{at}: `{word}` is onbekend", "{at}: `{word}` is unknown")),
        },
        _ => return Err(say!("{at}: past niet bij de tabellen", "{at}: does not fit the tables")),
    };
    let values: Vec<Points> = tables.iter().flat_map(|(_, rows)| rows.iter().map(|(_, points)| *points)).collect();
    if tables.len() > 1 && values.contains(&None) {
        return Err(say!("{place}: `{WITHHELD}` in samengevoegde tabellen", "{place}: `{WITHHELD}` in combined tables"));
    }
    let mut given: Vec<Int> = values.into_iter().flatten().filter(|points| *points != 0).collect();
    given.sort_unstable();
    given.dedup();
    if matches!(combine, Combine::Any | Combine::All) && given.len() != 1 {
        return Err(say!("{at}: de tabellen geven niet dezelfde punten", "{at}: the tables do not give the same points"));
    }
    Ok(Form::Tables(tables, combine))
}

fn rows(fields: &[Field], keys: &mut Keys<'_>) -> Result<Form, Text> {
    let at = keys.at("otherwise");
    let otherwise = keys.take("otherwise").map(|tree| tree.points(&at)).transpose()?;
    let mut rows = Vec::new();
    for mut row in keys.each("row")? {
        let (at_when, at_points) = (row.at("when"), row.at("points"));
        rows.push((when(fields, row.need("when")?, &at_when)?, row.need("points")?.points(&at_points).map(Some)?));
        row.finish()?;
    }
    if rows.is_empty() {
        let place = keys.at("");
        return Err(say!("{place} geen punten, rijen of gewicht", "{place} no points, rows or weight"));
    }
    Ok(Form::Rows(rows, otherwise))
}

fn weighted(fields: &[Field], weight: &Tree, keys: &mut Keys<'_>) -> Result<Form, Text> {
    let weight = weight.points(&keys.at("weight"))?;
    let count = |keys: &mut Keys<'_>, key: &str| {
        let place = keys.at(key);
        let found = field(fields, keys.text(key)?, &place)?;
        if fields[found].is_count() { Ok(found) } else { Err(say!("{place}: geen aantal", "{place}: not a count")) }
    };
    let Some(tree) = keys.take("copas_rate") else {
        return Ok(Form::Weight { weight, of: count(keys, "of")? });
    };
    let mut keys = Keys::of(tree, &keys.at("copas_rate"))?;
    let (previous, conviction, first) = (count(&mut keys, "previous")?, count(&mut keys, "conviction")?, count(&mut keys, "first")?);
    keys.finish()?;
    Ok(Form::Copas { weight, previous, conviction, first })
}

/// Fields of a conditional item are not applicable where it does not apply.
fn conditional(set: &mut RuleSet) -> Result<(), Text> {
    for item in &set.items {
        let Some(applies) = &item.applies else { continue };
        for field in item.fields() {
            let field = &mut set.fields[field];
            if field.applies.as_ref().is_some_and(|other| other != applies) {
                let id = &field.id;
                return Err(say!("field.{id}: twee verschillende voorwaarden", "field.{id}: two different conditions"));
            }
            field.applies = Some(applies.clone());
        }
    }
    Ok(())
}

fn scale(set: &RuleSet, scales: &[String], id: &str, keys: &mut Keys<'_>) -> Result<Scale, Text> {
    let mut scale = Scale { id: id.to_owned(), items: vec![], inner: vec![], convert: None, links: vec![], cases: vec![] };
    let place = keys.at("sum");
    for name in keys.need("sum")?.texts(&place)? {
        let item = set.items.iter().position(|item| item.id == name);
        let inner = scales.iter().position(|scale| scale == name);
        match (item, inner) {
            (Some(item), None) if !scale.items.contains(&item) => scale.items.push(item),
            (None, Some(inner)) if !scale.inner.contains(&inner) => scale.inner.push(inner),
            _ => return Err(say!("{place}: `{name}` is niet één ding", "{place}: `{name}` is not one thing")),
        }
    }
    for mut case in keys.each("case")? {
        let place = case.at("when");
        scale.cases.push(when(&set.fields, case.need("when")?, &place)?);
        case.skip(&["range"]);
        case.finish()?;
    }
    if let Some(tree) = keys.take("convert") {
        let mut convert = Keys::of(tree, &keys.at("convert"))?;
        let place = convert.at("rows");
        let row = |(key, value): &(String, Tree)| -> Result<(Set, Int), Text> {
            Ok((Space::points().set(&[key.as_str()], &place)?, value.points(&place)?))
        };
        scale.convert = Some(convert.need("rows")?.entries(&place)?.iter().map(row).collect::<Result<_, _>>()?);
        convert.skip(&["range"]);
        convert.finish()?;
    }
    for (horizon, keys) in keys.named("link")? {
        scale.links.push(read_levels::link(horizon, keys)?);
    }
    Ok(scale)
}

/// No scale may sum itself, however deep.
fn acyclic(set: &RuleSet) -> Result<(), Text> {
    let mut done = vec![false; set.scales.len()];
    while let Some(next) = (0..done.len()).find(|scale| !done[*scale] && set.scales[*scale].inner.iter().all(|inner| done[*inner])) {
        done[next] = true;
    }
    match done.iter().position(|done| !done) {
        None => Ok(()),
        Some(scale) => {
            let id = &set.scales[scale].id;
            Err(say!("scale.{id}: telt zichzelf op", "scale.{id}: sums itself"))
        }
    }
}

/// "Not applicable" has no number: a file that would need one is refused.
fn unanswerable(set: &RuleSet) -> Result<(), Text> {
    let compared = set.relations.iter().flat_map(Relation::fields);
    let counted = set.items.iter().filter(|item| matches!(item.form, Form::Weight { .. } | Form::Copas { .. }));
    let own = counted.flat_map(|item| item.fields().into_iter().map(|field| (field, item.applies.is_none())));
    let needed = compared.map(|field| (field, true)).chain(own);
    for (field, always) in needed {
        let field = &set.fields[field];
        if field.not_applicable || always && field.can_be_not_applicable() {
            let id = &field.id;
            return Err(say!(
                "field.{id}: wordt uitgerekend of vergeleken en kan `not_applicable` zijn",
                "field.{id}: is reckoned with or compared and can be `not_applicable`"
            ));
        }
    }
    Ok(())
}
