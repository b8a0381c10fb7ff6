// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A new edition: the text of another with other numbers. Comments and all else stay as they are; what no longer holds is left out.

use std::sync::Arc;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::origin::{number, written};
use super::{Origin, Unsound};
use crate::check;
use crate::check::proof::{Reachable, reachable};
use crate::diagnostic::{Code, Source, Span};
use crate::form::{Change, Form, Made};
use crate::instrument::Instrument;
use crate::lang::Text;
use crate::number::{Points, date};
use crate::syntax::tree;

/// The source that stands for the sample.
const SAMPLE: &str = "calibration";
/// More rounds of leaving out what nothing reads any more there cannot be.
const MOST_ROUNDS: usize = 64;

/// An edition in the making.
#[derive(Debug)]
pub struct Edition {
    document: DocumentMut,
    changes: Vec<Change>,
    name: String,
}

impl Edition {
    /// Begins with the text of an instrument; `edition` is the name of the new one.
    #[must_use]
    pub fn of(form: &Form, edition: &str) -> Option<Self> {
        let document: DocumentMut = form.source.text.parse().ok()?;
        let mut new = Self { document, changes: Vec::new(), name: edition.to_owned() };
        for (key, word) in [("edition", edition), ("status", "trial"), ("valid_from", "not known")] {
            new.replace(&[key], Value::from(word));
        }
        // When the old one was in force says nothing of this one.
        for key in ["valid_until", "valid_source", "successor"] {
            new.document.remove(key);
        }
        Some(new)
    }

    fn item(&mut self, path: &[&str]) -> Option<&mut Item> {
        path.iter().try_fold(self.document.as_item_mut(), |item, step| {
            let in_list = item.is_array_of_tables() || item.as_array().is_some();
            if in_list { item.get_mut(step.parse::<usize>().ok()?) } else { item.get_mut(*step) }
        })
    }

    /// Puts a value at a key, with the comments that stood around the old one.
    fn replace(&mut self, path: &[&str], new: Value) {
        if let Some(old) = self.item(path).and_then(Item::as_value_mut) {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        } else if let Some((key, table)) = path.split_last()
            && let Some(table) = self.item(table).and_then(Item::as_table_like_mut)
        {
            table.insert(key, Item::Value(new));
        }
    }

    /// Puts a number; what stood there is kept for comparison. Whether it is another one.
    pub fn put(&mut self, path: &[&str], now: Points) -> bool {
        let was = self.item(path).and_then(|item| Points::parse(item.to_string().trim()));
        if was == Some(now) {
            return false;
        }
        self.replace(path, number(now));
        self.changes.push(Change { number: path.join("."), was, now: Some(now) });
        true
    }

    /// Says that a table now stands on the sample.
    pub fn cite(&mut self, path: &[&str]) {
        let mut sources = Array::new();
        if let Some(old) = self.item(&[path, &["source"]].concat()) {
            match old.as_array() {
                Some(list) => list.iter().for_each(|source| sources.push(source.clone())),
                None => sources.extend(old.as_str()),
            }
        }
        if !sources.iter().any(|source| source.as_str() == Some(SAMPLE)) {
            sources.push(SAMPLE);
        }
        self.replace(&[path, &["source"]].concat(), Value::Array(sources));
        self.replace(&[path, &["evidence"]].concat(), Value::from("partial"));
    }

    /// Adds what a user should know.
    pub fn note(&mut self, note: &Text) {
        let mut words = InlineTable::new();
        words.insert("nl", note.nl.as_str().into());
        words.insert("en", note.en.as_str().into());
        match self.item(&["about", "notes"]) {
            Some(Item::ArrayOfTables(notes)) => notes.push(words.into_table()),
            Some(Item::Value(Value::Array(notes))) => notes.push(words),
            _ => self.replace(&["about", "notes"], Value::Array(Array::from_iter([words]))),
        }
    }

    /// Gives a scale a link at a horizon in place of all that it had: its kind, and its numbers by key.
    pub fn link(&mut self, scale: &str, horizon: &str, kind: &str, numbers: &[(&str, Points)], outcome: &Text) {
        self.drop_links(scale);
        let mut words = InlineTable::new();
        words.insert("nl", outcome.nl.as_str().into());
        words.insert("en", outcome.en.as_str().into());
        let mut link = Table::new();
        link.insert("kind", value(kind));
        link.insert("outcome", value(words));
        let mut links = Table::new();
        links.set_implicit(true);
        links.insert(horizon, Item::Table(link));
        if let Some(table) = self.item(&["scale", scale]).and_then(Item::as_table_like_mut) {
            table.insert("link", Item::Table(links));
        }
        let path = ["scale", scale, "link", horizon];
        for (key, now) in numbers {
            let (path, now) = ([&path[..], &[*key]].concat(), *now);
            // What a link at this horizon had stands among the changes already.
            let was = self.changes.iter().position(|change| change.number == path.join(".")).map(|at| self.changes.remove(at));
            self.replace(&path, number(now));
            self.changes.push(Change { number: path.join("."), was: was.and_then(|change| change.was), now: Some(now) });
        }
        self.cite(&path);
    }

    fn drop_links(&mut self, scale: &str) {
        let links = self.item(&["scale", scale]).and_then(Item::as_table_like_mut).and_then(|table| table.remove("link"));
        for (horizon, link) in links.iter().filter_map(Item::as_table_like).flat_map(toml_edit::TableLike::iter) {
            for key in ["intercept", "baseline_survival", "centre", "slope"] {
                let was = link.get(key).and_then(|item| Points::parse(item.to_string().trim()));
                self.changes.extend(was.map(|was| Change {
                    number: format!("scale.{scale}.link.{horizon}.{key}"),
                    was: Some(was),
                    now: None,
                }));
            }
        }
    }

    /// Leaves out levels and norms that speak of the old points of scales, and what stands on them.
    pub fn drop_levels_and_norms(&mut self, form: &Form, scales: &[&str]) {
        let mut gone: Vec<&str> = Vec::new();
        // A scheme stands after those that it looks at.
        for scheme in &form.schemes {
            let on = |base: &str| scales.contains(&base) || gone.contains(&base);
            let of = self.item(&["scheme", &scheme.id, "of"]).and_then(|item| item.as_str().map(str::to_owned)).unwrap_or_default();
            let horizon = form.scales.iter().any(|scale| on(&scale.id) && scale.links.iter().any(|link| link.horizon == of));
            let looks = scheme.shifts.iter().flat_map(|shift| &shift.when).any(|look| match look {
                crate::form::Look::Field(_) => false,
                crate::form::Look::Scheme(other, _) => gone.contains(&form.schemes[*other].id.as_str()),
            });
            if on(&of) || horizon || looks {
                gone.push(&scheme.id);
            }
        }
        let remove = |document: &mut DocumentMut, table: &str, id: &str| {
            if let Some(table) = document.get_mut(table).and_then(Item::as_table_like_mut) {
                table.remove(id);
            }
        };
        for scheme in &gone {
            remove(&mut self.document, "scheme", scheme);
        }
        for norm in form.norms.iter().filter(|norm| scales.contains(&form.scales[norm.scale].id.as_str())) {
            remove(&mut self.document, "norm", &norm.id);
        }
        for key in ["scheme", "norm"] {
            if self.document.get(key).and_then(Item::as_table_like).is_some_and(toml_edit::TableLike::is_empty) {
                self.document.remove(key);
            }
        }
        let of_gone = |part: &str| {
            let name = part.split(' ').nth(1).unwrap_or_default();
            gone.iter().any(|scheme| name.strip_prefix(scheme).is_some_and(|rest| rest.starts_with('.')))
        };
        if let Some(known) = self.document.get_mut("unreachable").and_then(Item::as_array_of_tables_mut) {
            known.retain(|known| !known.get("part").and_then(Item::as_str).is_some_and(of_gone));
            if known.is_empty() {
                self.document.remove("unreachable");
            }
        }
        for scale in scales {
            self.drop_links(scale);
        }
    }

    /// The finished text: dated, with its origin, with the ranges that its points reach; proven.
    ///
    /// # Errors
    /// What the checker finds wrong with it.
    pub fn finish(mut self, made: Made, origin: &Origin) -> Result<(String, Instrument), Unsound> {
        let on = date::print(origin.on);
        let review = date::months_later(origin.on, 12).map_or_else(|| on.clone(), date::print);
        self.replace(&["entered"], Value::from(on));
        self.replace(&["review_by"], Value::from(review));
        let mut source = Table::new();
        source.insert("cite", value(origin.cite()));
        if let Some(sources) = self.item(&["source"]).and_then(Item::as_table_like_mut) {
            sources.insert(SAMPLE, Item::Table(source));
        }
        self.drop_unused();
        if matches!(made, Made::Refit | Made::Points) {
            self.fit_ranges();
        }
        self.document.insert("calibration", Item::Table(written(&origin.calibration(made, std::mem::take(&mut self.changes)))));
        let source = self.source();
        match check::instrument(&source) {
            (Some(instrument), _) => Ok((source.text.clone(), instrument)),
            (None, findings) => Err(Unsound(findings)),
        }
    }

    fn source(&self) -> Arc<Source> {
        Arc::new(Source::new(format!("{}.toml", self.name), &self.document.to_string()))
    }

    /// Declares what the scales can reach now.
    fn fit_ranges(&mut self) {
        let Some(form) = check::unproven(&self.source()) else { return };
        let Some(all) = reachable(&form) else { return };
        for (scale, reach) in form.scales.iter().zip(all) {
            let Some(Reachable { value, cases }) = reach else { continue };
            let path = ["scale", scale.id.as_str()];
            self.range(&path, value);
            for (at, case) in cases.into_iter().enumerate() {
                if let Some(case) = case {
                    self.range(&[&path[..], &["case", &at.to_string()]].concat(), case);
                }
            }
        }
    }

    fn range(&mut self, path: &[&str], (low, high): (Points, Points)) {
        for (at, end) in [("0", low), ("1", high)] {
            self.put(&[path, &["range", at]].concat(), end);
        }
    }

    /// Leaves out fields and sources that nothing reads any more.
    fn drop_unused(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let source = self.source();
            let (_, findings) = check::instrument(&source);
            let spans: Vec<&Span> =
                findings.iter().filter(|finding| finding.code == Code::Unused).map(|finding| &finding.place.span).collect();
            let (tree, _) = tree::read(&source);
            let mut any = false;
            for key in ["field", "source"] {
                for entry in tree.get(key).map_or(&[][..], tree::Node::entries) {
                    if spans.contains(&&entry.key_span)
                        && let Some(table) = self.document.get_mut(key).and_then(Item::as_table_like_mut)
                    {
                        any |= table.remove(&entry.key).is_some();
                    }
                }
            }
            if !any {
                return;
            }
        }
    }
}
