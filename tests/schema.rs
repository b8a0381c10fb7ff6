// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `schema/*.json` are the JSON Schemas that the grammar yields, and the page on the language names every key.
//!
//! `UPDATE=1 cargo test --test schema` writes the schemas anew.

use std::path::Path;

use serde_json::Value;
use taxeer::syntax::grammar::{INSTRUMENT, MAPPING, NORM_PACK, PROTOCOL, ROUTES, SIGNATURE};
use taxeer::syntax::schema;
use taxeer::syntax::shape::{Key, Shape};

fn path(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn schemas() -> [(&'static str, Value); 6] {
    [
        ("schema/instrument-1.json", schema::instrument()),
        ("schema/mapping-1.json", schema::mapping()),
        ("schema/norm-pack-1.json", schema::norm_pack()),
        ("schema/protocol-1.json", schema::protocol()),
        ("schema/protocol-routes-1.json", schema::routes()),
        ("schema/signature-1.json", schema::signature()),
    ]
}

#[test]
fn the_schemas_are_those_of_the_grammar() {
    let write = std::env::var_os("UPDATE").is_some();
    for (file, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        if write {
            std::fs::write(path(file), &text).expect("a file that can be written");
        }
        let kept = std::fs::read_to_string(path(file)).unwrap_or_default().replace("\r\n", "\n");
        assert!(kept == text, "{file} is not what the grammar says: UPDATE=1 cargo test --test schema");
    }
}

/// Every reference into a schema, and every word of it, is one that validators know.
#[test]
fn the_schemas_use_plain_keywords_only() {
    for (_, schema) in schemas() {
        keywords(&schema);
    }
}

fn keywords(schema: &Value) {
    const KNOWN: [&str; 15] = [
        "$schema",
        "$id",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "minProperties",
        "enum",
        "const",
        "pattern",
        "items",
        "anyOf",
    ];
    let Value::Object(object) = schema else { return };
    for (word, value) in object {
        assert!(KNOWN.contains(&word.as_str()) || word == "minItems" || word == "minLength", "{word}");
        match word.as_str() {
            "properties" => value.as_object().expect("an object").values().for_each(keywords),
            "items" | "additionalProperties" | "propertyNames" => keywords(value),
            "anyOf" => value.as_array().expect("a list").iter().for_each(keywords),
            _ => {}
        }
    }
}

#[test]
fn the_page_on_the_language_names_every_key() {
    let page = std::fs::read_to_string(path("instruments/README.md")).expect("the page");
    let code = code_of(&page);
    let mut missing = Vec::new();
    for (grammar, keys) in
        [("instrument", INSTRUMENT), ("mapping", MAPPING), ("norm pack", NORM_PACK), ("protocol", PROTOCOL), ("signature", SIGNATURE)]
    {
        walk(grammar, keys, &mut |path, name| {
            if !names(&code, name) {
                missing.push(format!("{path}.{name}"));
            }
        });
    }
    assert!(missing.is_empty(), "instruments/README.md does not name: {missing:?}");
    // A field of a protocol is written like one of an instrument, which that page describes.
    let routes = code.clone() + &code_of(&std::fs::read_to_string(path("protocols/README.md")).expect("the page"));
    walk("protocol that routes", ROUTES, &mut |path, name| {
        if !names(&routes, name) {
            missing.push(format!("{path}.{name}"));
        }
    });
    assert!(missing.is_empty(), "protocols/README.md does not name: {missing:?}");
}

fn walk(path: &str, keys: &[Key], visit: &mut impl FnMut(&str, &str)) {
    for key in keys {
        visit(path, key.name);
        inside(&format!("{path}.{}", key.name), key.shape, visit);
    }
}

fn inside(path: &str, shape: Shape, visit: &mut impl FnMut(&str, &str)) {
    match shape {
        Shape::Table(keys) => walk(path, keys, visit),
        Shape::List(inner) | Shape::OneOrMore(inner) | Shape::Map(inner) | Shape::PatternMap(inner) => inside(path, *inner, visit),
        Shape::OneOf(words) => words.iter().for_each(|word| visit(path, word)),
        _ => {}
    }
}

/// What stands in code blocks and between backticks.
fn code_of(page: &str) -> String {
    let blocks = page.split("```").skip(1).step_by(2);
    let prose: String = page.split("```").step_by(2).collect();
    blocks.chain(prose.split('`').skip(1).step_by(2)).collect::<Vec<_>>().join("\n")
}

/// Whether a text has a name as a word of its own.
fn names(text: &str, name: &str) -> bool {
    text.split(|next: char| !(next.is_alphanumeric() || next == '_' || next == '-')).any(|word| word == name)
}
