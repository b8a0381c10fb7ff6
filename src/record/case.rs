//! A case file: TOML or JSON, `field = value`, with an optional `case_id`.

use std::sync::Arc;

use super::columns::refuse_missing;
use super::error::Refusal;
use super::set::Sets;
use super::{CASE_ID, CellFault, Record, RunError, cell, missing};
use crate::diagnostic::{Code, Source, nearest::nearest};
use crate::form::Form;
use crate::syntax::{Node, Value, tree};
use crate::text;

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case's name, never a person's.
    pub case_id: Option<String>,
    /// Its answers.
    pub record: Record,
    /// Cells that cannot be read, as they were written.
    pub written: Vec<(usize, String)>,
    given: Vec<bool>,
}

impl Case {
    /// Reads a case from a file, if there is one, and `--set`.
    ///
    /// # Errors
    /// When the file is not sound TOML or JSON, or names something that is no field.
    pub fn read(form: &Form, file: Option<&Arc<Source>>, sets: &Sets) -> Result<Self, RunError> {
        let fields = form.fields.len();
        let mut case = Self { case_id: None, record: Record::unknown(fields), written: Vec::new(), given: vec![false; fields] };
        let mut refusals = Vec::new();
        let pairs = match file {
            Some(source) => pairs(source)?,
            None => Vec::new(),
        };
        for (name, value) in pairs {
            match (form.field(&name), value) {
                (_, Some(value)) if name == CASE_ID => case.case_id = Some(value),
                (Some(field), _) if sets.has(field) => {
                    return Err(RunError::Usage(vec![text!(
                        "--set {name}: het zaakbestand geeft dit veld al",
                        "--set {name}: the case file already gives this field"
                    )]));
                }
                (Some(field), Some(value)) => {
                    case.given[field] = true;
                    let reading = cell::read(&form.fields[field], &value, true);
                    if reading.is_err() {
                        case.written.push((field, value));
                    }
                    case.record.take(field, reading);
                }
                (found, value) => refusals.push(refusal(form, &name, found.is_some() && value.is_none())),
            }
        }
        if !refusals.is_empty() {
            return Err(RunError::Input(refusals));
        }
        sets.answer(&mut case.record);
        sets.fields().for_each(|field| case.given[field] = true);
        Ok(case)
    }

    /// The first field that is nowhere given and cannot be derived from what is.
    #[must_use]
    pub fn next_missing(&self, form: &Form) -> Option<usize> {
        missing(form, &self.given).into_iter().next()
    }

    /// Takes the answer to a field that was missing.
    ///
    /// # Errors
    /// When the answer cannot be read; the field is then still missing.
    pub fn answer(&mut self, form: &Form, field: usize, text: &str) -> Result<(), CellFault> {
        let reading = cell::read(&form.fields[field], text, true)?;
        self.record.take(field, Ok(reading));
        self.given[field] = true;
        Ok(())
    }

    /// Refuses a case in which a field is nowhere given.
    ///
    /// # Errors
    /// One refusal a field.
    pub fn refuse_missing(&self, form: &Form) -> Result<(), RunError> {
        refuse_missing(form, &self.given)
    }
}

fn refusal(form: &Form, name: &str, nested: bool) -> Refusal {
    if nested {
        return Refusal {
            code: Code::WrongType,
            found: text!("`{name}` is geen enkel antwoord", "`{name}` is not a single answer"),
            mend: text!("schrijf één tekst, getal of ja/nee", "write one text, number or yes/no"),
        };
    }
    let near = nearest(name, form.fields.iter().map(|field| field.id.as_str()));
    Refusal {
        code: Code::UnknownKey,
        found: text!("het instrument heeft geen veld `{name}`", "the instrument has no field `{name}`"),
        mend: match near {
            Some(near) => text!("bedoelde u `{near}`?", "did you mean `{near}`?"),
            None => text!("haal de regel weg; `taxeer show` noemt alle velden", "remove the line; `taxeer show` names all fields"),
        },
    }
}

/// Names and values as text; a value that is a list or table is none.
fn pairs(source: &Arc<Source>) -> Result<Vec<(String, Option<String>)>, RunError> {
    if source.name.to_lowercase().ends_with(".json") || source.text.trim_start().starts_with('{') {
        return json_pairs(&source.text);
    }
    let (root, findings) = tree::read(source);
    if !findings.is_empty() {
        let refusals = findings.into_iter().map(|finding| {
            let (line, _) = source.line_column(finding.place.span.start);
            let (nl, en) = (finding.found.nl, finding.found.en);
            Refusal {
                code: finding.code,
                found: text!("regel {line}: {nl}", "line {line}: {en}"),
                mend: finding.mend.unwrap_or_default(),
            }
        });
        return Err(RunError::Input(refusals.collect()));
    }
    Ok(root.entries().iter().map(|entry| (entry.key.clone(), plain(&entry.node))).collect())
}

fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Integer(text) | Value::Float(text) | Value::Datetime(text) => Some(text.clone()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Array(_) | Value::Table(_) | Value::Faulty => None,
    }
}

fn json_pairs(text: &str) -> Result<Vec<(String, Option<String>)>, RunError> {
    let unreadable = |found: crate::lang::Text| {
        RunError::refused(Code::WrongType, found, text!("{{ \"veld\": \"antwoord\", … }}", "{{ \"field\": \"answer\", … }}"))
    };
    let Pairs(fields) = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        unreadable(text!(
            "geen JSON-object met antwoorden (regel {line}, kolom {column})",
            "not a JSON object with answers (line {line}, column {column})"
        ))
    })?;
    let twice = fields.iter().enumerate().find(|(at, (name, _))| fields[..*at].iter().any(|(earlier, _)| earlier == name));
    if let Some((_, (name, _))) = twice {
        return Err(unreadable(text!("`{name}` staat er twee keer", "`{name}` stands twice")));
    }
    Ok(fields
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                serde_json::Value::String(text) => Some(text),
                serde_json::Value::Null => Some(String::new()),
                serde_json::Value::Bool(truth) => Some(truth.to_string()),
                serde_json::Value::Number(number) => Some(number.to_string()),
                serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
            };
            (name, value)
        })
        .collect())
}

/// A JSON object with all its pairs, also where a name stands twice.
struct Pairs(Vec<(String, serde_json::Value)>);

impl<'de> serde::Deserialize<'de> for Pairs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Pairs;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
