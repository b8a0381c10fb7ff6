// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The JSON Schema of a file, generated from the grammar, for editors.

use serde_json::{Map, Value, json};

use super::grammar;
use super::shape::{Key, Shape};

/// The JSON Schema of a rule set.
#[must_use]
pub fn instrument() -> Value {
    document("taxeer rule set", grammar::INSTRUMENT)
}

/// The JSON Schema of a norm pack.
#[must_use]
pub fn norm_pack() -> Value {
    document("taxeer norm pack", grammar::NORM_PACK)
}

/// The JSON Schema of a signature.
#[must_use]
pub fn signature() -> Value {
    document("taxeer signature", grammar::SIGNATURE)
}

/// The JSON Schema of a protocol.
#[must_use]
pub fn protocol() -> Value {
    document("taxeer protocol", grammar::PROTOCOL)
}

/// The JSON Schema of a protocol that routes.
#[must_use]
pub fn routes() -> Value {
    document("taxeer protocol that routes", grammar::ROUTES)
}

/// The JSON Schema of a mapping.
#[must_use]
pub fn mapping() -> Value {
    document("taxeer mapping", grammar::MAPPING)
}

fn document(title: &str, keys: &[Key]) -> Value {
    let mut schema = table(keys);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema
}

fn table(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = shape(key.shape);
        value["description"] = json!(key.doc);
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
}

fn shape(shape: Shape) -> Value {
    const ID: &str = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\.?$";
    let words = json!({ "type": "string", "minLength": 1 });
    match shape {
        Shape::Text => json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "nl": words, "en": words },
            "required": ["nl", "en"]
        }),
        Shape::Words => words,
        Shape::Id => json!({ "type": "string", "pattern": ID }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Pattern => json!({ "anyOf": [words, { "type": "array", "items": words, "minItems": 1 }] }),
        Shape::Limit => json!({ "type": ["number", "string"] }),
        Shape::List(inner) => json!({ "type": "array", "items": self::shape(*inner), "minItems": 1 }),
        Shape::OneOrMore(inner) => {
            let one = self::shape(*inner);
            json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
        }
        Shape::NumberOrNames => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "array", "items": { "type": "string", "pattern": ID }, "minItems": 1 }] })
        }
        Shape::NumberOr(word) => json!({ "anyOf": [{ "type": "number" }, { "const": word }] }),
        Shape::Table(keys) => table(keys),
        Shape::Map(inner) => {
            json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": self::shape(*inner) })
        }
        Shape::PatternMap(inner) => {
            json!({ "type": "object", "additionalProperties": self::shape(*inner), "minProperties": 1 })
        }
    }
}
