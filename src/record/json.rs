// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A case in JSON: a flat object, its numbers as they are written and a name that stands twice seen.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::RunError;
use super::case::Pair;
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::text;

/// Names and answers of an object.
///
/// # Errors
/// When the text is not a JSON object, or a name stands in it twice.
pub(super) fn pairs(text: &str) -> Result<Vec<Pair>, RunError> {
    let Object(pairs) = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        refused(text!(
            "regel {line}, kolom {column}: geen JSON-object met antwoorden",
            "line {line}, column {column}: not a JSON object with answers"
        ))
    })?;
    match pairs.iter().enumerate().find(|(at, (name, _))| pairs[..*at].iter().any(|(earlier, _)| earlier == name)) {
        Some((_, (name, _))) => Err(refused(text!("`{name}` staat er twee keer", "`{name}` stands there twice"))),
        None => Ok(pairs.into_iter().map(|(name, value)| (name, plain(value.get()))).collect()),
    }
}

fn refused(found: Text) -> RunError {
    RunError::refused(Code::BadCaseFile, found, text!("schrijf {{ \"veld\": \"antwoord\", … }}", "write {{ \"field\": \"answer\", … }}"))
}

/// null is unknown; true, false and numbers are their own text.
fn plain(value: &str) -> Option<String> {
    match value.bytes().next()? {
        b'"' => serde_json::from_str(value).ok(),
        b'[' | b'{' => None,
        _ if value == "null" => Some(String::new()),
        _ => Some(value.to_owned()),
    }
}

struct Object(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}
