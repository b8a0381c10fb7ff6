// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A norm pack as text.

use std::fmt::Write as _;
use std::sync::Arc;

use toml_edit::{DocumentMut, InlineTable, Item, Value};

use super::origin::{number, written};
use super::{Origin, Unsound};
use crate::check;
use crate::diagnostic::Source;
use crate::form::{Change, Form, Made, NormKind, stamp};
use crate::lang::Text;
use crate::number::Points;
use crate::report::names::norm_kind_code;
use crate::text;

/// What a pack is called, and whose it is.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name in a catalogue.
    pub id: String,
    /// Its edition.
    pub edition: String,
    /// The organisation whose file it is.
    pub owner: String,
    /// Country code of the sample.
    pub country: String,
}

/// A norm of a pack.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    /// What it is called after the pack's name.
    pub name: &'static str,
    pub kind: NormKind,
    pub scale: String,
    pub title: Text,
    pub outcome: Text,
    pub horizon: Text,
    pub rows: Vec<Row>,
}

/// Values at one score.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub at: Points,
    pub value: Points,
    pub interval: Option<(Points, Points)>,
    pub shares: Option<[Points; 3]>,
}

impl Pack {
    /// The text, proven together with the instrument that it extends.
    pub(super) fn text(&self, form: &Form, norms: &[Norm], made: Made, changes: Vec<Change>, origin: &Origin) -> Result<String, Unsound> {
        let word = |text: &str| Value::from(text).to_string();
        let base = stamp(&form.id, &form.edition, &form.source.digest());
        let (title, id) = (&form.title, &self.id);
        let pack = Text { nl: format!("{}, eigen steekproef", title.nl), en: format!("{}, local sample", title.en) };
        let mut text = String::new();
        for (key, value) in [
            ("schema", "1".to_owned()),
            ("id", word(id)),
            ("edition", word(&self.edition)),
            ("status", word("trial")),
            ("extends", word(&base)),
            ("title", both(&pack)),
            ("owner", word(&self.owner)),
        ] {
            let _ = writeln!(text, "{key} = {value}");
        }
        let mut calibration = DocumentMut::new();
        calibration.insert("calibration", Item::Table(written(&origin.calibration(made, changes))));
        let _ = write!(text, "\n{calibration}");
        let (cite, program) = (word(&origin.cite()), word(&origin.program));
        let _ = write!(text, "\n[source.{id}]\ncite = {cite}\npage = {program}\n");
        let (persons, events) = (origin.persons, origin.events);
        let sample = text!(
            "eigen steekproef, {persons} personen, {events} met de uitkomst",
            "local sample, {persons} persons, {events} with the event"
        );
        for norm in norms {
            let rising = norm.rows.windows(2).all(|pair| pair[0].value < pair[1].value);
            let _ = write!(text, "\n[norm.{id}_{}]\n", norm.name);
            for (key, value) in [
                ("kind", word(norm_kind_code(norm.kind))),
                ("of", word(&norm.scale)),
                ("title", both(&norm.title)),
                ("outcome", both(&norm.outcome)),
                ("horizon", both(&norm.horizon)),
                ("sample", both(&sample)),
                ("country", word(&self.country)),
                ("rising", rising.to_string()),
                ("source", word(id)),
                ("evidence", word("partial")),
            ] {
                let _ = writeln!(text, "{key} = {value}");
            }
            text.push_str("row = [\n");
            for row in &norm.rows {
                let _ = writeln!(text, "  {},", row.inline());
            }
            text.push_str("]\n");
        }
        let source = Arc::new(Source::new(format!("{id}.toml"), &text));
        match check::extended(&form.source, &[source]) {
            (Some(_), _) => Ok(text),
            (None, findings) => Err(Unsound(findings)),
        }
    }
}

impl Row {
    fn inline(&self) -> InlineTable {
        let mut row = InlineTable::new();
        row.insert("at", self.at.to_string().into());
        row.insert("value", number(self.value));
        if let Some((low, high)) = self.interval {
            row.insert("low", number(low));
            row.insert("high", number(high));
        }
        for (key, share) in ["below", "same", "higher"].into_iter().zip(self.shares.iter().flatten()) {
            row.insert(key, number(*share));
        }
        row
    }
}

fn both(text: &Text) -> String {
    let mut table = InlineTable::new();
    table.insert("nl", text.nl.as_str().into());
    table.insert("en", text.en.as_str().into());
    table.to_string()
}
