// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Reading the parts of a tree, with what is told when a name, a pattern or a number is not sound.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Source, Span, nearest::nearest};
use crate::domain::{Domain, NOT_APPLICABLE_WORD, Set, answer, pattern};
use crate::form::{Award, Condition, Field, PointsRow, Provenance, Range, Test};
use crate::lang::Text;
use crate::number::fixed::PLACES;
use crate::number::{Points, date};
use crate::syntax::{Node, Value, grammar, tree::Entry};
use crate::text;

/// The state of resolving one file.
pub struct Names<'a> {
    source: &'a Arc<Source>,
    references: Vec<String>,

    /// The fields, once they are resolved.
    pub fields: Vec<Field>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// Whether every part that counts was read.
    pub whole: bool,
    /// Names of parts that stand in the file but could not be read: a reference to one is no further fault.
    pub unreadable: Vec<String>,
    unknown: BTreeSet<(String, String)>,
    /// Whether the head of some table could not be read: any name may be its.
    lost: bool,
}

#[allow(clippy::unused_self, reason = "all parts are read in one way, whether reading one can tell something or not")]
impl<'a> Names<'a> {
    /// Starts on a file.
    #[must_use]
    pub fn new(source: &'a Arc<Source>, tree: &Node) -> Self {
        let references = tree.get("source").map_or(&[][..], Node::entries).iter().map(|entry| entry.key.clone()).collect();
        let named = ["source", "field", "item", "scale", "scheme"].into_iter().filter_map(|part| tree.entry(part));
        let lost = named.into_iter().any(|part| part.node.is_faulty() || part.node.entry(Entry::GUESSED).is_some());
        Self {
            source,
            references,
            fields: Vec::new(),
            findings: Vec::new(),
            whole: true,
            unreadable: Vec::new(),
            unknown: BTreeSet::new(),
            lost,
        }
    }

    /// Tells a finding; `more` adds to it.
    pub fn tell(&mut self, code: Code, span: &Span, found: Text, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let place = self.place(span);
        self.findings.push(more(Diagnostic::new(code, place, found)));
    }

    /// A place in this file.
    #[must_use]
    pub fn place(&self, span: &Span) -> Place {
        Place { source: Arc::clone(self.source), span: span.clone() }
    }

    /// The version of the language.
    pub fn check_schema(&mut self, tree: &Node) {
        let Some(node) = tree.get("schema") else { return };
        let version = node.number().unwrap_or_default().to_owned();
        if version != grammar::SCHEMA {
            self.tell(Code::UnsupportedSchema, &node.span, text!("schema = {version}", "schema = {version}"), |finding| {
                finding.allowed(text!("1", "1"))
            });
        }
    }

    /// A string, empty when it is missing or faulty (which was told).
    #[must_use]
    pub fn word<'n>(&self, node: &'n Node, key: &str) -> &'n str {
        node.get(key).and_then(Node::string).unwrap_or_default()
    }

    /// A text in two languages, empty when it is missing or faulty (which was told).
    #[must_use]
    pub fn text(&self, node: &Node, key: &str) -> Text {
        self.may_text(node, key).unwrap_or_default()
    }

    /// A text in two languages, if it stands there.
    #[must_use]
    pub fn may_text(&self, node: &Node, key: &str) -> Option<Text> {
        node.get(key).map(text_of)
    }

    /// true or false; false when it is not there.
    #[must_use]
    pub fn flag(&self, node: &Node, key: &str) -> bool {
        node.get(key).and_then(Node::boolean).unwrap_or(false)
    }

    /// Sources and evidence mark of a table.
    pub fn provenance(&mut self, node: &Node) -> Provenance {
        Provenance { sources: self.sources(node, "source"), confirmed: self.word(node, "evidence") == "confirmed" }
    }

    /// Sources by their names at a key.
    pub fn sources(&mut self, node: &Node, key: &str) -> Vec<String> {
        let mut sources = Vec::new();
        for name in node.get(key).map_or(&[][..], Node::elements) {
            let Some(id) = name.string() else { continue };
            let known = self.references.clone();
            self.look_up(id, known.iter().map(String::as_str), &name.span, &text!("bron", "source"));
            sources.push(id.to_owned());
        }
        sources
    }

    /// Tells the sources that nothing stands on: a source that can be removed unseen says nothing.
    pub fn check_sources(&mut self, tree: &Node) {
        let cited = cited(tree);
        // A file in which nothing at all has a source lacks more than that.
        if holds_fault(tree) || cited.is_empty() {
            return;
        }
        for entry in tree.get("source").map_or(&[][..], Node::entries) {
            let id = &entry.key;
            if !cited.contains(&id.as_str()) {
                self.tell(
                    Code::Unused,
                    &entry.key_span,
                    text!("niets noemt de bron `{id}`", "nothing names the source `{id}`"),
                    |finding| {
                        finding.mend(text!("noem hem waar hij voor geldt, of haal hem weg", "name it where it is used, or remove it"))
                    },
                );
            }
        }
    }

    /// The place of a name in a list, or a finding with the nearest name.
    pub fn look_up<'n>(
        &mut self,
        name: &str,
        candidates: impl Iterator<Item = &'n str> + Clone,
        span: &Span,
        what: &Text,
    ) -> Option<usize> {
        let found = candidates.clone().position(|candidate| candidate == name);
        let could_be = self.unreadable.iter().any(|one| one == name) || candidates.clone().any(str::is_empty) || self.lost;
        if found.is_none() && could_be {
            self.whole = false;
            return None;
        }
        if found.is_none() {
            let near = nearest(name, candidates.clone());
            self.whole = false;
            // What has no near name is itself missing: that is told once, and a typo at every place.
            if near.is_none() && !self.unknown.insert((what.en.clone(), name.to_owned())) {
                return None;
            }
            let all = candidates.collect::<Vec<_>>().join(", ");
            let (what_nl, what_en) = (&what.nl, &what.en);
            self.tell(Code::UnknownName, span, text!("er is geen {what_nl} `{name}`", "there is no {what_en} `{name}`"), |finding| {
                let finding = if all.is_empty() { finding } else { finding.allowed(text!("er zijn: {all}", "there are: {all}")) };
                match near {
                    Some(near) => finding.mend(text!("bedoelde u `{near}`?", "did you mean `{near}`?")),
                    None => finding,
                }
            });
        }
        found
    }

    /// The index of a field by its name.
    pub fn field(&mut self, name: &str, span: &Span) -> Option<usize> {
        let ids: Vec<String> = self.fields.iter().map(|field| field.id.clone()).collect();
        self.look_up(name, ids.iter().map(String::as_str), span, &text!("veld", "field"))
    }

    /// The indices of the fields that a list names.
    pub fn field_list(&mut self, node: &Node) -> Vec<usize> {
        node.elements()
            .iter()
            .filter_map(|element| element.string().map(|name| (name.to_owned(), element.span.clone())))
            .filter_map(|(name, span)| self.field(&name, &span))
            .collect()
    }

    /// A pattern, a string or a list of strings, on a domain.
    pub fn pattern(&mut self, node: &Node, domain: &Domain, not_applicable: bool) -> Option<Set> {
        if node.elements().iter().any(Node::is_faulty) {
            self.whole = false;
            return None;
        }
        let texts: Vec<&str> = node.elements().iter().filter_map(Node::string).collect();
        self.pattern_text(&texts.join(" | "), &node.span, domain, not_applicable)
    }

    /// A pattern from its text.
    pub fn pattern_text(&mut self, text: &str, span: &Span, domain: &Domain, not_applicable: bool) -> Option<Set> {
        match pattern::read(text, domain, not_applicable) {
            Ok(set) => Some(set),
            Err(fault) => {
                self.whole = false;
                self.tell(fault.code, span, fault.found, |finding| {
                    let finding = finding.allowed(fault.allowed);
                    match fault.mend {
                        Some(mend) => finding.mend(mend),
                        None => finding,
                    }
                });
                None
            }
        }
    }

    /// Patterns on fields that must all hold.
    pub fn condition(&mut self, node: Option<&Node>) -> Condition {
        let mut condition = Vec::new();
        for entry in node.map_or(&[][..], Node::entries) {
            let Some(field) = self.field(&entry.key, &entry.key_span) else { continue };
            condition.extend(self.test(field, &entry.node));
        }
        condition
    }

    /// A pattern on a field.
    pub fn test(&mut self, field: usize, node: &Node) -> Option<Test> {
        let (domain, not_applicable) = (self.fields[field].domain.clone(), self.fields[field].not_applicable);
        let set = self.pattern(node, &domain, not_applicable)?;
        Some(Test { field, set, span: node.span.clone() })
    }

    /// An exact number.
    pub fn number(&mut self, node: &Node) -> Option<Points> {
        let text = node.number()?;
        let points = Points::parse(text);
        if points.is_none() {
            self.whole = false;
            self.tell(
                Code::BadNumber,
                &node.span,
                text!("het getal {text} kan hier niet", "the number {text} cannot stand here"),
                |finding| {
                    finding.allowed(text!(
                        "een getal tot een miljoen met hoogstens 12 decimalen, voluit geschreven",
                        "a number up to a million with at most 12 decimals, written in full"
                    ))
                },
            );
        }
        points
    }

    /// An exact number at a key.
    pub fn number_at(&mut self, node: &Node, key: &str) -> Option<Points> {
        let number = node.get(key)?;
        self.number(number)
    }

    /// A day at a key, as a day number.
    pub fn day(&mut self, node: &Node, key: &str) -> Option<i64> {
        let node = node.get(key)?;
        let text = node.string()?;
        let day = date::parse_iso(text);
        if day.is_none() {
            self.tell(Code::BadDate, &node.span, text!("`{text}` is geen dag", "`{text}` is no day"), |finding| {
                finding.allowed(text!("jjjj-mm-dd", "yyyy-mm-dd"))
            });
        }
        day
    }

    /// A small whole number at a key.
    #[must_use]
    pub fn integer_at(&self, node: &Node, key: &str) -> Option<i64> {
        node.get(key).and_then(Node::number).and_then(|text| text.parse().ok())
    }

    /// A declared range `[low, high]`.
    pub fn range(&mut self, node: &Node) -> Option<Range> {
        let numbers = node.elements();
        let [low_node, high_node] = numbers else {
            let found = numbers.len();
            self.whole = false;
            self.tell(Code::WrongType, &node.span, text!("`range` heeft {found} getallen", "`range` has {found} numbers"), |finding| {
                finding.allowed(text!("[laagste, hoogste]", "[lowest, highest]"))
            });
            return None;
        };
        let (low, high) = (self.number(low_node)?, self.number(high_node)?);
        let places = [low_node, high_node]
            .iter()
            .filter_map(|node| node.number().and_then(|text| text.split_once('.')).map(|(_, fraction)| fraction.len()))
            .max()
            .unwrap_or(0);
        if low > high {
            self.whole = false;
            self.tell(
                Code::BadDomain,
                &node.span,
                text!("`range` begint bij {low} en eindigt bij {high}", "`range` begins at {low} and ends at {high}"),
                |f| f.allowed(text!("[laagste, hoogste]", "[lowest, highest]")),
            );
            return None;
        }
        let places = u32::try_from(places).unwrap_or(0).min(PLACES);
        Some(Range { low, high, places, span: node.span.clone() })
    }

    /// Points, or the word that there are none.
    pub fn award(&mut self, node: &Node) -> Option<Award> {
        if node.string() == Some(Award::WITHHELD) { Some(Award::Withheld) } else { self.number(node).map(Award::Points) }
    }

    /// Rows of a table from patterns to what `read` reads: numbers or points.
    pub fn rows<G>(
        &mut self,
        node: &Node,
        domain: &Domain,
        not_applicable: bool,
        read: impl Fn(&mut Self, &Node) -> Option<G>,
    ) -> Vec<PointsRow<G>> {
        let mut rows = Vec::new();
        for entry in node.entries() {
            if entry.node.is_faulty() {
                self.whole = false;
                continue;
            }
            let set = self.pattern_text(&entry.key, &entry.key_span, domain, not_applicable);
            let points = read(self, &entry.node);
            if let (Some(set), Some(points)) = (set, points) {
                rows.push(PointsRow { pattern: entry.key.clone(), set, points, span: entry.key_span.clone() });
            }
        }
        rows
    }

    /// Refuses a second thing of one name in a list of tables.
    pub fn refuse_twice(&mut self, nodes: &[Node], key: &str) {
        let mut seen: Vec<(String, Span)> = Vec::new();
        for node in nodes {
            let Some(id) = node.get(key) else { continue };
            let Some(name) = id.string() else { continue };
            match seen.iter().find(|(earlier, _)| earlier == name) {
                Some((_, span)) => {
                    let first = self.place(span);
                    self.whole = false;
                    self.tell(Code::DuplicateId, &id.span, text!("`{name}` staat er twee keer", "`{name}` stands twice"), |finding| {
                        finding.related(first, text!("de eerste", "the first")).mend(text!("geef een andere naam", "give another name"))
                    });
                }
                None => seen.push((name.to_owned(), id.span.clone())),
            }
        }
    }

    /// Refuses a name that is a way to write an unknown answer.
    pub fn refuse_reserved(&mut self, name: &str, span: &Span) {
        if is_reserved(name) {
            self.tell(
                Code::ReservedWord,
                span,
                text!("`{name}` betekent al ‘onbekend’ of ‘niet van toepassing’", "`{name}` already means ‘unknown’ or ‘not applicable’"),
                |finding| finding.mend(text!("kies een andere naam", "take another name")),
            );
        }
    }
}

/// Whether a word already means that an answer is unknown or not applicable.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    answer::is_reserved(name) || name.eq_ignore_ascii_case(NOT_APPLICABLE_WORD)
}

/// A text in two languages.
#[must_use]
pub fn text_of(node: &Node) -> Text {
    let part = |key: &str| node.get(key).and_then(Node::string).unwrap_or_default().trim().to_owned();
    Text { nl: part("nl"), en: part("en") }
}

/// Keys whose values are words: they do not count.
const TEXTS: &[&str] = &[
    "title",
    "withheld",
    "label",
    "ask",
    "help",
    "about",
    "source",
    "says",
    "else",
    "instead",
    "name",
    "cite",
    "url",
    "reason",
    "note",
    "sample",
    "outcome",
    "country",
    "owner",
    "date",
    "judgement",
    "line",
    "nl",
    "en",
    "evidence",
];

/// Whether a key of this very table that counts was found faulty, or the table itself: what else seems wrong with its form follows.
#[must_use]
pub fn is_broken(node: &Node) -> bool {
    let faulty = |entry: &Entry| entry.node.is_faulty() && !TEXTS.contains(&entry.key.as_str());
    node.is_faulty() || node.entries().iter().any(faulty)
}

/// Whether a part of the file has a faulty value that may count: texts do not count.
#[must_use]
pub fn key_faulty(tree: &Node, key: &str) -> bool {
    tree.entry(key).is_some_and(|entry| is_faulty(&entry.node))
}

/// Whether a value that may count was faulty: texts do not count.
#[must_use]
pub fn holds_fault(node: &Node) -> bool {
    node.is_faulty() || node.entries().iter().any(|entry| !TEXTS.contains(&entry.key.as_str()) && is_faulty(&entry.node))
}

fn is_faulty(node: &Node) -> bool {
    match &node.value {
        Value::Faulty => true,
        Value::Array(nodes) => nodes.iter().any(is_faulty),
        Value::Table(_) => holds_fault(node),
        _ => false,
    }
}

/// Every source that is named in a tree.
fn cited(node: &Node) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for entry in node.entries() {
        if matches!(entry.key.as_str(), "source" | "valid_source") {
            found.extend(entry.node.elements().iter().filter_map(Node::string));
        }
        found.extend(cited(&entry.node));
    }
    if let Value::Array(nodes) = &node.value {
        found.extend(nodes.iter().flat_map(cited));
    }
    found
}
