// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a tree of values to the routes and rules of a protocol: every name resolved.

use super::columns::{self, Columns, Named};
use super::{Forced, Override};
use crate::check::names::Names;
use crate::check::resolve::field;
use crate::diagnostic::{Code, Span};
use crate::domain::Domain;
use crate::form::{Condition, Form, Term, Test};
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::protocol::head::Head;
use crate::protocol::level_names;
use crate::syntax::{Node, tree::Entry};
use crate::text;

/// A protocol whose names are resolved.
pub struct Draft {
    pub head: Head,
    pub columns: Columns,
    pub routes: Vec<RouteDraft>,
    pub none: Option<(Text, Span)>,
    pub rules: Vec<RuleDraft>,
    pub sets: Vec<RuleDraft>,
    pub overrides: Vec<Override>,
    pub forced: Vec<Forced>,
    pub reads_age: bool,
}

pub struct RouteDraft {
    pub id: String,
    pub when: Condition,
    pub members: Vec<usize>,
    pub beside: Vec<usize>,
    pub none: Option<Text>,
    pub span: Span,
}

/// A rule, or a row on open sets.
pub struct RuleDraft {
    pub when: Vec<LookDraft>,
    pub tier: usize,
    pub span: Span,
}

/// What a rule looks at.
pub enum LookDraft {
    /// A column, or a fact computed after them.
    Field(Test),
    /// The levels of a scheme of an instrument.
    Level { member: usize, scheme: usize, levels: Vec<usize> },
}

/// Resolves a protocol against the instruments that it names.
pub fn draft(names: &mut Names<'_>, tree: &Node, instruments: &[Instrument]) -> Draft {
    let head = Head::read(names, tree);
    let own = field::fields(names, tree);
    let named = named(names, tree, instruments);
    let columns = columns::columns(names, tree, named, own);
    names.fields.clone_from(&columns.fields);
    let routes = routes(names, tree, &columns);
    let mut rules = Vec::new();
    let mut sets = Vec::new();
    for (key, list) in [("rule", &mut rules), ("open_set", &mut sets)] {
        for node in tree.get(key).map_or(&[][..], Node::elements) {
            let span = node.get("when").map_or(node.span.clone(), |when| when.span.clone());
            let when = looks(names, node, &columns, &routes);
            if let Some(tier) = head.tier(names, node) {
                list.push(RuleDraft { when, tier, span });
            }
        }
    }
    let (overrides, forced) = forced(names, tree, &head);
    let ages: Vec<usize> = columns.members.iter().filter_map(|member| member.dated().map(|dated| dated.age)).collect();
    let in_rules = rules
        .iter()
        .chain(&sets)
        .flat_map(|rule| &rule.when)
        .any(|look| matches!(look, LookDraft::Field(test) if ages.contains(&test.field)));
    let in_routes = routes.iter().flat_map(|route| &route.when).any(|test| ages.contains(&test.field));
    let none = tree.entry("no_route").map(|entry| (names.text(tree, "no_route"), entry.key_span.clone()));
    Draft { head, columns, routes, none, rules, sets, overrides, forced, reads_age: in_rules || in_routes }
}

fn named(names: &mut Names<'_>, tree: &Node, instruments: &[Instrument]) -> Vec<Named> {
    let nodes = tree.get("instrument").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let mut named: Vec<Named> = Vec::new();
    for node in nodes {
        let Some(id) = node.get("id") else { continue };
        let name = names.word(node, "id").to_owned();
        if named.iter().any(|known| known.instrument.form().id == name) {
            continue;
        }
        let all: Vec<&str> = instruments.iter().map(|instrument| instrument.form().id.as_str()).collect();
        let Some(found) = names.look_up(&name, all.into_iter(), &id.span, &text!("instrument", "instrument")) else { continue };
        let instrument = instruments[found].clone();
        let dated = dated(names, node, instrument.form());
        let given = names.flag(node, "given");
        if given && level_names(instrument.form()).is_empty() {
            no_levels(names, instrument.form(), &id.span);
        }
        named.push(Named { instrument, given, dated, span: id.span.clone() });
    }
    named
}

/// The term after which an outcome is past its shelf life: the protocol's, else the instrument's.
fn dated(names: &mut Names<'_>, node: &Node, form: &Form) -> Option<Term> {
    let (months, days) = (node.get("months"), node.get("days"));
    for term in [months, days].into_iter().flatten() {
        if term.number().and_then(|text| text.parse::<i64>().ok()).is_none_or(|many| !(1..=100_000).contains(&many)) {
            let found = text!("geen bruikbare termijn", "no usable term");
            names.tell(Code::BadNumber, &term.span, found, |f| f.allowed(text!("een heel aantal vanaf 1", "a whole number from 1")));
        }
    }
    if let (Some(_), Some(days)) = (months, days) {
        let found = text!("een termijn in maanden en in dagen", "a term in months and in days");
        names.tell(Code::NoShelfLife, &days.span, found, |f| f.mend(text!("laat er één staan", "leave one")));
    }
    let number = |key: &str| names.integer_at(node, key);
    let own = number("months").map(Term::Months).or_else(|| number("days").map(Term::Days));
    if own.is_none() && !names.flag(node, "dated") {
        return None;
    }
    let term = own.or_else(|| form.shelf_life.as_ref().map(|shelf_life| shelf_life.term));
    if term.is_none() {
        let (id, span) = (&form.id, node.get("dated").map_or(node.span.clone(), |dated| dated.span.clone()));
        let found = text!("`{id}` noemt zelf geen houdbaarheid", "`{id}` itself states no shelf life");
        names.tell(Code::NoShelfLife, &span, found, |f| f.mend(text!("voeg months of days toe", "add months or days")));
    }
    term
}

fn no_levels(names: &mut Names<'_>, form: &Form, span: &Span) {
    let id = &form.id;
    let missing = |lang| form.about.missing.iter().map(|missing| missing.get(lang)).collect::<Vec<_>>().join(" ");
    let (nl, en) = (missing(crate::lang::Lang::Nl), missing(crate::lang::Lang::En));
    names.tell(Code::NoLevels, span, text!("`{id}` rapporteert geen niveaus", "`{id}` reports no levels"), |finding| {
        let aside = text!("zet het onder beside", "put it under beside");
        if nl.is_empty() {
            return finding.mend(aside);
        }
        finding.mend(text!(
            "zet het onder beside; het bestand van `{id}` zegt wat er ontbreekt: {nl}",
            "put it under beside; the file of `{id}` says what is missing: {en}"
        ))
    });
}

fn routes(names: &mut Names<'_>, tree: &Node, columns: &Columns) -> Vec<RouteDraft> {
    let nodes = tree.get("route").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let mut routes = Vec::new();
    for node in nodes {
        let span = node.get("id").map_or(node.span.clone(), |id| id.span.clone());
        if names.word(node, "id") == NO_ROUTE {
            let found = text!("`{NO_ROUTE}` is de naam van geen route", "`{NO_ROUTE}` is what no route is called");
            names.tell(Code::ReservedWord, &span, found, |f| f.mend(text!("kies een andere naam", "take another name")));
        }
        let when = names.condition(node.get("when"));
        let none = names.may_text(node, "none");
        let (members, beside) = (members(names, node, "use", columns), members(names, node, "beside", columns));
        if node.has("use") == node.has("none") && !node.is_faulty() {
            let found = text!("deze route heeft use en none, of geen van beide", "this route has use and none, or neither");
            names.tell(Code::RouteForm, &span, found, |f| f.allowed(text!("use of none", "use or none")));
        }
        for &(member, ref at) in &members {
            let form = columns.members[member].form();
            let id = &form.id;
            if columns.members[member].is_given() {
                let found = text!("`{id}` is gegeven (given) en wordt hier niet gescoord", "`{id}` is given and is not scored here");
                names.tell(Code::RouteForm, at, found, |f| f.mend(text!("laat given weg, of deze naam", "leave out given, or this name")));
            } else if !form.gives_tier {
                let found = text!("`{id}` geeft zelf nooit een prioriteit", "`{id}` itself never gives a tier");
                names.tell(Code::BesideRead, at, found, |f| f.mend(text!("zet het onder beside", "put it under beside")));
            } else if level_names(form).is_empty() {
                no_levels(names, form, at);
            }
        }
        for (member, at) in &beside {
            if members.iter().any(|(used, _)| used == member) || columns.members[*member].is_given() {
                let found =
                    text!("dit instrument staat al bij use, of is gegeven", "this instrument stands under use already, or is given");
                names.tell(Code::RouteForm, at, found, |f| f.mend(text!("laat het hier weg", "leave it out here")));
            }
        }
        let (members, beside) = [members, beside].map(|list| list.into_iter().map(|(member, _)| member).collect()).into();
        routes.push(RouteDraft { id: names.word(node, "id").to_owned(), when, members, beside, none, span });
    }
    routes
}

/// What no route is called in results.
const NO_ROUTE: &str = "none";

fn members(names: &mut Names<'_>, node: &Node, key: &str, columns: &Columns) -> Vec<(usize, Span)> {
    let mut members: Vec<(usize, Span)> = Vec::new();
    for element in node.get(key).map_or(&[][..], Node::elements) {
        let Some(name) = element.string() else { continue };
        let all: Vec<&str> = columns.members.iter().map(|member| member.form().id.as_str()).collect();
        let Some(member) = names.look_up(name, all.into_iter(), &element.span, &text!("instrument", "instrument")) else { continue };
        if members.iter().any(|(known, _)| *known == member) {
            names.tell(Code::DuplicateId, &element.span, text!("`{name}` staat er twee keer", "`{name}` stands twice"), |f| {
                f.mend(text!("laat er één staan", "leave one"))
            });
            continue;
        }
        members.push((member, element.span.clone()));
    }
    members
}

/// All names of levels that a rule may read: those of reported schemes, and every scheme by its own name.
fn all_levels(columns: &Columns) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    for (member, known) in columns.members.iter().enumerate().filter(|(_, member)| !member.is_given()) {
        let form = known.form();
        all.extend(level_names(form).into_iter().map(|(name, scheme)| (name, member, scheme)));
        all.extend(form.schemes.iter().enumerate().map(|(scheme, known)| (format!("{}.level.{}", form.id, known.id), member, scheme)));
    }
    all
}

fn looks(names: &mut Names<'_>, node: &Node, columns: &Columns, routes: &[RouteDraft]) -> Vec<LookDraft> {
    let levels = all_levels(columns);
    let fields: Vec<String> = columns.fields.iter().map(|field| field.id.clone()).collect();
    let mut looks = Vec::new();
    for entry in node.get("when").map_or(&[][..], Node::entries) {
        if let Some((_, member, scheme)) = levels.iter().find(|(name, ..)| *name == entry.key) {
            looks.extend(level(names, entry, columns, routes, (*member, *scheme)));
            continue;
        }
        let all = fields.iter().chain(levels.iter().map(|(name, ..)| name)).map(String::as_str);
        let what = text!("niveau, vlag of veld", "level, flag or field");
        if let Some(found) = names.look_up(&entry.key, all, &entry.key_span, &what).filter(|found| *found < fields.len()) {
            looks.extend(names.test(found, &entry.node).map(LookDraft::Field));
        }
    }
    looks
}

fn level(names: &mut Names<'_>, entry: &Entry, columns: &Columns, routes: &[RouteDraft], at: (usize, usize)) -> Option<LookDraft> {
    let (member, scheme) = at;
    let form = columns.members[member].form();
    let is_used = routes.iter().any(|route| route.members.contains(&member));
    if !is_used && (routes.iter().any(|route| route.beside.contains(&member)) || !form.gives_tier) {
        let id = &form.id;
        let found =
            text!("`{id}` staat naast een uitkomst en geeft nooit een prioriteit", "`{id}` stands beside a result and never gives a tier");
        names.tell(Code::BesideRead, &entry.key_span, found, |f| f.mend(text!("haal het uit deze regel", "take it out of this rule")));
        return None;
    }
    let known = &form.schemes[scheme].levels;
    let options = Domain::Options(known.iter().map(|level| level.id.clone()).collect());
    let set = names.pattern(&entry.node, &options, false)?;
    let levels = (0..known.len()).filter(|&level| i64::try_from(level).is_ok_and(|level| set.contains(level)));
    Some(LookDraft::Level { member, scheme, levels: levels.collect() })
}

fn forced(names: &mut Names<'_>, tree: &Node, head: &Head) -> (Vec<Override>, Vec<Forced>) {
    let nodes = tree.get("override").map_or(&[][..], Node::elements);
    names.refuse_twice(nodes, "id");
    let overrides: Vec<Override> =
        nodes.iter().map(|node| Override { id: names.word(node, "id").to_owned(), says: names.text(node, "says") }).collect();
    let mut forced = Vec::new();
    for node in tree.get("forced").map_or(&[][..], Node::elements) {
        let ids: Vec<&str> = overrides.iter().map(|known| known.id.as_str()).collect();
        let mut grounds = Vec::new();
        for ground in node.get("grounds").map_or(&[][..], Node::elements) {
            let Some(name) = ground.string() else { continue };
            let what = text!("reden onder [[override]]", "reason under [[override]]");
            grounds.extend(names.look_up(name, ids.iter().copied(), &ground.span, &what));
        }
        let by = node.get("by").map_or(&[][..], Node::elements).iter().filter_map(Node::string).map(str::to_owned).collect();
        if let Some(tier) = head.tier(names, node) {
            forced.push(Forced { tier, by, grounds });
        }
    }
    (overrides, forced)
}
