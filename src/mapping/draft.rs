// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The proposal of a mapping for an input: guesses by names and by what stands in the columns. Every guess is marked, and a mark keeps the
//! file from being used; what nothing points at is left open.

mod alike;
mod seen;

use crate::diagnostic::nearest::nearest;
use crate::domain::answer;
use crate::form::attribute::Attribute;
use crate::form::{Field, FieldType};
use crate::lang::Lang;
use crate::record::conventions::Manner;
use crate::record::rows::Rows;
use crate::record::{CASE_ID, OWN, RunError, cell};
use crate::syntax::PLACEHOLDER;
use seen::Seen;

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The mapping file.
    pub text: String,
    /// Fields that are to be confirmed.
    pub guessed: usize,
    /// Fields for which nothing was found.
    pub missing: Vec<String>,
}

/// Drafts a mapping of an input to fields, for the instruments of these names.
///
/// # Errors
/// When the input cannot be read.
pub fn draft(
    id: &str,
    instruments: &[&str],
    fields: &[&Field],
    mut rows: Box<dyn Rows + '_>,
    manner: Manner,
    lang: Lang,
) -> Result<Draft, RunError> {
    let header = rows.header().to_vec();
    let manner = Manner { mark: rows.mark(), ..manner };
    let seen = Seen::all(&mut *rows, header.len(), manner)?;
    let mut draft = Writer { header: &header, seen: &seen, lang, manner, lines: Vec::new(), used: vec![false; header.len()] };
    let (mut guessed, mut missing) = (0, Vec::new());
    draft.head(id, instruments);
    let found = assign(fields, &header, &seen);
    for (field, column) in fields.iter().zip(&found) {
        match column {
            Some(column) => guessed += usize::from(draft.column(field, *column)),
            None if draft.years(field, &found) => guessed += 1,
            None => missing.push(field.id.clone()),
        }
    }
    draft.foot(fields, &missing);
    Ok(Draft { text: draft.lines.join("\n") + "\n", guessed, missing })
}

/// For each field the column that looks most like it; no column twice. A column that has the very name of a field is that field's.
fn assign(fields: &[&Field], header: &[String], seen: &[Seen]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        for (column, name) in header.iter().enumerate() {
            let exact = *name == field.id;
            let barred = name == CASE_ID || name.starts_with(OWN) || (Attribute::of(name).is_some() && field.justification.is_none());
            if barred || (!exact && !seen[column].may_answer(field)) {
                continue;
            }
            let likeness = if exact { u32::MAX } else { alike::likeness(name, field) };
            if likeness >= alike::LEAST {
                pairs.push((likeness, at, column));
            }
        }
    }
    pairs.sort_by_key(|&(likeness, at, column)| (std::cmp::Reverse(likeness), at, column));
    let mut found = vec![None; fields.len()];
    for (_, at, column) in pairs {
        if found[at].is_none() && !found.contains(&Some(column)) {
            found[at] = Some(column);
        }
    }
    found
}

struct Writer<'a> {
    header: &'a [String],
    seen: &'a [Seen],
    lang: Lang,
    manner: Manner,
    lines: Vec<String>,
    used: Vec<bool>,
}

impl Writer<'_> {
    fn say(&mut self, nl: &str, en: &str) {
        let words = self.lang.pick(nl, en);
        self.lines.push(format!("# {words}"));
    }

    fn head(&mut self, id: &str, instruments: &[&str]) {
        self.say("Voorstel voor een toewijzing van kolommen aan velden.", "Proposal for a mapping of columns to fields.");
        self.say(
            "Kijk elk veld na en haal dan de regel `confirm` weg; tot dan wordt er niets gescoord.",
            "Look at every field and then remove the line `confirm`; until then nothing is scored.",
        );
        self.lines.push(String::new());
        let instruments: Vec<String> = instruments.iter().map(|id| quoted(id)).collect();
        self.lines.extend(["schema = 1".to_owned(), format!("id = {}", quoted(id)), format!("instrument = [{}]", instruments.join(", "))]);
        let case = self.header.iter().position(|name| name == CASE_ID).or_else(|| self.header.iter().position(|name| alike::is_case(name)));
        match case {
            Some(at) => {
                self.used[at] = true;
                self.lines.push(format!("case_id = {}", quoted(&self.header[at])));
            }
            None => {
                self.say("case_id = \"…\": geen kolom gevonden die de zaak noemt", "case_id = \"…\": no column found that names the case");
            }
        }
    }

    /// Writes a field that a column answers; whether it is a guess.
    fn column(&mut self, field: &Field, at: usize) -> bool {
        self.used[at] = true;
        let exact = self.header[at] == field.id;
        self.begin(field, !exact);
        self.lines.push(format!("column = {}", quoted(&self.header[at])));
        let unread: Vec<&str> = self.seen[at].values().filter(|value| cell::read(field, value, self.manner).is_err()).collect();
        if !matches!(field.kind, FieldType::Choice | FieldType::YesNo) {
            return !exact;
        }
        if self.seen[at].is_quotable() {
            let counts: Vec<String> = self.seen[at].counts().map(|(value, count)| format!("{} {count}", quoted(value))).collect();
            let counts = counts.join(", ");
            self.say(&format!("gevonden: {counts}"), &format!("found: {counts}"));
            if !unread.is_empty() {
                let codes: Vec<String> = self.seen[at]
                    .values()
                    .filter(|value| !answer::is_unknown(value))
                    .map(|value| format!("{} = {}", quoted(value), quoted(&self.meant(field, value))))
                    .collect();
                self.lines.push(format!("codes = {{ {} }}", codes.join(", ")));
            }
        } else if !unread.is_empty() || self.seen[at].is_many() {
            self.say(
                "de waarden worden hier niet getoond: het zijn er te veel, of ze staan er te weinig keer",
                "the values are not shown here: there are too many, or they stand there too seldom",
            );
        }
        !exact
    }

    /// The answer that a code may stand for: the only option that begins so; else it is left open.
    fn meant(&self, field: &Field, value: &str) -> String {
        let ids: Vec<String> = match &field.domain {
            crate::domain::Domain::Options(ids) => ids.clone(),
            _ => return PLACEHOLDER.to_owned(),
        };
        if answer::is_not_applicable(value) {
            return if field.not_applicable { value.to_owned() } else { "unknown".to_owned() };
        }
        if field.kind == FieldType::YesNo && cell::read(field, value, self.manner).is_ok() {
            return value.to_owned();
        }
        let start = value.trim().to_lowercase();
        let begins = |text: &str| text.to_lowercase().starts_with(&start);
        let fits: Vec<&String> = ids
            .iter()
            .enumerate()
            .filter(|(at, id)| begins(id) || field.options.get(*at).is_some_and(|label| begins(&label.nl) || begins(&label.en)))
            .map(|(_, id)| id)
            .collect();
        match fits[..] {
            [only] => only.clone(),
            _ => nearest(value, ids.iter().map(String::as_str)).map_or_else(|| PLACEHOLDER.to_owned(), str::to_owned),
        }
    }

    /// Writes a number of years from a day of birth and the only other day, where no column answers it.
    fn years(&mut self, field: &Field, found: &[Option<usize>]) -> bool {
        if field.unit != Some("years") || !alike::is_age(field) {
            return false;
        }
        let days: Vec<usize> = (0..self.header.len()).filter(|&at| self.seen[at].is_days() && !found.contains(&Some(at))).collect();
        let Some(&birth) = days.iter().find(|&&at| alike::is_birth(&self.header[at])) else { return false };
        let others: Vec<usize> = days.into_iter().filter(|&at| at != birth).collect();
        let [other] = others[..] else { return false };
        self.used[birth] = true;
        self.used[other] = true;
        self.begin(field, true);
        self.lines.push(format!("completed_years = [{}, {}]", quoted(&self.header[birth]), quoted(&self.header[other])));
        true
    }

    fn begin(&mut self, field: &Field, guess: bool) {
        self.lines.push(String::new());
        self.lines.push(format!("# {}", field.ask.get(self.lang).replace(['\n', '\r'], " ")));
        self.lines.push(format!("[field.{}]", field.id));
        if guess {
            self.lines.push("confirm = true".to_owned());
        }
    }

    fn foot(&mut self, fields: &[&Field], missing: &[String]) {
        if !missing.is_empty() {
            self.lines.push(String::new());
            self.say("Velden waarvoor niets gevonden is:", "Fields for which nothing was found:");
            for field in fields.iter().filter(|field| missing.contains(&field.id)) {
                let label = field.label.get(self.lang).replace(['\n', '\r'], " ");
                self.lines.push(format!("# [field.{}]  {label}", field.id));
            }
        }
        let idle: Vec<&String> = self.header.iter().zip(&self.used).filter(|(_, used)| !**used).map(|(name, _)| name).collect();
        let idle = idle.into_iter().filter(|name| !name.is_empty() && !name.starts_with(OWN));
        let (barred, unused): (Vec<&String>, Vec<&String>) = idle.partition(|name| Attribute::of(name).is_some());
        for (names, nl, en) in [
            (unused, "Kolommen die niet gebruikt worden:", "Columns that are not used:"),
            (barred, "Kolommen die niet gelezen worden (verboden kenmerk):", "Columns that are not read (barred attribute):"),
        ] {
            if !names.is_empty() {
                self.lines.push(String::new());
                self.say(nl, en);
                self.lines.extend(names.into_iter().map(|name| format!("# {}", quoted(name))));
            }
        }
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
